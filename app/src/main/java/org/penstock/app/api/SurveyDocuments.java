package org.penstock.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Finding;
import org.penstock.core.runtime.SurveyView;
import org.penstock.core.telemetry.EngineClock;

/** The documents about looks at lines and devices; described in API.md. */
public final class SurveyDocuments {
    private SurveyDocuments() {}

    /** Begins one: of a link, or of a device. */
    record Beginning(
            @Nullable String link,
            @Nullable String device,
            @Nullable List<FacilityDocuments.File> files,
            @Nullable Map<String, String> words,
            @Nullable Double forSeconds) {}

    /** How one stands. */
    public record Survey(
            String schema,
            String id,
            String subject,
            String state,
            long done,
            long of,
            String what,
            List<Found> found,
            long left) {
        static Survey of(SurveyView v) {
            return new Survey(
                    "penstock.survey.1",
                    v.id(),
                    v.subject(),
                    v.state().name().toLowerCase(Locale.ROOT),
                    v.done(),
                    v.of(),
                    v.what(),
                    v.found().stream().map(Found::of).toList(),
                    v.left());
        }
    }

    /** What went over a link. @param last number to ask on from */
    public record Traffic(String schema, String link, long last, List<Exchange> exchanges) {}

    /** One thing that went over a link. @param tookSeconds 0 for what was only heard */
    public record Exchange(long no, Instant at, String device, String what, String outcome, double tookSeconds) {
        static Exchange of(org.penstock.core.link.Exchange e) {
            return new Exchange(
                    e.no(), EngineClock.instant(e.atMicros()), e.device(), e.what(), e.outcome(), e.tookMicros() / 1e6);
        }
    }

    /** One thing that was found. */
    public record Found(String device, String place, String value, String note, String write, String address) {
        static Found of(Finding f) {
            return new Found(f.device(), f.place(), f.value(), f.note(), f.write(), f.address());
        }
    }
}
