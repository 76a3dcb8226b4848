package org.penstock.driver.mqtt.decoder;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.QualityCode;
import org.penstock.driver.mqtt.decoder.SparkplugPayload.Metric;
import org.penstock.driver.mqtt.decoder.SparkplugPayload.Said;

/**
 * Follows the lives of the facility's edge nodes on one connection. A birth says what each alias means; what comes by an
 * alias before it is dropped, and the node is asked for its birth. Whose birth is not known since a death is dead: only a
 * birth brings it back.
 */
final class SparkplugEar implements Ear {
    private final Map<String, SparkplugNode> nodes = new LinkedHashMap<>();

    SparkplugEar(List<Speaker> known) {
        for (Speaker s : known) {
            String group = s.option("group");
            String node = s.option("node");
            nodes.computeIfAbsent(
                            Sparkplug.identity(group, node, ""), unused -> new SparkplugNode(group, node))
                    .setUp(s.identity());
        }
    }

    @Override
    public void begin(long wallMicros, Telling telling) {
        // Births are not retained: without asking, whoever reports only changes would say nothing for hours.
        nodes.values().forEach(n -> n.ask(wallMicros, telling));
    }

    @Override
    public void hear(Message message, Telling telling) throws Payload.Unreadable {
        String[] levels = message.levels();
        if (levels.length < 4 || levels.length > 5 || !levels[0].equals(Sparkplug.NAMESPACE)) {
            return;
        }
        String device = levels.length == 5 ? levels[4] : "";
        String type = levels[2];
        if (!type.startsWith(device.isEmpty() ? "N" : "D") || type.endsWith("CMD")) {
            return; // commands, also our own
        }
        String identity = Sparkplug.identity(levels[1], levels[3], device);
        if (message.retained()) {
            telling.dropped(identity, "retained", "a Sparkplug message is never retained: nobody knows how old it is");
            return;
        }
        SparkplugPayload payload = SparkplugPayload.read(message.payload().bytes());
        SparkplugNode node = nodes.get(Sparkplug.identity(levels[1], levels[3], ""));
        if (node == null) {
            stranger(identity, type, payload, telling);
            return;
        }
        long now = message.receivedMicros();
        // Where only devices behind a node are set up, the node's own words are nobody's: it is no stranger.
        boolean meant = !device.isEmpty() || node.source(identity) != null;
        switch (type) {
            case "NBIRTH" -> {
                node.born(payload, telling);
                if (meant) {
                    said(identity, payload, node.source(identity), telling);
                }
            }
            case "NDEATH" -> node.died(payload, telling);
            case "DBIRTH" -> {
                node.follow(payload, now, telling);
                SparkplugNode.Source source = node.source(identity);
                if (source != null) {
                    source.learn(payload);
                }
                said(identity, payload, source, telling);
            }
            case "DDEATH" -> {
                node.follow(payload, now, telling);
                node.silence(identity, "its edge node says that the device died", telling);
            }
            case "NDATA", "DDATA" -> {
                node.follow(payload, now, telling);
                SparkplugNode.Source source = node.source(identity);
                if (meant && !said(identity, payload, source, telling)) {
                    telling.dropped(identity, "before_birth", "nobody knows what it means before the next birth");
                    node.ask(now, telling);
                }
            }
            default -> {
                // no type of this version
            }
        }
    }

    /** Shows somebody who is not set up; nothing is remembered of them and nothing asked. */
    private static void stranger(String identity, String type, SparkplugPayload payload, Telling telling) {
        if (type.endsWith("DEATH")) {
            telling.silent(identity, "it died");
        } else {
            said(identity, payload, null, telling);
        }
    }

    /** What was told at one moment. */
    private record Moment(long millis, boolean historical) {}

    /**
     * Tells what a payload says.
     *
     * @param source whose aliases count; null for somebody who is not set up: only what comes by name is told
     * @return whether everything in it has a meaning
     */
    private static boolean said(
            String identity, SparkplugPayload payload, SparkplugNode.@Nullable Source source, Telling telling) {
        if (source != null && source.dead()) {
            return false;
        }
        boolean whole = true;
        Map<Moment, Map<String, Value>> moments = new LinkedHashMap<>();
        for (Metric m : payload.metrics()) {
            SparkplugNode.Definition known = source == null ? null : source.of(m);
            String name = m.name().isEmpty() && known != null ? known.name() : m.name();
            int type = m.datatype() == 0 && known != null ? known.datatype() : m.datatype();
            if (name.isEmpty() || (type == 0 && m.said() instanceof Said.Whole)) {
                whole = false; // by an alias that no birth told, or a number whose sign nobody knows
                continue;
            }
            Value value = value(m, type, known == null ? m.unit() : known.unit());
            if (value != null) {
                long at = m.timestamp() >= 0 ? m.timestamp() : payload.timestamp();
                moments.computeIfAbsent(new Moment(at, m.historical()), unused -> new LinkedHashMap<>())
                        .put(name, value);
            }
        }
        List<Report> reports = new ArrayList<>();
        moments.forEach((moment, values) -> reports.add(new Report(
                identity,
                moment.millis() >= 0 && moment.millis() < Long.MAX_VALUE / 1_000
                        ? moment.millis() * 1_000
                        : Sample.NO_TIME,
                messageId(identity, payload, reports.size()),
                values,
                moment.historical())));
        if (source == null && reports.isEmpty()) {
            telling.dropped(identity, "unknown_device", "it speaks by aliases, which only its birth explains");
        }
        reports.forEach(telling::said);
        return whole || source == null;
    }

    /** The sequence number alone comes again after 256 messages, with its time it does not. */
    private static @Nullable String messageId(String identity, SparkplugPayload payload, int part) {
        return payload.seq() < 0 || payload.timestamp() <= 0
                ? null
                : identity + " " + payload.seq() + " " + payload.timestamp() + (part == 0 ? "" : " " + part);
    }

    /** The value of a metric; null when it is of a type that is left out. */
    private static @Nullable Value value(Metric m, int datatype, String unit) {
        if (m.isNull()) {
            return Value.none();
        }
        SparkplugType type = SparkplugType.of(datatype).orElse(null);
        if (datatype != 0 && type == null) {
            return null;
        }
        Value value = switch (m.said()) {
            case Said.Whole w when type == SparkplugType.BOOLEAN -> Value.of(w.bits() != 0);
            case Said.Whole w -> type == null ? null : Value.of(type.number(w.bits()));
            case Said.Number n -> Value.of(n.value());
            case Said.Flag f -> Value.of(f.value());
            case Said.Words w -> Value.of(w.text());
            case Said.Nothing unused -> null;
        };
        if (value == null) {
            return null;
        }
        Value in = unit.isEmpty() || Double.isNaN(value.number()) ? value : value.in(UnitWords.code(unit));
        return switch ((int) Math.min(m.quality(), Integer.MAX_VALUE)) {
            case SparkplugPayload.ABSENT, 192 -> in;
            case 0, 500 -> in.doubted(QualityCode.NO_COMMUNICATION); // bad, stale
            default -> in.doubted(QualityCode.UNCERTAIN);
        };
    }
}
