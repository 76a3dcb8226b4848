package org.penstock.app.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is left behind by a killed process must not be taken for a living one. */
@Execution(ExecutionMode.CONCURRENT)
class RunningFileTest {
    @TempDir
    Path data;

    private static RunningFile of(long pid, Instant processStarted) {
        return new RunningFile(1, pid, processStarted, "serve", Instant.parse("2026-11-21T05:00:00Z"), 8080, "t");
    }

    private static Instant ownStart() {
        return ProcessHandle.current().info().startInstant().orElseThrow();
    }

    @Test
    void aDeadProcessIsNotAlive() throws Exception {
        Process gone = new ProcessBuilder("true").start();
        gone.waitFor();

        assertFalse(of(gone.pid(), ownStart()).lives());
    }

    @Test
    void aNumberUsedAgainIsNotTheSameProcess() {
        long self = ProcessHandle.current().pid();

        assertTrue(of(self, ownStart()).lives());
        assertFalse(of(self, ownStart().minusSeconds(60)).lives());
    }

    @Test
    void nothingOrRubbishIsNobody() throws IOException {
        assertEquals(Optional.empty(), RunningFile.read(data));
        Files.writeString(data.resolve(RunningFile.NAME), "{\"pid\": 1,");
        assertEquals(Optional.empty(), RunningFile.read(data));
        Files.writeString(data.resolve(RunningFile.NAME), "{\"version\": 2, \"socket\": \"x\"}");
        assertEquals(Optional.empty(), RunningFile.read(data));
    }

    @Test
    void theNextProcessReplacesIt() throws IOException {
        of(1, Instant.EPOCH).write(data);
        RunningFile next = of(2, Instant.EPOCH);
        next.write(data);

        assertEquals(Optional.of(next), RunningFile.read(data));
        assertFalse(Files.exists(data.resolve(RunningFile.NAME + ".new")));
    }
}
