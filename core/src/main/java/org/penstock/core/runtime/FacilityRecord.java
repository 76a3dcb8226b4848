package org.penstock.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.CommandQuery;

/**
 * What the record holds of a facility's past. Every method reads the database and may block on it, so none is called on a UI
 * thread; any other thread may.
 */
public interface FacilityRecord {
    /** Readings of one stream, in the file or archived, from the record, oldest first, at most {@code most}. */
    List<Reading> readings(String streamKey, Instant from, Instant to, int most);

    /**
     * As {@link #readings}, a page at a time: pass {@link ReadingPage#next} as {@code from} for those that follow.
     *
     * @param most readings on a page, above 0
     */
    default ReadingPage page(String streamKey, Instant from, Instant to, int most) {
        List<Reading> found = readings(streamKey, from, to, most + 1);
        return found.size() <= most
                ? new ReadingPage(found, null)
                : new ReadingPage(found.subList(0, most), found.get(most).at());
    }

    /** @param next where the rest begins, null when there is no more */
    record ReadingPage(List<Reading> readings, @Nullable Instant next) {
        public ReadingPage {
            readings = List.copyOf(readings);
        }
    }

    /** What was told again of a time and differs from the reading that stands there, oldest first; as {@link #readings}. */
    default List<Reading> contradicted(String streamKey, Instant from, Instant to, int most) {
        return List.of();
    }

    /** The newest reading of a stream that is not after {@code at}, whatever its quality: what a screen showed then. */
    Optional<Reading> asOf(String streamKey, Instant at);

    /**
     * Where readings of one stream were forgotten because nobody had to keep them any longer, oldest first; those that touch
     * are one. What is made of them may still be there.
     */
    default List<Forgotten> forgotten(String streamKey, Instant from, Instant to) {
        return List.of();
    }

    /** A time of which no reading is kept any more. @param to exclusive */
    record Forgotten(Instant from, Instant to) {}

    /**
     * Readings of one stream that draw the same picture as all of them when nothing shorter than {@code piece} can be seen,
     * oldest first: of a long span the lowest and the highest of each few minutes, everything that is not good as it is, and
     * nothing where nothing came.
     *
     * @param piece what a pixel stands for, above 0
     */
    default List<Reading> outline(String streamKey, Instant from, Instant to, Duration piece) {
        return readings(streamKey, from, to, Integer.MAX_VALUE);
    }

    /**
     * @param value in the unit the stream is shown in
     * @param quality word of the quality code
     * @param late stored but never acted
     * @param raw as the device said it: the value without what calibration added, to 1/1000 of the metric's resolution
     */
    record Reading(Instant at, double value, String quality, boolean late, double raw) {
        /** A reading of a stream that was never calibrated. */
        public Reading(Instant at, double value, String quality, boolean late) {
            this(at, value, quality, late, value);
        }
    }

    /** Runs from the record, newest first. */
    List<ControlSnapshot.Run> runs(int most);

    /** What was sent to an output and what became of it, from the record, newest first; key as in the file. */
    List<CommandQuery.Recorded> commands(String output, int most);

    /** Alerts from the record, newest first, open and resolved. */
    List<AlertSnapshot.Alert> alerts(int most);

    /** Events of the site's chain, newest first. */
    List<Event> events(int most);

    /** One chained event. @param data names and values, a JSON object */
    record Event(long seq, Instant at, String actor, String kind, String subject, String data) {}

    /** Events of the site's chain that fit, newest first. A person or object nobody knows has none. */
    List<Event> events(Wanted wanted);

    /**
     * Which events are wanted; "" leaves a thing open.
     *
     * @param kind {@code run.claimed}, or {@code run.} for all below it
     * @param subject {@code output:valve-1}
     * @param actor key of who did it
     * @param before only events with a smaller seq: the last of the page before; {@link Long#MAX_VALUE} from the newest
     * @param from only then or later; null = from the beginning
     * @param to only earlier; null = until now
     * @param most 1..10,000
     */
    record Wanted(
            String kind,
            String subject,
            String actor,
            long before,
            @Nullable Instant from,
            @Nullable Instant to,
            int most) {
        /** The newest about one thing. */
        public static Wanted about(String subject, int most) {
            return new Wanted("", subject, "", Long.MAX_VALUE, null, null, most);
        }
    }
}
