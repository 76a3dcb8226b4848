package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.exception.IntegrityConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.EnrolmentRows;
import org.penstock.core.facility.EnrolmentRows.Listed;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Projection;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.StoryDevices;
import org.penstock.core.testsupport.TestDatabase;

/** The ways of devices into the facility, in rows and in the chain, on both databases. */
class EnrolmentProjectionTest {
    private static final long JUNE = 1_780_293_600_000_000L;
    private static final String NODE = "mac A0:B7:65:11:22:33, model soil-4";

    private final FacilityFile file = FacilityBuilder.file(List.of(new AnyDriver("mqtt")));
    private final List<JournalRecord> journal = new ArrayList<>();
    private final Engine engine = new Engine(file::reread, List.of(), List.of());
    private final Rehearsal site = new Rehearsal(engine, new StoryDevices(), JUNE, 0, journal::add);
    private final List<Projection.Fact> facts = new ArrayList<>();
    private final DeviceProjection devices = new DeviceProjection("northglass", "north");
    private long ids;

    private static FacilityBuilder small() {
        return new FacilityBuilder()
                .link("mqtt", "{host: broker}").stream(
                        "{key: air, name: Air, metric: temperature, unit: \"°C\", interval: 1s,"
                                + " address: {topic: farm/node-1/telemetry}}");
    }

    private Configuration read(String text, @Nullable Configuration previous) {
        return switch (file.read("north.yaml", text, previous, s -> true)) {
            case Reading.Accepted a -> a.configuration();
            case Reading.Refused r -> throw new AssertionError(r.problems().toString());
        };
    }

    private void applies(Input.Cause cause, Configuration c) {
        site.put(new Input.ConfigChange(cause, "anna", c.hash(), c.json()));
        site.scan();
        site.run(site.now() + 1_000_000);
    }

    private String asks(String verb, String subject, String reason, Map<String, String> data) {
        String id = new UUID(0x019a_0000_0000_7000L, 0x8000_0000_0000_0000L | 0x10_0000 + ++ids).toString();
        site.put(new Input.Request(id, "anna", verb, subject, Double.NaN, 600_000_000L, reason, new TreeMap<>(data)));
        site.scan();
        return id;
    }

    private String pairs() {
        return asks("enrolment.open", "skid", "new probe", Map.of("kind", "pairing", "code", "ACDEFHJK"));
    }

    private void hears(String kind, String subject, String detail) {
        site.put(new Input.Notice("sim", "device." + kind, subject, detail));
        site.scan();
    }

    private List<Listed> project(TestDatabase db) {
        ConfigurationProjection first = new ConfigurationProjection(file::reread);
        ControlProjection control = new ControlProjection("northglass", "north");
        for (JournalRecord record : journal) {
            db.database().run(sql -> {
                first.apply(sql, record, new ArrayList<>());
                control.apply(sql, record, new ArrayList<>());
                devices.apply(sql, record, facts);
            });
        }
        journal.clear();
        return list(db, null);
    }

    private static List<Listed> list(TestDatabase db, @Nullable String device) {
        return db.database()
                .read(sql -> EnrolmentRows.newest(
                        sql,
                        PlaceRows.find(sql, "northglass", "north").orElseThrow().siteId(),
                        device,
                        10));
    }

    private List<String> told() {
        return facts.stream().map(f -> f.kind() + " by " + f.actor()).toList();
    }

    @BothDatabases
    void aPairingIsOneRowAndItsCodeOutlivesItNowhere(TestDatabase db) {
        applies(Input.Cause.START, read(small().text(), null));
        String id = pairs();
        long started = site.wall();
        Listed open = project(db).getFirst();
        assertEquals(id, open.id().toString());
        assertEquals("skid", open.device());
        assertEquals("pairing", open.kind());
        assertEquals("anna", open.actor());
        assertEquals("ACDEFHJK", open.code());
        assertEquals(EngineClock.instant(started), open.started());
        assertEquals(Duration.ofMinutes(10), Duration.between(open.started(), open.expires()));
        assertEquals(new EnrolmentRows.Standing("pending", "code", 0, "", "", null), open.standing());

        hears("refused", "", "");
        hears("presented", id, NODE + "\u0000");
        assertEquals(
                new EnrolmentRows.Standing("in_progress", "reading", 1, "", NODE + " ", null),
                project(db).getFirst().standing());

        site.run(site.now() + 1);
        site.put(engineStream(), 21, QualityCode.GOOD.code(), 0);
        site.scan();
        Listed done = project(db).getFirst();
        assertEquals("completed", done.standing().state());
        assertEquals(EngineClock.instant(site.wall()), done.standing().ended());
        assertNull(done.code());
        assertEquals(1, list(db, "skid").size());
        assertEquals(List.of(), list(db, "other"));
        assertEquals(
                List.of(
                        "enrolment.opened by anna",
                        "enrolment.attempted by system",
                        "enrolment.presented by system",
                        "enrolment.completed by system"),
                told());
        assertFalse(facts.toString().contains("ACDEFHJK"), "the code is kept for ever");
        assertEquals("new probe", facts.getFirst().data().get("reason"));
    }

