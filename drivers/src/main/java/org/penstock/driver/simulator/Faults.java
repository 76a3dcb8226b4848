package org.penstock.driver.simulator;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.Predicate;
import org.penstock.core.link.Simulated;
import org.penstock.driver.simulator.Fault.What;
import org.penstock.driver.simulator.SimulatorPlan.Output;
import org.penstock.driver.simulator.SimulatorPlan.Stream;

/**
 * What is wrong with a simulated plant now, and what will be. Several faults of one stream come one after the other, in the
 * order they were asked for. The same at the same times gives the same readings to the last digit. Time is ns since the
 * start of the link. Single-threaded.
 */
final class Faults {
    /** Most at once: a program that asks in a loop is stopped here. */
    static final int MOST = 100;

    private static final long NEVER = Long.MAX_VALUE;
    private static final double NANOS_PER_HOUR = 3.6e12;
    /** One reading in so many is a spike. */
    private static final int SPIKE_EVERY = 20;

    private final List<Running> all = new ArrayList<>();

    /** A fault in its time. */
    static final class Running {
        private final PlannedFault fault;
        private final long begin;
        private final long end;
        private boolean active;
        private double stuckAt = Double.NaN;

        private Running(PlannedFault fault, long now) {
            this.fault = fault;
            this.begin = now + fault.fromNanos();
            this.end = fault.forNanos() == 0 ? NEVER : begin + fault.forNanos();
        }

        PlannedFault fault() {
            return fault;
        }

        boolean active() {
            return active;
        }

        /** When it ends, {@link Long#MAX_VALUE} when it does not by itself. */
        long end() {
            return end;
        }

        /** As it is listed. @param wallMicros wall time, µs UTC, of the link's {@code now} */
        Simulated.Fault listed(String link, long wallMicros, long now) {
            return new Simulated.Fault(
                    link,
                    fault.what().name().toLowerCase(Locale.ROOT),
                    fault.key(),
                    fault.kind(),
                    fault.text(),
                    active,
                    wallMicros + (begin - now) / 1_000,
                    end == NEVER ? null : wallMicros + (end - now) / 1_000);
        }
    }

    /** Adds a fault, in place of one of the same kind with the same subject that is on. @param now its {@code fromNanos} counts from here */
    void add(PlannedFault fault, long now) {
        all.removeIf(r -> r.active && same(r.fault, fault));
        all.add(new Running(fault, now));
    }

    private static boolean same(PlannedFault a, PlannedFault b) {
        return a.what() == b.what() && a.key().equals(b.key()) && a.kind().equals(b.kind());
    }

    /** Forgets faults. @param subject key, or "" for all @return how many */
    int clear(String subject) {
        int before = all.size();
        all.removeIf(r -> subject.isEmpty() || r.fault.key().equals(subject));
        return before - all.size();
    }

    /** Everything in force or to come. */
    List<Running> all() {
        return List.copyOf(all);
    }

    /** What is in force. */
    List<PlannedFault> active() {
        return all.stream().filter(Running::active).map(Running::fault).toList();
    }

    /** The next instant after {@code now} at which a fault begins or ends. */
    long nextEdge(long now) {
        long next = NEVER;
        for (Running r : all) {
            if (r.begin > now) {
                next = Math.min(next, r.begin);
            } else if (r.end > now) {
                next = Math.min(next, r.end);
            }
        }
        return next;
    }

    /** Begins and ends what is due. @return whether something did */
    boolean pass(long now) {
        boolean changed = false;
        for (Running r : all) {
            boolean active = r.begin <= now && now < r.end;
            changed |= active != r.active;
            r.active = active;
        }
        all.removeIf(r -> r.end <= now);
        return changed;
    }

    /** What a sensor gives instead of {@code value}; empty when it gives nothing. */
    OptionalDouble reading(Stream stream, double value, long now) {
        if (silent(stream.device())) {
            return OptionalDouble.empty();
        }
        double given = value;
        for (Running r : all) {
            if (!r.active || r.fault.what() != What.STREAM || !r.fault.key().equals(stream.key())) {
                continue;
            }
            switch (r.fault.fault()) {
                case Fault.Stuck _ -> {
                    r.stuckAt = Double.isNaN(r.stuckAt) ? given : r.stuckAt;
                    given = r.stuckAt;
                }
                case Fault.Drift(double perHour) -> given += perHour * ((now - r.begin) / NANOS_PER_HOUR);
                case Fault.Noise(double size) -> given += size * (2 * chance(stream.no(), now) - 1);
                case Fault.Spike(double size) -> given += chance(stream.no(), now) * SPIKE_EVERY < 1 ? size : 0;
                case Fault.WrongUnit(var written, var spoken) -> given = spoken.fromCanonical(written.toCanonical(given));
                case Fault.Silent _ -> {
                    return OptionalDouble.empty();
                }
                case Fault.OfOutput _, Fault.OfDevice _, Fault.Down _ -> {}
            }
        }
        return OptionalDouble.of(given);
    }

    /** What an actuator does that was told {@code told}. */
    double effect(Output output, double told) {
        double does = told;
        for (Running r : all) {
            if (of(r, output)) {
                does = switch (r.fault.fault()) {
                    case Fault.StuckOpen _ -> 1;
                    case Fault.StuckClosed _, Fault.NoEffect _ -> 0;
                    default -> does;
                };
            }
        }
        return does;
    }

    /** What an output reads back that was told {@code told}; empty when it cannot be read back. */
    OptionalDouble readBack(Output output, double told) {
        double says = told;
        for (Running r : all) {
            if (of(r, output)) {
                if (r.fault.fault() instanceof Fault.NoReadBack) {
                    return OptionalDouble.empty();
                }
                says = switch (r.fault.fault()) {
                    case Fault.StuckOpen _ -> 1;
                    case Fault.StuckClosed _ -> 0;
                    default -> says;
                };
            }
        }
        return OptionalDouble.of(says);
    }

    private static boolean of(Running r, Output output) {
        return r.active && r.fault.what() == What.OUTPUT && r.fault.key().equals(output.key());
    }

    /** Whether a device says nothing: it is silent, or its link is down. */
    boolean silent(String device) {
        return down() || any(f -> f.what() == What.DEVICE && f.key().equals(device) && f.fault() instanceof Fault.Silent);
    }

    /** Whether the link is down. */
    boolean down() {
        return any(f -> f.fault() instanceof Fault.Down);
    }

    private boolean any(Predicate<PlannedFault> is) {
        return all.stream().anyMatch(r -> r.active && is.test(r.fault));
    }

    /** How late a device answers, ns. */
    long late(String device) {
        return all.stream()
                .filter(r -> r.active && r.fault.what() == What.DEVICE && r.fault.key().equals(device))
                .mapToLong(r -> r.fault.fault() instanceof Fault.Slow(long nanos) ? nanos : 0)
                .max()
                .orElse(0);
    }

    /** Between 0 and 1, spread evenly; the same for the same stream and time (SplitMix64). */
    private static double chance(long stream, long nanos) {
        long x = nanos * 0x9E3779B97F4A7C15L + stream * 0xD1B54A32D192ED03L;
        x = (x ^ (x >>> 30)) * 0xBF58476D1CE4E5B9L;
        x = (x ^ (x >>> 27)) * 0x94D049BB133111EBL;
        x ^= x >>> 31;
        return (x >>> 11) * 0x1.0p-53;
    }
}
