package org.penstock.app.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.core.facility.Example;

@Execution(ExecutionMode.CONCURRENT)
class DataDirectoryTest {
    private static final Map<String, String> ADA = Map.of("HOME", "/home/ada");

    @Test
    void whatIsGivenIsTakenAsItIs() {
        assertEquals(Path.of("/srv/north"), DataDirectory.choose(Path.of("/srv/x/../north"), null, ADA, "Linux"));
        assertEquals(Path.of("/srv/north"), DataDirectory.choose(Path.of("/srv/north"), Example.GROW, ADA, "Linux"));
    }

    @Test
    void otherwiseThePlatformSaysWhereDataLives() {
        assertEquals(Path.of("/home/ada/.local/share/penstock"), DataDirectory.choose(null, null, ADA, "Linux"));
        assertEquals(
                Path.of("/data/penstock"),
                DataDirectory.choose(null, null, Map.of("HOME", "/home/ada", "XDG_DATA_HOME", "/data"), "Linux"));
        assertEquals(
                Path.of("/home/ada/.local/share/penstock"),
                DataDirectory.choose(null, null, Map.of("HOME", "/home/ada", "XDG_DATA_HOME", "data"), "Linux"));
        assertEquals(
                Path.of("/home/ada/Library/Application Support/Penstock"),
                DataDirectory.choose(null, null, ADA, "Mac OS X"));
    }

    @Test
    void theDemonstrationNeverMixesWithARealFacility() {
        Path data = Path.of("/home/ada/.local/share/penstock");
        assertEquals(data.resolve("demo"), DataDirectory.choose(null, Example.GROW, ADA, "Linux"));
        assertEquals(data.resolve("demo-cold"), DataDirectory.choose(null, Example.COLD, ADA, "Linux"));
    }

    @Test
    void whatCannotBeADirectoryIsRefused(@TempDir Path temp) throws Exception {
        Path file = Files.writeString(temp.resolve("north.yaml"), "penstock: 1");
        Refusal refusal = assertThrows(Refusal.class, () -> DataDirectory.choose(file, null, ADA, "Linux"));
        assertEquals(ExitCode.USAGE, refusal.code());
        assertEquals(file + " is a file, not a directory to keep data in.", refusal.what());
        // An empty variable must not fill the directory one stands in.
        assertThrows(Refusal.class, () -> DataDirectory.choose(Path.of(""), null, ADA, "Linux"));
    }

    @Test
    void withoutAHomeOneMustBeGiven() {
        Refusal refusal = assertThrows(Refusal.class, () -> DataDirectory.choose(null, null, Map.of(), "Linux"));
        assertEquals(ExitCode.USAGE, refusal.code());
    }
}
