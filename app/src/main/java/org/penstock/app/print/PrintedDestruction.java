package org.penstock.app.print;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.DestructionDocuments.Entry;
import org.penstock.app.api.DestructionDocuments.Evidence;
import org.penstock.app.api.DestructionDocuments.One;
import org.penstock.app.api.DestructionDocuments.Rule;
import org.penstock.app.api.DestructionDocuments.Signed;
import org.penstock.app.api.DestructionDocuments.Whole;

/**
 * The record of a destruction on A4 paper, PDF/A: what was weighed, mixed and destroyed, under which rule, and who signed
 * it with which meaning (21 CFR 11.50). Every page bears its number and the content hash that was signed.
 */
public final class PrintedDestruction {
    private final Whole whole;
    private final One d;
    private final Map<String, byte[]> pictures;
    private final SiteTime time;
    private final Markup page = new Markup();

    private PrintedDestruction(Whole whole, Map<String, byte[]> pictures) {
        this.whole = whole;
        this.d = whole.destruction();
        this.pictures = pictures;
        this.time = new SiteTime(whole.site());
    }

    /**
     * Writes the PDF to {@code out}, which stays open.
     *
     * @param pictures bytes of its evidence by SHA-256, as far as they are there
     */
    public static void write(Whole whole, Map<String, byte[]> pictures, OutputStream out) throws IOException {
        PrintedDestruction printed = new PrintedDestruction(whole, pictures);
        printed.head();
        printed.rule();
        printed.weight();
        printed.deed();
        printed.evidence();
        printed.signatures();
        printed.record();
        String title = "Destruction of lot " + whole.destruction().lot();
        String signed = whole.contentHash().isEmpty() ? "not signed" : "content hash " + whole.contentHash();
        Paper.upright(title, title + ", " + whole.site().name() + ", " + signed, whole.head())
                .write(printed.page, out);
    }

    private void head() {
        page.element("h1", "", "Record of a destruction");
        page.element("p", "site", whole.site().name() + ", " + whole.site().organization());
        switch (d.state()) {
            case "executed" -> {}
            case "cancelled" ->
                page.element("p", "banner", "CANCELLED: " + d.endReason() + ". Nothing was destroyed by this record.");
            default ->
                page.element("p", "banner", "NOT EXECUTED: this is a draft, it stands at \"" + d.state() + "\".");
        }
        if (whole.alone()) {
            page.element(
                    "p",
                    "banner",
                    "Done by one person alone"
                            + (whole.reviewDue() == null
                                    ? "; another person has reviewed it."
                                    : "; review by another person due " + time.full(whole.reviewDue()) + "."));
        }
        page.open("table", "facts");
        fact(
                "Lot",
                d.lot() + ", " + whole.lot().item() + " (" + whole.lot().kind().replace('_', ' ') + ")");
        fact("Why", d.reason());
        fact("Destroyed", d.quantity() == null ? "" : much(d.quantity(), d.unit()));
        fact("Executed", d.state().equals("executed") ? at(d.ended()) : "");
        fact(
                "Left of the lot",
                whole.lot().closedAs() == null
                        ? much(whole.lot().quantity(), whole.lot().unit()) + " when this was printed"
                        : "nothing; the lot is closed: " + whole.lot().closedAs());
        fact("Record", d.id() + ", version " + d.version());
        fact("Content hash", whole.contentHash());
        page.close();
    }

    private void rule() {
        Rule r = d.rule();
        page.element("h2", "", "Rule and hold");
        page.open("table", "facts");
        fact("Jurisdiction", r.jurisdiction().isEmpty() ? "none set" : r.jurisdiction());
        fact("Valid from", r.validFrom().toString());
        fact("Source", r.source());
        fact(
                "Demands",
                r.holdHours() + " hours of hold; "
                        + (r.methods().isEmpty()
                                ? "any method"
                                : String.join(", ", r.methods()).replace('_', ' '))
                        + "; at least " + r.mixPercent().toPlainString() + " % by volume mixed in; " + r.persons()
                        + " persons");
        fact("Scheduled", time.full(d.scheduled()) + " by " + d.scheduledBy());
        fact("Held until", time.full(d.holdUntil()));
        fact("Lay for", whole.heldHours() == null ? "" : String.format(Locale.ROOT, "%.2f hours", whole.heldHours()));
        page.close();
    }

