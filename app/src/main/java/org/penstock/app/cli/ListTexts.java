package org.penstock.app.cli;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.DeviceDocuments;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import tools.jackson.databind.JsonNode;

/** The listing commands as text. */
final class ListTexts {
    private static final int LONGEST_SAYS = 200;

    private ListTexts() {}

    static void devices(PrintWriter out, Documents.Devices d) {
        Words words = new Words(d.site(), d.at());
        out.println(d.site().name() + "  " + words.full(d.at())
                + (d.live() ? "" : "  (nothing is running: newest values of the record)"));
        out.println();
        out.println("Devices");
        Table devices = new Table("  ", "KEY", "NAME", "LINK", "LOCATION", "STATE", "IS", "LAST SEEN", "WHY");
        for (Parts.Device x : d.devices()) {
            devices.row(
                    x.key(),
                    x.name(),
                    x.link(),
                    x.location(),
                    x.state(),
                    x.presence(),
                    Words.span(x.lastSeenSeconds()),
                    x.why().isEmpty() ? "-" : x.why());
        }
        devices.print(out);
        out.println();
        out.println("Links");
        LinkTable.of("  ", d.links(), words).print(out);
        out.println();
        out.println("Streams");
        Table table = new Table("  ", "KEY", "NAME", "DEVICE", "LOCATION", "VALUE", "AGE", "QUALITY");
        for (Parts.Stream s : d.streams()) {
            table.row(
                    s.key(),
                    s.name(),
                    s.device(),
                    s.location(),
                    s.word() != null ? s.word() : Words.value(s.value(), s.decimals(), s.unit()),
                    Words.span(s.ageSeconds()),
                    quality(s));
        }
        table.print(out);
        out.println();
        out.println("Outputs");
        OutputTable.of("  ", d.outputs()).print(out);
    }

    /** Quality, staleness and calibration of a stream in one cell. */
    static String quality(Parts.Stream s) {
        return s.quality()
                + (s.stale() ? ", STALE" : "")
                + (s.offset() == 0 ? "" : ", calibrated " + Words.difference(s.offset(), s.decimals(), s.unit()));
    }

    /** @param raw also what the device said */
    /** That readings are not there because they were forgotten as planned. */
    static String forgotten(String stream, Documents.Forgotten f) {
        return "Readings of " + stream + " from " + f.from() + " to " + f.to()
                + " were forgotten as planned; the trend shows them from the roll-ups that are kept. See penstock retention.";
    }

    static void readings(PrintWriter out, Documents.Readings r, boolean raw) {
        Words words = new Words(r.site(), r.to());
        readings(out, r.stream() + ", " + r.name(), r.readings(), r.unit(), r.decimals(), words, raw);
        if (!r.contradicted().isEmpty()) {
            out.println("Told again of these times and different; the first stands:");
            Table table = new Table("");
            r.contradicted()
                    .forEach(c -> table.row(
                            words.exact(c.at()),
                            c.word() != null ? c.word() : Words.value(c.value(), r.decimals(), ""),
                            c.quality()));
            table.print(out);
        }
        if (r.readings().isEmpty()) {
            out.println("No readings from " + words.full(r.from()) + " to " + words.full(r.to()) + ".");
        } else if (r.more()) {
            out.println("There are more. Go on with --cursor " + r.next() + ", or ask for more with --limit.");
        }
    }

    /** @param raw also what the device said */
    static void reading(PrintWriter out, Documents.ReadingAsOf r, boolean raw) {
        Words words = new Words(r.site(), r.asOf());
        List<Documents.Reading> found = r.reading() == null ? List.of() : List.of(r.reading());
        readings(out, r.stream() + ", " + r.name(), found, r.unit(), r.decimals(), words, raw);
        if (found.isEmpty()) {
            out.println("No reading up to " + words.full(r.asOf()) + ".");
        }
    }

    private static void readings(
            PrintWriter out,
            String stream,
            List<Documents.Reading> readings,
            String unit,
            int decimals,
            Words words,
            boolean raw) {
        String in =
                readings.stream().anyMatch(x -> x.word() != null) ? "words" : unit.isEmpty() ? "plain numbers" : unit;
        out.println(stream + ", in " + in + ", times in " + words.zone().getId());
        Table table = new Table("");
        for (Documents.Reading reading : readings) {
            String quality = reading.quality() + (reading.late() ? ", late" : "");
            String value = reading.word() != null ? reading.word() : Words.value(reading.value(), decimals, "");
            if (raw) {
                table.row(words.exact(reading.at()), value, "raw " + Words.value(reading.raw(), decimals, ""), quality);
            } else {
                table.row(words.exact(reading.at()), value, quality);
            }
        }
        table.print(out);
    }

    static void calibrations(PrintWriter out, DeviceDocuments.Calibrations c, Instant now) {
        Words words = new Words(c.site(), now);
        if (c.calibrations().isEmpty()) {
            out.println("No calibrations in the record of " + c.site().name() + ".");
            return;
        }
        Table table = new Table(
                "", "AT", "STREAM", "REFERENCE", "FOUND", "LEFT", "OFFSET", "WAS", "DUE", "BY", "CERTIFICATE", "WHY");
        for (DeviceDocuments.Calibration x : c.calibrations()) {
            table.row(
                    words.time(x.at()),
                    x.stream(),
                    given(x.reference(), x),
                    given(x.found(), x),
                    given(x.left(), x),
                    Words.difference(x.offset(), x.decimals(), x.unit()),
                    Words.difference(x.offsetBefore(), x.decimals(), x.unit()),
                    x.expires() == null ? "-" : words.lastDay(x.expires()),
                    x.actor(),
                    x.certificate().isEmpty() ? "-" : x.certificate(),
                    x.reason());
        }
        table.print(out);
    }

