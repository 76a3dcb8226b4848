package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.driver.mqtt.Overheard;

/**
 * Messages as The Things Stack publishes them: its documentation ("Data Formats", "Uplink" of payload formatters), the
 * decoder examples of Dragino's LHT65, LHT65N and LDS02 in TheThingsNetwork/lorawan-devices, and FrostGuard's interface.
 */
class TheThingsStackTest {
    private static final String UP = "v3/ft-test-org@ttn/devices/sensor-a840410000000001/up";
    private static final String JOIN = "v3/ft-test-org@ttn/devices/sensor-a840410000000001/join";

    private static final String FRIDGE = """
            - key: fridge
              address: {decoder: ttn, eui: A840410000000001}
              streams:
                - {no: 1, key: temp, metric: temperature, address: {value: temperature}}
            """;

    private final Overheard overheard = Overheard.by("""
            - key: fridge
              address: {decoder: ttn, eui: A8-40-41-00-00-00-00-01, battery: CR17450}
              streams:
                - {no: 1, key: temp, metric: temperature, address: {value: temperature}}
                - {no: 2, key: probe, metric: temperature, address: {value: TempC_DS}}
                - {no: 3, key: hum, metric: humidity, address: {value: humidity}}
                - {no: 4, key: bat, metric: level, address: {value: battery}}
                - {no: 5, key: volt, metric: voltage, address: {value: battery_voltage}}
                - {no: 6, key: rssi, metric: signal, address: {value: rssi}}
                - {no: 7, key: snr, address: {value: snr}}
                - {no: 8, key: gates, address: {value: gateways}}
            """);

    private static String up(String uplink) {
        return up(uplink, "");
    }

    private static String up(String uplink, String more) {
        return """
                {"end_device_ids": {"device_id": "sensor-a840410000000001", "dev_eui": "A840410000000001",
                  "application_ids": {"application_id": "ft-test-org"}},
                 "received_at": "2026-11-25T11:59:00.935284891Z", %s "uplink_message": {%s}}""".formatted(more, uplink);
    }

    private static String frame(String session, int count, String payload) {
        return up((session.isEmpty() ? "" : "\"session_key_id\": \"" + session + "\", ")
                + (count == 0 ? "" : "\"f_cnt\": " + count + ", ")
                + "\"f_port\": 2, \"frm_payload\": \"y/YLDQN2AQrdf/8=\", \"decoded_payload\": " + payload
                + ", \"received_at\": \"2026-11-25T11:59:00.7Z\"");
    }

    private static final String AT = " at 2026-11-25T11:59:00.700Z id A840410000000001/";

    @Test
    void theMessageOfTheInterfaceBecomesReadings() {
        assertEquals(List.of("v3/+/devices/+/#"), overheard.subscriptions());
        String id = " at 2026-01-10T12:00:00Z id A840410000000001/at1768046400000000/1";
        assertEquals(
                List.of(
                        "temp 2.22 GOOD" + id,
                        "hum 45.0 GOOD" + id,
                        "bat 100.0 GOOD" + id,
                        "volt 3.1 GOOD" + id,
                        "rssi -80.0 GOOD" + id,
                        "snr 8.0 GOOD" + id,
                        "gates 1.0 GOOD" + id),
                overheard.hears(UP, """
                        {"end_device_ids": {"device_id": "sensor-a840410000000001",
                          "application_ids": {"application_id": "ft-test-org"}, "dev_eui": "A840410000000001"},
                         "received_at": "2026-01-10T12:00:00Z",
                         "uplink_message": {"f_port": 2, "f_cnt": 1,
                          "decoded_payload": {"TempC_SHT": 2.22, "Hum_SHT": 45.0, "BatV": 3.1},
                          "rx_metadata": [{"gateway_ids": {"gateway_id": "gw-1"}, "rssi": -80, "snr": 8}],
                          "received_at": "2026-01-10T12:00:00Z"}}"""));
    }

