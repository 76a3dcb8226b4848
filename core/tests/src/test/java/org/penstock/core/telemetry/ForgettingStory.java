package org.penstock.core.telemetry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.db.Database;
import org.penstock.core.db.SiteMonths;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Provenance;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.testsupport.Northglass;
import java.util.TreeSet;

/** A site whose streams speak every ten minutes, hour by hour closed and day by day sealed, and then some of it is forgotten. */
final class ForgettingStory implements AutoCloseable {
    static final int STREAMS = 3;
    static final Instant BEGIN = Instant.parse("2024-01-31T00:00:00Z");
    static final long TEN = 600_000_000L;
    private static final ZoneId ZONE = ZoneOffset.UTC;
    private static final Provenance SYSTEM = Provenance.ofSystem("here");

    final Database database;
    final UUID site;
    final ChainId chain;
    final @Nullable DayFiles files;
    final @Nullable DayKeeper keeper;
    final ReadingStore store;
    final ReadingForgetting forgetting;
    long wall = EngineClock.micros(BEGIN);
    private long seq;
    private int ahead = 1;

    /** @param directory of the day files; null on a server */
    ForgettingStory(Database database, UUID site, ChainId chain, @Nullable Path directory) {
        this.database = database;
        this.site = site;
        this.chain = chain;
        try {
            files = directory == null ? null : DayFiles.open(directory, database, site);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        store = new ReadingStore(
                database, site, _ -> ReadingSource.Source.UNKNOWN, _ -> {}, no -> "stream-" + no, () -> ZONE, files,
                () -> true);
        if (files == null) {
            keeper = null;
            forgetting = new MonthForgetting(database, site, chain, store::forgotten);
        } else {
            keeper = new DayKeeper(
                    database, site, files, () -> ZONE, () -> EngineClock.instant(wall).plus(Duration.ofDays(ahead)), _ -> {});
            forgetting = new DayForgetting(database, site, chain, files, keeper, store::forgotten);
        }
        database.read(sql -> {
            store.load(sql);
            return true;
        });
    }

    static ForgettingStory begin(Database database, @Nullable Path directory) {
        var placed = Northglass.put(database);
        if (directory == null) {
            for (SiteMonths table : MonthTables.of(placed.siteId()).all()) {
                database.transact(sql -> table.make(sql, java.time.YearMonth.of(2024, 1), 1));
            }
        }
        return new ForgettingStory(database, placed.siteId(), Northglass.chain(placed), directory);
    }

    /** Time goes by; all streams speak. */
    void until(Instant end) {
        while (wall < EngineClock.micros(end)) {
            // An hour a frame: an hour is closed with each.
            Samples.Builder samples = new Samples.Builder(6 * STREAMS);
            for (int i = 0; i < 6; i++, wall += TEN) {
                for (int stream = 1; stream <= STREAMS; stream++) {
                    samples.add(stream, stream * 10 + wall / TEN % 7, wall, seq * TEN, 0, 0);
                }
            }
            frame(samples);
        }
    }

    void late(int stream, Instant at, double value) {
        Samples.Builder samples = new Samples.Builder(1);
        samples.add(stream, value, EngineClock.micros(at), seq * TEN, 0, Samples.LATE);
        frame(samples);
        wall += TEN;
    }

    /** What came late is put on record. */
    void settle() {
        for (int i = 0; i < 5; i++, wall += TEN / 10) {
            frame(new Samples.Builder(1));
        }
    }

    private void frame(Samples.Builder samples) {
        seq++;
        Frame frame = new Frame(seq, wall, seq * TEN, samples.build(), List.of(), List.of(), List.of());
        database.run(sql -> {
            List<Projection.Fact> facts = new ArrayList<>();
            store.append(sql, List.of(frame), () -> {}, facts);
            ActorEvents.append(
                    sql,
                    chain,
                    facts.stream()
                            .map(f -> new ActorEvent(f.atMicros(), f.actor(), f.kind(), f.subject(), f.data()))
                            .toList());
        });
        store.committed();
    }

    /** Embedded: everything is moved and sealed. */
    void keep() {
        database.run(sql -> store.sealAll(sql, wall));
        store.committed();
        try {
            for (ahead = 1; ahead < 4; ahead += 2) {
                while (keeper != null && keeper.step()) {
                    continue;
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The piece that holds an instant. */
    ReadingForgetting.Piece piece(Instant at) {
        return forgetting.pieces(wall + 40 * DayFiles.DAY_MICROS).stream()
                .filter(p -> p.fromMicros() <= EngineClock.micros(at) && EngineClock.micros(at) < p.toMicros())
                .findFirst()
                .orElseThrow();
    }

    ReadingForgetting.Outcome forget(Instant at, Going going) {
        return forgetting.forget(new ReadingForgetting.Run(UUID.randomUUID(), SYSTEM, BEGIN), piece(at), _ -> going);
    }

    static Going going(Map<ReadingKind, List<Integer>> streams) {
        Map<ReadingKind, StreamSet> sets = new TreeMap<>();
        streams.forEach((kind, some) -> sets.put(kind, StreamSet.of(some)));
        return new Going(sets);
    }

    List<String> faults() {
        return new ReadingProof(database, site, chain, files)
                .prove(Watch.none()).faults().stream().map(ReadingProof.Fault::inWords).toList();
    }

    int readings(int stream, Instant from, Instant to) {
        return store.readings(stream, EngineClock.micros(from), EngineClock.micros(to), Integer.MAX_VALUE)
                .size();
    }

    List<Rollup> rollups(int stream, RollupLevel level) {
        return store.rollups(stream, level, EngineClock.micros(BEGIN), EngineClock.micros(BEGIN) + 40 * DayFiles.DAY_MICROS);
    }

    /** Of which streams there is something; on a server the raw rows say the same. */
    TreeSet<Integer> present(Instant from, Instant to) {
        RawRowsSeen.sameAs(store, database, site, STREAMS + 1);
        TreeSet<Integer> present = new TreeSet<>();
        for (int stream = 1; stream <= STREAMS; stream++) {
            if (readings(stream, from, to) > 0) {
                present.add(stream);
            }
        }
        return present;
    }

    @Override
    public void close() {
        if (files != null) {
            files.close();
        }
    }
}
