package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Json;
import org.penstock.app.commission.Field;
import org.penstock.app.commission.StepTest;
import org.penstock.app.print.CommissioningSheet;
import org.penstock.app.print.CommissioningSheet.Result;
import org.penstock.app.print.CommissioningSheet.Step;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.Refusal;
import org.penstock.app.testsupport.FakeControlRoom;
import org.penstock.app.testsupport.FakeFacilities;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.ControlRoom.Significance;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.testsupport.SnapshotBuilder;
import org.penstock.core.testsupport.SnapshotParts;
import tools.jackson.databind.JsonNode;

/** A person goes from valve to valve. */
@Execution(ExecutionMode.CONCURRENT)
class CommissionTest {
    private static final InstantSource NOW = InstantSource.fixed(FakeControlRoom.NOW);

    @TempDir
    Path temp;

    private final FakeFacilities facilities = new FakeFacilities();
    private final Valve valve = new Valve();
    private Path sheet;
    private FacilityProcess process;
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    /** valve-1, which opens two looks after it was told to, or does not; the tank falls while it is open. */
    private static final class Valve {
        private String phase = "safe";
        private String why = "";
        private int looks;
        private volatile boolean stuckClosed;
        private volatile boolean stuckOpen;
        private volatile Runnable whenHeld = () -> {};

        synchronized Answer told(String what) {
            switch (what) {
                case "output.set valve-1 1.0" -> {
                    phase = "opening";
                    looks = 0;
                }
                case "output.release valve-1 NaN" -> phase = stuckOpen ? "closing" : "safe";
                default -> {
                    return new Answer(false, "nobody holds it by hand");
                }
            }
            return new Answer(true, "as asked");
        }

        synchronized FacilitySnapshot show(FacilitySnapshot s) {
            if (phase.equals("opening") && ++looks > 2) {
                phase = stuckClosed ? "closing" : "held";
                why = stuckClosed ? "it reads back 0 where 1 was written" : "set by ada";
            }
            if (phase.equals("held")) {
                whenHeld.run();
            }
            ControlSnapshot.Output o = s.control().outputs().getFirst();
            boolean open = phase.equals("held");
            FieldSnapshot.Stream tank = s.field().streams().getFirst();
            return SnapshotBuilder.like(s)
                    .streams(List.of(
                            SnapshotParts.stream(
                                    tank.key(),
                                    tank.name(),
                                    tank.location(),
                                    tank.device(),
                                    tank.metric(),
                                    open ? 40 : 41.25,
                                    tank.unit(),
                                    tank.decimals(),
                                    tank.quality(),
                                    false,
                                    1,
                                    false),
                            s.field().streams().get(1),
                            s.field().streams().get(2)))
                    .outputs(List.of(
                            SnapshotParts.output(
                                    o.key(),
                                    o.name(),
                                    o.location(),
                                    o.kind(),
                                    open ? 1 : 0,
                                    open ? 1 : 0,
                                    0,
                                    phase,
                                    0,
                                    why,
                                    phase.equals("closing") ? "Valve bay 1 is not confirmed closed yet" : null,
                                    o.guard()),
                            s.control().outputs().get(1)))
                    .build();
        }
    }

    @BeforeEach
    void aFacilityThatRuns() throws IOException {
        Files.writeString(temp.resolve("configuration.json"), "{}");
        sheet = temp.resolve("sheet.pdf");
        facilities.room.significance = Significance.HIGH;
        facilities.room.seen = valve::show;
        facilities.room.becomes = valve::told;
        process = FacilityProcess.open(facilities, new Opening(temp, null, null, null, Opening.Kind.SERVE), "ada", NOW);
    }

    @AfterEach
    void close() {
        process.close();
    }

    private Surroundings typing(String typed) {
        Terminal terminal = new Terminal(
                new PrintWriter(out, true),
                new PrintWriter(err, true),
                new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                null);
        return new Surroundings(
                terminal,
                facilities,
                opening -> opening.call().close(),
                where -> {},
                NOW,
                Map.of("HOME", temp.toString()),
                "Linux",
                "ada");
    }

    private int run(String typed, String... arguments) {
        return CommandLines.execute(
                typing(typed),
                Stream.concat(
                                Stream.of("commission"),
                                Stream.concat(
                                        Stream.of(arguments), Stream.of("--for", "0.2s", "--data", temp.toString())))
                        .toArray(String[]::new));
    }

    private JsonNode json() {
        return Json.mapper().readTree(out.toString());
    }

