package org.penstock.core.control;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.penstock.core.telemetry.Input.Request;
import org.penstock.core.telemetry.Severity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The bypasses in force. Their end is counted on engine time, which a wall clock that is set back does not move; when the
 * wall clock jumps ahead, because the machine slept or somebody set it, they are shorter by as much; when nobody can tell what
 * time it is they end. Whatever is not known to be bypassed is not.
 */
final class Bypasses {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private final SortedMap<String, One> all = new TreeMap<>();

    /** @param until engine time at which it is over */
    private record One(
            String interlock,
            int outputNo,
            String output,
            String askedBy,
            String signedBy,
            String reason,
            String signoff,
            String definition,
            long since,
            long until) {
        String subject() {
            return Bypass.subject(interlock, output);
        }
    }

    /** Whether {@code interlock} does not hold {@code output} now. */
    boolean passes(String interlock, int output) {
        for (One one : all.values()) {
            if (one.outputNo == output && one.interlock.equals(interlock)) {
                return true;
            }
        }
        return false;
    }

    /** Ends those whose interlock or output is not what was signed any more. */
    void configure(EngineScan scan) {
        ControlConfig config = scan.config();
        end(scan, "", "what was signed is not in force any more", one -> !Bypass.definition(
                        config, one.interlock, one.output)
                .equals(Optional.of(one.definition)));
    }

    /** Ends what is over. @return whether something was */
    boolean tick(EngineScan scan) {
        return end(scan, "", "its time is over", one -> one.until <= scan.now());
    }

    /** Ends all of them. @return whether there was one */
    boolean endAll(EngineScan scan, String actor, String why) {
        return end(scan, actor, why, _ -> true);
    }

    /** @return whether one ended at once */
    boolean clockStepped(EngineScan scan, long deltaMicros, boolean inDoubt) {
        if (inDoubt) {
            return endAll(scan, "", "the clock is in doubt, and nobody can tell how long it would last");
        }
        if (deltaMicros > 0) {
            all.replaceAll((_, one) -> new One(
                    one.interlock,
                    one.outputNo,
                    one.output,
                    one.askedBy,
                    one.signedBy,
                    one.reason,
                    one.signoff,
                    one.definition,
                    one.since,
                    one.until - deltaMicros));
        }
        return false;
    }

    private boolean end(EngineScan scan, String actor, String why, Predicate<One> which) {
        List<One> over = all.values().stream().filter(which).toList();
        for (One one : over) {
            all.remove(one.subject());
            SortedMap<String, String> data = new TreeMap<>();
            data.put("output", one.output);
            data.put(Bypass.SIGNOFF, one.signoff);
            data.put("why", why);
            if (!actor.isEmpty()) {
                data.put("actor", actor);
            }
            record(scan, one, "interlock.bypass_ended", data);
            scan.clear(source(one.interlock), alert(one.output), "The bypass for " + one.output + " ended: " + why);
        }
        return !over.isEmpty();
    }

    /** Begins what was signed. @return why not, or null when it is in force */
    @Nullable
    String begin(EngineScan scan, Request r) {
        ControlConfig config = scan.config();
        String[] parts = r.subject().split("/", -1);
        Optional<InterlockSpec> interlock = find(config, parts[0]);
        if (parts.length != 2 || interlock.isEmpty()) {
            return "there is no interlock " + parts[0]
                    + Requests.meant(
                            parts[0],
                            config.interlocks().stream().map(InterlockSpec::key).toList());
        }
        InterlockSpec spec = interlock.get();
        Optional<OutputSpec> output = output(config, parts[1])
                .filter(o -> spec.outputs().contains(o.no()));
        if (output.isEmpty()) {
            return spec.name() + " does not hold an output " + parts[1];
        }
        String refused = refused(scan, r, spec, output.get());
        if (refused != null) {
            return refused;
        }
        One one = new One(
                spec.key(),
                output.get().no(),
                output.get().key(),
                r.actor(),
                r.data().getOrDefault("signed_by", ""),
                r.reason(),
                r.data().getOrDefault(Bypass.SIGNOFF, ""),
                r.data().getOrDefault("definition", ""),
                scan.wall(),
                scan.now() + r.forMicros());
        all.put(one.subject(), one);
        tell(scan, r, spec, output.get(), one);
        return null;
    }

    private @Nullable String refused(EngineScan scan, Request r, InterlockSpec spec, OutputSpec output) {
        Optional<String> never = Bypass.never(spec, scan.config());
        if (never.isPresent()) {
            return spec.name() + " is never bypassed: " + never.get();
        }
        if (r.data().getOrDefault(Bypass.SIGNOFF, "").isBlank()
                || r.data().getOrDefault("signed_by", "").isBlank()) {
            return spec.name() + " is bypassed only when others have signed it";
        }
        if (!Bypass.definition(spec, output).equals(r.data().get("definition"))) {
            return spec.name() + " is not what was signed any more";
        }
        if (r.forMicros() < Bypass.SHORTEST_MICROS || r.forMicros() > Bypass.LONGEST_MICROS) {
            return "a bypass lasts from " + Words.time(Bypass.SHORTEST_MICROS) + " to "
                    + Words.time(Bypass.LONGEST_MICROS) + ", not " + Words.time(r.forMicros());
        }
        if (scan.clockInDoubt()) {
            return "the clock is in doubt; confirm it first, or nobody can tell when the bypass ends";
        }
        if (passes(spec.key(), output.no())) {
            return spec.name() + " is bypassed for " + output.name() + " already; end that first";
        }
        return null;
    }

