package org.penstock.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.DeviceDocuments;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;

/** One device as text: whether it is there and why, then its link, streams, counts, outputs and last event. */
final class DeviceText {
    private final PrintWriter out;
    private final DeviceDocuments.Device d;
    private final Words words;

    DeviceText(PrintWriter out, DeviceDocuments.Device d) {
        this.out = out;
        this.d = d;
        this.words = new Words(d.site(), d.at());
    }

    void print() {
        Parts.Device x = d.device();
        out.println(x.key() + ", " + x.name() + (x.location().isEmpty() ? "" : ", in " + x.location())
                + (d.live() ? "" : "  (nothing is running: newest values of the record)"));
        out.println("  is " + x.presence() + (x.why().isEmpty() ? "" : ": " + x.why()));
        if (x.stateSince() != null) {
            out.println("  in maintenance since " + words.full(x.stateSince()) + ", by " + x.stateBy() + ": "
                    + x.stateReason() + "; put it back with penstock devices enable " + x.key());
        }
        if (x.state().equals("pending")) {
            out.println(
                    "  is in the facility file and was never heard; penstock devices pair " + x.key() + " helps it in");
        }
        if (x.enrolment() != null) {
            new EnrolmentText(out, words).print("  ", x.enrolment(), d.at());
        }
        out.println(
                "  last seen " + (x.lastSeenSeconds() == null ? "never" : Words.span(x.lastSeenSeconds()) + " ago"));
        out.println("  link " + x.link() + link(d.link()));
        health(d.health());
        streams();
        counts();
        messages();
        if (!d.outputs().isEmpty()) {
            head("Outputs");
            OutputTable.of("  ", d.outputs()).print(out);
        }
        head("Last event");
        out.println("  " + event(d.lastEvent()));
    }

    private void health(DeviceDocuments.@Nullable Health h) {
        if (h == null) {
            return;
        }
        out.println("  on that link: " + h.answers() + " answers, " + h.errors() + " errors, " + h.timeouts()
                + " without an answer in time"
                + (h.maxResponseSeconds() == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                "; answered in %.0f ms, at most %.0f ms",
                                1_000 * h.lastResponseSeconds(),
                                1_000 * h.maxResponseSeconds())));
        if (!h.note().isEmpty()) {
            out.println("  " + h.note());
        }
        if (h.lastErrorAt() != null) {
            out.println("  last error at " + words.time(h.lastErrorAt()) + ": " + h.lastError());
        }
    }

    private String link(Parts.@Nullable Link link) {
        if (link == null) {
            return " is not open here";
        }
        return " is " + link.state() + " since " + words.time(link.since())
                + (link.reason().isEmpty() ? "" : ": " + link.reason())
                + (link.nextTry() == null ? "" : " Next attempt at " + words.time(link.nextTry()) + ".") + " ("
                + link.received() + " received, " + link.sent() + " sent, " + link.errors() + " errors, "
                + link.reconnects() + " reconnects)";
    }

    private void streams() {
        if (d.streams().isEmpty()) {
            return;
        }
        head("Streams");
        Table table = new Table("  ", "KEY", "NAME", "VALUE", "AGE", "QUALITY", "OFFSET");
        for (Parts.Stream s : d.streams()) {
            table.row(
                    s.key(),
                    s.name(),
                    s.word() != null ? s.word() : Words.value(s.value(), s.decimals(), s.unit()),
                    Words.span(s.ageSeconds()),
                    s.quality() + (s.stale() ? ", STALE" : ""),
                    s.offset() == 0 ? "-" : Words.difference(s.offset(), s.decimals(), s.unit()));
        }
        table.print(out);
    }

    private void counts() {
        head("Readings, by what became of them");
        TreeSet<String> reasons = new TreeSet<>(d.today().keySet());
        reasons.addAll(d.sinceStart().keySet());
        if (reasons.isEmpty()) {
            out.println("  none today");
            return;
        }
        Table table = new Table("  ", "WHAT", "TODAY", "SINCE START");
        for (String reason : reasons) {
            table.row(
                    reason.replace('_', ' '),
                    Long.toString(d.today().getOrDefault(reason, 0L)),
                    Long.toString(d.sinceStart().getOrDefault(reason, 0L)));
        }
        table.print(out);
    }

    private void messages() {
        if (d.messages() > 0) {
            head("Messages it handed on");
            out.println("  " + d.messages() + " in the record; penstock devices "
                    + d.device().key() + " --messages lists the newest");
        }
    }

    private String event(Documents.@Nullable Event e) {
        return e == null
                ? "none yet"
                : "#" + e.seq() + " " + words.time(e.at()) + " " + e.kind() + " " + e.subject() + " by " + e.actor()
                        + " " + ListTexts.brief(e.data());
    }

    private void head(String text) {
        out.println();
        out.println(text);
    }
}
