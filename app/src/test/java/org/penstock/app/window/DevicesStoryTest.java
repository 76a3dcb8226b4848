package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.runtime.FacilitySnapshot;

/** Putting devices into service as a person does it, by keys and buttons. */
class DevicesStoryTest {
    @TempDir
    Path config;

    private volatile FacilitySnapshot facility = Facilities.abnormal();
    private FakeControlRoom room;
    private ControlRoomWindow window;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @BeforeEach
    void open() throws Exception {
        room = new FakeControlRoom(() -> Facilities.NOW, Facilities.abnormal());
        WindowOptions options =
                new WindowOptions("marta", config.resolve("window.properties"), () -> Facilities.NOW, Ticker.system());
        window = ControlRoomWindow.open(options, CompletableFuture.completedFuture(room))
                .get(40, SECONDS);
        seen("Tank low: pump 1 is held at safe");
        type(KeyCode.F10);
        seen("3 devices, 2 in trouble");
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        window.closed().get(40, SECONDS);
    }

    @Test
    void whyADeviceIsSilentTakesOneKeyAndAWordOfItsName() {
        fill(".filter-field", 0, "probe");
        seen("3 devices, 2 in trouble; the filter leaves 1");
        seen("Last wrong, 6 s ago: Unit 7 does not answer within 1 s.");
        seen("0 answers, 0 errors, 912 time-outs since the link was opened");
        fill(".filter-field", 0, "climate");
        seen("Its link climate is OFFLINE for 12 min. The broker at 192.168.1.30:1883 refused the connection."
                + " Next attempt in 8 s.");
        type(KeyCode.ESCAPE);
        seen("Alerts (4)");
        gone("Last wrong, 6 s ago: Unit 7 does not answer within 1 s.");
    }

    @Test
    void aLookAtABrokerIsFollowedUntilItIsStopped() {
        press("Look at a link");
        choose("climate");
        fill(".wish-field", 0, "farm/#");
        press("Look");
        seen("8 of 20: 41 messages heard");
        seen("farm/bay-3/door");
        assertEquals(
                List.of("survey climate {topic=farm/#} 20000"), room.field().asked());
        press("Stop");
        seen("Stopped. 4 found until then.");
        assertEquals(List.of("s-1"), room.field().ended());
        room.field().refuse();
        press("Look");
        seen("The broker at 192.168.1.30:1883 refused the connection: not authorized.");
    }

    @Test
    void trafficIsHeldAndSiftedWhileItIsLookedAt() {
        press("Bus traffic");
        choose("plc");
        seen("40 exchanges, 8 failed");
        seen("no answer from unit 7 within 1 s");
        press("Only errors");
        gone("read holding:100 to 109");
        press("Pause");
        seen("40 exchanges, 8 failed. PAUSED, 0 came since");
        choose("climate");
        seen("No link climate is open here.");
    }

