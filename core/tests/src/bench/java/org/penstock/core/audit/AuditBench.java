package org.penstock.core.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Provenance;
import org.penstock.core.testsupport.Northglass;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;

/**
 * The record at a million events: how long eight writers wait for append, commit and sync, what the append alone takes, and
 * how long the whole is verified. Bars: p99 ≤ 20 ms, append ≤ 1 ms, verified in ≤ 20 s. What was made before is used again, as
 * after a restart: the second run measures what a facility meets. Arguments: a directory, the number
 * of events, and {@code postgres} for a PostgreSQL server of the tests.
 */
public final class AuditBench {
    private static final int WRITERS = 8;
    private static final int EACH = 1_000;
    private static final int AT_ONCE = 50_000;
    /** H2's word for a connection that ended with its database. */
    private static final int CLOSED = 90_121;

    private static final double NANOS_A_MILLI = 1e6;

    private AuditBench() {}

    public static void main(String[] args) throws Exception {
        Path parent = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("penstock-bench-");
        int events = args.length > 1 ? Integer.parseInt(args[1]) : 1_000_000;
        Path data = Files.createDirectories(parent.resolve("audit"));
        boolean server = args.length > 2 && args[2].equals("postgres");
        try (TestDatabase fresh = server ? TestDatabases.postgres() : null) {
            DatabaseAddress address = fresh != null ? fresh.address() : new DatabaseAddress.Embedded(data);
            if (fill(address, events) && !server) {
                compact(data);
            }
            try (Database database = Database.open(address, InstantSource.system())) {
                for (int i = 0; i < 3; i++) {
                    verify(database, data);
                }
                ChainId chain = database.read(EventChain::chains).getFirst();
                write(database, chain, "right after the start");
                write(database, chain, "after that");
            }
        }
    }

    /** A million events at once leave twenty times their size behind; over years H2 tidies up by itself. */
    private static void compact(Path data) throws SQLException {
        String url = "jdbc:h2:file:" + data.resolve("penstock").toAbsolutePath()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH";
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute("SHUTDOWN COMPACT");
        } catch (SQLException e) {
            if (e.getErrorCode() != CLOSED) {
                throw e;
            }
        }
    }

    /** @return false when there are events already */
    private static boolean fill(DatabaseAddress address, int events) {
        try (Database database = Database.open(address, InstantSource.system())) {
            if (!database.read(EventChain::chains).isEmpty()) {
                return false;
            }
            fill(database, Northglass.chain(Northglass.put(database)), events);
            return true;
        }
    }

    private static void fill(Database database, ChainId chain, int events) {
        long start = System.nanoTime();
        for (int done = 0; done < events; done += AT_ONCE) {
            int from = done;
            database.run(sql -> ActorEvents.append(sql, chain, some(from)));
        }
        System.out.printf("%,d events made in %.1f s%n", events, (System.nanoTime() - start) / 1e9);
    }

    private static List<ActorEvent> some(int from) {
        List<ActorEvent> list = new ArrayList<>();
        for (int i = 0; i < AT_ONCE; i++) {
            list.add(event("anna", from + i));
        }
        return list;
    }

    /** As a change by a signed-in person is recorded: about 550 bytes. */
    private static ActorEvent event(String who, int i) {
        return new ActorEvent(
                1_772_000_000_000_000L + i * 1_000L,
                Provenance.ofPerson(
                        who, List.of("grower", "operator"), "office-1", "0197c1de-7c11-7ee0-a1b2-c3d4e5f60718"),
                "target.changed",
                "target:house-" + i % 40,
                new TreeMap<>(Map.of("old_value", "21.5", "value", "22.0", "reason", "cold nights ahead")));
    }

    private static void write(Database database, ChainId chain, String when)
            throws InterruptedException, ExecutionException {
        long[] whole = new long[WRITERS * EACH];
        long[] alone = new long[WRITERS * EACH];
        AtomicInteger at = new AtomicInteger();
        long processor = processor();
        long start = System.nanoTime();
        try (var pool = Executors.newFixedThreadPool(WRITERS)) {
            List<Future<?>> writers = new ArrayList<>();
            for (int w = 0; w < WRITERS; w++) {
                String who = "writer " + w;
                writers.add(pool.submit(() -> {
                    for (int i = 0; i < EACH; i++) {
                        int no = at.getAndIncrement();
                        long begin = System.nanoTime();
                        database.run(sql -> {
                            long inside = System.nanoTime();
                            ActorEvents.append(sql, chain, List.of(event(who, no)));
                            alone[no] = System.nanoTime() - inside;
                        });
                        whole[no] = System.nanoTime() - begin;
                    }
                }));
            }
            for (Future<?> writer : writers) {
                writer.get();
            }
        }
        System.out.printf(
                "%s, %d writers × %d in %.1f s (processor %.1f s): append, commit and sync %s; the append alone %s%n",
                when,
                WRITERS,
                EACH,
                (System.nanoTime() - start) / 1e9,
                (processor() - processor) / 1e9,
                percentiles(whole),
                percentiles(alone));
    }

    /** What all threads of this process took, ns: on a machine that others use the wall says little. */
    private static long processor() {
        return ProcessHandle.current()
                .info()
                .totalCpuDuration()
                .map(Duration::toNanos)
                .orElse(0L);
    }

    private static String percentiles(long[] nanos) {
        Arrays.sort(nanos);
        return "p50 %.2f ms, p99 %.2f ms, most %.1f ms"
                .formatted(
                        nanos[nanos.length / 2] / NANOS_A_MILLI,
                        nanos[nanos.length * 99 / 100] / NANOS_A_MILLI,
                        nanos[nanos.length - 1] / NANOS_A_MILLI);
    }

    private static void verify(Database database, Path data) throws IOException {
        AtomicInteger calls = new AtomicInteger();
        long processor = processor();
        long start = System.nanoTime();
        List<Verification> found = new RecordVerifier(database, new HeadsFile(data), RecordKey.open(data, false))
                .verify((seq, of) -> {
                    calls.incrementAndGet();
                    return true;
                });
        System.out.printf(
                "%,d events verified in %.1f s (processor %.1f s), %d steps of progress, %s%n",
                found.stream().mapToLong(Verification::events).sum(),
                (System.nanoTime() - start) / 1e9,
                (processor() - processor) / 1e9,
                calls.get(),
                found.stream().allMatch(Verification::proven)
                        ? "sound"
                        : "NOT SOUND: " + found.getFirst().findings());
    }
}
