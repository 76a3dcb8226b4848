package org.penstock.app.testsupport;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.compliance.Destruction.State;
import org.penstock.core.compliance.DestructionRecord;
import org.penstock.core.compliance.DestructionRefusal;
import org.penstock.core.compliance.DestructionRefused;
import org.penstock.core.compliance.Destructions;
import org.penstock.core.compliance.JurisdictionRule;
import org.penstock.core.compliance.JurisdictionRules;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Signoff;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Secret;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.runtime.Consents;
import org.penstock.core.runtime.Destroying;

/** Destructions of a {@link FakeStock}: its steps and what the rule keeps from happening too early, as in the real one. */
public final class FakeDestroying implements Destroying {
    private final Map<UUID, Destruction> all = new LinkedHashMap<>();
    private final FakeStock stock;
    private final FakePersons persons;
    private final FakeConsents consents;
    private final InstantSource wall;

    FakeDestroying(FakeStock stock, FakePersons persons, FakeConsents consents, InstantSource wall) {
        this.stock = stock;
        this.persons = persons;
        this.consents = consents;
        this.wall = wall;
    }

    @Override
    public synchronized List<Destruction> list(Asker asker, boolean over, int most) {
        persons.admit(asker, Permission.LOT_READ);
        return new ArrayList<>(all.values())
                .reversed().stream()
                        .filter(d -> over || d.endedAt() == null)
                        .limit(most)
                        .toList();
    }

    @Override
    public synchronized Optional<Whole> find(Asker asker, UUID id) {
        persons.admit(asker, Permission.LOT_READ);
        return Optional.ofNullable(all.get(id)).map(d -> {
            Signoff signoff = consents.waiting.stream()
                    .filter(s -> s.subject().equals(d.subject()))
                    .findFirst()
                    .orElse(null);
            return new Whole(
                    new DestructionRecord(
                            d,
                            stock.whole(d.lotNo()).lot(),
                            signoff,
                            signoff == null ? List.of() : signoff.signatures(),
                            List.of(),
                            List.of(),
                            null),
                    "Bay 1");
        });
    }

    /** Whose rules hold here. */
    public String here = "";

    /** Rules of the facility file that begin later. */
    public final List<JurisdictionRule> toCome = new ArrayList<>();

    @Override
    public Rules rules(Asker asker) {
        persons.admit(asker, Permission.LOT_READ);
        return new Rules(here, JurisdictionRules.BUILT_IN, toCome);
    }

    /** Scheduled by somebody some hours ago. */
    public synchronized Destruction scheduled(String lotNo, String jurisdiction, String by, Duration ago) {
        Instant then = wall.instant().minus(ago);
        JurisdictionRule rule = JurisdictionRules.BUILT_IN.stream()
                .filter(r -> r.jurisdiction().equals(jurisdiction))
                .findFirst()
                .orElseThrow(() -> new DestructionRefused(new DestructionRefusal.NoRule(
                        jurisdiction, java.time.LocalDate.EPOCH, List.of("us-wa", "us-co"))));
        stock.held(lotNo, HoldReason.REGULATORY, "scheduled for destruction: mould", by);
        return put(new Destruction(
                new UUID(3, all.size() + 1L),
                stock.whole(lotNo).lot().id(),
                lotNo,
                stock.whole(lotNo).lot().unit(),
                rule,
                "grey mould on the whole cut",
                by,
                then,
                then.plus(Duration.ofHours(rule.holdHours())),
                State.SCHEDULED,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                "",
                null,
                "",
                null,
                null,
                null,
                null,
                false,
                "",
                null,
                null,
                null,
                "",
                1));
    }

    private Destruction of(UUID id) {
        return Objects.requireNonNull(all.get(id));
    }

    private Destruction put(Destruction d) {
        all.put(d.id(), d);
        return d;
    }

    @Override
    public synchronized Destruction schedule(Asker asker, String lotNo, String jurisdiction, String reason) {
        Provenance by = persons.admit(asker, Permission.DESTRUCTION_REQUEST);
        stock.whole(lotNo);
        if (all.values().stream().anyMatch(d -> d.lotNo().equals(lotNo) && d.endedAt() == null)) {
            throw new DestructionRefused(new DestructionRefusal.Scheduled(lotNo));
        }
        stock.done.add(by.actor() + " schedules " + lotNo + " " + jurisdiction + ": " + reason);
        return scheduled(lotNo, jurisdiction, by.actor(), Duration.ZERO);
    }

