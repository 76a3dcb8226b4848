package org.penstock.core.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.exception.DataAccessException;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.EventChain;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.telemetry.Frame;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.JournalRecord;
import org.penstock.core.telemetry.Projection;
import org.penstock.core.telemetry.Samples;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.TestDatabase;

/** What a facility file says, in rows, on both databases. */
class ConfigurationProjectionTest {
    private static final long MARCH = 1_772_000_000_000_000L;

    private final FacilityFile file = FacilityBuilder.file(List.of(new AnyDriver("simulator")));
    private final ConfigurationProjection projection = new ConfigurationProjection(file::reread);
    private final List<Projection.Fact> facts = new ArrayList<>();
    private long seq;

    private static FacilityBuilder small() {
        return new FacilityBuilder()
                .stream("air-temp", "temperature", "°F").stream("sub-temp", "temperature", "°C")
                        .output(
                                "{key: fan-1, name: Fan, kind: fan, location: house, safe: 0.25, address: {actuator: fan-1}}")
                        .output("valve-1", "valve");
    }

    private Configuration read(String text, @Nullable Configuration previous) {
        return switch (file.read("north.yaml", text, previous, s -> true)) {
            case Reading.Accepted a -> a.configuration();
            case Reading.Refused r -> throw new AssertionError(r.problems().toString());
        };
    }

    private void apply(TestDatabase db, Input.Cause cause, Configuration c) {
        seq++;
        Frame frame = new Frame(
                seq,
                MARCH + seq,
                seq,
                Samples.NONE,
                List.of(new Input.ConfigChange(cause, "anna", c.hash(), c.json())),
                List.of(),
                List.of());
        db.database().run(sql -> projection.apply(sql, new JournalRecord.Inputs(frame), facts));
    }

    private static Result<Record> rows(TestDatabase db, String sql) {
        return db.database().read(s -> s.fetch(sql));
    }

    @BothDatabases
    void whatIsGivenAnotherKeyIsTheSameRowUnderThatKey(TestDatabase db) {
        Configuration first = read(small().text(), null);
        apply(db, Input.Cause.START, first);
        String[] renames = {"key: bay-1", "key: sim", "key: skid", "key: air-temp", "key: valve-1"};
        String text = small().text();
        for (String key : renames) {
            text = text.replace(key + ",", key + "-b, was: " + key.substring(5) + ",")
                    .replace(key + "\n", key + "-b\n    was: " + key.substring(5) + "\n");
        }
        text = text.replace("location: bay-1", "location: bay-1-b").replace("link: sim", "link: sim-b");
        Configuration second = read(text, first);
        apply(db, Input.Cause.APPLY, second);
        for (String[] t : new String[][] {
            {"locations", "location_key", "location", "bay-1"},
            {"links", "link_key", "link", "sim"},
            {"devices", "device_key", "device", "skid"},
            {"sensor_streams", "stream_key", "stream", "air-temp"},
            {"outputs", "output_key", "output", "valve-1"}
        }) {
            Result<Record> row =
                    rows(db, "select * from " + t[0] + " where " + t[1] + " in ('" + t[3] + "', '" + t[3] + "-b')");
            assertEquals(1, row.size(), t[0]);
            assertEquals(t[3] + "-b", row.getFirst().get(t[1], String.class));
            assertEquals(null, row.getFirst().get("archived_at"), t[0]);
            if (!t[0].equals("locations")) {
                assertEquals(first.identities().id(t[2], t[3]), row.getFirst().get("id", UUID.class), t[0]);
            }
        }
    }

