package org.penstock.core.testsupport;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penstock.core.alert.AlertConfig;
import org.penstock.core.control.Bypass;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.ControlView;
import org.penstock.core.control.Engine;
import org.penstock.core.control.OutputView.Phase;
import org.penstock.core.control.Rehearsal;
import org.penstock.core.control.Stage;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
import org.penstock.core.link.LinkState;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;

/**
 * Tells a story to an engine and keeps what it said, in lines: {@code story.hears("tank", 40).runs("5s").asks("output.set",
 * "valve-1", 1, "60s")}. Time only passes in {@link #runs}; devices answer 0.1 s after a command. Starts at 06:00 UTC on 1
 * June 2026 (08:00 in Amsterdam).
 */
public final class EngineStory {
    /** Engine time of the beginning, µs. */
    public static final long BEGIN = 1_000_000_000L;

    private StoryFacility facility;
    private ControlConfig config;
    private final Map<String, Configuration> configurations = new HashMap<>();
    private final StoryDevices devices = new StoryDevices();
    private final List<JournalRecord> journal = new ArrayList<>();
    private final List<String> lines = new ArrayList<>();
    private final Map<String, String> alerts = new TreeMap<>();
    /** Keys of every output there ever was: one that left the file is still driven to safe. */
    private final Map<Integer, String> outputs = new TreeMap<>();

    private List<Stage> stages;
    private List<Stage> last;
    private Engine engine;
    private Rehearsal rehearsal;
    private int requests;
    private String answer = "";

    private EngineStory(StoryFacility facility, List<Stage> stages, List<Stage> last, Instant begin) {
        this.facility = facility;
        this.config = facility.build();
        config.outputs().forEach(o -> outputs.put(o.no(), o.key()));
        this.stages = stages;
        this.last = last;
        configurations.put("{}", Configuration.of("{}", parts(facility)));
        engine = newEngine();
        rehearsal = new Rehearsal(engine, devices, begin.toEpochMilli() * 1_000, BEGIN, this::told);
    }

    /** A story that has not begun: nothing is started yet. */
    public static EngineStory of(StoryFacility facility) {
        return of(facility, List.of(), List.of(), Instant.parse("2026-06-01T06:00:00Z"));
    }

    /** A story with further stages, see {@link Engine}. */
    public static EngineStory of(StoryFacility facility, List<Stage> stages, List<Stage> last, Instant begin) {
        return new EngineStory(facility, stages, last, begin);
    }

    private static Map<Class<?>, Object> parts(StoryFacility of) {
        return Map.of(
                ControlConfig.class,
                of.build(),
                AlertConfig.class,
                of.alerts(),
                Devices.class,
                new Devices(
                        List.of(new DeviceSpec("device", "Device", "line", "")),
                        of.build().streams(),
                        List.of()));
    }

    private Engine newEngine() {
        return new Engine(json -> java.util.Objects.requireNonNull(configurations.get(json)), stages, last);
    }

    private void told(JournalRecord record) {
        journal.add(record);
        if (record instanceof JournalRecord.Effects effects) {
            for (Effect effect : effects.effects()) {
                String line = line(effect);
                if (!line.isEmpty()) {
                    lines.add(line);
                }
            }
        }
    }

    private String line(Effect effect) {
        return switch (effect) {
            case Effect.Drive d -> {
                String key = outputs.getOrDefault(d.output(), "?");
                yield key + (Double.isNaN(d.value()) ? " ?" : " -> " + (d.toSafe() ? "safe" : number(d.value()))) + " ("
                        + d.why() + ")";
            }
            case Effect.Cancel c -> "cancel " + c.command() + " (" + c.why() + ")";
            case Effect.Raise r -> {
                alerts.put(r.source() + " " + r.key(), r.text());
                yield "! " + r.source() + " " + r.key() + ": " + r.text();
            }
            case Effect.Clear c -> {
                alerts.remove(c.source() + " " + c.key());
                yield "ok " + c.source() + " " + c.key() + ": " + c.text();
            }
            case Effect.Record r -> {
                if (r.kind().startsWith("request.")) {
                    answer = r.kind().substring(8) + ": " + r.data().get("text");
                }
                yield r.subject() + " " + r.kind() + " " + r.data();
            }
            case Effect.WakeAt _ -> "";
        };
    }

