package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.audit.ChainId;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.testsupport.ChildClasses;
import org.penstock.core.testsupport.ChildProcess;

/** kill -9 in the middle of forgetting: what is on record as gone is gone, all else is there, and the proof holds. */
class ForgettingCrashTest {
    private static final Instant SECOND = ForgettingStory.BEGIN.plusSeconds(86_400);
    private static final Instant THIRD = SECOND.plusSeconds(86_400);

    @Test
    void nothingIsTornWheneverTheProcessIsKilled(@TempDir Path directory) throws Exception {
        var address = new DatabaseAddress.Embedded(directory);
        UUID site;
        ChainId chain;
        try (Database database = Database.open(address, InstantSource.system());
                ForgettingStory story = ForgettingStory.begin(database, directory.resolve("readings"))) {
            story.until(THIRD.plusSeconds(7_200));
            story.keep();
            site = story.site;
            chain = story.chain;
        }
        Random random = new Random();
        boolean over = false;
        for (int kill = 1; kill <= 8 && !over; kill++) {
            TreeSet<String> gone = new TreeSet<>();
            try (ChildProcess child = ChildProcess.start(
                    ChildClasses.ofDatabase(),
                    List.of(),
                    ForgettingChild.class,
                    directory.toString(),
                    site.toString(),
                    chain.organizationId().toString())) {
                child.await("ready"::equals, Duration.ofSeconds(60));
                // Each file takes some tens of milliseconds to pack, to record and to exchange.
                Thread.sleep(random.nextInt(250));
                child.kill();
                child.lines().stream().filter(l -> l.startsWith("gone ")).forEach(gone::add);
                over = child.lines().contains("over");
            }
            try (Database database = Database.open(address, InstantSource.system());
                    ForgettingStory story = new ForgettingStory(database, site, chain, directory.resolve("readings"))) {
                String when = "after kill " + kill + ", gone " + gone;
                assertEquals(List.of(), story.faults(), when);
                assertEquals(List.of(), database.read(sql -> new ForgottenVerifier().check(sql, chain)), when);
                for (String line : gone) {
                    Instant from = line.startsWith("gone 0") ? ForgettingStory.BEGIN : SECOND;
                    int stream = Integer.parseInt(line.substring(7));
                    assertEquals(0, story.readings(stream, from, from.plusSeconds(86_400)), when);
                }
                for (int stream = 1; stream <= ForgettingStory.STREAMS; stream++) {
                    for (Instant from : List.of(ForgettingStory.BEGIN, SECOND)) {
                        int n = story.readings(stream, from, from.plusSeconds(86_400));
                        boolean forgotten = story.store.forgotten().raw(stream, EngineClock.micros(from));
                        assertEquals(forgotten ? 0 : 144, n, stream + " from " + from + " " + when);
                        assertTrue(story.rollups(stream, RollupLevel.DAY).size() >= 2, when);
                    }
                }
                assertEquals(0, story.files == null ? 1 : story.files.damaged().size());
                try (var list = Files.list(directory.resolve("readings"))) {
                    assertTrue(list.noneMatch(f -> f.toString().contains("forgetting")), when);
                }
            }
        }
    }
}
