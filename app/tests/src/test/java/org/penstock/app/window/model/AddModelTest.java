package org.penstock.app.window.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.AddModel.Step;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.FacilityText;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.link.Finding;
import org.penstock.core.runtime.FacilityChange;

class AddModelTest {
    private static final List<FindingRow> PICKS = FindingRow.of(List.of(
            new Finding("farm/b3/climate", "/temp", "21.4 °C", "", "{topic: \"farm/b3/climate\", value: \"/temp\"}"),
            new Finding(
                    "farm/b3/climate",
                    "/sub/temp",
                    "70.1 °F",
                    "",
                    "{topic: \"farm/b3/climate\", value: \"/sub/temp\"}"),
            new Finding("farm/b3/door", "", "open", "retained", "{topic: \"farm/b3/door\"}"),
            new Finding("farm/old", "", "", "too long", "")));

    private final Words words = Words.in(Locale.ENGLISH);
    private final AddModel model = new AddModel(words);

    @Test
    void findingsBecomeStreamsWithTheirUnitAndAKeyOfTheirOwn() {
        List<NewStream> streams = NewDevice.EMPTY.with("broker", PICKS).streams();
        assertEquals(
                List.of("temp", "sub-temp", "b3-door"),
                streams.stream().map(NewStream::key).toList());
        assertEquals(
                List.of("temperature °C", "temperature °F", "state "),
                streams.stream().map(s -> s.metric() + " " + s.unit()).toList());
    }

    @Test
    void aFindingOfAUnitGivesTheAddressOfTheDevice() {
        List<FindingRow> unit = FindingRow.of(List.of(
                new Finding("unit 3", "holding:100", "17", "4 ms", "{register: \"holding:100\"}", "{unit_id: 3}")));
        assertEquals("{unit_id: 3}", NewDevice.EMPTY.with("plc", unit).address());
    }

    @Test
    void theAddressThatSaysMostOfADeviceCountsAndOfTwoDevicesNone() {
        Finding answers = new Finding("unit 3", "", "", "answers in 4 ms", "", "{unit_id: 3}");
        Finding name = new Finding("unit 3", "", "Eastron SDM630", "", "", "{unit_id: 3, map: eastron-sdm630}");
        NewDevice meter = NewDevice.EMPTY.with("plc", FindingRow.of(List.of(name, answers)));
        assertEquals("{unit_id: 3, map: eastron-sdm630}", meter.address());
        assertEquals(List.of(), meter.streams(), "a device alone is no stream");
        Finding fridge = new Finding(
                "A840410000000001",
                "temperature",
                "4.2",
                "",
                "{value: \"temperature\"}",
                "{decoder: ttn, eui: A840410000000001}");
        NewDevice sensor = NewDevice.EMPTY.with("ttn", FindingRow.of(List.of(fridge)));
        assertEquals("{decoder: ttn, eui: A840410000000001}", sensor.address());
        assertEquals(
                "",
                NewDevice.EMPTY
                        .with("ttn", FindingRow.of(List.of(fridge, name)))
                        .address());
    }

    @Test
    void theTextIsYamlThatSaysWhatWasWrittenWhateverItHolds() {
        NewDevice odd = new NewDevice(
                "broker",
                "node-3",
                "Bay \"3\": north # \\ 'x'",
                "bay-3",
                "",
                List.of(new NewStream("temp", "Air: {temp}", "temperature", "°C", "10s", "{topic: a/b}")));
        Problems problems = new Problems();
        Node device = FacilityText.parse("node-3.yaml", odd.yaml(), problems)
                .get("devices")
                .items()
                .getFirst();
        assertEquals(List.of(), problems.all());
        assertEquals("Bay \"3\": north # \\ 'x'", device.get("name").text());
        Node stream = device.get("streams").items().getFirst();
        assertEquals("Air: {temp}", stream.get("name").text());
        assertEquals("a/b", stream.get("address").get("topic").text());
    }

    @Test
    void aStepIsNotLeftWhileSomethingIsMissingAndSaysWhat() {
        assertFalse(model.next());
        assertEquals("Choose the link the device is reached over.", model.told());
        model.take("broker", PICKS);
        assertFalse(model.next());
        assertEquals("Give the device a name.", model.told());
        named("Klima Süd", "Klima Süd");
        assertFalse(model.next());
        assertTrue(model.told().contains("“Klima Süd”"));
        named("Klima Süd", NewDevice.keyOf("Klima Süd"));
        assertTrue(model.next());
        assertEquals(Step.TEXT, model.step());
        assertFalse(model.next());
        assertEquals("Check the text first; only a text without faults goes on.", model.told());
    }

    @Test
    void goingBackLosesNothingAndATextChangedByHandStays() {
        written();
        String own = model.text() + "# by hand\n";
        model.write(own);
        model.back();
        named("Other name", "node-3");
        model.back();
        assertEquals(Step.LINK, model.step());
        model.describe(model.device().with("broker", PICKS));
        assertEquals(3, model.device().streams().size(), "what was picked before is not picked twice");
        assertTrue(model.next());
        assertTrue(model.next());
        assertEquals(own, model.text());
        assertTrue(model.ownText());
        model.writeAnew();
        assertTrue(model.text().contains("Other name"));
    }

    @Test
    void aCheckCountsOnlyForTheTextThatWasChecked() {
        written();
        model.planned(model.text(), change("c-1", List.of()));
        assertTrue(model.applicable());
        model.write(model.text() + "# more\n");
        assertNull(model.plan());
        assertFalse(model.next());
        String checked = model.text();
        model.write(checked + "# and more\n");
        model.planned(checked, change("c-2", List.of()));
        assertFalse(model.applicable(), "the answer came for an older text");
    }

    @Test
    void aFaultIsToldWithItsLineAndRemedy() {
        written();
        model.planned(
                model.text(),
                change(
                        "",
                        List.of(
                                new Problem(
                                        Weight.ERROR, "node-3.yaml", 7, 3, "there is no metric `heat`", "write one"),
                                new Problem(Weight.ERROR, "north.yaml", 2, 1, "no link `broker`", ""))));
        assertEquals(
                List.of("line 7: there is no metric `heat`. write one.", "north.yaml, line 2: no link `broker`"),
                model.problems());
        assertFalse(model.next());
    }

    @Test
    void onlyWhatAPersonWroteIsAskedForBeforeItGoes() {
        assertFalse(model.dirty());
        model.describe(new NewDevice("broker", "", "", "", "", List.of()));
        assertFalse(model.dirty(), "a link is chosen again at once");
        named("N", "n");
        assertTrue(model.dirty());
    }

    private void written() {
        model.take("broker", PICKS);
        named("Node 3", "node-3");
        assertTrue(model.next());
    }

    private void named(String name, String key) {
        NewDevice d = model.device();
        model.describe(new NewDevice(d.link(), key, name, d.place(), d.address(), d.streams()));
    }

    private static FacilityChange change(String id, List<Problem> problems) {
        return new FacilityChange(
                id,
                "a".repeat(64),
                problems,
                List.of(new Change.Added("device", "node-3", "device node-3 (Node 3)")),
                List.of(),
                List.of(),
                List.of(),
                false,
                List.of());
    }
}
