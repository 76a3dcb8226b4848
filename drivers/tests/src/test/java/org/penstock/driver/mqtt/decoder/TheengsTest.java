package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.driver.mqtt.Overheard;

/** Messages as in the documentation of OpenMQTTGateway and Theengs Gateway, and as their users published them. */
class TheengsTest {
    private static final String BEACON = "home/%s/BTtoMQTT/A4C1380B5E1D";

    private final Overheard overheard = Overheard.by("""
            - key: beacon
              address: {decoder: theengs, beacon: "a4:c1:38:0b:5e:1d"}
              streams:
                - {no: 1, key: temp, metric: temperature, address: {value: tempc}}
                - {no: 2, key: batt, metric: level, address: {value: batt}}
                - {no: 3, key: rssi, metric: signal, address: {value: rssi}}
            - key: near
              address: {decoder: theengs, beacon: A4C1380B5E1D, gateway: OMG_south}
              streams:
                - {no: 4, key: south, metric: signal, address: {value: rssi}}
            - key: tower
              address: {decoder: theengs, from: RTL_433toMQTT/Acurite-Tower/A/5812}
              streams:
                - {no: 5, key: yard, metric: temperature, address: {value: temperature_C}}
            - key: lora
              address: {decoder: theengs, base: farm/lora, from: LORAtoMQTT/renogy}
              streams:
                - {no: 6, key: volt, metric: voltage, address: {value: batt_v}}
            """);

    private List<String> says(String gateway, String tempc, int rssi) {
        return overheard.hears(BEACON.formatted(gateway), """
                {"id":"A4:C1:38:0B:5E:1D","name":"ATC_0B5E1D","rssi":%d,"brand":"Xiaomi","model":"TH Sensor",
                 "model_id":"LYWSD03MMC/MJWSD05MMC_ATC","tempc":%s,"tempf":68.9,"hum":47,"batt":78,"volt":2.8}""".formatted(rssi, tempc));
    }

    @Test
    void aBeaconIsHeardThroughAnyGatewayAndItsNamesSayTheUnit() {
        assertEquals(
                List.of(
                        "home/+/BTtoMQTT/A4C1380B5E1D",
                        "home/+/LWT",
                        "home/+/RTL_433toMQTT/Acurite-Tower/A/5812",
                        "farm/lora/+/LORAtoMQTT/renogy",
                        "farm/lora/+/LWT"),
                overheard.subscriptions());
        assertEquals(List.of("temp 20.5 GOOD", "batt 78.0 GOOD", "rssi -71.0 GOOD"), says("OMG_north", "20.5", -71));
        assertEquals(
                List.of("yard 21.3 GOOD"),
                overheard.hears("home/OMG_lilygo_rtl_433_ESP/RTL_433toMQTT/Acurite-Tower/A/5812", """
                {"model":"Acurite-Tower","id":5812,"rssi":-81,"channel":"A","battery_ok":1,"temperature_C":21.3,"humidity":44}"""));
        assertEquals(List.of("volt 13.2 GOOD"), overheard.hears("farm/lora/OMG_LORA_1/LORAtoMQTT/renogy", """
                {"value":"renogy","id":"renogy","batt_v":13.2,"batt_a":0.09,"soc":100,"rssi":-79,"snr":9.75,"pferror":226}"""));
        assertEquals(
                List.of("temp NaN NO_COMMUNICATION"),
                overheard.hears(BEACON.formatted("OMG_north"), "{\"id\":\"A4:C1:38:0B:5E:1D\",\"tempc\":null}"));
    }

    @Test
    void whatTwoGatewaysHeardOfOneBroadcastIsOneReading() {
        assertEquals(3, says("OMG_north", "20.5", -71).size());
        assertEquals(List.of("dropped heard_twice of beacon"), says("TheengsGateway", "20.5", -90));
        assertEquals(3, says("OMG_north", "20.5", -70).size(), "the same gateway again: the beacon lives");
        assertEquals(3, says("TheengsGateway", "20.6", -90).size(), "another value is another reading");
        overheard.passes(Duration.ofSeconds(11));
        assertEquals(3, says("OMG_north", "20.6", -71).size(), "so much later it was said again");
    }

