package org.penstock.core.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.core.facility.Configuration;
import org.penstock.core.identity.Asker;
import org.penstock.core.testsupport.ChildClasses;
import org.penstock.core.testsupport.ChildProcess;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.MigratedDirectory;

/** A change that was left for the next start and ends that start: it is tried once, and what ran before comes up again. */
@Execution(ExecutionMode.CONCURRENT)
class LeftChangeTest {
    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private @Nullable Facility opened;
    private volatile boolean engineDies;

    @BeforeEach
    void leaveAChange() throws Exception {
        open(true, StartingChild.house(50));
        awaitRunning();
        facility().close();
        leave(80, "over night");
    }

    @AfterEach
    void close() {
        engineDies = false;
        facility().close();
    }

    private Facility facility() {
        return Objects.requireNonNull(opened, "not open");
    }

    private long nanos() {
        if (engineDies && Thread.currentThread().getName().equals("penstock-engine")) {
            throw new StackOverflowError("a fault of the program");
        }
        return System.nanoTime();
    }

    private void open(boolean drive, @Nullable String file) throws Exception {
        opened = Facility.open(StartingChild.options(
                data, file, new FakeDevices("simulator"), drive, InstantSource.system(), this::nanos));
    }

    private void awaitRunning() {
        await().atMost(Duration.ofSeconds(10))
                .until(() -> facility().snapshot().control().outputs().stream()
                        .anyMatch(o -> o.phase().equals("safe")));
    }

    private void leave(int below, String reason) throws Exception {
        open(false, null);
        FacilityChange change = facility()
                .configuration()
                .plan(List.of(new Configuration.File("house.yaml", StartingChild.house(below))), false);
        assertTrue(facility()
                .configuration()
                .apply(Asker.account("ann"), change.id(), reason)
                .get(5, TimeUnit.SECONDS)
                .accepted());
        facility().close();
    }

    private String exported() {
        return facility().configuration().export().getFirst().text();
    }

    private AlertSnapshot.@Nullable Alert told() {
        return facility().snapshot().alerts().open().stream()
                .filter(a -> a.text().contains("left for the next start"))
                .findFirst()
                .orElse(null);
    }

    private void awaitToldAndSetAside() {
        await("somebody is told").atMost(Duration.ofSeconds(5)).until(() -> told() != null);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> Files.exists(data.resolve(PendingChange.REFUSED))
                        && !Files.exists(data.resolve("configuration.next.json")));
    }

    /** Whoever may write into the data directory does not configure the facility by it. */
    @Test
    void aForgedChangeIsNotTriedAndSomebodyIsTold() throws Exception {
        Path next = data.resolve("configuration.next.json");
        String sealed = Files.readString(next);
        assertTrue(sealed.contains("below: 80 L"), sealed);
        Files.writeString(next, sealed.replace("below: 80 L", "below: 1 L"));
        open(true, null);
        awaitRunning();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> facility().snapshot().alerts().open().stream()
                        .anyMatch(a ->
                                a.text().contains("configuration.next.json was changed by somebody: its seal is broken")
                                        && a.text().contains("Look who can write to the data directory")
                                        && a.state().equals("active")));
        assertTrue(exported().contains("below: 50 L"), exported());
    }

    @Test
    void anEngineThatDiesOfItDoesSoOnce() throws Exception {
        engineDies = true;
        open(true, null);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> facility().snapshot().health().engineStopped() != null);
        facility().close();
        engineDies = false;

        open(false, null);
        assertTrue(exported().contains("below: 50 L"), "nobody begins the next change with what just failed");
        facility().close();

        open(true, null);
        awaitRunning();
        awaitToldAndSetAside();
        assertTrue(exported().contains("below: 50 L"), exported());
        AlertSnapshot.Alert alert = Objects.requireNonNull(told());
        assertTrue(alert.text().contains("os:ann") && alert.text().contains("over night"), alert.text());
        assertEquals("returned", alert.state(), "over, and on the list until somebody has seen it");
        assertTrue(facility().awaitRecord(10_000));
        assertTrue(
                facility().record().events(50).stream().anyMatch(e -> e.data().contains("left for the next start")),
                "on record");
        assertTrue(Files.readString(data.resolve(PendingChange.REFUSED)).contains("below: 80 L"), "to be looked at");
    }

    @Test
    void aProcessThatIsKilledWhileItTriesItDoesSoOnce() throws Exception {
        try (ChildProcess child =
                ChildProcess.start(ChildClasses.ofDatabase(), List.of(), StartingChild.class, data.toString())) {
            child.await("the engine hangs"::equals, Duration.ofSeconds(60));
            child.kill();
        }
        assertTrue(Files.readString(data.resolve("configuration.next.json")).contains("tried"), "the mark is on disk");

        open(true, null);
        awaitRunning();
        awaitToldAndSetAside();
        assertTrue(exported().contains("below: 50 L"), exported());
    }
}
