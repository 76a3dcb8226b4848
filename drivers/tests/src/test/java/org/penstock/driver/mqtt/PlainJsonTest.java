package org.penstock.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Values at pointers into JSON, also out of lists. */
class PlainJsonTest {
    private static final String BATCH = """
            {"id": "m-1", "sensors": [
              {"name": "hum", "unit": 2, "samples": [{"v": 60.5, "t": "2026-11-25T11:59:00Z"}]},
              {"name": "temp", "unit": 1, "q": "suspect", "samples": [
                {"v": 20.5, "t": "2026-11-25T11:58:00Z"}, {"v": 21.5, "t": "2026-11-25T11:59:00Z"}]},
              {"name": "temp", "unit": 1, "samples": [{"v": 99}]}]}""";

    @Test
    void anElementOfAListIsChosenByWhatItIsCalledOrByItsPlace() {
        Overheard overheard = Overheard.by("""
                - key: node
                  address: {topic: farm/node, message_id: /id}
                  streams:
                    - {no: 1, key: last, address: {value: "/sensors/[name=temp]/samples/[-1]/v", time: "/sensors/[name=temp]/samples/[-1]/t", quality: "/sensors/[name=temp]/q"}}
                    - {no: 2, key: first, address: {value: "/sensors/[name=temp]/samples/[0]/v"}}
                    - {no: 3, key: unit, address: {value: "/sensors/[unit=2]/samples/0/v"}}
                """);
        assertEquals(
                List.of(
                        "last 21.5 UNCERTAIN at 2026-11-25T11:59:00Z id m-1",
                        "first 20.5 GOOD id m-1",
                        "unit 60.5 GOOD id m-1"),
                overheard.hears("farm/node", BATCH));
    }

    @Test
    void whatIsNotInTheListIsNoValue() {
        Overheard overheard = Overheard.by("""
                - key: node
                  address: {topic: farm/node}
                  streams:
                    - {no: 1, key: a, address: {value: "/sensors/[name=co2]/v"}}
                    - {no: 2, key: b, address: {value: "/sensors/[3]/v"}}
                    - {no: 3, key: c, address: {value: "/sensors/[-4]/v"}}
                    - {no: 4, key: d, address: {value: "/sensors/[name=temp]"}}
                    - {no: 5, key: e, address: {value: "/id/[0]"}}
                """);
        assertEquals(
                List.of(
                        "dropped no_value of node",
                        "dropped no_value of node",
                        "dropped no_value of node",
                        "dropped not_a_number of node",
                        "dropped no_value of node"),
                overheard.hears("farm/node", BATCH));
    }

    @Test
    void aDeviceThatSharesItsTopicIsRecognisedInsideAList() {
        Overheard overheard = Overheard.by("""
                - key: node
                  address: {topic: farm/all, match: {"/sensors/[0]/name": hum}}
                  streams: [{no: 1, key: a, address: {value: "/sensors/[0]/samples/[0]/v"}}]
                """);
        assertEquals(List.of("a 60.5 GOOD"), overheard.hears("farm/all", BATCH));
        assertEquals(
                List.of("dropped unknown_device"), overheard.hears("farm/all", "{\"sensors\": [{\"name\": \"x\"}]}"));
    }

    @Test
    void membersMayHoldSlashesAndTildes() {
        Overheard overheard = Overheard.by("""
                - key: node
                  address: {topic: farm/node}
                  streams: [{no: 1, key: a, address: {value: "/[id=bay~11]/flow~0max"}}]
                """);
        assertEquals(List.of("a 3.0 GOOD"), overheard.hears("farm/node", "[{\"id\":\"bay/1\",\"flow~max\":3}]"));
    }

    @Test
    void aWordForNoValueIsNotFoundInANumber() {
        Overheard overheard = Overheard.by("""
                - key: node
                  address: {topic: farm/node}
                  streams: [{no: 1, key: a, address: {value: /t, none: [NaN, "327.67"]}}]
                """);
        assertEquals(List.of("a 21.5 GOOD"), overheard.hears("farm/node", "{\"t\":\"21.5\"}"));
        assertEquals(List.of("a NaN NO_COMMUNICATION"), overheard.hears("farm/node", "{\"t\":\"NaN\"}"));
        assertEquals(List.of("a NaN NO_COMMUNICATION"), overheard.hears("farm/node", "{\"t\":327.67}"));
        assertEquals(List.of("a NaN NO_COMMUNICATION"), overheard.hears("farm/node", "{\"t\":null}"));
    }

    @Test
    void aTextThatIsTooLongForANumberIsNone() {
        Overheard overheard = Overheard.by("- key: n\n  streams: [{no: 1, key: a, address: {topic: t}}]\n");
        assertEquals(List.of("a 1.5 GOOD"), overheard.hears("t", " 1.5\n"));
        assertEquals(List.of("dropped not_a_number of n"), overheard.hears("t", "1".repeat(101)));
    }

    @Test
    void aPointerThatChoosesNothingIsToldWithItsLine() {
        List<String> remedy = List.of(
                "7: `value: /a/[name]/v` has `[name]`, which chooses nothing -> choose from a list with [name=temp], [0] for"
                        + " the first or [-1] for the last element");
        assertEquals(remedy, Overheard.faults("""
                - key: node
                  address: {topic: t}
                  streams: [{no: 1, key: a, address: {value: "/a/[name]/v"}}]
                """));
        for (String wrong : List.of("/[", "/[]", "/[=a]", "/[1.5]", "/[0]x", "/[*]")) {
            assertEquals(
                    1,
                    Overheard.faults("- key: n\n  streams: [{no: 1, key: a, address: {topic: t, time: \"" + wrong
                                    + "\"}}]")
                            .size(),
                    wrong);
        }
        assertEquals(
                List.of("6: `value: " + "/a".repeat(33)
                        + "` has more than 32 steps -> choose from a list with [name=temp],"
                        + " [0] for the first or [-1] for the last element"),
                Overheard.faults(
                        "- key: n\n  streams: [{no: 1, key: a, address: {topic: t, value: " + "/a".repeat(33) + "}}]"));
        assertEquals(
                List.of(
                        "6: `match` has `/[x]`, which has `[x]`, which chooses nothing -> write `match: {/device: name}`"),
                Overheard.faults("- key: n\n  streams: [{no: 1, key: a, address: {topic: t, match: {\"/[x]\": a}}}]"));
    }
}
