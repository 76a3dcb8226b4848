package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.testsupport.TestDatabases;

/** Two old days: one goes, one is kept for a court until two people say otherwise; the proof holds throughout. */
@Execution(ExecutionMode.CONCURRENT)
class RetentionStoryTest {
    private static final String ANNAS = "a pond of quiet ducks";
    private static final String BOBS = "seven grey geese walk";
    private static final String DORAS = "one white swan asleep";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

    @TempDir
    Path temp;

    private volatile Duration ahead = Duration.ZERO;
    private final InstantSource wall = () -> Instant.now().plus(ahead);
    private final RuntimeFacilities facilities =
            new RuntimeFacilities("ada", wall, Ticker.system(), new SlowHash.Cost(64, 1, 1));
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String typed, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Surroundings surroundings = new Surroundings(
                new Terminal(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        null),
                facilities,
                opening -> opening.call().close(),
                where -> {},
                wall,
                Map.of("HOME", temp.toString()),
                "Linux",
                "ada");
        return CommandLines.execute(
                surroundings,
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--data", temp.resolve("data").toString()))
                        .toArray(String[]::new));
    }

    private String ok(String typed, String... arguments) {
        assertEquals(0, run(typed, arguments), () -> String.join(" ", arguments) + ": " + out + err);
        return out.toString();
    }

    private String refused(String typed, String... arguments) {
        int code = run(typed, arguments);
        assertEquals(1, code, () -> String.join(" ", arguments) + " was not refused: " + out + err);
        return err.toString();
    }

    private static void says(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "\"" + part + "\" is not in: " + text);
        }
    }

    private static String id(String text) {
        Matcher id = ID.matcher(text);
        assertTrue(id.find(), text);
        return id.group();
    }

    private FacilityProcess open() throws IOException {
        if (!Files.exists(temp.resolve("data"))) {
            TestDatabases.put(temp.resolve("data"));
        }
        Path file = Files.writeString(
                temp.resolve("north.yaml"),
                Example.GROW
                        .text()
                        .replace(
                                "  timezone: Europe/Amsterdam\n",
                                "  timezone: Europe/Amsterdam\n  retention:\n    raw: 18 months\n    disk: 50 GB\n"
                                        + "    classes: [{name: Air, metrics: [humidity], raw: 3 years}]\n"));
        return FacilityProcess.open(
                facilities, new Opening(temp.resolve("data"), file, null, null, Opening.Kind.SERVE), "ada", wall);
    }

    private void join(String login, String name, String role, String password) {
        String code = ok("", "people", "invite", login, "--name", name).replaceAll("(?s).*: ([A-Z0-9-]{14}).*", "$1");
        ok("", "people", "grant", login, role, "--reason", "works here");
        ok("", "sign-out");
        ok(code + "\n" + password + "\n", "sign-in", login, "--first");
        ok("", "sign-out");
        ok(ANNAS + "\n", "sign-in", "anna");
    }

    private void broughtIn() throws IOException {
        StringBuilder rows = new StringBuilder("time,air\n");
        for (String day : new String[] {"2024-03-31", "2024-05-01"}) {
            for (int minute = 10; minute < 40; minute++) {
                rows.append(day)
                        .append("T10:")
                        .append(minute)
                        .append(":00Z,21.")
                        .append(minute % 10)
                        .append('\n');
            }
        }
        String file = Files.writeString(temp.resolve("old.csv"), rows).toString();
        ok("", "readings", "import", file, "--stream", "air-temp");
        ok("", "readings", "import", file, "--stream", "air-humidity");
    }

    @Test
    void oldReadingsGoUnlessACourtWantsThem() throws IOException {
        Path days = temp.resolve("data").resolve("readings").resolve("north");
        try (FacilityProcess first = open()) {
            assertEquals("north", first.room().snapshot().site().key());
            ok(ANNAS + "\n", "people", "first-owner", "anna", "--name", "Anna Lee");
            join("bob", "Bob Ng", "compliance", BOBS);
            join("dora", "Dora Lövelace", "supervisor", DORAS);
            says(ok("", "retention"), "Air: humidity", "3 years", "all others", "18 months", "24 months", "10 years");
            broughtIn();
        }
        // Ten minutes make chunks of them, an hour of quiet seals their days.
        for (int i = 1; i <= 2; i++) {
            ahead = Duration.ofHours(2L * i);
            try (FacilityProcess now = open()) {
                ok(ANNAS + "\n", "sign-in", "anna");
                int sealed = i;
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> Files.exists(days.resolve("2024-05-01.mv.db"))
                                && (sealed == 1
                                        || ok("", "retention", "preview").contains("2024-05-01")));
                if (i == 2) {
                    goes(days, now.room());
                }
            }
        }
    }

    private void goes(Path days, ControlRoom room) {
        says(
                ok("", "readings", "storage"),
                "Readings take",
                "of the 50.000 GB that they may",
                "not full within ten years");
        says(ok("", "status"), "room      readings take");
        String whole = "2024-03-31    30        ";
        says(ok("", "retention", "preview"), whole, "raw 1", "a part", "60 readings would go");

        // Anna keeps the day of the accident, for everything at the house.
        String hold = id(ok(
                "",
                "legal-holds",
                "place",
                "--case",
                "2024/118",
                "--reason",
                "the insurer asks for it",
                "--location",
                "house",
                "--from",
                "2024-05-01",
                "--to",
                "2024-05-02"));
        says(
                refused(
                        "",
                        "legal-holds",
                        "place",
                        "--case",
                        "x",
                        "--reason",
                        "x",
                        "--stream",
                        "nowhere",
                        "--from",
                        "90d"),
                "There is no stream \"nowhere\"");
        says(ok("", "legal-holds"), "2024/118", "location house", "two people lift it");
        says(ok("", "retention", "preview"), "2024/118 (1 streams)", "30 readings would go");

        says(refused("", "retention", "run", "--reason", " "), "Say why");
        says(ok("", "retention", "run", "--reason", "the disk is short"), "30 readings", "kept: 2024/118");
        says(ok("", "readings", "air-temp", "--from", "2024-03-01", "--to", "2024-04-30"), "No readings");
        says(err.toString(), "from 2024-03-31T00:00:00Z to 2024-04-01T00:00:00Z were forgotten as planned");
        says(ok("", "readings", "air-temp", "--from", "2024-05-01", "--to", "2024-05-02"), "21.");
        assertEquals("", err.toString());
        says(ok("", "readings", "air-humidity", "--from", "2024-03-01", "--to", "2024-04-30"), "21.");
        List<FacilityRecord.Reading> drawn = room.record()
                .outline(
                        "air-temp",
                        Instant.parse("2024-03-31T00:00:00Z"),
                        Instant.parse("2024-04-01T00:00:00Z"),
                        Duration.ofMinutes(10));
        assertEquals(
                List.of(21.0, 21.9),
                drawn.stream()
                        .map(FacilityRecord.Reading::value)
                        .distinct()
                        .sorted()
                        .toList());
        proven();

        // What is gone no hold brings back, and whoever places one is told.
        String late = ok(
                "",
                "legal-holds",
                "place",
                "--case",
                "2026/1",
                "--reason",
                "late",
                "--stream",
                "air-temp",
                "--from",
                "2024-03-01",
                "--to",
                "2024-04-10",
                "--expires",
                "2031-01-01");
        says(err.toString(), "from 2024-03-31T00:00:00Z to 2024-04-01T00:00:00Z were forgotten before");
        says(late, "2030-12-31T23:00:00Z");

        // Two others lift it; what was kept goes with the next run.
        says(
                refused("", "legal-holds", "lift", "00000000-0000-0000-0000-000000000000", "--reason", "x"),
                "no legal hold");
        String signoff = id(ok("", "legal-holds", "lift", hold, "--reason", "the claim was withdrawn"));
        says(refused(ANNAS + "\n", "signoffs", "sign", signoff, "--login", "anna"), "");
        ok(BOBS + "\n", "signoffs", "sign", signoff, "--login", "bob", "--reason", "read it");
        says(
                ok(DORAS + "\n", "signoffs", "sign", signoff, "--login", "dora", "--reason", "read it"),
                "The legal hold is lifted.");
        assertFalse(ok("", "legal-holds").contains("2024/118"), "lifted");
        says(ok("", "legal-holds", "--over"), "lifted");
        says(ok("", "retention", "run", "--reason", "nobody wants it any more"), "30 readings");
        says(ok("", "readings", "air-temp", "--from", "2024-05-01", "--to", "2024-05-02"), "No readings");
        proven();
        says(ok("", "retention"), "the disk is short", "nobody wants it any more");
        assertTrue(Files.exists(days.resolve("2024-03-31.mv.db")), "the humidity of that day is kept for three years");
        assertFalse(Files.exists(days.resolve("2024-03-31.forgetting.mv.db")));
    }

    private void proven() {
        Awaitility.await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> ok("", "audit", "verify", "--readings"));
    }
}
