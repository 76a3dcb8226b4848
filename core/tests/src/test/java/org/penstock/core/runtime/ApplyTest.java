package org.penstock.core.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.identity.Asker;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.MigratedDirectory;

/** A facility is changed while it runs, and while it does not. */
class ApplyTest {
    private static final Asker ME = Asker.account("ann");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final FakeDevices devices = new FakeDevices("simulator");
    private @Nullable Facility opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private Facility facility() {
        return Objects.requireNonNull(opened, "not open");
    }

    private static FacilityBuilder house() {
        return new FacilityBuilder()
                .stream("tank", "volume", "L").stream("air", "temperature", "°C")
                        .output("pump-1", "pump")
                        .output("valve-1", "valve")
                        .interlock("{key: tank-low, name: Tank low, kind: tank_low, stream: tank, below: 50 L,"
                                + " max_age: 60s, outputs: [pump-1, valve-1]}");
    }

    private void open(String text, boolean drive) throws Exception {
        boolean first = !Files.exists(data.resolve("configuration.json"));
        opened = Facility.open(new FacilityOptions(
                data,
                first ? new FacilityOptions.FacilityText("house.yaml", text) : null,
                null,
                List.of(devices),
                drive,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system()));
        if (drive) {
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !facility().snapshot().control().outputs().isEmpty()
                            && facility().snapshot().control().outputs().stream()
                                    .noneMatch(o -> o.phase().equals("unknown")
                                            || o.phase().equals("closing")));
        }
    }

    private static List<Configuration.File> file(String text) {
        return List.of(new Configuration.File("house.yaml", text));
    }

    private FacilityChange plan(String text) {
        return facility().configuration().plan(file(text), false);
    }

    private ControlRoom.Answer apply(FacilityChange change, String reason) throws Exception {
        return facility().configuration().apply(ME, change.id(), reason).get(15, TimeUnit.SECONDS);
    }

    private String exported() {
        return facility().configuration().export().getFirst().text();
    }

    private void awaitPhase(String key, String phase) {
        await(key + " " + phase)
                .atMost(Duration.ofSeconds(5))
                .until(() -> facility().snapshot().control().outputs().stream()
                        .anyMatch(o -> o.key().equals(key) && o.phase().equals(phase)));
    }

    private ControlRoom.Answer ask(String kind, String subject, double value) throws Exception {
        ControlRoom.Proposal p = facility().propose(ME, kind, subject, value, 60, "");
        return facility().confirm(ME, p.id()).get(5, TimeUnit.SECONDS);
    }

    @Test
    void whatIsExportedChangesNothingWhenItIsPutBack() throws Exception {
        open(house().text(), true);
        assertTrue(exported().contains("\nbase: "), exported());
        FacilityChange change = plan(exported());
        assertTrue(change.empty(), change.toString());
        assertFalse(change.applicable());
    }

    @Test
    void aChangeIsPlannedInWordsAppliedAtOnceAndKeptOverARestart() throws Exception {
        open(house().text(), true);
        FacilityChange change = plan(exported().replace("below: 50 L", "below: 80 L"));
        assertEquals("0 new, 1 changed, 0 archived", change.counts());
        Change.Changed interlock = (Change.Changed) change.changes().getFirst();
        assertEquals("interlock tank-low (Tank low)", interlock.title());
        assertEquals("[below: 50 L → 80 L]", interlock.words().toString());
        ControlRoom.Answer answer = apply(change, "the pump drew air at 60 L");
        assertTrue(answer.accepted(), answer.text());
        devices.says("tank", 60);
        await().atMost(Duration.ofSeconds(3))
                .until(() ->
                        facility().snapshot().control().interlocks().getFirst().tripped());
        assertTrue(facility().awaitRecord(10_000));
        ConfigurationQuery.Version newest =
                facility().configuration().versions(5).getFirst();
        assertEquals(2, newest.no());
        assertEquals("os:ann", newest.actor());
        assertEquals("the pump drew air at 60 L", newest.reason());
        assertTrue(facility().record().events(20).stream()
                .anyMatch(e -> e.kind().equals("configuration.applied")
                        && e.actor().equals("os:ann")
                        && e.data().contains("the pump drew air at 60 L")));
        facility().close();
        open("", true);
        assertTrue(exported().contains("below: 80 L"));
        assertEquals(2, facility().configuration().versions(5).size());
    }

    @Test
    void looksWhileAPersonWritesAreNotKeptAndPushNobodysPlanOut() throws Exception {
        open(house().text(), true);
        FacilityChange waiting = plan(exported().replace("below: 50 L", "below: 80 L"));
        for (int i = 51; i < 75; i++) {
            FacilityChange look =
                    facility().configuration().check(file(exported().replace("below: 50 L", "below: " + i + " L")));
            assertEquals("0 new, 1 changed, 0 archived", look.counts());
            assertFalse(look.applicable());
        }
        assertTrue(apply(waiting, "it drew air").accepted());
    }

    @Test
    void aNewStreamIsReadAndANewRuleActsWithoutARestart() throws Exception {
        open(house().text(), true);
        String more = exported().concat("""
                        rules:
                          - {key: vent, name: Vent, stream: air, when: above, limit: 27 °C, hysteresis: 1 °C, max_age: 60s, output: valve-1, value: 1}
                        """);
        devices.says("tank", 500);
        assertTrue(apply(plan(more), "").accepted());
        devices.says("air", 30);
        awaitPhase("valve-1", "held");
    }

    @Test
    void anOpenValveGoesOnAndComesUnderItsNewDefinitionWhenItIsClosed() throws Exception {
        open(house().text(), true);
        devices.says("tank", 500);
        await().atMost(Duration.ofSeconds(3))
                .until(() -> facility().snapshot().control().outputs().stream().allMatch(o -> o.shut() == null));
        assertTrue(ask("output.set", "valve-1", 1).accepted());
        awaitPhase("valve-1", "held");
        String changed = exported().replace("actuator: valve-1", "actuator: valve-9");
        FacilityChange change = plan(changed);
        assertTrue(
                change.consequences().stream().anyMatch(c -> c.contains("keeps its old definition")),
                change.consequences().toString());
        assertTrue(apply(change, "").accepted());
        assertEquals(1, devices.output("valve-1"));
        await().atMost(Duration.ofSeconds(2))
                .until(() -> facility().snapshot().control().outputs().stream()
                        .anyMatch(o -> o.key().equals("valve-1")
                                && o.why().endsWith("its changed definition waits until it is at safe")));
        ControlRoom.Answer second = apply(plan(exported().replace("below: 50 L", "below: 60 L")), "");
        assertFalse(second.accepted());
        assertTrue(second.text().contains("valve-1"), second.text());
        assertTrue(ask("output.release", "valve-1", Double.NaN).accepted());
        await().atMost(Duration.ofSeconds(5)).until(() -> devices.writes().contains("valve-1=0.0"));
        awaitPhase("valve-1", "safe");
        assertTrue(apply(plan(exported().replace("below: 50 L", "below: 60 L")), "")
                .accepted());
    }

    @Test
    void aFileThatWasExportedBeforeAnotherChangeIsNotAppliedBlindly() throws Exception {
        open(house().text(), true);
        String mine = exported().replace("max_age: 60s, outputs", "max_age: 90s, outputs");
        assertTrue(apply(plan(exported().replace("name: North House", "name: Northern House")), "renamed")
                .accepted());
        assertTrue(facility().awaitRecord(10_000));
        FacilityChange late = plan(mine);
        assertFalse(late.applicable());
        assertEquals(1, late.changes().size());
        assertEquals(1, late.movedOn().size(), late.movedOn().toString());
        assertTrue(late.conflicts().isEmpty(), late.conflicts().toString());
        FacilityChange rebased = facility().configuration().plan(file(mine), true);
        assertTrue(rebased.applicable(), rebased.toString());
        assertTrue(apply(rebased, "").accepted());
        assertTrue(exported().contains("max_age: 90s") && exported().contains("Northern House"), exported());
    }

    @Test
    void aFileThatBelongsElsewhereIsRefusedInWords() throws Exception {
        open(house().text(), true);
        FacilityChange change = plan(exported().replaceFirst("base: [0-9a-f]{64}", "base: " + "0".repeat(64)));
        assertFalse(change.applicable());
        assertTrue(
                change.problems().getFirst().what().contains("never had"),
                change.problems().toString());
    }

    @Test
    void aChangeAppliedWhileNothingRunsComesIntoForceAtTheNextStart() throws Exception {
        open(house().text(), true);
        facility().close();
        open("", false);
        ControlRoom.Answer answer = apply(plan(exported().replace("below: 50 L", "below: 80 L")), "over night");
        assertTrue(answer.accepted(), answer.text());
        assertTrue(answer.text().contains("next start"), answer.text());
        assertTrue(exported().contains("below: 80 L"), "the next change begins where this one ends");
        facility().close();
        open("", true);
        await().atMost(Duration.ofSeconds(5)).until(() -> exported().contains("below: 80 L"));
        assertTrue(facility().awaitRecord(10_000));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> facility()
                        .configuration()
                        .versions(1)
                        .getFirst()
                        .reason()
                        .equals("over night"));
        assertFalse(Files.exists(data.resolve("configuration.next.json")));
    }

    @Test
    void aChangeInTheJournalIsNotForgottenWhenTheProcessDiedBeforeItWasStored() throws Exception {
        open(house().text(), true);
        byte[] old = Files.readAllBytes(data.resolve("configuration.json"));
        assertTrue(apply(plan(exported().replace("below: 50 L", "below: 80 L")), "")
                .accepted());
        facility().close();
        Files.write(data.resolve("configuration.json"), old);
        open("", true);
        assertTrue(exported().contains("below: 80 L"));
    }

    @Test
    void readingsGoOnWhileAChangeIsApplied() throws Exception {
        open(house().text(), true);
        Instant begin = Instant.now().minusSeconds(1);
        for (int i = 0; i < 20; i++) {
            devices.says("tank", 100 + i);
            if (i == 10) {
                assertTrue(apply(plan(exported().replace("below: 50 L", "below: 80 L")), "")
                        .accepted());
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertTrue(facility().awaitRecord(10_000));
        assertEquals(
                20,
                facility()
                        .record()
                        .readings("tank", begin, Instant.now().plusSeconds(1), 100)
                        .size());
    }
}
