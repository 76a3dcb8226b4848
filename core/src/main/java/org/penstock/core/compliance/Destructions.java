package org.penstock.core.compliance;

import static org.penstock.core.db.tables.tables.DestructionEvents.DESTRUCTION_EVENTS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.Evidence;
import org.penstock.core.audit.MediaRows;
import org.penstock.core.compliance.Destruction.State;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.db.tables.tables.records.DestructionEventsRecord;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;
import org.penstock.core.inventory.Act;
import org.penstock.core.inventory.Hold;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.inventory.Holds;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.inventory.LotRefusal;
import org.penstock.core.inventory.LotRefused;
import org.penstock.core.inventory.Lots;

/**
 * Destroys lots: {@link #schedule} → {@link #weigh} → {@link #record} → signatures, then {@link DestructionSigning}. Each
 * step is one change in the transaction of {@code sql}; each voids signatures that were given before it. A lot that is
 * scheduled is held from then on; to cancel the schedule leaves it held.
 *
 * <p>Throws {@link DestructionRefused}, and what {@link Lots} throws; the transaction must then roll back. Rows are locked in
 * one order: the destruction, its sign-off, the chain, the lot.
 */
public final class Destructions {
    private final ChainId chain;

    public Destructions(ChainId chain) {
        this.chain = chain;
    }

    /**
     * Schedules a lot for its destruction and holds it.
     *
     * @param rule what holds at this site today: {@link JurisdictionRules#of}
     * @return its id
     */
    public UUID schedule(DSLContext sql, UUID lot, JurisdictionRule rule, String reason, Provenance by, Instant now) {
        demand(reason, "why the lot is to be destroyed");
        EventChain.append(sql, chain, List.of());
        LotQuery query = new LotQuery(chain);
        Lot found = query.find(sql, lot).orElseThrow(() -> new LotRefused(new LotRefusal.Unknown("lot", lot)));
        boolean scheduled = 0
                < sql.fetchCount(
                        DESTRUCTION_EVENTS,
                        DESTRUCTION_EVENTS.LOT_ID.eq(lot).and(DESTRUCTION_EVENTS.ENDED_AT.isNull()));
        if (scheduled) {
            throw new DestructionRefused(new DestructionRefusal.Scheduled(found.lotNo()));
        }
        boolean held = query.holdsOf(sql, lot).stream()
                .filter(h -> h.endedAt() == null)
                .map(Hold::reason)
                .anyMatch(r -> r == HoldReason.REGULATORY);
        if (!held) {
            new Holds(chain)
                    .place(
                            sql,
                            List.of(lot),
                            HoldReason.REGULATORY,
                            false,
                            "scheduled for destruction: " + shortened(reason),
                            by,
                            now);
        }
        DestructionEventsRecord row = sql.newRecord(DESTRUCTION_EVENTS);
        row.setId(UuidCreator.getTimeOrderedEpoch());
        row.setSiteId(chain.id());
        row.setLotId(lot);
        row.setUnit(found.unit());
        row.setJurisdiction(rule.jurisdiction());
        row.setRule(rule.json());
        row.setReason(Act.fit("reason", reason, 1000));
        row.setScheduledBy(actor(sql, by, now));
        row.setScheduledAt(micros(now));
        row.setHoldUntil(micros(now).plus(Duration.ofHours(rule.holdHours())));
        row.setState(State.SCHEDULED.word());
        row.insert();
        SortedMap<String, String> data = new TreeMap<>();
        data.put("reason", reason);
        data.put("rule", row.getRule());
        data.put("hold_until", row.getHoldUntil().toString());
        event(sql, "destruction.scheduled", row.getId(), found.lotNo(), data, by, now);
        return row.getId();
    }

    /**
     * What the scale and the eye said before anything was mixed in.
     *
     * @param location where it is
     * @param weight above 0, in {@code unit}: kg, g or lb
     * @param quantity how much of the lot that is, in the lot's unit; null where that is a mass: then the weight says it
     * @param whole whether it is everything there is of the lot at {@code location}
     * @param differs why the weight is not what should be there; "" when it is
     * @param at when it was weighed
     */
    public record Weighing(
            UUID location,
            BigDecimal weight,
            String unit,
            @Nullable BigDecimal quantity,
            boolean whole,
            String differs,
            Instant at) {}

