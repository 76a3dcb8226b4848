package org.penstock.core.inventory;

import static org.penstock.core.db.tables.tables.Holds.HOLDS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventDraft;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Approved;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.consent.Wish;
import org.penstock.core.db.tables.tables.records.HoldsRecord;
import org.penstock.core.db.tables.tables.records.LotsRecord;
import org.penstock.core.identity.Provenance;

/**
 * What keeps lots where they are. One person places a hold, two release it, neither of them who placed it:
 * {@link #wish} is asked for through {@link Signoffs#request}, signed, and then {@link #release} carries it out.
 */
public final class Holds {
    private final ChainId chain;

    public Holds(ChainId chain) {
        this.chain = chain;
    }

    /**
     * Places a hold on one lot, or on several at once: on a lot and those of its {@link LotQuery#children children} that the
     * person chose.
     *
     * @param descendants whether it also keeps whatever comes, or will come, from them
     * @param note what is known, in words
     * @return ids of the holds, in the order of the lots
     * @throws LotRefused when one of them cannot be held; then none is
     */
    public List<UUID> place(
            DSLContext sql,
            List<UUID> lots,
            HoldReason reason,
            boolean descendants,
            String note,
            Provenance by,
            Instant now) {
        if (note.isBlank()) {
            throw new LotRefused(new LotRefusal.NoReason("a hold"));
        }
        Ledger ledger = new Ledger(sql, chain, Act.now(by, now, note, "hold"));
        List<UUID> placed = new ArrayList<>();
        for (UUID id : lots) {
            LotsRecord lot = ledger.lock(id);
            if (lot.getState().equals(LotState.CLOSED.word())) {
                throw new LotRefused(new LotRefusal.Closed(lot.getLotNo(), String.valueOf(lot.getClosedAs())));
            }
            LotRows.holds(sql, HOLDS.LOT_ID.eq(id).and(HOLDS.ENDED_AT.isNull()).and(HOLDS.REASON.eq(reason.word())))
                    .forEach(h -> {
                        throw new LotRefused(new LotRefusal.HeldAlready(lot.getLotNo(), reason, h.placedBy()));
                    });
            HoldsRecord row = sql.newRecord(HOLDS);
            row.setId(UuidCreator.getTimeOrderedEpoch());
            row.setSiteId(chain.id());
            row.setLotId(id);
            row.setReason(reason.word());
            row.setReach(descendants ? "descendants" : "lot");
            row.setNote(EventDraft.clean(note));
            row.setPlacedBy(ledger.actor());
            row.setPlacedAt(ledger.now());
            row.insert();
            SortedMap<String, String> data = ledger.data(lot);
            data.put("hold", row.getId().toString());
            data.put("hold_reason", row.getReason());
            data.put("reach", row.getReach());
            ledger.event("hold.placed", lot, data, ledger.row(HOLDS, HOLDS.ID, row.getId(), lot));
            placed.add(row.getId());
        }
        ledger.done();
        lots.forEach(lot -> voidReleases(sql, lot, by, now));
        return placed;
    }

    /**
     * What is to be asked for so that a hold is released.
     *
     * @param alone as the exception for a facility of one: for {@link Signoffs#alone}
     * @param reason why it can be released
     * @throws LotRefused when it is over
     */
    public Wish wish(DSLContext sql, UUID hold, boolean alone, String reason) {
        Hold h = open(sql, hold);
        SortedMap<String, String> excluded = new TreeMap<>();
        excluded.put(h.placedBy(), "placed the hold");
        return new Wish(
                alone ? Action.HOLD_RELEASE_ALONE : Action.HOLD_RELEASE,
                "hold:" + hold,
                version(sql, h),
                "Release lot " + h.lotNo() + ", held for " + h.reason().word()
                        + (h.descendants() ? " with everything that came from it" : ""),
                payload(h),
                excluded,
                reason);
    }

    private Hold open(DSLContext sql, UUID hold) {
        Hold h = new LotQuery(chain)
                .hold(sql, hold)
                .orElseThrow(() -> new LotRefused(new LotRefusal.Unknown("hold", hold)));
        if (h.endedAt() != null) {
            throw new LotRefused(new LotRefusal.HoldOver(hold));
        }
        return h;
    }

    /** Judging the lot, or another hold on it, is something the signers must have seen. */
    private String version(DSLContext sql, Hold h) {
        LotQuery query = new LotQuery(chain);
        Lot lot = query.find(sql, h.lotId()).orElseThrow();
        return "lot " + lot.version() + ", holds "
                + query.holdsOf(sql, lot.id()).size();
    }

    private static SortedMap<String, String> payload(Hold h) {
        SortedMap<String, String> payload = new TreeMap<>();
        payload.put("hold", h.id().toString());
        payload.put("lot", h.lotId().toString());
        payload.put("lot_no", h.lotNo());
        payload.put("note", h.note());
        payload.put("placed_at", h.placedAt().toString());
        payload.put("placed_by", h.placedBy());
        payload.put("reach", h.descendants() ? "descendants" : "lot");
        payload.put("reason", h.reason().word());
        return payload;
    }

    /**
     * Releases a hold by an approved sign-off.
     *
     * @return with the hold as it is then; commit it, also when refused
     * @throws LotRefused when the hold is over
     */
    public Execution<Hold> release(DSLContext sql, UUID signoff, UUID hold, Provenance by, Instant now) {
        Hold h = open(sql, hold);
        return new Signoffs(chain).execute(sql, signoff, payload(h), version(sql, h), by, now, approved -> {
            approved.demand(Action.HOLD_RELEASE);
            Ledger ledger =
                    new Ledger(sql, chain, Act.now(by, now, approved.signoff().reason(), "release"));
            endAll(sql, ledger, ledger.lock(h.lotId()), approved, HOLDS.ID.eq(hold), "released");
            ledger.done();
            return new LotQuery(chain).hold(sql, hold).orElseThrow();
        });
    }

    /** Signatures on the release of a lot's holds are for the lot, and the holds, as they were seen. */
    void voidReleases(DSLContext sql, UUID lot, Provenance by, Instant now) {
        new LotQuery(chain)
                .holdsOf(sql, lot).stream()
                        .filter(h -> h.endedAt() == null)
                        .forEach(h -> new Signoffs(chain).changed(sql, "hold:" + h.id(), version(sql, h), by, now));
    }

    static void endAll(DSLContext sql, Ledger ledger, LotsRecord lot, Approved approved, Condition which, String as) {
        sql.selectFrom(HOLDS)
                .where(HOLDS.SITE_ID.eq(ledger.site()))
                .and(which)
                .and(HOLDS.ENDED_AT.isNull())
                .orderBy(HOLDS.ID)
                .fetch()
                .forEach(row -> {
                    row.setEndedAt(ledger.now());
                    row.setEndedAs(as);
                    row.setEndedSignoffId(approved.id());
                    row.update(HOLDS.ENDED_AT, HOLDS.ENDED_AS, HOLDS.ENDED_SIGNOFF_ID);
                    SortedMap<String, String> data = ledger.data(lot);
                    data.put("hold", row.getId().toString());
                    data.put("hold_reason", row.getReason());
                    data.put("ended_as", as);
                    data.put("signoff", approved.id().toString());
                    ledger.event("hold.ended", lot, data, ledger.row(HOLDS, HOLDS.ID, row.getId(), lot));
                    if (as.equals("destroyed")) {
                        new Signoffs(approved.chain())
                                .changed(sql, "hold:" + row.getId(), as, approved.by(), approved.now());
                    }
                });
    }
}
