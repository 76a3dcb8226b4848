package org.penstock.core.control;

import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The instants at which stages asked to be scanned, each once. */
final class Wakes {
    private final TreeSet<Long> instants = new TreeSet<>();

    void add(long instant) {
        instants.add(instant);
    }

    /** Forgets what is due by {@code now}. */
    void passed(long now) {
        while (!instants.isEmpty() && instants.first() <= now) {
            instants.pollFirst();
        }
    }

    long earliest() {
        return instants.isEmpty() ? Long.MAX_VALUE : instants.first();
    }

    void save(ArrayNode state) {
        for (long instant : instants) {
            state.add(instant);
        }
    }

    void load(JsonNode state) {
        instants.clear();
        for (JsonNode instant : state) {
            instants.add(instant.asLong());
        }
    }
}
