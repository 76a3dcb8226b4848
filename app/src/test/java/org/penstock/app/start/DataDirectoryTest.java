package org.penstock.app.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.penstock.core.facility.Example;

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
    void withoutAHomeOneMustBeGiven() {
        Refusal refusal = assertThrows(Refusal.class, () -> DataDirectory.choose(null, null, Map.of(), "Linux"));
        assertEquals(ExitCode.USAGE, refusal.code());
    }
}
