package org.penstock.driver.modbus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.penstock.core.facility.Problems;
import org.penstock.driver.modbus.ModbusPlan.Point;
import org.penstock.driver.testing.Specs;

/** Which registers are read together, in what order, and what is learned from refusals; on a clock that the test moves. */
class PollScheduleTest {
    private static final long MS = 1_000_000;
    private long now = 5_000 * MS;

    private static ModbusPlan plan(String devices) {
        Problems problems = new Problems();
        ModbusPlan plan = ModbusPlan.compile(Specs.read("""
                key: plc
                driver: modbus
                connection: {host: a}
                devices:
                %s
                """.formatted(devices.indent(2))), problems);
        assertTrue(problems.none(), problems.all().toString());
        return plan;
    }

    private static String streams(int from, int count, int step, String more) {
        StringBuilder s = new StringBuilder();
        for (int i = 0; i < count; i++) {
            s.append("    - {no: %d, key: s%d, interval: 1000, address: {register: \"holding:%d\"%s}}%n"
                    .formatted(from + i, from + i, from + i * step, more));
        }
        return s.toString();
    }

    /** Reads every piece once; those holding an address that is refused are refused. @return the requests, {@code start+count} */
    private List<String> round(BlockGroup group, Predicate<Block> refuses) {
        List<String> requests = new ArrayList<>();
        for (Block b : group.pieces()) {
            requests.add(b.start() + "+" + (b.points().getLast().end() - b.start()));
            boolean before = b.failing();
            if (refuses.test(b)) {
                group.refused(b, "refused", now);
            } else {
                b.succeeded();
                group.answered(before, now);
            }
        }
        return requests;
    }

    private static Predicate<Block> hole(int address) {
        return b -> b.start() <= address && b.points().getLast().end() > address;
    }

    @Test
    void aHoleIsFoundByHalvingAndSpoilsOnlyItself() {
        BlockGroup group = BlockGroup.of(
                        plan("- key: skid\n  streams:\n" + streams(0, 50, 1, ""))
                                .points(),
                        now)
                .getFirst();
        assertEquals(List.of("0+50"), round(group, hole(17)));
        for (int i = 0; i < 5; i++) {
            round(group, hole(17));
        }
        List<String> learned = round(group, hole(17));
        assertTrue(learned.contains("17+1"), learned.toString());
        assertTrue(learned.size() <= 8, "the other 49 are still read in few requests: " + learned);
        Set<Integer> read = new TreeSet<>();
        group.pieces().stream()
                .filter(b -> !b.failing())
                .forEach(b -> b.points().forEach(p -> read.add(p.at().address())));
        assertEquals(49, read.size());

        group.join(now += 10 * 60_000 * MS);
        assertTrue(group.pieces().size() > 1, "not joined while the hole is there");
        round(group, b -> false);
        group.join(now += MS);
        assertEquals(List.of("0+50"), round(group, b -> false), "the hole is filled: one request again");
    }

