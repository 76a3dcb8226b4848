package org.penstock.core.control;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.InterlockSpec.Condition;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.telemetry.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The conditions that hold outputs at safe. Judged on every scan before anybody may want something. A value that is
 * missing, bad or stale is unsafe; only in the first {@code max_age} after a start is it waited for: it then refuses
 * openings without tripping, so that a restart alone never needs a person.
 */
final class Interlocks {
    private final Image image;
    private final Bypasses bypasses;
    private List<One> all = List.of();
    private int[][] ofOutput = {};
    private @Nullable StreamSpec[] streamOf = {};

    Interlocks(Image image, Bypasses bypasses) {
        this.image = image;
        this.bypasses = bypasses;
    }

    /** One interlock and where it stands. */
    private static final class One {
        final InterlockSpec spec;
        final @Nullable Thresholds thresholds;
        boolean tripped;
        boolean latched;
        String why = "";
        long since;

        One(InterlockSpec spec, @Nullable Thresholds thresholds) {
            this.spec = spec;
            this.thresholds = thresholds;
        }

        boolean holds() {
            return tripped || latched;
        }
    }

    void configure(EngineScan scan) {
        ControlConfig config = scan.config();
        streamOf = new StreamSpec[config.streamCount()];
        for (StreamSpec s : config.streams()) {
            streamOf[s.no()] = s;
        }
        List<One> next = new ArrayList<>();
        for (InterlockSpec spec : config.interlocks()) {
            One one = new One(
                    spec,
                    spec.condition() instanceof Condition.Limit l
                            ? Thresholds.of(stream(l.stream()).metric(), l.comparison(), l.limit(), l.hysteresis())
                            : null);
            for (One old : all) {
                if (old.spec.key().equals(spec.key()) && old.holds()) {
                    one.tripped = old.tripped;
                    one.latched = old.latched && spec.latch();
                    one.why = old.why;
                    one.since = old.since;
                }
            }
            next.add(one);
            for (int s : streams(spec.condition())) {
                scan.watch(s, maxAge(spec.condition()));
            }
        }
        for (One old : all) {
            if (old.holds() && next.stream().noneMatch(n -> n.spec.key().equals(old.spec.key()))) {
                scan.record(
                        "interlock:" + old.spec.key(), "interlock.removed", "why", "no longer in the facility file");
                scan.clear("interlock:" + old.spec.key(), "interlock", "no longer in the facility file");
            }
        }
        all = List.copyOf(next);
        ofOutput = new int[config.outputCount()][];
        for (int o = 0; o < ofOutput.length; o++) {
            List<Integer> mine = new ArrayList<>();
            for (int i = 0; i < all.size(); i++) {
                if (all.get(i).spec.outputs().contains(o)) {
                    mine.add(i);
                }
            }
            ofOutput[o] = mine.stream().mapToInt(i -> i).toArray();
        }
    }

    /** Judges every interlock. @return whether one tripped or let go */
    boolean judge(EngineScan scan) {
        boolean moved = false;
        for (One one : all) {
            if (one.spec.condition() instanceof Condition.Concurrency) {
                continue;
            }
            boolean unsafe = unsafe(one);
            if (unsafe && !one.tripped) {
                trip(scan, one);
                moved = true;
            } else if (!unsafe && one.tripped && !waiting(one)) {
                one.tripped = false;
                moved = true;
                scan.record(subject(one), "interlock.cleared", "latched", Boolean.toString(one.latched));
                if (!one.latched) {
                    scan.clear(subject(one), "interlock", one.spec.name() + ": clear again");
                }
            }
        }
        return moved;
    }

    private void trip(EngineScan scan, One one) {
        boolean again = one.latched;
        one.tripped = true;
        one.latched = one.spec.latch();
        one.why = one.spec.name() + ": " + said(one);
        one.since = scan.now();
        scan.record(
                subject(one),
                "interlock.tripped",
                "again",
                Boolean.toString(again),
                "latch",
                Boolean.toString(one.latched),
                "why",
                one.why);
        Severity severity = one.spec.condition() instanceof Condition.EStop ? Severity.EMERGENCY : Severity.CRITICAL;
        double value = one.spec.condition() instanceof Condition.Limit l ? image.value(l.stream()) : Double.NaN;
        double limit = one.spec.condition() instanceof Condition.Limit l ? l.limit() : Double.NaN;
        scan.raise(subject(one), "interlock", "interlock", severity, one.why, value, limit);
    }