    static void messages(PrintWriter out, DeviceDocuments.Messages m, Instant now) {
        Words words = new Words(m.site(), now);
        if (m.messages().isEmpty()) {
            out.println(m.device() + " handed no messages on.");
            return;
        }
        Table table = new Table("", "RECEIVED", "ITS TIME", "KIND", "ABOUT", "ID", "SAYS");
        for (DeviceDocuments.Message x : m.messages()) {
            String says = x.body().strip().replaceAll("\\s+", " ");
            table.row(
                    words.time(x.received()),
                    words.time(x.event()),
                    x.kind(),
                    x.subject().isEmpty() ? "-" : x.subject(),
                    x.id(),
                    says.length() > LONGEST_SAYS ? says.substring(0, LONGEST_SAYS) + " …" : says);
        }
        table.print(out);
    }

    private static String given(@Nullable Double value, DeviceDocuments.Calibration c) {
        return value == null ? "-" : Words.value(value, c.decimals(), c.unit());
    }

    static void runs(PrintWriter out, Documents.Runs r, Instant now) {
        Words words = new Words(r.site(), now);
        out.println("Planned");
        Table planned = new Table("  ", "PROGRAM", "NAME", "NEXT STARTS", "REFUSED NOW BY");
        for (Parts.Program p : r.programs()) {
            String next = String.join(
                    ", ", p.next().stream().limit(4).map(words::time).toList());
            int others = p.next().size() - 4;
            planned.row(
                    p.key(),
                    p.name(),
                    next.isEmpty() ? "not planned" : next + (others > 0 ? " and " + others + " more" : ""),
                    p.shut() == null ? "-" : p.shut());
        }
        planned.print(out);
        out.println();
        out.println("Runs, newest first");
        Table table = new Table("  ", "RUN", "PROGRAM", "STATE", "STARTED", "ENDED", "STEP", "WHY");
        for (Parts.Run run : r.running()) {
            row(table, run, words);
        }
        for (Parts.Run run : r.runs()) {
            if (r.running().stream().noneMatch(x -> x.no() == run.no())) {
                row(table, run, words);
            }
        }
        table.print(out);
        if (r.runs().isEmpty() && r.running().isEmpty()) {
            out.println("  none yet");
        }
    }

    private static void row(Table table, Parts.Run run, Words words) {
        table.row(
                "#" + run.no(),
                run.program(),
                run.state(),
                words.time(run.started()),
                words.time(run.ended()),
                run.step() + "/" + run.steps(),
                run.why());
    }

    static void alerts(PrintWriter out, Documents.Alerts a, Instant now) {
        Words words = new Words(a.site(), now);
        if (a.alerts().isEmpty()) {
            out.println("No alerts in the record of " + a.site().name() + ".");
            return;
        }
        Table table =
                new Table("", "ALERT", "SEVERITY", "STATE", "RAISED", "ACKNOWLEDGED", "RESOLVED", "TIMES", "WHAT");
        for (Parts.Alert alert : a.alerts()) {
            table.row(
                    "#" + alert.no(),
                    alert.severity(),
                    alert.shelved() == null ? alert.state() : "SHELVED",
                    words.time(alert.raised()),
                    alert.acknowledged() == null
                            ? "-"
                            : words.time(alert.acknowledged()) + " by " + alert.acknowledgedBy(),
                    words.time(alert.resolved()),
                    Integer.toString(alert.count()),
                    alert.text());
        }
        table.print(out);
        a.shelved().forEach(s -> out.println(shelved(s)));
    }

    /** {@code SHELVED: alert 7 for another 42 min, by anna, because …}. */
    static String shelved(Parts.Shelved s) {
        return "SHELVED: alert " + s.alert() + " (" + s.text() + ") for another " + Words.left(s.leftSeconds())
                + ", by " + s.by() + ", because " + s.reason() + " (penstock alerts unshelve " + s.alert() + ")";
    }

    static void events(PrintWriter out, Documents.Events e, Instant now) {
        Words words = new Words(e.site(), now);
        if (e.events().isEmpty()) {
            out.println("No events in the record of " + e.site().name() + ".");
            return;
        }
        Table table = new Table("", "SEQ", "AT", "ACTOR", "KIND", "SUBJECT", "DATA");
        for (Documents.Event event : e.events()) {
            table.row(
                    Long.toString(event.seq()),
                    words.time(event.at()),
                    event.actor(),
                    event.kind(),
                    event.subject(),
                    brief(event.data()));
        }
        table.print(out);
    }

    /** Names and values in one line. */
    static String brief(JsonNode data) {
        StringBuilder text = new StringBuilder();
        if (!data.isObject()) {
            return data.toString();
        }
        for (var field : data.properties()) {
            String value = field.getValue().isValueNode()
                    ? field.getValue().asString()
                    : field.getValue().toString();
            text.append(text.isEmpty() ? "" : " ").append(String.format(Locale.ROOT, "%s=%s", field.getKey(), value));
        }
        return text.toString();
    }
}
