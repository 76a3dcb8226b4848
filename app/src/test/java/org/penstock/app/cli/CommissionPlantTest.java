package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.api.Json;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.facility.Example;
import org.penstock.core.quantity.Ticker;
import tools.jackson.databind.JsonNode;

/** The valves of a simulated greenhouse are tested through the whole program: command, local API, engine, driver, plant. */
@Execution(ExecutionMode.CONCURRENT)
class CommissionPlantTest {
    @TempDir
    Path temp;

    private final RuntimeFacilities facilities = new RuntimeFacilities("ada", InstantSource.system(), Ticker.system());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        Surroundings surroundings = new Surroundings(
                new Terminal(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        new ByteArrayInputStream("yes\n".getBytes(StandardCharsets.UTF_8)),
                        null),
                facilities,
                opening -> opening.call().close(),
                where -> {},
                InstantSource.system(),
                Map.of("HOME", temp.toString()),
                "Linux",
                "ada");
        return CommandLines.of(surroundings)
                .execute(Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--data", temp.resolve("data").toString()))
                        .toArray(String[]::new));
    }

    @Test
    void aValvePassesAStuckOneFailsAndBothAreShutAfterwards() throws IOException {
        Path file = Files.writeString(
                temp.resolve("north.yaml"),
                Example.GROW
                        .text()
                        .replace("relationships:\n", "relationships:\n  - {from: vwc-1, type: meters, to: valve-1}\n"));
        try (FacilityProcess process = FacilityProcess.open(
                facilities,
                new Opening(temp.resolve("data"), file, null, null, Opening.Kind.SERVE),
                "ada",
                InstantSource.system())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> process.room().snapshot().outputs().stream()
                                    .filter(o -> o.key().startsWith("valve-"))
                                    .filter(o -> o.phase().equals("safe") && o.shut() == null)
                                    .count()
                            == 4);
            assertEquals(0, run("simulate", "fault", "valve-2", "stuck_closed"), err.toString());
            out.getBuffer().setLength(0);

            int code = run("commission", "valve-1", "valve-2", "--for", "1s", "--yes", "--json");

            assertEquals(1, code, err.toString());
            JsonNode sheet = Json.mapper().readTree(out.toString());
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
                    .until(() -> process.room().snapshot().outputs().stream()
                            .filter(o -> o.key().startsWith("valve-"))
                            .allMatch(o -> o.phase().equals("safe")));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> process.room().events(200).stream()
                            .anyMatch(e -> e.data().contains("step test by ada")));
        }
    }
}
