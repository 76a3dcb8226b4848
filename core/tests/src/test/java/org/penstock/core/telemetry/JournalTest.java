package org.penstock.core.telemetry;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.quantity.Ticker;

class JournalTest {
    private static final long SMALL_SEGMENT = 2_000;

    @TempDir
    Path directory;

    @Test
    void whatWasAcknowledgedIsReadAgainInOrder() throws Exception {
        List<String> acknowledged = new CopyOnWriteArrayList<>();
        List<String> written = new ArrayList<>();
        try (Journal journal = Journal.open(new JournalDirectory(directory), Ticker.system())) {
            Random r = new Random(1);
            for (long seq = 1; seq <= 200; seq++) {
                append(journal, new JournalRecord.Inputs(Records.frame(seq, r)), "in " + seq, acknowledged, written);
                append(journal, Records.effects(seq, r), "out " + seq, acknowledged, written);
            }
            soon().until(() -> acknowledged.size() == 400);
            assertEquals(200, journal.durableInputs());
            assertEquals(200, journal.durableEffects());
        }
        List<String> expected = new ArrayList<>();
        for (int seq = 1; seq <= 200; seq++) {
            expected.add("in " + seq);
            expected.add("out " + seq);
        }
        assertEquals(expected, acknowledged);
        assertEquals(written, readAll(new JournalDirectory(directory)));
        try (Journal again = Journal.open(new JournalDirectory(directory), Ticker.system())) {
            assertEquals(200, again.end().seq());
            assertEquals(200, again.durableEffects());
        }
    }

    @Test
    void aReaderFollowsTheLiveTailOverSegments() throws Exception {
        FakeDisk disk = new FakeDisk();
        try (Journal journal = small(disk);
                JournalReader reader = journal.read(JournalPosition.START)) {
            Random r = new Random(2);
            assertNull(reader.next());
            for (long seq = 1; seq <= 300; seq++) {
                Frame frame = Records.frame(seq, r);
                assertTrue(journal.append(new JournalRecord.Inputs(frame), List.of()));
                journal.awaitBeyond(reader.position(), 5_000, () -> false);
                assertEquals(
                        Records.story(new JournalRecord.Inputs(frame)),
                        Records.story(java.util.Objects.requireNonNull(reader.next())));
                assertNull(reader.next());
            }
        }
        assertTrue(disk.list().size() > 5, "the journal rolled");
    }

    @Test
    void aReaderGoesOnFromARememberedPosition() throws Exception {
        FakeDisk disk = recorded(120);
        List<String> all = readAll(disk);
        try (Journal journal = small(disk)) {
            List<String> pieces = new ArrayList<>();
            JournalPosition position = JournalPosition.START;
            while (pieces.size() < all.size()) {
                try (JournalReader reader = journal.read(position)) {
                    for (int i = 0; i < 7; i++) {
                        JournalRecord record = reader.next();
                        if (record != null) {
                            pieces.add(Records.story(record));
                        }
                    }
                    position = reader.position();
                }
            }
            assertEquals(all, pieces);
        }
    }

    @Test
    void cutAtAnyByteTheLastFileYieldsExactlyItsWholeRecords() throws Exception {
        FakeDisk disk = recorded(12, 1 << 20);
        String name = disk.list().getFirst();
        byte[] whole = disk.file(name);
        List<String> records = readAll(disk);
        List<Integer> ends = ends(whole);
        for (int cut = SegmentHeader.SIZE; cut <= whole.length; cut++) {
            FakeDisk cutDisk = new FakeDisk(Map.of(name, Arrays.copyOf(whole, cut)));
            int intact = 0;
            while (intact < ends.size() && ends.get(intact) <= cut) {
                intact++;
            }
            assertEquals(records.subList(0, intact), readAll(cutDisk), "cut at " + cut);
        }
    }

    @Test
    void anyFlippedByteInTheLastFileYieldsExactlyTheRecordsBeforeIt() throws Exception {
        FakeDisk disk = recorded(12, 1 << 20);
        String name = disk.list().getFirst();
        byte[] whole = disk.file(name);
        List<String> records = readAll(disk);
        List<Integer> ends = ends(whole);
        for (int at = 0; at < whole.length; at++) {
            byte[] flipped = whole.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            FakeDisk flippedDisk = new FakeDisk(Map.of(name, flipped));
            if (at < SegmentHeader.SIZE) {
                assertThrows(JournalCorrupt.class, () -> readAll(flippedDisk));
                continue;
            }
            int intact = 0;
            while (intact < ends.size() && ends.get(intact) <= at) {
                intact++;
            }
            assertEquals(records.subList(0, intact), readAll(flippedDisk), "flipped at " + at);
        }
    }

