package org.penstock.core.compliance;

import static org.penstock.core.db.tables.tables.LegalHolds.LEGAL_HOLDS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.EventDraft;
import org.penstock.core.audit.Evidence;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.consent.Wish;
import org.penstock.core.db.tables.tables.records.LegalHoldsRecord;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;
import org.penstock.core.telemetry.StreamSet;

/**
 * Keeps readings from being forgotten. One person places a legal hold, two lift it, neither of them who placed it: {@link #wish}
 * is asked for through {@link Signoffs#request}, signed, and then {@link #lift} carries it out. Placing locks the chain, as
 * forgetting does before it looks at the holds, so that a hold wins over every run that has not put its deed on record yet.
 */
public final class LegalHolds {
    private final ChainId chain;

    public LegalHolds(ChainId chain) {
        this.chain = chain;
    }

    /**
     * What is to be kept.
     *
     * @param scopeKey key of the location, device or stream; "" for the site
     * @param to null = until it is lifted
     * @param expiresAt null = until it is lifted
     */
    public record Placing(
            String caseRef,
            String reason,
            LegalHold.Scope scope,
            String scopeKey,
            Instant from,
            @Nullable Instant to,
            @Nullable Instant expiresAt) {}

    /** Places one. @param streams what its scope has now */
    public LegalHold place(DSLContext sql, Placing p, StreamSet streams, Provenance by, Instant now) {
        demand(p.caseRef(), "which case it is for");
        demand(p.reason(), "why the readings must be kept");
        if (p.to() != null && !p.to().isAfter(p.from())) {
            throw new LegalHoldRefused("The hold would end at " + p.to() + ", not after it begins at " + p.from()
                    + ". Give a later end, or none.");
        }
        if (p.expiresAt() != null && !p.expiresAt().isAfter(now)) {
            throw new LegalHoldRefused(
                    "The hold would have expired at " + p.expiresAt() + ". Give a time to come, or none.");
        }
        EventChain.append(sql, chain, List.of());
        LegalHoldsRecord row = sql.newRecord(LEGAL_HOLDS);
        row.setId(UuidCreator.getTimeOrderedEpoch());
        row.setSiteId(chain.id());
        row.setCaseRef(fit("case", p.caseRef(), 200));
        row.setReason(fit("reason", p.reason(), 1000));
        row.setScope(p.scope().word());
        row.setScopeKey(p.scopeKey());
        row.setStreams(streams.text());
        row.setFromAt(micros(p.from()));
        row.setToAt(p.to() == null ? null : micros(p.to()));
        row.setPlacedBy(Actors.idOf(sql, chain.organizationId(), by.actor(), now));
        row.setPlacedAt(micros(now));
        row.setExpiresAt(p.expiresAt() == null ? null : micros(p.expiresAt()));
        row.insert();
        SortedMap<String, String> data = new TreeMap<>();
        data.put("reason", row.getReason());
        data.put("from", row.getFromAt().toString());
        data.put("to", text(row.getToAt()));
        data.put("expires", text(row.getExpiresAt()));
        event(sql, "legal_hold.placed", row.getId(), data, by, now);
        return found(sql, row.getId());
    }

    /** What is to be asked for so that one is lifted. @param reason why it can be lifted */
    public Wish wish(DSLContext sql, UUID id, String reason) {
        LegalHold hold = open(sql, id);
        SortedMap<String, String> excluded = new TreeMap<>();
        excluded.put(hold.placedBy(), "placed the legal hold");
        return new Wish(
                Action.LEGAL_HOLD_REMOVAL,
                hold.subject(),
                "1",
                "Lift the legal hold for " + hold.caseRef() + " on readings of " + hold.where() + " from " + hold.from()
                        + (hold.to() == null ? "" : " to " + hold.to()),
                payload(hold),
                excluded,
                reason);
    }

    private static SortedMap<String, String> payload(LegalHold hold) {
        SortedMap<String, String> payload = new TreeMap<>();
        payload.put("legal_hold", hold.id().toString());
        payload.put("case", hold.caseRef());
        payload.put("reason", hold.reason());
        payload.put("scope", hold.scope().word());
        payload.put("scope_key", hold.scopeKey());
        payload.put("from", hold.from().toString());
        payload.put("to", text(hold.to()));
        payload.put("expires", text(hold.expiresAt()));
        payload.put("placed_by", hold.placedBy());
        payload.put("placed_at", hold.placedAt().toString());
        return payload;
    }

