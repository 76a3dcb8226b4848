package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.penstock.app.start.FacilityProcess;
import org.penstock.core.facility.Example;

/** A pump passes an interlock for a while, and a rule only looks on, through the whole program. */
class BypassCommandsTest extends AtTheCommandLine {
    private static final String ANNAS = "a pond of quiet ducks";
    private static final String BOBS = "seven grey geese";
    private static final String CIDS = "nine brown otters";

    @Test
    void twoOthersSignABypassThatEverybodySeesAndAnybodyEnds() throws IOException {
        try (FacilityProcess process = serve(Example.GROW
                .text()
                .replace(
                        "output: vent-1, value: 1, fallback: 0",
                        "output: vent-1, value: 1, fallback: 0, mode: shadow"))) {
            ok(ANNAS + "\n", "people", "first-owner", "anna", "--name", "Anna Lee");
            join("bob", "Bob Ng", "supervisor", BOBS);
            ok(ANNAS + "\n", "sign-in", "anna");
            join("cid", "Cid Ott", "supervisor", CIDS);
            ok(ANNAS + "\n", "sign-in", "anna");

            says(
                    ok("", "interlocks"),
                    "tank-low",
                    "yes, two others sign",
                    "never: an emergency stop or door is the last line between a machine and a person");
            says(
                    refused("", "interlocks", "bypass", "e-stop", "pump-1", "--reason", "x", "--yes"),
                    "Emergency stop is never bypassed");
            says(refused("", "interlocks", "bypass", "tank-low", "pump-1", "--yes"), "say why");
            says(
                    ok(
                            "",
                            "interlocks",
                            "bypass",
                            "tank-low",
                            "pump-1",
                            "--for",
                            "20min",
                            "--reason",
                            "the level sensor is broken",
                            "--yes"),
                    "Two others are asked to sign that Feed tank low does not hold",
                    "this waits for signatures");
            String waits = ok("", "signoffs").lines().findFirst().orElseThrow().split(" ")[0];
            assertEquals(1, run(ANNAS + "\n", "signoffs", "sign", waits), "her own request");
            ok(BOBS + "\n", "signoffs", "sign", waits, "--login", "bob");
            assertFalse(ok("", "status").contains("BYPASSED"));
            says(
                    ok(CIDS + "\n", "signoffs", "sign", waits, "--login", "cid"),
                    "for 20 min from now on. Nothing starts by itself.");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> says(
                            ok("", "status"),
                            "BYPASSED: Feed tank low does not hold",
                            "bypassed by anna, signed by Bob Ng and Cid Ott, because the level sensor is broken"));
            String json = ok("", "interlocks", "--json");
            says(json, "\"penstock.interlocks.1\"", "\"signed_by\" : \"Bob Ng and Cid Ott\"", "\"left_seconds\" : 1");
            says(ok("", "interlocks", "end", "tank-low", "pump-1", "--yes"), "the bypass is over: it holds again");
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> !ok("", "status").contains("BYPASSED"));
            says(
                    refused("", "interlocks", "end", "tank-low", "pump-1", "--yes"),
                    "nothing is bypassed at tank-low/pump-1");

            says(ok("", "shadows"), "vent", "Open the vents when warm");
            says(ok("", "shadows", "--json"), "\"penstock.shadows.1\"", "\"rule\" : \"vent\"", "\"openings\" : ");
            // What is on disk is in the record a moment later.
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> says(
                            ok("", "events", "--most", "100"),
                            "interlock.bypassed",
                            "interlock.bypass_ended",
                            "signoff.executed"));
            ok("", "audit", "verify");
        }
    }
}
