package org.penstock.app.print;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.AuditDocuments.Standing;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * A list of events to be printed.
 *
 * @param filter what was asked for, in words
 * @param head where the chain stood when it was printed; null where nobody could say
 * @param by who printed it
 */
public record EventList(
        String site,
        String organization,
        ZoneId zone,
        String filter,
        List<Line> lines,
        @Nullable Standing head,
        String by,
        Instant at) {
    public EventList {
        lines = List.copyOf(lines);
    }

    /** @param data names and values, a JSON object */
    public record Line(long seq, Instant at, String who, String kind, String subject, String data) {}

    /** @param names printed name of a key */
    public static EventList of(
            FacilitySnapshot snapshot,
            List<FacilityRecord.Event> events,
            @Nullable Standing head,
            String filter,
            UnaryOperator<String> names,
            String by,
            Instant at) {
        return new EventList(
                snapshot.site().name(),
                snapshot.site().organization(),
                snapshot.site().zone(),
                filter,
                events.stream()
                        .map(e -> new Line(e.seq(), e.at(), names.apply(e.actor()), e.kind(), e.subject(), e.data()))
                        .toList(),
                head,
                by,
                at);
    }
}
