package org.penstock.app.window.model.destruction;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Offer;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Section;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.app.window.model.signoff.Hashes;
import org.penstock.core.compliance.Destruction;
import org.penstock.core.consent.Signature;
import org.penstock.core.consent.Signoff;
import org.penstock.core.identity.Permission;
import org.penstock.core.runtime.Destroying;

/** One destruction whole: what its paper says. */
public final class DestructionEntry {
    private DestructionEntry() {}

    /**
     * @param signing the sign-off that waits for it; null when none does
     * @param why why who sits here may not do something, "" when he may
     */
    public static Entry of(
            Destroying.Whole whole, @Nullable Signoff signing, Function<Permission, String> why, Pen pen) {
        Destruction d = whole.record().destruction();
        return new Entry(
                pen.of("destruction.entry", d.lotNo(), whole.record().lot().item()),
                sentence(d, signing, pen),
                List.of(
                        new Section(pen.of("destruction.about"), about(whole, pen)),
                        new Section(pen.of("destruction.rule"), rule(d, pen)),
                        new Section(
                                pen.of("destruction.weighing"), weighing(whole, pen), pen.of("destruction.weigh-text")),
                        new Section(pen.of("destruction.deed"), deed(d, pen), pen.of("destruction.deed-none")),
                        new Section(
                                pen.of("signoff.signatures"),
                                signatures(whole, pen),
                                pen.of("destruction.signatures-none")),
                        new Section(pen.of("destruction.pictures"), pictures(whole, pen))),
                offers(d, signing, why, pen));
    }

    private static String sentence(Destruction d, @Nullable Signoff signing, Pen pen) {
        String stage = DestructionList.stage(d, signing, pen);
        return DestructionList.lies(d, pen.now())
                ? pen.of("destruction.stands-lying", stage, pen.moment(d.holdUntil()), DestructionList.left(d, pen))
                : pen.of("destruction.stands", stage);
    }

    private static List<Fact> about(Destroying.Whole whole, Pen pen) {
        Destruction d = whole.record().destruction();
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(pen.of("form.reason"), d.reason()));
        facts.add(new Fact(
                pen.of("destruction.scheduled"),
                pen.of("destruction.by-at", pen.name(d.scheduledBy()), pen.moment(d.scheduledAt()))));
        facts.add(new Fact(
                pen.of("destruction.lot-now"), pen.amount(whole.record().lot().quantity(), d.unit())));
        if (d.endedAt() != null) {
            String end = pen.moment(d.endedAt());
            facts.add(new Fact(
                    pen.of("destruction.ended"),
                    d.endReason().isEmpty() ? end : pen.of("lots.because", end, d.endReason())));
        }
        if (whole.record().alone()) {
            facts.add(new Fact(pen.of("signoff.policy"), pen.of("signoff.row-alone")));
        }
        return facts;
    }

    private static List<Fact> rule(Destruction d, Pen pen) {
        return List.of(
                new Fact(DestructionList.jurisdiction(d, pen), DestructionRules.inForce(d.rule(), pen)),
                new Fact(pen.of("destruction.demands"), DestructionForms.rule(d.rule(), pen)),
                new Fact(pen.of("destruction.hold-until"), pen.moment(d.holdUntil())));
    }

    private static List<Fact> weighing(Destroying.Whole whole, Pen pen) {
        Destruction d = whole.record().destruction();
        List<Fact> facts = new ArrayList<>();
        if (d.weight() == null || d.weighedAt() == null) {
            return facts;
        }
        facts.add(new Fact(pen.of("destruction.weight"), pen.amount(d.weight(), String.valueOf(d.weightUnit()))));
        facts.add(new Fact(
                pen.of("destruction.weighed"),
                pen.of(
                        "destruction.by-at-place",
                        pen.name(String.valueOf(d.weighedBy())),
                        pen.moment(d.weighedAt()),
                        whole.place())));
        if (d.quantity() != null) {
            facts.add(new Fact(pen.of("destruction.of-lot"), pen.amount(d.quantity(), d.unit())));
        }
        if (d.adjustment() != null && d.adjustment().signum() != 0) {
            facts.add(new Fact(
                    pen.of("destruction.adjustment"),
                    pen.of("lots.because", pen.amount(d.adjustment(), d.unit()), d.adjustmentReason())));
        }
        return facts;
    }

    private static List<Fact> deed(Destruction d, Pen pen) {
        List<Fact> facts = new ArrayList<>();
        if (d.method() == null || d.eventAt() == null) {
            return facts;
        }
        facts.add(new Fact(
                pen.of("destruction.method"),
                pen.word("destruction.method.", d.method().word())));
        if (!d.material().isEmpty()) {
            facts.add(new Fact(
                    pen.of("destruction.material"),
                    d.mixedPercent() == null
                            ? d.material()
                            : pen.of("destruction.mixed", d.material(), pen.exact(d.mixedPercent()))));
        }
        facts.add(new Fact(
                pen.of("destruction.done-at"),
                pen.of("destruction.by-at", pen.name(String.valueOf(d.recordedBy())), pen.moment(d.eventAt()))));
        if (d.late()) {
            facts.add(new Fact(pen.of("destruction.late"), d.lateReason()));
        }
        return facts;
    }

    private static List<Fact> signatures(Destroying.Whole whole, Pen pen) {
        List<Fact> facts = new ArrayList<>();
        for (Signature s : whole.record().signatures()) {
            String who = pen.of(
                    "signoff.person",
                    s.printedName(),
                    s.signer(),
                    String.join(pen.of("register.comma"), s.roles()),
                    s.workstation(),
                    pen.moment(s.at()));
            facts.add(new Fact(
                    pen.word("signoff.meaning.", s.meaning().word()),
                    s.reason().isEmpty() ? who : pen.of("signoff.person-reason", who, s.reason())));
        }
        String hash = whole.record().contentHash();
        if (!hash.isEmpty()) {
            facts.add(new Fact(pen.of("signoff.hash"), Hashes.grouped(hash), true));
        }
        return facts;
    }

    private static List<Fact> pictures(Destroying.Whole whole, Pen pen) {
        return whole.record().evidence().stream()
                .map(e -> new Fact(
                        pen.word("destruction.role.", e.role()),
                        pen.of("destruction.picture-at", pen.moment(e.at()), Hashes.grouped(e.sha256())),
                        true))
                .toList();
    }

    private static List<Offer> offers(
            Destruction d, @Nullable Signoff signing, Function<Permission, String> why, Pen pen) {
        List<Offer> offers = new ArrayList<>();
        for (DestructionDeed deed : DestructionDeed.values()) {
            if (deed != DestructionDeed.SCHEDULE) {
                String key = deed.whyNot(d.state(), signing != null, DestructionList.lies(d, pen.now()));
                String may = why.apply(deed.permission());
                offers.add(deed.offer(!may.isEmpty() ? may : key.isEmpty() ? "" : pen.of(key), pen));
            }
        }
        return offers;
    }
}
