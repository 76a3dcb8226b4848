package org.penstock.core.control;

import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Severity;

/** The one scan of an engine, reused; collects effects with the wall time of their instant. */
final class EngineScan implements Scan {
    /** Names of what the record keeps of who asked ({@code identity.Provenance}). */
    static final String BY = "by_";

    private final ProcessImage image;
    private final Outputs outputs;
    private final List<Effect> effects = new ArrayList<>();
    private long[] walls = new long[16];
    private int passFrom;
    private long now;
    private long wall;
    private ControlConfig config =
            new ControlConfig("", ZoneOffset.UTC, List.of(), List.of(), List.of(), List.of(), List.of());
    private List<Input> inputs = List.of();
    private final List<Input.Request> unanswered = new ArrayList<>();
    private final Wakes wakes;
    private boolean clockInDoubt;

    EngineScan(ProcessImage image, Outputs outputs, Wakes wakes) {
        this.image = image;
        this.outputs = outputs;
        this.wakes = wakes;
    }

    /** Begins a frame: no effects yet. */
    void frame() {
        effects.clear();
        passFrom = 0;
    }

    /** Begins the pass of one instant. */
    void begin(long instant, long wallInstant, List<Input> in) {
        now = instant;
        wall = wallInstant;
        inputs = in;
        passFrom = effects.size();
        unanswered.clear();
        for (Input input : in) {
            if (input instanceof Input.Request r) {
                unanswered.add(r);
            }
        }
    }

    void config(ControlConfig next) {
        config = next;
    }

    void clockInDoubt(boolean doubt) {
        clockInDoubt = doubt;
    }

    void effect(Effect effect) {
        if (effects.size() == walls.length) {
            walls = Arrays.copyOf(walls, walls.length * 2);
        }
        walls[effects.size()] = wall;
        effects.add(effect);
    }

    /** The requests of this pass that nobody has answered yet. */
    List<Input.Request> unanswered() {
        return List.copyOf(unanswered);
    }

    Engine.Scanned scanned(long nextDue) {
        return effects.isEmpty()
                ? new Engine.Scanned(List.of(), NOTHING, nextDue)
                : new Engine.Scanned(effects, Arrays.copyOf(walls, effects.size()), nextDue);
    }

    private static final long[] NOTHING = {};

    @Override
    public long now() {
        return now;
    }

    @Override
    public long wall() {
        return wall;
    }

    @Override
    public ControlConfig config() {
        return config;
    }

    @Override
    public Image image() {
        return image;
    }

    @Override
    public List<Input> inputs() {
        return inputs;
    }

    @Override
    public OutputView output(int output) {
        return outputs.view(output);
    }

    @Override
    public Optional<String> shut(int output) {
        return Optional.ofNullable(outputs.shut(output));
    }

    @Override
    public void request(Slot slot, int output, String owner, double value, String why) {
        outputs.request(slot, output, new Output.Claim(owner, value, why, Long.MAX_VALUE));
    }

    @Override
    public void request(Slot slot, int output, String owner, double value, String why, long atMostMicros) {
        outputs.request(slot, output, new Output.Claim(owner, value, why, now + atMostMicros));
    }

    @Override
    public void release(Slot slot, int output, String owner, String why) {
        outputs.release(slot, output, owner, why);
    }

    @Override
    public void raise(
            String source, String key, String type, Severity severity, String text, double value, double limit) {
        effect(new Effect.Raise(source, key, type, severity, text, value, limit));
    }

    @Override
    public void clear(String source, String key, String text) {
        effect(new Effect.Clear(source, key, text));
    }

    @Override
    public List<Effect> told() {
        return effects.subList(passFrom, effects.size()).stream()
                .filter(e -> e instanceof Effect.Raise || e instanceof Effect.Clear)
                .toList();
    }

    @Override
    public void record(String subject, String kind, String... data) {
        if (data.length % 2 != 0) {
            throw new IllegalArgumentException(kind + ": data must be name, value, name, value …");
        }
        SortedMap<String, String> map = new TreeMap<>();
        for (int i = 0; i < data.length; i += 2) {
            map.put(data[i], data[i + 1]);
        }
        effect(new Effect.Record(subject, kind, map));
    }

    @Override
    public void answer(Input.Request request, boolean accepted, String why) {
        unanswered.remove(request);
        SortedMap<String, String> data = new TreeMap<>();
        request.data().forEach((name, value) -> {
            if (name.startsWith(BY)) {
                data.put(name, value);
            }
        });
        data.put("actor", request.actor());
        data.put("text", why);
        data.put("verb", request.kind());
        effect(new Effect.Record("request:" + request.id(), accepted ? "request.accepted" : "request.refused", data));
    }

    @Override
    public void wakeAt(long monoMicros) {
        wakes.add(Math.max(monoMicros, now + 1));
    }

    @Override
    public void watch(int stream, long maxAgeMicros) {
        image.watch(stream, maxAgeMicros);
    }

    @Override
    public boolean clockInDoubt() {
        return clockInDoubt;
    }
}
