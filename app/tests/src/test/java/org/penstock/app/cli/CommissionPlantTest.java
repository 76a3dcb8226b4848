package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.penstock.app.api.Json;
import org.penstock.app.start.FacilityProcess;
import org.penstock.core.facility.Example;
import tools.jackson.databind.JsonNode;

/** The valves of a simulated greenhouse are tested through the whole program: command, local API, engine, driver, plant. */
class CommissionPlantTest extends AtTheCommandLine {
    @Test
    void aValvePassesAStuckOneFailsAndBothAreShutAfterwards() throws IOException {
        try (FacilityProcess process = serve(Example.GROW
                .text()
                .replace("relationships:\n", "relationships:\n  - {from: vwc-1, type: meters, to: valve-1}\n"))) {
            ok("yes\n", "simulate", "fault", "valve-2", "stuck_closed");

            int code = run("yes\n", "commission", "valve-1", "valve-2", "--for", "1s", "--yes", "--json");

            assertEquals(1, code, err());
            JsonNode sheet = Json.mapper().readTree(out());
            JsonNode good = sheet.get("outputs").get(0);
            assertEquals("passed", good.get("result").asString(), good.toString());
            assertTrue(good.get("opened").asDouble() > 0 && good.get("opened").asDouble() < 5, good.toString());
            assertTrue(good.get("closed").asDouble() > 0 && good.get("closed").asDouble() < 5, good.toString());
            assertEquals("vwc-1", good.get("observations").get(0).get("key").asString(), "by its relationship");
            assertEquals("flow", good.get("observations").get(1).get("key").asString(), "by the filter that feeds it");
            assertEquals("actuator: valve-1", good.get("address").asString());
            JsonNode stuck = sheet.get("outputs").get(1);
            assertEquals("failed", stuck.get("result").asString(), stuck.toString());
            assertTrue(stuck.get("why").asString().startsWith("It was not read back at 1: "), stuck.toString());
            assertTrue(sheet.get("simulated").asBoolean());
            assertEquals(64, sheet.get("configuration").asString().length());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> process.room().snapshot().control().outputs().stream()
                            .filter(o -> o.key().startsWith("valve-"))
                            .allMatch(o -> o.phase().equals("safe")));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> process.room().record().events(200).stream()
                            .anyMatch(e -> e.data().contains("step test by ada")));
        }
    }
}