    @BothDatabases
    void everythingTheFileNamesHasItsRow(TestDatabase db) {
        Configuration c = read(small().text(), null);
        apply(db, Input.Cause.START, c);

        Record stream = rows(db, "select * from sensor_streams where stream_key = 'air-temp'")
                .getFirst();
        assertEquals(c.identities().id("stream", "air-temp"), stream.get("id", UUID.class));
        assertEquals(0, stream.get("stream_no", Integer.class));
        assertEquals("degF", stream.get("source_unit", String.class));
        assertEquals("{reading=air-temp}", stream.get("channel", String.class));
        assertEquals(0, new BigDecimal("5").compareTo(stream.get("max_age_seconds", BigDecimal.class)));

        Record fan = rows(
                        db,
                        "select o.*, d.device_key, l.location_key from outputs o join devices d on d.id = o.device_id "
                                + "join locations l on l.id = o.location_id where output_key = 'fan-1'")
                .getFirst();
        assertEquals("skid", fan.get("device_key", String.class));
        assertEquals("house", fan.get("location_key", String.class));
        assertEquals(0, new BigDecimal("0.25").compareTo(fan.get("safe_value", BigDecimal.class)));
        assertEquals("keep", fan.get("on_start", String.class));

        Record applied = rows(db, "select c.*, a.actor_key from configurations c join actors a on a.id = c.actor_id")
                .getFirst();
        assertEquals(c.hash(), applied.get("hash", String.class));
        assertEquals("anna", applied.get("actor_key", String.class));
        assertEquals(c.json(), applied.get("body", String.class));
        assertEquals(
                List.of("configuration.applied site:north"),
                facts.stream().map(f -> f.kind() + " " + f.subject()).toList());
        assertEquals(1, db.database().read(EventChain::chains).size(), "the site's chain can be appended to");
    }

    @BothDatabases
    void aStartUnderTheSameConfigurationChangesNothing(TestDatabase db) {
        Configuration c = read(small().text(), null);
        apply(db, Input.Cause.START, c);
        apply(db, Input.Cause.START, c);
        assertEquals(1, rows(db, "select * from configurations").size());
        assertEquals(1, facts.size());
        assertTrue(rows(db, "select version from sensor_streams").stream().allMatch(r -> r.get(0, int.class) == 1));
    }

    @BothDatabases
    void whatLeavesIsArchivedAndComesBackAsItself(TestDatabase db) {
        Configuration first = read(small().text(), null);
        apply(db, Input.Cause.START, first);
        Configuration second = read(
                new FacilityBuilder()
                        .stream("air-temp", "temperature", "°F")
                                .output("valve-1", "valve")
                                .text(),
                first);
        apply(db, Input.Cause.APPLY, second);
        String archived = "select stream_key as k from sensor_streams where archived_at is not null "
                + "union all select output_key from outputs where archived_at is not null order by 1";
        assertEquals(List.of("fan-1", "sub-temp"), rows(db, archived).getValues("k", String.class));
        assertEquals(
                1,
                rows(db, "select version from sensor_streams where stream_key = 'air-temp'")
                        .getFirst()
                        .get(0, int.class));

        Configuration third = read(small().text(), second);
        apply(db, Input.Cause.APPLY, third);
        assertEquals(0, rows(db, archived).size());
        assertEquals(
                first.identities().id("stream", "sub-temp"),
                rows(db, "select id from sensor_streams where stream_key = 'sub-temp'")
                        .getFirst()
                        .get(0, UUID.class));
        assertEquals(
                List.of(1, 2, 3),
                rows(db, "select configuration_no from configurations order by 1")
                        .getValues(0, Integer.class));
    }

    private static final String PUMPS = """
            equipment:
              - {key: p1, name: Pump, kind: pump, location: house, serial: "0042", properties: {max_flow: 60 L/min}}
              - {key: tank, name: Tank, kind: tank, location: house, properties: {capacity: 2 m³}}
            relationships:
              - {from: p1, type: feeds, to: tank, strength: 0.5}
              - {from: air-temp, type: measures, to: bay-1}
            """;

    private static String equipment(TestDatabase db) {
        return rows(
                        db,
                        "select e.equipment_key || ' ' || s.schema_key || coalesce(' replaces ' || r.equipment_key, '') "
                                + "from equipment e join schemas s on s.id = e.schema_id "
                                + "left join equipment r on r.id = e.replaces_id "
                                + "where e.archived_at is null order by 1")
                .getValues(0, String.class)
                .toString();
    }

