package org.penstock.core.compliance;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.MediaRows;
import org.penstock.core.compliance.Destruction.State;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Approved;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Signature;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.consent.Wish;
import org.penstock.core.db.tables.tables.records.DestructionEventsRecord;
import org.penstock.core.identity.Provenance;
import org.penstock.core.inventory.Act;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.inventory.Lots;

/** The end of a destruction: what is signed of it, and what the signatures do. */
public final class DestructionSigning {
    private final ChainId chain;
    private final Destructions steps;

    public DestructionSigning(ChainId chain) {
        this.chain = chain;
        this.steps = new Destructions(chain);
    }

    /**
     * What is to be asked for so that it is signed: give it to {@link Signoffs#request}.
     *
     * @param alone as the exception for a facility of one; where a rule of a jurisdiction wants two, it is refused at the end
     */
    public Wish wish(DSLContext sql, UUID id, boolean alone, String reason) {
        Destruction d = steps.found(sql, id);
        Destructions.demandStep(d, "signed", State.RECORDED);
        SortedMap<String, String> excluded = new TreeMap<>();
        excluded.put(d.scheduledBy(), "scheduled the destruction");
        return new Wish(
                alone ? Action.DESTRUCTION_ALONE : Action.DESTRUCTION,
                d.subject(),
                Integer.toString(d.version()),
                "Destroy " + Destructions.plain(d.quantity()) + " " + d.unit() + " of lot " + d.lotNo() + ": "
                        + Destructions.shortened(d.reason()),
                payload(sql, d),
                excluded,
                reason);
    }

    private SortedMap<String, String> payload(DSLContext sql, Destruction d) {
        SortedMap<String, String> p = new TreeMap<>();
        p.put("destruction", d.id().toString());
        p.put("lot", d.lotId().toString());
        p.put("lot_no", d.lotNo());
        p.put("reason", d.reason());
        p.put("rule", d.rule().json());
        p.put("scheduled_by", d.scheduledBy());
        p.put("scheduled_at", d.scheduledAt().toString());
        p.put("hold_until", d.holdUntil().toString());
        p.put("location", String.valueOf(d.location()));
        p.put("weight", Destructions.plain(d.weight()) + " " + d.weightUnit());
        p.put("weighed_by", String.valueOf(d.weighedBy()));
        p.put("weighed_at", String.valueOf(d.weighedAt()));
        p.put("quantity", Destructions.plain(d.quantity()));
        p.put("unit", d.unit());
        p.put("adjustment", Destructions.plain(d.adjustment()));
        p.put("adjustment_reason", d.adjustmentReason());
        p.put("method", d.method() == null ? "" : d.method().word());
        p.put("material", d.material());
        p.put("mixed_percent", Destructions.plain(d.mixedPercent()));
        p.put("event_at", String.valueOf(d.eventAt()));
        p.put("recorded_at", String.valueOf(d.recordedAt()));
        p.put("recorded_by", String.valueOf(d.recordedBy()));
        p.put("late", Boolean.toString(d.late()));
        p.put("late_reason", d.lateReason());
        // A hold that is placed after somebody signed is something the signers must have seen.
        p.put(
                "holds",
                new LotQuery(chain)
                        .keeping(sql, d.lotId()).stream()
                                .map(h -> h.id().toString())
                                .sorted()
                                .collect(Collectors.joining(" ")));
        p.put(
                "photos",
                String.join(
                        " ",
                        new MediaRows(chain)
                                .of(sql, d.subject()).stream()
                                        .map(a -> a.role() + ":" + a.sha256())
                                        .toList()));
        return p;
    }

    /**
     * Carries out what was signed, once: the movement, the lot closed when nothing is left of it, the row.
     *
     * @return with the destruction as it is then; commit it, also when refused
     */
    public Execution<Destruction> execute(DSLContext sql, UUID signoff, UUID id, Provenance by, Instant now) {
        DestructionEventsRecord row = steps.locked(sql, id);
        Destruction d = steps.found(sql, id);
        Destructions.demandStep(d, "executed", State.RECORDED);
        if (now.isBefore(d.holdUntil())) {
            throw new DestructionRefused(new DestructionRefusal.Early(d, now));
        }
        return new Signoffs(chain)
                .execute(sql, signoff, payload(sql, d), Integer.toString(d.version()), by, now, approved -> {
                    demandPersons(d.rule(), approved);
                    UUID at = UUID.fromString(approved.signed("location"));
                    Act act = new Act(by, Optional.ofNullable(d.eventAt()).orElse(now), now, d.reason(), d.subject());
                    UUID movement = new Lots(chain).destroy(sql, approved, at, act);
                    row.setSignoffId(approved.id());
                    row.setMovementId(movement);
                    row.setEndedAt(Destructions.micros(now));
                    row.setState(State.EXECUTED.word());
                    row.setVersion(row.getVersion() + 1);
                    row.update();
                    SortedMap<String, String> data = new TreeMap<>();
                    data.put("signoff", approved.id().toString());
                    data.put("movement", movement.toString());
                    data.put("quantity", Destructions.plain(d.quantity()));
                    data.put("unit", d.unit());
                    data.put("content_hash", approved.signoff().contentHash());
                    steps.event(sql, "destruction.executed", id, d.lotNo(), data, by, now);
                    return steps.found(sql, id);
                });
    }

    /** Where a law wants two, the exception for a facility of one does not reach. */
    private static void demandPersons(JurisdictionRule rule, Approved approved) {
        List<Signature> signatures = approved.signoff().signatures();
        boolean byLaw = !rule.jurisdiction().isEmpty();
        boolean few = signatures.size() < rule.persons()
                && (byLaw || !approved.signoff().action().alone());
        boolean strange = !rule.witnessRoles().isEmpty()
                && signatures.stream().noneMatch(s -> s.roles().stream().anyMatch(rule.witnessRoles()::contains));
        if (few || strange) {
            throw new DestructionRefused(new DestructionRefusal.TooFew(
                    rule,
                    signatures.stream()
                            .map(s -> s.signer() + " (" + String.join(", ", s.roles()) + ")")
                            .toList()));
        }
    }
}
