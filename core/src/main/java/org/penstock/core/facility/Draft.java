package org.penstock.core.facility;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the sections have compiled so far, by the type each section yields. Single-threaded; used only while reading. */
public final class Draft {
    private final Map<Class<?>, Object> parts = new HashMap<>();

    /** The part another section compiled earlier, if that section ran. */
    public <T> Optional<T> part(Class<T> type) {
        return Optional.ofNullable(type.cast(parts.get(type)));
    }

    /** Adds a compiled part. */
    public <T> void put(Class<T> type, T part) {
        parts.put(type, part);
    }
}
