package org.penstock.core.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.link.LinkState;
import org.penstock.core.telemetry.Adjustments;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Frame;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Samples;
import org.penstock.core.telemetry.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Decides. {@code scan(frame)} brings the facility to the frame's time and returns what is wanted, in order. Before the
 * frame's own inputs it passes every due instant up to the frame's time, each at that instant's own time. Pure: the same
 * frames give the same effects, live, after a restart from {@link #save}, in rehearsal and in replay. An extra frame
 * without readings and inputs changes nothing.
 *
 * <p>Order of a scan: image → staleness → results, requests for devices and other inputs → interlocks → requests for outputs → stages (programs)
 * → rules → arbitration → last stages (alerts). (Alerts come after arbitration so that what arbitration refuses is told in
 * the same scan.) One thread.
 */
public final class Engine {
    /** A due instant this near is exact; one further away may turn out to be early. */
    private static final long EXACT_WITHIN = 1_000_000;

    /** Kind of the record that tells that links are to be changed to the configuration in force. */
    public static final String LINKS_CHANGE = "links.change";

    /** Kinds of the records after which {@link #adjustments} is another one. */
    public static final List<String> ADJUSTS = List.of(DeviceDesk.CHANGED, Calibrations.RECORDED);

    /** First word of the kinds of the records after which {@link #enrolments} is another one. */
    public static final String ENROLS = Enrolments.KIND;

    private static final JsonMapper JSON = new JsonMapper();

    private final Function<String, Configuration> reader;
    private final List<Stage> stages;
    private final List<Stage> last;
    private final ProcessImage image = new ProcessImage();
    private final Bypasses bypasses = new Bypasses();
    private final Interlocks interlocks = new Interlocks(image, bypasses);
    private final Maintenance maintenance = new Maintenance();
    private final Outputs outputs = new Outputs(interlocks, maintenance);
    private final RuleStage rules = new RuleStage(image, outputs);
    private final Calibrations calibrations = new Calibrations(image);
    private final Enrolments enrolments = new Enrolments(image, maintenance);
    private final DeviceDesk devices =
            new DeviceDesk(image, outputs, rules, maintenance, calibrations, enrolments);
    private final Requests requests = new Requests(outputs, interlocks, rules, bypasses);
    private final Wakes wakes = new Wakes();
    private final EngineScan scan = new EngineScan(image, outputs, wakes);
    private final Outputs.Ending ending = this::ended;
    private @Nullable Configuration configuration;
    private Handover.Now handover = new Handover.Now(List.of(), List.of(), false);
    private long seq;

    /**
     * @param reader makes a configuration from {@link org.penstock.core.telemetry.Input.ConfigChange#json}
     * @param stages those before rules and arbitration, in order: programs. Interlocks and rules are the engine's own.
     * @param last those after arbitration: alerts
     */
    public Engine(Function<String, Configuration> reader, List<Stage> stages, List<Stage> last) {
        this.reader = reader;
        this.stages = List.copyOf(stages);
        this.last = List.copyOf(last);
    }

    /**
     * Scans one frame.
     *
     * @throws IllegalArgumentException when the frame does not come in order of {@link Frame#seq} or its engine time went
     *     back: the record would not be the truth any more
     */
    public Scanned scan(Frame frame) {
        if (frame.seq() <= seq || frame.monoMicros() < scan.now()) {
            throw new IllegalArgumentException("frame " + frame.seq() + " at engine time " + frame.monoMicros()
                    + " µs comes after frame " + seq + " at " + scan.now() + " µs");
        }
        seq = frame.seq();
        scan.frame();
        long offset = frame.wallMicros() - frame.monoMicros();
        if (!starts(frame)) {
            // Nothing ran before a start: what would have been due while the program was away did not happen.
            for (long due = nextDue(frame.monoMicros()); due <= frame.monoMicros(); due = nextDue(frame.monoMicros())) {
                long instant = Math.max(due, scan.now());
                pass(instant, instant + offset, Samples.NONE, List.of());
            }
        }
        pass(frame.monoMicros(), frame.wallMicros(), frame.samples(), frame.inputs());
        return scan.scanned(nextDue(frame.monoMicros() + EXACT_WITHIN));
    }

    private static boolean starts(Frame frame) {
        for (Input input : frame.inputs()) {
            if (input instanceof Input.ConfigChange c && c.cause() == Input.Cause.START) {
                return true;
            }
        }
        return false;
    }

    private long nextDue(long horizon) {
        long due = Math.min(image.nextStale(horizon), rules.nextDue());
        due = Math.min(due, bypasses.nextDue());
        return Math.min(due, Math.min(outputs.nextDue(), wakes.earliest()));
    }

    private void pass(long now, long wall, Samples samples, List<Input> inputs) {
        wakes.passed(now);
        image.begin(now);
        scan.begin(now, wall, inputs);
        for (Input input : inputs) {
            switch (input) {
                case Input.ConfigChange change -> configure(change);
                case Input.ClockStepped step -> clockStepped(step);
                case Input.Request _, Input.Result _, Input.LinkChange _, Input.Notice _ -> {}
            }
        }
        image.apply(samples, wall);
        image.expire();
        for (Input input : inputs) {
            switch (input) {
                case Input.Result result -> result(result);
                case Input.LinkChange change -> linkChange(change);
                case Input.Notice notice -> notice(notice);
                case Input.Request request -> devices.take(scan, request);
                case Input.ConfigChange _, Input.ClockStepped _ -> {}
            }
        }
        devices.tick(scan);
        outputs.tick(scan);
        boolean over = bypasses.tick(scan);
        if (interlocks.judge(scan) || over) {
            outputs.unsettle();
        }
        for (Input input : inputs) {
            if (input instanceof Input.Request request) {
                requests.take(scan, request);
            }
        }
        outputs.tell(scan, ending);
        for (Stage stage : stages) {
            stage.scan(scan);
        }
        rules.scan(scan);
        outputs.arbitrate(scan, ending);
        goOnHandingOver();
        for (Stage stage : last) {
            stage.scan(scan);
        }
        requests.refuseUnknown(scan);
    }

    private void ended(int output, String owner, String why) {
        rules.ended(scan, output, owner, why);
        for (Stage stage : stages) {
            stage.ended(scan, output, owner, why);
        }
        for (Stage stage : last) {
            stage.ended(scan, output, owner, why);
        }
    }

    private void configure(Input.ConfigChange change) {
        Configuration next = reader.apply(change.json());
        boolean start = change.cause() == Input.Cause.START;
        Configuration before = configuration;
        configuration = next;
        ControlConfig control = next.part(ControlConfig.class);
        if (start) {
            List<OutputSpec> left = leftOpen(control);
            configureAll(before, next, Handover.of(control, List.of(), false), true);
            scan.record("site", "site.started", "actor", change.actor(), "hash", change.hash());
            left.forEach(this::tellOfLeftOpen);
            return;
        }
        Handover.Now now = Handover.of(control, outputs.all());
        tellLinks(now, true);
        configureAll(before, next, now, false);
        for (OutputSpec kept : now.kept()) {
            if (control.outputs().stream().noneMatch(o -> o.no() == kept.no())) {
                outputs.retire(kept.no());
            }
        }
    }

    /** Outputs that were not at safe when the program ended, on wires that nobody drives any more. */
    private List<OutputSpec> leftOpen(ControlConfig control) {
        return handover.kept().stream()
                .filter(k -> outputs.view(k.no()).phase() != OutputView.Phase.SAFE)
                .filter(k -> control.outputs().stream().noneMatch(o -> o.wire().equals(k.wire())))
                .toList();
    }

    /** Ended as soon as it is told: it stays on the list until a person has seen it. */
    private void tellOfLeftOpen(OutputSpec left) {
        String key = "left." + left.key();
        scan.raise(
                "site",
                key,
                "command_failed",
                Severity.CRITICAL,
                left.name() + " was not at safe when the program ended, and the facility file in force no longer drives"
                        + " it where it is wired (" + left.wire() + "). Look at it, and close it by hand",
                Double.NaN,
                Double.NaN);
        scan.clear("site", key, "The program drives " + left.name() + " there no more; only a person can tell");
    }

    /** Outputs that were open when a configuration was applied come under it when they are closed. */
    private void goOnHandingOver() {
        if (configuration == null || handover.kept().isEmpty()) {
            return;
        }
        Handover.Now now = Handover.of(configuration.part(ControlConfig.class), outputs.all());
        if (!now.equals(handover)) {
            tellLinks(now, handover.wiresKept());
            configureAll(configuration, configuration, now, false);
            outputs.arbitrate(scan, ending);
        }
    }

    /** Whoever holds the links changes them when this is told: no output that is open hangs on one of them. */
    private void tellLinks(Handover.Now now, boolean waited) {
        if (waited && !now.wiresKept()) {
            scan.record("site", LINKS_CHANGE);
        }
    }

    private void configureAll(
            @Nullable Configuration before, Configuration next, Handover.Now now, boolean start) {
        handover = now;
        scan.config(next.part(ControlConfig.class).withOutputs(now.outputs()));
        image.resize(scan.config().streamCount(), start);
        devices.configure(scan, before, next);
        interlocks.configure(scan);
        bypasses.configure(scan);
        outputs.configure(scan, start);
        rules.configure(scan, start);
        for (Stage stage : stages) {
            stage.configure(scan, next);
        }
        for (Stage stage : last) {
            stage.configure(scan, next);
        }
    }

    private void clockStepped(Input.ClockStepped step) {
        image.clockStepped(step.deltaMicros());
        devices.clockStepped(scan);
        if (bypasses.clockStepped(scan, step.deltaMicros(), step.inDoubt())) {
            outputs.unsettle();
        }
        scan.clockInDoubt(scan.clockInDoubt() || step.inDoubt());
        String moved = "the wall clock moved " + (step.deltaMicros() < 0 ? "back" : "ahead") + " by "
                + Words.time(Math.abs(step.deltaMicros()));
        scan.record(
                "site",
                "clock.stepped",
                "delta_micros",
                Long.toString(step.deltaMicros()),
                "in_doubt",
                Boolean.toString(step.inDoubt()));
        scan.raise(
                "site",
                "clock",
                "clock",
                Severity.WARNING,
                step.inDoubt()
                        ? moved + ", before what is recorded; dated starts wait until the clock is confirmed"
                        : moved,
                step.deltaMicros() / 1e6,
                Double.NaN);
    }

    private void linkChange(Input.LinkChange change) {
        String subject = "link:" + change.link();
        scan.record(
                subject,
                "link.state",
                "reason",
                change.reason(),
                "state",
                change.state().name());
        String was = "its link " + change.link();
        switch (change.state()) {
            case OFFLINE -> outputs.away(scan, on(change.link()), was + " is away: " + change.reason());
            // Where some answer again, those that do not are found out by what is written to them.
            case DEGRADED, ONLINE -> outputs.back(scan, on(change.link()), was + " was away");
            // Opened anew by a person's wish, or before its first attempt: nothing is known that was not before.
            case STOPPED, CONNECTING -> {}
        }
        if (change.state() == LinkState.OFFLINE || change.state() == LinkState.DEGRADED) {
            scan.raise(
                    subject,
                    "device_offline",
                    "device_offline",
                    Severity.WARNING,
                    change.link() + ": " + change.reason(),
                    Double.NaN,
                    Double.NaN);
        } else if (change.state() == LinkState.ONLINE) {
            scan.clear(subject, "device_offline", change.link() + " answers again");
            outputs.retryNow(scan);
        }
    }

    private static Predicate<OutputSpec> on(String link) {
        return output -> output.link().equals(link);
    }

    private static Predicate<OutputSpec> of(String device) {
        return output -> output.device().equals(device);
    }

    private void result(Input.Result result) {
        String device = outputs.deviceOf(result.command());
        outputs.result(scan, result);
        if (device != null && result.outcome() == Input.Outcome.VERIFIED) {
            devices.answered(scan, device);
        }
    }

    private void notice(Input.Notice n) {
        if (devices.take(scan, n)) {
            return;
        }
        String was = "its device " + n.subject();
        String source = n.kind().equals("conflict") && !n.subject().isEmpty() ? "stream:" + n.subject() : "site";
        switch (n.kind()) {
            case "device.away" -> outputs.away(scan, of(n.subject()), was + " is away: " + n.detail());
            case "device.back" -> outputs.back(scan, of(n.subject()), was + " was away");
            case "back" -> scan.clear(source, n.source() + ".away", n.detail());
            case "restarted" -> scan.clear(source, n.source() + ".died", n.detail());
            case "taken" -> scan.clear(source, n.source() + ".refused", n.detail());
            case "free" -> scan.clear(source, n.source() + ".full", n.detail());
            case "enough" -> scan.clear(source, n.source() + ".filling", n.detail());
            case "conflict" ->
                scan.raise(source, "conflict", "quality", Severity.WARNING, n.detail(), Double.NaN, Double.NaN);
            case "away", "full" ->
                scan.raise(
                        source,
                        n.source() + "." + n.kind(),
                        "backlog",
                        Severity.CRITICAL,
                        n.detail(),
                        Double.NaN,
                        Double.NaN);
            default ->
                scan.raise(
                        source,
                        n.source() + "." + n.kind(),
                        "custom",
                        Severity.WARNING,
                        n.detail(),
                        Double.NaN,
                        Double.NaN);
        }
    }

    /**
     * What one frame led to.
     *
     * @param effects what is wanted, in order; {@link Effect.WakeAt} is not among them, see {@code nextDueMicros}
     * @param wallMicros for each effect the wall time of its own instant
     * @param nextDueMicros engine time (µs) of the next due instant, {@link Long#MAX_VALUE} when there is none. Exact when
     *     less than a second away; a later one may turn out to be early, and a frame then finds nothing to do.
     */
    public record Scanned(List<Effect> effects, long[] wallMicros, long nextDueMicros) {
        public Scanned {
            effects = List.copyOf(effects);
        }
    }

    /** What the engine knows after the last scan; on the scanning thread. */
    public ControlView view() {
        List<ControlView.Output> list = new ArrayList<>();
        for (Output o : outputs.all()) {
            int no = o.spec.no();
            list.add(new ControlView.Output(o.spec, o.view(), Optional.ofNullable(outputs.shut(no))));
        }
        List<String> kept = handover.kept().stream().map(OutputSpec::name).toList();
        return new ControlView(scan.now(), scan.wall(), image, list, interlocks.views(scan.config(), scan.now()), scan.clockInDoubt(), kept);
    }

    /** What people decided about devices and streams, for the gate; after a scan, on the scanning thread. */
    public Adjustments adjustments() {
        return devices.adjustments();
    }

    /** What rules in shadow would have done, by key; after a scan, on the scanning thread. */
    public List<ShadowView> shadows() {
        return rules.shadows();
    }

    /** The devices in maintenance, by key. */
    public SortedMap<String, ControlView.Maintenance> maintenance() {
        SortedMap<String, ControlView.Maintenance> all = new TreeMap<>();
        maintenance
                .all()
                .forEach((device, s) ->
                        all.put(device, new ControlView.Maintenance(s.wallMicros(), s.actor(), s.reason())));
        return all;
    }

    /** The newest enrolment of each device that ever had one, open or over, by key. */
    public SortedMap<String, Enrolment> enrolments() {
        return enrolments.all();
    }

    /** The configuration in force, empty before the first {@code ConfigChange}. */
    public Optional<Configuration> configuration() {
        return Optional.ofNullable(configuration);
    }

    /** The whole state as JSON: a checkpoint after the last scanned frame. */
    public String save() {
        ObjectNode state = JSON.createObjectNode();
        state.put("version", 1);
        state.put("seq", seq);
        state.put("now", scan.now());
        state.put("wall", scan.wall());
        state.put("clockInDoubt", scan.clockInDoubt());
        wakes.save(state.putArray("wakes"));
        if (configuration != null) {
            state.put("configuration", configuration.json());
            state.set("kept", JSON.valueToTree(handover.kept()));
            state.put("wiresKept", handover.wiresKept());
            image.save(state.putObject("image"));
            devices.save(state.putObject("devices"));
            interlocks.save(state.putObject("interlocks"));
            bypasses.save(state.putArray("bypasses"));
            outputs.save(state.putObject("outputs"));
            rules.save(state.putObject("rules"));
            ObjectNode own = state.putObject("stages");
            for (Stage stage : everyStage()) {
                stage.save(own.putObject(stage.name()));
            }
        }
        return JSON.writeValueAsString(state);
    }

    private List<Stage> everyStage() {
        List<Stage> every = new ArrayList<>(stages);
        every.addAll(last);
        return every;
    }

    /**
     * Goes on from a checkpoint. Called once, before the first scan.
     *
     * @throws RuntimeException when the text is no checkpoint of this version; the engine must then be thrown away and the
     *     journal be read from its beginning
     */
    public void load(String checkpoint) {
        JsonNode state = JSON.readTree(checkpoint);
        if (state.path("version").asInt() != 1) {
            throw new IllegalArgumentException("not a checkpoint of this version");
        }
        long now = state.required("now").asLong();
        long wall = state.required("wall").asLong();
        image.begin(now);
        scan.begin(now, wall, List.of());
        if (state.has("configuration")) {
            Configuration saved = reader.apply(state.required("configuration").asString());
            configuration = saved;
            List<OutputSpec> kept = List.of(JSON.treeToValue(state.required("kept"), OutputSpec[].class));
            configureAll(
                    null,
                    saved,
                    Handover.of(
                            saved.part(ControlConfig.class),
                            kept,
                            state.required("wiresKept").asBoolean()),
                    true);
            image.load(state.required("image"), now);
            if (state.has("devices")) { // a checkpoint of before there was maintenance has none
                devices.load(state.required("devices"), scan.config());
            }
            interlocks.load(state.required("interlocks"));
            bypasses.load(state.path("bypasses")); // a checkpoint of before there were any has none
            outputs.load(state.required("outputs"));
            rules.load(state.required("rules"));
            for (Stage stage : everyStage()) {
                JsonNode own = state.required("stages").required(stage.name());
                stage.load((ObjectNode) own);
            }
            image.watchAgain();
        }
        scan.clockInDoubt(state.required("clockInDoubt").asBoolean());
        wakes.load(state.required("wakes"));
        seq = state.required("seq").asLong();
        scan.frame();
    }

    /** Number of the last scanned frame, 0 before the first. */
    public long lastSeq() {
        return seq;
    }
}
