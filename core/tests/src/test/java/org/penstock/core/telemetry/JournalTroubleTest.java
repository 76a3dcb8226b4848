package org.penstock.core.telemetry;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class JournalTroubleTest {
    private final FakeDisk disk = new FakeDisk();
    private final HandClock clock = new HandClock("2026-11-21T06:00:00Z");
    private final AtomicInteger acknowledged = new AtomicInteger();

    @Test
    void aFullDiskIsSaidTriedAgainAndLosesNothing() throws Exception {
        try (Journal journal = Journal.open(disk, clock, 1 << 20, 1 << 20, 1 << 18)) {
            tick(journal, 1);
            await().until(() -> journal.durableInputs() == 1);
            disk.failWrites = "No space left on device";
            tick(journal, 2);
            await().until(() -> journal.health().away() != null);
            tick(journal, 3);
            clock.pass(1_500_000);
            assertTrue(Objects.requireNonNull(journal.health().away()).contains("No space left on device"));
            assertEquals(1_500_000, journal.awayForMicros());
            assertEquals(1, journal.durableInputs());
            assertEquals(1, acknowledged.get());

            disk.failWrites = null;
            await().until(() -> journal.durableInputs() == 3);
            assertNull(journal.health().away());
            assertEquals(0, journal.awayForMicros());
            await().until(() -> acknowledged.get() == 3);
        }
        assertEquals(3, read());
    }

    @Test
    void afterAFailedSyncTheRecordsGoIntoANewFile() throws Exception {
        try (Journal journal = Journal.open(disk, clock, 1 << 20, 1 << 20, 1 << 18)) {
            tick(journal, 1);
            await().until(() -> journal.durableInputs() == 1);
            disk.failSyncs = "Input/output error";
            tick(journal, 2);
            await().until(() -> journal.health().away() != null);
            assertEquals(1, acknowledged.get());
            disk.failSyncs = null;
            await().until(() -> journal.durableInputs() == 2);
        }
        assertEquals(2, disk.list().size());
        assertEquals(2, read());
    }

    @Test
    void aStalledDiskShowsAsWaitingTimeAndStopsNobody() throws Exception {
        try (Journal journal = Journal.open(disk, clock, 1 << 20, 1 << 20, 1 << 18)) {
            disk.stall(true);
            tick(journal, 1);
            clock.pass(2_000_000);
            tick(journal, 2);
            await().until(() -> journal.awayForMicros() == 2_000_000);
            assertEquals(0, journal.durableInputs());
            disk.stall(false);
            await().until(() -> journal.durableInputs() == 2);
        }
    }

    @Test
    void fullMemoryKeepsAReserveForControlAndCountsWhatFindsNoRoomAtAll() throws Exception {
        try (Journal journal = Journal.open(disk, clock, 1 << 20, 10_000, 5_000)) {
            disk.stall(true);
            long seq = 0;
            while (!journal.full()) {
                assertTrue(tick(journal, ++seq), "the reserve is not reached yet");
            }
            assertTrue(tick(journal, ++seq), "a control frame uses the reserve");
            long kept = seq;
            while (tick(journal, ++seq)) {
                kept = seq;
            }
            assertEquals(1, journal.health().lost());
            assertTrue(kept > 20 && kept < 100, "bounded: " + kept);
            disk.stall(false);
            long all = kept;
            await().until(() -> journal.durableInputs() == all);
            await().until(() -> !journal.full());
            await().until(() -> acknowledged.get() == all);
        }
    }

    @Test
    void aLinkWhoseAcknowledgementFailsDoesNotStopTheOthers() throws Exception {
        try (Journal journal = Journal.open(disk, clock, 1 << 20, 1 << 20, 1 << 18)) {
            journal.append(new JournalRecord.Inputs(Frame.tick(1, 1, 1)), List.of(() -> {
                throw new IllegalStateException("connection generation is gone");
            }));
            tick(journal, 2);
            await().until(() -> acknowledged.get() == 1);
        }
    }

    @Test
    void whoListensHearsInputsAndEffectsApart() throws Exception {
        try (Journal journal = Journal.open(disk, clock, 1 << 20, 1 << 20, 1 << 18)) {
            List<String> heard = new java.util.concurrent.CopyOnWriteArrayList<>();
            journal.onDurable((inputs, effects) -> heard.add(inputs + "/" + effects));
            tick(journal, 1);
            await().until(() -> heard.contains("1/0"));
            journal.append(new JournalRecord.Effects(1, new long[0], List.of()), List.of());
            await().until(() -> heard.contains("1/1"));
        }
    }

    @Test
    void aFrameAndItsEffectsHandedOverTogetherBecomeDurableWithOneSync() throws Exception {
        try (Journal journal = Journal.open(disk, clock, 1 << 20, 1 << 20, 1 << 18)) {
            List<String> apart = new java.util.concurrent.CopyOnWriteArrayList<>();
            journal.onDurable((inputs, effects) -> {
                if (inputs != effects) {
                    apart.add(inputs + "/" + effects);
                }
            });
            for (long seq = 1; seq <= 500; seq++) {
                long now = seq;
                assertTrue(journal.append(
                        List.of(
                                new JournalRecord.Inputs(Frame.tick(now, clock.wall(), now)),
                                new JournalRecord.Effects(now, new long[0], List.of())),
                        List.of(acknowledged::incrementAndGet)));
                if (seq % 10 == 0) {
                    // An idle journal wakes at once: between two appends it would take the first alone.
                    await().until(() -> journal.durableEffects() == now);
                }
            }
            await().until(() -> acknowledged.get() == 500);
            assertEquals(List.of(), apart);
        }
        assertEquals(1_000, read());
    }

    @Test
    void closingWithADeadDiskEndsAndRefusesFurtherRecords() throws Exception {
        Journal journal = Journal.open(disk, clock, 1 << 20, 1 << 20, 1 << 18);
        disk.failWrites = "Input/output error";
        tick(journal, 1);
        journal.close();
        assertFalse(tick(journal, 2));
        assertEquals(0, acknowledged.get());
    }

    private boolean tick(Journal journal, long seq) {
        return journal.append(
                new JournalRecord.Inputs(Frame.tick(seq, clock.wall(), seq)), List.of(acknowledged::incrementAndGet));
    }

    private int read() throws Exception {
        int n = 0;
        try (JournalReader reader = JournalReader.of(disk)) {
            while (reader.next() != null) {
                n++;
            }
        }
        return n;
    }
}
