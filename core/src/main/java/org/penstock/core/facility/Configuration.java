package org.penstock.core.facility;

import java.util.Map;

/**
 * A facility, compiled: what every section made of the file, and the text to make it again from. Immutable.
 *
 * <p>{@link #json} holds the file as written plus the permanent numbers of streams and outputs and the ids of rows, so
 * that a start, a replay and the projector need no other source.
 */
public final class Configuration {
    private final String hash;
    private final String json;
    private final Map<Class<?>, Object> parts;

    Configuration(String hash, String json, Map<Class<?>, Object> parts) {
        this.hash = hash;
        this.json = json;
        this.parts = Map.copyOf(parts);
    }

    /** Lower-case hex SHA-256 of {@link #json}'s UTF-8 bytes. */
    public String hash() {
        return hash;
    }

    /** The whole configuration as one JSON text. */
    public String json() {
        return json;
    }

    /** What one section compiled. @throws IllegalStateException if no section yields that type */
    public <T> T part(Class<T> type) {
        Object part = parts.get(type);
        if (part == null) {
            throw new IllegalStateException("no section of the facility file yields " + type.getSimpleName());
        }
        return type.cast(part);
    }
}
