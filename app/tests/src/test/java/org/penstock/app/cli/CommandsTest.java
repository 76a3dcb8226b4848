package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.app.api.ChainCheck;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.Refusal;
import org.penstock.app.testsupport.FakeControlRoom;
import org.penstock.app.testsupport.FakeFacilities;
import org.penstock.app.testsupport.Golden;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Example;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.facility.Rebase;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.runtime.FacilityChange;

/** What a person types, what they read, and what the shell gets. */
@Execution(ExecutionMode.CONCURRENT)
class CommandsTest {
    private static final InstantSource NOW = InstantSource.fixed(FakeControlRoom.NOW);

    @TempDir
    Path temp;

    private final FakeFacilities facilities = new FakeFacilities();
    private Path data;

    @BeforeEach
    void aFacilityThatIsNotRunning() throws IOException {
        data = Files.createDirectories(temp.resolve("data"));
        Files.writeString(data.resolve("configuration.json"), "{}");
    }

    private Ran run(String... arguments) {
        return typing("", arguments);
    }

    private Ran typing(String typed, String... arguments) {
        return Ran.line(
                facilities,
                NOW,
                temp,
                typed,
                Stream.concat(Stream.of(arguments), Stream.of("--data", data.toString()))
                        .toList());
    }

    /** A process that holds the directory and answers for it, as serve does. */
    private FacilityProcess serving() {
        return FacilityProcess.open(facilities, new Opening(data, null, null, null, Opening.Kind.SERVE), "ada", NOW);
    }

    /** The two fields that differ from run to run. */
    private static String steady(String text) {
        return text.replaceAll("\"pid\" : \\d+", "\"pid\" : 4711").replaceAll("process \\d+", "process 4711");
    }

    private Path facilityFile(String text) throws IOException {
        return Files.writeString(data.resolve("north.yaml"), text);
    }

    private FacilityChange change(String id, List<Change> movedOn, List<Rebase.Conflict> conflicts) {
        return new FacilityChange(
                id,
                "a".repeat(64),
                List.of(),
                List.of(
                        new Change.Changed(
                                "rule",
                                "vent",
                                "rule vent (Vent)",
                                "",
                                List.of(new Change.Word("limit", "27 °C", "29 °C"))),
                        new Change.Added("stream", "air-2", "stream air-2 (Air 2)"),
                        new Change.Removed("alert", "hot", "alert hot (Hot)")),
                List.of("Link plc is closed and opened again: readings pause for a moment."),
                movedOn,
                conflicts,
                false,
                List.of());
    }

    @Test
    void aChangeIsToldInWordsAskedForAndAppliedWithItsReason() throws IOException {
        Path file = facilityFile("penstock: 1\n");
        facilities.room.plan = files -> change("c1", List.of(), List.of());
        facilities.room.answer = new ControlRoom.Answer(true, "The change is in force.");
        Ran plan = run("facility", "plan", file.toString());
        assertEquals(0, plan.code());
        Golden.check("plan.txt", plan.out());
        assertEquals(1, typing("n\n", "facility", "apply", file.toString()).code());
        assertEquals(List.of(), facilities.room.confirmed);
        Ran applied = typing("y\n", "facility", "apply", file.toString(), "--reason", "hot summer");
        assertEquals(0, applied.code());
        assertTrue(applied.out().endsWith("The change is in force.\n"), applied.out());
        assertEquals(List.of("ada c1 hot summer"), facilities.room.confirmed);
        assertEquals("penstock: 1\n", facilities.room.planned.getFirst());
    }

    @Test
    void aFileThatIsOlderThanWhatIsInForceIsNotApplied() throws IOException {
        Path file = facilityFile("penstock: 1\n");
        facilities.room.plan = files -> change(
                "",
                List.of(new Change.Removed("rule", "heat", "rule heat (Heat)")),
                List.of(new Rebase.Conflict("north.yaml", 12, "limit: 29 °C", "limit: 28 °C")));
        Ran ran = run("facility", "apply", file.toString(), "--yes");
        assertEquals(ExitCode.REFUSED.number(), ran.code());
        assertTrue(
                ran.out().contains("Since this file was exported something else was applied:\n- rule heat"), ran.out());
        assertTrue(ran.out().contains("north.yaml:12: both changed these lines"), ran.out());
        assertTrue(ran.err().contains("Nothing was applied."), ran.err());
        assertEquals(List.of(), facilities.room.confirmed);
        assertEquals(1, run("facility", "plan", file.toString()).code());
    }

