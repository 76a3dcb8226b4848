package org.penstock.app.bring;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/** Which column of a file is which stream, in which unit. */
public sealed interface Plan {
    /** Keys of the streams the file may hold readings of. */
    Set<String> streams();

    /** What is taken for what, in sentences for a person. */
    List<String> inWords();

    /** A stream of the facility. @param unit the one it is shown in */
    record Stream(String key, String name, Metric metric, Unit unit) {}

    /**
     * What a person says.
     *
     * @param stream the one stream of the file; null = several
     * @param unit word of the unit of its values; null = as the header says, else as the stream is shown
     * @param value name or number of the column of the values; null = find it
     * @param streamColumn name or number of the column that names streams; null = find it
     * @param map {@code COLUMN=STREAM[:UNIT]}, or what the column of streams calls them
     */
    record Said(
            @Nullable String stream,
            @Nullable String unit,
            @Nullable String value,
            @Nullable String streamColumn,
            List<String> map) {
        public Said {
            map = List.copyOf(map);
        }
    }

    /** A column for each stream. */
    record Wide(List<Column> columns, List<String> ignored) implements Plan {
        public Wide {
            columns = List.copyOf(columns);
            ignored = List.copyOf(ignored);
        }

        @Override
        public Set<String> streams() {
            Set<String> keys = new LinkedHashSet<>();
            columns.forEach(c -> keys.add(c.stream().key()));
            return keys;
        }

        @Override
        public List<String> inWords() {
            List<String> lines = new ArrayList<>();
            columns.forEach(
                    c -> lines.add("\"" + c.name() + "\" is " + c.stream().key() + in(c.unit(), c.said())));
            if (!ignored.isEmpty()) {
                lines.add("Not read: " + String.join(", ", ignored) + ".");
            }
            return lines;
        }
    }

    /** @param said whether somebody said the unit, the file or the person */
    record Column(int index, String name, Stream stream, Unit unit, boolean said) {}

    /**
     * One value a row, and a column that names its stream.
     *
     * @param named streams by what the file calls them
     * @param unitColumn -1 where there is none
     * @param qualityColumn -1 where there is none
     */
    record Long(int streamColumn, int valueColumn, int unitColumn, int qualityColumn, Map<String, Named> named)
            implements Plan {
        public Long {
            named = Map.copyOf(named);
        }

        @Override
        public Set<String> streams() {
            Set<String> keys = new LinkedHashSet<>();
            named.values().stream().map(n -> n.stream().key()).sorted().forEach(keys::add);
            return keys;
        }

        @Override
        public List<String> inWords() {
            return named.size() > 20
                    ? List.of("One reading a row; the file names its streams.")
                    : named.entrySet().stream()
                            .sorted(Map.Entry.comparingByKey())
                            .map(e -> "\"" + e.getKey() + "\" is "
                                    + e.getValue().stream().key()
                                    + (unitColumn >= 0
                                            ? ", in the unit of its row"
                                            : in(
                                                    e.getValue().unit(),
                                                    e.getValue().said())))
                            .toList();
        }
    }

    /** A stream as a file calls it. */
    record Named(Stream stream, Unit unit, boolean said) {}

    private static String in(Unit unit, boolean said) {
        return unit.symbol().isEmpty()
                ? ""
                : ", in " + unit.symbol() + (said ? "" : " (nobody says so: it is what the stream is shown in)");
    }

    /** Makes a plan. @throws Refusal when it cannot be told what is what */
    static Plan of(Survey survey, Said said, Map<String, Stream> streams) {
        return new PlanMaking(survey, said, streams).make();
    }

    /** The unit a word means for a metric, also as loggers write it. */
    static Optional<Unit> unit(String word, Metric metric) {
        String w = word.strip();
        return Unit.of(w, metric)
                .or(() -> Optional.ofNullable(
                                switch (w.toLowerCase(java.util.Locale.ROOT)) {
                                    case "c", "deg c", "°c", "celsius" -> Unit.CELSIUS;
                                    case "f", "deg f", "°f", "fahrenheit" -> Unit.FAHRENHEIT;
                                    case "%rh", "rh", "% rh", "percent", "%" -> Unit.PERCENT;
                                    case "us/cm", "µs", "us" -> Unit.MICROSIEMENS_CM;
                                    case "ms/cm", "ms" -> Unit.MILLISIEMENS_CM;
                                    case "l" -> Unit.LITRE;
                                    case "l/min" -> Unit.LITRE_MIN;
                                    case "m3", "m³" -> Unit.CUBIC_METRE;
                                    case "mg/l" -> Unit.MILLIGRAM_L;
                                    default -> null;
                                })
                        .filter(u -> u.fits(metric.canonical())));
    }
}
