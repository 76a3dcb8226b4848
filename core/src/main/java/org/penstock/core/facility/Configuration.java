package org.penstock.core.facility;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A facility, compiled: what every section made of the file, and the text to make it again from. Immutable.
 *
 * <p>{@link #json} holds the files as written plus the permanent numbers of streams and outputs and the ids of rows, so
 * that a start, a replay and the projector need no other source.
 */
public final class Configuration {
    private final ConfigurationText text;
    private final String hash;
    private final String json;
    private final Map<Class<?>, Object> parts;

    /**
     * One file as it was written.
     *
     * @param name of the main file: its own; of an included one: relative to the main file's folder, with {@code /}
     */
    public record File(String name, String text) {}

    Configuration(ConfigurationText text, String json, Map<Class<?>, Object> parts) {
        this.text = text;
        this.json = json;
        this.hash = ConfigurationText.sha256(json);
        this.parts = Map.copyOf(parts);
    }

    /**
     * A configuration made without a facility file, from what the sections would have made of one.
     *
     * @param json any text that stands for it; its hash is the configuration's
     * @param parts by the type each section yields
     */
    public static Configuration of(String json, Map<Class<?>, Object> parts) {
        return new Configuration(new ConfigurationText(List.of(new File("", "")), Identities.NONE), json, parts);
    }

    /** Lower-case hex SHA-256 of {@link #json}'s UTF-8 bytes. */
    public String hash() {
        return hash;
    }

    /** The whole configuration as one JSON text. */
    public String json() {
        return json;
    }

    /** The files of a stored configuration, also of one this program would no longer accept. */
    public static List<File> filesOf(String json) {
        return ConfigurationText.filesOf(json);
    }

    /** The facility file and what it includes, as written: the main file first, then as they were included. */
    public List<File> files() {
        return text.files();
    }

    /** Name of the main file as it was given. */
    public String fileName() {
        return text.files().getFirst().name();
    }

    /** Permanent numbers and row ids of everything named. */
    public Identities identities() {
        return text.identities();
    }

    /** What one section compiled, if it was there: a stored configuration may be older than the section. */
    public <T> Optional<T> find(Class<T> type) {
        return Optional.ofNullable(type.cast(parts.get(type)));
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
