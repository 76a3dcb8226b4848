package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingChunks.READING_CHUNKS;
import static org.penstock.core.db.tables.tables.ReadingRollups.READING_ROLLUPS;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Record;
import org.penstock.core.db.FileDatabase;

/** Copies a day's file stream by stream, so that each stream lies together, and counts. Every chunk is read on the way. */
final class DayPacking implements DayFiles.DayCopy {
    private static final int AT_ONCE = 20_000;

    private final UUID site;
    private long chunks;
    private long readings;

    DayPacking(UUID site) {
        this.site = site;
    }

    long chunks() {
        return chunks;
    }

    long readings() {
        return readings;
    }

    @Override
    public void copy(FileDatabase from, FileDatabase to) {
        List<Integer> streams = from.read(sql -> sql.selectDistinct(READING_CHUNKS.STREAM_NO)
                .from(READING_CHUNKS)
                .where(READING_CHUNKS.SITE_ID.eq(site))
                .orderBy(READING_CHUNKS.STREAM_NO)
                .fetch(READING_CHUNKS.STREAM_NO));
        List<Object[]> some = new ArrayList<>();
        List<Object[]> rollups = new ArrayList<>();
        for (int stream : streams) {
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
            rollups.addAll(from.read(sql -> sql.select(
                            READING_ROLLUPS.SITE_ID,
                            READING_ROLLUPS.STREAM_NO,
                            READING_ROLLUPS.ROLLUP_LEVEL,
                            READING_ROLLUPS.BUCKET_AT,
                            READING_ROLLUPS.N,
                            READING_ROLLUPS.BAD_N,
                            READING_ROLLUPS.OUT_N,
                            READING_ROLLUPS.MIN_VALUE,
                            READING_ROLLUPS.MAX_VALUE,
                            READING_ROLLUPS.SUM_VALUE,
                            READING_ROLLUPS.LAST_VALUE)
                    .from(READING_ROLLUPS)
                    .where(READING_ROLLUPS.SITE_ID.eq(site))
                    .and(READING_ROLLUPS.STREAM_NO.eq(stream))
                    .and(READING_ROLLUPS.ROLLUP_LEVEL.eq(RollupLevel.FIVE_MINUTES.word()))
                    .orderBy(READING_ROLLUPS.ROLLUP_LEVEL, READING_ROLLUPS.BUCKET_AT)
                    .fetch(Record::intoArray)));
            if (rollups.size() > AT_ONCE) {
                write(to, some, rollups);
            }
        }
        write(to, some, rollups);
    }

    private void write(FileDatabase to, List<Object[]> some, List<Object[]> rollups) {
        to.run(sql -> {
            if (!some.isEmpty()) {
                SealedReadings.insert(sql, some);
            }
            new RollupRows(site).insert(sql, rollups);
        });
        some.clear();
        rollups.clear();
    }
}
