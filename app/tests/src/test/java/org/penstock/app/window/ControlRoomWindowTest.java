package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.ControlRoom.Significance;

/** The window as a person drives it: by keys and buttons, against a control room that answers as told. */
@ThirdWindow
class ControlRoomWindowTest {
    @TempDir
    Path config;

    private final AtomicReference<Instant> now = new AtomicReference<>(Facilities.NOW);
    private final InstantSource wall = now::get;
    private volatile Ticker ticker = Ticker.system();
    private FakeControlRoom room;
    private ControlRoomWindow window;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @BeforeEach
    void open() throws Exception {
        room = new FakeControlRoom(wall, Facilities.abnormal());
        window = open(CompletableFuture.completedFuture(room));
        seen("Tank low: pump 1 is held at safe");
        type(KeyCode.F4);
        seen("Exhaust fan");
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        window.closed().get(40, SECONDS);
        assertEquals(0, room.subscribers());
    }

    @Test
    void theWindowIsThereBeforeTheFacilityAndSaysSo() throws Exception {
        CompletableFuture<ControlRoom> later = new CompletableFuture<>();
        ControlRoomWindow early = open(later);
        await().until(() -> texts(early).contains("Starting. The first readings are on their way."));
        assertEquals(
                List.of(),
                onScreen(() -> early.scene().lookup(".header").lookupAll(".button").stream()
                        .filter(n -> n instanceof Button b
                                && b.isVisible()
                                && b.getText().isEmpty())
                        .toList()),
                "nothing without a word takes the keyboard");
        assertTrue(onScreen(() -> early.scene().getRoot().lookup(".acknowledge").isDisabled()));
        onScreen(() -> {
            ((Button) early.scene().lookup(".header .stop-button")).fire();
            return 0;
        });
        await().until(() ->
                texts(early).contains("Starting. You are asked to stop everything as soon as the facility is there."));
        FakeControlRoom started = new FakeControlRoom(wall, Facilities.calm());
        later.complete(started);
        await("who pressed stop is asked")
                .atMost(40, SECONDS)
                .until(() -> started.proposed().stream()
                        .anyMatch(asked -> asked.kind().equals("stop.all")));
        await().atMost(40, SECONDS).until(() -> texts(early).contains("Substrate water"));
        await().atMost(40, SECONDS)
                .until(() -> !texts(early).contains("Starting. The first readings are on their way."));
        early.close();
        early.closed().get(40, SECONDS);
        assertTrue(started.isClosed());
    }

    @Test
    void aFacilityThatDoesNotStartSaysWhy() throws Exception {
        ControlRoomWindow failed = open(CompletableFuture.failedFuture(
                new IllegalStateException("Another Penstock (process 712) holds this data directory.")));
        await().until(() -> texts(failed).stream()
                .anyMatch(
                        t -> t.contains("process 712 holds") || t.contains("(process 712) holds this data directory")));
        failed.close();
        failed.closed().get(40, SECONDS);
    }

    @Test
    void newValuesComeToTheScreen() {
        room.tell(Facilities.watering());
        seen("Step 2 of 4: Valve bay 2");
        gone("Tank low: pump 1 is held at safe");
    }

    @Test
    void aNormalRequestIsReadThenConfirmedWithEnterAndAnswered() {
        room.answer(new Answer(true, "Heater is released."));
        press(rowButton("Exhaust fan", "Release"));
        seen("Release Exhaust fan");
        readable();
        type(KeyCode.ENTER);
        seen("Heater is released.");
        assertEquals("output.release", room.confirmed().getFirst().kind());
        assertEquals("fan-1", room.confirmed().getFirst().subject());
        assertEquals("marta", room.confirmed().getFirst().actor());
        noDialog();
    }

    @Test
    void enterDoesNotConfirmWhatHasAConsequenceButItsButtonAndControlEnterDo() {
        room.significance(Significance.HIGH);
        press(rowButton("Weekly flush", "Run now"));
        seen("Run Weekly flush now");
        readable();
        Button confirm = onScreen(() -> (Button) window.scene().lookup(".dialog .confirm"));
        onScreen(() -> {
            confirm.requestFocus();
            return 0;
        });
        type(KeyCode.ENTER);
        settle();
        assertEquals(List.of(), room.confirmed());
        type(KeyCode.CONTROL, KeyCode.ENTER);
        await().atMost(40, SECONDS).until(() -> room.confirmed().size() == 1);
        assertEquals("program.run", room.confirmed().getFirst().kind());
    }