    @Test
    void aDeviceGoesFromWhatWasFoundToTheFacility() {
        room.answer(new Answer(true, "Applied: 1 device and 2 streams are new."));
        press("Look at a link");
        choose("climate");
        press("Look");
        seen("8 of 20: 41 messages heard");
        room.field().done();
        seen("Done, 4 found: 41 messages heard");
        select(0, 1);
        press("Add a device from these rows…");
        fill(".sheet .text-field", 0, "Climate node bay 3");
        press("Next");
        String text = Sight.on(() -> ((TextArea) inSight(".yaml")).getText());
        assertTrue(text.startsWith("devices:\n  - key: climate-node-bay-3\n"), text);
        assertTrue(text.contains("address: {topic: \"farm/bay-3/climate\", value: \"/hum\"}"), text);

        room.plan(files -> FakeControlRoom.change(
                "",
                List.of(new Problem(Weight.ERROR, "climate-node-bay-3.yaml", 6, 9, "no such metric", "write co2")),
                files));
        press("Check");
        seen("line 6: no such metric. write co2.");
        press("Next");
        seen("Check the text first; only a text without faults goes on.");
        room.plan(files -> FakeControlRoom.change("change-1", List.of(), files));
        press("Check");
        seen("It can be applied. Next shows what its streams would say.");
        List<Configuration.File> planned = room.planned().getLast();
        assertEquals("climate-node-bay-3.yaml", planned.getLast().name());
        assertTrue(planned.getFirst().text().contains("include: [climate-node-bay-3.yaml]"));

        press("Next");
        press("Read it now");
        seen("21.41 °C");
        assertEquals(
                "preview climate-node-bay-3 of climate-node-bay-3.yaml",
                room.field().asked().getLast());
        press("Next");
        seen("Link climate is opened anew; its devices are silent for some seconds.");
        press("Apply");
        seen("Write why it is added; the reason is kept with the change.");
        assertEquals(List.of(), room.applied());
        fill(".sheet .text-field", 0, "new node in bay 3");
        press("Apply");
        seen("Applied: 1 device and 2 streams are new.");
        assertEquals(List.of("marta change-1 new node in bay 3"), room.applied());
    }

    @Test
    void aDeviceIsPairedWithACodeThatIsReadFromTheScreen() {
        room.answer(new Answer(true, "Substrate probe 7 may present its code for 1 h."));
        facility = Facilities.withProbe("pending", null);
        fill(".filter-field", 0, "probe");
        seen("It is in the facility file and was never heard. Pair opens its way in.");
        press("Pair…");
        confirm("Pair Substrate probe 7");
        assertEquals("enrolment.open probe-7 3600.0", last());

        facility = Facilities.withProbe(
                "joining",
                new FacilitySnapshot.Enrolment(
                        "1",
                        "probe-7",
                        "Substrate probe 7",
                        "pairing",
                        "pending",
                        "code",
                        0,
                        "",
                        "ACDEFHJK",
                        "",
                        "marta",
                        Facilities.NOW,
                        Facilities.NOW.plusSeconds(3_600),
                        null));
        seen("COMING IN");
        seen("ACDEFHJK");
        seen("60:00 left");
        press("Cancel pairing");
        confirm("Cancel the pairing of Substrate probe 7");
        assertEquals("enrolment.cancel probe-7 0.0", last());
    }

    @Test
    void aDeviceIsTakenOutOfServiceWithAReason() {
        room.answer(new Answer(true, "Climate node is in maintenance."));
        fill(".filter-field", 0, "climate");
        press("Out of service…");
        seen("Take Climate node out of service");
        press("Next: see what would happen");
        seen("Say why. It is shown to everybody and kept in the record.");
        fill(".dialog .text-field", 0, "the fan motor is changed");
        press("Next: see what would happen");
        confirm("Take Climate node out of service");
        FakeControlRoom.Asked asked = room.confirmed().getLast();
        assertEquals("device.disable", asked.kind());
        assertEquals("the fan motor is changed", asked.reason());
        assertEquals("marta", asked.actor());
    }

    @Test
    void aSensorIsCalibratedAgainstAReference() {
        room.answer(new Answer(true, "Air temperature is corrected by -0.4 °C from now on."));
        fill(".filter-field", 0, "climate");
        press("Calibrate…");
        seen("Calibrate a sensor of Climate node");
        choose("Air temperature (air-temp-2)");
        press("Next: see what would happen");
        seen("Write what the reference shows, as a number in the unit of the sensor.");
        fill(".dialog .text-field", 0, "25,0");
        press("Next: see what would happen");
        seen("Say why. It is kept in the record.");
        fill(".dialog .text-field", 4, "half-yearly check");
        press("Next: see what would happen");
        confirm("Record the calibration of Air temperature");
        DeviceCare.Wish wish = room.calibrations().getLast();
        assertEquals("air-temp-2", wish.stream(), "of two with the same name the chosen one");
        assertEquals(25.0, wish.reference());
        assertNull(wish.found(), "the mean of its last good minute");
        assertEquals("half-yearly check", wish.reason());
    }

