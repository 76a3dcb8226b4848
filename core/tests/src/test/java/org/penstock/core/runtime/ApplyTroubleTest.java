package org.penstock.core.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.facility.Configuration;
import org.penstock.core.identity.Asker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.MigratedDirectory;

/** A facility is changed while something else goes wrong, or while another person changes it too. */
class ApplyTroubleTest {
    private static final Asker ME = Asker.account("ann");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final FakeDevices devices = new FakeDevices("simulator");
    private @Nullable TroubledDisk disk;
    private @Nullable Facility opened;
    private volatile boolean engineDies;

    @AfterEach
    void close() {
        if (disk != null) {
            disk.mend();
        }
        facility().close();
    }

    private Facility facility() {
        return Objects.requireNonNull(opened, "not open");
    }

    private long nanos() {
        if (engineDies && Thread.currentThread().getName().equals("penstock-engine")) {
            throw new IllegalStateException("a fault of the program");
        }
        return System.nanoTime();
    }

    private void open(boolean drive) throws Exception {
        boolean first = !Files.exists(data.resolve("configuration.json"));
        disk = new TroubledDisk(data.resolve("journal"));
        opened = Facility.open(
                new FacilityOptions(
                        data,
                        first ? new FacilityOptions.FacilityText("house.yaml", house(50)) : null,
                        null,
                        List.of(devices),
                        drive,
                        "serve",
                        "ann",
                        InstantSource.system(),
                        this::nanos),
                disk);
        if (drive) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> facility().snapshot().control().outputs().stream()
                            .anyMatch(o -> o.phase().equals("safe")));
        }
    }

    private static String house(int below) {
        return new FacilityBuilder()
                .stream("tank", "volume", "L")
                        .output("pump-1", "pump")
                        .interlock("{key: tank-low, name: Tank low, kind: tank_low, stream: tank, below: " + below
                                + " L, max_age: 60s, outputs: [pump-1]}")
                        .text();
    }

    private FacilityChange plan(int below) {
        return facility().configuration().plan(List.of(new Configuration.File("house.yaml", house(below))), false);
    }

    private ControlRoom.Answer apply(FacilityChange change) throws Exception {
        return facility().configuration().apply(ME, change.id(), "").get(15, TimeUnit.SECONDS);
    }

    private String exported() {
        return facility().configuration().export().getFirst().text();
    }

    @Test
    void whileTheDiskOfTheJournalIsAwayNothingIsApplied() throws Exception {
        open(true);
        FacilityChange change = plan(80);
        Objects.requireNonNull(disk).fail("no space left");
        devices.says("tank", 60);
        await().atMost(Duration.ofSeconds(10))
                .until(() -> facility().snapshot().health().journalAway() != null);
        ControlRoom.Answer refused = apply(change);
        assertFalse(refused.accepted());
        assertTrue(refused.text().contains("no space left"), refused.text());
        assertTrue(exported().contains("below: 50 L"), exported());
    }

    @Test
    void anEngineThatDiesWhileAChangeIsAppliedIsNamedAsTheReason() throws Exception {
        open(true);
        FacilityChange change = plan(80);
        engineDies = true;
        ControlRoom.Answer answer = apply(change);
        assertFalse(answer.accepted());
        assertTrue(answer.text().contains("engine stopped"), answer.text());
        assertFalse(apply(plan(90)).accepted(), "nothing is applied where nothing runs");
        facility().close();
        engineDies = false;
        open(true);
        assertTrue(exported().contains("below: 50 L"), exported());
    }

    @Test
    void ofManyChangesOfOneFileOnlyOneIsApplied() throws Exception {
        open(true);
        for (int round = 0; round < 5; round++) {
            List<FacilityChange> plans = new ArrayList<>();
            for (int i = 0; i < 6; i++) {
                plans.add(plan(100 + round * 10 + i));
            }
            CountDownLatch begin = new CountDownLatch(1);
            int accepted = 0;
            try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
                List<Future<ControlRoom.Answer>> answers = new ArrayList<>();
                for (FacilityChange plan : plans) {
                    answers.add(people.submit(() -> {
                        begin.await();
                        return apply(plan);
                    }));
                }
                begin.countDown();
                for (Future<ControlRoom.Answer> answer : answers) {
                    accepted += answer.get().accepted() ? 1 : 0;
                }
            }
            assertEquals(1, accepted, "round " + round);
        }
        assertTrue(facility().awaitRecord(10_000));
        assertEquals(6, facility().configuration().versions(100).size());
    }

    @Test
    void aChangeLeftForAStartThatNobodyCanUseIsToldOfAndKeepsNobodyFromTheNext() throws Exception {
        open(true);
        facility().close();
        Path left = Files.writeString(data.resolve("configuration.next.json"), "{\"actor\":\"os:ann\",\"rea");
        open(false);
        assertTrue(exported().contains("below: 50 L"), exported());
        facility().close();
        open(true);
        await().atMost(Duration.ofSeconds(5)).until(this::toldOfLeft);
        assertTrue(Files.exists(left), "it is there to be looked at");
        assertTrue(apply(plan(80)).accepted());
        await().atMost(Duration.ofSeconds(5)).until(() -> !toldOfLeft());
        assertFalse(Files.exists(left));
    }

    private boolean toldOfLeft() {
        return facility().snapshot().alerts().open().stream()
                .anyMatch(a -> a.text().contains("was left for this start")
                        && a.state().equals("active"));
    }

    @Test
    void whatIsAppliedInTheLastMomentIsThereAtTheNextStart() throws Exception {
        open(true);
        FacilityChange change = plan(80);
        var answer = facility().configuration().apply(ME, change.id(), "");
        facility().close();
        String said = answer.isDone() ? answer.get().text() : "nothing";
        open(true);
        assertTrue(exported().contains("below: 80 L"), said);
        assertTrue(Files.readString(data.resolve("configuration.json")).contains("below: 80 L"));
    }
}