    @Test
    void afterATornTailTheJournalGoesOnBehindTheLastWholeRecord() throws Exception {
        FakeDisk disk = recorded(10, 1 << 20);
        String name = disk.list().getFirst();
        byte[] whole = disk.file(name);
        List<String> before = readAll(disk);
        FakeDisk torn = new FakeDisk(Map.of(name, Arrays.copyOf(whole, whole.length - 3)));
        Frame next;
        try (Journal journal = small(torn)) {
            next = Records.frame(journal.end().seq() + 1, new Random(5));
            journal.append(new JournalRecord.Inputs(next), List.of());
        }
        List<String> expected = new ArrayList<>(before.subList(0, before.size() - 1));
        expected.add(Records.story(new JournalRecord.Inputs(next)));
        assertEquals(expected, readAll(torn));
        assertEquals(whole.length - 3, torn.file(name).length, "what was cut off is still in the file");
    }

    @Test
    void aDamagedEarlierFileIsRefusedNamingFileAndByte() throws Exception {
        FakeDisk disk = recorded(120);
        Map<String, byte[]> state = new TreeMap<>(disk.state());
        String second = disk.list().get(1);
        byte[] flipped = disk.file(second);
        flipped[SegmentHeader.SIZE + 20] ^= 1;
        state.put(second, flipped);
        JournalCorrupt damaged = assertThrows(JournalCorrupt.class, () -> readAll(new FakeDisk(state)));
        assertTrue(String.valueOf(damaged.getMessage()).contains(second), damaged.getMessage());
        assertTrue(String.valueOf(damaged.getMessage()).contains("byte " + SegmentHeader.SIZE), damaged.getMessage());

        Map<String, byte[]> missing = new TreeMap<>(disk.state());
        missing.remove(second);
        JournalCorrupt gap = assertThrows(JournalCorrupt.class, () -> small(new FakeDisk(missing)));
        assertTrue(String.valueOf(gap.getMessage()).contains("missing"), gap.getMessage());

        Map<String, byte[]> shortened = new TreeMap<>(disk.state());
        shortened.put(second, Arrays.copyOf(disk.file(second), 100));
        assertThrows(JournalCorrupt.class, () -> small(new FakeDisk(shortened)));
    }

    @Test
    void settledSegmentsAreForgottenAndTheRestStaysReadable() throws Exception {
        FakeDisk disk = recorded(200);
        List<String> all = readAll(disk);
        try (Journal journal = small(disk)) {
            assertEquals(0, journal.forget(0, Long.MAX_VALUE));
            int files = disk.list().size();
            int deleted = journal.forget(150, Long.MAX_VALUE);
            assertTrue(deleted > 2 && deleted < files);
            assertEquals(files - deleted, disk.list().size());
            assertEquals(0, journal.forget(200, Long.MIN_VALUE), "young segments are kept");
        }
        List<String> rest = readAll(disk);
        assertEquals(all.subList(all.size() - rest.size(), all.size()), rest);
        assertTrue(rest.stream().anyMatch(s -> s.startsWith("151 ")), "frame 151 was not settled and is still there");
    }