    private boolean unsafe(One one) {
        return switch (one.spec.condition()) {
            case Condition.EStop e ->
                image.missing(e.stream(), e.maxAgeMicros())
                        || (image.usable(e.stream(), e.maxAgeMicros()) && image.value(e.stream()) != e.safeValue());
            case Condition.Limit l ->
                image.missing(l.stream(), l.maxAgeMicros())
                        || (image.usable(l.stream(), l.maxAgeMicros()) && beyond(one, l));
            case Condition.Stale s -> {
                boolean missing = false;
                for (int stream : s.streams()) {
                    missing |= image.missing(stream, s.maxAgeMicros());
                }
                yield missing;
            }
            case Condition.Concurrency _ -> false;
        };
    }

    private boolean beyond(One one, Condition.Limit l) {
        Thresholds t = Objects.requireNonNull(one.thresholds);
        double value = stream(l.stream()).metric().rounded(image.value(l.stream()));
        return one.tripped ? t.stillHolds(value) : t.holds(value);
    }

    /** Whether the interlock still waits for a first value after a start. */
    private boolean waiting(One one) {
        for (int stream : streams(one.spec.condition())) {
            long maxAge = maxAge(one.spec.condition());
            if (!image.usable(stream, maxAge) && !image.missing(stream, maxAge)) {
                return true;
            }
        }
        return false;
    }

    /** What holds {@code output} at safe, with the present values; null when nothing does, or what would is bypassed. */
    @Nullable
    String holds(int output) {
        for (int i : ofOutput[output]) {
            One one = all.get(i);
            if (one.holds() && bypasses.passes(one.spec.key(), output)) {
                continue;
            }
            if (one.tripped) {
                return one.spec.name() + ": " + said(one);
            }
            if (one.latched) {
                return one.why + " (over, but it must be reset by a person)";
            }
        }
        return null;
    }

    /** Whether something holds {@code output} at safe; as {@link #holds} without the words. */
    boolean held(int output) {
        for (int i : ofOutput[output]) {
            One one = all.get(i);
            if (one.holds() && !bypasses.passes(one.spec.key(), output)) {
                return true;
            }
        }
        return false;
    }

    /** Which first value after the start {@code output} waits for, in words; null when it waits for none. */
    @Nullable
    String waits(int output) {
        for (int i : ofOutput[output]) {
            One one = all.get(i);
            if (!one.holds() && waiting(one) && !bypasses.passes(one.spec.key(), output)) {
                return one.spec.name() + ": no value of " + awaited(one) + " since the start yet";
            }
        }
        return null;
    }

    /** The concurrency limits that {@code output} is under. */
    List<InterlockSpec> concurrency(int output) {
        List<InterlockSpec> found = new ArrayList<>();
        for (int i : ofOutput[output]) {
            if (all.get(i).spec.condition() instanceof Condition.Concurrency) {
                found.add(all.get(i).spec);
            }
        }
        return found;
    }

    /** A person resets a latched trip. @return why not, or null when it is done */
    @Nullable
    String reset(EngineScan scan, String key, String actor) {
        One found = null;
        for (One one : all) {
            if (one.spec.key().equals(key)) {
                found = one;
            }
        }
        if (found == null) {
            return "there is no interlock " + key + Requests.meant(key, keys());
        }
        if (found.tripped) {
            return "not reset: " + said(found) + ". Put that right first";
        }
        if (!found.latched) {
            return found.spec.name() + " is not tripped; there is nothing to reset";
        }
        found.latched = false;
        scan.record(subject(found), "interlock.reset", "actor", actor);
        scan.clear(subject(found), "interlock", found.spec.name() + ": reset by " + actor);
        return null;
    }