    @Test
    void aValveThatOpensAndClosesPassesAndTheSheetSaysWhatWasSeen() throws IOException {
        int code = run("yes\ny water at bay 1\n", "valve-1", "--to", sheet.toString(), "--by", "Ada L.");

        assertEquals(0, code, out + " " + err);
        List<String> proposed = facilities.room.proposed;
        assertTrue(proposed.getFirst().startsWith("ada output.set valve-1 1.0 3.6"), proposed.toString());
        assertTrue(proposed.getFirst().endsWith(" step test by Ada L."), proposed.toString());
        assertEquals("ada output.release valve-1 NaN 0.0 step test by Ada L.", proposed.getLast());
        assertEquals("safe", valve.phase);
        assertTrue(out.toString().contains("Tank level  41.25 L  40.00 L  41.25 L"), out.toString());
        assertTrue(out.toString().contains("1 passed, 0 failed, 0 skipped."), out.toString());
        assertTrue(out.toString().endsWith("The sheet is in " + sheet + ".\n"), out.toString());
        try (PDDocument pdf = Loader.loadPDF(sheet.toFile())) {
            String text = new PDFTextStripper().getText(pdf);
            assertTrue(text.contains("event 1234 when this was printed"), text);
        }
    }

    @Test
    void withJsonTheSameContentIsOneDocument() {
        assertEquals(0, run("yes\ny water\n", "valve-1", "--json", "--watch", "air-temp"), err.toString());

        JsonNode step = json().get("outputs").get(0);
        assertEquals("penstock.commissioning.1", json().get("schema").asString());
        assertEquals("a".repeat(64), json().get("configuration").asString());
        assertEquals("passed", step.get("result").asString());
        assertEquals("register: coil:0", step.get("address").asString());
        assertEquals(900, step.get("most_seconds").asDouble());
        assertEquals("water", step.get("remark").asString());
        assertEquals("air-temp", step.get("observations").get(0).get("key").asString());
        assertTrue(step.get("observations").get(0).get("before").get("stale").asBoolean());
        assertEquals("skid", json().get("devices").get(0).get("key").asString());
        assertFalse(Files.exists(sheet));
    }

    @Test
    void aGateThatIsShutSkipsTheOutputInItsWords() {
        facilities.room.shut = List.of("Tank low: tank level 41.25 L is below 50 L.");

        assertEquals(1, run("yes\nyes\n", "valve-1", "--to", sheet.toString()));

        assertTrue(out.toString().contains("Skipped: Tank low: tank level 41.25 L is below 50 L."), out.toString());
        assertTrue(out.toString().contains("0 passed, 0 failed, 1 skipped."), out.toString());
        assertEquals(List.of(), facilities.room.confirmed);
        assertTrue(Files.exists(sheet), "also that is on the sheet");
    }

    @Test
    void withoutTheWholeWordNothingMoves() {
        assertEquals(1, run("y\n", "--device", "skid", "--to", sheet.toString()));

        assertTrue(out.toString().contains("Skipped: Not confirmed by ada."), out.toString());
        assertTrue(out.toString().contains("Skipped: It is not at safe but unknown."), "the pump: " + out);
        assertEquals(List.of(), facilities.room.confirmed);
    }

    @Test
    void yesIsAskedOnceForAll() {
        assertEquals(1, run("n\n", "valve-1", "--yes", "--json"));
        assertEquals(List.of(), facilities.room.proposed);
        assertEquals(0, run("yes\n", "valve-1", "--yes", "--json"), err.toString());
        assertEquals(2, facilities.room.confirmed.size(), "set and release");
    }

    @Test
    void aValveThatSticksFailsInWordsAndIsReleasedAllTheSame() {
        valve.stuckClosed = true;
        facilities.room.becomes = what -> {
            Answer answer = valve.told(what);
            return what.startsWith("output.release") ? new Answer(false, "nobody holds Valve bay 1 by hand") : answer;
        };

        assertEquals(1, run("yes\n\n", "valve-1", "--to", sheet.toString()));

        assertTrue(
                out.toString().contains("It was not read back at 1: it reads back 0 where 1 was written."),
                out.toString());
        assertEquals("ada output.release valve-1 NaN 0.0 step test by ada", facilities.room.proposed.getLast());
        assertTrue(out.toString().contains("0 passed, 1 failed, 0 skipped."), out.toString());
    }

    @Test
    void aValveThatDoesNotCloseIsSaidLoudly() {
        valve.stuckOpen = true;

        assertEquals(1, run("yes\ny\n", "valve-1", "--to", sheet.toString()));

        assertTrue(
                out.toString()
                        .contains("It is released but NOT confirmed at safe: Valve bay 1 is not confirmed closed yet."),
                out.toString());
    }

    @Test
    void whatAPersonDoesNotFindAsExpectedFails() {
        assertEquals(1, run("yes\nno water at bay 1\n", "valve-1", "--json"));

        JsonNode step = json().get("outputs").get(0);
        assertEquals("failed", step.get("result").asString());
        assertEquals("no water at bay 1", step.get("remark").asString());
    }

