package org.penstock.core.runtime;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;
import org.penstock.core.quantity.QualityCode;

/**
 * Readings that people bring: out of files of other systems and loggers, and written down by hand. They go the way of every
 * other reading, through the gate and the journal; what is known already is told and not taken twice. Every method blocks
 * on the database and may be called from any thread. What does not go on is told by {@link IntakeRefused}.
 */
public interface Intake {
    /** Most readings in one piece of a file. */
    int MOST_POINTS = 20_000;

    /**
     * Begins to bring a file in: who, what and from where is in the record before the first reading. One file at a time; one
     * of which nothing was heard for two minutes gives way.
     *
     * @return id of the import
     */
    UUID begin(Asker asker, FileTold file);

    /**
     * A file.
     *
     * @param name without its directories
     * @param sha256 of all its bytes, lower-case hex
     * @param streams keys
     * @param zone in which times without one were read; "" when every time had its own
     * @param note why; may be empty
     */
    record FileTold(String name, String sha256, long bytes, List<String> streams, String zone, String note) {
        public FileTold {
            streams = List.copyOf(streams);
        }
    }

    /** @param at µs since 1970 UTC @param value in the canonical unit of the stream's metric, as a device would say it */
    record Point(String stream, long at, double value, QualityCode quality) {}

    /** Says what {@link #take} would do with these; changes nothing. */
    Taken look(Asker asker, List<Point> points);

    /** Takes readings in; when this returns, they are durable. @param points at most {@link #MOST_POINTS} */
    Taken take(Asker asker, UUID id, List<Point> points);

    /**
     * What became of a piece.
     *
     * @param fresh readings that were not known
     * @param duplicates readings that the record has already, alike
     * @param refused those that are not taken
     */
    record Taken(long fresh, long duplicates, List<Refused> refused) {
        public Taken {
            refused = List.copyOf(refused);
        }
    }

    /**
     * One that is not taken.
     *
     * @param index its place in the piece
     * @param conflict the record has another value for that moment
     * @param why in words
     */
    record Refused(int index, boolean conflict, String why) {}

    /** Ends an import and puts its counts on record. @param rejected rows the file's reader itself did not understand */
    Ended end(Asker asker, UUID id, long rejected, boolean cancelled);

    /** How an import ended. @param outcome {@code complete}, {@code cancelled} or {@code interrupted} */
    record Ended(
            UUID id,
            long fresh,
            long duplicates,
            long conflicts,
            long rejected,
            @Nullable Instant first,
            @Nullable Instant last,
            String outcome) {}

    /** Whether a person reads this stream and writes it down. Looks at the configuration only: never waits. */
    boolean byHand(String stream);

    /**
     * Writes down what a person read, on a stream whose driver is a person. It acts as any other reading of that age does.
     * The same again changes nothing.
     */
    Written write(Asker asker, ByHand reading);

    /**
     * What a person read.
     *
     * @param value a number, or a word of a state, as typed
     * @param unit word of its unit; "" for the one the stream is shown in
     * @param at when it was read; null = now
     * @param note may be empty
     * @param photo bytes of a picture of the instrument; null for none
     */
    record ByHand(
            String stream,
            String value,
            String unit,
            @Nullable Instant at,
            String note,
            byte @Nullable [] photo) {}

    /** @param value in the unit the stream is shown in @param photo SHA-256 of the picture, "" for none @param again it was there already */
    record Written(String stream, Instant at, double value, String unit, int decimals, String photo, boolean again) {}
}
