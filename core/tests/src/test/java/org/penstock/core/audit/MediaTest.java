package org.penstock.core.audit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.identity.Actors;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.Northglass;
import org.penstock.core.testsupport.TestDatabase;

/** Pictures as evidence: bytes on the disk, what they show in the database. */
class MediaTest {
    private static final Instant NOW = Instant.parse("2026-03-02T08:00:00Z");
    private static final byte[] JPEG = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};

    @Test
    void whatAFileIsItsBytesSay(@TempDir Path dir) throws IOException {
        MediaFiles files = new MediaFiles(dir.resolve("media"));
        MediaFiles.Stored kept = files.keep(JPEG);
        assertEquals("image/jpeg", kept.mime());
        assertEquals(kept, files.keep(JPEG));
        assertArrayEquals(JPEG, files.read(kept.sha256()).orElseThrow());
        try (var there = Files.walk(dir)) {
            assertEquals(1, there.filter(Files::isRegularFile).count());
        }
        String page = String.valueOf(assertThrows(
                        MediaFiles.Unfit.class, () -> files.keep("<html>".getBytes(StandardCharsets.UTF_8)))
                .getMessage());
        assertTrue(page.contains("none of JPEG, PNG, WebP and PDF"), page);
        byte[] large = new byte[MediaFiles.MOST_BYTES + 1];
        System.arraycopy(JPEG, 0, large, 0, JPEG.length);
        assertThrows(MediaFiles.Unfit.class, () -> files.keep(large));
        Files.write(dir.resolve("media").resolve(kept.sha256().substring(0, 2)).resolve(kept.sha256()), new byte[] {1});
        assertThrows(IOException.class, () -> files.read(kept.sha256()));
    }

    @BothDatabases
    void aMediumIsExpectedStoredAttachedAndPurged(TestDatabase db) {
        ChainId chain = Northglass.chain(Northglass.put(db.database()));
        MediaRows media = new MediaRows(chain);
        MediaFiles.Stored picture = new MediaFiles.Stored(CanonicalJson.sha256(JPEG), "image/jpeg", JPEG.length);
        UUID id = db.database().transact(sql -> {
            var who = new MediaRows.Who(Actors.idOf(sql, chain.organizationId(), "anna", NOW), "anna", new TreeMap<>());
            UUID expected = media.expect(sql, picture, null, "camera-3", who, NOW);
            assertEquals(expected, media.stored(sql, picture, NOW, "camera-3", who, NOW.plusSeconds(9)));
            assertEquals(expected, media.stored(sql, picture, NOW, "camera-3", who, NOW.plusSeconds(10)));
            media.attach(sql, expected, "destruction:1", "before", who, NOW);
            media.attach(sql, expected, "destruction:1", "before", who, NOW);
            return expected;
        });
        var attached = db.database().read(sql -> media.of(sql, "destruction:1"));
        assertEquals(
                List.of("stored"),
                attached.stream().map(MediaRows.Attached::state).toList());
        db.database().run(sql -> {
            var who = new MediaRows.Who(Actors.idOf(sql, chain.organizationId(), "anna", NOW), "anna", new TreeMap<>());
            assertTrue(media.purge(sql, id, "kept for 7 years", who, NOW));
            assertTrue(!media.purge(sql, id, "again", who, NOW));
        });
        var after = db.database().read(sql -> media.of(sql, "destruction:1")).getFirst();
        assertEquals("purged", after.state());
        assertEquals(picture.sha256(), after.sha256());
        assertEquals(
                List.of("media.expected", "media.stored", "media.attached", "media.purged"),
                db.database().read(sql -> EventQuery.newest(9).list(sql, chain)).reversed().stream()
                        .map(EventQuery.Event::kind)
                        .toList());
    }
}
