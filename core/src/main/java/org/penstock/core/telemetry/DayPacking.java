package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;
import static org.penstock.core.db.tables.tables.ReadingRollups.READING_ROLLUPS;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.penstock.core.db.FileDatabase;
import org.penstock.core.place.ReadingKind;

/**
 * Copies a day's file stream by stream, so that each stream lies together, and counts. Every chunk is read on the way. What is
 * to be forgotten is left out; minutes that outlive their readings are made of them before.
 */
final class DayPacking implements DayFiles.DayCopy {
    private static final int AT_ONCE = 20_000;

    private final UUID site;
    private final Going going;
    private final StreamSet minutes;
    private final RollupRows rows;
    private long chunks;
    private long readings;

    DayPacking(UUID site) {
        this(site, Going.NOTHING, StreamSet.NONE);
    }

    /** @param minutes streams whose readings go and whose minutes stay */
    DayPacking(UUID site, Going going, StreamSet minutes) {
        this.site = site;
        this.going = going;
        this.minutes = minutes;
        this.rows = new RollupRows(site);
    }

    long chunks() {
        return chunks;
    }

    long readings() {
        return readings;
    }

    @Override
    public void copy(FileDatabase from, FileDatabase to) {
        TreeSet<Integer> streams = new TreeSet<>();
        streams.addAll(from.read(sql -> sql.selectDistinct(READING_CHUNKS.STREAM_NO)
                .from(READING_CHUNKS)
                .where(READING_CHUNKS.SITE_ID.eq(site))
                .fetch(READING_CHUNKS.STREAM_NO)));
        // Roll-ups outlive their readings.
        streams.addAll(from.read(sql -> sql.selectDistinct(READING_ROLLUPS.STREAM_NO)
                .from(READING_ROLLUPS)
                .where(READING_ROLLUPS.SITE_ID.eq(site))
                .fetch(READING_ROLLUPS.STREAM_NO)));
        List<Object[]> some = new ArrayList<>();
        List<Object[]> rollups = new ArrayList<>();
        for (int stream : streams) {
            if (!going.of(ReadingKind.RAW).contains(stream)) {
                some.addAll(from.read(sql -> sql.selectFrom(READING_CHUNKS)
                        .where(READING_CHUNKS.SITE_ID.eq(site))
                        .and(READING_CHUNKS.STREAM_NO.eq(stream))
                        .orderBy(READING_CHUNKS.T0, READING_CHUNKS.PART)
                        .fetch(row -> {
                            ChunkCodec.decode(row.getPayload());
                            chunks++;
                            readings += row.getN();
                            return row.intoArray();
                        })));
            } else if (minutes.contains(stream)) {
                rollups.addAll(from.read(sql -> minutes(sql, stream)));
            }
            rollups.addAll(from.read(sql -> rows.of(sql, stream, staying(stream))));
            if (rollups.size() > AT_ONCE) {
                write(to, some, rollups);
            }
        }
        write(to, some, rollups);
    }

    private List<String> staying(int stream) {
        return Stream.of(ReadingKind.MINUTE, ReadingKind.FIVE_MINUTES)
                .filter(kind -> !going.of(kind).contains(stream))
                .map(ReadingKind::word)
                .toList();
    }

    private List<Object[]> minutes(DSLContext sql, int stream) {
        ReadingColumns all = new ReadingColumns(64);
        sql.select(READING_CHUNKS.PAYLOAD)
                .from(READING_CHUNKS)
                .where(READING_CHUNKS.SITE_ID.eq(site))
                .and(READING_CHUNKS.STREAM_NO.eq(stream))
                .orderBy(READING_CHUNKS.T0, READING_CHUNKS.PART)
                .forEach(r -> all.addAll(ChunkCodec.decode(r.value1())));
        return Buckets.minutes(all).stream()
                .map(m -> rows.row(stream, RollupLevel.MINUTE, m.beginMicros(), m.statistics()))
                .toList();
    }

    private void write(FileDatabase to, List<Object[]> some, List<Object[]> rollups) {
        to.run(sql -> {
            if (!some.isEmpty()) {
                ChunkRows.insert(sql, some);
            }
            rows.insert(sql, rollups);
        });
        some.clear();
        rollups.clear();
    }
}