    /** Records the weight. May be done again until it is signed and executed. */
    public Destruction weigh(DSLContext sql, UUID id, Weighing weighing, Provenance by, Instant now) {
        DestructionEventsRecord row = locked(sql, id);
        Destruction old = found(sql, id);
        demandStep(old, "weighed", State.SCHEDULED, State.WEIGHED);
        BigDecimal quantity = weighing.quantity();
        if (weighing.weight().signum() <= 0) {
            throw new LotRefused(new LotRefusal.NoQuantity(weighing.weight().toPlainString()));
        }
        // Also where the lot is counted in pieces: the record wants a mass.
        BigDecimal weighed = Weights.convert(
                weighing.weight(), weighing.unit(), Weights.mass(row.getUnit()) ? row.getUnit() : weighing.unit());
        if (Weights.mass(row.getUnit())) {
            quantity = weighed;
        } else if (quantity == null || quantity.signum() <= 0) {
            throw new DestructionRefused(
                    new DestructionRefusal.Missing("how many " + row.getUnit() + " are destroyed"));
        }
        BigDecimal there =
                new LotQuery(chain).balance(sql, row.getLotId()).getOrDefault(weighing.location(), BigDecimal.ZERO);
        BigDecimal adjustment = quantity.subtract(there);
        if (!weighing.whole() && adjustment.signum() < 0) {
            adjustment = BigDecimal.ZERO;
        }
        if (adjustment.signum() != 0 && weighing.differs().isBlank()) {
            throw new DestructionRefused(new DestructionRefusal.Differs(
                    old.lotNo(), there.stripTrailingZeros(), quantity.stripTrailingZeros(), row.getUnit()));
        }
        row.setLocationId(weighing.location());
        row.setWeight(weighing.weight());
        row.setWeightUnit(weighing.unit());
        row.setWeighedBy(actor(sql, by, now));
        row.setWeighedAt(micros(weighing.at()));
        row.setQuantity(quantity);
        row.setAdjustment(adjustment);
        row.setAdjustmentReason(
                adjustment.signum() == 0 ? "" : Act.fit("reason of the difference", weighing.differs(), 1000));
        SortedMap<String, String> data = new TreeMap<>();
        data.put("weight", weighing.weight().toPlainString());
        data.put("weight_unit", weighing.unit());
        data.put("quantity", plain(quantity));
        data.put("unit", row.getUnit());
        data.put("adjustment", plain(adjustment));
        if (old.weight() != null) {
            data.put("old_weight", old.weight().toPlainString());
            data.put("old_weight_unit", String.valueOf(old.weightUnit()));
        }
        if (adjustment.signum() != 0) {
            data.put("reason", weighing.differs());
        }
        return step(sql, row, State.WEIGHED, "destruction.weighed", old.lotNo(), data, by, now);
    }

    /**
     * How it was done.
     *
     * @param material what was mixed into it; may be empty where nothing was
     * @param mixedPercent how much of the mixture that is, percent by volume
     * @param at when it was destroyed
     * @param lateReason why that is written down only now; "" when it is written down at once
     */
    public record How(
            JurisdictionRule.Method method, String material, BigDecimal mixedPercent, Instant at, String lateReason) {}

    /** Records how it was done. May be done again until it is signed and executed. */
    public Destruction record(DSLContext sql, UUID id, How how, Provenance by, Instant now) {
        DestructionEventsRecord row = locked(sql, id);
        Destruction old = found(sql, id);
        demandStep(old, "recorded", State.WEIGHED, State.RECORDED);
        JurisdictionRule rule = old.rule();
        if (how.at().isAfter(now.plus(Duration.ofMinutes(1)))) {
            throw new LotRefused(new LotRefusal.Future(how.at()));
        }
        if (how.at().isBefore(old.holdUntil())) {
            throw new DestructionRefused(new DestructionRefusal.Early(old, how.at()));
        }
        if (old.weighedAt() == null || how.at().isBefore(old.weighedAt())) {
            throw new DestructionRefused(new DestructionRefusal.Unweighed(old, how.at()));
        }
        if (!rule.methods().isEmpty() && !rule.methods().contains(how.method().word())) {
            throw new DestructionRefused(new DestructionRefusal.WrongMethod(rule, how.method()));
        }
        boolean mixes = how.method() == JurisdictionRule.Method.GRIND_AND_MIX;
        if (mixes) {
            demand(how.material(), "what was mixed into it");
            if (how.mixedPercent().compareTo(rule.mixPercent()) < 0) {
                throw new DestructionRefused(new DestructionRefusal.TooPure(rule, how.mixedPercent()));
            }
        }
        boolean late = Act.late(how.at(), now);
        if (late && how.lateReason().isBlank()) {
            throw new DestructionRefused(new DestructionRefusal.Late(how.at()));
        }
        row.setMethod(how.method().word());
        row.setMaterial(Act.fit("material", how.material(), 300));
        row.setMixedPercent(how.mixedPercent());
        row.setEventAt(micros(how.at()));
        row.setRecordedAt(micros(now));
        row.setRecordedBy(actor(sql, by, now));
        row.setLate(late);
        row.setLateReason(late ? Act.fit("reason", how.lateReason(), 1000) : "");
        SortedMap<String, String> data = new TreeMap<>();
        data.put("method", how.method().word());
        data.put("material", how.material());
        data.put("mixed_percent", how.mixedPercent().toPlainString());
        data.put("event_at", row.getEventAt().toString());
        if (late) {
            data.put("late", "true");
            data.put("reason", how.lateReason());
        }
        return step(sql, row, State.RECORDED, "destruction.recorded", old.lotNo(), data, by, now);
    }

