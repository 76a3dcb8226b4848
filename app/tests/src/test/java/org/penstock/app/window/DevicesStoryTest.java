package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.runtime.FieldSnapshot;

/** Putting devices into service as a person does it, by keys and buttons. */
@SecondWindow
class DevicesStoryTest extends AtTheDevices {
    @Test
    void whyADeviceIsSilentTakesOneKeyAndAWordOfItsName() {
        find("probe");
        seen("3 devices, 2 in trouble; the filter leaves 1");
        seen("Last wrong, 6 s ago: Unit 7 does not answer within 1 s.");
        seen("0 answers, 0 errors, 912 time-outs since the link was opened");
        find("climate");
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
        find("probe");
        seen("It is in the facility file and was never heard. Pair opens its way in.");
        press("Pair…");
        confirm("Pair Substrate probe 7");
        assertEquals("enrolment.open probe-7 3600.0", last());

        facility = Facilities.withProbe(
                "joining",
                new FieldSnapshot.Enrolment(
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
        find("climate");
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
        find("climate");
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
}