    @Test
    void aFieldIsFoundUnderTheCommonNameAndUnderItsOwn() {
        assertEquals(
                List.of(
                        "temp 28.29 GOOD" + AT + "k1/7",
                        "probe 27.81 GOOD" + AT + "k1/7",
                        "hum 88.6 GOOD" + AT + "k1/7",
                        "bat 100.0 GOOD" + AT + "k1/7",
                        "volt 3.062 GOOD" + AT + "k1/7"),
                overheard.hears(UP, frame("k1", 7, """
                        {"BatV": 3.062, "Bat_status": 3, "Ext_sensor": "Temperature Sensor", "Hum_SHT": 88.6,
                         "TempC_DS": 27.81, "TempC_SHT": 28.29}""")));
    }

    @Test
    void aNameThatSaysCelsiusIsConvertedForAStreamInFahrenheit() {
        Overheard inFahrenheit = Overheard.by(FRIDGE.replace("metric: temperature", "metric: temperature, unit: degF"));
        assertTrue(inFahrenheit
                .hears(UP, frame("k", 1, "{\"TempC_SHT\": 5}"))
                .getFirst()
                .startsWith("temp 41.0 GOOD"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "{\"TempC_SHT\": 327.67}",
                "{\"TempC_SHT\": \"327.67\"}",
                "{\"TempC_SHT\": \"No Sensor\"}",
                "{\"TempC_SHT\": null}"
            })
    void aMissingProbeIsNoValue(String payload) {
        Overheard fridge = Overheard.by(FRIDGE);
        assertEquals(List.of("temp NaN NO_COMMUNICATION" + AT + "k/1"), fridge.hears(UP, frame("k", 1, payload)));
    }

    @Test
    void aNumberMayBeWrittenAsText() {
        assertEquals(
                List.of(
                        "temp 21.5 GOOD" + AT + "k/1",
                        "hum 57.4 GOOD" + AT + "k/1",
                        "bat 50.0 GOOD" + AT + "k/1",
                        "volt 2.85 GOOD" + AT + "k/1"),
                overheard.hears(UP, frame("k", 1, """
                        {"temp": "21.50", "humidity_pct": "57.4", "battery_v": "2.850"}""")));
    }

    @Test
    void leftOutFieldsAreZero() {
        String first = up("\"session_key_id\": \"AXBSH1Pk6Z0G166RlH16CQ==\", \"decoded_payload\": {\"TempC_SHT\": 0},"
                + "\"rx_metadata\": [{\"gateway_ids\": {\"gateway_id\": \"gw-1\"}, \"rssi\": -110}]");
        String id = " at 2026-11-25T11:59:00.935284Z id A840410000000001/AXBSH1Pk6Z0G166RlH16CQ==/0";
        assertEquals(
                List.of("temp 0.0 GOOD" + id, "rssi -110.0 GOOD" + id, "snr 0.0 GOOD" + id, "gates 1.0 GOOD" + id),
                overheard.hears(UP, first));
        assertEquals(
                "missed 2 of fridge",
                overheard.hears(UP, frame("AXBSH1Pk6Z0G166RlH16CQ==", 3, "{}")).getFirst());
    }

    @Test
    void severalGatewaysHearOneUplink() {
        Overheard gateways = Overheard.by("""
                - key: fridge
                  address: {decoder: ttn, eui: A840410000000001}
                  streams:
                    - {no: 1, key: rssi, metric: signal, address: {value: rssi}}
                    - {no: 2, key: snr, address: {value: snr}}
                    - {no: 3, key: gates, address: {value: gateways}}
                    - {no: 4, key: roof, metric: signal, address: {value: gateways/gw-roof/rssi}}
                """);
        String id = " at 2026-11-25T11:59:00.935284Z id A840410000000001/k/5";
        assertEquals(
                List.of("rssi -71.0 GOOD" + id, "snr 9.2 GOOD" + id, "gates 2.0 GOOD" + id, "roof -98.0 GOOD" + id),
                gateways.hears(UP, up("""
                        "session_key_id": "k", "f_cnt": 5, "decoded_payload": {},
                        "rx_metadata": [
                          {"gateway_ids": {"gateway_id": "gw-cellar"}, "rssi": -71, "channel_rssi": -71, "snr": 7.5},
                          {"gateway_ids": {"gateway_id": "gw-roof"}, "channel_rssi": -98, "snr": 9.2}]""")));
    }

    @Test
    void theSameUplinkHasTheSameIdentityAndIsNoGap() {
        List<String> first = overheard.hears(UP, frame("k1", 70_000, "{\"temp\": 4}"));
        assertEquals(List.of("temp 4.0 GOOD" + AT + "k1/70000"), first);
        assertEquals(first, overheard.hears(UP, frame("k1", 70_000, "{\"temp\": 4}")));
        assertEquals(
                List.of("temp 4.0 GOOD" + AT + "k1/69999"),
                overheard.hears(UP, frame("k1", 69_999, "{\"temp\": 4}")),
                "late is not lost");
    }

    @Test
    void gapsAreCountedWithinASessionAndNotAtAJoin() {
        overheard.hears(UP, frame("k1", 65_534, "{}"));
        assertEquals(List.of("missed 3 of fridge"), overheard.hears(UP, frame("k1", 65_538, "{}")));
        assertEquals(List.of(), overheard.hears(UP, frame("k2", 4, "{}")), "another session begins anywhere");
        assertEquals(List.of("missed 1 of fridge"), overheard.hears(UP, frame("k2", 6, "{}")));
        assertEquals(List.of(), overheard.hears(JOIN, """
                {"end_device_ids": {"device_id": "sensor-a840410000000001", "dev_eui": "A840410000000001",
                  "dev_addr": "01497ECC"}, "received_at": "2026-11-25T11:59:30Z",
                 "join_accept": {"session_key_id": "k2", "received_at": "2026-11-25T11:59:29Z"}}"""));
        assertEquals(List.of(), overheard.hears(UP, frame("k2", 9, "{}")));
    }

    @Test
    void whatWasSentWhileNobodyWasConnectedIsAGap() {
        overheard.hears(UP, frame("k1", 10, "{}"));
        overheard.connectsAgain();
        assertEquals(List.of("missed 4 of fridge"), overheard.hears(UP, frame("k1", 15, "{}")));
    }

    @Test
    void withoutASessionTheTimeTellsARejoinedDeviceFromARedelivery() {
        String before = "\"f_cnt\": 3, \"decoded_payload\": {\"temp\": 4}, \"received_at\": \"2026-11-25T08:00:00Z\"";
        String after = before.replace("08:00", "11:00");
        String first = overheard.hears(UP, up(before)).getFirst();
        assertEquals(first, overheard.hears(UP, up(before)).getFirst());
        overheard.hears(UP, up(before.replace("3", "9").replace("08:00", "09:00")));
        List<String> rejoined = overheard.hears(UP, up(after));
        assertNotEquals(first, rejoined.getFirst());
        assertEquals(1, rejoined.size(), "a smaller number later is a new session, no gap: " + rejoined);
    }

    @Test
    void theDevicesOwnTimeGoesBeforeTheTimeOfArrival() {
        assertEquals(
                List.of("temp 4.0 GOOD at 2026-11-25T11:30:00Z id A840410000000001/k/1"),
                overheard.hears(UP, frame("k", 1, "{\"temp\": 4, \"measured_at\": \"2026-11-25T12:30:00+01:00\"}")));
        assertEquals(
                List.of("temp 4.0 GOOD at 2026-11-25T11:30:00Z id A840410000000001/k/2"),
                overheard.hears(UP, frame("k", 2, "{\"temp\": 4, \"timestamp\": 1795606200}")));
        assertEquals(
                List.of("temp 4.0 GOOD" + AT + "k/3"),
                overheard.hears(UP, frame("k", 3, "{\"temp\": 4, \"time\": 86400}")),
                "a counter that is called time, or a clock that was never set, is no time");
    }

    /** Milesight's decoders put what the sensor stored into {@code history}. */
    @Test
    void keptRecordsAreReportsOfTheirOwnOldestFirst() {
        assertEquals(
                List.of(
                        "temp 21.4 GOOD at 2026-11-25T09:50:00Z id A840410000000001/k/8/0",
                        "hum 54.0 GOOD at 2026-11-25T09:50:00Z id A840410000000001/k/8/0",
                        "temp 21.5 GOOD at 2026-11-25T10:00:00Z id A840410000000001/k/8/1",
                        "temp 21.7 GOOD" + AT + "k/8",
                        "dropped no_time of fridge"),
                overheard.hears(UP, frame("k", 8, """
                        {"temperature": 21.7, "history": [
                          {"timestamp": 1795600800, "temperature": 21.5},
                          {"timestamp": 1795600200, "temperature": 21.4, "humidity": 54},
                          {"timestamp": 0, "temperature": 20.0}]}""")));
    }

    /** LHT65N, answer to a poll of its data log. */
    @Test
    void draginosDataLogNeedsTheNamesOfItsColumns() {
        String log = "{\"DATALOG\": \"[327.67,4.2,57.4,2026-11-25 09:40:00],[327.67,4.3,57.1,2026-11-25 10:00:00],\","
                + " \"PNACKMD\": \"False\"}";
        Overheard named = Overheard.by("""
                - key: fridge
                  address: {decoder: ttn, eui: A840410000000001, datalog: [TempC_DS, TempC_SHT, Hum_SHT]}
                  streams:
                    - {no: 1, key: temp, metric: temperature, address: {value: temperature}}
                    - {no: 2, key: probe, metric: temperature, address: {value: TempC_DS}}
                """);
        assertEquals(
                List.of(
                        "temp 4.2 GOOD at 2026-11-25T09:40:00Z id A840410000000001/k/8/0",
                        "probe NaN NO_COMMUNICATION at 2026-11-25T09:40:00Z id A840410000000001/k/8/0",
                        "temp 4.3 GOOD at 2026-11-25T10:00:00Z id A840410000000001/k/8/1",
                        "probe NaN NO_COMMUNICATION at 2026-11-25T10:00:00Z id A840410000000001/k/8/1"),
                named.hears(UP, frame("k", 8, log)));
        assertEquals(List.of("dropped unknown_datalog of fridge"), overheard.hears(UP, frame("k", 8, log)));
        assertEquals(
                List.of("dropped bad_datalog of fridge"),
                named.hears(UP, frame("k", 9, "{\"DATALOG\": \"[1,2,2026-11-25 09:40:00],\"}")));
    }

    /** As The Things Stack itself shows it for its example of a normalized payload, once as an array, once as an object. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"[%s]", "%s"})
    void theNormalizedPayloadIsRead(String form) {
        Overheard soil = Overheard.by("""
                - key: bay
                  address: {decoder: ttn, device: sensor-a840410000000001}
                  streams:
                    - {no: 1, key: air, metric: temperature, unit: degF, address: {value: air/temperature}}
                    - {no: 2, key: hum, metric: humidity, address: {value: humidity}}
                    - {no: 3, key: p, metric: pressure, address: {value: air/pressure}}
                    - {no: 4, key: ec, metric: ec, address: {value: soil_ec}}
                    - {no: 5, key: volt, metric: voltage, address: {value: battery_voltage}}
                """);
        String id = " at 2026-11-25T11:40:00Z id sensor-a840410000000001/k/1";
        String measured = """
                {"time": "2026-11-25T11:40:00Z", "air": {"temperature": -21.3, "relativeHumidity": 41, "pressure": 1013},
                 "soil": {"ec": 1.2}, "battery": 3.25}""";
        List<String> heard = soil.hears(
                UP,
                up("\"session_key_id\": \"k\", \"f_cnt\": 1, \"frm_payload\": \"DLIEgPeu\","
                        + " \"normalized_payload\": " + form.formatted(measured)));
        assertTrue(heard.getFirst().startsWith("air -6.3"), heard::toString);
        assertEquals(
                List.of("hum 41.0 GOOD" + id, "p 101.3 GOOD" + id, "ec 1200.0 GOOD" + id, "volt 3.25 GOOD" + id),
                heard.subList(1, heard.size()));
    }

    @Test
    void severalNormalizedMeasurementsWithTimesAreSeveralReports() {
        assertEquals(
                List.of(
                        "temp 4.0 GOOD at 2026-11-25T11:20:00Z id A840410000000001/k/1/0",
                        "temp 5.0 GOOD at 2026-11-25T11:40:00Z id A840410000000001/k/1/1"),
                overheard.hears(UP, up("""
                        "session_key_id": "k", "f_cnt": 1, "normalized_payload": [
                          {"time": "2026-11-25T11:40:00Z", "air": {"temperature": 5}},
                          {"time": "2026-11-25T11:20:00Z", "air": {"temperature": 4}}]""")));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"door_open\": true} | 1.0",
                "{\"DOOR_OPEN_STATUS\": 0, \"door\": \"open\"} | 0.0",
                "{\"doorStatus\": \"closed\"} | 0.0",
                "{\"contactStatus\": \"OPEN\"} | 1.0",
                "{\"open_close\": \"1\"} | 1.0",
                "{\"door_status\": \"close\"} | 0.0",
                "{\"open_state_abs\": false} | 0.0"
            })
    void aDoorIsOpenOrClosedInAllSpellings(String payload, double state) {
        Overheard door = Overheard.by("""
                - key: door
                  address: {decoder: ttn, eui: A840410000000001}
                  streams: [{no: 1, key: door, metric: state, address: {value: door}}]
                """);
        assertEquals(List.of("door " + state + " GOOD" + AT + "k/1"), door.hears(UP, frame("k", 1, payload)));
    }

    @Test
    void aStreamMayTurnADoorRound() {
        Overheard door = Overheard.by("""
                - key: door
                  address: {decoder: ttn, eui: A840410000000001}
                  streams:
                    - {no: 1, key: shut, metric: state, address: {value: door, values: {open: 0, closed: 1}}}
                """);
        assertEquals(
                List.of("shut 0.0 GOOD" + AT + "k/1"), door.hears(UP, frame("k", 1, "{\"doorStatus\": \"open\"}")));
    }

    @Test
    void aSimulatedUplinkIsVisibleAndNeverGood() {
        overheard.hears(UP, frame("k", 1, "{}"));
        String simulated = up("\"session_key_id\": \"k\", \"f_cnt\": 9, \"decoded_payload\": {\"temp\": 4}", """
                "simulated": true,""");
        assertEquals(
                List.of("temp 4.0 CONFIGURATION at 2026-11-25T11:59:00.935284Z id simulated/A840410000000001/k/9"),
                overheard.hears(UP, simulated));
        assertEquals(List.of(), overheard.hears(UP, frame("k", 2, "{}")), "and moves no counter");
    }

    @Test
    void anUplinkThatNobodyDecodesSaysWhatToDo() {
        assertEquals(
                List.of(
                        "rssi -80.0 GOOD at 2026-11-25T11:59:00.935284Z id A840410000000001/k/1",
                        "snr 8.0 GOOD at 2026-11-25T11:59:00.935284Z id A840410000000001/k/1",
                        "gates 1.0 GOOD at 2026-11-25T11:59:00.935284Z id A840410000000001/k/1",
                        "dropped no_formatter of fridge"),
                overheard.hears(UP, up("""
                        "session_key_id": "k", "f_cnt": 1, "f_port": 2, "frm_payload": "y/YLDQN2AQrdf/8=",
                        "rx_metadata": [{"gateway_ids": {"gateway_id": "gw-1"}, "rssi": -80, "snr": 8}]""")));
        assertEquals(
                List.of(),
                overheard.hears(UP, up("\"session_key_id\": \"k\", \"f_cnt\": 2")),
                "a frame without content only talks to the network");
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "down/queued",
                "down/sent",
                "down/ack",
                "down/nack",
                "down/failed",
                "service/data",
                "location/solved",
                "up/normalized"
            })
    void whatIsNoUplinkIsPassedOver(String kind) {
        assertEquals(List.of(), overheard.hears("v3/ft-test-org@ttn/devices/sensor-a840410000000001/" + kind, "{}"));
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "a840410000000001",
                "A8:40:41:00:00:00:00:01",
                "a8-40-41-00-00-00-00-01",
                "0xA840410000000001",
                "0Xa840410000000001"
            })
    void anEuiIsTheSameInEverySpelling(String eui) {
        Overheard fridge = Overheard.by(FRIDGE.replace("A840410000000001", "\"" + eui + "\""));
        assertEquals(List.of("temp 4.0 GOOD" + AT + "k/1"), fridge.hears(UP, frame("k", 1, "{\"temp\": 4}")));
    }

    @Test
    void strangersAndNonsenseAreCounted() {
        assertEquals(
                List.of("dropped unknown_device"),
                overheard.hears(
                        UP, frame("k", 1, "{\"temp\": 4}").replace("\"A840410000000001\"", "\"A840410000000002\"")));
        assertEquals(List.of("dropped bad_json"), overheard.hears(UP, "{"));
        assertEquals(List.of("dropped bad_uplink"), overheard.hears(UP, "{}"));
        assertEquals(List.of("dropped bad_uplink"), overheard.hears(UP, "[1]"));
        assertEquals(
                List.of("dropped wrong_device"),
                overheard.hears(UP.replace("0001/up", "0002/up"), frame("k", 1, "{\"temp\": 4}")));
        assertEquals(
                List.of("dropped bad_uplink"),
                overheard.hears(UP, frame("k", 1, "{}").replace("\"f_cnt\": 1", "\"f_cnt\": -1")));
        assertEquals(List.of(), overheard.hears(UP, frame("k", 1, "\"text\"").replace("y/YLDQN2AQrdf/8=", "")));
        assertEquals(
                List.of("dropped not_a_number of fridge"), overheard.hears(UP, frame("k", 2, "{\"temp\": \"warm\"}")));
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        String which =
                " -> write `eui: A840410000000001` as on the label, or `device: …` as in the console; one is enough";
        assertEquals(
                List.of("6: the address does not say which device it is" + which),
                Overheard.faults("- key: fridge\n  address: {decoder: ttn}"));
        assertEquals(
                List.of("6: the address has both `eui` and `device`" + which),
                Overheard.faults("- key: fridge\n  address: {decoder: ttn, eui: A840410000000001, device: fridge}"));
        assertEquals(
                List.of(
                        "6: `eui: A84041` is no EUI -> write the 16 hexadecimal digits of the label, with or without - or :"
                                + " between them"),
                Overheard.faults("- key: fridge\n  address: {decoder: ttn, eui: A84041}"));
        assertEquals(
                List.of(
                        "6: `device: Fridge 1` is no device ID of The Things Stack -> write the end device ID of the console:"
                                + " small letters, digits and single dashes"),
                Overheard.faults("- key: fridge\n  address: {decoder: ttn, device: Fridge 1}"));
        assertEquals(
                List.of(
                        "6: `battery: CR1745` is not one of percent, volts, CR17450, LiFeS2_AA_x2, Alkaline_AA_x2, CR2032"
                                + " -> did you mean `battery: CR17450`?"),
                Overheard.faults("- key: fridge\n  address: {decoder: ttn, device: fridge, battery: CR1745}"));
        assertEquals(
                List.of("6: a column of `datalog` has no name -> write `datalog: [TempC_DS, TempC_SHT, Hum_SHT]`"),
                Overheard.faults("- key: fridge\n  address: {decoder: ttn, device: fridge, datalog: [\"\"]}"));
        assertEquals(
                List.of("6: unknown word `euj` -> did you mean `eui`?"),
                Overheard.faults("- key: fridge\n  address: {decoder: ttn, device: fridge, euj: 1}"));
    }
}
