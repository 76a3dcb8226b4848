package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.driver.mqtt.Overheard;

/** Messages of FarmIQ_V02's topic map (docs/iot-layer) and of its weighing device, which also writes the last will. */
class FarmIqTest {
    private static final String TEMPERATURE = "iot/telemetry/t-001/f-001/b-001/d-001/temperature";
    private static final String STATUS = "iot/status/t-001/f-001/b-001/d-001";
    private static final String SESSION = "iot/weighvision/t-001/f-001/b-001/st-01/session/s-123/weighvision.";
    private static final String READING = """
            {"schema_version": "1.0", "event_id": "018f1a84-bb0e-7d3f-b2e4-9e8b5f8e0001", "trace_id": "trace-abc",
             "tenant_id": "t-001", "device_id": "d-001", "event_type": "telemetry.reading",
             "ts": "2025-12-17T01:00:00Z", "payload": {"value": 26.4, "unit": "C"}}""";
    private static final String AT = " at 2025-12-17T01:00:00Z id t-001/018f1a84-bb0e-7d3f-b2e4-9e8b5f8e0001";

    private final Overheard overheard = Overheard.by("""
            - key: barn
              address: {decoder: farmiq, tenant: t-001, farm: f-001, barn: b-001, device: d-001}
              streams:
                - {no: 1, key: temp, metric: temperature, address: {value: temperature}}
                - {no: 2, key: camera, metric: state, address: {value: device.status/health/camera_ok}}
                - {no: 3, key: signal, metric: signal, address: {value: device.status/signal_strength}}
            - key: scale
              address: {decoder: farmiq, tenant: t-001, farm: f-001, barn: b-001, station: st-01}
              streams:
                - {no: 4, key: weight, metric: mass, address: {value: weighvision.weight.recorded/weight_kg}}
                - {no: 5, key: images, address: {value: weighvision.session.finalized/image_count}}
            - key: feeder
              address: {decoder: farmiq, tenant: t-001, farm: f-001, barn: b-001, device: d-010}
              streams:
                - {no: 6, key: feed, metric: mass, address: {value: feed.dispensed/quantity_kg}}
            """);

    private static String event(String device, String type, String payload) {
        return """
                {"schema_version": "1.0", "event_id": "e-1", "tenant_id": "t-001", "device_id": "%s",
                 "event_type": "%s", "ts": "2025-01-01T10:05:10Z", "payload": %s}""".formatted(device, type, payload);
    }

    @Test
    void aReadingHasItsTimeUnitAndIdentity() {
        assertEquals(List.of("iot/+/t-001/#"), overheard.subscriptions());
        assertEquals(List.of("temp 26.4 GOOD" + AT), overheard.hears(TEMPERATURE, READING));
        assertEquals(
                List.of("temp 26.4 GOOD" + AT),
                overheard.hears(TEMPERATURE, READING),
                "the same identity again: where it is stored, one of them goes");
        assertEquals(
                List.of("temp 0.0 GOOD" + AT),
                overheard.hears(TEMPERATURE, READING.replace("26.4", "32").replace("\"C\"", "\"F\"")));
        assertEquals(
                List.of("temp 26.4 CONFIGURATION" + AT),
                overheard.hears(TEMPERATURE, READING.replace("\"C\"", "\"kg\"")));
    }

    @Test
    void theOldNameOfTheTimeIsAccepted() {
        assertEquals(
                List.of("temp 26.4 GOOD" + AT),
                overheard.hears(TEMPERATURE, READING.replace("\"ts\"", "\"occurred_at\"")));
        String unset = READING.replace("2025-12-17T01:00:00Z", "1970-01-01T00:03:00Z");
        assertEquals(
                List.of("temp 26.4 GOOD id t-001/018f1a84-bb0e-7d3f-b2e4-9e8b5f8e0001"),
                overheard.hears(TEMPERATURE, unset),
                "a clock that was never set tells nothing");
        assertEquals(
                List.of("temp 26.4 GOOD" + AT),
                overheard.hears(
                        TEMPERATURE,
                        unset.replace("\"payload\"", "\"produced_at\": \"2025-12-17T01:00:00Z\", \"payload\"")));
    }

