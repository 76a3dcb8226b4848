package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
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
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.api.Json;
import org.penstock.app.bring.Clock;
import org.penstock.app.bring.Plan;
import org.penstock.app.bring.Rejects;
import org.penstock.app.bring.Survey;
import org.penstock.app.bring.TimeText;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.quantity.Unit;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.testsupport.TestDatabases;

/** Years of logger files come into a greenhouse that runs, a thermometer is read by hand, and all of it goes out again. */
@Execution(ExecutionMode.CONCURRENT)
class BringInStoryTest {
    private static final String ANNAS = "a pond of quiet ducks";
    private static final String VIEWERS = "seven grey geese";
    private static final String BY_HAND = """
              - key: round
                driver: person

            devices:
              - key: fridge-check
                name: Thermometer in the fridge
                link: round
                location: pump-room
                streams:
                  - {key: fridge-by-hand, name: Fridge, metric: temperature, unit: °C, interval: 4h, max_age: 5h}
                  - {key: hatch, name: Hatch, metric: state, words: {0: closed, 1: open}, interval: 4h, max_age: 5h}
            """;

    @TempDir
    Path temp;

    private final RuntimeFacilities facilities =
            new RuntimeFacilities("ada", InstantSource.system(), Ticker.system(), new SlowHash.Cost(64, 1, 1));

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private Surroundings surroundings(String typed) {
        return new Surroundings(
                new Terminal(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        null),
                facilities,
                opening -> opening.call().close(),
                where -> {},
                InstantSource.system(),
                Map.of("HOME", temp.toString()),
                "Linux",
                "ada");
    }

    private String run(int code, String typed, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        int ended = CommandLines.execute(
                surroundings(typed),
                Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--data", temp.resolve("data").toString()))
                        .toArray(String[]::new));
        assertEquals(code, ended, () -> String.join(" ", arguments) + ": " + out + err);
        return "" + out + err;
    }

    private String ok(String... arguments) {
        return run(0, "", arguments);
    }

