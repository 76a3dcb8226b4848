package org.penstock.app.commission;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.print.CommissioningSheet;
import org.penstock.app.print.CommissioningSheet.Remark;
import org.penstock.app.print.CommissioningSheet.Result;
import org.penstock.app.print.CommissioningSheet.Step;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.Asker;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlSnapshot;

/** A person in the process of the facility itself walks through a simulated greenhouse. */
@Timeout(180)
@Execution(ExecutionMode.CONCURRENT)
class RoomFieldTest {
    @TempDir
    Path temp;

    private FacilityProcess process;

    @BeforeEach
    void aGreenhouse() throws Exception {
        Path file = Files.writeString(temp.resolve("north.yaml"), Example.GROW.text());
        process = FacilityProcess.open(
                new RuntimeFacilities("ada", InstantSource.system(), Ticker.system()),
                new Opening(temp.resolve("data"), file, null, null, Opening.Kind.SERVE),
                "ada",
                InstantSource.system());
        // The first snapshots may come before the engine has its outputs.
        await().atMost(60, SECONDS)
                .until(() -> process.room().snapshot().control().outputs().stream()
                        .anyMatch(o -> o.key().equals("valve-1") && o.phase().equals("safe") && o.shut() == null));
    }

    @AfterEach
    void close() {
        process.close();
    }

    private ControlSnapshot.Output valve() {
        return process.room().snapshot().control().outputs().stream()
                .filter(o -> o.key().equals("valve-1"))
                .findFirst()
                .orElseThrow();
    }

    /** Agrees to everything and expected it, until it wants no more. */
    private static final class Willing implements Companion {
        private final CompletableFuture<Void> enough = new CompletableFuture<>();

        @Override
        public void at(StepTest.Subject subject, int number, int of) {}

        @Override
        public void says(String sentence) {}

        @Override
        public boolean agrees(StepTest.Subject subject, Documents.Proposal proposal) {
            return true;
        }

        @Override
        public Remark saw(Step step) {
            return new Remark(true, "");
        }

        @Override
        public Remark looksAt(Parts.Stream stream, int number, int of) {
            return Remark.NONE;
        }

        @Override
        public boolean stopped() {
            return enough.isDone();
        }

        @Override
        public Watch watch() {
            return new Watch() {
                @Override
                public CompletableFuture<Void> wanted() {
                    return enough;
                }

                @Override
                public void close() {}
            };
        }
    }

    private CommissioningSheet walks(Willing person, long holdMillis, String... outputs) {
        Commissioner walk = new Commissioner(
                new RoomField(process.room(), () -> Asker.account("ada")),
                InstantSource.system(),
                person,
                new Commissioner.Visit("Ada L.", "ada", "penstock", holdMillis));
        Chosen chosen = Chosen.of(walk.seen(), walk.wiring(), List.of(outputs), null, List.of());
        walk.outputs(
                chosen.outputs().stream()
                        .map(o -> StepTest.Subject.of(walk.seen(), o, null, List.of(), holdMillis, "Ada L."))
                        .toList(),
                end -> {});
        return walk.sheet(chosen.devices());
    }

    @Test
    void aValveOpensAndClosesUnderHerName() {
        CommissioningSheet sheet = walks(new Willing(), 500, "valve-1");

        Step step = sheet.outputs().getFirst();
        assertEquals(Result.PASSED, step.result(), step.why());
        assertTrue(sheet.simulated());
        assertEquals("safe", valve().phase());
        await().atMost(20, SECONDS)
                .until(() -> process.room().record().events(100).stream()
                        .anyMatch(e ->
                                e.data().contains("step test by Ada L.") && (e.actor() + e.data()).contains("ada")));
    }

    @Test
    void enoughIsEnoughForAllThatAreLeft() {
        Willing person = new Willing();
        CompletableFuture<CommissioningSheet> walk =
                CompletableFuture.supplyAsync(() -> walks(person, 60_000, "valve-1", "valve-2"));
        await().atMost(30, SECONDS).until(() -> valve().phase().equals("held"));
        person.enough.complete(null);
        CommissioningSheet sheet = walk.orTimeout(30, SECONDS).join();
        assertEquals(
                List.of(Result.FAILED, Result.SKIPPED),
                sheet.outputs().stream().map(Step::result).toList());
        assertEquals("safe", valve().phase());
    }

    @Test
    void aFacilityThatClosesMeanwhileTakesTheValveToSafeItself() {
        CompletableFuture<CommissioningSheet> walk =
                CompletableFuture.supplyAsync(() -> walks(new Willing(), 60_000, "valve-1"));
        await().atMost(30, SECONDS).until(() -> valve().phase().equals("held"));
        process.close();
        assertEquals("safe", valve().phase());
        assertEquals(0, valve().value());
        Step step = walk.orTimeout(60, SECONDS).join().outputs().getFirst();
        assertEquals(Result.FAILED, step.result(), "nobody may take it for passed");
    }
}
