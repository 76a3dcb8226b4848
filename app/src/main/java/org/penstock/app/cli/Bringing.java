package org.penstock.app.cli;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.IntakeDocuments;
import org.penstock.app.bring.Clock;
import org.penstock.app.bring.Plan;
import org.penstock.app.bring.Rejects;
import org.penstock.app.bring.RowFile;
import org.penstock.app.bring.RowReader;
import org.penstock.app.bring.RowReader.Cell;
import org.penstock.app.bring.Survey;
import org.penstock.app.start.Refusal;
import org.penstock.core.quantity.Unit;
import tools.jackson.databind.json.JsonMapper;

/** One file on its way in, piece by piece, with bounded memory. */
final class Bringing {
    private static final String PATH = "/v1/imports";
    private static final int PIECE = 5_000;

    private final Talk talk;
    private final JsonMapper mapper;
    private final Waiting waiting;
    private final Survey survey;
    private final Plan plan;
    private final RowReader reader;
    private final Clock clock;
    private final Rejects rejects;
    private final BooleanSupplier stop;
    private final List<Item> piece = new ArrayList<>();
    private String rowsTo = PATH + "/look";
    private long fresh;
    private long duplicates;
    private long conflicts;
    private long rows;
    private long first = Long.MAX_VALUE;
    private long last = Long.MIN_VALUE;

    /** A reading with the row it comes from. */
    private record Item(long line, List<String> row, Cell.Reading reading) {}

    private record Key(String stream, Unit unit) {}

    /** @param stop whether it shall end before the file does */
    Bringing(
            Talk talk,
            JsonMapper mapper,
            Waiting waiting,
            Survey survey,
            Plan plan,
            Clock clock,
            Rejects rejects,
            BooleanSupplier stop) {
        this.stop = stop;
        this.talk = talk;
        this.mapper = mapper;
        this.waiting = waiting;
        this.survey = survey;
        this.plan = plan;
        this.clock = clock;
        this.reader = new RowReader(survey, plan, clock);
        this.rejects = rejects;
    }

    /** @param check only look */
    IntakeDocuments.Report run(boolean check, String note) throws IOException {
        String id = check ? "" : begin(note);
        boolean complete = false;
        boolean cancelled = false;
        try (RowFile file = RowFile.open(survey)) {
            try {
                CsvRecord row = file.next();
                while (row != null && !cancelled) {
                    take(row);
                    if (piece.size() >= PIECE) {
                        send();
                        waiting.show(rows + " rows, " + Math.round(100 * file.part()) + " %");
                        cancelled = stop.getAsBoolean();
                    }
                    row = file.next();
                }
                String broken = file.broken();
                if (broken != null) {
                    rejects.add(file.line(), broken, List.of());
                }
                send();
                cancelled = cancelled && row != null;
                complete = true;
            } finally {
                waiting.done();
                if (!check) {
                    end(id, !complete || cancelled, complete);
                }
            }
        }
        return report(check ? "check" : cancelled ? "cancelled" : "complete");
    }

    private String begin(String note) {
        IntakeDocuments.File file = new IntakeDocuments.File(
                String.valueOf(survey.file().getFileName()),
                survey.sha256(),
                survey.bytes(),
                List.copyOf(plan.streams()),
                clock.zone() == null ? "" : clock.zone().getId(),
                note);
        String id = mapper.treeToValue(
                        talk.ask(Asked.post(PATH, mapper.writeValueAsString(file))), IntakeDocuments.Begun.class)
                .id()
                .toString();
        rowsTo = PATH + "/" + id + "/rows";
        return id;
    }

    /** @param tell whether a failure to end is told: else something worse is on its way up */
    private void end(String id, boolean cancelled, boolean tell) {
        String body = mapper.writeValueAsString(new IntakeDocuments.Ending(rejects.count(), cancelled));
        try {
            talk.ask(Asked.post(PATH + "/" + id + "/end", body));
        } catch (Refusal e) {
            if (tell) {
                throw e;
            }
        }
    }

    private void take(CsvRecord row) throws IOException {
        rows++;
        for (Cell cell : reader.read(row)) {
            switch (cell) {
                case Cell.Rejected(String why) -> rejects.add(row.getStartingLineNumber(), why, row.getFields());
                case Cell.Reading reading -> piece.add(new Item(row.getStartingLineNumber(), row.getFields(), reading));
            }
        }
    }

    private void send() throws IOException {
        if (piece.isEmpty()) {
            return;
        }
        Map<Key, List<Item>> bySeries = new LinkedHashMap<>();
        piece.forEach(
                i -> bySeries.computeIfAbsent(new Key(i.reading.stream(), i.reading.unit()), k -> new ArrayList<>())
                        .add(i));
        List<IntakeDocuments.Series> series = new ArrayList<>();
        List<Item> order = new ArrayList<>();
        bySeries.forEach((key, items) -> {
            order.addAll(items);
            series.add(new IntakeDocuments.Series(
                    key.stream,
                    key.unit.code(),
                    items.stream().mapToLong(i -> i.reading.at()).toArray(),
                    items.stream().mapToDouble(i -> i.reading.value()).toArray(),
                    items.stream()
                            .map(i -> i.reading.quality().name().toLowerCase(Locale.ROOT))
                            .toList()));
        });
        IntakeDocuments.Taken taken = mapper.treeToValue(
                talk.ask(Asked.post(rowsTo, mapper.writeValueAsString(new IntakeDocuments.Piece(series)))),
                IntakeDocuments.Taken.class);
        fresh += taken.fresh();
        duplicates += taken.duplicates();
        for (IntakeDocuments.Refused r : taken.refused()) {
            Item item = order.get(r.index());
            conflicts += r.conflict() ? 1 : 0;
            rejects.add(item.line, item.reading.stream() + ": " + r.why(), item.row);
        }
        for (Item i : piece) {
            first = Math.min(first, i.reading.at());
            last = Math.max(last, i.reading.at());
        }
        piece.clear();
    }

    private IntakeDocuments.Report report(String outcome) {
        return new IntakeDocuments.Report(
                "penstock.import_report.1",
                survey.file().toString(),
                survey.sha256(),
                outcome,
                fresh,
                duplicates,
                conflicts,
                rejects.count(),
                first > last ? null : instant(first),
                first > last ? null : instant(last),
                rejects.file() == null ? null : String.valueOf(rejects.file()),
                rejects.reasons().stream()
                        .map(r -> new IntakeDocuments.Reason(r.why(), r.first(), r.rows()))
                        .toList());
    }

    private static @Nullable Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000), Math.floorMod(micros, 1_000_000) * 1_000L);
    }
}
