package org.penstock.app.window.model.trend;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Times;
import org.penstock.core.runtime.FieldSnapshot;

/**
 * What a trend needs of one beat of the window, picked on the pulse thread.
 *
 * @param now wall time it is looked at
 * @param told wall time of the snapshot, to which its ages count
 * @param site what a person calls it
 * @param streams those that are shown, by key; one that is missing is not in the facility
 * @param asked keys that were looked for in it
 * @param known whether the facility told any stream at all: before its first scan it tells none
 * @param lost whether it tells nothing any more
 */
public record Present(
        Instant now,
        Instant told,
        ZoneId zone,
        String site,
        Map<String, FieldSnapshot.Stream> streams,
        Set<String> asked,
        boolean known,
        boolean lost,
        Times times) {
    public Present {
        streams = Map.copyOf(streams);
        asked = Set.copyOf(asked);
    }

    public static Present of(Beat beat, Set<String> keys) {
        Map<String, FieldSnapshot.Stream> streams = new HashMap<>();
        for (FieldSnapshot.Stream s : beat.snapshot().field().streams()) {
            if (keys.contains(s.key())) {
                streams.put(s.key(), s);
            }
        }
        return new Present(
                beat.moment().now(),
                beat.snapshot().at(),
                beat.snapshot().site().zone(),
                beat.snapshot().site().name(),
                streams,
                keys,
                !beat.snapshot().field().streams().isEmpty(),
                beat.lost(),
                beat.times());
    }
}
