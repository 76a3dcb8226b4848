package org.penstock.core.consent;

import static org.penstock.core.db.tables.tables.Signoffs.SIGNOFFS;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventDraft;
import org.penstock.core.db.tables.tables.records.SignoffsRecord;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;

/** Finds sign-offs that are to be changed, proves them, and ends them. */
final class Ending {
    private final ChainId chain;

    Ending(ChainId chain) {
        this.chain = chain;
    }

    /** Locks one that is to be changed, and demands that its rows are what was recorded. */
    SignoffRows.Whole locked(DSLContext sql, UUID id) {
        SignoffRows.Whole whole =
                SignoffRows.lock(sql, chain.id(), id).orElseThrow(() -> new SignoffRefused(new Refusal.Unknown(id)));
        Proof.doubt(sql, chain, whole).ifPresent(what -> {
            throw new SignoffRefused(new Refusal.Doubted(what));
        });
        return whole;
    }

    SignoffRows.Whole whole(DSLContext sql, UUID id) {
        return SignoffRows.list(sql, SIGNOFFS.CHAIN_ID.eq(chain.id()).and(SIGNOFFS.ID.eq(id)), 1)
                .getFirst();
    }

    /**
     * Ends those that are still open. One that somebody wrote into is left as it is, for whoever looks into that.
     *
     * @param pending what a pending one becomes; an approved one has failed
     * @param why for each
     */
    List<Signoff> all(
            DSLContext sql,
            List<UUID> ids,
            SignoffState pending,
            Provenance by,
            Instant now,
            Function<Signoff, String> why) {
        List<Signoff> ended = new ArrayList<>();
        for (UUID id : ids) {
            SignoffRows.Whole whole = SignoffRows.lock(sql, chain.id(), id).orElseThrow();
            if (Proof.doubt(sql, chain, whole).isEmpty()) {
                Signoff signoff = whole.view();
                if (!signoff.state().over()) {
                    SignoffState state = signoff.state() == SignoffState.APPROVED ? SignoffState.FAILED : pending;
                    ended.add(end(sql, whole, state, state.word(), by, why.apply(signoff), now));
                }
            }
        }
        return ended;
    }

    Signoff end(
            DSLContext sql,
            SignoffRows.Whole whole,
            SignoffState state,
            String kind,
            Provenance by,
            String reason,
            Instant now) {
        SignoffsRecord row = whole.row();
        String before = row.getState();
        row.setState(state.word());
        row.setEndedAt(now.truncatedTo(ChronoUnit.MICROS));
        row.setEndedBy(Actors.idOf(sql, chain.organizationId(), by.actor(), now));
        row.setEndReason(shortened(reason));
        row.update();
        SignoffLog log = new SignoffLog(chain, by, now);
        log.add(kind, row, null, before, reason(reason));
        log.append(sql);
        return whole(sql, row.getId()).view();
    }

    private static String shortened(String reason) {
        String clean = EventDraft.clean(reason);
        return clean.length() <= 1000 ? clean : clean.substring(0, 999) + "…";
    }

    static SortedMap<String, String> reason(String reason) {
        SortedMap<String, String> data = new TreeMap<>();
        if (!reason.isEmpty()) {
            data.put("reason", reason);
        }
        return data;
    }
}