    private static String number(double v) {
        return v == Math.rint(v) ? String.format(Locale.ROOT, "%.0f", v) : Double.toString(v);
    }

    /** The program starts; devices answer within the second that follows. */
    public EngineStory starts() {
        rehearsal.put(new Input.ConfigChange(Input.Cause.START, "system", "story", "{}"));
        rehearsal.scan();
        return runs("1s");
    }

    /** A changed facility comes into force. */
    public EngineStory applies(StoryFacility changed) {
        String json = "{\"n\":" + configurations.size() + "}";
        facility = changed;
        config = changed.build();
        config.outputs().forEach(o -> outputs.put(o.no(), o.key()));
        configurations.put(json, Configuration.of(json, parts(changed)));
        rehearsal.put(new Input.ConfigChange(Input.Cause.APPLY, "anna", "story", json));
        rehearsal.scan();
        return this;
    }

    /** A good reading, now. */
    public EngineStory hears(String stream, double value) {
        return hears(stream, value, QualityCode.GOOD, 0);
    }

    /** A reading of this quality and with these flags, now. */
    public EngineStory hears(String stream, double value, QualityCode quality, int flags) {
        tick();
        rehearsal.put(facility.no(stream), value, quality.code(), flags);
        rehearsal.scan();
        return this;
    }

    /** Two readings of one stream never have the same event time: the second would be a conflict. */
    private void tick() {
        rehearsal.run(rehearsal.now() + 1);
    }

    /** A good reading that the device stamped {@code ago} before now, received now. */
    public EngineStory hearsOld(String stream, double value, String ago, int flags) {
        long back = StoryFacility.micros(ago);
        rehearsal.put(
                facility.no(stream),
                value,
                rehearsal.wall() - back,
                rehearsal.now() - back,
                QualityCode.GOOD.code(),
                flags);
        rehearsal.scan();
        return this;
    }

    /** A person asks; the answer is in {@link #answer}. */
    public EngineStory asks(String verb, String subject, double value, String forTime) {
        long micros = forTime.isEmpty() ? 0 : StoryFacility.micros(forTime);
        return puts(new Input.Request("r" + ++requests, "anna", verb, subject, value, micros, ""));
    }

    /** A person asks for something without value and time. */
    public EngineStory asks(String verb, String subject) {
        return asks(verb, subject, Double.NaN, "");
    }

    /** A person asks for something and says why; {@code data} is name, value, name, value … */
    public EngineStory asksBecause(String reason, String verb, String subject, double value, String... data) {
        SortedMap<String, String> more = new TreeMap<>();
        for (int i = 0; i < data.length; i += 2) {
            more.put(data[i], data[i + 1]);
        }
        return puts(new Input.Request("r" + ++requests, "anna", verb, subject, value, 0, reason, more));
    }

    /** What the runtime puts when two persons have signed that an interlock lets an output pass. */
    public EngineStory bypasses(String interlock, String output, String forTime) {
        String definition =
                Bypass.definition(config(), interlock, output).orElseThrow();
        return puts(new Input.Request(
                "r" + ++requests,
                "anna",
                Bypass.BEGIN,
                Bypass.subject(interlock, output),
                Double.NaN,
                StoryFacility.micros(forTime),
                "the level sensor is broken",
                new TreeMap<>(
                        Map.of("signoff", "s" + requests, "signed_by", "Bob Ng, Cid Ek", "definition", definition))));
    }

    public EngineStory link(String link, LinkState state, String reason) {
        return puts(new Input.LinkChange(link, state, reason));
    }

