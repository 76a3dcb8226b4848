package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.penstock.core.db.Database;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.QualityCode;

/**
 * Readings with everything that goes wrong, put into a store and, by the simplest rules, kept beside it: late, twice,
 * contradicting, bad, outside limits, from the future, and transactions that are lost and done again.
 */
final class RoughDay {
    static final int STREAMS = 3;
    private static final long SECOND = 1_000_000;
    private static final long MINUTE = 60 * SECOND;
    private static final long ALL = 7_258_118_400_000_000L;

    final List<ReadingColumns> expected = new ArrayList<>();
    private final Database database;
    private ReadingStore store;
    private final ZoneId zone;
    private final Random r;
    private final List<Long> used = new ArrayList<>();
    private long wall;
    private long seq;

    RoughDay(Database database, ReadingStore store, ZoneId zone, Instant begin, Random r) {
        this.database = database;
        this.store = store;
        this.zone = zone;
        this.wall = EngineClock.micros(begin);
        this.r = r;
        for (int i = 0; i < STREAMS; i++) {
            expected.add(new ReadingColumns(8));
        }
    }

    static UUID site(Database database, String key, ZoneId zone) {
        return database.transact(sql -> PlaceRows.put(
                        sql,
                        new Site(key, key, "northglass", "Northglass", "grow", zone),
                        List.of(),
                        (kind, name) -> UUID.randomUUID(),
                        Instant.parse("2026-01-01T00:00:00Z"))
                .siteId());
    }

    /** Another store looks at the same record. */
    void restarted(ReadingStore now) {
        store = now;
    }

    long wall() {
        return wall;
    }

    /** Some minutes go by. */
    void frame(int readings) {
        wall += (1 + r.nextInt(14)) * MINUTE;
        seq++;
        Samples.Builder samples = new Samples.Builder(readings);
        for (int i = 0; i < readings; i++) {
            long event = wall - r.nextInt(600) * SECOND;
            int quality = 0;
            switch (r.nextInt(12)) {
                case 0, 1 -> event = used.isEmpty() ? event : used.get(r.nextInt(used.size()));
                case 2 -> event = wall - r.nextInt(60 * 36) * MINUTE;
                case 3 -> quality = QualityCode.OUT_OF_RANGE.code();
                case 4 -> {
                    event = wall + 80L * 365 * 86_400 * SECOND;
                    quality = QualityCode.FUTURE.code();
                }
                default -> {}
            }
            used.add(event);
            int flags = r.nextInt(5) == 0 ? Samples.OUT_OF_LIMIT : 0;
            double value = r.nextInt(3) == 0 ? r.nextGaussian() * 1e3 : r.nextInt(400) / 10.0;
            int stream = r.nextInt(STREAMS);
            samples.add(stream, value, event, seq * MINUTE, quality, flags);
            expected.get(stream).add(event, value, quality, flags);
        }
        Frame frame = new Frame(seq, wall, seq * MINUTE, samples.build(), List.of(), List.of(), List.of());
        if (r.nextInt(10) == 0) {
            try {
                database.run(sql -> {
                    store.append(sql, List.of(frame), () -> {}, new ArrayList<>());
                    throw new IllegalStateException("lost");
                });
            } catch (IllegalStateException e) {
                store.rolledBack();
            }
        }
        database.run(sql -> store.append(sql, List.of(frame), () -> {}, new ArrayList<>()));
        store.committed();
    }

    /** Everything becomes chunks. */
    void seal() {
        database.run(sql -> store.sealAll(sql, wall));
        store.committed();
    }

    void rollUpsHold() {
        rollUpsHoldBefore(ALL);
    }

    void rollUpsHoldBefore(long micros) {
        for (int stream = 0; stream < STREAMS; stream++) {
            for (RollupLevel level : RollupLevel.values()) {
                assertEquals(
                        Recomputed.of(expected.get(stream), level, zone).stream()
                                .filter(r -> r.beginMicros() < micros)
                                .toList(),
                        store.rollups(stream, level, 0, micros),
                        level + " of stream " + stream + " in " + zone);
            }
        }
    }

    void readingsHold() {
        for (int stream = 0; stream < STREAMS; stream++) {
            ReadingColumns all = expected.get(stream);
            List<StoredReading> found = store.readings(stream, 0, ALL, Integer.MAX_VALUE);
            assertEquals(all.size(), found.size(), "readings of stream " + stream);
            for (int i = 0; i < all.size(); i++) {
                assertEquals(
                        new StoredReading(all.event(i), all.value(i), QualityCode.of(all.quality(i)), all.flags(i)),
                        found.get(i));
            }
        }
    }
}
