package org.penstock.app.api;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/** The readings of one stream out of the record: a span page by page, or the one that stood at a moment. */
final class ReadingEndpoints {
    private static final int USUAL = 1_000;
    private static final String CURSOR = "1";

    private final ControlRoom room;
    private final DeviceEndpoints devices;
    private final InstantSource wall;

    ReadingEndpoints(ControlRoom room, DeviceEndpoints devices, InstantSource wall) {
        this.room = room;
        this.devices = devices;
        this.wall = wall;
    }

    Object look(Asked asked) {
        Endpoints.must(asked, "GET", Set.of("stream", "from", "to", "most", "cursor", "as_of"));
        String key = asked.query().get("stream");
        if (key == null || key.isEmpty()) {
            throw Asked.wrong("Which stream? Give stream=KEY.");
        }
        if (asked.query().containsKey("as_of")) {
            alone(asked, "as_of", "from", "to", "most", "cursor");
            return asOf(key, asked.instant("as_of", wall.instant()));
        }
        Span span;
        String cursor = asked.query().get("cursor");
        if (cursor == null) {
            Instant to = asked.instant("to", wall.instant());
            span = new Span(asked.instant("from", to.minus(Duration.ofHours(1))), to);
        } else {
            alone(asked, "cursor", "from", "to");
            span = Span.of(cursor, key);
        }
        if (!span.from.isBefore(span.to)) {
            throw Asked.wrong("from (" + span.from + ") is not before to (" + span.to + ").");
        }
        return page(key, span, asked.most(USUAL, Endpoints.MOST_READINGS));
    }

    private static void alone(Asked asked, String given, String... others) {
        for (String other : others) {
            if (asked.query().containsKey(other)) {
                throw Asked.wrong(given + " says it all; leave " + other + " out.");
            }
        }
    }

    private Documents.Readings page(String key, Span span, int most) {
        FacilitySnapshot s = room.snapshot();
        DeviceCare.Recorded stream = devices.recorded(key);
        FieldSnapshot.Stream present = present(s, key);
        FacilityRecord.ReadingPage page = room.record().page(key, span.from, span.to, most);
        Instant next = page.next();
        return new Documents.Readings(
                "penstock.readings.1",
                Parts.Place.of(s.site()),
                key,
                stream.name(),
                stream.metric(),
                stream.unit(),
                stream.decimals(),
                span.from,
                span.to,
                next != null,
                next == null ? null : new Span(next, span.to).cursor(key),
                page.readings().stream().map(r -> reading(r, present)).toList(),
                room.record().forgotten(key, span.from, span.to).stream()
                        .map(f -> new Documents.Forgotten(f.from(), f.to()))
                        .toList(),
                room.record().contradicted(key, span.from, next == null ? span.to : next, most).stream()
                        .map(r -> reading(r, present))
                        .toList());
    }

    private Documents.ReadingAsOf asOf(String key, Instant at) {
        FacilitySnapshot s = room.snapshot();
        DeviceCare.Recorded stream = devices.recorded(key);
        return new Documents.ReadingAsOf(
                "penstock.reading_as_of.1",
                Parts.Place.of(s.site()),
                key,
                stream.name(),
                stream.metric(),
                stream.unit(),
                stream.decimals(),
                at,
                room.record()
                        .asOf(key, at)
                        .map(r -> reading(r, present(s, key)))
                        .orElse(null));
    }

    private static FieldSnapshot.@Nullable Stream present(FacilitySnapshot s, String key) {
        return s.field().streams().stream()
                .filter(x -> x.key().equals(key))
                .findFirst()
                .orElse(null);
    }

    private static Documents.Reading reading(FacilityRecord.Reading r, FieldSnapshot.@Nullable Stream present) {
        return new Documents.Reading(
                r.at(),
                Json.finite(r.value()),
                r.quality(),
                r.late(),
                present == null ? null : present.word(r.value()),
                Json.finite(r.raw()));
    }

    /** What is left of a question. @param to not included */
    private record Span(Instant from, Instant to) {
        /** One word that stands for it, and fits no other stream. */
        String cursor(String stream) {
            String text = Stream.of(CURSOR, from.toString(), to.toString(), stream)
                    .reduce((a, b) -> a + " " + b)
                    .orElseThrow();
            return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }

        static Span of(String cursor, String stream) {
            try {
                String[] parts =
                        new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8).split(" ", 4);
                if (parts.length == 4 && parts[0].equals(CURSOR)) {
                    if (!parts[3].equals(stream)) {
                        throw Asked.wrong("The cursor is one of " + parts[3] + ", not of " + stream + ".");
                    }
                    return new Span(Instant.parse(parts[1]), Instant.parse(parts[2]));
                }
            } catch (IllegalArgumentException | DateTimeException e) {
                // Told below, together with what was cut short.
            }
            throw Asked.wrong("The cursor is none of this program's; ask again without it.");
        }
    }
}
