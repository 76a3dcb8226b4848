package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.quantity.Unit;

/**
 * {@code devices} with their {@code streams}. The {@code link} of a device is resolved by the links' section, its {@code
 * outputs} by control's, every {@code address} by the driver; here their keys are declared and numbered.
 */
public final class DeviceSection implements FileSection<Devices> {
    private static final long SECOND = 1_000_000;
    private static final long SHORTEST_INTERVAL = SECOND / 100;
    private static final long SHORTEST_MAX_AGE = 5 * SECOND;
    private static final long SHORTEST_LIVE_WINDOW = 300 * SECOND;
    private static final long BACKLOG = 30 * 86_400 * SECOND;

    private static final int LONGEST_WORD = 30;

    private static final Shape.Group WORDS = Shape.group(
                    "metric: state: what its two values are called, {0: closed, 1: open}; off and on if not written.")
            .must("0", Shape.text("What it is called at 0."))
            .must("1", Shape.text("What it is called at 1."));

    private static final Shape.Group STREAM = Shape.group(
                    "A channel that readings come in on. A replaced sensor is a new stream.")
            .must("key", Shape.key())
            .may("was", Shape.was())
            .may("replaces", Shape.reference("Key of the stream whose place it took; that one stays in the record."))
            .must("name", Shape.name())
            .must("metric", Shape.metric("What it measures."))
            .may("unit", Shape.text("The unit the device speaks; the metric's own if not written."))
            .may("words", WORDS)
            .may("location", Shape.reference("Key of the location it measures; the device's if not written."))
            .must("interval", Shape.duration("How often a value is expected."))
            .may("max_age", Shape.duration("Older than this the value is stale."))
            .may("live_window", Shape.duration("Readings older than this at receipt are stored and never act."))
            .may("backlog", Shape.duration("Readings older than this are bad."))
            .may("address", Shape.open("Where on the device it is; the words are the driver's."));

    private final Shape.Group device;

    /** @param output what may be written for an output of a device: that is read by another room */
    public DeviceSection(Shape.Group output) {
        device = Shape.group("What speaks a protocol: a controller, a node, a station.")
                .must("key", Shape.key())
                .may("was", Shape.was())
                .must("name", Shape.name())
                .must("link", Shape.reference("Key of the link it is reached over."))
                .may("location", Shape.reference("Key of the location it stands in."))
                .may("address", Shape.open("Where on the link it is; the words are the driver's."))
                .may("streams", Shape.list("Its channels that readings come in on.", STREAM))
                .may("outputs", Shape.list("What it drives.", output));
    }

    @Override
    public Class<Devices> type() {
        return Devices.class;
    }

    @Override
    public Shape.Group shape() {
        return Shape.group("").may("devices", Shape.list("What speaks a protocol.", device));
    }

    @Override
    public Devices read(Node file, Draft draft, Problems problems) {
        List<DeviceSpec> devices = new ArrayList<>();
        List<StreamSpec> streams = new ArrayList<>();
        List<Node> written = Fields.of(file, problems).items("devices");
        for (Node node : written) {
            Fields f = Fields.of(node, device, problems);
            String key = draft.key(f, "device");
            String name = f.name();
            f.text("link");
            String location = draft.refer(f, "location", "location", "");
            f.node("address");
            List<Node> itsStreams = f.items("streams");
            List<Node> itsOutputs = f.items("outputs");
            f.done();
            if (itsStreams.isEmpty() && itsOutputs.isEmpty()) {
                problems.warn(
                        node,
                        "the device `" + key + "` has neither streams nor outputs",
                        "add `streams:` or `outputs:`, or take the device out");
            }
            devices.add(new DeviceSpec(key, name, f.node("link").text(), location));
            draft.id("device", key);
            Map<String, Node> channels = new HashMap<>();
            for (Node stream : itsStreams) {
                StreamSpec made = stream(stream, key, location, channels, draft, problems);
                // A limit of a stream that measures nothing known cannot be judged: one fault, one report.
                if (Metric.of(stream.get("metric").text()).isPresent()) {
                    streams.add(made);
                }
            }
            itsOutputs.forEach(output -> {
                String outputKey = draft.key(Fields.of(output, problems), "output");
                draft.number("output", outputKey);
                draft.id("output", outputKey);
            });
        }
        written.forEach(d -> d.get("streams").items().forEach(s -> checkReplaced(s, draft, problems)));
        return new Devices(devices, streams, written);
    }

    /** What is replaced has left the file. A file that came from another data directory may name what is not known here. */
    private static void checkReplaced(Node stream, Draft draft, Problems problems) {
        Node at = stream.get("replaces");
        if (at.isMissing()) {
            return;
        }
        if (draft.declared("stream", at.text()).isPresent()) {
            problems.add(
                    at,
                    "`replaces: " + at.text() + "` names a stream that still stands in the file",
                    "take that one out, or delete `replaces`");
        } else if (!draft.wasEverNamed("stream", at.text())) {
            problems.warn(
                    at,
                    "`replaces: " + at.text() + "` names a stream that was never here",
                    "correct the key, or delete `replaces`");
        }
    }