    private static String bonds(TestDatabase db) {
        return rows(
                        db,
                        "select from_kind || ' ' || relationship_type || ' ' || to_kind || ' ' || strength || "
                                + "case when valid_to is null then '' else ' ended' end from relationships order by 1")
                .getValues(0, String.class)
                .toString();
    }

    private static String places(TestDatabase db, String subjects) {
        return rows(
                        db,
                        "select l.location_key || case when p.ended_at is null then '' else ' ended' end from placements p "
                                + "join locations l on l.id = p.location_id where p.subject_kind = '" + subjects
                                + "' order by p.started_at, p.id")
                .getValues(0, String.class)
                .toString();
    }

    @BothDatabases
    void equipmentIsReplacedByANewRow(TestDatabase db) {
        Configuration first = read(small().more(PUMPS).text(), null);
        apply(db, Input.Cause.START, first);
        assertEquals("[p1 pump.1, tank tank.1]", equipment(db));
        assertEquals("[equipment feeds equipment 0.50, stream measures location 1.00]", bonds(db));
        assertEquals("[house, house]", places(db, "equipment"));
        Record p1 =
                rows(db, "select * from equipment where equipment_key = 'p1'").getFirst();
        assertEquals("0042", p1.get("serial", String.class));
        assertEquals("{\"max_flow\":\"60 L/min\"}", p1.get("properties", String.class));

        String replaced = PUMPS.replace("key: p1, name: Pump,", "key: p2, name: Pump, replaces: p1,")
                .replace("from: p1", "from: p2");
        Configuration second = read(small().more(replaced).text(), first);
        apply(db, Input.Cause.APPLY, second);
        apply(db, Input.Cause.START, second);
        assertEquals("[p2 pump.1 replaces p1, tank tank.1]", equipment(db));
        assertEquals(
                "[equipment feeds equipment 0.50, equipment feeds equipment 0.50 ended, stream measures location 1.00]",
                bonds(db));
        assertEquals(3, rows(db, "select * from equipment").size());
        assertEquals("[house ended, house, house]", places(db, "equipment"));

        apply(db, Input.Cause.APPLY, read(small().text(), second));
        assertEquals("[]", equipment(db));
        assertEquals(
                0,
                rows(db, "select * from relationships where valid_to is null").size());
        assertEquals(
                0, rows(db, "select * from schemas where archived_at is null").size());
    }

    @BothDatabases
    void anotherStrengthEndsOneTimeAndBeginsTheNext(TestDatabase db) {
        Configuration first = read(small().more(PUMPS).text(), null);
        apply(db, Input.Cause.START, first);
        Configuration second = read(
                small().more(PUMPS.replace("strength: 0.5", "strength: 0.8, valid_from: 2001-01-01"))
                        .text(),
                first);
        apply(db, Input.Cause.APPLY, second);
        assertEquals(
                "[equipment feeds equipment 0.50 ended, equipment feeds equipment 0.80, stream measures location 1.00]",
                bonds(db));
        assertEquals(
                0,
                rows(
                                db,
                                "select * from relationships a join relationships b on a.from_id = b.from_id and a.to_id = b.to_id "
                                        + "and a.id <> b.id and a.valid_from < b.valid_to and a.valid_to is null")
                        .size(),
                "two times of one bond never overlap");
        assertThrows(
                DataAccessException.class,
                () -> db.database()
                        .run(s -> s.execute(
                                "update relationships set valid_to = null where relationship_type = 'feeds'")),
                "one open row for two ends and a type");
    }