    @Override
    public synchronized Destruction weigh(Asker asker, UUID id, Weighing w) {
        Provenance by = persons.admit(asker, Permission.DESTRUCTION_REQUEST);
        Destruction d = of(id);
        BigDecimal there = stock.whole(d.lotNo()).lot().quantity();
        if (w.whole() && there.compareTo(w.weight()) != 0 && w.differs().isBlank()) {
            throw new DestructionRefused(new DestructionRefusal.Differs(d.lotNo(), there, w.weight(), d.unit()));
        }
        stock.done.add(by.actor() + " weighs " + w.weight() + " " + w.unit() + " of " + d.lotNo() + " " + w.differs());
        return put(step(d, State.WEIGHED, w, by.actor(), null, null, ""));
    }

    private Destruction step(
            Destruction d,
            State state,
            @Nullable Weighing w,
            String by,
            Destructions.@Nullable How how,
            @Nullable Instant ended,
            String why) {
        return new Destruction(
                d.id(),
                d.lotId(),
                d.lotNo(),
                d.unit(),
                d.rule(),
                d.reason(),
                d.scheduledBy(),
                d.scheduledAt(),
                d.holdUntil(),
                state,
                new UUID(2, 2),
                w == null ? d.weight() : w.weight(),
                w == null ? d.weightUnit() : w.unit(),
                w == null ? d.weighedBy() : by,
                w == null ? d.weighedAt() : wall.instant(),
                w == null ? d.quantity() : w.weight(),
                w == null ? d.adjustment() : BigDecimal.ZERO,
                w == null ? d.adjustmentReason() : w.differs(),
                how == null ? d.method() : how.method(),
                how == null ? d.material() : how.material(),
                how == null ? d.mixedPercent() : how.mixedPercent(),
                how == null ? d.eventAt() : how.at(),
                how == null ? d.recordedAt() : wall.instant(),
                how == null ? d.recordedBy() : by,
                false,
                "",
                null,
                null,
                ended,
                why,
                d.version() + 1);
    }

    @Override
    public synchronized Destruction record(Asker asker, UUID id, Destructions.How how) {
        Provenance by = persons.admit(asker, Permission.DESTRUCTION_REQUEST);
        Destruction d = of(id);
        if (how.at().isBefore(d.holdUntil())) {
            throw new DestructionRefused(new DestructionRefusal.Early(d, how.at()));
        }
        if (how.mixedPercent().compareTo(d.rule().mixPercent()) < 0) {
            throw new DestructionRefused(new DestructionRefusal.TooPure(d.rule(), how.mixedPercent()));
        }
        stock.done.add(
                by.actor() + " records " + how.method().word() + " with " + how.material() + " " + how.mixedPercent());
        return put(step(d, State.RECORDED, null, by.actor(), how, null, ""));
    }

    @Override
    public synchronized Destruction photo(Asker asker, UUID id, byte[] bytes, String role) {
        stock.done.add("photo of " + bytes.length + " bytes, " + role);
        return of(id);
    }

    @Override
    public Optional<byte[]> picture(Asker asker, UUID id, String sha256) {
        return Optional.empty();
    }

    @Override
    public synchronized Signoff ask(Asker asker, UUID id, String reason) {
        Provenance by = persons.admit(asker, Permission.DESTRUCTION_REQUEST);
        Destruction d = of(id);
        stock.done.add(by.actor() + " asks for signatures: " + reason);
        return stock.signoff(
                Action.DESTRUCTION,
                d.subject(),
                "Destroy " + d.quantity() + " " + d.unit() + " of lot " + d.lotNo(),
                new TreeMap<>(Map.of("lot_no", d.lotNo())),
                by,
                reason);
    }

    @Override
    public Consents.Signed alone(Asker.Session asker, Secret secret, UUID id, String reason) {
        return new Consents.Signed(ask(asker, id, reason), "Destroyed.");
    }

    @Override
    public synchronized Destruction cancel(Asker asker, UUID id, String reason) {
        Provenance by = persons.admit(asker, Permission.DESTRUCTION_REQUEST);
        stock.done.add(by.actor() + " gives up: " + reason);
        return put(step(of(id), State.CANCELLED, null, "", null, wall.instant(), reason));
    }
}
