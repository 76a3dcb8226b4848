package org.penstock.core.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.Events.EVENTS;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.db.Database;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.Northglass;
import org.penstock.core.testsupport.TestDatabase;

class EventChainTest {
    private static final Instant NANOS = Instant.parse("2026-03-01T06:00:00.123456789Z");

    private static ActorEvent event(String actor, String kind, String subject) {
        return new ActorEvent(
                NANOS.getEpochSecond() * 1_000_000 + 123_456,
                actor,
                kind,
                subject,
                new TreeMap<>(Map.of("limit", "27.0")));
    }

    @BothDatabases
    void theFirstEventFollowsSixtyFourZeros(TestDatabase db) {
        Placed placed = Northglass.put(db.database());
        ChainId chain = Northglass.chain(placed);
        db.database().run(sql -> ActorEvents.append(sql, chain, List.of(event("anna", "run.claimed", "run:1"))));

        var row = db.database().read(sql -> sql.fetchSingle(EVENTS));
        assertEquals("0".repeat(64), row.getPrevHash());
        String actorId = row.getActorId().toString();
        assertEquals(
                "{\"actor\":\"anna\",\"actor_id\":\"" + actorId
                        + "\",\"at\":\"2026-03-01T06:00:00.123456Z\",\"chain\":\""
                        + placed.siteId() + "\",\"data\":{\"limit\":\"27.0\"},\"kind\":\"run.claimed\",\"prev_hash\":\""
                        + "0".repeat(64) + "\",\"seq\":1,\"site\":\"" + placed.siteId()
                        + "\",\"subject\":\"run:1\",\"v\":1}",
                row.getBody());
        assertEquals(sha256(row.getBody()), row.getHash());
    }

