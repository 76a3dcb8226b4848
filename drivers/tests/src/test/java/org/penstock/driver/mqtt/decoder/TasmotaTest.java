package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.driver.mqtt.Overheard;

/** Messages as in the Tasmota documentation (MQTT, AM2301, BME280, Power-Monitoring) and the project's issues. */
class TasmotaTest {
    private final Overheard overheard = Overheard.by("""
            - key: bay
              address: {decoder: tasmota, topic: bay-1}
              streams:
                - {no: 1, key: air, metric: temperature, address: {value: AM2301/Temperature}}
                - {no: 2, key: hum, metric: humidity, address: {value: AM2301/Humidity}}
                - {no: 3, key: press, metric: pressure, address: {value: BME280/Pressure}}
                - {no: 4, key: watt, metric: power, address: {value: ENERGY/Power/1}}
                - {no: 5, key: on, metric: state, address: {value: POWER}}
              outputs:
                - {no: 1, key: fan, address: {relay: 1}}
                - {no: 2, key: valve, guard: device_timer, address: {relay: 2, pulse_time: true}}
            """);

    private static final String NO_VALUE =
            "air NaN NO_COMMUNICATION, hum NaN NO_COMMUNICATION, press NaN NO_COMMUNICATION, watt NaN NO_COMMUNICATION,"
                    + " on NaN NO_COMMUNICATION";

    @Test
    void telemetryIsReadByItsPathAndInTheUnitItNames() {
        assertEquals(List.of("tele/bay-1/+", "stat/bay-1/+"), overheard.subscriptions());
        assertEquals(List.of("air 24.6 GOOD", "hum 58.2 GOOD"), overheard.hears("tele/bay-1/SENSOR", """
                {"Time":"2019-01-01T00:00:00","AM2301":{"Temperature":24.6,"Humidity":58.2},"TempUnit":"C"}"""));
        assertEquals(List.of("air 25.0 GOOD"), overheard.hears("tele/bay-1/SENSOR", """
                {"Time":"2022-05-17T03:33:05","AM2301":{"Temperature":77},"TempUnit":"F"}"""));
        assertEquals(List.of("press 98.86 GOOD"), overheard.hears("tele/bay-1/SENSOR", """
                {"Time": "2019-11-03T19:34:28","BME280": {"Temperature": 21.7,"Humidity": 66.6,"Pressure": 988.6},
                 "PressureUnit": "hPa","TempUnit": "C"}"""));
        assertEquals(List.of("watt 26.0 GOOD"), overheard.hears("stat/bay-1/STATUS8", """
                {"StatusSNS":{"Time":"2024-06-26T16:19:59","ENERGY":{"Total":0.648,"Power":[ 0,26],"Voltage":225}}}"""));
        assertEquals(
                List.of("air NaN NO_COMMUNICATION", "hum NaN NO_COMMUNICATION"),
                overheard.hears("tele/bay-1/SENSOR", """
                {"Time":"2019-01-01T00:00:00","AM2301":{"Temperature":null,"Humidity":null},"TempUnit":"C"}"""),
                "a probe that cannot be read");
    }

