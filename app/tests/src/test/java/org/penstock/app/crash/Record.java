package org.penstock.app.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jooq.DSLContext;
import org.penstock.app.api.Json;
import org.penstock.app.start.Facilities;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilityRecord;

/** What is in the data directory after the last process closed in order, read as the commands read it and by plain SQL. */
final class Record {
    private final Path data;

    private Record(Path data) {
        this.data = data;
    }

    static Record of(Path data) {
        return new Record(data);
    }

    static Instant instant(long micros) {
        return Instant.ofEpochSecond(Math.floorDiv(micros, 1_000_000L), Math.floorMod(micros, 1_000_000L) * 1_000);
    }

    /** Holds it against what the broker took and what was promised. */
    void judge(FieldNodes nodes, long acceptedRuns) throws Exception {
        Facilities.Opened opened = new RuntimeFacilities("ada", InstantSource.system(), Ticker.system())
                .open(new Opening(data, null, null, null, Opening.Kind.COMMAND));
        try (ControlRoom room = opened.room()) {
            for (String stream : FieldNodes.STREAMS) {
                readings(room, stream, nodes.taken(stream));
            }
            var chains = opened.chains().verify(unused -> {});
            assertTrue(chains.events() > 0, "nothing is in the event chain");
            assertEquals(List.of(), chains.findings());
        }
        try (Database database = Database.open(new DatabaseAddress.Embedded(data), InstantSource.system())) {
            database.run(sql -> tables(sql, nodes.published(), acceptedRuns));
        }
    }

    /**
     * Holds the history of the facility against what was promised.
     *
     * @param version finds the number of a version in its file
     * @param promised the versions that were applied, in order
     * @param tried the last one that was asked for
     */
    void judgeConfigurations(Pattern version, List<Integer> promised, int tried) throws Exception {
        Facilities.Opened opened = new RuntimeFacilities("ada", InstantSource.system(), Ticker.system())
                .open(new Opening(data, null, null, null, Opening.Kind.COMMAND));
        try (ControlRoom room = opened.room()) {
            assertEquals(List.of(), opened.chains().verify(unused -> {}).findings());
            List<Integer> numbers = new ArrayList<>();
            List<Integer> stored = new ArrayList<>();
            for (ConfigurationQuery.Version v :
                    room.configuration().versions(Integer.MAX_VALUE).reversed()) {
                numbers.add(v.no());
                Matcher found = version.matcher(room.configuration()
                        .files(v.no())
                        .orElseThrow()
                        .getFirst()
                        .text());
                assertTrue(found.find(), () -> "version " + v.no());
                stored.add(Integer.parseInt(found.group(1)));
            }
            assertEquals(IntStream.rangeClosed(1, numbers.size()).boxed().toList(), numbers, "numbers of the history");
            assertEquals(stored.stream().sorted().distinct().toList(), stored, "each version once, in order");
            assertTrue(stored.containsAll(promised), () -> promised + " were promised, " + stored + " are stored");
            assertTrue(stored.getLast() <= tried, () -> "nobody asked for " + stored.getLast());
        }
        try (Database database = Database.open(new DatabaseAddress.Embedded(data), InstantSource.system())) {
            database.run(sql -> numbers(sql.fetch("select body from configurations order by configuration_no")
                    .getValues(0, String.class)));
        }
    }

    /** A stream that left and came back has the number it had, and no other stream ever got it. */
    private static void numbers(List<String> bodies) {
        Map<String, Integer> known = new TreeMap<>();
        for (String body : bodies) {
            Json.mapper()
                    .readTree(body)
                    .required("numbers")
                    .required("stream")
                    .properties()
                    .forEach(e -> {
                        Integer was = known.putIfAbsent(e.getKey(), e.getValue().asInt());
                        assertTrue(was == null || was == e.getValue().asInt(), () -> e.getKey() + " was number " + was);
                    });
        }
        assertEquals(known.size(), known.values().stream().distinct().count(), () -> "one number twice: " + known);
    }

    private static void readings(ControlRoom room, String stream, NavigableMap<Long, Double> taken) {
        List<FacilityRecord.Reading> stored = room.record()
                .readings(stream, instant(taken.firstKey()), instant(taken.lastKey() + 1), Integer.MAX_VALUE);
        TreeMap<Long, Double> found = new TreeMap<>();
        List<Instant> twice = new ArrayList<>();
        for (FacilityRecord.Reading r : stored) {
            long micros = r.at().getEpochSecond() * 1_000_000 + r.at().getNano() / 1_000;
            if (found.put(micros, Math.round(r.value() * 1e6) / 1e6) != null) {
                twice.add(r.at());
            }
            assertEquals("good", r.quality(), () -> stream + " at " + r.at());
        }
        assertEquals(List.of(), twice, () -> stream + " has readings twice");
        List<Instant> lost = taken.keySet().stream()
                .filter(t -> !found.containsKey(t))
                .map(Record::instant)
                .toList();
        assertEquals(List.of(), lost, () -> stream + " lost " + lost.size() + " of " + taken.size() + " readings");
        assertEquals(taken, found, () -> stream + " holds what nobody sent");
    }

    private static void tables(DSLContext sql, long published, long acceptedRuns) {
        assertEquals(0, number(sql, "select count(*) from reading_conflicts"), "conflicts");
        Map<String, Long> counted = new TreeMap<>();
        sql.fetch("select reason, sum(n) from ingest_counters where link_key = 'field' group by reason")
                .forEach(r -> counted.put(r.get(0, String.class), r.get(1, Long.class)));
        // Counts of the last minutes lie beside the readings that are not in chunks yet; the table has the older ones.
        assertTrue(counted.getOrDefault("stored", 0L) <= published, () -> "counters of the sensors: " + counted);
        assertTrue(List.of("stored", "duplicate").containsAll(counted.keySet()), () -> "dropped: " + counted);
        assertEquals(
                List.of(),
                sql.fetch("select v.program_id, r.planned_at, count(*) from runs r join program_versions v"
                        + " on v.id = r.program_version_id where r.planned_at is not null"
                        + " group by v.program_id, r.planned_at having count(*) > 1"),
                "planned instants with two runs");
        assertEquals(
                List.of(), sql.fetch("select run_no, state from runs where ended_at is null"), "runs without an end");
        assertEquals(
                0,
                number(sql, "select count(*) from commands where ended_at is null"),
                "commands that nobody knows the end of");
        long asked = number(sql, "select count(*) from runs where planned_at is null");
        assertTrue(asked >= acceptedRuns, () -> acceptedRuns + " runs were promised, " + asked + " are recorded");
        assertTrue(number(sql, "select count(*) from planned_starts") > 0, "no planned instant came by");
    }

    private static long number(DSLContext sql, String query) {
        return sql.fetchSingle(query).get(0, Long.class);
    }
}
