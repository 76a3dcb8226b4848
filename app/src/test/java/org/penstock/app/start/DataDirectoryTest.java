package org.penstock.app.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataDirectoryTest {
    private static final Map<String, String> ADA = Map.of("HOME", "/home/ada");

    @Test
    void whatIsGivenIsTakenAsItIs() {
        assertEquals(Path.of("/srv/north"), DataDirectory.choose(Path.of("/srv/x/../north"), false, ADA, "Linux"));
        assertEquals(Path.of("/srv/north"), DataDirectory.choose(Path.of("/srv/north"), true, ADA, "Linux"));
    }

    @Test
    void otherwiseThePlatformSaysWhereDataLives() {
        assertEquals(Path.of("/home/ada/.local/share/penstock"), DataDirectory.choose(null, false, ADA, "Linux"));
        assertEquals(
                Path.of("/data/penstock"),
                DataDirectory.choose(null, false, Map.of("HOME", "/home/ada", "XDG_DATA_HOME", "/data"), "Linux"));
        assertEquals(
                Path.of("/home/ada/.local/share/penstock"),
                DataDirectory.choose(null, false, Map.of("HOME", "/home/ada", "XDG_DATA_HOME", "data"), "Linux"));
        assertEquals(
                Path.of("/home/ada/Library/Application Support/Penstock"),
                DataDirectory.choose(null, false, ADA, "Mac OS X"));
    }

    @Test
    void theDemonstrationNeverMixesWithARealFacility() {
        assertEquals(Path.of("/home/ada/.local/share/penstock/demo"), DataDirectory.choose(null, true, ADA, "Linux"));
    }

    @Test
    void withoutAHomeOneMustBeGiven() {
        Refusal refusal = assertThrows(Refusal.class, () -> DataDirectory.choose(null, false, Map.of(), "Linux"));
        assertEquals(ExitCode.USAGE, refusal.code());
    }
}