    @ParameterizedTest(name = "{2}: {0} instead of {1}")
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "\"schema_version\": \"1.0\", | '' | bad_envelope of barn",
                "\"event_id\": \"018f1a84-bb0e-7d3f-b2e4-9e8b5f8e0001\" | \"event_id\": \" \" | bad_envelope of barn",
                "{\"value\": 26.4, \"unit\": \"C\"} | 26.4 | bad_envelope of barn",
                "\"1.0\" | \"2.0\" | wrong_schema of barn",
                "\"ts\" | \"at\" | bad_time of barn",
                "01:00:00Z | 01:00:00 | bad_time of barn",
                "\"t-001\" | \"t-002\" | wrong_tenant of barn",
                "\"d-001\" | \"d-002\" | wrong_device of barn",
                "telemetry.reading | device.status | wrong_event of barn",
                "\"unit\": \"C\" | \"metric\": \"humidity\" | wrong_metric of barn",
                "26.4 | \"warm\" | not_a_number of barn",
                "26.4 | true | not_a_number of barn",
                "\"value\" | \"v\" | not_a_number of barn",
                "}} | }}} | bad_json of barn"
            })
    void eachReasonToDropIsCountedUnderItsOwnWord(String part, String instead, String reason) {
        assertEquals(List.of("dropped " + reason), overheard.hears(TEMPERATURE, READING.replace(part, instead)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "iot/telemetry/t-001/f-001/b-001/d-999/temperature, not_allowed",
        "iot/telemetry/t-001/f-002/b-001/d-001/temperature, wrong_farm of barn",
        "iot/telemetry/t-001/f-001/b-002/d-001/temperature, wrong_barn of barn",
        "iot/telemetry/t-001/f-001/b-001/d-001, bad_topic",
        "iot/other/t-001/f-001/b-001/d-001/temperature, bad_topic",
        "iot/weighvision/t-001/f-001/b-001/st-01/s-123/x/y, bad_topic"
    })
    void theFacilityFileIsTheAllowList(String topic, String reason) {
        assertEquals(
                List.of("dropped " + reason),
                overheard.hears(topic, topic.contains("d-999") ? READING.replace("d-001", "d-999") : READING));
    }

    @Test
    void theFirstReasonInTheOrderIsTheOneCounted() {
        String all = READING.replace("t-001", "t-002")
                .replace("d-001", "d-002")
                .replace("telemetry.reading", "other")
                .replace("26.4", "\"warm\"");
        assertEquals(List.of("dropped wrong_tenant of barn"), overheard.hears(TEMPERATURE, all));
        all = all.replace("t-002", "t-001");
        assertEquals(List.of("dropped wrong_device of barn"), overheard.hears(TEMPERATURE, all));
        all = all.replace("d-002", "d-001");
        assertEquals(List.of("dropped wrong_event of barn"), overheard.hears(TEMPERATURE, all));
        all = all.replace("other", "telemetry.reading");
        assertEquals(
                List.of("dropped wrong_barn of barn"),
                overheard.hears(TEMPERATURE.replace("b-001", "b-002"), all),
                "before it is looked at whether the value is a number");
    }

    @Test
    void aValueOfNothingMakesTheStreamUnknown() {
        assertEquals(
                List.of("temp NaN NO_COMMUNICATION" + AT),
                overheard.hears(TEMPERATURE, READING.replace("26.4", "null")));
    }

    @Test
    void theRetainedStatusAndTheLastWill() {
        String online = event("d-001", "device.status", """
                {"status": "online", "last_seen_at": "2025-12-17T01:00:30Z", "firmware_version": "1.2.3",
                 "ip": "192.168.1.10", "signal_strength": -67,
                 "health": {"camera_ok": true, "scale_ok": true, "disk_ok": true}}""");
        assertEquals(
                List.of(
                        "camera 1.0 GOOD at 2025-01-01T10:05:10Z id t-001/e-1",
                        "signal -67.0 GOOD at 2025-01-01T10:05:10Z id t-001/e-1"),
                overheard.hearsRetained(STATUS, online));
        List<String> gone =
                List.of("temp NaN NO_COMMUNICATION", "camera NaN NO_COMMUNICATION", "signal NaN NO_COMMUNICATION");
        assertEquals(gone, overheard.hears(STATUS, online.replace("\"online\"", "\"offline\"")));
        assertEquals(gone, overheard.hearsRetained(STATUS, online.replace("\"online\"", "\"offline\"")));
        assertEquals(gone, overheard.hears(STATUS, "offline"));
        assertEquals(gone, overheard.hears(STATUS, "{\"online\": false}"));
        assertEquals(
                List.of("dropped wrong_barn of barn"), overheard.hears(STATUS.replace("b-001", "b-002"), "offline"));
        assertEquals(List.of("dropped not_allowed"), overheard.hears("iot/status/t-001/f-001/b-001/d-999", "offline"));
    }

    @Test
    void weighingAndFeedingGiveTheirNumbers() {
        String at = " at 2025-01-01T10:05:10Z id t-001/e-1";
        assertEquals(
                List.of(),
                overheard.hears(
                        SESSION + "session.created",
                        event("wv-001", "weighvision.session.created", "{\"batch_id\": \"batch-001\"}")));
        assertEquals(
                List.of("weight 120.5 GOOD" + at),
                overheard.hears(
                        SESSION + "weight.recorded",
                        event("wv-001", "weighvision.weight.recorded", "{\"weight_kg\": 120.5}")));
        assertEquals(
                List.of("weight 119.0 GOOD" + at),
                overheard.hears(
                        SESSION + "weight.recorded",
                        event("wv-001", "weighvision.weight.recorded", "{\"weightKg\": \"119\"}")));
        assertEquals(
                List.of("dropped not_a_number of scale"),
                overheard.hears(SESSION + "weight.recorded", event("wv-001", "weighvision.weight.recorded", "{}")));
        assertEquals(
                List.of("images 3.0 GOOD" + at),
                overheard.hears(
                        SESSION + "session.finalized",
                        event("wv-001", "weighvision.session.finalized", "{\"image_count\": 3}")));
        assertEquals(
                List.of("feed 25.5 GOOD" + at),
                overheard.hears(
                        "iot/event/t-001/f-001/b-001/d-010/feed.dispensed",
                        event("d-010", "feed.dispensed", "{\"quantity_kg\": 25.5, \"feed_lot_id\": \"lot-001\"}")));
        assertEquals(
                List.of("dropped wrong_event of feeder"),
                overheard.hears(
                        "iot/event/t-001/f-001/b-001/d-010/feed.dispensed", event("d-010", "feed.imported", "{}")));
    }

    @Test
    void whatWeighingAndFeedingSayIsHandedOnWhole() {
        String created = event("wv-001", "weighvision.session.created", "{\"batch_id\": \"batch-001\"}");
        assertEquals(List.of(), overheard.hears(SESSION + "session.created", created));
        assertEquals(
                List.of("scale weighvision.session.created s-123 e-1 at 2025-01-01T10:05:10Z " + created),
                overheard.handed(),
                "the session is in the topic only");
        assertEquals(
                List.of("barn: 0 good, 0 bad", "scale: 1 good, 0 bad", "feeder: 0 good, 0 bad"), overheard.health());

        for (String type : List.of("image.captured", "inference.completed", "session.cancelled", "session.finalized")) {
            String said = event("wv-001", "weighvision." + type, "{\"media_id\": \"m-1\", \"note\": \"µ\"}");
            overheard.hears(SESSION + type, said);
            assertEquals(
                    List.of("scale weighvision." + type + " s-123 e-1 at 2025-01-01T10:05:10Z " + said),
                    overheard.handed());
        }
        for (String type : List.of("feed.dispensed", "feed.intake.recorded")) {
            String said = event("d-010", type, "{\"quantity_kg\": 25.5, \"feed_lot_id\": \"lot-001\"}");
            overheard.hears("iot/event/t-001/f-001/b-001/d-010/" + type, said);
            assertEquals(List.of("feeder " + type + " e-1 at 2025-01-01T10:05:10Z " + said), overheard.handed());
        }
        String unset = created.replace("2025-01-01T10:05:10Z", "1970-01-01T00:03:00Z");
        overheard.hears(SESSION + "session.created", unset);
        assertEquals(List.of("scale weighvision.session.created s-123 e-1 " + unset), overheard.handed());
        overheard.hearsRetained(SESSION + "session.created", created);
        assertEquals(1, overheard.handed().size(), "whether it is known is known where it is stored");
    }

    @Test
    void whatIsRefusedOrOnlyAValueIsNotHandedOn() {
        overheard.hears(SESSION + "weight.recorded", event("wv-001", "weighvision.weight.recorded", "{}"));
        assertEquals(List.of(), overheard.handed());
        overheard.hears(
                SESSION.replace("f-001", "f-002") + "session.created",
                event("wv-001", "weighvision.session.created", "{}"));
        assertEquals(List.of(), overheard.handed());
        overheard.hears(TEMPERATURE, READING);
        assertEquals(List.of(), overheard.handed());
        overheard.hears(STATUS, event("d-001", "device.status", "{\"signal_strength\": -67}"));
        assertEquals(List.of(), overheard.handed());
    }

    @ParameterizedTest(name = "<{0}>")
    @ValueSource(strings = {"", "[]", "null", "\"text\"", "[[[", "{\"payload\": 7}"})
    void nonsenseIsCounted(String payload) {
        for (String topic : List.of(TEMPERATURE, STATUS, SESSION + "weight.recorded")) {
            List<String> heard = overheard.hears(topic, payload);
            assertEquals(1, heard.size(), heard::toString);
            assertEquals("dropped bad_", heard.getFirst().substring(0, 12), heard::toString);
        }
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        assertEquals(
                List.of(
                        "6: the address names neither device nor station -> write `device: d-001` for a sensor or feeder,"
                                + " `station: st-01` for a weighing station"),
                Overheard.faults("- key: barn\n  address: {decoder: farmiq, tenant: t, farm: f, barn: b}"));
        assertEquals(
                List.of(
                        "6: the address has both `device` and `station` -> write `device: d-001` for a sensor or feeder,"
                                + " `station: st-01` for a weighing station"),
                Overheard.faults(
                        "- key: barn\n  address: {decoder: farmiq, tenant: t, farm: f, barn: b, device: d, station: s}"));
        assertEquals(
                List.of("6: `barn` is missing -> add `barn: …`"),
                Overheard.faults("- key: barn\n  address: {decoder: farmiq, tenant: t, farm: f, device: d}"));
        assertEquals(
                List.of(
                        "6: `farm: +` is no level of a topic -> write the id as it stands between two slashes of the topic,"
                                + " without + # or /"),
                Overheard.faults("- key: barn\n  address: {decoder: farmiq, tenant: t, farm: +, barn: b, device: d}"));
    }
}
