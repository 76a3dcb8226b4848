package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.penstock.core.db.Database;

/** The rows that people with their own tools see, by nothing but SQL. */
final class RawRowsSeen {
    private RawRowsSeen() {}

    static List<String> rows(Database database, UUID site, int stream) {
        return database.read(sql -> sql.fetch(
                        "select (extract(epoch from event_at) * 1000000)::bigint, value, quality, flags from sensor_readings"
                                + " where site_id = ? and stream_no = ? order by event_at",
                        site,
                        stream)
                .map(r -> r.get(0, Long.class) + " " + r.get(1, Double.class) + " " + r.get(2, Integer.class) + " "
                        + r.get(3, Integer.class)));
    }

    /** On a server there are exactly those that the store answers with; embedded there is no such table. */
    static void sameAs(ReadingStore store, Database database, UUID site, int streams) {
        for (int stream = 0; stream < streams && !database.embedded(); stream++) {
            assertEquals(
                    store.readings(stream, 0, 7_258_118_400_000_000L, 1_000_000).stream()
                            .map(r -> r.eventMicros() + " " + r.value() + " "
                                    + r.quality().code() + " " + r.flags())
                            .toList(),
                    rows(database, site, stream),
                    "raw rows of stream " + stream);
        }
    }
}
