package org.penstock.core.telemetry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Sample;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.quantity.Ticker;

/** This program: inbox, gate and journal until it is durable, projector and day files until it is found and small. */
final class PenstockPeer implements Peer {
    private final Database database;
    private final UUID site;
    private final DayFiles files;
    private final ReadingStore store;
    private final Journal journal;
    private final Gate gate;
    private final Projector projector;
    private final Inbox inbox = new Inbox(50_000, 5_000);
    private final AtomicLong durable = new AtomicLong();
    private long added;
    private long newest;
    private long seq = 1L << 40;

    PenstockPeer(Path directory) throws Exception {
        database = Database.open(
                new DatabaseAddress.Embedded(Files.createDirectories(directory.resolve("data"))), InstantSource.system());
        site = database.transact(sql -> PlaceRows.put(
                        sql,
                        new Site("peers", "peers", "o", "o", "grow", ZoneId.of("UTC")),
                        List.of(),
                        (kind, key) -> UUID.randomUUID(),
                        Instant.EPOCH)
                .siteId());
        files = DayFiles.open(directory.resolve("readings"), database, site);
        store = new ReadingStore(
                database, site, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "#" + no, () -> ZoneOffset.UTC, files);
        journal = Journal.open(new JournalDirectory(directory.resolve("journal")), Ticker.system());
        EngineClock clock = new EngineClock(InstantSource.system(), Ticker.system(), journal.end());
        gate = new Gate(clock, journal.end(), new MessageMemory(), new IngestCounts());
        gate.configure(GateToDurable.streams());
        projector = new Projector(
                journal, database, site, store, List.of(), (sql, facts) -> {}, clock, UnaryOperator.identity(), 5);
    }

    @Override
    public String name() {
        return "Penstock";
    }

    @Override
    public void add(Mix.Batch b) throws Exception {
        if (b.stream()[0] == Mix.LONG) {
            month(b);
            return;
        }
        long now = System.currentTimeMillis() * 1_000;
        List<Sample> samples = new ArrayList<>(b.size());
        for (int i = 0; i < b.size(); i++) {
            newest = Math.max(newest, b.at()[i]);
            samples.add(new Sample(b.stream()[i], b.value()[i], b.at()[i], QualityCode.GOOD));
        }
        inbox.deliver(new Batch("peers", samples, now, System.nanoTime(), false, null, () -> {}));
        Gate.Gated g = gate.frame(inbox.take(10_000, 1_000_000_000));
        long frame = ++added;
        while (!journal.append(new JournalRecord.Inputs(g.frame()), List.of(() -> durable.set(frame)))) {
            Thread.onSpinWait();
        }
    }

    private void month(Mix.Batch b) {
        List<Frame> frames = new ArrayList<>();
        for (int from = 0; from < b.size(); from += 3_600) {
            Samples.Builder samples = new Samples.Builder(3_600);
            int to = Math.min(b.size(), from + 3_600);
            for (int i = from; i < to; i++) {
                samples.add(b.stream()[i], b.value()[i], b.at()[i], b.at()[i], 0, 0);
            }
            long at = b.at()[to - 1];
            frames.add(new Frame(++seq, at, at, samples.build(), List.of(), List.of(), List.of()));
        }
        database.run(sql -> store.append(sql, frames, () -> {}, new ArrayList<>()));
        store.committed();
    }

    @Override
    public void commit() {
        while (durable.get() < added) {
            LockSupport.parkNanos(10_000);
        }
    }

    @Override
    public void settle() throws Exception {
        while (projector.step(0)) {
            continue;
        }
    }

    /** Readings in chunks and day files, sealed as two days later. */
    void seal() throws Exception {
        database.run(sql -> store.sealAll(sql, newest));
        store.committed();
        Instant later = EngineClock.instant(newest + 2 * DayFiles.DAY_MICROS);
        DayKeeper keeper = new DayKeeper(database, site, files, () -> ZoneOffset.UTC, () -> later, System.out::println);
        while (keeper.step()) {
            continue;
        }
    }

    @Override
    public int raw(int stream, long fromMicros, long toMicros) {
        int found = 0;
        for (StoredReading reading : store.readings(stream, fromMicros, toMicros, Integer.MAX_VALUE)) {
            found += reading.value() < Double.MAX_VALUE ? 1 : 0;
        }
        return found;
    }

    @Override
    public int pieces(int stream, long fromMicros, long toMicros, int points) {
        return store.rawPicture(stream, fromMicros, toMicros, points).pieces().size();
    }

    int fromRollUps(int stream, long fromMicros, long toMicros, int points) {
        return store.picture(stream, fromMicros, toMicros, points).pieces().size();
    }

    @Override
    public int lasts() {
        return store.lasts().size();
    }

    @Override
    public long bytes(Path directory) throws Exception {
        close();
        return GateToDurable.size(directory.resolve("data")) + GateToDurable.size(directory.resolve("readings"));
    }

    @Override
    public void close() throws Exception {
        journal.close();
        files.close();
        database.close();
    }
}