    @BothDatabases
    void whatMovesIsInOnePlaceAtATimeAlsoWhenTheClockWasSetBack(TestDatabase db) {
        Configuration first = read(small().text(), null);
        seq = 100;
        apply(db, Input.Cause.START, first);
        assertEquals("[house, bay-1]", places(db, "output"));
        assertEquals("[bay-1, bay-1]", places(db, "stream"));
        seq = 10;
        Configuration second = read(small().text().replace("location: house, safe", "location: bay-1, safe"), first);
        apply(db, Input.Cause.APPLY, second);
        assertEquals(
                0,
                rows(
                                db,
                                "select * from placements a join placements b on a.subject_id = b.subject_id and a.id <> b.id "
                                        + "where a.started_at < b.ended_at and b.started_at < coalesce(a.ended_at, timestamp with time zone '2999-01-01 00:00:00+00')")
                        .size(),
                "no overlap");
        assertEquals(
                "bay-1",
                rows(
                                db,
                                "select l.location_key from placements p join outputs o on o.id = p.subject_id "
                                        + "join locations l on l.id = p.location_id where o.output_key = 'fan-1' and p.ended_at is null")
                        .getFirst()
                        .get(0, String.class));
        assertThrows(
                DataAccessException.class,
                () -> db.database().run(s -> s.execute("update placements set ended_at = null")),
                "one open placement a subject");
    }

    @BothDatabases
    void theUnitsOfTheSiteAreInItsRow(TestDatabase db) {
        Configuration first = read(small().units("{temperature: °F, mass: lb}").text(), null);
        apply(db, Input.Cause.START, first);
        apply(
                db,
                Input.Cause.APPLY,
                read(small().units("{mass: kg, temperature: °F}").text(), first));
        assertEquals(
                "{\"mass\":\"kg\",\"temperature\":\"degF\"}",
                rows(db, "select display_units from sites").getFirst().get(0, String.class));
    }

    @BothDatabases
    void twoStreamsCanExchangeTheirChannels(TestDatabase db) {
        String a = "{key: a, name: a, metric: temperature, interval: 1s, address: {reading: %s}}";
        String b = "{key: b, name: b, metric: temperature, interval: 1s, address: {reading: %s}}";
        Configuration first = read(
                new FacilityBuilder()
                        .stream(a.formatted(1)).stream(b.formatted(2)).text(),
                null);
        apply(db, Input.Cause.START, first);
        apply(
                db,
                Input.Cause.APPLY,
                read(
                        new FacilityBuilder()
                                .stream(a.formatted(2)).stream(b.formatted(1)).text(),
                        first));
        assertEquals(
                List.of("{reading=2}", "{reading=1}"),
                rows(db, "select channel from sensor_streams order by stream_key")
                        .getValues(0, String.class));
        assertThrows(
                DataAccessException.class,
                () -> db.database().run(s -> s.execute("update sensor_streams set channel = 'same'")),
                "one open stream a device, channel and metric");
    }

    @BothDatabases
    void aRefusedChangeLeavesNothing(TestDatabase db) {
        Configuration c = read(small().text(), null);
        apply(db, Input.Cause.START, c);
        // Another data directory: the same keys under other ids.
        Configuration other = FacilityBuilder.reread(c.json().replace("019a", "019b"));
        ConfigurationProjection another = new ConfigurationProjection(json -> other);
        JournalRecord record = new JournalRecord.Inputs(new Frame(
                9,
                MARCH,
                9,
                Samples.NONE,
                List.of(new Input.ConfigChange(Input.Cause.START, "bert", other.hash(), other.json())),
                List.of(),
                List.of()));
        Exception e = assertThrows(
                IllegalStateException.class,
                () -> db.database().run(sql -> another.apply(sql, record, new ArrayList<>())));
        assertTrue(e.toString().contains("from another data directory"), e::toString);
        assertEquals(1, rows(db, "select * from configurations").size());
    }

    @BothDatabases
    void waterWithoutAGuardNeedsItsReasonInTheDatabaseToo(TestDatabase db) {
        apply(db, Input.Cause.START, read(small().text(), null));
        assertThrows(
                DataAccessException.class,
                () -> db.database().run(s -> s.execute("update outputs set guard = 'none' where kind = 'valve'")));
        db.database()
                .run(s -> s.execute("update outputs set guard = 'none', guard_reason = 'spring' where kind = 'valve'"));
        assertThrows(
                DataAccessException.class,
                () -> db.database().run(s -> s.execute("update outputs set output_no = 0")),
                "a number is never given twice");
    }
}
