package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Record;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.CalibrationRows;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.place.PlaceRows;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Projection;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.StoryDevices;
import org.penstock.core.testsupport.TestDatabase;

/** What people do to devices and sensors, in rows and in the chain, on both databases. */
class DeviceProjectionTest {
    private static final long JUNE = 1_780_293_600_000_000L;

    private final FacilityFile file = FacilityBuilder.file(List.of(new AnyDriver("simulator")));
    private final List<JournalRecord> journal = new ArrayList<>();
    private final Engine engine = new Engine(file::reread, List.of(), List.of());
    private final Rehearsal site = new Rehearsal(engine, new StoryDevices(), JUNE, 0, journal::add);
    private final List<Projection.Fact> facts = new ArrayList<>();
    private int requests;

    private static FacilityBuilder small() {
        return new FacilityBuilder().stream("air", "temperature", "°F").output("valve-1", "valve");
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

    private void asks(String reason, String verb, String subject, double value, String... data) {
        SortedMap<String, String> more = new TreeMap<>();
        for (int i = 0; i < data.length; i += 2) {
            more.put(data[i], data[i + 1]);
        }
        site.put(new Input.Request("r" + ++requests, "anna", verb, subject, value, 0, reason, more));
        site.scan();
    }

    private void project(TestDatabase db) {
        ConfigurationProjection first = new ConfigurationProjection(file::reread);
        ControlProjection control = new ControlProjection("northglass", "north");
        DeviceProjection devices = new DeviceProjection("northglass", "north");
        for (JournalRecord record : journal) {
            db.database().run(sql -> {
                first.apply(sql, record, new ArrayList<>());
                control.apply(sql, record, new ArrayList<>());
                devices.apply(sql, record, facts);
            });
        }
        journal.clear();
    }

    private static Record device(TestDatabase db, String key) {
        return db.database()
                .read(sql -> sql.fetch(
                        "select d.*, a.actor_key from devices d left join actors a on a.id = d.state_actor_id"
                                + " where device_key = ?",
                        key))
                .getFirst();
    }

    @BothDatabases
    void aDeviceThatIsDisabledAndEnabledIsOneRowAndTwoEvents(TestDatabase db) {
        Configuration c = read(small().text(), null);
        applies(Input.Cause.START, c);
        project(db);
        assertEquals("active", device(db, "skid").get("state", String.class));
        assertNull(device(db, "skid").get("state_since"));

        asks("pump\u0000 head", "device.disable", "skid", Double.NaN);
        long since = site.wall();
        project(db);
        Record skid = device(db, "skid");
        assertEquals("maintenance", skid.get("state", String.class));
        assertEquals("anna", skid.get("actor_key", String.class));
        assertEquals("pump  head", skid.get("state_reason", String.class));
        assertEquals(EngineClock.instant(since), skid.get("state_since", Instant.class));

        asks("done", "device.enable", "skid", Double.NaN);
        asks("once more", "device.enable", "skid", Double.NaN); // refused: it is in service
        project(db);
        assertEquals("active", device(db, "skid").get("state", String.class));
        assertEquals(
                List.of("device.status_changed", "device.status_changed"),
                facts.stream().map(Projection.Fact::kind).toList());
        Projection.Fact first = facts.getFirst();
        assertEquals("device:skid", first.subject());
        assertEquals("anna", first.actor());
        assertEquals(
                "{from=active, reason=pump\u0000 head, to=maintenance}",
                first.data().toString());
    }

    @BothDatabases
    void aDeviceInMaintenanceKeepsItUnderANewKeyAndWhenItComesBackToTheFile(TestDatabase db) {
        Configuration c = read(small().text(), null);
        applies(Input.Cause.START, c);
        asks("pump head", "device.disable", "skid", Double.NaN);
        Configuration renamed = read(small().text().replace("key: skid", "key: skid-2\n    was: skid"), c);
        applies(Input.Cause.APPLY, renamed);
        project(db);
        assertEquals("maintenance", device(db, "skid-2").get("state", String.class));
        assertEquals("maintenance", shutOf("valve-1"));

        String without = small().text().replaceAll("(?s)  - key: skid.*", "  []\n");
        Configuration gone = read(without.replace("devices:\n  []", "devices: []"), renamed);
        applies(Input.Cause.APPLY, gone);
        project(db);
        assertEquals("retired", device(db, "skid-2").get("state", String.class));

        Configuration back = read(small().text().replace("key: skid", "key: skid-2"), gone);
        applies(Input.Cause.APPLY, back);
        project(db);
        assertEquals("maintenance", device(db, "skid-2").get("state", String.class));
        assertEquals("maintenance", shutOf("valve-1"));
        assertEquals(
                List.of("active → maintenance", "retired → maintenance"),
                facts.stream()
                        .map(f -> f.data().get("from") + " → " + f.data().get("to"))
                        .toList());

        applies(Input.Cause.APPLY, gone);
        applies(Input.Cause.APPLY, back);
        asks("done", "device.enable", "skid-2", Double.NaN);
        applies(Input.Cause.APPLY, gone);
        applies(Input.Cause.APPLY, back);
        project(db);
        assertEquals("active", device(db, "skid-2").get("state", String.class));
    }

    private String shutOf(String output) {
        return engine.view().outputs().stream()
                .filter(o -> o.spec().key().equals(output))
                .flatMap(o -> o.shut().stream())
                .map(shut -> shut.contains("is in maintenance since") ? "maintenance" : shut)
                .findFirst()
                .orElse("");
    }

    @BothDatabases
    void aCalibrationIsOneRowWithWhatWasFoundAndLeftAndOneEvent(TestDatabase db) {
        applies(Input.Cause.START, read(small().text(), null));
        asks(
                "yearly",
                "calibration.record",
                "air",
                -0.4,
                "before",
                "0.0",
                "certificate",
                "DKD 4711",
                "due",
                "2027-05-01",
                "found",
                "25.4",
                "reference",
                "25.0");
        long first = site.wall();
        asks("wrong reference", "calibration.record", "air", 0, "before", "-0.4");
        project(db);
        List<CalibrationRows.Listed> all = list(db, null);
        assertEquals(2, all.size());
        assertEquals(all, list(db, "air"));
        assertEquals(List.of(), list(db, "valve-1"));
        CalibrationRows.Listed one = all.get(1);
        assertEquals("air", one.stream());
        assertEquals("anna", one.actor());
        assertEquals(
                new CalibrationRows.Calibration(
                        EngineClock.instant(first),
                        EngineClock.instant(first),
                        25.0,
                        25.4,
                        0,
                        -0.4,
                        "DKD 4711",
                        Instant.parse("2027-05-01T22:00:00Z"),
                        "yearly"),
                one.calibration());
        assertEquals(25.0, one.calibration().left());
        CalibrationRows.Calibration undone = all.get(0).calibration();
        assertEquals(-0.4, undone.before());
        assertEquals(0, undone.offset());
        assertNull(undone.found());
        assertNull(undone.left());
        assertTrue(undone.from().isAfter(one.calibration().from()), "each has a time of its own");
        assertEquals(
                List.of("calibration.recorded", "calibration.recorded"),
                facts.stream().map(Projection.Fact::kind).toList());
        assertEquals("-0.4", facts.getFirst().data().get("offset"));
    }

    private static List<CalibrationRows.Listed> list(TestDatabase db, @Nullable String stream) {
        return db.database()
                .read(sql -> CalibrationRows.newest(
                        sql,
                        PlaceRows.find(sql, "northglass", "north").orElseThrow().siteId(),
                        stream,
                        10));
    }
}
