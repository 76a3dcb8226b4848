package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.core.testsupport.ChildProcess;

/**
 * A real disk that is full for a while, in a process of its own: it is said, nothing ends, nothing is lost, and everything
 * goes on by itself. Where no small disk can be made, {@link JournalTroubleTest} and the tests of a full journal beside a
 * facility show the same with a disk that only says so.
 */
@Order(1)
@Execution(ExecutionMode.CONCURRENT) // each story is a process of its own that mostly waits
class FullDiskTest {
    private static final int SECONDS = Integer.getInteger("penstock.away", 4);
    private static final Duration LONG = Duration.ofMinutes(4);

    @TempDir
    Path temp;

    @Test
    void theJournalIsOnIt() throws Exception {
        Path disk = Files.createDirectory(temp.resolve("disk"));
        story(disk, disk.resolve("journal"), "journal");
    }

    @Test
    void onlyTheDatabaseAndTheFilesOfDaysAreOnIt() throws Exception {
        story(Files.createDirectory(temp.resolve("disk")), Files.createDirectory(temp.resolve("journal")), "database");
    }

    private static void story(Path disk, Path journal, String away) {
        assumeTrue(ChildProcess.smallDisks(), "no small disk can be made here");
        try (ChildProcess child = ChildProcess.startOnSmallDisk(
                disk, 160, FullDiskChild.class, disk.toString(), journal.toString(), Integer.toString(SECONDS))) {
            child.await("full"::equals, LONG);
            child.await(line -> line.startsWith("away: ") && line.contains(away), LONG);
            child.await("room"::equals, LONG);
            String end = child.await(line -> line.startsWith("holds ") || line.startsWith("damaged "), LONG);
            assertTrue(end.startsWith("holds "), () -> String.join("\n", child.lines()));
        }
    }
}