    /**
     * Attaches a picture. One that comes before it is executed is part of what is signed.
     *
     * @param media id of {@link MediaRows#stored}
     * @param role {@code before}, {@code scale}, {@code mixed}, {@code after}
     */
    public void photo(DSLContext sql, UUID id, UUID media, String role, Provenance by, Instant now) {
        DestructionEventsRecord row = locked(sql, id);
        Destruction old = found(sql, id);
        MediaRows attached = new MediaRows(chain);
        if (attached.of(sql, old.subject()).stream()
                .anyMatch(a -> a.media().equals(media) && a.role().equals(role))) {
            return;
        }
        if (old.endedAt() == null) {
            row.setVersion(row.getVersion() + 1);
            row.update();
            changed(sql, row, by, now);
        }
        DestructionEvidence.adopt(sql, chain, id, now);
        attached.attach(
                sql,
                media,
                old.subject(),
                role,
                new MediaRows.Who(actor(sql, by, now), by.actor(), by.data()),
                now,
                DestructionEvidence.row(sql, id));
    }

    /** Gives a schedule up. The lot stays held until two people release it. */
    public Destruction cancel(DSLContext sql, UUID id, String reason, Provenance by, Instant now) {
        demand(reason, "why the lot is not to be destroyed");
        DestructionEventsRecord row = locked(sql, id);
        Destruction old = found(sql, id);
        demandStep(old, "cancelled", State.SCHEDULED, State.WEIGHED, State.RECORDED);
        row.setEndedAt(micros(now));
        row.setEndReason(Act.fit("reason", reason, 1000));
        SortedMap<String, String> data = new TreeMap<>();
        data.put("reason", reason);
        return step(sql, row, State.CANCELLED, "destruction.cancelled", old.lotNo(), data, by, now);
    }

    /** One by its id. */
    public Optional<Destruction> find(DSLContext sql, UUID id) {
        return DestructionRows.list(sql, chain, DESTRUCTION_EVENTS.ID.eq(id), 1).stream()
                .findFirst();
    }

    /** The newest first. @param over also those that are executed or cancelled */
    public List<Destruction> list(DSLContext sql, boolean over, int most) {
        return DestructionRows.list(
                sql, chain, over ? DESTRUCTION_EVENTS.ID.isNotNull() : DESTRUCTION_EVENTS.ENDED_AT.isNull(), most);
    }

    /** The day in a site's zone whose rule holds for what is scheduled at an instant. */
    public static LocalDate day(Instant at, ZoneId zone) {
        return at.atZone(zone).toLocalDate();
    }

    private Destruction step(
            DSLContext sql,
            DestructionEventsRecord row,
            State state,
            String kind,
            String lotNo,
            SortedMap<String, String> data,
            Provenance by,
            Instant now) {
        if (!row.getState().equals(state.word())) {
            data.put("old_state", row.getState());
            data.put("state", state.word());
        }
        row.setState(state.word());
        row.setVersion(row.getVersion() + 1);
        row.update();
        changed(sql, row, by, now);
        event(sql, kind, row.getId(), lotNo, data, by, now);
        return found(sql, row.getId());
    }

    private void changed(DSLContext sql, DestructionEventsRecord row, Provenance by, Instant now) {
        new Signoffs(chain).changed(sql, "destruction:" + row.getId(), Integer.toString(row.getVersion()), by, now);
    }

    static void demandStep(Destruction d, String wish, State... from) {
        if (!List.of(from).contains(d.state())) {
            throw new DestructionRefused(new DestructionRefusal.NotNow(d, wish));
        }
    }

    DestructionEventsRecord locked(DSLContext sql, UUID id) {
        return sql.selectFrom(DESTRUCTION_EVENTS)
                .where(DESTRUCTION_EVENTS.SITE_ID.eq(chain.id()))
                .and(DESTRUCTION_EVENTS.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .orElseThrow(() -> new DestructionRefused(new DestructionRefusal.Unknown(id)));
    }

    Destruction found(DSLContext sql, UUID id) {
        return find(sql, id).orElseThrow(() -> new DestructionRefused(new DestructionRefusal.Unknown(id)));
    }

    private UUID actor(DSLContext sql, Provenance by, Instant now) {
        return Actors.idOf(sql, chain.organizationId(), by.actor(), now);
    }

    void event(
            DSLContext sql,
            String kind,
            UUID id,
            String lotNo,
            SortedMap<String, String> data,
            Provenance by,
            Instant now) {
        SortedMap<String, String> all = new TreeMap<>(by.data());
        all.putAll(data);
        all.put("lot_no", lotNo);
        all.putAll(Evidence.data(List.of(DestructionEvidence.row(sql, id))));
        DestructionEvidence.adopt(sql, chain, id, now);
        ActorEvents.append(
                sql,
                chain,
                List.of(new ActorEvent(
                        ChronoUnit.MICROS.between(Instant.EPOCH, now), by.actor(), kind, "destruction:" + id, all)));
    }

    private static void demand(String text, String what) {
        if (text.isBlank()) {
            throw new DestructionRefused(new DestructionRefusal.Missing(what));
        }
    }

    static String shortened(String text) {
        return text.length() <= 300 ? text : text.substring(0, 299) + "…";
    }

    static String plain(@Nullable BigDecimal value) {
        if (value == null) {
            return "";
        }
        return value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
    }

    static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
