package org.penstock.core.telemetry;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jooq.DSLContext;
import org.penstock.core.db.Database;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Handed;
import org.penstock.core.link.Sample;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.place.Site;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.TestDatabase;

/** What devices hand on, from the gate into the table: once, in order, whatever happens on the way. */
class HandedOnTest {
    private static final long SECOND = 1_000_000;
    private static final List<String> DEVICES = List.of("scale", "feeder");

    private final HandClock clock = new HandClock("2026-11-26T06:00:00Z");

    private static UUID site(Database database, String key) {
        return database.transact(sql -> PlaceRows.put(
                        sql,
                        new Site(key, key, "northglass", "Northglass", "barn", ZoneId.of("Europe/Amsterdam")),
                        List.of(),
                        (kind, name) -> UUID.randomUUID(),
                        Instant.parse("2026-11-26T00:00:00Z"))
                .siteId());
    }

    /** A broker that sends each message until it hears that it was taken; some it sends again all the same. */
    private final class Broker {
        final List<Handed> all = new ArrayList<>();
        final Set<Integer> taken = ConcurrentHashMap.newKeySet();
        private volatile int connection;
        private int sent;

        Broker(Random r) {
            for (int i = 0; i < 24; i++) {
                // Two in a dozen come under the identity of an earlier one and say something else.
                int id = i % 12 == 5 ? i - 3 : i;
                long event = r.nextInt(4) == 0 ? Sample.NO_TIME : clock.wall() - r.nextInt(3_600) * SECOND;
                String device = DEVICES.get(id % 2);
                all.add(new Handed(device, "feed.dispensed", "s-" + id % 3, "e-" + id, event, "{\"n\": " + i + "}"));
            }
        }

        Batch message(int no) {
            int over = connection;
            // What is acknowledged on a connection that is gone reaches nobody.
            Runnable acknowledge = () -> {
                synchronized (this) {
                    if (over == connection) {
                        taken.add(no);
                    }
                }
            };
            return new Batch(
                    "barn", List.of(), List.of(all.get(no)), clock.wall(), clock.nanos(), false, null, acknowledge);
        }

        Batch some(Random r) {
            return message(sent == all.size() || (sent > 0 && r.nextInt(3) == 0) ? r.nextInt(sent) : sent++);
        }

        synchronized void loseConnection() {
            connection++;
        }

        /** On a new connection what was not acknowledged comes again, in order. */
        List<Batch> again() {
            List<Batch> again = new ArrayList<>();
            for (int no = 0; no < sent; no++) {
                if (!taken.contains(no)) {
                    again.add(message(no));
                }
            }
            return again;
        }
    }

    /** One life of the process. */
    private final class Life implements AutoCloseable {
        final Journal journal;
        final Gate gate;
        final Projector projector;
        final ReadingStore store;
        final Random random;
        long frames;

        /** @param remembered messages that the gate can remember; what it forgets is recognised in the table */
        Life(FakeDisk disk, Database database, UUID site, int remembered, Random random) throws Exception {
            this.random = random;
            journal = Journal.open(disk, clock, 1_500, 1 << 24, 1 << 20);
            EngineClock time = new EngineClock(clock, clock, journal.end());
            gate = new Gate(time, journal.end(), new MessageMemory(remembered), new IngestCounts());
            try (JournalReader reader = journal.read(JournalPosition.START)) {
                for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
                    gate.recall(((JournalRecord.Inputs) record).frame());
                    frames++;
                }
            }
            store = new ReadingStore(database, site, no -> ReadingSource.Source.UNKNOWN, c -> {});
            projector = new Projector(
                    journal,
                    database,
                    site,
                    store,
                    List.of(new DeviceMessages(site)),
                    (sql, facts) -> {},
                    time,
                    this::mayCrash,
                    3);
        }

        private boolean crashing;

        private DSLContext mayCrash(DSLContext sql) {
            return crashing && random.nextInt(2) == 0 ? ProjectorTest.crashingAt(sql, 1 + random.nextInt(6)) : sql;
        }

        void take(List<Batch> batches) {
            clock.pass(SECOND);
            Gate.Gated gated = gate.frame(new Inbox.Taken(List.of(), batches));
            assertTrue(journal.append(new JournalRecord.Inputs(gated.frame()), gated.acknowledgements()));
            frames++;
        }

        void project(boolean mayFail) throws Exception {
            await().pollInterval(Duration.ofMillis(1)).until(() -> journal.durableInputs() == frames);
            crashing = mayFail;
            try {
                while (projector.step(0)) {
                    continue;
                }
            } catch (ProjectorTest.Crash e) {
                assertTrue(mayFail);
            } finally {
                crashing = false;
            }
        }

