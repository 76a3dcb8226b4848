package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.ReadingDays.READING_DAYS;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.testsupport.ChildClasses;
import org.penstock.core.testsupport.ChildProcess;

/** kill -9 while readings are stored, moved into the files of their days and sealed there. */
@Order(1)
class ReadingsCrashTest {
    private static final int KILLS = Math.max(3, Integer.getInteger("penstock.kills", 20) / 5);

    @Test
    void everyAcknowledgedReadingIsThereOnceWheneverTheProcessIsKilled(@TempDir Path directory) throws Exception {
        var address = new DatabaseAddress.Embedded(directory);
        UUID site;
        try (Database database = Database.open(address, InstantSource.system())) {
            site = RoughDay.site(database, "north", ReadingsChild.ZONE);
        }
        Random random = new Random();
        long acknowledged = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            String from = Long.toString(acknowledged);
            try (ChildProcess child = ChildProcess.start(
                    ChildClasses.ofDatabase(),
                    List.of(),
                    ReadingsChild.class,
                    directory.toString(),
                    site.toString(),
                    from)) {
                child.await("ready"::equals, Duration.ofSeconds(60));
                int some = 20 + random.nextInt(80);
                child.await(line -> line.startsWith("done ") && child.lines().size() > some, Duration.ofSeconds(60));
                Thread.sleep(random.nextInt(30));
                child.kill();
                for (String line : child.lines()) {
                    // Where it lives long enough it says that it has sealed a day.
                    assertTrue(line.equals("ready") || line.startsWith("done ") || line.contains(" INFO "), line);
                    if (line.startsWith("done ")) {
                        acknowledged = Long.parseLong(line.substring(5));
                    }
                }
            }
            try (Database database = Database.open(address, InstantSource.system());
                    DayFiles files = DayFiles.open(directory.resolve("readings"), database, site)) {
                holds(ReadingsChild.store(database, site, files), acknowledged, "after kill " + kill);
                assertEquals(0, files.damaged().size());
            }
        }
        try (Database database = Database.open(address, InstantSource.system())) {
            assertTrue(database.read(sql -> sql.fetchCount(READING_DAYS)) > 0);
        }
    }

    /** All of them, once, and at most the frame of which nobody had heard yet besides. */
    static void holds(ReadingStore store, long acknowledged, String when) {
        for (int stream = 0; stream < ReadingsChild.STREAMS; stream++) {
            List<StoredReading> found = store.readings(stream, 0, 7_258_118_400_000_000L, Integer.MAX_VALUE);
            long frames = found.size() > expected(stream, acknowledged).size() ? acknowledged + 1 : acknowledged;
            ReadingColumns expected = expected(stream, frames);
            List<StoredReading> all = new ArrayList<>();
            for (int i = 0; i < expected.size(); i++) {
                all.add(new StoredReading(
                        expected.event(i),
                        expected.value(i),
                        org.penstock.core.quantity.QualityCode.of(expected.quality(i)),
                        expected.flags(i)));
            }
            assertEquals(all, found, "stream " + stream + " " + when);
            for (RollupLevel level : RollupLevel.values()) {
                assertEquals(
                        Recomputed.of(expected, level, ReadingsChild.ZONE),
                        store.rollups(stream, level, 0, 7_258_118_400_000_000L),
                        level + " of stream " + stream + " " + when);
            }
        }
    }

    private static ReadingColumns expected(int stream, long frames) {
        ReadingColumns all = new ReadingColumns(64);
        for (long seq = 1; seq <= frames; seq++) {
            Samples s = ReadingsChild.frame(seq).samples();
            for (int i = 0; i < s.size(); i++) {
                if (s.stream(i) == stream) {
                    all.add(s.eventMicros(i), s.value(i), s.qualityCode(i), s.flags(i));
                }
            }
        }
        return all;
    }
}