    /** Lifts one by an approved sign-off. @return with the hold as it is then; commit it, also when refused */
    public Execution<LegalHold> lift(DSLContext sql, UUID signoff, UUID id, Provenance by, Instant now) {
        LegalHold hold = open(sql, id);
        return new Signoffs(chain).execute(sql, signoff, payload(hold), "1", by, now, approved -> {
            approved.demand(Action.LEGAL_HOLD_REMOVAL);
            LegalHoldsRecord row = sql.fetchSingle(LEGAL_HOLDS, LEGAL_HOLDS.ID.eq(id));
            row.setLiftedAt(micros(now));
            row.setLiftedSignoffId(approved.id());
            row.update();
            SortedMap<String, String> data = new TreeMap<>();
            data.put("signoff", approved.id().toString());
            data.put("content_hash", approved.signoff().contentHash());
            event(sql, "legal_hold.lifted", id, data, by, now);
            return found(sql, id);
        });
    }

    private LegalHold open(DSLContext sql, UUID id) {
        LegalHold hold = found(sql, id);
        if (hold.liftedAt() != null) {
            throw new LegalHoldRefused(
                    "The legal hold for " + hold.caseRef() + " was lifted at " + hold.liftedAt() + ".");
        }
        return hold;
    }

    private LegalHold found(DSLContext sql, UUID id) {
        return find(sql, id).orElseThrow(() -> new LegalHoldRefused("There is no legal hold " + id + " at this site."));
    }

    /** One by its id. */
    public Optional<LegalHold> find(DSLContext sql, UUID id) {
        return list(sql, LEGAL_HOLDS.ID.eq(id), 1).stream().findFirst();
    }

    /** Those that keep something now, the oldest first. */
    public List<LegalHold> inForce(DSLContext sql, Instant now) {
        return list(
                sql,
                LEGAL_HOLDS
                        .LIFTED_AT
                        .isNull()
                        .and(LEGAL_HOLDS.EXPIRES_AT.isNull().or(LEGAL_HOLDS.EXPIRES_AT.gt(micros(now)))),
                Integer.MAX_VALUE);
    }

    /** The oldest first. @param over also those that were lifted or have expired */
    public List<LegalHold> list(DSLContext sql, boolean over, Instant now) {
        return over ? list(sql, LEGAL_HOLDS.ID.isNotNull(), Integer.MAX_VALUE) : inForce(sql, now);
    }

    private List<LegalHold> list(DSLContext sql, Condition wanted, int most) {
        List<LegalHoldsRecord> rows = sql.selectFrom(LEGAL_HOLDS)
                .where(LEGAL_HOLDS.SITE_ID.eq(chain.id()))
                .and(wanted)
                .orderBy(LEGAL_HOLDS.PLACED_AT, LEGAL_HOLDS.ID)
                .limit(most)
                .fetch();
        Map<UUID, String> keys = Actors.keysOf(
                sql, rows.stream().map(LegalHoldsRecord::getPlacedBy).collect(Collectors.toSet()));
        return rows.stream()
                .map(r -> new LegalHold(
                        r.getId(),
                        r.getCaseRef(),
                        r.getReason(),
                        LegalHold.Scope.of(r.getScope()).orElseThrow(),
                        r.getScopeKey(),
                        StreamSet.read(r.getStreams()),
                        r.getFromAt(),
                        r.getToAt(),
                        String.valueOf(keys.get(r.getPlacedBy())),
                        r.getPlacedAt(),
                        r.getExpiresAt(),
                        r.getLiftedAt(),
                        r.getLiftedSignoffId()))
                .toList();
    }

    private void event(
            DSLContext sql, String kind, UUID id, SortedMap<String, String> data, Provenance by, Instant now) {
        LegalHoldsRecord row = sql.fetchSingle(LEGAL_HOLDS, LEGAL_HOLDS.ID.eq(id));
        data.put("case", row.getCaseRef());
        data.put("scope", row.getScope());
        data.put("scope_key", row.getScopeKey());
        data.putAll(Evidence.data(List.of(evidence(row))));
        ActorEvents.append(
                sql,
                chain,
                List.of(new ActorEvent(
                        ChronoUnit.MICROS.between(Instant.EPOCH, now), by, kind, "legal_hold:" + id, data)));
    }

    static Evidence.Row evidence(LegalHoldsRecord row) {
        return new Evidence.Row(
                new Evidence.Key(LEGAL_HOLDS.getName(), row.getId()),
                "legal_hold:" + row.getId(),
                row.getCaseRef(),
                Evidence.digest(row, Set.of(LEGAL_HOLDS.ID)));
    }

    private static void demand(String text, String what) {
        if (text.isBlank()) {
            throw new LegalHoldRefused("Say " + what + ".");
        }
    }

    private static String fit(String what, String text, int most) {
        String clean = EventDraft.clean(text);
        if (clean.length() > most) {
            throw new LegalHoldRefused(
                    "The " + what + " has " + clean.length() + " characters; " + most + " are the most. Shorten it.");
        }
        return clean;
    }

    private static String text(@Nullable Instant at) {
        return at == null ? "" : at.toString();
    }

    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
