package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * The values by place, places in the order of the facility file.
 *
 * @param summary how many there are and how many may not be believed
 * @param doubtful whether any may not be believed
 * @param empty what to do when there is nothing to show, "" when there is
 */
public record ValuesModel(List<ValueLine> lines, String summary, boolean doubtful, String empty) {
    /** From this age on a value says how old it is, although it is not stale. */
    static final double AGE_WORTH_SAYING = 10;

    private static final String PERCENT = "%";
    private static final String UNCERTAIN = "uncertain";

    public ValuesModel {
        lines = List.copyOf(lines);
    }

    /** Whether any value is a present one. */
    public boolean living() {
        return lines.stream().anyMatch(l -> l instanceof ValueLine.Value v && v.state() == ValueLine.State.GOOD);
    }

    /** @param shown which streams are shown */
    static ValuesModel of(
            FacilitySnapshot snapshot,
            Predicate<FieldSnapshot.Stream> shown,
            Moment moment,
            Words words,
            Times times) {
        Map<String, SeverityStyle> alerts = alerts(snapshot);
        int all = 0;
        Map<String, List<ValueLine.Value>> places = new LinkedHashMap<>();
        for (FieldSnapshot.Stream stream : snapshot.field().streams()) {
            if (!shown.test(stream)) {
                continue;
            }
            all++;
            places.computeIfAbsent(stream.locationName(), _ -> new ArrayList<>())
                    .add(value(stream, alerts.get("stream:" + stream.key()), moment, words, times));
        }
        List<ValueLine> lines = new ArrayList<>();
        int doubtful = 0;
        for (Map.Entry<String, List<ValueLine.Value>> place : places.entrySet()) {
            int doubt = (int) place.getValue().stream()
                    .filter(v -> v.state().mark() != Mark.NONE)
                    .count();
            doubtful += doubt;
            String name = place.getKey().isEmpty() ? snapshot.site().name() : place.getKey();
            lines.add(new ValueLine.Place(
                    "place:" + place.getKey(),
                    name,
                    doubt == 0 ? "" : words.of("values.doubt", Integer.toString(doubt))));
            lines.addAll(place.getValue());
        }
        String summary = doubtful == 0
                ? words.of("values.summary", Integer.toString(all))
                : words.of("values.summary-doubt", Integer.toString(all), Integer.toString(doubtful));
        return new ValuesModel(
                lines,
                all == 0 ? "" : summary,
                doubtful > 0,
                all > 0 ? "" : words.of(empty(snapshot)));
    }

    private static String empty(FacilitySnapshot snapshot) {
        if (!snapshot.field().streams().isEmpty()) {
            return "values.none-here";
        }
        return snapshot.field().links().isEmpty() ? "values.empty" : "values.first";
    }

    /** The most urgent open alert of each subject that is not shelved. */
    public static Map<String, SeverityStyle> alerts(FacilitySnapshot snapshot) {
        Map<String, SeverityStyle> alerts = new HashMap<>();
        snapshot.alerts().open().stream()
                .filter(AlertRow::calling)
                .forEach(a -> alerts.merge(
                        a.source(), SeverityStyle.of(a.severity()), (x, y) -> x.compareTo(y) <= 0 ? x : y));
        return alerts;
    }

    /** One value as it is shown. */
    public static ValueLine.Value value(
            FieldSnapshot.Stream stream, @Nullable SeverityStyle alert, Moment moment, Words words, Times times) {
        boolean seen = Double.isFinite(stream.ageSeconds());
        double age = stream.ageSeconds() + (moment.lost() ? moment.silentSeconds() : 0);
        ValueLine.State state = state(stream, seen, moment.lost());
        String note = switch (state) {
            case WAITING -> words.of("values.waiting", stream.deviceName());
            case STALE -> words.of("values.stale", times.span(age));
            case BAD ->
                age >= AGE_WORTH_SAYING
                        ? words.of("values.bad", quality(stream, words), times.span(age))
                        : quality(stream, words);
            case UNCERTAIN -> words.of("values.uncertain");
            case GOOD -> alert != null ? words.of(alert.wordKey()) : age >= AGE_WORTH_SAYING ? times.span(age) : "";
        };
        return new ValueLine.Value(
                "stream:" + stream.key(),
                stream.key(),
                stream.name(),
                number(stream, words),
                stream.unit(),
                state,
                note,
                alert,
                range(stream, state));
    }

    private static ValueLine.@Nullable Range range(FieldSnapshot.Stream stream, ValueLine.State state) {
        boolean readable = state == ValueLine.State.GOOD || state == ValueLine.State.UNCERTAIN;
        return readable
                ? ValueLine.Range.of(stream.value(), stream.low(), stream.high(), PERCENT.equals(stream.unit()))
                : null;
    }

    private static ValueLine.State state(FieldSnapshot.Stream stream, boolean seen, boolean lost) {
        if (stream.bad() && seen) {
            return ValueLine.State.BAD;
        }
        if (!seen) {
            return ValueLine.State.WAITING;
        }
        if (stream.stale() || lost) {
            return ValueLine.State.STALE;
        }
        return UNCERTAIN.equals(stream.quality()) ? ValueLine.State.UNCERTAIN : ValueLine.State.GOOD;
    }

    private static String quality(FieldSnapshot.Stream stream, Words words) {
        return words.orElse("quality." + stream.quality(), stream.quality());
    }

    private static String number(FieldSnapshot.Stream stream, Words words) {
        String word = stream.word(stream.value());
        return word != null ? word : words.number(stream.value(), stream.decimals());
    }
}
