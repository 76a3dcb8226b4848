package org.penstock.core.db;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordingFile;
import org.jooq.DSLContext;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.core.audit.ChainVerifier;
import org.penstock.core.audit.EventChain;
import org.penstock.core.testsupport.ChildClasses;
import org.penstock.core.testsupport.ChildProcess;
import org.penstock.core.testsupport.Northglass;

/**
 * What the database has acknowledged survives the process. This test decides whether a newer H2 may be used: 2.5.252 tore
 * transactions in 8 of 8 kills.
 */
@Execution(ExecutionMode.CONCURRENT)
@Order(1)
class CrashTest {
    private static final int KILLS = Integer.getInteger("penstock.kills", 20) / 2;

    @Test
    void noAcknowledgedTransactionIsLostAndNoneIsTorn(@TempDir Path dir) throws Exception {
        var address = new DatabaseAddress.Embedded(dir);
        try (Database database = Database.open(address, InstantSource.system())) {
            Northglass.put(database);
            database.run(CommittingChild::makeTables);
        }
        Random random = new Random();
        Set<Long> acknowledged = new HashSet<>();
        int killedAtWork = 0;
        for (int kill = 1; kill <= KILLS; kill++) {
            try (ChildProcess child =
                    ChildProcess.start(ChildClasses.ofDatabase(), List.of(), CommittingChild.class, dir.toString())) {
                child.await("ready"::equals, Duration.ofSeconds(60));
                if (kill % 4 != 0) {
                    int some = 1 + random.nextInt(20);
                    child.await(
                            line -> line.startsWith("done ") && child.lines().size() > some, Duration.ofSeconds(60));
                }
                Thread.sleep(random.nextInt(15));
                child.kill();
                int before = acknowledged.size();
                child.lines().stream()
                        .filter(line -> line.startsWith("done "))
                        .forEach(line -> acknowledged.add(Long.parseLong(line.substring(5))));
                killedAtWork += acknowledged.size() > before ? 1 : 0;
            }
            try (Database database = Database.open(address, InstantSource.system())) {
                int kills = kill;
                database.read(sql -> whole(sql, acknowledged, "after kill " + kills));
            }
        }
        assertTrue(killedAtWork > KILLS / 3, "only " + killedAtWork + " kills hit work under way");
        try (Database database = Database.open(address, InstantSource.system())) {
            var chain = database.read(EventChain::chains).getFirst();
            var proof = new ChainVerifier(database).verify(chain, List.of(), ChainVerifier.Watch.none());
            assertEquals(List.of(), proof.findings());
            long there = database.read(sql -> count(sql, "select count(*) from crash_head"));
            assertEquals(there, proof.head().seq());
        }
    }

    private static boolean whole(DSLContext sql, Set<Long> acknowledged, String when) {
        Set<Long> heads = new HashSet<>(sql.fetch("select n from crash_head").getValues(0, Long.class));
        Set<Long> lost = new HashSet<>(acknowledged);
        lost.removeAll(heads);
        assertEquals(Set.of(), lost, "acknowledged and gone " + when);
        assertEquals(heads, new HashSet<>(sql.fetch("select n from crash_blobs").getValues(0, Long.class)), when);
        assertEquals(
                heads,
                new HashSet<>(sql.fetch("select n from crash_rows group by n having count(*) = " + CommittingChild.ROWS)
                        .getValues(0, Long.class)),
                when);
        assertEquals((long) heads.size() * CommittingChild.ROWS, count(sql, "select count(*) from crash_rows"), when);
        assertEquals(heads.size(), count(sql, "select count(*) from events"), when);
        assertEquals(heads.size(), count(sql, "select seq from chain_heads"), when);
        return true;
    }

    private static long count(DSLContext sql, String query) {
        return sql.fetchSingle(query).get(0, Long.class);
    }

    /** A killed process loses nothing that the system still holds; a power cut does. So each transaction must reach the disk. */
    @Test
    void everyTransactionIsSyncedToTheDisk(@TempDir Path dir) throws Exception {
        List<Written> written = Collections.synchronizedList(new ArrayList<>());
        List<RecordedEvent> syncs = syncsOf(dir, database -> {
            for (int n = 0; n < 10; n++) {
                written.add(Written.by(database, n));
            }
        });
        assertTrue(syncs.size() >= 10, syncs.size() + " syncs for 10 transactions");
        written.forEach(w -> assertTrue(w.isCoveredBy(syncs), w + " was told as done before it was on the disk"));
    }

    @Test
    void writersInARowShareASyncAndNoneGoesOnBeforeIt(@TempDir Path dir) throws Exception {
        List<Written> written = Collections.synchronizedList(new ArrayList<>());
        List<RecordedEvent> syncs = syncsOf(dir, database -> {
            try (ExecutorService writers = Executors.newFixedThreadPool(8)) {
                for (int n = 0; n < 200; n++) {
                    int key = n;
                    writers.execute(() -> written.add(Written.by(database, key)));
                }
            }
        });
        assertEquals(200, written.size());
        written.forEach(w -> assertTrue(w.isCoveredBy(syncs), w + " was told as done before it was on the disk"));
        assertTrue(syncs.size() < 150, syncs.size() + " syncs for 200 transactions: they were not shared");
    }

    /** A transaction, from the end of its work to the return of its call. */
    private record Written(int key, Instant ended, Instant returned) {
        static Written by(Database database, int key) {
            Instant ended = database.transact(sql -> {
                sql.execute("insert into crash_head values (?)", key);
                return Instant.now();
            });
            return new Written(key, ended, Instant.now());
        }

        boolean isCoveredBy(List<RecordedEvent> syncs) {
            return syncs.stream()
                    .anyMatch(s ->
                            s.getEndTime().isAfter(ended) && !s.getEndTime().isAfter(returned));
        }
    }

    private static List<RecordedEvent> syncsOf(Path dir, Consumer<Database> work) throws IOException {
        Path data = dir.resolve("data");
        Path file = dir.resolve("syncs.jfr");
        try (Database database = Database.open(new DatabaseAddress.Embedded(data), InstantSource.system());
                Recording recording = new Recording()) {
            database.run(CommittingChild::makeTables);
            recording.enable("jdk.FileForce").withoutThreshold();
            recording.start();
            work.accept(database);
            recording.stop();
            recording.dump(file);
        }
        String path = data.resolve("penstock.mv.db").toString();
        return RecordingFile.readAllEvents(file).stream()
                .filter(e -> e.getString("path").equals(path))
                .toList();
    }

    @Test
    void aWriterWhoFailsStillSyncsWhatWasLeftToHim(@TempDir Path dir) throws Exception {
        try (Database database = Database.open(new DatabaseAddress.Embedded(dir), InstantSource.system());
                ExecutorService writers = Executors.newFixedThreadPool(2)) {
            database.run(CommittingChild::makeTables);
            CountDownLatch working = new CountDownLatch(1);
            CountDownLatch queued = new CountDownLatch(1);
            Future<?> good = writers.submit(() -> database.run(sql -> {
                sql.execute("insert into crash_head values (1)");
                working.countDown();
                await(queued);
            }));
            await(working);
            Future<?> bad = writers.submit(() -> database.run(sql -> sql.execute("insert into crash_head values (1)")));
            // Long enough that the second stands in the queue when the first commits; sooner, both just sync for
            // themselves.
            Thread.sleep(200);
            queued.countDown();
            good.get(20, TimeUnit.SECONDS);
            assertThrows(ExecutionException.class, () -> bad.get(20, TimeUnit.SECONDS));
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(20, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