    private static String sha256(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    @BothDatabases
    void eightWritersOfAThousandEventsEachMakeOneChain(TestDatabase db) throws Exception {
        ChainId chain = Northglass.chain(Northglass.put(db.database()));
        Database database = db.database();
        List<Future<?>> threads = new ArrayList<>();
        try (var pool = Executors.newFixedThreadPool(8)) {
            for (int t = 0; t < 8; t++) {
                String actor = "thread " + t;
                threads.add(pool.submit(() -> {
                    for (int i = 0; i < 1_000; i += 4) {
                        List<ActorEvent> four = IntStream.range(i, i + 4)
                                .mapToObj(n -> event(actor, "step.ended", "run:" + n))
                                .toList();
                        database.run(sql -> ActorEvents.append(sql, chain, four));
                    }
                }));
            }
            for (Future<?> thread : threads) {
                thread.get();
            }
        }
        Verification verification = new ChainVerifier(database).verify(chain, List.of(), Watch.none());
        assertEquals(List.of(), verification.findings());
        assertEquals(8_000, verification.events());
        assertEquals(8_000, verification.head().seq());
    }

    @BothDatabases
    void anEventSaysWithWhatRightAndFromWhereItWasDone(TestDatabase db) {
        ChainId chain = Northglass.chain(Northglass.put(db.database()));
        Provenance anna = Provenance.ofPerson("anna", List.of("supervisor", "grower"), "office-1", "0193");
        db.database()
                .run(sql -> ActorEvents.append(
                        sql,
                        chain,
                        List.of(new ActorEvent(
                                1, anna, "lot.held", "lot:7", new TreeMap<>(Map.of("reason", "smells"))))));
        EventQuery.Event event =
                db.database().read(sql -> EventQuery.newest(1).list(sql, chain)).getFirst();
        assertEquals("anna", event.actor());
        assertEquals(
                "{by_roles=grower supervisor, by_session=0193, by_workstation=office-1, reason=smells}",
                event.data().toString());
        assertThrows(
                IllegalArgumentException.class,
                () -> new ActorEvent(1, anna, "lot.held", "lot:7", new TreeMap<>(Map.of("by_roles", "owner"))));
    }

    @BothDatabases
    void whatIsRolledBackLeavesNoTrace(TestDatabase db) {
        ChainId chain = Northglass.chain(Northglass.put(db.database()));
        assertThrows(
                IllegalStateException.class,
                () -> db.database().run(sql -> {
                    ActorEvents.append(sql, chain, List.of(event("new one", "a", "x")));
                    throw new IllegalStateException();
                }));
        ChainHead head = db.database()
                .transact(sql ->
                        ActorEvents.append(sql, chain, List.of(event("new one", "b", "y"), event("system", "c", "z"))));
        assertEquals(2, head.seq());
        assertTrue(new ChainVerifier(db.database())
                .verify(chain, List.of(head), Watch.none())
                .proven());
    }

    @BothDatabases
    void oddTextFromADeviceIsRecordedAndProven(TestDatabase db) {
        Placed placed = Northglass.put(db.database());
        ChainId chain = Northglass.chain(placed);
        var data = new TreeMap<String, String>();
        data.put("payload", "\u0000 \uD800 \" \\ \u2028 \uD83D\uDE80 é e\u0301 " + "x".repeat(30_000));
        data.put("\uFB33", "hebrew");
        data.put("\uD83D\uDE02", "smiley");
        db.database()
                .run(sql -> ActorEvents.append(
                        sql,
                        chain,
                        List.of(
                                new ActorEvent(
                                        0, "\u0007 \u0000", "odd", "s\u0000ubject\uDC00" + "y".repeat(400), data),
                                new ActorEvent(-1, "", "odd.", "", new TreeMap<>()))));
        Verification verification = new ChainVerifier(db.database()).verify(chain, List.of(), Watch.none());
        assertEquals(List.of(), verification.findings());
        List<EventQuery.Event> events =
                db.database().read(sql -> EventQuery.newest(10).list(sql, chain));
        assertEquals(2, events.getFirst().seq());
        assertEquals("unknown", events.getFirst().actor());
        assertEquals(
                Instant.parse("1969-12-31T23:59:59.999999Z"), events.getFirst().at());
        assertEquals(300, events.getLast().subject().length());
        assertTrue(events.getLast().subject().startsWith("s\uFFFDubject\uFFFDyyy"));
        assertEquals("smiley", events.getLast().data().get("\uD83D\uDE02"));
    }

    @BothDatabases
    void eventsAreListedByKindAndSubjectPageByPage(TestDatabase db) {
        ChainId chain = Northglass.chain(Northglass.put(db.database()));
        db.database().run(sql -> {
            List<ActorEvent> many = new ArrayList<>();
            for (int i = 1; i <= 600; i++) {
                many.add(event(
                        "system",
                        i % 3 == 0 ? "run.ended" : i % 3 == 1 ? "run.claimed" : "alert.raised",
                        "run:" + i % 2));
            }
            ActorEvents.append(sql, chain, many);
        });
        EventQuery runs = new EventQuery("run.", "run:0", Long.MAX_VALUE, 150);
        List<EventQuery.Event> first = db.database().read(sql -> runs.list(sql, chain));
        List<EventQuery.Event> second =
                db.database().read(sql -> runs.after(first).list(sql, chain));
        assertEquals(150, first.size());
        assertEquals(600, first.getFirst().seq());
        assertEquals(50, second.size());
        assertEquals(4, second.getLast().seq());
        assertTrue(first.stream()
                .allMatch(e -> e.kind().startsWith("run.") && e.subject().equals("run:0")));
        int claimed = db.database()
                .read(sql -> new EventQuery("run.claimed", null, Long.MAX_VALUE, 1_000)
                        .list(sql, chain)
                        .size());
        assertEquals(200, claimed);
    }

    @BothDatabases
    void eventsAreListedByWhoDidThemAndWhen(TestDatabase db) {
        ChainId chain = Northglass.chain(Northglass.put(db.database()));
        Instant noon = Instant.parse("2026-11-21T12:00:00Z");
        db.database().run(sql -> {
            List<ActorEvent> many = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                long micros = (noon.getEpochSecond() + i * 60) * 1_000_000;
                many.add(new ActorEvent(
                        micros, i % 4 == 0 ? "anna" : "system", "run.ended", "run:" + i, new TreeMap<>()));
            }
            ActorEvents.append(sql, chain, many);
        });
        UUID anna = db.database()
                .read(sql -> Actors.find(sql, chain.organizationId(), "anna"))
                .orElseThrow();
        EventQuery annas =
                new EventQuery(null, null, Long.MAX_VALUE, 5, anna, noon.plusSeconds(600), noon.plusSeconds(40 * 60));
        List<EventQuery.Event> first = db.database().read(sql -> annas.list(sql, chain));
        List<EventQuery.Event> second =
                db.database().read(sql -> annas.after(first).list(sql, chain));
        assertEquals(
                List.of("run:36", "run:32", "run:28", "run:24", "run:20"),
                first.stream().map(EventQuery.Event::subject).toList());
        assertEquals(
                List.of("run:16", "run:12"),
                second.stream().map(EventQuery.Event::subject).toList());
        assertTrue(db.database()
                .read(sql -> Actors.find(sql, chain.organizationId(), "nobody"))
                .isEmpty());
    }

    @BothDatabases
    void anOrganizationHasItsOwnChain(TestDatabase db) {
        Placed placed = Northglass.put(db.database());
        ChainId own = ChainId.ofOrganization(placed.organizationId());
        db.database().run(sql -> {
            EventChain.found(sql, own);
            EventChain.found(sql, own);
            ActorEvents.append(sql, own, List.of(event("anna", "role.given", "anna")));
        });
        assertEquals(2, db.database().read(EventChain::chains).size());
        assertTrue(new ChainVerifier(db.database())
                .verify(own, List.of(), Watch.none())
                .proven());
    }

    @BothDatabases
    void anActorKeepsItsRowAndItsKind(TestDatabase db) {
        Placed placed = Northglass.put(db.database());
        UUID anna = db.database().transact(sql -> Actors.idOf(sql, placed.organizationId(), "anna", NANOS));
        var all = db.database()
                .transact(sql -> Actors.idsOf(
                        sql, placed.organizationId(), List.of("anna", "system", "device:skid", "system:x"), NANOS));
        assertEquals(anna, all.get("anna"));
        var kinds = db.database()
                .read(sql -> sql.resultQuery("select actor_key, kind from actors order by actor_key")
                        .fetchMap(0, 1));
        assertEquals(
                "{anna=person, device:skid=device, system=system, system:x=system}", new TreeMap<>(kinds).toString());
    }

    @Test
    void aKindIsAWordOfOurs() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new EventDraft(NANOS, UUID.randomUUID(), "anna", "Run claimed!", "", new TreeMap<>()));
    }
}