    private String last() {
        FakeControlRoom.Asked asked = room.confirmed().getLast();
        return asked.kind() + " " + asked.subject() + " " + asked.forSeconds();
    }

    /** A press that comes before the question could be read does nothing. */
    private void confirm(String button) {
        int before = room.confirmed().size();
        seen(button);
        await(button).atMost(15, SECONDS).until(() -> {
            if (texts().contains(button) && room.confirmed().size() == before) {
                press(button);
            }
            return room.confirmed().size() > before;
        });
    }

    @Test
    void whatWasWrittenStaysOverTheOverviewAndIsThrownAwayOnlyWhenAsked() {
        press("Add a device");
        choose("plc");
        press("Next");
        fill(".sheet .text-field", 0, "Probe 9");
        type(KeyCode.ESCAPE);
        seen("Alerts (4)");
        type(KeyCode.F10);
        seen("Streams");
        press("Cancel…");
        seen("Throw the new device away?");
        type(KeyCode.ESCAPE);
        assertEquals("Probe 9", Sight.on(() -> ((TextField) inSight(".sheet .text-field")).getText()));
        press("Cancel…");
        press("Throw it away");
        seen("Look at it first");
        assertFalse(texts().contains("Streams"));
    }

    private void seen(String text) {
        await(text).atMost(40, SECONDS).untilAsserted(() -> {
            // A slow machine must not make the facility look silent.
            room.tell(facility);
            assertTrue(texts().contains(text), () -> text + " is not among " + texts());
        });
    }

    private void gone(String text) {
        await(text).atMost(40, SECONDS).until(() -> !texts().contains(text));
    }

    private List<String> texts() {
        return Sight.on(() -> window.scene().getRoot().lookupAll("*").stream()
                .filter(n -> n instanceof Labeled && isInSight(n))
                .map(n -> ((Labeled) n).getText())
                .filter(t -> t != null)
                .collect(Collectors.toList()));
    }

    private static boolean isInSight(Node node) {
        for (@Nullable Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    private Node inSight(String selector) {
        return window.scene().getRoot().lookupAll(selector).stream()
                .filter(DevicesStoryTest::isInSight)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nothing in sight is " + selector));
    }

    private void press(String text) {
        await(text)
                .atMost(40, SECONDS)
                .until(() -> Sight.on(() -> {
                    for (Node n : window.scene().getRoot().lookupAll("*")) {
                        if (n instanceof ButtonBase b && isInSight(b) && !b.isDisabled() && text.equals(b.getText())) {
                            b.requestFocus();
                            b.fire();
                            return true;
                        }
                    }
                    return false;
                }));
    }

    @SuppressWarnings("unchecked")
    private void choose(String link) {
        await(link)
                .atMost(40, SECONDS)
                .until(() -> Sight.on(() -> {
                    ComboBox<String> box = (ComboBox<String>) inSight(".combo-box");
                    box.setValue(link);
                    return box.getItems().contains(link);
                }));
    }

    private void fill(String selector, int at, String text) {
        Sight.on(() -> {
            List<Node> fields = window.scene().getRoot().lookupAll(selector).stream()
                    .filter(DevicesStoryTest::isInSight)
                    .toList();
            ((TextField) fields.get(at)).setText(text);
            return 0;
        });
    }

    private void select(int... rows) {
        Sight.on(() -> {
            ListView<?> list = (ListView<?>) inSight(".table .list-view");
            for (int row : rows) {
                list.getSelectionModel().select(row);
            }
            return 0;
        });
    }

    private static void type(KeyCode key) {
        Sight.on(() -> {
            Robot robot = new Robot();
            robot.keyPress(key);
            robot.keyRelease(key);
            return 0;
        });
        Sight.on(() -> 0);
    }
}
