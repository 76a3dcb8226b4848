package org.penstock.core.runtime;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.penstock.core.compliance.LegalHold;
import org.penstock.core.compliance.LegalHolds;
import org.penstock.core.compliance.RetentionRuns;
import org.penstock.core.consent.Signoff;
import org.penstock.core.identity.Asker;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.place.RetentionPlan;
import org.penstock.core.telemetry.StorageForecast;

/**
 * How long readings are kept, what keeps them longer, and letting them go. The plan is in the facility file
 * ({@code site: retention:}). What is refused is told by {@link org.penstock.core.compliance.LegalHoldRefused},
 * {@link RetentionRefused} and {@link org.penstock.core.identity.NotAllowed}. Every method blocks on database and disk and may
 * be called from any thread.
 */
public interface Retention {
    /** The plan in force. */
    RetentionPlan plan(Asker asker);

    /** Runs, the newest first. */
    List<RetentionRuns.Run> runs(Asker asker, int most);

    /** What would go now, piece by piece, and what holds keep. */
    Preview preview(Asker asker);

    /**
     * What would go.
     *
     * @param at when it was looked at
     * @param pieces of which something would go or is kept by a hold, the oldest first
     */
    record Preview(Instant at, List<Piece> pieces) {
        public Preview {
            pieces = List.copyOf(pieces);
        }

        /** Raw readings. */
        public long readings() {
            return pieces.stream().mapToLong(Piece::readings).sum();
        }

        /** About so many bytes. */
        public long bytes() {
            return pieces.stream().mapToLong(Piece::bytes).sum();
        }
    }

    /**
     * A day, or on a server a month.
     *
     * @param streams how many streams of each kind would go
     * @param readings raw readings that would go
     * @param bytes about how much room that is
     * @param whole whether nothing would be left of readings, minutes and five minutes
     * @param held what holds keep of it
     */
    record Piece(
            String name, Map<ReadingKind, Integer> streams, long readings, long bytes, boolean whole, List<Held> held) {
        public Piece {
            streams = Map.copyOf(streams);
            held = List.copyOf(held);
        }
    }

    /** What a hold keeps of a piece. */
    record Held(UUID hold, String caseRef, int streams) {}

    /** Lets go what may go, also every day by itself. @param reason why it is not waited for that */
    RetentionRuns.Run run(Asker asker, String reason);

    /** Legal holds, the oldest first. @param over also those that were lifted or have expired */
    List<LegalHold> holds(Asker asker, boolean over);

    /** Where readings that it reaches were forgotten before it was placed, oldest first: what is gone no hold brings back. */
    List<FacilityRecord.Forgotten> gone(Asker asker, UUID hold);

    /** Places one. */
    LegalHold place(Asker asker, LegalHolds.Placing placing);

    /** Asks that one be lifted: the last of the signatures that it takes lifts it. */
    Signoff lift(Asker asker, UUID hold, String reason);

    /** How much room readings take, and when there is none left. */
    StorageForecast storage(Asker asker);
}
