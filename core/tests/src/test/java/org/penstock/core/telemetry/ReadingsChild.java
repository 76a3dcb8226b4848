package org.penstock.core.telemetry;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;

/** Stores readings and moves them into the files of their days until it is killed. Says {@code done N} for each frame. */
final class ReadingsChild {
    static final ZoneId ZONE = ZoneId.of("Europe/Amsterdam");
    static final int STREAMS = 5;
    static final int READINGS = 40;
    private static final long BEGIN = EngineClock.micros(Instant.parse("2026-11-01T00:00:00Z"));

    private ReadingsChild() {}

    /** A frame is a function of its number, so that one of which nobody heard may come again. Each is ten minutes. */
    static Frame frame(long seq) {
        long wall = wall(seq);
        Samples.Builder samples = new Samples.Builder(READINGS);
        for (int i = 0; i < READINGS; i++) {
            // Every seventh frame has a reading that is a day late.
            long late = seq % 7 == 0 && i == 0 ? DayFiles.DAY_MICROS : 0;
            samples.add(i % STREAMS, seq + i / 100.0, wall - late - i * 10_000_000L - seq, seq, 0, 0);
        }
        return new Frame(seq, wall, seq * 600_000_000L, samples.build(), List.of(), List.of(), List.of());
    }

    static long wall(long seq) {
        return BEGIN + seq * 600_000_000L;
    }

    static ReadingStore store(Database database, UUID site, DayFiles files) {
        ReadingStore store = new ReadingStore(
                database, site, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "#" + no, () -> ZONE, files);
        database.read(sql -> {
            store.load(sql);
            return site;
        });
        return store;
    }

    public static void main(String[] args) throws Exception {
        Path directory = Path.of(args[0]);
        UUID site = UUID.fromString(args[1]);
        AtomicLong seq = new AtomicLong(Long.parseLong(args[2]));
        Database database = Database.open(new DatabaseAddress.Embedded(directory), InstantSource.system());
        DayFiles files = DayFiles.open(directory.resolve("readings"), database, site);
        ReadingStore store = store(database, site, files);
        InstantSource wall = () -> EngineClock.instant(wall(seq.get()));
        DayKeeper keeper = new DayKeeper(database, site, files, () -> ZONE, wall, System.out::println);
        Thread moving = new Thread(
                () -> {
                    try {
                        while (true) {
                            if (!keeper.step()) {
                                Thread.sleep(1);
                            }
                        }
                    } catch (Exception e) {
                        System.out.println("failed " + e);
                        Runtime.getRuntime().halt(3);
                    }
                },
                "moving");
        moving.setDaemon(true);
        moving.start();
        System.out.println("ready");
        while (true) {
            Frame frame = frame(seq.incrementAndGet());
            database.run(sql -> store.append(sql, List.of(frame), () -> {}, new ArrayList<>()));
            store.committed();
            System.out.println("done " + frame.seq());
        }
    }
}
