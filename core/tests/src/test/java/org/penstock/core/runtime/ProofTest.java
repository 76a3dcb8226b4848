package org.penstock.core.runtime;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.audit.Verification;
import org.penstock.core.identity.Provenance;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.telemetry.ReadingProof;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;

/** A facility that ran three days ago and is started again: what it was then is signed and closed without anybody's help. */
class ProofTest {
    @TempDir
    Path data;

    private final FakeDevices devices = new FakeDevices("simulator");

    private Facility open(long daysAgo) throws Exception {
        return Facility.open(new FacilityOptions(
                data,
                new FacilityOptions.FacilityText(
                        "bench.yaml",
                        new FacilityBuilder()
                                .stream("air", "temperature", "°C")
                                        .output("fan-1", "fan")
                                        .text()),
                null,
                List.of(devices),
                true,
                "serve",
                "os:ann",
                InstantSource.offset(InstantSource.system(), Duration.ofDays(-daysAgo)),
                Ticker.system()));
    }

    private static final Provenance CARA = Provenance.ofPerson("cara", List.of("compliance"), "desk 1", "");

    @Test
    void theDaysAndHoursBeforeAStartAreSignedAndClosedByThemselves() throws Exception {
        try (Facility before = open(3)) {
            devices.says("air", 21);
            await().until(() -> before.snapshot().health().readings() > 0);
            // A reading is counted before its frame is on disk: then there is nothing yet to wait for.
            await().until(() -> before.awaitRecord(10_000)
                    && !before.proof().heads().chains().isEmpty());
            assertNull(before.proof().heads().chains().getFirst().signed(), "its first day is not over");
        }
        try (Facility now = open(0)) {
            Proof proof = now.proof();
            // In the database first, then in the file beside it.
            Path heads = data.resolve("heads.jsonl");
            await().atMost(Duration.ofSeconds(20)).until(() -> Files.exists(heads) && Files.size(heads) > 0);
            assertNotNull(proof.heads().chains().getFirst().signed());
            assertEquals("north", proof.heads().chains().getFirst().name());
            assertEquals(
                    1, Files.readAllLines(data.resolve("heads.jsonl")).size(), "the two days without events need none");
            await().atMost(Duration.ofSeconds(20)).until(() -> {
                devices.says("air", 22);
                ReadingProof.Proof readings = proof.readings(Watch.none());
                return readings.until() != null && readings.readings() == 1;
            });
            assertEquals(List.of(), proof.readings(Watch.none()).faults());
            assertTrue(now.verify(Watch.none()).stream().allMatch(Verification::proven));
            Path export = data.resolve("handed-out");
            assertEquals(1, proof.export(CARA, export, Watch.none()).heads());
            assertTrue(Files.exists(export.resolve("verify.py")));
            proof.protect(CARA, "correct horse".toCharArray());
        }
        try (Facility locked = open(-1)) {
            Proof proof = locked.proof();
            assertNotNull(proof.heads().locked(), "a start waits for nobody");
            await().atMost(Duration.ofSeconds(20)).until(() -> proof.waiting().days() == 1);
            assertFalse(proof.unlock(CARA, "wrong".toCharArray()));
            assertTrue(proof.unlock(CARA, "correct horse".toCharArray()));
            assertEquals(0, proof.waiting().days());
            assertEquals(2, Files.readAllLines(data.resolve("heads.jsonl")).size());
            List<String> kept = locked
                    .record()
                    .events(new FacilityRecord.Wanted("record.", "", "", Long.MAX_VALUE, null, null, 50))
                    .stream()
                    .filter(e -> e.actor().equals("cara"))
                    .map(FacilityRecord.Event::kind)
                    .toList();
            assertEquals(
                    List.of(
                            "record.key_unlocked",
                            "record.key_not_unlocked",
                            "record.key_protected",
                            "record.exported"),
                    kept,
                    "who took the record away and touched its key stands in it");
            assertTrue(locked.verify(Watch.none()).stream().allMatch(Verification::proven));
        }
    }
}