    @Test
    void aTimeWithoutAZoneIsOnlyTakenWhereTheFileNamesTheZone() {
        assertEquals(List.of("air 3.4 GOOD"), at("bay-1", "2026-01-10T15:05:27", overheard));
        Overheard berlin = Overheard.by("""
                - key: bay
                  address: {decoder: tasmota, topic: bay-1, timezone: Europe/Berlin}
                  streams: [{no: 1, key: air, metric: temperature, address: {value: AM2301/Temperature}}]
                """);
        assertEquals(List.of("air 3.4 GOOD at 2026-01-10T14:05:27Z"), at("bay-1", "2026-01-10T15:05:27", berlin));
        assertEquals(List.of("air 3.4 GOOD at 2026-07-10T13:05:27Z"), at("bay-1", "2026-07-10T15:05:27", berlin));
        assertEquals(
                List.of("air 3.4 GOOD"),
                at("bay-1", "2026-10-25T02:30:00", berlin),
                "clocks say this twice, so nobody knows which one it was");
        assertEquals(List.of("air 3.4 GOOD"), at("bay-1", "2026-03-29T02:30:00", berlin), "clocks never say this");
        assertEquals(List.of("air 3.4 GOOD"), at("bay-1", "1970-01-01T00:00:12", berlin), "the clock was never set");
        assertEquals(List.of("air 3.4 GOOD"), at("bay-1", "later", berlin));
        assertEquals(
                List.of("air 3.4 GOOD at 2020-09-18T17:26:00Z"),
                overheard.hears("tele/bay-1/SENSOR", "{\"Time\":1600449960,\"AM2301\":{\"Temperature\":3.4}}"),
                "set to seconds since 1970 it needs no zone");
    }

    private static List<String> at(String topic, String time, Overheard by) {
        return by.hears("tele/" + topic + "/SENSOR", "{\"Time\":\"" + time + "\",\"AM2301\":{\"Temperature\":3.4}}");
    }

    @Test
    void relaysAreBelievedByWhatTheDeviceSaysOfThemWithOrWithoutANumber() {
        assertEquals(List.of("on 1.0 GOOD"), overheard.hears("stat/bay-1/POWER", "ON"));
        assertEquals(List.of("fan 1.0"), overheard.states());
        assertEquals(List.of(), overheard.hears("stat/bay-1/RESULT", "{\"POWER2\":\"OFF\"}"));
        assertEquals(List.of("valve 0.0"), overheard.states());
        assertEquals(List.of("on 0.0 GOOD"), overheard.hears("tele/bay-1/STATE", """
                {"Time":"2018-03-02T18:25:02","Uptime":"0T00:00:19","Vcc":3.151,"POWER1":"OFF","POWER2":"ON",
                 "Wifi":{"AP":1,"SSId":"TGV","RSSI":66,"APMac":"60:A4:4C:DC:F8:78"}}"""));
        assertEquals(List.of("fan 0.0", "valve 1.0"), overheard.states());
        overheard.hears("stat/bay-1/RESULT", "{\"Command\":\"Unknown\"}");
        assertEquals(List.of(), overheard.states());
    }

    @Test
    void aRelayIsOpenedTogetherWithTheTimeAfterWhichTheDeviceClosesIt() {
        assertEquals("cmnd/bay-1/POWER1 ON", overheard.command("fan", 1, 60_000));
        assertEquals("cmnd/bay-1/Backlog PulseTime2 1; POWER2 ON", overheard.command("valve", 1, 100));
        assertEquals("cmnd/bay-1/Backlog PulseTime2 111; POWER2 ON", overheard.command("valve", 1, 11_100));
        assertEquals("cmnd/bay-1/Backlog PulseTime2 112; POWER2 ON", overheard.command("valve", 1, 11_101));
        assertEquals("cmnd/bay-1/Backlog PulseTime2 460; POWER2 ON", overheard.command("valve", 1, 360_000));
        assertEquals("cmnd/bay-1/Backlog PulseTime2 0; POWER2 ON", overheard.command("valve", 1, 0));
        assertEquals("cmnd/bay-1/Backlog POWER2 OFF", overheard.command("valve", 0, 0));
        assertEquals(
                "PulseTime reaches 18 h, not 19 h",
                assertThrows(IllegalArgumentException.class, () -> overheard.command("valve", 1, 19 * 3_600_000))
                        .getMessage());
        assertEquals(
                "a relay takes 0 or 1, not 0.5",
                assertThrows(IllegalArgumentException.class, () -> overheard.command("fan", 0.5, 0))
                        .getMessage());
    }