    @Test
    void aRefusedRegisterIsTriedAgainMoreAndMoreSeldom() {
        BlockGroup group = BlockGroup.of(
                        plan("- key: skid\n  streams:\n" + streams(7, 1, 1, "")).points(), now)
                .getFirst();
        List<Long> waits = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Block b = group.pieces().getFirst();
            now = Math.max(now, b.dueNanos());
            b.planNext(now);
            group.refused(b, "refused", now);
            waits.add((b.dueNanos() - now) / MS);
        }
        assertEquals(List.of(1_000L, 1_000L, 1_000L, 2_000L, 4_000L, 8_000L, 16_000L, 32_000L), waits.subList(0, 8));
        assertEquals(60_000, waits.getLast(), "but never given up");
    }

    @Test
    void gapsAreReadAcrossOnlyWhereThatIsAllowedAndGivenUpFirst() {
        String spread = streams(10, 4, 3, "");
        assertEquals(
                4,
                BlockGroup.of(plan("- key: skid\n  streams:\n" + spread).points(), now)
                        .size());
        List<BlockGroup> joined = BlockGroup.of(
                plan("- key: skid\n  address: {gap: 2}\n  streams:\n" + spread).points(), now);
        assertEquals(1, joined.size());
        BlockGroup group = joined.getFirst();
        assertEquals(List.of("10+10"), round(group, hole(11)));
        for (int i = 0; i < 4; i++) {
            round(group, hole(11));
        }
        assertEquals(Set.of("10+1", "13+7"), Set.copyOf(round(group, hole(11))));
    }

    @Test
    void aDeviceThatTakesSmallReadsOnlyIsAskedForMoreNowAndThen() {
        BlockGroup group = BlockGroup.of(
                        plan("- key: skid\n  streams:\n" + streams(0, 32, 1, ""))
                                .points(),
                        now)
                .getFirst();
        Predicate<Block> tooMany = b -> b.points().size() > 8;
        int tries = 0;
        for (int minute = 0; minute < 60; minute++) {
            for (int i = 0; i < 4; i++) {
                group.join(now);
                tries += round(group, tooMany).contains("0+32") ? 1 : 0;
            }
            now += 60_000 * MS;
        }
        assertEquals(4, group.pieces().size());
        assertTrue(tries >= 4 && tries <= 7, "tried " + tries + " times in an hour, more and more seldom");
    }

    @Test
    void aHighPollIsNeverBehindLowOnesAndDoesNotStarveThem() {
        ModbusPlan plan = plan("- key: skid\n  streams:\n" + streams(0, 40, 2, "")
                + "    - {no: 99, key: stop, interval: 20, address: {register: \"discrete:1\", priority: high}}\n");
        PollSchedule schedule = new PollSchedule(plan, now);
        long worst = 0;
        Set<Integer> lows = new TreeSet<>();
        for (int i = 0; i < 2_000; i++) {
            Block b = schedule.next(now);
            if (b == null) {
                now += MS;
                continue;
            }
            if (b.high()) {
                worst = Math.max(worst, now - b.dueNanos());
            } else {
                lows.add(b.start());
            }
            b.planNext(now);
            schedule.unit(1).answered(10 * MS, now);
            now += 10 * MS;
        }
        assertTrue(worst <= 10 * MS, "waited for " + worst / MS + " ms, one request takes 10 ms");
        assertEquals(40, lows.size(), "all low ones were read");
    }

    @Test
    void lowPollsGetThroughWhereHighOnesTakeAllTheTime() {
        ModbusPlan plan = plan("- key: skid\n  streams:\n" + streams(0, 2, 2, "")
                + "    - {no: 99, key: stop, interval: 5, address: {register: \"discrete:1\", priority: high}}\n");
        PollSchedule schedule = new PollSchedule(plan, now);
        int lows = 0;
        for (int i = 0; i < 1_000; i++) {
            Block b = schedule.next(now);
            assertNotNull(b);
            lows += b.high() ? 0 : 1;
            b.planNext(now);
            schedule.unit(1).answered(10 * MS, now);
            now += 10 * MS;
        }
        assertTrue(lows >= 8 && lows <= 120, lows + " low polls in 10 s");
    }

    @Test
    void troubledUnitsGetAFifthOfTheTime() {
        StringBuilder devices = new StringBuilder("- key: good\n  streams:\n" + streams(0, 1, 1, ""));
        for (int unit = 2; unit <= 9; unit++) {
            devices.append("- key: dead%d\n  address: {unit_id: %d}\n  streams:\n".formatted(unit, unit));
            devices.append("    - {no: %d, key: d%d, interval: 1000, address: {register: \"holding:1\"}}%n"
                    .formatted(100 + unit, unit));
        }
        PollSchedule schedule = new PollSchedule(plan(devices.toString()), now);
        long begin = now;
        long spent = 0;
        long worst = 0;
        long lastGood = now;
        while (now - begin < 120_000 * MS) {
            Block b = schedule.next(now);
            if (b == null) {
                now += 10 * MS;
                continue;
            }
            b.planNext(now);
            if (b.unit() == 1) {
                worst = Math.max(worst, now - lastGood);
                lastGood = now;
                now += 5 * MS;
                schedule.unit(1).answered(5 * MS, now);
            } else {
                long held = schedule.patience(b.unit());
                now += held;
                spent += held;
                schedule.silent(b.unit(), "no answer", now);
                schedule.spent(held);
            }
        }
        assertTrue(worst <= 2_500 * MS, "the good one waited " + worst / MS + " ms");
        assertTrue(spent <= 30_000 * MS, "the dead ones took " + spent / MS + " ms of 120 s");
        for (Point p : plan(devices.toString()).points()) {
            assertTrue(p.unit() == 1 || schedule.unit(p.unit()).silences() >= 2, "unit " + p.unit() + " was asked");
        }
    }
}
