package org.penstock.app.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import org.penstock.app.api.DeviceDocuments;
import org.penstock.app.api.Parts;

/** The ways of devices into the facility as text. */
final class EnrolmentText {
    private final PrintWriter out;
    private final Words words;

    EnrolmentText(PrintWriter out, Words words) {
        this.out = out;
        this.words = words;
    }

    /** One of them, in sentences. @param now for the time that is left */
    void print(String indent, Parts.Enrolment e, Instant now) {
        if (e.ended() != null) {
            out.println(indent + "enrolment (" + e.kind() + ") " + e.state() + " at " + words.full(e.ended())
                    + (e.error().isEmpty() ? "" : ": " + e.error()));
            said(indent, e);
            return;
        }
        double left = Math.max(0, Duration.between(now, e.expires()).toMillis() / 1e3);
        out.println(indent + "enrolment (" + e.kind() + ") open until " + words.full(e.expires()) + ", for another "
                + Words.span(left) + ", by " + e.actor() + ": " + waits(e));
        if (e.code() != null && e.step().equals("code")) {
            out.println();
            out.println(indent + "    CODE  " + e.code());
            out.println();
            out.println(indent + "The device publishes {\"mac\": \"…\", \"model\": \"…\"} on penstock/pair/" + e.code()
                    + ".");
        }
        said(indent, e);
        if (!e.error().isEmpty()) {
            out.println(indent + "so far: " + e.error());
        }
    }

    private void said(String indent, Parts.Enrolment e) {
        if (!e.presented().isEmpty()) {
            out.println(indent + "it presented itself as " + e.presented());
        }
    }

    private static String waits(Parts.Enrolment e) {
        return switch (e.step()) {
            case "code" -> "waits for the code";
            case "join" -> "waits until it joins its network";
            default -> "waits for its first good reading";
        };
    }

    /** All of them, as a table. */
    static void list(PrintWriter out, DeviceDocuments.Enrolments document) {
        Words words = new Words(document.site(), document.at());
        if (document.enrolments().isEmpty()) {
            out.println("No device was enrolled in the last 30 days. penstock devices pair DEVICE opens a pairing.");
            return;
        }
        Table table =
                new Table("", "DEVICE", "KIND", "STATE", "WAITS FOR", "STARTED", "UNTIL", "WRONG CODES", "BY", "SAID");
        for (Parts.Enrolment e : document.enrolments()) {
            table.row(
                    e.device(),
                    e.kind(),
                    e.state(),
                    e.ended() == null ? e.step() : "-",
                    words.full(e.started()),
                    words.time(e.ended() == null ? e.expires() : e.ended()),
                    Integer.toString(e.attempts()),
                    e.actor(),
                    said(e));
        }
        table.print(out);
    }

    private static String said(Parts.Enrolment e) {
        String text = (e.presented().isEmpty() ? "" : "presented itself as " + e.presented() + "; ") + e.error();
        return text.isEmpty() ? "-" : text.replaceFirst("; $", "");
    }
}