    @Test
    void inputsAreGoneThroughOneByOne() {
        assertEquals(1, run("yes\ny\ny\nn probe not wired\n", "valve-1", "--inputs", "--json"), err.toString());

        JsonNode inputs = json().get("inputs");
        assertEquals(2, inputs.size(), "those of the skid");
        assertEquals("register: holding:102", inputs.get(1).get("address").asString());
        assertFalse(inputs.get(1).get("as_expected").asBoolean());
        assertTrue(
                err.toString().contains("Input 2 of 2: Drain EC (drain-ec) shows no value, no_communication, STALE"));
    }

    private void say(String sentence) {
        out.append(sentence).append("\n");
    }

    private FieldTalk field(Talk talk) {
        return new FieldTalk(new CommissionCommand(new Penstock(typing(""))), talk);
    }

    private StepTest.Subject subject(FieldTalk field) {
        return new StepTest.Subject(
                Field.output(field.look(), "valve-1"),
                field.wiring().outputs().getFirst(),
                List.of("tank-level"),
                1,
                60_000,
                "step test by ada");
    }

    @Test
    void interruptedItIsReleasedAtOnceAndSaysSo() {
        try (Talk talk = new FindFacility(typing("")).talk(temp)) {
            FieldTalk field = field(talk);
            CompletableFuture<Void> end = new CompletableFuture<>();
            valve.whenHeld = () -> end.complete(null);
            StepTest test = new StepTest(field, NOW, end, this::say, subject(field));

            Step step = test.run(field.proposeSet("valve-1", 1, 70, ""));

            assertEquals(Result.FAILED, step.result());
            assertTrue(step.why().startsWith("Interrupted"), step.why());
            assertEquals("safe", valve.phase);
            assertTrue(out.toString().contains("Valve bay 1 is released and read back at safe"), out.toString());
        }
    }

    @Test
    void whateverFailsItIsReleased() {
        try (Talk talk = new FindFacility(typing("")).talk(temp)) {
            FieldTalk sound = field(talk);
            StepTest.Subject subject = subject(sound);
            Talk lame = new Talk() {
                @Override
                public JsonNode ask(Asked asked) {
                    if (asked.path().equals("/v1/devices") && valve.phase.equals("opening")) {
                        throw new IllegalStateException("a fault of our own");
                    }
                    return talk.ask(asked);
                }

                @Override
                public boolean live() {
                    return true;
                }

                @Override
                public void close() {}
            };
            StepTest test = new StepTest(field(lame), NOW, new CompletableFuture<>(), this::say, subject);

            assertThrows(IllegalStateException.class, () -> test.run(sound.proposeSet("valve-1", 1, 70, "")));
            assertEquals("safe", valve.phase);
            assertTrue(out.toString().contains("is released"), out.toString());
        }
    }

    @Test
    void aFacilityThatNoLongerAnswersIsToldWithWhenTheRequestEnds() {
        try (Talk talk = new FindFacility(typing("")).talk(temp)) {
            FieldTalk field = field(talk);
            StepTest.Subject subject = subject(field);
            var proposal = field.proposeSet("valve-1", 1, 70, "");
            facilities.room.becomes = what -> {
                throw new Refusal(ExitCode.TRY_AGAIN, "gone", "");
            };
            Step step = new StepTest(field, NOW, new CompletableFuture<>(), this::say, subject).run(proposal);

            assertEquals(Result.FAILED, step.result());
            assertTrue(step.why().contains("The request ends by itself after 63.40 s."), step.why());
        }
    }

    @Test
    void aSheetIsNeverWrittenOverAndWhatIsNotThereIsSaid() throws IOException {
        Files.writeString(sheet, "precious");
        assertEquals(ExitCode.DISK.number(), run("yes\n", "valve-1", "--to", sheet.toString()));
        assertEquals("precious", Files.readString(sheet));
        assertEquals(ExitCode.NOTHING_THERE.number(), run("", "valve-9", "--json"));
        assertEquals(ExitCode.NOTHING_THERE.number(), run("", "--device", "nowhere", "--json"));
        assertEquals(ExitCode.NOTHING_THERE.number(), run("", "valve-1", "--watch", "nothing", "--json"));
        assertEquals(ExitCode.NOTHING_THERE.number(), run("", "--device", "climate", "--json"));
        assertEquals(List.of(), facilities.room.proposed);
    }

    @ParameterizedTest
    @CsvSource({
        "'',,''",
        "y,true,''",
        "Yes,true,''",
        "n,false,''",
        "'n, no water',false,no water",
        "no water at bay 1,false,no water at bay 1",
        "y  water after 3 s,true,water after 3 s",
        "nearly,,nearly"
    })
    void anAnswerIsUnderstood(String typed, Boolean asExpected, String remark) {
        assertEquals(new CommissioningSheet.Remark(asExpected, remark), Remarks.read(typed));
    }
}
