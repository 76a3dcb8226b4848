package org.penstock.app.api;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.MediaRows;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.compliance.DestructionRecord;
import org.penstock.core.compliance.JurisdictionRule;
import org.penstock.core.consent.Signature;
import org.penstock.core.consent.Signoff;
import org.penstock.core.runtime.Destroying;

/** Documents about destructions; described in API.md. What a later step says is null before it. */
public final class DestructionDocuments {
    private DestructionDocuments() {}

    /** {@code penstock.destructions.1}. */
    public record Destructions(String schema, List<One> destructions) {}

    /** {@code penstock.destroying.1}: how it stands after a step. */
    public record Step(String schema, One destruction) {
        static Step of(Destruction d) {
            return new Step("penstock.destroying.1", One.of(d));
        }
    }

    /** A destruction. @param unit of {@code quantity} and {@code adjustment} */
    public record One(
            UUID id,
            String lot,
            String state,
            String reason,
            Rule rule,
            String scheduledBy,
            Instant scheduled,
            Instant holdUntil,
            @Nullable BigDecimal weight,
            @Nullable String weightUnit,
            @Nullable String weighedBy,
            @Nullable Instant weighed,
            @Nullable BigDecimal quantity,
            String unit,
            @Nullable BigDecimal adjustment,
            String adjustmentReason,
            @Nullable String method,
            @Nullable String methodInWords,
            String material,
            @Nullable BigDecimal mixedPercent,
            @Nullable Instant done,
            @Nullable Instant recorded,
            @Nullable String recordedBy,
            boolean late,
            String lateReason,
            @Nullable Instant ended,
            String endReason,
            int version) {
        static One of(Destruction d) {
            JurisdictionRule.Method method = d.method();
            return new One(
                    d.id(),
                    d.lotNo(),
                    d.state().word(),
                    d.reason(),
                    Rule.of(d.rule()),
                    d.scheduledBy(),
                    d.scheduledAt(),
                    d.holdUntil(),
                    exact(d.weight()),
                    d.weightUnit(),
                    d.weighedBy(),
                    d.weighedAt(),
                    exact(d.quantity()),
                    d.unit(),
                    exact(d.adjustment()),
                    d.adjustmentReason(),
                    method == null ? null : method.word(),
                    method == null ? null : method.inWords(),
                    d.material(),
                    exact(d.mixedPercent()),
                    d.eventAt(),
                    d.recordedAt(),
                    d.recordedBy(),
                    d.late(),
                    d.lateReason(),
                    d.endedAt(),
                    d.endReason(),
                    d.version());
        }
    }

    private static @Nullable BigDecimal exact(@Nullable BigDecimal value) {
        return value == null ? null : StockDocuments.exact(value);
    }

    /** The rule that it was scheduled under. @param jurisdiction "" = none applied */
    public record Rule(
            String jurisdiction,
            LocalDate validFrom,
            int holdHours,
            Set<String> methods,
            BigDecimal mixPercent,
            int persons,
            Set<String> witnessRoles,
            String source) {
        static Rule of(JurisdictionRule r) {
            return new Rule(
                    r.jurisdiction(),
                    r.validFrom(),
                    r.holdHours(),
                    r.methods(),
                    StockDocuments.exact(r.mixPercent()),
                    r.persons(),
                    r.witnessRoles(),
                    r.source());
        }
    }

    /**
     * {@code penstock.jurisdictions.1}: the rules of today.
     *
     * @param here whose rules hold where nothing else is said; "" = none
     * @param inForce one for each jurisdiction; that of "" holds where none applies
     * @param toCome rules of the facility file that begin later
     */
    public record Jurisdictions(String schema, String here, List<Rule> inForce, List<Rule> toCome) {
        static Jurisdictions of(Destroying.Rules r) {
            return new Jurisdictions(
                    "penstock.jurisdictions.1",
                    r.here(),
                    r.inForce().stream().map(Rule::of).toList(),
                    r.toCome().stream().map(Rule::of).toList());
        }
    }

    /**
     * {@code penstock.destruction.1}: everything that its paper says.
     *
     * @param place name of where it was weighed
     * @param heldHours how long it lay between schedule and destruction
     * @param contentHash what was signed; "" before anybody was asked
     * @param alone whether one person did it alone
     * @param reviewDue until when another person must look at that; null = nobody must, or somebody has
     * @param head where the site's chain stands, so that a paper holds it fast; null where nobody can say
     */
    public record Whole(
            String schema,
            Parts.Place site,
            One destruction,
            StockDocuments.Lot lot,
            String place,
            @Nullable Double heldHours,
            String contentHash,
            @Nullable UUID signoff,
            @Nullable String signoffState,
            boolean alone,
            @Nullable Instant reviewDue,
            List<Signed> signatures,
            List<Evidence> evidence,
            List<Entry> record,
            AuditDocuments.@Nullable Standing head) {
        /** As it is printed, by the API and the window alike. */
        public static Whole of(Destroying.Whole w, Parts.Place site, AuditDocuments.@Nullable Standing head) {
            DestructionRecord r = w.record();
            Signoff s = r.signoff();
            return new Whole(
                    "penstock.destruction.1",
                    site,
                    One.of(r.destruction()),
                    StockDocuments.Lot.of(r.lot()),
                    w.place(),
                    r.heldFor(),
                    r.contentHash(),
                    s == null ? null : s.id(),
                    s == null ? null : s.state().word(),
                    r.alone(),
                    s != null && s.reviewOwed() ? s.reviewDueAt() : null,
                    r.signatures().stream().map(Signed::of).toList(),
                    r.evidence().stream().map(Evidence::of).toList(),
                    r.steps().stream().map(Entry::of).toList(),
                    head);
        }
    }

    /** A signature with everything that 21 CFR 11.50 wants on paper. @param components by how many the signer proved himself */
    public record Signed(
            String signer,
            String name,
            String meaning,
            String reason,
            Instant at,
            Set<String> roles,
            String workstation,
            int components,
            String contentHash) {
        static Signed of(Signature s) {
            return new Signed(
                    s.signer(),
                    s.printedName(),
                    s.meaning().word(),
                    s.reason(),
                    s.at(),
                    s.roles(),
                    s.workstation(),
                    s.components(),
                    s.contentHash());
        }
    }

    /** A picture. @param state stored, expected or purged */
    public record Evidence(String sha256, String mime, long bytes, String state, String role, Instant at) {
        static Evidence of(MediaRows.Attached a) {
            return new Evidence(a.sha256(), a.mime(), a.bytes(), a.state(), a.role(), a.at());
        }
    }

    /** An event of it. @param hash by which it is found in the chain */
    public record Entry(long seq, Instant at, String actor, String kind, String hash) {
        static Entry of(DestructionRecord.Step s) {
            return new Entry(s.seq(), s.at(), s.actor(), s.kind(), s.hash());
        }
    }

    /** {@code penstock.picture.1}. */
    public record Picture(String schema, String sha256, String base64) {}
}
