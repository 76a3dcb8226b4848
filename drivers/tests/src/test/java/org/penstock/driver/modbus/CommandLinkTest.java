package org.penstock.driver.modbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.modbus.NutrientNode.Mood;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;

/** A node that takes a command only whole, with a number of its own that it repeats once it carries it out. */
@Timeout(90)
class CommandLinkTest {
    private final FakeLinkContext facility = new FakeLinkContext();
    private final List<Link> opened = new ArrayList<>();
    private NutrientNode node;

    @BeforeEach
    void start() throws Exception {
        node = new NutrientNode(41);
    }

    @AfterEach
    void stop() throws Exception {
        opened.forEach(Link::close);
        node.close();
    }

    private String yaml(String output) {
        return """
                key: supply
                driver: modbus
                connection: {host: 127.0.0.1, port: %d, timeout: 300ms}
                devices:
                  - key: node
                    address: {unit_id: 5, map: ks-x-3288-level-3}
                    streams:
                      - {no: 1, key: state, metric: count, interval: 100, address: {point: status}}
                    outputs:
                      - {no: 7, key: supply, guard: device_timer, address: %s}
                """.formatted(node.port, output);
    }

    private Link open(String output) {
        ModbusDriver driver = new ModbusDriver(new BackOff(100, 400));
        assertEquals(List.of(), Specs.check(driver, yaml(output)));
        Link link = driver.open(Specs.read(yaml(output)), facility);
        opened.add(link);
        link.start();
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.ONLINE));
        return link;
    }

    private static WriteOutcome drive(Link link, double value, long millis) throws InterruptedException {
        return link.write(new OutputWrite(7, value, value == 0 ? 0 : 600_000, millis));
    }

    private static String failure(WriteOutcome outcome) {
        return assertInstanceOf(WriteOutcome.Failed.class, outcome).reason();
    }

    @Test
    void theCommandGoesOutWholeOnceAndTheNodeItselfSaysThatItIsDone() throws Exception {
        Link link = open("{point: feed, set: {zone: 3, ec: 1.8, ph: 5.8}}");
        assertEquals(new WriteOutcome.Verified(0), link.readBack(7));

        assertEquals(new WriteOutcome.Verified(1), drive(link, 1, 3_000));

        // 403, number after 41, zone 3 to 3, 600 s, 1.8 and 5.8 as float32, the low word of each first.
        assertArrayEquals(new int[] {403, 42, 3, 3, 600, 0, 0x6666, 0x3FE6, 0x999A, 0x40B9}, node.commands.getFirst());
        assertEquals(new WriteOutcome.Verified(1), link.readBack(7));

        node.takesMillis = 400;
        assertEquals(new WriteOutcome.Verified(0), drive(link, 0, 3_000), "403, stopping, is not stopped yet");
        assertArrayEquals(new int[] {0, 43}, node.commands.get(1));
        assertEquals(2, node.commands.size());
    }

    @Test
    void itsOwnTimerEndsItAndThatIsSeen() throws Exception {
        Link link = open("{point: water, set: {zone: 1}}");
        assertEquals(new WriteOutcome.Verified(1), drive(link, 1, 3_000));
        assertArrayEquals(new int[] {402, 42, 1, 1, 600, 0}, node.commands.getFirst());
        node.show(403, 1, 0, 42);
        assertEquals(new WriteOutcome.Verified(1), link.readBack(7), "water may still flow");
        node.show(0, 0, 0, 42);
        assertEquals(new WriteOutcome.Verified(0), link.readBack(7));
        node.show(1, 0, 9, 42);
        assertTrue(
                failure(link.readBack(7)).endsWith("its state is 1 (fault), its alert is 9 (tank low)"),
                failure(link.readBack(7)));
    }

    @Test
    void drivenToANumberItIsTheZone() throws Exception {
        Link link = open("{point: water, set: {zone: value}}");
        assertEquals(new WriteOutcome.Verified(4), drive(link, 4, 3_000));
        assertArrayEquals(new int[] {402, 42, 4, 4, 600, 0}, node.commands.getFirst());
        assertEquals(new WriteOutcome.Verified(4), link.readBack(7));
        node.mood = Mood.TAKES_ANOTHER_ZONE;
        String why = failure(drive(link, 5, 700));
        assertTrue(why.contains("it shows 7 instead of 5.0; its state is 402 (supplying)"), why);
    }

    @Test
    void aRefusalIsToldAndNothingIsSentAgain() throws Exception {
        node.mood = Mood.REFUSES;
        Link link = open("{point: water, set: {zone: 1}}");
        String why = failure(drive(link, 1, 1_500));
        assertTrue(why.startsWith("output supply of device node was not written: "), why);
        assertEquals(1, node.commands.size());
        node.mood = Mood.OBEYS;
        assertEquals(new WriteOutcome.Verified(1), drive(link, 1, 3_000));
        assertEquals(43, node.commands.get(1)[1], "a number is never used twice");
    }

    @Test
    void aNodeThatTakesNoNoticeIsToldWithWhatItShows() throws Exception {
        node.mood = Mood.IGNORES;
        Link link = open("{point: water, set: {zone: 1}}");
        String why = failure(drive(link, 1, 900));
        assertTrue(
                why.contains("was written as command 42, but the device shows command 41, its state is 0 (stopped): see"
                        + " whether it is under local control"),
                why);
        node.mood = Mood.FOLLOWS_ANOTHER;
        why = failure(drive(link, 1, 900));
        assertTrue(why.contains("the device shows command 9999, its state is 402 (supplying)"), why);
        assertEquals(2, node.commands.size());
    }

    @Test
    void aStopThatIsNotTakenIsNoStop() throws Exception {
        node.mood = Mood.IGNORES;
        Link link = open("{point: water, set: {zone: 1}}");
        failure(drive(link, 0, 900));
        assertEquals(1, node.commands.size());
    }

    @Test
    void whatClosesItNeedNotWaitUntilAnOpeningIsSeenThrough() throws Exception {
        node.mood = Mood.IGNORES;
        Link link = open("{point: water, set: {zone: 1}}");
        long began = System.nanoTime();
        String why = failure(link.write(new OutputWrite(7, 1, 600_000, 20_000, () -> !node.commands.isEmpty())));
        assertTrue(why.endsWith("was written as command 42, but was overtaken by another command"), why);
        assertTrue(System.nanoTime() - began < 5_000_000_000L);
        why = failure(link.write(new OutputWrite(7, 1, 600_000, 3_000, () -> true)));
        assertTrue(why.endsWith("was not written: it was overtaken by another command"), why);
        assertEquals(1, node.commands.size());
    }

    @Test
    void aFaultEndsTheWaitingAtOnce() throws Exception {
        node.mood = Mood.RUNS_DRY;
        Link link = open("{point: water, set: {zone: 1}}");
        long began = System.nanoTime();
        String why = failure(drive(link, 1, 20_000));
        assertTrue(why.contains("gives up: its state is 1 (fault), its alert is 9 (tank low)"), why);
        assertTrue(System.nanoTime() - began < 5_000_000_000L);
    }

    @Test
    void aNodeThatNeverFinishesIsToldWhenTheTimeIsOver() throws Exception {
        node.takesMillis = 60_000;
        Link link = open("{point: water, set: {zone: 1}}");
        assertEquals(new WriteOutcome.Verified(1), drive(link, 1, 3_000), "preparing is on its way");
        String why = failure(drive(link, 0, 1_000));
        assertTrue(why.contains("its state is 403 (stopping) when the time was over"), why);
    }

    @Test
    void anAnswerThatIsLostIsNotAskedForAgainAndNeverTakenForDone() throws Exception {
        node.mood = Mood.ANSWERS_LATE;
        Link link = open("{point: water, set: {zone: 1}}");
        WriteOutcome outcome = drive(link, 1, 2_500);
        // What counts is what the node shows, where the connection still lets it be read.
        if (outcome instanceof WriteOutcome.Failed f) {
            assertTrue(f.reason().contains("may or may not have been written"), f.reason());
        } else {
            assertEquals(new WriteOutcome.Verified(1), outcome);
        }
        assertEquals(1, node.commands.size());
    }

    @Test
    void withoutATimeItIsNotStarted() throws Exception {
        Link link = open("{point: water, set: {zone: 1}}");
        String why = failure(link.write(new OutputWrite(7, 1, 0, 1_000)));
        assertTrue(why.endsWith("nothing says for how long the device may go on"), why);
        assertTrue(failure(link.write(new OutputWrite(7, 0.5, 1_000, 1_000))).contains("takes 0 or 1"));
        assertEquals(List.of(), node.commands);
    }

    @Test
    void aNumberRollsOverPastZero() throws Exception {
        node.show(0, 0, 0, 65_535);
        Link link = open("{point: water, set: {zone: 1}}");
        assertEquals(new WriteOutcome.Verified(1), drive(link, 1, 3_000));
        assertEquals(1, node.commands.getFirst()[1]);
    }

    @Test
    void mistakesOfACommandAreToldWhereTheyStand() {
        String[][] mistakes = {
            {"{point: feed, set: {zone: 1, ec: 1.8}}", "the command of output supply needs `ph`"},
            {"{point: water, set: {zone: 1, ec: 1.8}}", "the command of output supply has no `ec`"},
            {"{point: water, set: {zone: -1}}", "-1.0 does not fit a uint16 register"},
            {"{point: water, set: {zone: south}}", "`zone: south` is not a number"},
            {
                "{command: {register: \"holding:9\", on: [1, id], off: [0, id]}}",
                "nothing says whether the device takes the command"
            },
            {
                "{command: {register: \"holding:9\", on: [1, \"id:text\"], off: [0]}, answer: {id: \"holding:1\", state:"
                        + " \"holding:2\", on: {1: on}, off: {0: off}}}",
                "`id:text` is no part of a command"
            },
            {
                "{command: {register: \"holding:9\", on: [1, id], off: [0]}, answer: {id: \"holding:1\", state:"
                        + " \"holding:2\", on: {1: on}, off: {0: off}}}",
                "`off` has no `id`"
            },
            {
                "{command: {register: \"holding:9\", on: [1, id], off: [0, id]}, answer: {id: \"holding:1\", state:"
                        + " \"holding:200\", on: {1: on}, off: {0: off}}}",
                "the registers of the answer cannot be read at once"
            },
            {
                "{command: {register: \"holding:9\", on: [1, id], off: [0, id]}, answer: {id: \"holding:1\", state:"
                        + " \"holding:2\", on: {1: on}, off: {0: off}}}",
                "has `guard: device_timer`, but its command says no time"
            },
        };
        for (String[] m : mistakes) {
            List<String> problems = Specs.check(new ModbusDriver(), yaml(m[0]));
            assertTrue(problems.stream().anyMatch(p -> p.contains(m[1])), () -> m[1] + " is not in " + problems);
        }
    }

    @Test
    void twoOutputsOfOneNodeWouldStopOneAnother() {
        String two = yaml("{point: water, set: {zone: 1}}")
                + "      - {no: 8, key: other, address: {point: feed, set: {zone: 1, ec: 1, ph: 6}}}\n";
        List<String> problems = Specs.check(new ModbusDriver(), two);
        assertTrue(
                problems.stream().anyMatch(p -> p.contains("output supply and output other both write holding:504")),
                problems.toString());
    }
}