    @Test
    void aDeviceBoundToOneGatewayHearsOnlyThatOne() {
        assertEquals(
                List.of("south -60.0 GOOD", "temp 20.5 GOOD", "batt 78.0 GOOD", "rssi -60.0 GOOD"),
                says("OMG_south", "20.5", -60));
        assertEquals(List.of("dropped heard_twice of beacon"), says("OMG_north", "20.5", -71));
        assertEquals(
                List.of("south -61.0 GOOD", "temp 20.5 GOOD", "batt 78.0 GOOD", "rssi -61.0 GOOD"),
                says("OMG_south", "20.5", -61));
    }

    @Test
    void aGatewayThatDiesSilencesWhatNoOtherGatewayHears() {
        says("OMG_north", "20.5", -71);
        says("OMG_south", "20.6", -60);
        assertEquals(
                List.of(), overheard.hears("home/OMG_north/LWT", "offline"), "the beacon is still heard in the south");
        assertEquals(
                List.of(
                        "temp NaN NO_COMMUNICATION",
                        "batt NaN NO_COMMUNICATION",
                        "rssi NaN NO_COMMUNICATION",
                        "south NaN NO_COMMUNICATION"),
                overheard.hears("home/OMG_south/LWT", "offline"));
        assertEquals(List.of(), overheard.hears("home/OMG_north/LWT", "online"));
        assertEquals(
                3, says("OMG_north", "20.6", -71).size(), "what comes after the silence is news, also in old words");
    }

    @Test
    void aGatewayThatHasNotHeardABeaconForLongIsNoReasonToBelieveInIt() {
        says("OMG_south", "20.5", -60);
        overheard.passes(Duration.ofMinutes(11));
        says("OMG_north", "20.6", -71);
        assertEquals(3, overheard.hears("home/OMG_north/LWT", "offline").size());
    }

    @Test
    void aRetainedLastWillCountsForTheGatewayADeviceIsBoundToOnly() {
        assertEquals(List.of("south NaN NO_COMMUNICATION"), overheard.hearsRetained("home/OMG_south/LWT", "offline"));
        assertEquals(List.of(), overheard.hearsRetained("home/OMG_north/LWT", "offline"));
    }

    @Test
    void whatCannotBeReadIsCounted() {
        assertEquals(List.of("dropped bad_json"), overheard.hears(BEACON.formatted("OMG_north"), "{\"id\":"));
        assertEquals(List.of("dropped no_object"), overheard.hears(BEACON.formatted("OMG_north"), "21"));
        assertEquals(
                List.of("dropped not_a_number of beacon"),
                overheard.hears(BEACON.formatted("a"), "{\"tempc\":\"warm\"}"));
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        assertEquals(
                List.of("6: `beacon: kitchen` is neither a Bluetooth address nor a UUID -> write the `id` its messages"
                        + " show, in quotes: \"A4:C1:38:0B:5E:1D\""),
                Overheard.faults("- key: d\n  address: {decoder: theengs, beacon: kitchen}"));
        assertEquals(
                List.of("6: the address names no sender -> write `beacon: \"A4:C1:38:0B:5E:1D\"`, or `from:"
                        + " LORAtoMQTT/node-1` as in the gateway's topic"),
                Overheard.faults("- key: d\n  address: {decoder: theengs, gateway: a}"));
        assertEquals(
                List.of(
                        "6: the address holds a topic filter -> write one `base`, one `from`, and one `gateway` or none"),
                Overheard.faults("- key: d\n  address: {decoder: theengs, from: LORAtoMQTT/+}"));
        assertEquals(
                List.of(
                        "6: `from: renogy` does not begin with a radio of a gateway -> copy the topic behind the gateway's"
                                + " name, for example LORAtoMQTT/node-1"),
                Overheard.faults("- key: d\n  address: {decoder: theengs, from: renogy}"));
    }
}
