package org.penstock.app.cli;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.api.IntakeDocuments;
import org.penstock.app.bring.CsvSink;
import org.penstock.app.bring.ParquetSink;
import org.penstock.app.bring.Sink;
import org.penstock.app.bring.Sums;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import org.penstock.app.start.StopSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "export",
        description = "Take readings out into a CSV or Parquet file, however many they are.",
        footer = {
            "",
            "Each row has the stream, the time in UTC and at the site, value, unit, quality, whether it came late, and the",
            "raw value without what calibration added; with --every n, bad_n, min, mean, max and last of each span.",
            "A TIME is written as for penstock readings. A CSV file is read again by penstock readings import."
        })
final class ReadingsExportCommand extends Question {
    private static final int PAGE = 20_000;

    @Option(names = "--stream", required = true, paramLabel = "KEY", description = "Which stream; once for each.")
    private List<String> streams = new ArrayList<>();

    @Option(names = "--from", required = true, paramLabel = "TIME", description = "From here on.")
    private String from = "";

    @Option(names = "--to", paramLabel = "TIME", description = "Up to here, not included; default now.")
    private @Nullable String to;

    @Option(names = "--every", paramLabel = "SPAN", description = "Sum up: 1min, 15min, 1h, 1d; a part of a day.")
    private @Nullable String every;

    @Option(names = "--format", paramLabel = "csv|parquet", description = "Default as the file is named, else csv.")
    private @Nullable String format;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "FILE",
            description = "Where to; a file that is there is not overwritten.")
    private Path file = Path.of("");

    private long rows;
    /** What is not in the file because it is not kept any more, in sentences. */
    private final List<String> forgotten = new ArrayList<>();

    ReadingsExportCommand(Penstock penstock) {
        super(penstock);
    }

    @Override
    ExitCode answer() {
        boolean parquet = parquet();
        Duration span = every == null ? null : Moments.duration(every, "--every");
        if (span != null && !Sums.fits(span)) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "--every is " + every + ", which is no part of a day without a rest.",
                    "Say for example 1min, 15min, 1h, 6h or 1d.");
        }
        if (Files.exists(file)) {
            throw new Refusal(ExitCode.DISK, file + " is there already.", "Name another file, or move it away.");
        }
        Instant now = penstock.surroundings().wall().instant();
        try (Talk talk = penstock.talk();
                StopSignal stop = StopSignal.listen()) {
            ZoneId site = ZoneId.of(ask(talk, Asked.get("/v1/streams"), Documents.Streams.class)
                    .site()
                    .timezone());
            Instant end = to == null ? now : Moments.moment(to, "--to", site, now);
            Instant start = Moments.moment(from, "--from", site, now);
            write(talk, stop, parquet, span, site, start, end);
            if (json) {
                printJson(new IntakeDocuments.Exported(
                        "penstock.readings_export.1", file.toString(), parquet ? "parquet" : "csv", rows));
            } else {
                forgotten.forEach(terminal().err()::println);
                terminal().out().println(rows + (rows == 1 ? " row is in " : " rows are in ") + file + ".");
            }
            return ExitCode.OK;
        }
    }

    private boolean parquet() {
        String given = format == null
                ? file.toString().toLowerCase(Locale.ROOT).endsWith(".parquet") ? "parquet" : "csv"
                : format;
        if (!given.equals("csv") && !given.equals("parquet")) {
            throw new Refusal(ExitCode.USAGE, "--format is \"" + given + "\".", "Say csv or parquet.");
        }
        return given.equals("parquet");
    }

    /** Into a file of another name until it is whole: nobody takes half of it for all. */
    private void write(
            Talk talk,
            StopSignal stop,
            boolean parquet,
            @Nullable Duration span,
            ZoneId site,
            Instant start,
            Instant end) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        boolean whole = false;
        Waiting waiting = new Waiting(terminal());
        try {
            Files.deleteIfExists(part);
            List<Sink.Column> columns = span == null ? Sink.READINGS : Sink.SUMS;
            try (Sink sink = parquet ? new ParquetSink(part, columns) : new CsvSink(part, columns)) {
                for (int i = 0; i < streams.size(); i++) {
                    stream(talk, stop, waiting, sink, i, span, site, start, end);
                }
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE);
            whole = true;
        } catch (IOException e) {
            throw new Refusal(ExitCode.DISK, file + " could not be written: " + e.getMessage() + ".", "");
        } finally {
            waiting.done();
            if (!whole) {
                remove(part);
            }
        }
    }

    private static void remove(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // Its name says that it is a part.
            return;
        }
    }

    private void stream(
            Talk talk,
            StopSignal stop,
            Waiting waiting,
            Sink sink,
            int which,
            @Nullable Duration span,
            ZoneId site,
            Instant start,
            Instant end)
            throws IOException {
        String key = streams.get(which);
        Instant next = start;
        Sums sums = null;
        boolean first = true;
        boolean more = true;
        while (more) {
            Documents.Readings page = mapper.treeToValue(
                    talk.ask(new Asked(
                            "GET",
                            "/v1/readings",
                            Map.of(
                                    "stream",
                                    key,
                                    "from",
                                    next.toString(),
                                    "to",
                                    end.toString(),
                                    "most",
                                    Integer.toString(PAGE)),
                            "")),
                    Documents.Readings.class);
            if (first) {
                page.forgotten().forEach(f -> forgotten.add(ListTexts.forgotten(key, f)));
                first = false;
            }
            if (span != null && sums == null) {
                sums = new Sums(sink, key, page.unit(), span, site);
            }
            for (Documents.Reading r : page.readings()) {
                if (sums == null) {
                    row(sink, page, r, site);
                } else {
                    sums.add(r.at(), r.value(), r.quality().equals("good"));
                }
            }
            more = page.more();
            if (more) {
                next = page.readings().getLast().at().plusNanos(1_000);
                double part = (double) Duration.between(start, next).toMillis()
                        / Math.max(1, Duration.between(start, end).toMillis());
                waiting.show(key + ": " + Math.round(100 * (which + part) / streams.size()) + " %");
                if (stop.isWanted() || Thread.currentThread().isInterrupted()) {
                    throw new Refusal(ExitCode.TRY_AGAIN, "Cancelled; nothing was written.", "");
                }
            }
        }
        if (sums != null) {
            sums.flush();
            rows += sums.spans();
        }
    }

    private void row(Sink sink, Documents.Readings page, Documents.Reading r, ZoneId site) throws IOException {
        rows++;
        sink.row(
                page.stream(),
                r.at(),
                Sink.atSite(r.at(), site),
                rounded(r.value(), page.decimals()),
                page.unit(),
                r.quality(),
                r.late(),
                rounded(r.raw(), page.decimals()));
    }

    /** To a thousandth of what means something: 21.5 and not 21.500000000000004. */
    private static @Nullable Double rounded(@Nullable Double value, int decimals) {
        return value == null
                ? null
                : Double.valueOf(BigDecimal.valueOf(value)
                        .setScale(decimals + 3, RoundingMode.HALF_EVEN)
                        .doubleValue());
    }
}
