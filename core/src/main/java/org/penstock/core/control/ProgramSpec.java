package org.penstock.core.control;

import java.time.LocalTime;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * A timed program: one pump (or none) and valves, or machines, in sequence.
 *
 * @param key immutable key
 * @param pump number of the pump or master valve that brackets the steps, −1 for none
 * @param leadMicros from a step's valve verified open to the pump's start, µs
 * @param lingerMicros from the pump's verified stop to the valve's close, µs
 * @param maxRuntimeMicros the whole run is ended after this, µs
 * @param steps in order, at least one
 * @param schedule planned starts
 */
public record ProgramSpec(
        String key,
        String name,
        int pump,
        long leadMicros,
        long lingerMicros,
        long maxRuntimeMicros,
        List<Step> steps,
        Schedule schedule) {
    public ProgramSpec {
        steps = List.copyOf(steps);
    }

    /**
     * @param outputs numbers of what is opened or on together; empty = wait
     * @param durationMicros time with the outputs verified open or on and the pump running, µs
     */
    public record Step(List<Integer> outputs, long durationMicros) {
        public Step {
            outputs = outputs.stream().sorted().toList();
        }
    }

    /**
     * When the program starts by itself, in the site's zone.
     *
     * @param times local times of day, ascending; empty = only by request
     * @param days ISO day numbers 1 (Monday) .. 7
     * @param gap a local time that does not exist on a day
     * @param fold a local time that exists twice on a day
     * @param missed a start that fell into a time when nothing ran
     * @param missedWithinMicros for {@link Missed#RUN_WITHIN}: how late it may still start, µs
     */
    public record Schedule(
            List<LocalTime> times, Set<Integer> days, Gap gap, Fold fold, Missed missed, long missedWithinMicros) {
        public Schedule {
            times = times.stream().sorted().toList();
            days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
        }
    }

    /** Policy for a local time skipped by the clock change. */
    public enum Gap {
        /** At the first instant after the gap. */
        AFTER,
        /** Not on that day. */
        SKIP
    }

    /** Policy for a local time that happens twice. */
    public enum Fold {
        FIRST,
        SECOND,
        BOTH
    }

    /** Policy for a planned start that was missed. */
    public enum Missed {
        /** Recorded as missed. */
        SKIP,
        /** Started late when not later than {@code missedWithinMicros}; recorded as missed otherwise. */
        RUN_WITHIN
    }
}