    @Test
    void aFaultyFileEndsWithItsFaultsAndTheirCode() throws IOException {
        Path file = facilityFile("penstock: 1\n");
        facilities.room.plan = files -> new FacilityChange(
                "",
                "a".repeat(64),
                List.of(new Problem(Weight.ERROR, "north.yaml", 7, 3, "no such thing", "mend it")),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                false,
                files);
        Ran ran = run("facility", "apply", file.toString(), "--yes");
        assertEquals(ExitCode.BAD_FACILITY.number(), ran.code());
        assertTrue(ran.out().startsWith("north.yaml:7: error: no such thing\n    mend it\n"), ran.out());
        assertEquals(
                ExitCode.BAD_FACILITY.number(),
                run("facility", "plan", file.toString()).code());
        assertEquals(
                ExitCode.NOTHING_THERE.number(),
                run("facility", "plan", data.resolve("none.yaml").toString()).code());
    }

    @Test
    void whatIsInForceIsExportedAndNeverWrittenOverWhatIsThere() throws IOException {
        Ran printed = run("facility", "export");
        assertEquals("penstock: 1\nbase: " + "a".repeat(64) + "\n", printed.out());
        Path dir = data.resolve("out");
        assertEquals(0, run("facility", "export", "--to", dir.toString()).code());
        assertEquals(printed.out(), Files.readString(dir.resolve("north.yaml")));
        Files.writeString(dir.resolve("north.yaml"), "mine");
        assertEquals(1, run("facility", "export", "--to", dir.toString()).code());
        assertEquals("mine", Files.readString(dir.resolve("north.yaml")));
        assertEquals(
                0,
                run("facility", "export", "--to", dir.toString(), "--overwrite").code());
        assertEquals(printed.out(), Files.readString(dir.resolve("north.yaml")));
    }

    @Test
    void versionsAreListedComparedAndRestored() {
        Ran history = run("facility", "history");
        Golden.check("history.txt", history.out());
        Ran diff = run("facility", "diff", "1");
        assertEquals(
                "~ site north (Northern House)\n    name: North House → Northern House\n",
                run("facility", "diff", "1", "2").out());
        assertEquals(0, diff.code());
        assertEquals(
                ExitCode.NOTHING_THERE.number(), run("facility", "diff", "9").code());
        facilities.room.plan = files -> change("c2", List.of(), List.of());
        assertEquals(0, run("facility", "restore", "1", "--yes").code());
        assertEquals(List.of("ada c2 "), facilities.room.confirmed);
        assertTrue(
                facilities.room.planned.getFirst().contains("name: North House"), facilities.room.planned.toString());
    }

    @Test
    void aStartWithAnotherFileThanTheOneInForceSaysSoAndRuns() {
        facilities.remarks = List.of("north.yaml is not what is in force.");
        facilities.room.engineStopped = "The engine stopped.";

        Ran served = run("serve", "--facility", temp.resolve("gone.yaml").toString());

        assertTrue(served.err().startsWith("north.yaml is not what is in force.\n"), served.err());
        assertTrue(served.out().startsWith("North House runs."), served.out());
        Ran window = run("--facility", temp.resolve("gone.yaml").toString());
        assertEquals(0, window.code());
        assertEquals("north.yaml is not what is in force.\n", window.err());
    }

    @Test
    void aFacilityWhoseEngineStoppedEndsSoThatItCanBeStartedAgain() {
        facilities.room.engineStopped = "The engine stopped: a fault of the program. Every output is at safe.";
        Ran served = run("serve");
        assertEquals(ExitCode.FAULT.number(), served.code());
        assertEquals(facilities.room.engineStopped + "\n", served.err());
        assertTrue(served.out().endsWith("Closed.\n"), served.out());
        assertEquals(1, facilities.room.closes.get());
    }