    @Test
    void aCrashAtAnyMomentLosesNothingThatWasAcknowledged() throws Exception {
        int crashes = 0;
        for (int round = 0; round < 20; round++) {
            Random r = new Random(round);
            FakeDisk disk = new FakeDisk();
            List<long[]> acknowledgedAt = new CopyOnWriteArrayList<>();
            List<String> written = new ArrayList<>();
            try (Journal journal = small(disk)) {
                for (long seq = 1; seq <= 40; seq++) {
                    troubled(disk, r);
                    long frame = seq;
                    JournalRecord record = new JournalRecord.Inputs(Records.frame(seq, r));
                    written.add(Records.story(record));
                    journal.append(record, List.of(() -> acknowledgedAt.add(new long[] {disk.operations(), frame})));
                    if (r.nextInt(3) > 0) {
                        Thread.sleep(1);
                    }
                }
                disk.failWrites = null;
                disk.failSyncs = null;
                disk.failTruncates = null;
                soon().until(() -> acknowledgedAt.size() == 40);
            }
            for (int n = 0; n <= disk.ops.size(); n++) {
                for (int luck = 0; luck < 3; luck++) {
                    FakeDisk left =
                            new FakeDisk(FakeDisk.afterCrash(Map.of(), disk.ops, n, new Random(luck * 31L + n)));
                    List<String> found = readAll(left);
                    assertEquals(written.subList(0, found.size()), found, "a prefix of what was written");
                    for (long[] a : acknowledgedAt) {
                        int crash = n;
                        assertTrue(a[0] > n || found.size() >= a[1], () -> "frame " + a[1] + " lost, crash " + crash);
                    }
                    if (luck == 0) {
                        goesOn(left, found);
                    }
                    crashes++;
                }
            }
        }
        assertTrue(crashes > 1_000);
    }

    /** The next life after the crash: numbers go on, and both lives are read as one record. */
    private static void goesOn(FakeDisk left, List<String> found) throws Exception {
        List<String> both = new ArrayList<>(found);
        try (Journal journal = small(left)) {
            assertEquals(found.size(), journal.end().seq());
            for (long seq = found.size() + 1; seq < found.size() + 4; seq++) {
                JournalRecord record = new JournalRecord.Inputs(Frame.tick(seq, seq, seq));
                both.add(Records.story(record));
                journal.append(record, List.of());
            }
        }
        assertEquals(both, readAll(left));
    }

    /** Awaitility's own pace of ten looks a second would make these tests slow. */
    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(1));
    }

    private static void troubled(FakeDisk disk, Random r) {
        disk.failWrites = r.nextInt(8) == 0 ? "No space left on device" : null;
        disk.failSyncs = r.nextInt(8) == 0 ? "Input/output error" : null;
        disk.failTruncates = r.nextInt(3) == 0 ? "Input/output error" : null;
    }

    private static Journal small(FakeDisk disk) throws IOException {
        return Journal.open(disk, Ticker.system(), SMALL_SEGMENT, 1 << 20, 1 << 18);
    }

    private static FakeDisk recorded(int frames) throws Exception {
        return recorded(frames, SMALL_SEGMENT);
    }

    private static FakeDisk recorded(int frames, long segment) throws Exception {
        FakeDisk disk = new FakeDisk();
        try (Journal journal = Journal.open(disk, Ticker.system(), segment, 1 << 20, 1 << 18)) {
            Random r = new Random(9);
            for (long seq = 1; seq <= frames; seq++) {
                long wanted = seq;
                journal.append(new JournalRecord.Inputs(Records.frame(seq, r)), List.of());
                journal.append(Records.effects(seq, r), List.of());
                soon().until(() -> journal.durableEffects() == wanted);
            }
        }
        return disk;
    }

    private static void append(
            Journal journal, JournalRecord record, String name, List<String> acknowledged, List<String> written) {
        written.add(Records.story(record));
        assertTrue(journal.append(record, List.of(() -> acknowledged.add(name))));
    }

    private static List<String> readAll(JournalFiles files) throws IOException {
        List<String> read = new ArrayList<>();
        try (JournalReader reader = JournalReader.of(files)) {
            for (JournalRecord record = reader.next(); record != null; record = reader.next()) {
                read.add(Records.story(record));
            }
        }
        return read;
    }

    private static List<Integer> ends(byte[] segment) {
        List<Integer> ends = new ArrayList<>();
        for (int at = SegmentHeader.SIZE; at < segment.length; ) {
            at += RecordFormat.PREFIX + RecordFormat.length(segment, at);
            ends.add(at);
        }
        assertFalse(ends.isEmpty());
        return ends;
    }

    @Test
    void theDirectoryHoldsOnlyWhatTheJournalMade() throws Exception {
        try (Journal journal = Journal.open(new JournalDirectory(directory), Ticker.system())) {
            journal.append(new JournalRecord.Inputs(Frame.tick(1, 5, 6)), List.of());
        }
        try (var files = Files.list(directory)) {
            assertEquals(
                    List.of("00000000000000000001.journal"),
                    files.map(f -> f.getFileName().toString()).toList());
        }
    }
}
