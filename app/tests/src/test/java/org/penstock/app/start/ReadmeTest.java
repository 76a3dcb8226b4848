package org.penstock.app.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.core.facility.Problems;
import org.penstock.core.quantity.Ticker;

/** What the README shows a newcomer works as it stands there. */
@Execution(ExecutionMode.CONCURRENT)
class ReadmeTest {
    @Test
    void theFacilityFileOfTheReadmeIsAccepted(@TempDir Path directory) throws Exception {
        String readme = Files.readString(Path.of("..", "..", "README.md"));
        int from = readme.indexOf("```yaml\n");
        assertTrue(from > 0, "the README shows a facility file");
        String yaml = readme.substring(from + 8, readme.indexOf("```", from + 8));
        Path file = Files.writeString(directory.resolve("readme.yaml"), yaml);
        List<Problems.Problem> problems =
                new RuntimeFacilities("test", InstantSource.system(), Ticker.system()).check(file);
        assertEquals(List.of(), problems);
    }
}
