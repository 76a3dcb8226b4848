package org.penstock.app.window;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.AuditDocuments;
import org.penstock.app.bring.CsvSink;
import org.penstock.app.bring.Sink;
import org.penstock.app.print.PrintedTrend;
import org.penstock.app.print.TrendSheet;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.trend.History;
import org.penstock.app.window.model.trend.Line;
import org.penstock.app.window.model.trend.TrendDoor;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/**
 * Takes out what a trend shows: every reading of its lines as the record has it, and its picture on paper. Into a file of
 * another name until it is whole, so that nobody takes half of it for all. Lives on the JavaFX thread, writes elsewhere.
 */
final class TrendFiles {
    private final ControlRoom room;
    private final Desk desk;
    private final Present person;
    private final Words words;
    private final Executor screen;

    TrendFiles(ControlRoom room, Desk desk, Present person, Words words, Executor screen) {
        this.room = room;
        this.desk = desk;
        this.person = person;
        this.words = words;
        this.screen = screen;
    }

    /** Where a person looks for papers. */
    String folder() {
        Path home = Path.of(System.getProperty("user.home"));
        Path documents = home.resolve("Documents");
        return (Files.isDirectory(documents) ? documents : home).toString();
    }

    History.Fetch export(String file, List<String> lines, long from, long to, TrendDoor.Carrying answer) {
        return begin(file, answer, "csv", (part, running) -> {
            long rows = 0;
            try (Sink sink = new CsvSink(part, Sink.READINGS)) {
                for (int i = 0; i < lines.size(); i++) {
                    rows += readings(
                            sink, Line.parse(lines.get(i)), from, to, (double) i / lines.size(), lines, running);
                }
            }
            return words.of("trend.csv.is-written", words.number(rows, 0), file);
        });
    }

    History.Fetch print(String file, TrendSheet sheet, TrendDoor.Carrying answer) {
        String by = person.name();
        return begin(file, answer, "pdf", (part, running) -> {
            running.tell(0.1);
            TrendSheet signed = new TrendSheet(
                    sheet.title(),
                    sheet.site(),
                    sheet.range(),
                    by,
                    sheet.at(),
                    sheet.lanes(),
                    sheet.times(),
                    sheet.runs(),
                    sheet.head(),
                    sheet.table(),
                    sheet.notes());
            try (OutputStream out =
                    Files.newOutputStream(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                PrintedTrend.write(signed, AuditDocuments.Standing.now(room), out);
            }
            return words.of("trend.pdf.is-written", file);
        });
    }

    private long readings(Sink sink, Line line, long from, long to, double done, List<String> lines, Running running)
            throws IOException {
        FacilitySnapshot now = room.snapshot();
        ZoneId site = now.site().zone();
        FieldSnapshot.@Nullable Stream told = now.field().streams().stream()
                .filter(s -> s.key().equals(line.stream()))
                .findFirst()
                .orElse(null);
        String unit = told == null ? "" : told.unit();
        int decimals = told == null ? 6 : told.decimals();
        Instant begin = Instant.ofEpochMilli(Math.max(from - line.back(), line.from()));
        Instant next = begin;
        Instant end = Instant.ofEpochMilli(Math.min(to - line.back(), line.to()));
        long rows = 0;
        while (!running.ended && next.isBefore(end)) {
            List<FacilityRecord.Reading> page = room.record().readings(line.stream(), next, end, RecordFetch.PAGE);
            for (FacilityRecord.Reading r : page) {
                sink.row(
                        line.stream(),
                        r.at(),
                        Sink.atSite(r.at(), site),
                        rounded(r.value(), decimals),
                        unit,
                        r.quality(),
                        r.late(),
                        rounded(r.raw(), decimals));
            }
            rows += page.size();
            if (page.size() < RecordFetch.PAGE) {
                return rows;
            }
            next = page.getLast().at().plusNanos(1_000);
            double part = (double) (next.toEpochMilli() - begin.toEpochMilli())
                    / Math.max(1, end.toEpochMilli() - begin.toEpochMilli());
            running.tell(done + part / lines.size());
        }
        return rows;
    }

    /** To a thousandth of what means something: 21.5 and not 21.500000000000004. */
    private static @Nullable Double rounded(double value, int decimals) {
        return Double.isFinite(value)
                ? Double.valueOf(BigDecimal.valueOf(value)
                        .setScale(decimals + 3, RoundingMode.HALF_EVEN)
                        .doubleValue())
                : null;
    }

    /** Writes {@code part}. */
    private interface Writes {
        /** @return what to say of it */
        String into(Path part, Running running) throws IOException;
    }

    private History.Fetch begin(String file, TrendDoor.Carrying answer, String kind, Writes writes) {
        Running running = new Running(answer);
        Callable<String> work = () -> whole(path(file), writes, running);
        desk.told("a trend as " + kind, work).whenCompleteAsync((told, failure) -> running.over(told, failure), screen);
        return running;
    }

    private Path path(String file) {
        try {
            Path path = Path.of(file);
            if (path.isAbsolute()) {
                return path;
            }
        } catch (InvalidPathException e) {
            throw new Filled.Unfit(words.of("record.no-target", file));
        }
        throw new Filled.Unfit(words.of("record.no-target", file));
    }

    private String whole(Path file, Writes writes, Running running) {
        Path part = file.resolveSibling(file.getFileName() + ".part");
        try {
            if (Files.exists(file)) {
                throw new FileAlreadyExistsException(file.toString());
            }
            Files.deleteIfExists(part);
            String told = writes.into(part, running);
            if (!running.ended) {
                Files.move(part, file);
            }
            return told;
        } catch (FileAlreadyExistsException e) {
            throw new Filled.Unfit(words.of("register.file-there", file.toString()));
        } catch (IOException e) {
            throw new Filled.Unfit(words.of("trend.file.failed", file.toString(), String.valueOf(e.getMessage())));
        } finally {
            remove(part);
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

    /** A file that is being written. */
    private final class Running implements History.Fetch {
        private final TrendDoor.Carrying answer;
        private volatile boolean ended;

        Running(TrendDoor.Carrying answer) {
            this.answer = answer;
        }

        @Override
        public void end() {
            ended = true;
        }

        void tell(double part) {
            screen.execute(() -> {
                if (!ended) {
                    answer.done(part);
                }
            });
        }

        void over(@Nullable String told, @Nullable Throwable failure) {
            if (ended) {
                return;
            }
            if (told == null) {
                answer.failed(Devices.reason(failure));
            } else {
                answer.over(told);
            }
        }
    }
}
