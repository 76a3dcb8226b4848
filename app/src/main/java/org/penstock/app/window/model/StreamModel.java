package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/**
 * One stream at one moment, ready written.
 *
 * @param name of the stream, its key where it is gone
 * @param path where it is, from the site inwards
 * @param device key of its device, "" where it is gone
 * @param value null where the facility has no such stream any more
 * @param gauge its place between its limits, null where it has not two or may not be read
 * @param quality how the value may be read, in words
 * @param facts what else is to be known, name and words
 * @param alerts open ones about it
 */
public record StreamModel(
        String name,
        String path,
        String device,
        ValueLine.@Nullable Value value,
        @Nullable Gauge gauge,
        String quality,
        List<Fact> facts,
        List<AlertRow> alerts,
        boolean lost) {
    public StreamModel {
        facts = List.copyOf(facts);
        alerts = List.copyOf(alerts);
    }

    /** Something to be known. */
    public record Fact(String name, String text) {}

    /** @param key of the stream */
    public static StreamModel of(Beat beat, String key) {
        FacilitySnapshot snapshot = beat.snapshot();
        Words words = beat.words();
        return snapshot.field().streams().stream()
                .filter(s -> s.key().equals(key))
                .findFirst()
                .map(s -> of(beat, s))
                .orElseGet(() -> new StreamModel(
                        key, "", "", null, null, words.of("stream.gone"), List.of(), List.of(), beat.lost()));
    }

    private static StreamModel of(Beat beat, FieldSnapshot.Stream stream) {
        FacilitySnapshot snapshot = beat.snapshot();
        Words words = beat.words();
        String source = "stream:" + stream.key();
        Map<String, SeverityStyle> alerts = ValuesModel.alerts(snapshot);
        ValueLine.Value value = ValuesModel.value(stream, alerts.get(source), beat.moment(), words, beat.times());
        return new StreamModel(
                stream.name(),
                path(beat, stream),
                stream.device(),
                value,
                Gauge.of(stream, value.state()),
                quality(stream, value, beat),
                facts(stream, words),
                snapshot.alerts().open().stream()
                        .filter(a -> AlertRow.open(a) && a.source().equals(source))
                        .map(a -> AlertRow.of(a, beat.moment(), words, beat.times()))
                        .toList(),
                beat.lost());
    }

    private static String path(Beat beat, FieldSnapshot.Stream stream) {
        StringBuilder path = new StringBuilder(beat.snapshot().site().name());
        for (LocationSpec location : beat.map().path(stream.location())) {
            path.append(" › ").append(location.name());
        }
        return path.toString();
    }

    private static String quality(FieldSnapshot.Stream stream, ValueLine.Value value, Beat beat) {
        Words words = beat.words();
        return switch (value.state()) {
            case WAITING, STALE, BAD, UNCERTAIN -> value.note();
            case GOOD -> words.of("stream.good", beat.times().span(stream.ageSeconds()));
        };
    }

    private static List<Fact> facts(FieldSnapshot.Stream stream, Words words) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.of("stream.device"), stream.deviceName()));
        facts.add(new Fact(words.of("stream.key"), stream.key()));
        facts.add(new Fact(words.of("stream.limits"), limits(stream, words)));
        if (stream.offset() != 0) {
            facts.add(new Fact(
                    words.of("stream.calibrated"),
                    words.of("stream.offset", words.signed(stream.offset(), stream.decimals() + 1), stream.unit())));
        }
        return facts;
    }

    private static String limits(FieldSnapshot.Stream stream, Words words) {
        boolean low = !Double.isNaN(stream.low());
        boolean high = !Double.isNaN(stream.high());
        String least = words.number(stream.low(), stream.decimals());
        String most = words.number(stream.high(), stream.decimals());
        if (low && high) {
            return words.of("stream.both", least, most, stream.unit());
        }
        if (low) {
            return words.of("stream.low", least, stream.unit());
        }
        return high ? words.of("stream.high", most, stream.unit()) : words.of("stream.no-limits");
    }
}