    /** Any input, scanned now. */
    public EngineStory puts(Input input) {
        rehearsal.put(input);
        rehearsal.scan();
        return this;
    }

    /** Time passes, through every due instant. */
    public EngineStory runs(String time) {
        rehearsal.run(rehearsal.now() + StoryFacility.micros(time));
        return this;
    }

    /** Time passes while the process is not there: nothing is scanned. A start comes next. */
    public EngineStory skips(String time) {
        long micros = StoryFacility.micros(time);
        rehearsal = new Rehearsal(engine, devices, rehearsal.wall() + micros, rehearsal.now() + micros, this::told);
        return this;
    }

    /** The wall clock jumps by so many seconds, and the engine is told. */
    public EngineStory wallJumps(long seconds, boolean inDoubt) {
        rehearsal.stepWall(seconds * 1_000_000);
        return puts(new Input.ClockStepped(seconds * 1_000_000, inDoubt));
    }

    public EngineStory device(String output, StoryDevices.Mood mood) {
        devices.mood(facility.outputNo(output), mood);
        return this;
    }

    /** What the device of {@code output} really does. */
    public double reality(String output) {
        return devices.value(facility.outputNo(output));
    }

    /** The device was moved by hand. */
    public EngineStory reality(String output, double value) {
        devices.value(facility.outputNo(output), value);
        return this;
    }

    /** The process ends and another goes on from a checkpoint, without a start: what a replay from a checkpoint does. */
    public EngineStory goesOnFromCheckpoint(List<Stage> freshStages, List<Stage> freshLast) {
        String checkpoint = engine.save();
        stages = freshStages;
        last = freshLast;
        Engine next = newEngine();
        next.load(checkpoint);
        engine = next;
        rehearsal = new Rehearsal(next, devices, rehearsal.wall(), rehearsal.now(), this::told);
        // A loaded engine has not told its next due instant yet; an extra scan changes nothing and brings it.
        rehearsal.scan();
        return this;
    }

    public EngineStory goesOnFromCheckpoint() {
        return goesOnFromCheckpoint(stages, last);
    }

    /** Everything said since the last call, and forgets it. */
    public List<String> said() {
        List<String> all = List.copyOf(lines);
        lines.clear();
        return all;
    }

    /** Commands since the last call of this or {@link #said}, e.g. {@code valve-1 -> 1 (set by anna)}; forgets the rest. */
    public List<String> drives() {
        return said().stream()
                .filter(line -> line.contains(" -> ") || line.contains(" ? "))
                .filter(line -> !line.startsWith("!") && !line.startsWith("ok "))
                .toList();
    }

    /** The last answer to a request: {@code refused: …}. */
    public String answer() {
        return answer;
    }

    /** Open alerts: "source key" to text. */
    public Map<String, String> alerts() {
        return Map.copyOf(alerts);
    }

    /** Text of an open alert, "" when it is not open; {@code key} as in {@link #alerts}. */
    public String alert(String key) {
        return alerts.getOrDefault(key, "");
    }

    public Phase phase(String output) {
        return view(output).view().phase();
    }

    /** The gate that is shut for {@code output}, "" when none is. */
    public String shut(String output) {
        return view(output).shut().orElse("");
    }

    /** An output as the engine sees it. */
    public ControlView.Output view(String output) {
        return engine.view().outputs().stream()
                .filter(o -> o.spec().key().equals(output))
                .findFirst()
                .orElseThrow();
    }

    public Engine engine() {
        return engine;
    }

    public ControlConfig config() {
        return config;
    }

    /** Every frame and its effects so far, as the journal has them. */
    public List<JournalRecord> journal() {
        return List.copyOf(journal);
    }

    /** Makes configurations for another engine over the same story. */
    public Configuration read(String json) {
        return java.util.Objects.requireNonNull(configurations.get(json));
    }

    /** Wall time now, µs UTC. */
    public long wall() {
        return rehearsal.wall();
    }

    /** Engine time now, µs. */
    public long now() {
        return rehearsal.now();
    }
}