    private static StreamSpec stream(
            Node node,
            String device,
            String deviceLocation,
            Map<String, Node> channels,
            Draft draft,
            Problems problems) {
        Fields f = Fields.of(node, STREAM, problems);
        String key = draft.key(f, "stream");
        f.text("replaces", "");
        String name = f.name();
        Metric metric = metric(f);
        Unit unit = unit(f, metric, problems);
        StateWords words = words(f, metric, problems);
        String location = draft.refer(f, "location", "location", deviceLocation);
        long interval = positive(f, "interval", -1, problems);
        if (interval > 0 && interval < SHORTEST_INTERVAL) {
            problems.add(
                    f.node("interval"),
                    "`interval: " + f.node("interval").text() + "` is more often than any device answers",
                    "write at least 10ms");
        }
        long maxAge = positive(f, "max_age", Math.max(5 * interval, SHORTEST_MAX_AGE), problems);
        if (maxAge < interval) {
            problems.add(
                    f.node("max_age"),
                    "`max_age: " + f.node("max_age").text() + "` is shorter than the interval: the value would be "
                            + "stale most of the time",
                    "write at least the interval, better five times as much");
        }
        long liveWindow = positive(f, "live_window", Math.max(2 * maxAge, SHORTEST_LIVE_WINDOW), problems);
        long backlog = positive(f, "backlog", Math.max(BACKLOG, liveWindow), problems);
        if (backlog < liveWindow) {
            problems.add(
                    f.has("backlog") ? f.node("backlog") : f.node("live_window"),
                    "`backlog` is shorter than `live_window`: a reading would be too old before it is late",
                    "write a backlog of hours or days");
        }
        Node address = f.node("address");
        f.done();
        Node same = channels.putIfAbsent(metric + " " + address.canonical(), node);
        if (same != null && !address.isMissing()) {
            problems.add(
                    address,
                    "a second stream reads " + metric.key() + " from the same address, the first is in line "
                            + same.line(),
                    "delete one of the two, or correct the address");
        }
        int no = draft.number("stream", key);
        draft.previous()
                .flatMap(c -> c.part(Devices.class).streams().stream()
                        .filter(s -> s.no() == no)
                        .findFirst())
                .filter(known -> known.metric() != metric)
                .ifPresent(known -> problems.add(
                        f.node("metric"),
                        "the stream `" + key + "` has measured "
                                + known.metric().key() + " until now",
                        "a stream never changes what it measures: give the new one a key of its own"));
        draft.id("stream", key);
        return new StreamSpec(
                no, key, name, device, location, metric, unit, interval, liveWindow, maxAge, backlog, words);
    }

    private static @Nullable StateWords words(Fields f, Metric metric, Problems problems) {
        Node written = f.node("words");
        if (written.isMissing()) {
            return metric == Metric.STATE ? StateWords.OFF_ON : null;
        }
        if (metric != Metric.STATE) {
            problems.add(
                    written,
                    "only a stream with `metric: state` has `words`, this one measures " + metric.key(),
                    "delete `words`, or write `metric: state` for something that is one way or the other");
            return null;
        }
        Set<String> values = written.words();
        if (written.kind() != Node.Kind.MAPPING || !values.contains("0") && !values.contains("1")) {
            problems.add(
                    written,
                    "`words` does not say what 0 and 1 are called",
                    "write the value first, then its word: `words: {0: closed, 1: open}`");
            return StateWords.OFF_ON;
        }
        Fields w = Fields.of(written, WORDS, problems);
        StateWords words = new StateWords(word(w, "0", problems), word(w, "1", problems));
        w.done();
        if (words.zero().equals(words.one()) && !words.zero().isEmpty()) {
            problems.add(
                    w.node("1"), "0 and 1 are both called `" + words.one() + "`", "give each value a word of its own");
        }
        return words;
    }

    private static String word(Fields words, String value, Problems problems) {
        String word = words.text(value);
        if (word.length() > LONGEST_WORD) {
            problems.add(
                    words.node(value),
                    "the word for " + value + " has " + word.length() + " characters",
                    "use at most " + LONGEST_WORD + ": it stands where a number stands");
        }
        return word;
    }

    private static Metric metric(Fields f) {
        List<String> words = Arrays.stream(Metric.values()).map(Metric::key).toList();
        return Metric.of(f.choice("metric", words, "")).orElse(Metric.COUNT);
    }

    private static Unit unit(Fields f, Metric metric, Problems problems) {
        String written = f.text("unit", "");
        if (written.isEmpty()) {
            return metric.canonical();
        }
        Optional<Unit> unit = Unit.of(written, metric);
        if (unit.isEmpty()) {
            problems.add(
                    f.node("unit"),
                    "the unit `" + written + "` does not fit " + metric.key(),
                    Quantities.rightUnit(written, metric));
        }
        return unit.orElse(metric.canonical());
    }

    private static long positive(Fields f, String word, long fallback, Problems problems) {
        long micros = f.duration(word, fallback);
        Node n = f.node(word);
        if (!n.isMissing() && micros == 0 && n.text().strip().startsWith("0")) {
            problems.add(n, "`" + word + ": " + n.text() + "` is no time at all", "write a duration such as 5s");
        }
        return micros;
    }
}
