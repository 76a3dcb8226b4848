package org.penstock.core.telemetry;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.penstock.core.identity.Provenance;
import org.penstock.core.place.ReadingKind;

/**
 * Lets readings go, a piece of time after the other: embedded a day, whose file is deleted or written anew without the streams
 * that go; on a server a month, whose partition is dropped or written anew. Decides nothing: whoever asks says what goes, and
 * is asked again in the transaction in which it is put on record, so that a legal hold wins also in mid-run. What is
 * killed in between is finished at the next start. Blocks; any thread.
 */
public interface ReadingForgetting {
    /** A day or a month. @param toMicros exclusive, µs UTC */
    record Piece(String name, long fromMicros, long toMicros) {}

    /** On whose account. */
    record Run(UUID id, Provenance by, Instant at) {}

    /**
     * What of a piece is there.
     *
     * @param readings of how many readings of each stream there is something, by kind
     * @param bytes of each stream, by kind, in round figures
     * @param fileBytes of the day's file, 0 where there is none
     */
    record Contents(
            Map<ReadingKind, Map<Integer, Long>> readings, Map<ReadingKind, Map<Integer, Long>> bytes, long fileBytes) {
        /** Streams of which there is something of the kind. */
        public StreamSet streams(ReadingKind kind) {
            return StreamSet.of(readings.getOrDefault(kind, Map.of()).keySet());
        }

        /** What there is of what goes. */
        public Going of(Going going) {
            return going.each(kind -> going.of(kind).and(streams(kind)));
        }

        /** How many readings or roll-ups go. */
        public long readings(ReadingKind kind, StreamSet going) {
            return sum(readings.getOrDefault(kind, Map.of()), going);
        }

        /** About how large they are. */
        public long bytes(ReadingKind kind, StreamSet going) {
            return sum(bytes.getOrDefault(kind, Map.of()), going);
        }

        private static long sum(Map<Integer, Long> of, StreamSet going) {
            return of.entrySet().stream()
                    .filter(e -> going.contains(e.getKey()))
                    .mapToLong(Map.Entry::getValue)
                    .sum();
        }
    }

    /** What became of a piece. */
    sealed interface Outcome {
        /** It went. @param readings raw readings @param bytes that are free now */
        record Gone(long readings, long bytes) implements Outcome {}

        /** There was nothing of it. */
        record Nothing() implements Outcome {}

        /** It changes still, or what was to go changed while it was prepared: it is for the next run. */
        record Later(String why) implements Outcome {}
    }

    /** Pieces of which something may be there that ended before {@code beforeMicros}, the oldest first. */
    List<Piece> pieces(long beforeMicros);

    /** What went before. */
    Forgotten forgotten();

    /** What is there. @param going where all cannot be counted, only of that */
    Contents look(Piece piece, Going going);

    /** Changes when what is there changes: what was looked at with the same mark needs no second look. */
    String mark(Piece piece);

    /**
     * Lets go.
     *
     * @param decision what goes, as it is allowed at this moment; asked twice, the second time with the chain locked
     */
    Outcome forget(Run run, Piece piece, Function<DSLContext, Going> decision);
}
