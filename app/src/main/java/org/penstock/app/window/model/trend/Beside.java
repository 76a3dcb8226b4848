package org.penstock.app.window.model.trend;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.work.TimeNote;

/**
 * What stands beside the readings of a time, from the record.
 *
 * @param from what was asked for, ms UTC
 * @param to exclusive
 * @param alerts by their beginning, as are the others
 * @param more whether there is more of something than is shown
 */
public record Beside(long from, long to, List<Band> alerts, List<Band> runs, List<NoteMark> notes, boolean more) {
    /** Before anything is known. */
    public static final Beside NOTHING =
            new Beside(Long.MAX_VALUE, Long.MIN_VALUE, List.of(), List.of(), List.of(), false);

    private static final String STREAM = "stream:";
    private static final String LOCATION = "location:";

    public Beside {
        alerts = List.copyOf(alerts);
        runs = List.copyOf(runs);
        notes = List.copyOf(notes);
    }

    /** @param most of each that were asked for */
    public static Beside of(
            long from,
            long to,
            List<AlertSnapshot.Alert> alerts,
            List<ControlSnapshot.Run> runs,
            List<TimeNote> notes,
            int most) {
        return new Beside(
                from,
                to,
                alerts.stream()
                        .map(a -> new Band(
                                key(a.source(), STREAM),
                                a.raised().toEpochMilli(),
                                end(a.resolved()),
                                a.text(),
                                a.severity()))
                        .sorted(Comparator.comparingLong(Band::from))
                        .toList(),
                runs.stream()
                        .map(r -> new Band("", r.started().toEpochMilli(), end(r.ended()), r.programName(), null))
                        .sorted(Comparator.comparingLong(Band::from))
                        .toList(),
                notes.stream().map(Beside::mark).toList(),
                alerts.size() >= most || runs.size() >= most || notes.size() >= most);
    }

    private static NoteMark mark(TimeNote n) {
        Instant to = n.to() == null ? n.from() : n.to();
        return new NoteMark(
                n.id(),
                n.revision(),
                key(n.subject(), STREAM),
                key(n.subject(), LOCATION),
                n.from().toEpochMilli(),
                to.toEpochMilli(),
                n.text(),
                n.by(),
                n.at().toEpochMilli());
    }

    private static String key(String source, String kind) {
        return source.startsWith(kind) ? source.substring(kind.length()) : "";
    }

    private static long end(@Nullable Instant at) {
        return at == null ? Long.MAX_VALUE : at.toEpochMilli();
    }
}