    private static void tell(EngineScan scan, Request r, InterlockSpec spec, OutputSpec output, One one) {
        SortedMap<String, String> data = new TreeMap<>();
        r.data().forEach((name, value) -> {
            if (name.startsWith(EngineScan.BY)) {
                data.put(name, value);
            }
        });
        data.put("actor", one.askedBy);
        data.put("for_seconds", Long.toString(r.forMicros() / 1_000_000));
        data.put("output", one.output);
        data.put("reason", one.reason);
        data.put("signed_by", one.signedBy);
        data.put(Bypass.SIGNOFF, one.signoff);
        record(scan, one, "interlock.bypassed", data);
        String until = TIME.format(Instant.EPOCH
                .plus(scan.wall() + r.forMicros(), ChronoUnit.MICROS)
                .atZone(scan.config().zone()));
        scan.raise(
                source(one.interlock),
                alert(one.output),
                "interlock",
                Severity.CRITICAL,
                spec.name() + " does not hold " + output.name() + " until " + until + ": bypassed by " + one.askedBy
                        + ", signed by " + one.signedBy + ", because " + one.reason,
                Double.NaN,
                Double.NaN);
    }

    /** A person ends one. @return why not, or null when it is over */
    @Nullable
    String end(EngineScan scan, Request r) {
        String why = "ended by " + r.actor() + (r.reason().isBlank() ? "" : ": " + r.reason());
        String signoff = r.data().getOrDefault(Bypass.SIGNOFF, "");
        return end(
                        scan,
                        r.actor(),
                        why,
                        one -> one.subject().equals(r.subject())
                                && (signoff.isEmpty() || one.signoff.equals(signoff)))
                ? null
                : "nothing is bypassed at " + r.subject() + Requests.meant(r.subject(), all.keySet());
    }

    /** Those of one interlock, by output. */
    List<Bypass> of(String interlock, long now) {
        List<Bypass> mine = new ArrayList<>();
        for (One one : all.values()) {
            if (one.interlock.equals(interlock)) {
                mine.add(new Bypass(
                        one.interlock,
                        one.output,
                        one.askedBy,
                        one.signedBy,
                        one.reason,
                        one.signoff,
                        one.since,
                        Math.max(0, one.until - now)));
            }
        }
        return mine;
    }

    /** Engine time at which the next one is over, {@link Long#MAX_VALUE} when there is none. */
    long nextDue() {
        long due = Long.MAX_VALUE;
        for (One one : all.values()) {
            due = Math.min(due, one.until);
        }
        return due;
    }

    private static Optional<InterlockSpec> find(ControlConfig config, String key) {
        return config.interlocks().stream().filter(i -> i.key().equals(key)).findFirst();
    }

    private static Optional<OutputSpec> output(ControlConfig config, String key) {
        return config.outputs().stream().filter(o -> o.key().equals(key)).findFirst();
    }

    private static void record(EngineScan scan, One one, String kind, SortedMap<String, String> data) {
        List<String> flat = new ArrayList<>();
        data.forEach((name, value) -> {
            flat.add(name);
            flat.add(value);
        });
        scan.record(source(one.interlock), kind, flat.toArray(String[]::new));
    }

    private static String source(String interlock) {
        return "interlock:" + interlock;
    }

    private static String alert(String output) {
        return "bypass." + output;
    }

    void save(ArrayNode state) {
        for (One one : all.values()) {
            state.addObject()
                    .put("interlock", one.interlock)
                    .put("outputNo", one.outputNo)
                    .put("output", one.output)
                    .put("askedBy", one.askedBy)
                    .put("signedBy", one.signedBy)
                    .put("reason", one.reason)
                    .put("signoff", one.signoff)
                    .put("definition", one.definition)
                    .put("since", one.since)
                    .put("until", one.until);
        }
    }

    /** Restores what {@link #save} wrote; a checkpoint of before there were any has none. */
    void load(JsonNode state) {
        all.clear();
        for (JsonNode n : state) {
            One one = new One(
                    n.required("interlock").asString(),
                    n.required("outputNo").asInt(),
                    n.required("output").asString(),
                    n.required("askedBy").asString(),
                    n.required("signedBy").asString(),
                    n.required("reason").asString(),
                    n.required("signoff").asString(),
                    n.required("definition").asString(),
                    n.required("since").asLong(),
                    n.required("until").asLong());
            all.put(one.subject(), one);
        }
    }
}