    @Test
    void theLastWillTakesEveryStreamAndAReturnIsAskedForEverything() {
        overheard.hears("stat/bay-1/POWER", "ON");
        assertEquals(NO_VALUE, String.join(", ", overheard.hears("tele/bay-1/LWT", "Offline")));
        assertEquals(NO_VALUE, String.join(", ", overheard.hearsRetained("tele/bay-1/LWT", "Offline")));
        assertEquals(List.of(), overheard.hearsRetained("tele/bay-1/LWT", "Online"));
        assertEquals(List.of("cmnd/bay-1/STATUS", "cmnd/bay-1/STATUS"), overheard.asks());
    }

    @Test
    void aFullTopicInAnotherOrderIsTheSameDevice() {
        Overheard turned = Overheard.by("""
                - key: bay
                  address: {decoder: tasmota, topic: bay-1, full_topic: "tasmota/%topic%/%prefix%/"}
                  streams: [{no: 1, key: air, metric: temperature, address: {value: AM2301/Temperature}}]
                  outputs: [{no: 1, key: fan, address: {relay: 3}}]
                """);
        assertEquals(List.of("tasmota/bay-1/tele/+", "tasmota/bay-1/stat/+"), turned.subscriptions());
        assertEquals(
                List.of("air 20.6 GOOD"),
                turned.hears("tasmota/bay-1/tele/SENSOR", "{\"AM2301\":{\"Temperature\":20.6}}"));
        assertEquals(List.of("air NaN NO_COMMUNICATION"), turned.hears("tasmota/bay-1/tele/LWT", "Offline"));
        assertEquals("tasmota/bay-1/cmnd/POWER3 ON", turned.command("fan", 1, 0));
    }

    @Test
    void whatCannotBeReadIsCountedAndWhatIsNoValuePassedOver() {
        assertEquals(List.of("dropped bad_json"), overheard.hears("tele/bay-1/SENSOR", "{\"AM2301\":{\"Temp"));
        assertEquals(List.of("dropped no_object"), overheard.hears("tele/bay-1/SENSOR", "[]"));
        assertEquals(List.of("dropped bad_utf8"), overheard.hears("tele/bay-1/LWT", new byte[] {(byte) 0xff}, false));
        assertEquals(
                List.of("dropped not_a_number of bay"),
                overheard.hears("tele/bay-1/SENSOR", "{\"AM2301\":{\"Temperature\":\"warm\"}}"));
        assertEquals(List.of(), overheard.hears("tele/bay-1/INFO1", "{\"Info1\":{\"Module\":\"Generic\"}}"));
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        assertEquals(
                List.of("6: `topic: bay/+` is a topic filter -> write the Topic of one device"),
                Overheard.faults("- key: bay\n  address: {decoder: tasmota, topic: bay/+}"));
        assertEquals(
                List.of(
                        "6: `full_topic: tasmota/%topic%/` lacks %prefix% or %topic% -> copy FullTopic from the device's"
                                + " MQTT settings, for example %topic%/%prefix%/"),
                Overheard.faults("- key: bay\n  address: {decoder: tasmota, topic: b, full_topic: tasmota/%topic%/}"));
        assertEquals(
                List.of("6: `timezone: CET/Berlin` is no time zone -> write a region such as Europe/Berlin, or leave it"
                        + " out: then the time of receipt counts"),
                Overheard.faults("- key: bay\n  address: {decoder: tasmota, topic: b, timezone: CET/Berlin}"));
        assertEquals(
                List.of(
                        "7: `relay` is missing -> add `relay: …`",
                        "7: relay 9 has no PulseTime of its own -> use one of the relays 1 to 8, or leave out `pulse_time`",
                        "7: output c has `guard: device_timer` but its command tells no time -> a device that speaks"
                                + " `tasmota` closes by itself only where it was set up so: name what really guards it"),
                Overheard.faults("""
                        - key: bay
                          address: {decoder: tasmota, topic: b}
                          outputs: [{no: 1, key: a, address: {}}, {no: 2, key: b, address: {relay: 9, pulse_time: true}}, {no: 3, key: c, guard: device_timer, address: {relay: 1}}]
                        """));
    }
}
