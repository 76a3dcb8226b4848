package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penstock.core.runtime.ControlRoom.Significance;

/** A person stands where the valves are seen and goes from one to the next. */
@SecondWindow
class StepTestStoryTest extends AtTheDevices {
    @BeforeEach
    void valvesThatMove() {
        room.significance(Significance.HIGH);
        room.whenConfirmed(asked -> {
            boolean set = asked.kind().equals("output.set");
            facility = Facilities.with(asked.subject(), set ? "held" : "safe", set ? 1 : 0);
            room.tell(facility);
        });
        find("irrigation");
        press("Step test…");
        seen("Step test of Irrigation skid");
        seen("Valve bay 2 (valve-2)");
    }

    private void begin(String seconds) {
        fill(".dialog .short-field", 0, seconds);
        press("Begin");
        seen("Output 1 of 2: Valve bay 1");
        seenPart("It is released after " + seconds + " s already");
    }

    private List<String> kinds() {
        return room.confirmed().stream().map(a -> a.kind() + " " + a.subject()).toList();
    }

    @Test
    void fromValveToValveAndTheSheetIsOnDisk() throws Exception {
        begin("0.5");
        assertEquals(List.of(), kinds(), "nothing moves before it is agreed to");
        press("Drive it  Ctrl+Enter");
        seen("Valve bay 1 is at 1, " + Sight.WORDS.of("phase.held") + ": set by marta.");
        seen("Valve bay 1 was read back away from safe and at safe again. Did it really move, and did what it feeds"
                + " flow?");
        assertEquals(List.of("output.set valve-1", "output.release valve-1"), kinds());
        assertTrue(texts().contains("Tank level"), "what the streams around it showed");
        fill(".dialog .text-field", 0, "water at bay 1");
        press("As expected  Y");

        seen("Output 2 of 2: Valve bay 2");
        press("Skip it");
        seen("1 passed, 0 failed, 1 skipped. Nothing that was tested is held any more.");
        seen("water at bay 1");
        seen("Not confirmed by marta.");
        type(KeyCode.ESCAPE);
        seen("The sheet is not saved yet. Save it, or leave once more to throw it away.");
        Path sheet = config.resolve("sheet.pdf");
        fill(".dialog .text-field", 0, sheet.toString());
        press("Save the sheet");
        seen("The sheet is in " + sheet + ".");
        try (PDDocument pdf = Loader.loadPDF(sheet.toFile())) {
            assertTrue(new PDFTextStripper().getText(pdf).contains("event 1234 when this was printed"));
        }
        press("Save the sheet");
        seenPart(sheet + " is there already and is not overwritten.");
        press("Close  Esc");
        gone("Step test of Irrigation skid");
    }

    @Test
    void itGoesByKeysAloneAndEnterDrivesNothing() {
        fill(".dialog .short-field", 0, "0.2");
        press("Begin");
        seenPart("It is released after 0.2 s already");
        Sight.on(() -> {
            button("Drive it  Ctrl+Enter").requestFocus();
            return 0;
        });
        type(KeyCode.ENTER);
        assertEquals(List.of(), kinds(), "Enter is a key for many things");
        type(KeyCode.CONTROL, KeyCode.ENTER);
        seenPart("Did it really move");
        type(KeyCode.N);
        seen("Output 2 of 2: Valve bay 2");
        seenPart("It is released after 0.2 s already");
        type(KeyCode.ESCAPE);
        seen("0 passed, 1 failed, 1 skipped. Nothing that was tested is held any more.");
        seen("Not as expected, said who watched it.");
        seen("Interrupted before it.");
    }

    @Test
    void stopReleasesWhatIsAwayFromSafeAtOnce() {
        begin("600");
        press("Drive it  Ctrl+Enter");
        seen("Valve bay 1 is at 1, " + Sight.WORDS.of("phase.held") + ": set by marta.");
        press("Stop the test: back to safe");
        seen("0 passed, 1 failed, 1 skipped. Nothing that was tested is held any more.");
        seen("Interrupted while it was away from safe.");
        assertEquals(List.of("output.set valve-1", "output.release valve-1"), kinds());
    }

    @Test
    void turningToAnotherPageReleasesItToo() {
        begin("600");
        press("Drive it  Ctrl+Enter");
        seen("Valve bay 1 is at 1, " + Sight.WORDS.of("phase.held") + ": set by marta.");
        type(KeyCode.F2);
        await().atMost(20, SECONDS).until(() -> kinds().contains("output.release valve-1"));
    }

    @Test
    void closingTheWindowReleasesItToo() throws Exception {
        begin("600");
        press("Drive it  Ctrl+Enter");
        seen("Valve bay 1 is at 1, " + Sight.WORDS.of("phase.held") + ": set by marta.");
        window.close();
        window.closed().get(40, SECONDS);
        await().atMost(20, SECONDS).until(() -> kinds().contains("output.release valve-1"));
    }

    @Test
    void whatIsNotChosenIsNotTouchedAndAShutGateSkips() {
        room.shut("Tank low: tank level 38.4 L is below 50 L.");
        Sight.on(() -> {
            box("Valve bay 1 (valve-1)").setSelected(false);
            return 0;
        });
        press("Begin");
        seen("0 passed, 0 failed, 1 skipped. Nothing that was tested is held any more.");
        seen("Tank low: tank level 38.4 L is below 50 L.");
        assertEquals(List.of(), kinds());
        assertTrue(room.proposed().stream().allMatch(a -> a.subject().equals("valve-2")));
    }

    @Test
    void inputsAreLookedAtOneByOne() {
        Sight.on(() -> {
            box("Valve bay 1 (valve-1)").setSelected(false);
            box("Valve bay 2 (valve-2)").setSelected(false);
            return 0;
        });
        press("Begin");
        seen("Choose an output, or its inputs.");
        Sight.on(() -> {
            box("Also go through its inputs").setSelected(true);
            return 0;
        });
        press("Begin");
        seen("Input 1 of 2: Tank level");
        seen("Tank level shows 38.4 L. Is that what it should show?");
        type(KeyCode.Y);
        seen("Input 2 of 2: Main flow");
        press("Cannot say");
        seen("as expected");
        seen("looked at");
        assertEquals(List.of(), room.proposed());
    }

    private void seenPart(String text) {
        await(text).atMost(40, SECONDS).untilAsserted(() -> {
            room.tell(facility);
            assertTrue(texts().stream().anyMatch(t -> t.contains(text)), () -> text + " is not in " + texts());
        });
    }

    private CheckBox box(String text) {
        return (CheckBox) labeled(CheckBox.class, text);
    }

    private Button button(String text) {
        return (Button) labeled(Button.class, text);
    }

    private Labeled labeled(Class<? extends Labeled> type, String text) {
        return window.scene().getRoot().lookupAll("*").stream()
                .filter(type::isInstance)
                .map(type::cast)
                .filter(l -> text.equals(l.getText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(text));
    }
}