    @Test
    void escapeLeavesWithoutDoingAnything() {
        press(rowButton("Weekly flush", "Run now"));
        seen("Run Weekly flush now");
        type(KeyCode.ESCAPE);
        noDialog();
        assertEquals(1, room.proposed().size());
        assertEquals(List.of(), room.confirmed());
    }

    @Test
    void aKeyPressedBeforeAnybodyCouldReadConfirmsNothing() {
        // However slow the machine is: no time goes by between the question and the key.
        long standing = System.nanoTime();
        ticker = () -> standing;
        press(rowButton("Exhaust fan", "Release"));
        seen("Can be confirmed for 30 s.");
        type(KeyCode.ENTER);
        type(KeyCode.ENTER);
        assertEquals(List.of(), room.confirmed());
    }

    @Test
    void aProposalThatIsTooOldCanOnlyBeAskedAgain() {
        press(rowButton("Weekly flush", "Run now"));
        seen("Run Weekly flush now");
        now.set(Facilities.NOW.plusSeconds(31));
        room.tell(Facilities.abnormal());
        seen("This is more than 30 s old; the facility may have changed. Ask again.");
        press(button("Ask again"));
        await().atMost(40, SECONDS).until(() -> room.proposed().size() == 2);
        seen("Can be confirmed for 30 s.");
    }

    @Test
    void aShutGateIsNamedAndNothingCanBeConfirmed() {
        room.shut("Tank low is tripped. Fill the tank, then reset.");
        press(rowButton("Weekly flush", "Run now"));
        seen("Tank low is tripped. Fill the tank, then reset.");
        seen("Ask again");
        readable();
        type(KeyCode.CONTROL, KeyCode.ENTER);
        settle();
        assertEquals(List.of(), room.confirmed());
    }

    @Test
    void aRefusalStaysUntilThePersonHasReadIt() {
        room.answer(new Answer(false, "One valve at a time: valve bay 2 is open. Wait for it to close."));
        press(rowButton("Exhaust fan", "Release"));
        seen("Can be confirmed for 30 s.");
        readable();
        type(KeyCode.ENTER);
        seen("Refused: Release Exhaust fan");
        seen("One valve at a time: valve bay 2 is open. Wait for it to close.");
        seen("REFUSED");
    }

    @Test
    void anOutputIsAskedForWithTimeAndReason() {
        press(rowButton("Valve bay 1", "Open…"));
        seen("Open Valve bay 1");
        onScreen(() -> {
            List<TextField> fields = window.scene().getRoot().lookupAll(".text-field").stream()
                    .map(TextField.class::cast)
                    .toList();
            fields.get(0).setText("2.5");
            fields.get(1).setText("flush the line");
            return 0;
        });
        type(KeyCode.ENTER);
        seen("Open Valve bay 1 for 2 min 30 s");
        assertEquals(
                new FakeControlRoom.Asked("marta", "output.set", "valve-1", 1, 150, "flush the line"),
                room.proposed().getFirst());
    }

    @Test
    void stopEverythingTakesOneKeyAndOneConfirmationWhateverElseIsOpen() {
        room.significance(Significance.HIGH);
        press(rowButton("Valve bay 1", "Open…"));
        seen("Open Valve bay 1");
        type(KeyCode.F12);
        await().atMost(40, SECONDS).until(() -> room.proposed().size() == 1);
        seen("Can be confirmed for 30 s, by its button or Ctrl+Enter.");
        type(KeyCode.F12);
        await().atMost(40, SECONDS).until(() -> room.confirmed().size() == 1);
        assertEquals("stop.all", room.confirmed().getFirst().kind());
        noDialog();
    }

    @Test
    void theAlertInTheStripIsAcknowledgedByOneKey() {
        type(KeyCode.F9);
        await().atMost(40, SECONDS).until(() -> room.confirmed().size() == 1);
        assertEquals("alert.acknowledge", room.confirmed().getFirst().kind());
        assertEquals("41", room.confirmed().getFirst().subject());
        noDialog();
    }

