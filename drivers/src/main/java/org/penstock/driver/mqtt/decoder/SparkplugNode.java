package org.penstock.driver.mqtt.decoder;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.driver.mqtt.decoder.SparkplugPayload.Metric;
import org.penstock.driver.mqtt.decoder.SparkplugPayload.Said;

/** What is remembered of one edge node: its present life, its count of messages, and what its aliases mean. */
final class SparkplugNode {
    /** A node answers with everything it has; asking again sooner would only make it say so twice. */
    private static final long ASK_EVERY_MICROS = 10_000_000;

    private static final int NUMBERS = 256;

    private final String group;
    private final String node;
    /** The facility's devices on this node, by identity; with the node itself where it is one of them. */
    private final Map<String, Source> sources = new LinkedHashMap<>();

    private long life = SparkplugPayload.ABSENT;
    private int next = SparkplugPayload.ABSENT;
    private int lastSeq = SparkplugPayload.ABSENT;
    private long lastTimestamp = SparkplugPayload.ABSENT;
    private long askedAt = Long.MIN_VALUE / 2;

    SparkplugNode(String group, String node) {
        this.group = group;
        this.node = node;
    }

    /** The facility has this device. */
    void setUp(String identity) {
        sources.putIfAbsent(identity, new Source());
    }

    /** What a birth said of a metric. */
    record Definition(String name, int datatype, String unit) {}

    /** One that is born and dies: a node, or a device behind it. */
    static final class Source {
        private final Map<Long, Definition> byAlias = new HashMap<>();
        private final Map<String, Definition> byName = new HashMap<>();
        private boolean dead;

        boolean dead() {
            return dead;
        }

        /** What the last birth said of {@code metric}, or null. */
        @Nullable
        Definition of(Metric metric) {
            return metric.name().isEmpty()
                    ? metric.aliased() ? byAlias.get(metric.alias()) : null
                    : byName.get(metric.name());
        }

        /** Takes a birth. */
        void learn(SparkplugPayload birth) {
            forget();
            dead = false;
            for (Metric m : birth.metrics()) {
                Definition d = new Definition(m.name(), m.datatype(), m.unit());
                if (!m.name().isEmpty()) {
                    byName.put(m.name(), d);
                    if (m.aliased()) {
                        byAlias.put(m.alias(), d);
                    }
                }
            }
        }

        private void forget() {
            byAlias.clear();
            byName.clear();
        }
    }

    /** The device of the facility with this identity, or null. */
    @Nullable
    Source source(String identity) {
        return sources.get(identity);
    }

    /** A birth of the node. Its devices are born again after it, each by its own message. */
    void born(SparkplugPayload birth, Telling telling) {
        long before = life;
        life = life(birth);
        boolean another = before != life && before != SparkplugPayload.ABSENT;
        String own = Sparkplug.identity(group, node, "");
        sources.forEach((identity, source) -> {
            if (identity.equals(own)) {
                source.learn(birth);
            } else if (another) {
                silence(identity, "its edge node was born again", telling);
            } else {
                source.forget();
            }
        });
        remember(birth);
    }

    /** A death of the node; one that belongs to an earlier life says nothing. */
    void died(SparkplugPayload death, Telling telling) {
        long ended = life(death);
        if (ended != life && ended != SparkplugPayload.ABSENT && life != SparkplugPayload.ABSENT) {
            telling.dropped(whose(), "stale_death", "the node died as " + ended + " and lives as " + life);
            return;
        }
        sources.keySet().forEach(identity -> silence(identity, "its edge node died", telling));
    }

    /** One of the node's devices, or the node itself, has no values until its next birth. */
    void silence(String identity, String reason, Telling telling) {
        Source source = sources.get(identity);
        if (source != null) {
            if (!source.dead) {
                telling.silent(identity, reason);
            }
            source.dead = true;
            source.forget();
        }
    }

    /** Counts a message of the node or one of its devices. */
    void follow(SparkplugPayload payload, long now, Telling telling) {
        boolean again = payload.seq() == lastSeq && payload.timestamp() == lastTimestamp;
        int seq = payload.seq();
        if (again && seq >= 0) {
            return; // delivered twice
        }
        if (seq >= 0 && next >= 0 && seq != next) {
            telling.missed(whose(), Math.floorMod(seq - next, NUMBERS));
            ask(now, telling);
        }
        remember(payload);
    }

    private void remember(SparkplugPayload payload) {
        lastSeq = payload.seq();
        lastTimestamp = payload.timestamp();
        next = lastSeq < 0 ? SparkplugPayload.ABSENT : (lastSeq + 1) % NUMBERS;
    }

    /** Asks for a birth, unless that was done just now. */
    void ask(long now, Telling telling) {
        // Also when the clock was set back meanwhile.
        if (Math.abs(now - askedAt) >= ASK_EVERY_MICROS) {
            askedAt = now;
            Sparkplug.askRebirth(group, node, now, telling);
        }
    }

    /** The device that what concerns the whole node is counted under. */
    private String whose() {
        String own = Sparkplug.identity(group, node, "");
        return sources.containsKey(own) ? own : sources.keySet().iterator().next();
    }

    private static long life(SparkplugPayload payload) {
        for (Metric m : payload.metrics()) {
            if (m.name().equals("bdSeq") && m.said() instanceof Said.Whole w) {
                return w.bits();
            }
        }
        return SparkplugPayload.ABSENT;
    }
}