    private static void says(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "\"" + part + "\" is not in: " + text);
        }
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(temp.resolve(name), text).toString();
    }

    private FacilityProcess open() throws IOException {
        if (!Files.exists(temp.resolve("data"))) {
            TestDatabases.put(temp.resolve("data"));
        }
        Path file = Files.writeString(
                temp.resolve("north.yaml"), Example.GROW.text().replaceFirst("\ndevices:\n", "\n" + BY_HAND));
        return FacilityProcess.open(
                facilities,
                new Opening(temp.resolve("data"), file, null, null, Opening.Kind.SERVE),
                "ada",
                InstantSource.system());
    }

    @Test
    void filesComeInOnceHandWritingIsSignedByWhoWroteItAndEverythingGoesOut() throws IOException {
        try (FacilityProcess process = open()) {
            run(0, ANNAS + "\n", "people", "first-owner", "anna", "--name", "Anna Lee");
            loggerFile();
            wideFile();
            cancelledAndGoneOnWith();
            nothingActed(process);
            writtenByHand();
            takenOut();
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> ok("audit", "verify"));
            onlyWhoMay();
            assertEquals("north", process.room().snapshot().site().key());
        }
    }

    /** A logger that changed to summer time and back, in Fahrenheit, with a sensor that failed. */
    private void loggerFile() throws IOException {
        String file = file("bay logger.csv", """
                Bay 1 logger, serial 4711
                #;Time;Temp (°F)
                1;31.03.2024 01:50;50,0
                2;31.03.2024 02:10;50,2
                3;31.03.2024 03:10;50,4
                4;27.10.2024 02:30;51,8
                5;27.10.2024 03:30;53,6
                6;27.10.2024 03:40;9999
                7;27.10.2024 03:50;ERR
                8;27.10.2024 04:00;
                """);
        says(
                run(2, "", "readings", "import", file, "--stream", "air-temp"),
                "name no zone",
                "31.03.2024 01:50",
                "--zone");
        String check = run(1, "", "readings", "import", file, "--stream", "air-temp", "--zone", "site", "--check");
        says(
                check,
                "decimal comma",
                "in °F",
                "3 readings would be brought in, 0 known already",
                "line 4: 2024-03-31 02:10 did not exist in Europe/Amsterdam",
                "line 6: 2024-10-27 02:30 happened twice",
                "line 8: air-temp: ",
                "cannot be: temperature is between -100 °C and 300 °C",
                "line 9: Temp (°F): \"ERR\" is no number",
                "First 2024-03-31T00:50:00Z");
        says(ok("readings", "air-temp", "--from", "2024-01-01", "--to", "2025-01-01"), "No readings");
        assertFalse(Files.exists(temp.resolve("bay logger.csv.rejected.csv")));

        says(
                run(
                        1,
                        "",
                        "readings",
                        "import",
                        file,
                        "--stream",
                        "air-temp",
                        "--zone",
                        "site",
                        "--note",
                        "old logger"),
                "3 readings brought in, 0 known already, 0 in conflict with the record, 4 rejected in all.");
        List<String> rejected = Files.readAllLines(temp.resolve("bay logger.csv.rejected.csv"));
        assertEquals("line,reason,#,Time,Temp (°F)", rejected.getFirst());
        assertEquals(5, rejected.size());
        says(rejected.get(3), "9,", "no number", "7,27.10.2024 03:50,ERR");
        says(
                ok("readings", "air-temp", "--from", "2024-03-31", "--to", "2024-04-01", "--json"),
                "\"2024-03-31T00:50:00Z\"",
                "\"2024-03-31T01:10:00Z\"",
                "\"value\" : 10.0",
                "\"good\"",
                "\"late\" : true");
        // Page by page, and the one that stood at a moment.
        String page = ok("readings", "air-temp", "--from", "2024-03-31", "--to", "2024-04-01", "--limit", "1");
        says(page, "01:50:00", "There are more. Go on with --cursor ");
        String cursor = page.replaceAll("(?s).*--cursor ([^,]+),.*", "$1");
        String rest = ok("readings", "air-temp", "--cursor", cursor);
        says(rest, "03:10:00");
        assertFalse(rest.contains("01:50:00"), rest);
        says(ok("readings", "air-temp", "--as-of", "2024-03-31T03:00"), "01:50:00", "10.0");
        says(ok("readings", "air-temp", "--as-of", "2024-01-01"), "No reading up to");
        says(run(2, "", "readings", "air-temp", "--as-of", "1h", "--from", "2h"), "--as-of says it all");
        // Again: nothing twice. With the hour that happened twice told apart: one more.
        says(
                run(1, "", "readings", "import", file, "--stream", "air-temp", "--zone", "site", "--twice", "second"),
                "1 reading brought in, 3 known already");
        // Its zone was said; that of another logger was not.
        file("bay logger.csv", "Time;Temp (°F)\n27.10.2024 03:30;60,0\n27.10.2024 03:30;53,6\n");
        says(run(2, "", "readings", "import", file, "--stream", "outside-temp"), "name no zone");
        says(
                run(1, "", "readings", "import", file, "--stream", "air-temp"),
                "Times without a zone are taken as Europe/Amsterdam, as in bay logger.csv on",
                "0 readings brought in, 1 known already, 1 in conflict",
                "line 2: air-temp: 12 °C stands in the record for that moment, not 15.556 °C");
        says(
                ok("events", "--most", "50", "--json"),
                "readings.import_begun",
                "readings.imported",
                "bay logger.csv",
                "\"sha256\"",
                "\"note\" : \"old logger\"",
                "\"zone\" : \"Europe/Amsterdam\"",
                "\"rejected\" : \"4\"",
                "\"by_roles\" : \"owner\"");
    }

    /** A spreadsheet with serial days and a column for each stream. */
    private void wideFile() throws IOException {
        String file = file(
                "sheet.csv",
                "\uFEFFSerial time,air-humidity,Tank (gal),notes\n45292.5,55.5,\"1,000\",x\n45292.75,56,,\n");
        says(
                ok(
                        "readings",
                        "import",
                        file,
                        "--zone",
                        "UTC",
                        "--map",
                        "air-humidity=air-humidity",
                        "--map",
                        "Tank (gal)=tank-level"),
                "3 readings brought in",
                "\"Tank (gal)\" is tank-level, in gal",
                "nobody says so",
                "Not read: notes.");
        says(
                ok("readings", "tank-level", "--from", "2024-01-01", "--to", "2024-01-02", "--json"),
                "2024-01-01T12:00:00Z",
                "3785.41");
        says(
                run(2, "", "readings", "import", file, "--zone", "UTC", "--map", "Tank (gal)=air-temp"),
                "\"gal\" is no unit");
        says(
                run(66, "", "readings", "import", file, "--zone", "UTC", "--map", "notes=nothing"),
                "no stream \"nothing\"");
    }

    private void cancelledAndGoneOnWith() throws IOException {
        StringBuilder text = new StringBuilder("time,outside-temp\n");
        Instant at = Instant.parse("2023-05-01T00:00:00Z");
        for (int i = 0; i < 12_000; i++) {
            text.append(at.plusSeconds(60L * i)).append(',').append(10 + i % 7).append('\n');
        }
        String file = file("year.csv", text.toString());
        Path path = Path.of(file);
        Survey survey = Survey.of(path, new Survey.Said(null, TimeText.Order.UNKNOWN, TimeText.Serial.FROM_1900, null));
        Plan plan = Plan.of(
                survey,
                new Plan.Said(null, null, null, null, List.of()),
                Map.of("outside-temp", new Plan.Stream("outside-temp", "", Metric.TEMPERATURE, Unit.CELSIUS)));
        Path data = temp.resolve("data");
        Surroundings here = surroundings("");
        try (Talk talk = new TalkInSession(new FindFacility(here).talk(data), new KeptSession(data));
                Rejects rejects = Rejects.counted()) {
            Bringing cut = new Bringing(
                    talk,
                    Json.mapper(),
                    new Waiting(here.terminal()),
                    survey,
                    plan,
                    new Clock(ZoneId.of("UTC"), Clock.Twice.REFUSE),
                    rejects,
                    () -> true);
            assertEquals("cancelled", cut.run(false, "").outcome());
        }
        says(ok("events", "--most", "5", "--json"), "\"outcome\" : \"cancelled\"", "\"fresh\" : \"5000\"");
        says(ok("readings", "import", file), "7000 readings brought in, 5000 known already");
        says(ok("readings", "import", file, "--check"), "0 readings would be brought in, 12000 known already");
    }

    /** A file that says the tank ran dry half a minute ago is history like any other: no interlock trips, nobody is told. */
    private void nothingActed(FacilityProcess process) throws IOException {
        int alerts = process.room().record().alerts(100).size();
        String file = file("tank.csv", "time,tank-level\n" + Instant.now().minusSeconds(30) + ",1\n");
        says(ok("readings", "import", file), "1 reading brought in");
        FacilitySnapshot now = process.room().snapshot();
        assertTrue(now.control().interlocks().stream().noneMatch(i -> i.key().equals("tank-low") && i.tripped()));
        assertEquals(alerts, process.room().record().alerts(100).size());
        assertTrue(now.field().streams().stream().anyMatch(s -> s.key().equals("tank-level") && s.value() > 100));
    }

    private void writtenByHand() throws IOException {
        says(
                run(1, "", "readings", "record", "air-temp", "21"),
                "come from the device climate. Only a stream on a link with `driver: person`");
        Path photo = temp.resolve("photo.png");
        ImageIO.write(new BufferedImage(40, 30, BufferedImage.TYPE_INT_RGB), "png", photo.toFile());
        String[] said = {
            "readings",
            "record",
            "fridge-by-hand",
            "39,2",
            "--unit",
            "°F",
            "--at",
            "30min",
            "--photo",
            photo.toString(),
            "--note",
            "door was open"
        };
        says(ok(said), "fridge-by-hand  4.00 °C", "with a picture  written down");
        says(ok("readings", "fridge-by-hand"), "4.00");
        says(ok("readings", "record", "hatch", "open", "--at", "1h"), "hatch  1");
        says(run(1, "", "readings", "record", "hatch", "ajar"), "say closed or open");
        says(run(1, "", "readings", "record", "fridge-by-hand", "900"), "cannot be: temperature is between");
        String at =
                Instant.now().minusSeconds(600).truncatedTo(ChronoUnit.SECONDS).toString();
        says(ok("readings", "record", "fridge-by-hand", "5", "--at", at), "  written down");
        says(ok("readings", "record", "fridge-by-hand", "5", "--at", at), "was written down already");
        says(
                run(1, "", "readings", "record", "fridge-by-hand", "6", "--at", at),
                "5 °C is written down for Fridge at " + at + " already");
        says(
                run(1, "", "readings", "record", "fridge-by-hand", "6", "--at", "40d"),
                "Bring it in with penstock readings import");
        String events = ok("events", "--most", "20", "--json");
        says(
                events,
                "reading.written",
                "stream:fridge-by-hand",
                "\"value\" : \"4 °C\"",
                "\"note\" : \"door was open\"",
                "\"photo\" : \"",
                "media.attached",
                "reading:fridge-by-hand@");
        assertEquals(2, events.split("\"subject\" : \"stream:fridge-by-hand\"", -1).length - 1, events);
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .untilAsserted(() -> says(ok("devices", "fridge-check"), "5.0"));
    }

    private void takenOut() throws IOException {
        Path csv = temp.resolve("out.csv");
        says(
                ok(
                        "readings",
                        "export",
                        "--stream",
                        "air-temp",
                        "--stream",
                        "outside-temp",
                        "--from",
                        "2023-01-01",
                        "--to",
                        "2025-01-01",
                        "-o",
                        csv.toString()),
                "12004 rows are in");
        List<String> lines = Files.readAllLines(csv);
        assertEquals("stream,time_utc,time_site,value,unit,quality,late,raw", lines.getFirst());
        assertEquals("air-temp,2024-03-31T00:50:00Z,2024-03-31T01:50:00+01:00,10,°C,good,true,10", lines.get(1));
        says(
                run(74, "", "readings", "export", "--stream", "air-temp", "--from", "1d", "-o", csv.toString()),
                "there already");
        says(ok("readings", "import", csv.toString()), "0 readings brought in, 12004 known already");

        Path days = temp.resolve("days.csv");
        says(
                ok(
                        "readings",
                        "export",
                        "--stream",
                        "outside-temp",
                        "--from",
                        "2023-05-01",
                        "--to",
                        "2023-05-03",
                        "--every",
                        "1d",
                        "-o",
                        days.toString()),
                "2 rows are in");
        List<String> sums = Files.readAllLines(days);
        assertEquals("stream,time_utc,time_site,unit,n,bad_n,min,mean,max,last", sums.getFirst());
        says(sums.get(1), "outside-temp,2023-04-30T22:00:00Z,2023-05-01T00:00:00+02:00,°C,1320,0,10,12.99");
        Path parquet = temp.resolve("out.parquet");
        says(
                ok(
                        "readings",
                        "export",
                        "--stream",
                        "outside-temp",
                        "--from",
                        "2023-01-01",
                        "--to",
                        "2024-01-01",
                        "-o",
                        parquet.toString()),
                "12000 rows");
        assertFalse(Files.exists(temp.resolve("out.parquet.part")));
        assertTrue(Files.size(parquet) < Files.size(csv) / 4);
        says(
                run(
                        66,
                        "",
                        "readings",
                        "export",
                        "--stream",
                        "nothing",
                        "--from",
                        "1d",
                        "-o",
                        temp.resolve("x").toString()),
                "nothing");
        assertFalse(Files.exists(temp.resolve("x")) || Files.exists(temp.resolve("x.part")));
    }

    private void onlyWhoMay() {
        String code = ok("people", "invite", "vic", "--name", "Vic Ng").replaceAll("(?s).*: ([A-Z0-9-]{14}).*", "$1");
        ok("people", "grant", "vic", "viewer", "--reason", "looks on");
        ok("sign-out");
        says(
                run(1, "", "readings", "import", temp.resolve("year.csv").toString()),
                "Only a signed-in person may bring readings in from files");
        run(0, code + "\n" + VIEWERS + "\n", "sign-in", "vic", "--first");
        says(
                run(1, "", "readings", "import", temp.resolve("year.csv").toString()),
                "Vic Ng (viewer) may not bring readings in from files");
        says(
                run(1, "", "readings", "record", "fridge-by-hand", "4"),
                "Vic Ng (viewer) may not write readings down by hand");
    }
}