    private void weight() {
        if (d.weight() == null) {
            return;
        }
        page.element("h2", "", "Weight before mixing");
        page.open("table", "facts");
        fact("Weight", much(d.weight(), String.valueOf(d.weightUnit())));
        fact("Weighed", at(d.weighed()) + " by " + d.weighedBy());
        fact("Where", whole.place());
        fact("Of the lot", d.quantity() == null ? "" : much(d.quantity(), d.unit()));
        BigDecimal difference = d.adjustment();
        fact(
                "Difference",
                difference == null || difference.signum() == 0
                        ? "none"
                        : much(difference, d.unit()) + " beside what should be there: " + d.adjustmentReason());
        page.close();
    }

    private void deed() {
        if (d.method() == null) {
            return;
        }
        page.element("h2", "", "Destruction");
        page.open("table", "facts");
        fact("Method", String.valueOf(d.methodInWords()));
        fact("Mixed with", d.material().isEmpty() ? "nothing" : d.material());
        fact(
                "Part mixed in",
                d.mixedPercent() == null ? "" : d.mixedPercent().toPlainString() + " % by volume of the mixture");
        fact("Done", at(d.done()));
        fact("Written down", at(d.recorded()) + " by " + d.recordedBy());
        fact("Late entry", d.late() ? "YES: " + d.lateReason() : "no");
        page.close();
    }

    private void evidence() {
        page.element("h2", "", "Evidence");
        if (whole.evidence().isEmpty()) {
            page.element("p", "", "No pictures.");
        }
        for (Evidence e : whole.evidence()) {
            page.open("div", "photo");
            page.element(
                    "p",
                    "",
                    e.role() + ", " + e.mime() + ", " + e.bytes() + " bytes, attached " + time.full(e.at())
                            + (e.state().equals("stored") ? "" : ", " + e.state()));
            page.element("p", "hash", "SHA-256 " + e.sha256());
            byte[] bytes = pictures.get(e.sha256());
            if (bytes != null) {
                SmallPicture.of(bytes)
                        .ifPresentOrElse(
                                data -> page.picture(data, e.role()),
                                () -> page.element("p", "", "It cannot be shown here; the file is kept."));
            }
            page.close();
        }
    }

    private void signatures() {
        page.element("h2", "", "Signatures");
        if (whole.signatures().isEmpty()) {
            page.element("p", "", "Nobody has signed.");
        }
        for (Signed s : whole.signatures()) {
            page.open("table", "signed");
            page.open("tr", "")
                    .element("th", "", s.meaning())
                    .element("td", "name", s.name())
                    .close();
            fact("Signed", time.full(s.at()));
            fact("As", s.signer() + " (" + String.join(", ", s.roles()) + ")");
            fact("At workstation", s.workstation());
            fact("Proven by", s.components() + (s.components() == 1 ? " component" : " components"));
            if (!s.reason().isEmpty()) {
                fact("Said", s.reason());
            }
            fact("Over content hash", s.contentHash());
            page.close();
        }
    }

    private void record() {
        page.element("h2", "", "Events in the chained record");
        page.open("table", "grid chain").open("thead", "").open("tr", "");
        page.element("th", "no", "No.")
                .element("th", "when", "When")
                .element("th", "", "Who, what")
                .element("th", "hash", "Hash")
                .close();
        page.close().open("tbody", "");
        for (Entry e : whole.record()) {
            page.open("tr", "")
                    .element("td", "", Long.toString(e.seq()))
                    .element("td", "", time.full(e.at()))
                    .element("td", "", e.actor() + ", " + e.kind().replace("destruction.", ""))
                    .element("td", "hash", e.hash())
                    .close();
        }
        page.close().close();
    }

    private String at(@Nullable Instant at) {
        return at == null ? "" : time.full(at);
    }

    private static String much(BigDecimal quantity, String unit) {
        return quantity.toPlainString() + " " + unit;
    }

    private void fact(String name, String value) {
        if (!value.isEmpty()) {
            page.open("tr", "").element("th", "", name).element("td", "", value).close();
        }
    }
}
