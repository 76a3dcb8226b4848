package org.penstock.core.broken.control;

import java.util.HashMap;
import java.util.Map;

/** Writes tables; is not the engine, so it may be unordered. */
public final class CarefulProjection {
    private final Map<String, Long> ids = new HashMap<>();

    /** Remembers. */
    public void apply(String key) {
        ids.merge(key, 1L, Long::sum);
    }
}
