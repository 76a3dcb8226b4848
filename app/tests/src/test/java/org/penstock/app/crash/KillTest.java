package org.penstock.app.crash;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import tools.jackson.databind.JsonNode;

/**
 * The whole program, killed with SIGKILL at random moments while readings pour in, rules switch and programs run. What the
 * broker took from the sensors is in the record exactly once; nothing stays open; nothing is torn. {@code
 * -Dpenstock.kills=200} for more, {@code -Dpenstock.seed} to repeat.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT)
class KillTest {
    private static final int KILLS = Integer.getInteger("penstock.kills", 20);
    private static final long SEED = Long.getLong("penstock.seed", System.nanoTime());
    /**
     * A valve without its own timer is closed so long after the next start of the process at the latest. A machine that has
     * much else to do takes longer for the start alone; there it is closed before the program says that it is ready, give or
     * take the last write on its way.
     */
    private static final long CLOSED_AFTER_START = TimeUnit.SECONDS.toNanos(5);

    private static final long LAST_WRITE = TimeUnit.SECONDS.toNanos(1);

    @TempDir
    Path temp;

    private final Random random = new Random(SEED);
    private final List<Served> lives = new ArrayList<>();
    private long acceptedRuns;

    @Test
    void nothingIsLostDoubledTornOrLeftOpen() throws Exception {
        Path data = temp.resolve("data");
        try (FieldBroker broker = new FieldBroker(temp.resolve("broker"));
                TimerController plc = new TimerController();
                FieldNodes nodes = new FieldNodes(broker.port)) {
            Instant planned;
            Path file = Files.writeString(
                    temp.resolve("north.yaml"), CrashFacility.text(broker.port, plc.port, 10 + KILLS / 4));
            try (Served first = new Served(data, file)) {
                lives.add(first);
                first.awaitReady();
                planned = Instant.now().truncatedTo(ChronoUnit.MINUTES).plus(1, ChronoUnit.MINUTES);
                awaitSubscribed(first);
                nodes.start();
                live(first);
            }
            for (int i = 1; i < KILLS; i++) {
                try (Served next = new Served(data, file)) {
                    lives.add(next);
                    if (random.nextInt(6) == 0) {
                        pause(200, 2_500);
                    } else {
                        next.awaitReady();
                        live(next);
                    }
                    next.kill();
                }
            }
            try (Served last = new Served(data, file)) {
                lives.add(last);
                last.awaitReady();
                await("a planned instant has come by, also where everything was quick")
                        .atMost(Duration.ofSeconds(70))
                        .until(() -> Instant.now().isAfter(planned.plusSeconds(2)));
                nodes.stopWithAir(30);
                assertEquals(List.of(), nodes.troubles());
                await("the last air reading switches the fan")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> plc.isOpen("fan-1"));
                await("broker and database have caught up")
                        .atMost(Duration.ofSeconds(60))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> caughtUp(last, nodes));
                List<String> said = last.closeInOrder();
                assertTrue(said.contains("Closed."), () -> String.join("\n", said));
            }
            judgeOpenings(plc);
            Record.of(data).judge(nodes, acceptedRuns);
        } catch (AssertionError | Exception e) {
            throw new AssertionError("seed " + SEED + ", life " + lives.size() + ": " + e.getMessage(), e);
        }
    }

    private static void awaitSubscribed(Served served) {
        await("the program listens to the broker")
                .atMost(Duration.ofSeconds(30))
                .until(() -> {
                    for (JsonNode link : served.get("/v1/status").required("links")) {
                        if (link.required("key").asString().equals("field")) {
                            return link.required("state").asString().equals("online");
                        }
                    }
                    return false;
                });
    }

    /** A life after ready: somebody asks for something, and some time later it is over. */
    private void live(Served served) throws Exception {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(300 + random.nextInt(2_700));
        int wish = random.nextInt(4);
        while (System.nanoTime() < end) {
            if (wish < 3 && granted(served, wish)) {
                wish = 3;
            }
            pause(50, 100);
        }
    }

    private boolean granted(Served served, int wish) throws IOException, InterruptedException {
        return switch (wish) {
            case 0 -> {
                boolean accepted = served.ask("program.run", "watering", "");
                acceptedRuns += accepted ? 1 : 0;
                yield accepted;
            }
            case 1 -> served.ask("output.set", "valve-2", ",\"value\":1,\"for_seconds\":15");
            default -> served.ask("output.set", "pump-1", ",\"value\":1,\"for_seconds\":30");
        };
    }

    private void pause(int from, int to) throws InterruptedException {
        Thread.sleep(from + random.nextInt(to - from));
    }

    private static boolean caughtUp(Served served, FieldNodes nodes) throws Exception {
        JsonNode health = served.get("/v1/status").required("health");
        if (!health.required("lag_seconds").isNumber()
                || health.required("lag_seconds").asDouble() > 1) {
            return false;
        }
        long newest = nodes.taken("air").lastKey();
        String from = Record.instant(newest).toString();
        String to = Record.instant(newest + 1).toString();
        return !served.get("/v1/readings?stream=air&from=" + from + "&to=" + to)
                .required("readings")
                .isEmpty();
    }

    /** What was open when a process was killed is closed by its timer, or by the next one before anything else. */
    private void judgeOpenings(TimerController plc) {
        int survivors = 0;
        for (TimerController.Open o : plc.log()) {
            Served owner = lives.stream()
                    .filter(l -> l.started <= o.opened && o.opened <= l.killed)
                    .reduce((unused, later) -> later)
                    .orElseThrow(() -> new AssertionError(o + " was opened while nobody lived"));
            assertFalse(o.closed == Long.MAX_VALUE, () -> o + ": never closed");
            assertTrue(
                    o.seconds <= CrashFacility.VALVE_SECONDS,
                    () -> o + ": its timer was given " + o.seconds + " s, it may be open for "
                            + CrashFacility.VALVE_SECONDS);
            if (o.closed > owner.killed && !o.coil.equals("fan-1")) {
                survivors++;
                Served next = lives.stream()
                        .filter(l -> l.started > owner.started && l.ready != Long.MAX_VALUE)
                        .findFirst()
                        .orElseThrow();
                assertTrue(
                        o.closed <= o.byTimer + TimeUnit.MILLISECONDS.toNanos(200)
                                || o.closed <= next.started + CLOSED_AFTER_START
                                || o.closed <= next.ready + LAST_WRITE,
                        () -> o + ": closed " + (o.closed - next.started) / 1_000_000
                                + " ms after the next start of the process, which was ready after "
                                + (next.ready - next.started) / 1_000_000 + " ms");
            }
        }
        assertTrue(survivors > 0, "no kill hit an open valve or pump: the test proved nothing about them");
    }
}