    private int engineStream() {
        return engine.configuration()
                .orElseThrow()
                .part(ControlConfig.class)
                .streams()
                .getFirst()
                .no();
    }

    @BothDatabases
    void whatIsMissingNamesTheTopicOfTheFile(TestDatabase db) {
        applies(Input.Cause.START, read(small().text(), null));
        hears("presented", pairs(), NODE);
        site.run(site.now() + 600_000_000L);
        assertEquals(
                "it presented itself as " + NODE + ", but nothing good has come on topic farm/node-1/telemetry on link"
                        + " sim within 10 min",
                project(db).getFirst().standing().error());
        assertEquals("expired", project(db).getFirst().standing().state());
    }

    @BothDatabases
    void aDeviceWithAnotherKeyIsTheSameOneAndOneThatLeftTheFileIsNotExpectedAnyMore(TestDatabase db) {
        Configuration c = read(small().text(), null);
        applies(Input.Cause.START, c);
        pairs();
        Configuration renamed = read(small().text().replace("key: skid", "key: skid-2\n    was: skid"), c);
        applies(Input.Cause.APPLY, renamed);
        assertEquals("skid-2", project(db).getFirst().device());
        asks("enrolment.cancel", "skid-2", "typing error", Map.of());
        assertEquals(
                "cancelled by anna: typing error",
                project(db).getFirst().standing().error());

        asks("enrolment.open", "skid-2", "", Map.of("kind", "manual"));
        String without = small().text().replaceAll("(?s)  - key: skid.*", "  []\n");
        applies(Input.Cause.APPLY, read(without.replace("devices:\n  []", "devices: []"), renamed));
        assertEquals(
                "skid-2 left the facility file",
                project(db).getFirst().standing().error());
        assertEquals(
                List.of(
                        "enrolment.opened by anna",
                        "enrolment.cancelled by anna",
                        "enrolment.opened by anna",
                        "enrolment.failed by system"),
                told());
    }

    @BothDatabases
    void thirtyDaysAfterItsEndTheRowIsDeletedAndTheEventsStay(TestDatabase db) {
        applies(Input.Cause.START, read(small().text(), null));
        pairs();
        asks("enrolment.cancel", "skid", "", Map.of());
        site.run(site.now() + Duration.ofDays(29).toNanos() / 1_000);
        String second = asks("enrolment.open", "skid", "", Map.of("kind", "manual"));
        assertEquals(2, project(db).size());
        site.run(site.now() + Duration.ofDays(2).toNanos() / 1_000);
        site.scan();
        List<Listed> left = project(db);
        assertEquals(List.of(second), left.stream().map(l -> l.id().toString()).toList());
        assertEquals("expired", left.getFirst().standing().state());
        assertEquals(4, facts.size());
    }

    @BothDatabases
    void theDatabaseItselfRefusesASecondOpenOne(TestDatabase db) {
        applies(Input.Cause.START, read(small().text(), null));
        Listed open = projectOpen(db);
        EnrolmentRows.Opened again = new EnrolmentRows.Opened(
                new UUID(1, 2), "manual", "reading", null, actor(db), open.started(), open.expires());
        assertThrows(
                IntegrityConstraintViolationException.class,
                () -> db.database()
                        .run(sql -> EnrolmentRows.open(
                                sql,
                                PlaceRows.find(sql, "northglass", "north")
                                        .orElseThrow()
                                        .siteId(),
                                "skid",
                                again)));
        assertEquals(1, list(db, null).size());
    }

    private Listed projectOpen(TestDatabase db) {
        pairs();
        return project(db).getFirst();
    }

    private static UUID actor(TestDatabase db) {
        return db.database()
                .read(sql -> sql.fetch("select id from actors where actor_key = 'anna'"))
                .getFirst()
                .get("id", UUID.class);
    }
}