    /** Outputs of the interlock {@code key}. */
    List<Integer> outputsOf(String key) {
        return all.stream()
                .filter(one -> one.spec.key().equals(key))
                .flatMap(one -> one.spec.outputs().stream())
                .toList();
    }

    private Collection<String> keys() {
        return all.stream().map(one -> one.spec.key()).toList();
    }

    List<ControlView.Interlock> views(ControlConfig config, long now) {
        return all.stream()
                .map(one -> new ControlView.Interlock(
                        one.spec.key(),
                        one.spec.name(),
                        one.tripped,
                        one.latched,
                        one.holds() ? one.why : "",
                        one.since,
                        Bypass.never(one.spec, config).orElse(""),
                        bypasses.of(one.spec.key(), now)))
                .toList();
    }

    private static String subject(One one) {
        return "interlock:" + one.spec.key();
    }

    private StreamSpec stream(int no) {
        return Objects.requireNonNull(streamOf[no]);
    }

    private static Collection<Integer> streams(Condition condition) {
        return switch (condition) {
            case Condition.EStop e -> List.of(e.stream());
            case Condition.Limit l -> List.of(l.stream());
            case Condition.Stale s -> s.streams();
            case Condition.Concurrency _ -> List.of();
        };
    }

    private static long maxAge(Condition condition) {
        return switch (condition) {
            case Condition.EStop e -> e.maxAgeMicros();
            case Condition.Limit l -> l.maxAgeMicros();
            case Condition.Stale s -> s.maxAgeMicros();
            case Condition.Concurrency _ -> Long.MAX_VALUE;
        };
    }

    /** What is wrong, with value, limit, unit and age. */
    private String said(One one) {
        long maxAge = maxAge(one.spec.condition());
        for (int s : streams(one.spec.condition())) {
            if (!image.usable(s, maxAge)) {
                return silence(s, maxAge);
            }
        }
        return switch (one.spec.condition()) {
            case Condition.EStop e ->
                stream(e.stream()).name() + " is " + Words.value(stream(e.stream()), image.value(e.stream()))
                        + ", safe is " + Words.value(stream(e.stream()), e.safeValue());
            case Condition.Limit l -> {
                StreamSpec s = stream(l.stream());
                boolean low = l.comparison() == Comparison.LT || l.comparison() == Comparison.LE;
                double needed = low ? l.limit() + l.hysteresis() : l.limit() - l.hysteresis();
                yield Words.value(s, image.value(l.stream())) + ", " + (low ? "needs " : "at most ")
                        + Words.value(s, one.tripped ? needed : l.limit()) + " (" + Words.time(image.age(l.stream()))
                        + " ago)";
            }
            case Condition.Stale _, Condition.Concurrency _ -> "clear";
        };
    }

    private String silence(int s, long maxAge) {
        StreamSpec spec = stream(s);
        if (!image.known(s)) {
            return spec.name() + " was never heard";
        }
        String last = Words.value(spec, image.value(s)) + " " + Words.time(image.age(s)) + " ago";
        if (image.age(s) >= maxAge) {
            return spec.name() + " is silent: last " + last + ", at most " + Words.time(maxAge) + " allowed";
        }
        return spec.name() + " is bad ("
                + image.quality(s).name().toLowerCase(Locale.ROOT).replace('_', ' ') + "): last " + last;
    }

    private String awaited(One one) {
        long maxAge = maxAge(one.spec.condition());
        List<String> names = new ArrayList<>();
        for (int s : streams(one.spec.condition())) {
            if (!image.usable(s, maxAge)) {
                names.add(stream(s).name());
            }
        }
        return String.join(", ", names);
    }

    void save(ObjectNode state) {
        for (One one : all) {
            ObjectNode node = state.putObject(one.spec.key());
            node.put("tripped", one.tripped);
            node.put("latched", one.latched);
            node.put("why", one.why);
            node.put("since", one.since);
        }
    }

    void load(JsonNode state) {
        for (One one : all) {
            JsonNode node = state.required(one.spec.key());
            one.tripped = node.required("tripped").asBoolean();
            one.latched = node.required("latched").asBoolean();
            one.why = node.required("why").asString();
            one.since = node.required("since").asLong();
        }
    }
}