    @Test
    void statusSaysFirstThatNothingIsControlled() {
        facilities.room.engineStopped = "The engine stopped: a fault of the program. Every output is at safe.";
        try (FacilityProcess process = serving()) {
            assertTrue(process.running().port() > 0);
            String text = run("status").out();
            int told = text.indexOf("NOT CONTROLLED. " + facilities.room.engineStopped);
            assertTrue(told > 0 && told < text.indexOf("Alerts"), text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "devices", "runs", "alerts", "events", "calibrations"})
    void aQuestionIsAnsweredAsTextAndAsADocument(String command) {
        try (FacilityProcess process = serving()) {
            assertEquals("serve", process.running().kind());
            Ran text = run(command);
            assertEquals("", text.err());
            assertEquals(0, text.code());
            Golden.check(command + ".txt", steady(text.out()));

            Ran json = run(command, "--json");
            assertEquals(0, json.code());
            Golden.check(command + ".json", steady(json.out()));
        }
    }

    @Test
    void aDoorIsClosedOrOpenAndKeepsItsNumber() {
        String text = run("readings", "door").out();
        assertTrue(text.startsWith("door, Door, in words,"), text);
        assertTrue(text.contains("06:00:00.000  closed  good\n"), text);
        assertTrue(text.contains("06:00:05.000  open    good\n"), text);
        String json = run("readings", "door", "--json").out();
        assertTrue(json.contains("\"value\" : 1.0") && json.contains("\"word\" : \"open\""), json);
    }

    @Test
    void readingsAreInTheUnitOfTheStream() {
        try (FacilityProcess process = serving()) {
            assertTrue(process.running().port() > 0);
            Golden.check("readings.txt", run("readings", "air-temp").out());
            Golden.check("readings.json", run("readings", "air-temp", "--json").out());
            Ran one = run("readings", "air-temp", "--from", "06:00", "--to", "06:10", "--most", "1");
            Matcher more = Pattern.compile("There are more\\. Go on with --cursor (\\S+),")
                    .matcher(one.out());
            assertTrue(more.find(), one.out());
            Ran next = run("readings", "air-temp", "--cursor", more.group(1), "--limit", "1");
            assertEquals(0, next.code(), next.err());
            assertFalse(next.out().contains("2026-11-21 06:00:00.000"), "the page after: " + next.out());
            Ran none = run("readings", "air-temp", "--from", "2d", "--to", "1d");
            assertTrue(none.out().contains("No readings from 2026-11-19 06:10:00 Europe/Amsterdam"), none.out());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "devices", "runs", "alerts", "events", "calibrations"})
    void withNothingRunningTheRecordAnswersTheSame(String command) {
        Ran json = run(command, "--json");

        assertEquals(0, json.code(), json.err());
        assertEquals(Opening.Kind.COMMAND, facilities.opened.getFirst().kind());
        assertEquals(1, facilities.room.closes.get(), "opened for the question, closed after it");
        String kept = json.out()
                .replace("\"kind\" : \"command\"", "\"kind\" : \"serve\"")
                .replace("\"live\" : false", "\"live\" : true");
        Golden.check(command + ".json", steady(kept));
    }

    @Test
    void everythingAboutOneDeviceIsToldInWords() {
        try (FacilityProcess process = serving()) {
            assertTrue(process.running().port() > 0);
            Golden.check("device.txt", run("devices", "skid").out());
            Golden.check("device.json", run("devices", "skid", "--json").out());
            String climate = run("devices", "climate").out();
            assertTrue(
                    climate.contains(
                            "is maintenance: filter changed, by ada\n  in maintenance since 2026-11-21 05:30:00"
                                    + " Europe/Amsterdam, by ada: filter changed; put it back with penstock devices enable"
                                    + " climate\n"),
                    climate);
            Ran none = run("devices", "sky");
            assertEquals(ExitCode.NOTHING_THERE.number(), none.code());
            assertTrue(none.err().startsWith("There is no device sky at North House."), none.err());
            assertEquals(
                    ExitCode.NOTHING_THERE.number(), run("devices", "Skid/..").code());
        }
    }

    @Test
    void whatADeviceHandedOnIsListed() {
        try (FacilityProcess process = serving()) {
            assertTrue(process.running().port() > 0);
            Golden.check(
                    "device_messages.txt",
                    run("devices", "climate", "--messages").out());
            Golden.check(
                    "device_messages.json",
                    run("devices", "climate", "--messages", "--json").out());
            assertTrue(run("devices", "climate")
                    .out()
                    .contains("Messages it handed on\n  2 in the record; penstock devices climate --messages lists the"
                            + " newest\n"));
            assertEquals(
                    "skid handed no messages on.\n",
                    run("devices", "skid", "--messages").out());
            Ran none = run("devices", "sky", "--messages");
            assertEquals(ExitCode.NOTHING_THERE.number(), none.code());
            assertTrue(none.err().startsWith("There is no device sky at North House."), none.err());
            Ran whose = run("devices", "--messages");
            assertEquals(2, whose.code());
            assertTrue(whose.err().contains("Whose messages?"), whose.err());
        }
        assertEquals(0, run("devices", "climate", "--messages").code(), "also when nothing runs");
    }

    @Test
    void aCalibrationIsShownConfirmedAndDone() {
        try (FacilityProcess process = serving()) {
            Ran ran = typing(
                    "y\n",
                    "calibrate",
                    "drain-ec",
                    "--reference",
                    "1.413",
                    "--unit",
                    "mS/cm",
                    "--found",
                    "1.453",
                    "--certificate",
                    "DKD 4711",
                    "--due",
                    "2027-05-01",
                    "--reason",
                    "monthly");
            assertEquals(0, ran.code(), ran.err());
            assertEquals(
                    List.of(new DeviceCare.Wish(
                            "drain-ec", 1.413, 1.453, null, "mS/cm", "DKD 4711", "2027-05-01", "monthly")),
                    facilities.room.wishes);
            assertEquals(List.of("p1"), facilities.room.confirmed);
            assertEquals(
                    0,
                    run("calibrate", "drain-ec", "--offset", "0", "--reason", "undo", "--yes")
                            .code());
            assertEquals(0.0, facilities.room.wishes.getLast().offset());
            for (String[] wrong : new String[][] {
                {"calibrate", "drain-ec", "--reason", "x"},
                {"calibrate", "drain-ec", "--offset", "0", "--reference", "1", "--reason", "x"},
                {"calibrate", "drain-ec", "--reference", "much", "--reason", "x"}
            }) {
                assertEquals(ExitCode.USAGE.number(), run(wrong).code(), String.join(" ", wrong));
            }
            assertEquals(2, facilities.room.wishes.size());
            assertTrue(process.running().lives());
        }
    }

    @Test
    void whatTheDeviceSaidIsShownBesideAndAStreamThatLeftTheFileIsStillRead() {
        Ran raw = run("readings", "air-temp", "--raw");
        assertTrue(raw.out().contains("72.50     raw 72.90     good, late"), raw.out());
        Ran old = run("readings", "old-ec", "--from", "2026-11-21");
        assertEquals(0, old.code(), old.err());
        assertTrue(old.out().startsWith("old-ec, Drain EC, in µS/cm"), old.out());
        assertEquals(0, run("calibrations", "old-ec").code());
        Ran never = run("calibrations", "never");
        assertEquals(ExitCode.NOTHING_THERE.number(), never.code());
        assertTrue(never.err().startsWith("There is no stream never at North House."), never.err());
    }

    @Test
    void aSensorIsReplacedByAPlanThatIsShownAndAskedFor() {
        String text = """
                penstock: 1
                devices:
                  - key: skid
                    streams:
                      - {key: ec, name: Drain EC, metric: ec, interval: 5s, address: {register: 1}}
                alerts:
                  - {key: high, stream: ec}
                """;
        facilities.room.exported = List.of(new Configuration.File("north.yaml", text));
        facilities.room.plan = files -> change("c3", List.of(), List.of());
        facilities.room.answer = new ControlRoom.Answer(true, "The change is in force.");
        String[] command = {
            "devices", "replace", "ec", "--as", "ec-2", "--address", "{register: 2}", "--reason", "probe broken"
        };
        assertEquals(1, typing("n\n", command).code());
        assertEquals(List.of(), facilities.room.confirmed);
        Ran ran = typing("y\n", command);
        assertEquals(0, ran.code(), ran.err());
        assertTrue(ran.out().startsWith("ec-2 takes the place of ec; 1 place refers to it now.\n"), ran.out());
        assertEquals(List.of("ada c3 probe broken"), facilities.room.confirmed);
        assertEquals(
                text.replace(
                                "{key: ec, name: Drain EC, metric: ec, interval: 5s, address: {register: 1}}",
                                "{key: ec-2, name: Drain EC, metric: ec, interval: 5s, address: {register: 2},"
                                        + " replaces: ec}")
                        .replace("stream: ec}", "stream: ec-2}"),
                facilities.room.planned.getLast());
        Ran wrong = run("devices", "replace", "ex", "--as", "ec-2", "--reason", "x");
        assertEquals(ExitCode.REFUSED.number(), wrong.code());
        assertEquals(
                "Nothing was replaced: there is no stream ex in the facility file; did you mean ec?",
                wrong.err().strip());
        assertEquals(
                ExitCode.USAGE.number(),
                run("devices", "replace", "ec", "--as", "ec-2").code());
    }

    @Test
    void theRecordSaysThatItIsOnlyTheRecord() {
        String status = run("status").out();
        assertTrue(status.contains("Nothing is running: this is the record"), status);
        assertTrue(status.contains("Running when the record ends: 1"), status);
        assertTrue(run("devices").out().contains("(nothing is running: newest values of the record)"));
    }

    @ParameterizedTest
    @CsvSource({
        "command run morning,program.run morning NaN 0.0",
        "command stop 3,run.stop 3 NaN 0.0",
        "command stop #3,run.stop 3 NaN 0.0",
        "command stop all,stop.all  NaN 0.0",
        "command set valve-1 on --for 2min,output.set valve-1 1.0 120.0",
        "command set fan-1 0.5 --for 1h30min,output.set fan-1 0.5 5400.0",
        "command release valve-1,output.release valve-1 NaN 0.0",
        "command acknowledge 8,alert.acknowledge 8 NaN 0.0",
        "alerts shelve 8 #7 --for 4h,'alert.shelve 8,7 NaN 14400.0'",
        "alerts unshelve 8,alert.unshelve 8 NaN 0.0",
        "command reset tank-low,interlock.reset tank-low NaN 0.0",
        "command confirm-clock,clock.confirm  NaN 0.0",
        "devices disable climate,device.disable climate NaN 0.0",
        "devices enable climate,device.enable climate NaN 0.0"
    })
    void aCommandIsShownConfirmedAndDone(String typed, String asked) {
        try (FacilityProcess process = serving()) {
            Ran ran = typing("y\n", typed.split(" "));

            assertEquals(0, ran.code(), ran.err());
            assertEquals(List.of("ada " + asked + " "), facilities.room.proposed);
            assertEquals(List.of("p1"), facilities.room.confirmed);
            assertEquals("Opens valve bay 1 for 2 min.\nValve bay 1 opens for 2 min.\n", ran.out());
            assertEquals("Do it? [y/N] ", ran.err());
            assertFalse(process.room().closing().isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"n\n", "\n", "", "yeah\n"})
    void nothingIsDoneWithoutAYes(String typed) {
        try (FacilityProcess process = serving()) {
            Ran ran = typing(typed, "command", "run", "morning");

            assertEquals(ExitCode.REFUSED.number(), ran.code());
            assertTrue(ran.err().contains("Nothing was done: it was not confirmed."), ran.err());
            assertTrue(facilities.room.confirmed.isEmpty());
            assertTrue(process.running().lives());
        }
    }

    @Test
    void yesIsTakenBeforehandAndAReasonIsKept() {
        try (FacilityProcess process = serving()) {
            Ran ran = run("command", "run", "morning", "--yes", "--reason", "dry corner", "--json");

            assertEquals(0, ran.code());
            assertEquals(List.of("ada program.run morning NaN 0.0 dry corner"), facilities.room.proposed);
            Golden.check("answer.json", ran.out());
            assertTrue(process.running().lives());
        }
    }

    @Test
    void highSignificanceWantsTheWholeWord() {
        facilities.room.significance = ControlRoom.Significance.HIGH;
        try (FacilityProcess process = serving()) {
            assertEquals(1, typing("y\n", "command", "stop", "all").code());
            assertEquals(0, typing("yes\n", "command", "stop", "all").code());
            assertEquals(List.of("p2"), facilities.room.confirmed);
            assertTrue(process.running().lives());
        }
    }

    @Test
    void aShutGateIsNamedAndNothingIsAsked() {
        facilities.room.shut = List.of("Tank low: tank level 41.25 L is below 50 L.");
        try (FacilityProcess process = serving()) {
            Ran ran = typing("y\n", "command", "run", "morning");

            assertEquals(ExitCode.REFUSED.number(), ran.code());
            assertEquals("It would be refused now: Tank low: tank level 41.25 L is below 50 L.\n", ran.err());
            assertTrue(facilities.room.confirmed.isEmpty());

            Ran json = run("command", "run", "morning", "--json", "--yes");
            assertEquals(ExitCode.REFUSED.number(), json.code());
            assertTrue(json.out().contains("\"accepted\" : false"), json.out());
            assertTrue(process.running().lives());
        }
    }

    @Test
    void theGateThatRefusedIsToldWithItsExitCode() {
        facilities.room.answer =
                new ControlRoom.Answer(false, "Emergency stop is pressed. Release and reset it first.");
        try (FacilityProcess process = serving()) {
            Ran ran = run("command", "run", "morning", "--yes");

            assertEquals(ExitCode.REFUSED.number(), ran.code());
            assertEquals("Emergency stop is pressed. Release and reset it first.\n", ran.err());
            assertTrue(process.running().lives());
        }
    }

    @Test
    void aCommandNeedsARunningFacility() {
        Ran ran = run("command", "run", "morning", "--yes");

        assertEquals(ExitCode.TRY_AGAIN.number(), ran.code());
        assertTrue(ran.err().startsWith("Nothing is running in " + data), ran.err());
        assertTrue(facilities.room.proposed.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "statuss,Unmatched argument",
        "status --mots 3,Unknown option",
        "readings,Missing required parameter",
        "readings air-temp --from yesterday,which is not a time",
        "runs --most 0,most is \"0\"",
        "command,what? One of run",
        "command set valve-1 on,Missing required option",
        "command set valve-1 on --for ever,which is not a duration",
        "command set valve-1 NaN --for 2min,VALUE is",
        "command stop everything,RUN is",
        "commission valve-1 --for ever,which is not a duration",
        "commission valve-1 --value much,--value",
        "simulate,what? One of fault",
        "simulate fault valve-1,Missing required parameter",
        "simulate fault valve-1 stuck_open --for ever,which is not a duration",
        "secret set Mixed,cannot be the name of a secret",
        "serve --facility x.yaml --demo,exclude each other",
        "--demo fridge,There is no demonstration of \"fridge\"; choose one of grow",
        "serve --demo fridge,choose one of grow"
    })
    void aWrongCommandLineIsExplained(String typed, String said) {
        Ran ran = run(typed.split(" "));

        assertEquals(ExitCode.USAGE.number(), ran.code(), ran.err());
        assertTrue(ran.err().contains(said), ran.err());
        assertFalse(ran.err().contains("\tat "), ran.err());
    }

    @Test
    void anUnknownStreamIsNotThere() {
        Ran ran = run("readings", "nothing", "--json");

        assertEquals(ExitCode.NOTHING_THERE.number(), ran.code());
        assertTrue(ran.err().startsWith("There is no stream nothing at North House."), ran.err());
        Golden.check("problem.json", ran.out());
    }

    @ParameterizedTest
    @ValueSource(strings = {"status", "serve", "command run morning --yes", "audit verify"})
    void whereNoFacilityIsNothingIsMade(String typed) throws IOException {
        data = temp.resolve("elsewhere");

        Ran ran = run(typed.split(" "));

        assertEquals(ExitCode.NOTHING_THERE.number(), ran.code());
        assertTrue(ran.err().startsWith("There is no facility in " + data), ran.err());
        assertFalse(Files.exists(data));
    }

    @Test
    void theHolderOfTheDirectoryIsNamed() {
        facilities.refuses =
                new Refusal(ExitCode.HELD, "In use by penstock window, process 12, since 05:00.", "Close it.");

        assertEquals(ExitCode.HELD.number(), run("serve").code());
        Ran window = run();
        assertEquals(ExitCode.HELD.number(), window.code());
        assertEquals("In use by penstock window, process 12, since 05:00.\nClose it.\n", window.err());
    }

    @Test
    void aHolderThatDoesNotAnswerIsToBeTriedAgain() {
        facilities.refuses = new Refusal(ExitCode.HELD, "In use by penstock serve, process 12, since 05:00.", "");

        Ran ran = run("status");

        assertEquals(ExitCode.TRY_AGAIN.number(), ran.code());
        assertTrue(ran.err().contains("process 12") && ran.err().contains("does not answer yet"), ran.err());
    }

    @Test
    void whatAKilledProcessLeftBehindIsNotAsked() throws IOException {
        Files.writeString(
                data.resolve("running.json"),
                "{\"version\":1,\"pid\":4194303,\"process_started\":\"2026-11-21T05:00:00Z\",\"kind\":\"serve\","
                        + "\"started\":\"2026-11-21T05:00:00Z\",\"port\":1,\"token\":\"x\"}");

        assertTrue(run("status").out().contains("Nothing is running: this is the record"));
    }

    @Test
    void aFaultOfOurOwnIsSaidWithoutAStackTrace() {
        facilities.chains = progress -> {
            throw new IllegalStateException("boom");
        };
        Ran verify = run("audit", "verify");
        assertEquals(ExitCode.TRY_AGAIN.number(), verify.code());
        assertFalse(verify.err().contains("\tat "), verify.err());

        facilities.room.recordAway = new IllegalStateException("boom");
        Ran runs = run("runs");
        assertEquals(ExitCode.FAULT.number(), runs.code());
        assertFalse(runs.err().contains("\tat "), runs.err());
        assertTrue(runs.err().contains("The log in " + data.resolve("log")), runs.err());
    }

    @Test
    void anInstallationThatLacksAPartIsSaidAndNotPassedOverInSilence() throws IOException {
        Path file = facilityFile("penstock: 1\n");
        facilities.room.plan = files -> {
            throw new NoClassDefFoundError("org/example/Gone");
        };
        Ran plan = run("facility", "plan", file.toString());
        assertEquals(ExitCode.FAULT.number(), plan.code());
        assertTrue(plan.err().startsWith("Penstock itself failed: java.lang.NoClassDefFoundError"), plan.err());
        assertTrue(plan.err().contains("The log in " + data.resolve("log")), plan.err());
    }

    @Test
    void theRecordIsProvenOrNot() {
        assertEquals(
                "The record holds: 1234 events checked.\n",
                run("audit", "verify").out());

        facilities.chains = progress -> new ChainCheck.Report(9, List.of("event 7 of north: its hash does not fit"));
        try (FacilityProcess process = serving()) {
            Ran broken = run("audit", "verify");
            assertEquals(ExitCode.REFUSED.number(), broken.code());
            assertTrue(broken.out().contains("event 7 of north"), broken.out());
            Golden.check("audit.json", run("audit", "verify", "--json").out());
            assertTrue(process.running().lives());
        }
    }

    @Test
    void theReadingsAreProvenWithTheirStreamAndHour() {
        Ran broken = run("audit", "verify", "--readings");
        assertEquals(ExitCode.REFUSED.number(), broken.code());
        assertEquals(
                "THE RECORD DOES NOT HOLD. 1234 events, 3 hours of readings (360) checked:\n"
                        + "  Readings of air-temp in the hour from 2026-11-21T04:00:00Z: a value, a time, a quality or a flag"
                        + " was changed.\n"
                        + "Keep the data directory as it is, and a copy of it, before anything else.\n",
                broken.out());
        try (FacilityProcess process = serving()) {
            Golden.check(
                    "audit_readings.json",
                    run("audit", "verify", "--readings", "--json").out());
            assertTrue(process.running().lives());
        }
    }

    @Test
    void theHeadsAreToldAndTheRecordIsHandedOut() {
        String head = run("audit", "head").out();
        assertTrue(head.startsWith("north  event 1234\n"), head);
        assertTrue(head.contains("2026-11-20, event 1200"), head);
        assertTrue(head.contains("protected by the operating system"), head);
        Golden.check("audit_head.json", run("audit", "head", "--json").out());

        Path to = temp.resolve("record");
        assertEquals(
                "1234 events and 9 signed heads are in " + to + ".\nThey are proven there by: python3 verify.py . "
                        + "ab".repeat(32) + "\n",
                run("audit", "export", to.toString()).out());
        Golden.check(
                "audit_export.json",
                run("audit", "export", to.toString(), "--json").out().replace(to.toString(), "/somewhere/record"));
    }

    @Test
    void aKeyBehindAPassphraseIsUnlockedByHandAndWhatWaitsIsTold() {
        try (FacilityProcess process = serving()) {
            assertTrue(typing("correct horse\n", "audit", "protect")
                    .out()
                    .contains("locked until `penstock audit unlock`"));
            String status = run("status").out();
            assertTrue(status.contains("unsigned  2 days wait to be signed: the key is locked"), status);
            Ran wrong = typing("wrong\n", "audit", "unlock");
            assertEquals(ExitCode.REFUSED.number(), wrong.code());
            assertEquals("That is not the passphrase; the key stays locked.\n", wrong.out());
            Ran unlocked = typing("correct horse\n", "audit", "unlock", "--json");
            assertTrue(unlocked.out().contains("\"accepted\" : true"), unlocked.out());
            assertFalse(unlocked.out().contains("horse"));
            assertFalse(run("status").out().contains("unsigned"));
            assertEquals(0, run("audit", "protect", "--none").code());
            assertEquals(ExitCode.USAGE.number(), run("audit", "unlock").code());
            assertTrue(process.running().lives());
        }
    }

    @Test
    void aFacilityFileIsChecked() throws IOException {
        Path file = Files.writeString(temp.resolve("north.yaml"), "penstock: 1\n");
        assertEquals(
                file + " can be used as it is.\n",
                run("facility", "check", file.toString()).out());

        Problem warning = new Problem(Weight.WARNING, "north.yaml", 30, 3, "nothing reads the stream `door`", "");
        facilities.problems = List.of(warning);
        Ran usable = run("facility", "check", file.toString());
        assertEquals(0, usable.code());
        assertEquals(
                "north.yaml:30: warning: nothing reads the stream `door`\n" + file
                        + " can be used; look at 1 warning.\n",
                usable.out());

        facilities.problems = List.of(
                new Problem(Weight.ERROR, "north.yaml", 12, 5, "unknown unit \"degX\"", "write degC or degF"), warning);
        Ran ran = run("facility", "check", file.toString());
        assertEquals(ExitCode.BAD_FACILITY.number(), ran.code());
        assertTrue(ran.out().startsWith("north.yaml:12: unknown unit \"degX\"\n    write degC or degF\n"), ran.out());
        assertTrue(ran.out().endsWith(file + " cannot be used: 1 fault, 1 warning.\n"), ran.out());
        String json = run("facility", "check", file.toString(), "--json").out();
        Golden.check("facility_check.json", json.replace(file.toString(), "north.yaml"));
        assertEquals(
                ExitCode.NOTHING_THERE.number(),
                run("facility", "check", "nowhere.yaml").code());
    }

    @Test
    void theSchemaOfTheFacilityFileIsPrintedForEditors() {
        Ran ran = run("facility", "schema");
        assertEquals(0, ran.code());
        assertEquals("{\"title\": \"a schema\"}", ran.out().strip());
        assertEquals("", ran.err());
    }

    @Test
    void aSecretIsReadFromTheInputAndNeverShown() {
        Ran ran = typing("s3cret with space \nnext", "secret", "set", "plc-password");

        assertEquals(0, ran.code(), ran.err());
        assertEquals(
                Map.of("ada plc-password", "s3cret with space "),
                facilities.room.secrets,
                "asked for as anything else");
        assertEquals(Map.of(), facilities.secrets);
        assertFalse((ran.out() + ran.err()).contains("s3cret"));
        assertEquals(
                ExitCode.USAGE.number(),
                typing("", "secret", "set", "plc-password").code());
    }

    @ParameterizedTest
    @CsvSource({"--demo,GROW", "--demo grow,GROW", "--demo cold,COLD", "--demo=lab,LAB", "--demo plant -v,PLANT"})
    void aDemonstrationIsOfTheProfileThatFollows(String typed, Example meant) {
        assertEquals(0, run(typed.split(" ")).code());

        assertEquals(new Opening(data, null, meant, null, Opening.Kind.WINDOW), facilities.opened.getFirst());
    }

    @Test
    void aServerHasTheSameDemonstrations() {
        facilities.room.engineStopped = "The engine stopped.";
        run("serve", "--demo", "barn");
        assertEquals(Example.BARN, facilities.opened.getFirst().demo());
    }

    @Test
    void aWordOfTheCommandIsNotTakenForAProfile() {
        assertEquals(0, run("readings", "--demo", "air-temp").code());
        assertEquals(0, run("--demo", "status").code());
        assertEquals(0, run("readings", "--demo", "cold", "air-temp").code());
    }

    @Test
    void theWindowOpensTheFacilityItIsGiven() throws IOException {
        Path file = Files.writeString(temp.resolve("north.yaml"), "penstock: 1\n");
        data = temp.resolve("fresh");
        Files.createDirectories(data);

        assertEquals(0, run("--facility", file.toString()).code());

        assertEquals(new Opening(data, file, null, null, Opening.Kind.WINDOW), facilities.opened.getFirst());
        assertEquals(1, facilities.room.closes.get());
        assertFalse(Files.exists(data.resolve("running.json")));
    }

    @Test
    void theHelpNamesEveryCommandAndExitCode() {
        Golden.check("help.txt", run("--help").out());
        for (ExitCode code : ExitCode.values()) {
            assertTrue(run("--help").out().contains(code.number() + " "), code.name());
        }
        Golden.check("help-set.txt", run("command", "set", "--help").out());
        Golden.check("help-simulate.txt", run("simulate", "fault", "--help").out());
        Golden.check("help-commission.txt", run("commission", "--help").out());
    }

    @Test
    void whatIsSimulatedGoesWrongAsAskedAndIsListed() {
        facilities.room.answer =
                new ControlRoom.Answer(true, "Simulated fault: tank-level drifts by 5 L/h for 10 min.");
        try (FacilityProcess process = serving()) {
            Ran fault = run(
                    "simulate", "fault", "tank-level", "drift", "--by", "5 L/h", "--for", "10min", "--reason", "drill");
            assertEquals(0, fault.code(), fault.err());
            assertEquals("Simulated fault: tank-level drifts by 5 L/h for 10 min.\n", fault.out());
            assertEquals(0, run("simulate", "fault", "valve-1", "stuck_open").code());
            assertEquals(0, run("simulate", "clear", "valve-1").code());
            assertEquals(0, run("simulate", "clear").code());
            assertEquals(
                    List.of(
                            "ada tank-level drift 5 L/h 600000000 drill",
                            "ada valve-1 stuck_open  0 ",
                            "ada clear valve-1 ",
                            "ada clear  "),
                    facilities.room.confirmed);
            Golden.check("simulation.txt", run("simulate", "faults").out());
            Golden.check("simulation.json", run("simulate", "faults", "--json").out());
            assertTrue(process.running().lives());
        }
    }

    @Test
    void whatIsRealDoesNotGoWrongAndNothingDoesWhereNothingRuns() {
        facilities.room.answer = new ControlRoom.Answer(false, "door is real: it is reached over the link plc.");
        try (FacilityProcess process = serving()) {
            Ran real = run("simulate", "fault", "door", "silent");
            assertEquals(ExitCode.REFUSED.number(), real.code());
            assertEquals("door is real: it is reached over the link plc.\n", real.err());
            Ran json = run("simulate", "fault", "door", "silent", "--json");
            assertTrue(json.out().contains("\"accepted\" : false"), json.out());
            assertTrue(process.running().lives());
        }
        facilities.room.confirmed.clear();
        for (String typed : List.of("simulate fault valve-1 stuck_open", "simulate faults", "simulate clear")) {
            Ran ran = run(typed.split(" "));
            assertEquals(ExitCode.TRY_AGAIN.number(), ran.code(), typed);
            assertTrue(ran.err().startsWith("Nothing is running in " + data), ran.err());
        }
        assertEquals(List.of(), facilities.room.confirmed);
    }
}