    @Test
    void anAcknowledgementThatCannotBeMadeIsExplained() {
        room.shut("The journal cannot be written.");
        type(KeyCode.F9);
        seen("The journal cannot be written.");
        assertEquals(List.of(), room.confirmed());
    }

    @Test
    void everyKeyIsListedAndEveryPartCanBeReachedByIt() {
        type(KeyCode.F1);
        seen("Keys");
        seen("stop everything; again to confirm");
        type(KeyCode.ESCAPE);
        noDialog();
        for (KeyCode key :
                List.of(KeyCode.F2, KeyCode.F4, KeyCode.F5, KeyCode.F6, KeyCode.F7, KeyCode.F8, KeyCode.F10)) {
            type(key);
            @Nullable Node owner = onScreen(() -> window.scene().getFocusOwner());
            assertNotNull(owner, key + " puts the keyboard nowhere");
        }
    }

    @Test
    void anythingIsFoundBySomeLettersAndEnterGoesThere() {
        type(KeyCode.CONTROL, KeyCode.K);
        seen("Do");
        letters("exh");
        seen("Output");
        type(KeyCode.ENTER);
        noDialog();
        seen("Sent to it of late");
        Node owner = onScreen(() -> window.scene().getFocusOwner());
        assertTrue(owner instanceof Button b && b.getText().equals("Turn on…"), () -> "it can be asked, not " + owner);
    }

    @Test
    void whatTheWindowCanDoIsFoundToo() {
        type(KeyCode.CONTROL, KeyCode.K);
        letters("dark");
        seen("dark, light or night");
        Theme before = Settings.read(config.resolve("window.properties")).theme();
        type(KeyCode.ENTER);
        noDialog();
        await().atMost(40, SECONDS)
                .until(() -> Settings.read(config.resolve("window.properties")).theme() != before);
    }

    @Test
    void escapeLeavesTheSearchWhereThePersonWas() {
        type(KeyCode.F4);
        Node before = onScreen(() -> window.scene().getFocusOwner());
        type(KeyCode.CONTROL, KeyCode.K);
        letters("zzz");
        seen("Nothing is called that. Fewer letters find more.");
        type(KeyCode.ESCAPE);
        noDialog();
        assertEquals(before, onScreen(() -> window.scene().getFocusOwner()));
    }

    @Test
    void themeAndTextSizeChangeAndAreRemembered() {
        Path file = config.resolve("window.properties");
        type(KeyCode.CONTROL, KeyCode.T);
        await().atMost(40, SECONDS)
                .until(() -> Files.exists(file) && Files.readString(file).contains("theme=light"));
        type(KeyCode.CONTROL, KeyCode.PLUS);
        await().atMost(40, SECONDS).until(() -> Files.readString(file).contains("text-size=large"));
    }

    @Test
    void closingAsksAndSaysWhatWouldStop() throws Exception {
        room.closing("Run 12 of Morning watering ends, 353 s before its time.");
        type(KeyCode.CONTROL, KeyCode.Q);
        seen("Run 12 of Morning watering ends, 353 s before its time.");
        type(KeyCode.ESCAPE);
        noDialog();
        assertFalse(room.isClosed());
        type(KeyCode.CONTROL, KeyCode.Q);
        seen("Stop and close");
        press(button("Stop and close"));
        window.closed().get(40, SECONDS);
        assertTrue(room.isClosed());
    }

