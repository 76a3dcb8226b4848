package org.penstock.app.bring;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.quantity.Unit;

/** Makes readings of rows. Stateless. */
public final class RowReader {
    private final Survey survey;
    private final Plan plan;
    private final Clock clock;

    public RowReader(Survey survey, Plan plan, Clock clock) {
        this.survey = survey;
        this.plan = plan;
        this.clock = clock;
    }

    /** What one cell of a row is. */
    public sealed interface Cell {
        /** A reading. @param at µs since 1970 UTC @param value in {@code unit} */
        record Reading(String stream, Unit unit, long at, double value, QualityCode quality) implements Cell {}

        /** None. @param why in words */
        record Rejected(String why) implements Cell {}
    }

    /** The cells of a row that are not empty. */
    public List<Cell> read(CsvRecord row) {
        At at = at(row);
        if (at.why != null) {
            return List.of(new Cell.Rejected(at.why));
        }
        return switch (plan) {
            case Plan.Wide wide -> {
                List<Cell> cells = new ArrayList<>();
                for (Plan.Column c : wide.columns()) {
                    String text = field(row, c.index());
                    if (!text.isEmpty()) {
                        cells.add(cell(text, c.name(), c.stream(), c.unit(), at.micros, QualityCode.GOOD));
                    }
                }
                yield cells;
            }
            case Plan.Long rows -> {
                Optional<Cell> cell = cell(row, rows, at.micros);
                yield cell.isPresent() ? List.of(cell.get()) : List.of();
            }
        };
    }

    /** @param why null where there is a time */
    private record At(long micros, @Nullable String why) {}

    private At at(CsvRecord row) {
        String text = field(row, survey.time());
        if (survey.clock() >= 0) {
            text = text + " " + field(row, survey.clock());
        }
        if (text.isBlank()) {
            return new At(0, "it has no time");
        }
        Optional<TimeText.Read> read = survey.read().read(text);
        if (read.isEmpty()) {
            return new At(0, "\"" + text.strip() + "\" is no time");
        }
        Clock.At at = clock.at(read.get());
        Instant instant = at.instant();
        return instant == null
                ? new At(0, at.why())
                : new At(instant.getEpochSecond() * 1_000_000 + instant.getNano() / 1_000, null);
    }

    private Optional<Cell> cell(CsvRecord row, Plan.Long rows, long at) {
        String text = field(row, rows.valueColumn());
        String name = field(row, rows.streamColumn());
        Plan.Named named = rows.named().get(name);
        if (named == null) {
            return Optional.of(new Cell.Rejected("there is no stream \"" + name + "\""));
        }
        String quality = field(row, rows.qualityColumn());
        QualityCode code = QualityCode.GOOD;
        if (!quality.isEmpty()) {
            Optional<QualityCode> known = Arrays.stream(QualityCode.values())
                    .filter(q -> q != QualityCode.DISPUTED)
                    .filter(q -> q.name().toLowerCase(Locale.ROOT).equals(quality))
                    .findFirst();
            if (known.isEmpty()) {
                return Optional.of(new Cell.Rejected("\"" + quality + "\" is no quality"));
            }
            code = known.get();
        }
        if (text.isEmpty()) {
            return Optional.empty();
        }
        Unit unit = named.unit();
        String word = field(row, rows.unitColumn());
        if (!word.isEmpty()) {
            Optional<Unit> found = Plan.unit(word, named.stream().metric());
            if (found.isEmpty()) {
                return Optional.of(new Cell.Rejected("\"" + word + "\" is no unit of "
                        + named.stream().metric().key().replace('_', ' ')));
            }
            unit = found.get();
        }
        return Optional.of(cell(text, name, named.stream(), unit, at, code));
    }

    private Cell cell(String text, String column, Plan.Stream stream, Unit unit, long at, QualityCode quality) {
        OptionalDouble value = survey.read().numbers().read(text);
        return value.isEmpty() || !Double.isFinite(value.getAsDouble())
                ? new Cell.Rejected(column + ": \"" + text + "\" is no number")
                : new Cell.Reading(stream.key(), unit, at, value.getAsDouble(), quality);
    }

    private static String field(CsvRecord row, int index) {
        return index < 0 || index >= row.getFieldCount()
                ? ""
                : row.getField(index).strip();
    }
}
