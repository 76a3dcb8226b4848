package org.penstock.app.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.api.IntakeDocuments;
import org.penstock.app.bring.Clock;
import org.penstock.app.bring.Plan;
import org.penstock.app.bring.Rejects;
import org.penstock.app.bring.Survey;
import org.penstock.app.bring.TimeText;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import org.penstock.app.start.StopSignal;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "import",
        description = "Bring readings in from a CSV file: of a logger, a spreadsheet, another system, or of Penstock.",
        footer = {
            "",
            "Separator, letters, header, decimal comma and the way times are written are found; --check says how.",
            "What the record has already is not taken twice: after an interruption give the same command again.",
            "What is brought in is history: no rule and no alert looks at it. Rows that are not taken are listed",
            "with line and reason in FILE.rejected.csv, and the exit code is 1 then."
        })
final class ReadingsImportCommand extends Question {
    @Parameters(paramLabel = "FILE", description = "The file.")
    private Path file = Path.of("");

    @Option(names = "--stream", paramLabel = "KEY", description = "The file holds readings of this one stream.")
    private @Nullable String stream;

    @Option(
            names = "--map",
            paramLabel = "COLUMN=KEY[:UNIT]",
            description = "What a column is; once for each. Columns named as streams need none.")
    private List<String> map = new ArrayList<>();

    @Option(names = "--value", paramLabel = "COLUMN", description = "The column of the values; by its name or number.")
    private @Nullable String value;

    @Option(names = "--stream-column", paramLabel = "COLUMN", description = "One value a row: what names its stream.")
    private @Nullable String streamColumn;

    @Option(
            names = "--unit",
            paramLabel = "UNIT",
            description = "Unit of the values; else as the header says, else as the stream is shown.")
    private @Nullable String unit;

    @Option(names = "--time", paramLabel = "COLUMN", description = "The column of the time.")
    private @Nullable String time;

    @Option(
            names = "--zone",
            paramLabel = "ZONE",
            description = "Zone of times that name none: Europe/Amsterdam, +01:00 for a logger that never changes to"
                    + " summer time, UTC, or site. Said once: the next file of the same streams is read alike.")
    private @Nullable String zone;

    @Option(
            names = "--twice",
            paramLabel = "first|second",
            description =
                    "What a time means that happens twice when summer time ends; without it such rows are refused.")
    private @Nullable String twice;

    @Option(names = "--dates", paramLabel = "dmy|mdy", description = "Whether 03/04/2026 is in April or in March.")
    private @Nullable String dates;

    @Option(
            names = "--excel",
            paramLabel = "1900|1904",
            defaultValue = "1900",
            description = "From which year serial days of a spreadsheet count; default ${DEFAULT-VALUE}.")
    private String excel = "1900";

    @Option(names = "--decimal", paramLabel = "comma|point", description = "The decimal sign.")
    private @Nullable String decimal;

    /** Why its zone is what it is, where nobody said it now. */
    private String said = ", as the header says.";

    @Option(names = "--check", description = "Say what would be taken and what not, and take nothing.")
    private boolean check;

    @Option(names = "--note", paramLabel = "TEXT", description = "Where it comes from; kept in the record.")
    private @Nullable String note;

    ReadingsImportCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        Survey.Said said = new Survey.Said(
                time,
                dates == null
                        ? TimeText.Order.UNKNOWN
                        : one("--dates", dates, "dmy", TimeText.Order.DAY_MONTH, "mdy", TimeText.Order.MONTH_DAY),
                one("--excel", excel, "1900", TimeText.Serial.FROM_1900, "1904", TimeText.Serial.FROM_1904),
                decimal == null ? null : one("--decimal", decimal, "comma", true, "point", false));
        Clock.Twice hour = twice == null
                ? Clock.Twice.REFUSE
                : one("--twice", twice, "first", Clock.Twice.FIRST, "second", Clock.Twice.SECOND);
        Survey survey = Survey.of(file, said);
        try (Talk talk = penstock.talk()) {
            Documents.Streams known = ask(talk, Asked.get("/v1/streams"), Documents.Streams.class);
            Plan plan = Plan.of(survey, new Plan.Said(stream, unit, value, streamColumn, map), streams(known));
            ZoneId site = ZoneId.of(known.site().timezone());
            Clock clock = new Clock(zone(talk, survey, plan, site), hour);
            if (!json) {
                tell(survey, plan, clock);
            }
            if (!check) {
                mustBeLive(talk);
            }
            return bring(talk, survey, plan, clock, site);
        }
    }

    private ExitCode bring(Talk talk, Survey survey, Plan plan, Clock clock, ZoneId site) {
        try (StopSignal stop = StopSignal.listen();
                Rejects rejects = check ? Rejects.counted() : Rejects.beside(file, survey.header())) {
            Bringing bringing =
                    new Bringing(talk, mapper, new Waiting(terminal()), survey, plan, clock, rejects, stop::isWanted);
            IntakeDocuments.Report report = bringing.run(check, note == null ? "" : note);
            rejects.close();
            if (json) {
                printJson(report);
            } else {
                print(report, site);
            }
            if (report.outcome().equals("cancelled")) {
                throw new Refusal(
                        ExitCode.TRY_AGAIN,
                        "Cancelled. What was taken stays.",
                        "The same command goes on; nothing is taken twice.");
            }
            return report.rejected() == 0 ? ExitCode.OK : ExitCode.REFUSED;
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.DISK,
                    file + " could not be read, or the rejected rows not be written beside it: " + e.getMessage() + ".",
                    "What was taken stays; the same command goes on.");
        }
    }

    private static <V> V one(String option, String given, String a, V ifA, String b, V ifB) {
        if (given.equals(a)) {
            return ifA;
        }
        if (given.equals(b)) {
            return ifB;
        }
        throw new Refusal(ExitCode.USAGE, option + " is \"" + given + "\".", "Say " + a + " or " + b + ".");
    }

    private static Map<String, Plan.Stream> streams(Documents.Streams known) {
        Map<String, Plan.Stream> streams = new LinkedHashMap<>();
        known.streams().forEach(s -> {
            Metric metric = Metric.of(s.metric()).orElseThrow();
            streams.put(
                    s.key(),
                    new Plan.Stream(
                            s.key(), s.name(), metric, Unit.of(s.unit(), metric).orElse(metric.canonical())));
        });
        return streams;
    }

    /** The zone of times that have none; null where the first row has one. */
    private @Nullable ZoneId zone(Talk talk, Survey survey, Plan plan, ZoneId site) {
        String text = zone == null ? survey.zone() : zone;
        if (text.isEmpty()) {
            if (survey.zoned()) {
                // A row further down that has none is told with its line.
                return null;
            }
            IntakeDocuments.Past before = ofTheSame(talk, plan);
            if (before != null) {
                said = ", as in " + before.file() + " on "
                        + before.at().atZone(site).toLocalDate() + "; --zone says otherwise.";
                return ZoneId.of(before.zone());
            }
            throw new Refusal(
                    ExitCode.USAGE,
                    "The times in " + file.getFileName() + " name no zone: \""
                            + survey.example().get(survey.time()) + "\" in line " + survey.firstLine() + ".",
                    "Say how the clock was set that wrote them: --zone " + site + " if it follows the site's time (or"
                            + " --zone site), --zone +01:00 if it never changes to summer time, --zone UTC.");
        }
        try {
            return text.equals("site") ? site : ZoneId.of(text);
        } catch (DateTimeException e) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "\"" + text + "\" is no zone.",
                    "Write Europe/Amsterdam, +01:00, UTC, or site for " + site + ".");
        }
    }

    /** The last file of the same streams whose zone somebody said: it was the same logger. */
    private IntakeDocuments.@Nullable Past ofTheSame(Talk talk, Plan plan) {
        return ask(talk, Asked.get("/v1/imports"), IntakeDocuments.Imports.class).imports().stream()
                .filter(i -> !i.zone().isEmpty()
                        && i.fresh() > 0
                        && Set.copyOf(i.streams()).equals(plan.streams()))
                .findFirst()
                .orElse(null);
    }

    private void tell(Survey survey, Plan plan, Clock clock) {
        PrintWriter out = terminal().out();
        out.println(survey.inWords());
        plan.inWords().forEach(line -> out.println("  " + line));
        if (clock.zone() != null) {
            out.println("  Times without a zone are taken as " + clock.zone() + (zone == null ? said : "."));
        }
    }

    private void print(IntakeDocuments.Report r, ZoneId site) {
        PrintWriter out = terminal().out();
        out.println(count(r.fresh(), "reading") + (check ? " would be brought in, " : " brought in, ")
                + r.duplicates() + " known already, " + r.conflicts() + " in conflict with the record, "
                + r.rejected() + " rejected in all.");
        Instant first = r.first();
        Instant last = r.last();
        if (first != null && last != null) {
            out.println("First " + first + " (" + first.atZone(site).toLocalDateTime() + " at the site), last " + last
                    + " (" + last.atZone(site).toLocalDateTime() + ").");
        }
        r.reasons().stream()
                .limit(20)
                .forEach(w -> out.println("  line " + w.line() + ": " + w.why()
                        + (w.rows() == 1 ? "" : "  (and " + (w.rows() - 1) + " more like it)")));
        if (r.reasons().size() > 20) {
            out.println("  and " + (r.reasons().size() - 20) + " other reasons");
        }
        if (r.rejectedFile() != null) {
            out.println("Rejected rows are in " + r.rejectedFile() + ".");
        }
    }

    private static String count(long n, String what) {
        return n + " " + what + (n == 1 ? "" : "s");
    }
}