        @Override
        public void close() {
            journal.close();
        }
    }

    @BothDatabases
    void eachMessageIsKeptOnceHoweverOftenItComesAndWhenever(TestDatabase db) throws Exception {
        for (int seed = 0; seed < (db.embedded() ? 12 : 5); seed++) {
            Random r = new Random(seed);
            UUID site = site(db.database(), "site-" + seed);
            Broker broker = new Broker(r);
            FakeDisk disk = new FakeDisk();
            for (int life = 0; life < 4; life++) {
                try (Life now = new Life(disk, db.database(), site, r.nextBoolean() ? 4 : 1_000, r)) {
                    now.take(broker.again());
                    for (int i = r.nextInt(12); i > 0; i--) {
                        List<Batch> batches = new ArrayList<>();
                        for (int n = r.nextInt(4); n > 0; n--) {
                            batches.add(broker.some(r));
                        }
                        now.take(batches);
                        if (r.nextInt(4) == 0) {
                            now.project(true);
                        }
                    }
                    // Killed: what was promised until now is on the disk, what is on its way may be.
                    broker.loseConnection();
                    disk = new FakeDisk(disk.state());
                }
            }
            try (Life last = new Life(disk, db.database(), site, 1_000, r)) {
                last.take(broker.again());
                while (broker.sent < broker.all.size()) {
                    last.take(List.of(broker.some(r)));
                }
                Gate.Gated end = last.gate.lastFrame(Inbox.Taken.NOTHING);
                assertTrue(last.journal.append(new JournalRecord.Inputs(end.frame()), end.acknowledgements()));
                last.frames++;
                last.project(false);
                assertEquals(broker.all.size(), broker.taken.size(), "every message was acknowledged");
                holds(db.database(), last, site, broker.all);
            }
        }
    }

    private static void holds(Database database, Life life, UUID site, List<Handed> all) {
        for (String device : DEVICES) {
            List<DeviceMessages.Stored> kept =
                    database.read(sql -> new DeviceMessages(site).newest(sql, device, 1_000));
            List<Handed> sent =
                    all.stream().filter(h -> h.device().equals(device)).toList();
            assertEquals(
                    sent.stream().map(h -> said(h)).sorted().toList(),
                    kept.stream().map(s -> said(s)).sorted().toList());
            // A broker sends in order, so they are first recorded in order; whatever comes again changes nothing.
            assertEquals(
                    sent.stream().map(Handed::body).toList(),
                    kept.reversed().stream().map(DeviceMessages.Stored::body).toList());
            assertEquals((long) kept.size(), (long) database.read(sql -> new DeviceMessages(site).count(sql, device)));
        }
        Map<String, Long> counted = new TreeMap<>(life.store.counted(0));
        long conflicts = 2;
        assertEquals(all.size() - conflicts, counted.get(IngestCounts.MESSAGE_STORED), counted::toString);
        assertEquals(conflicts, counted.get(IngestCounts.MESSAGE_CONFLICT), counted::toString);
    }

    private static String said(Handed h) {
        String event = h.eventMicros() == Sample.NO_TIME
                ? "null"
                : EngineClock.instant(h.eventMicros()).toString();
        return h.messageId() + " " + h.kind() + " " + h.subject() + " " + event + " " + h.body();
    }

    private static String said(DeviceMessages.Stored s) {
        return s.id().replaceFirst("~[0-9a-f]{16}$", "") + " " + s.kind() + " " + s.subject() + " " + s.event() + " "
                + s.body();
    }

    @BothDatabases
    void whatNoColumnHoldsAsItIsStillGoesIn(TestDatabase db) throws Exception {
        UUID site = site(db.database(), "odd");
        String body = "{\"note\": \"" + "温".repeat(20_000) + "\"}";
        Handed odd =
                new Handed("scale", "k".repeat(5_000), "s\0" + "s".repeat(5_000), "\0\ud800", Long.MAX_VALUE, body);
        try (Life life = new Life(new FakeDisk(), db.database(), site, 10, new Random(1))) {
            life.take(List.of(
                    new Batch("barn", List.of(), List.of(odd), clock.wall(), clock.nanos(), false, null, () -> {})));
            life.project(false);
            DeviceMessages.Stored kept = db.database()
                    .read(sql -> new DeviceMessages(site).newest(sql, "scale", 1))
                    .getFirst();
            assertEquals(body, kept.body());
            assertEquals(null, kept.event(), "a time that cannot be is none");
            assertTrue(kept.kind().startsWith("sha256:") && kept.subject().startsWith("sha256:"), kept::toString);
        }
    }
}