    @Test
    void theEndOfTheProcessStopsTheFacilityAlsoWhenTheScreenNoLongerAnswers() throws Exception {
        CountDownLatch answers = new CountDownLatch(1);
        Platform.runLater(() -> {
            try {
                assertTrue(answers.await(30, SECONDS));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        try {
            window.close();
            window.closed().get(40, SECONDS);
            assertTrue(room.isClosed());
        } finally {
            answers.countDown();
        }
    }

    @Test
    void aHundredWindowsLeaveNothingBehind() throws Exception {
        List<WeakReference<ControlRoomWindow>> windows = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            FakeControlRoom own = new FakeControlRoom(wall, Facilities.calm());
            ControlRoomWindow one = open(CompletableFuture.completedFuture(own));
            await().atMost(40, SECONDS).until(() -> own.subscribers() == 1);
            one.close();
            one.closed().get(40, SECONDS);
            assertEquals(0, own.subscribers());
            windows.add(new WeakReference<>(one));
        }
        await().atMost(30, SECONDS).untilAsserted(() -> {
            System.gc();
            List<Integer> alive = IntStream.range(0, windows.size())
                    .filter(i -> windows.get(i).get() != null)
                    .boxed()
                    .toList();
            // JavaFX's own tip and its mouse handling may each hold a window that was under the pointer when it closed.
            assertTrue(alive.size() <= 3, () -> "still there: " + alive);
        });
        // The last window's thread may still be ending.
        await("only this test's own window still looks")
                .atMost(30, SECONDS)
                .until(() -> Thread.getAllStackTraces().keySet().stream()
                                .filter(t -> t.getName().startsWith("penstock-window-pulse") && t.isAlive())
                                .count()
                        == 1);
    }

    private ControlRoomWindow open(CompletableFuture<? extends ControlRoom> future)
            throws InterruptedException, ExecutionException, TimeoutException {
        WindowOptions options =
                new WindowOptions("marta", config.resolve("window.properties"), wall, () -> ticker.nanos());
        return ControlRoomWindow.open(options, future).get(40, SECONDS);
    }

    private void seen(String text) {
        await(text).atMost(40, SECONDS).until(() -> texts(window).contains(text));
    }

    private void gone(String text) {
        await(text).atMost(40, SECONDS).until(() -> !texts(window).contains(text));
    }

    private void noDialog() {
        await().atMost(40, SECONDS).until(() -> onScreen(() -> window.scene().lookup(".dialog") == null));
    }

    /** Long enough for a person to have read. */
    private static void readable() {
        long from = System.nanoTime();
        await().atMost(5, SECONDS).until(() -> System.nanoTime() - from > Conversation.READABLE_NANOS * 3 / 2);
    }

    /** Lets what was pressed reach the desk, if it does. */
    private static void settle() {
        long from = System.nanoTime();
        await().atMost(5, SECONDS).until(() -> System.nanoTime() - from > 300_000_000);
    }

    private static List<String> texts(ControlRoomWindow of) {
        return onScreen(() -> of.scene().getRoot().lookupAll("*").stream()
                .filter(Labeled.class::isInstance)
                .map(Labeled.class::cast)
                .filter(ControlRoomWindowTest::inSight)
                .map(l -> l.getText() == null ? "" : l.getText())
                .collect(Collectors.toList()));
    }

    private static boolean inSight(Node node) {
        for (@Nullable Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private Button button(String text) {
        return onScreen(() -> window.scene().getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(b -> inSight(b) && text.equals(b.getText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + text)));
    }

    private Button rowButton(String row, String text) {
        return onScreen(() -> window.scene().getRoot().lookupAll(".row-line").stream()
                .filter(line -> line.lookupAll(".row-name").stream()
                        .anyMatch(n -> n instanceof Labeled l && row.equals(l.getText())))
                .flatMap(line -> line.lookupAll(".button").stream())
                .map(Button.class::cast)
                .filter(b -> inSight(b) && text.equals(b.getText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no button " + text + " beside " + row)));
    }

    private static void press(Button button) {
        onScreen(() -> {
            button.requestFocus();
            button.fire();
            return 0;
        });
    }

    private static void type(KeyCode... keys) {
        onScreen(() -> {
            Robot robot = new Robot();
            for (KeyCode key : keys) {
                robot.keyPress(key);
            }
            for (KeyCode key : List.of(keys).reversed()) {
                robot.keyRelease(key);
            }
            return 0;
        });
        onScreen(() -> 0);
    }

    private void letters(String text) {
        onScreen(() -> {
            ((TextField) window.scene().lookup(".find-field")).setText(text);
            return 0;
        });
    }

    private static List<String> texts(Node of) {
        return of.lookupAll(".label").stream()
                .map(n -> String.valueOf(((Labeled) n).getText()))
                .toList();
    }

    private static <T> T onScreen(Callable<T> work) {
        return Sight.on(work);
    }
}
