package org.penstock.driver.mqtt.decoder;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.driver.mqtt.Overheard;

/**
 * Gateways of LoRaWAN networks: the uplink example of The Things Stack's "Data Formats"; the examples of ChirpStack's "Event
 * types", and of "Events" and "States" of its Gateway Bridge; field numbers of its {@code gw.proto}.
 */
class GatewaysTest {
    private static final String STREAMS = """
              streams:
                - {no: %d1, key: %s-rssi, metric: signal, address: {value: rssi}}
                - {no: %d2, key: %s-snr, address: {value: snr}}
                - {no: %d3, key: %s-uplinks, address: {value: uplinks}}
                - {no: %d4, key: %s-devices, address: {value: devices}}
            """;

    private static String gateway(int no, String key, String address) {
        return "- key: " + key + "\n  address: {" + address + "}\n"
                + STREAMS.formatted(no, key, no, key, no, key, no, key);
    }

    private static String ttn(String device, int count, String gateways) {
        return """
                {"end_device_ids": {"device_id": "%s", "application_ids": {"application_id": "app1"}},
                 "received_at": "2020-02-12T15:15:46.014773143Z",
                 "uplink_message": {"session_key_id": "AXA50tHUGUucuzS/bCGMNw==", "f_cnt": %d, "frm_payload": "gkHe",
                  "decoded_payload": {"temperature": 1.0, "luminosity": 0.64}, "rx_metadata": [%s],
                  "received_at": "2020-02-12T15:15:45.789585559Z"}}""".formatted(device, count, gateways);
    }

    private static final String GTW1 = """
            {"gateway_ids": {"gateway_id": "gtw1", "eui": "9C5C8E00001A05C4"}, "time": "2020-02-12T15:15:45.787Z",
             "timestamp": 2463457000, "rssi": -35, "channel_rssi": -35, "snr": 5,
             "uplink_token": "ChIKEAoEZ3R3MRIInFyOAAAaBcQQ6L3Vlgk=", "channel_index": 2}""";

    @Test
    void theThingsStackShowsAGatewayByTheUplinksItCarried() {
        Overheard overheard = Overheard.by(gateway(1, "roof", "decoder: ttn, gateway: 9c-5c-8e-00-00-1a-05-c4")
                + gateway(2, "hall", "decoder: ttn, gateway: gtw1")
                + "- {key: dev1, address: {decoder: ttn, device: dev1}, streams: []}\n"
                + "- {key: dev2, address: {decoder: ttn, device: dev2}, streams: []}\n");
        String at = " GOOD at 2020-02-12T15:15:45.789585Z";
        assertEquals(
                List.of(
                        "roof-rssi -35.0" + at,
                        "roof-snr 5.0" + at,
                        "roof-uplinks 1.0" + at,
                        "roof-devices 1.0" + at,
                        "hall-rssi -35.0" + at,
                        "hall-snr 5.0" + at,
                        "hall-uplinks 1.0" + at,
                        "hall-devices 1.0" + at),
                overheard.hears("v3/app1@tenant1/devices/dev1/up", ttn("dev1", 1, GTW1)),
                "by its EUI and by its name");
        assertEquals(
                List.of(), overheard.hears("v3/app1@tenant1/devices/dev1/up", ttn("dev1", 1, GTW1)), "delivered again");
        String antennas =
                GTW1.replace("-35", "-90") + "," + GTW1.replace("-35", "-70") + "," + GTW1.replace("-35", "-80");
        assertEquals(
                List.of("roof-rssi -70.0" + at, "roof-snr 5.0" + at, "roof-uplinks 2.0" + at, "roof-devices 2.0" + at),
                overheard
                        .hears("v3/app1@tenant1/devices/dev2/up", ttn("dev2", 1, antennas))
                        .subList(0, 4),
                "three antennas of one gateway");
        assertEquals(
                "roof: 2 good, 0 bad; Heard last at 2020-02-12T15:15:45Z through the uplinks of 2 devices, 2 since the link"
                        + " was opened",
                overheard.health().getFirst());
    }

    @Test
    void whatIsMadeUpOrOfAnotherNetworkIsNoGatewayOfOurs() {
        Overheard overheard = Overheard.by(gateway(1, "roof", "decoder: ttn, gateway: gtw1")
                + "- {key: dev1, address: {decoder: ttn, device: dev1}, streams: []}\n");
        String up = "v3/app1@tenant1/devices/dev1/up";
        assertEquals(
                List.of(),
                overheard.hears(up, ttn("dev1", 1, GTW1).replace("\"f_cnt\"", "\"simulated\": true, \"f_cnt\"")));
        assertEquals(List.of(), overheard.hearsRetained(up, ttn("dev1", 2, GTW1)));
        assertEquals(
                List.of(),
                overheard.hears(
                        up, ttn("dev1", 3, "{\"gateway_ids\": {\"gateway_id\": \"packetbroker\"}, \"rssi\": -80}")));
        assertEquals(
                List.of(),
                overheard.hears(
                        up, ttn("dev1", 4, "7, {\"gateway_ids\": \"gtw1\", \"rssi\": 3}, {\"gateway_ids\": {}}")));
    }

    private static final String CONN = "eu868/gateway/0016c001f153a14c/state/conn";
    private static final String STATS = "eu868/gateway/0016c001f153a14c/event/stats";
    private static final String UP =
            "application/17c82e96-be03-4f38-aef3-f83d48582d97/device/0101010101010101/event/up";

    private final Overheard chirpstack = Overheard.by("""
            - key: roof
              address: {decoder: chirpstack, gateway: "00:16:C0:01:F1:53:A1:4C"}
              streams:
                - {no: 1, key: online, metric: state, address: {value: online}}
                - {no: 2, key: rssi, metric: signal, address: {value: rssi}}
                - {no: 3, key: received, address: {value: rxPacketsReceived}}
                - {no: 4, key: sent, address: {value: txPacketsEmitted}}
                - {no: 5, key: load, address: {value: metadata/load}}
                - {no: 6, key: ok, address: {value: txPacketsPerStatus/OK}}
            - {key: dev, address: {decoder: chirpstack, eui: "0101010101010101"}, streams: []}
            """);

    @Test
    void aGatewayOfChirpStackIsSubscribedToUnderAnyPrefix() {
        assertEquals(
                List.of(
                        "application/+/device/0101010101010101/event/+",
                        "application/+/device/+/event/up",
                        "+/gateway/0016c001f153a14c/state/conn",
                        "+/gateway/0016c001f153a14c/event/stats",
                        "gateway/0016c001f153a14c/state/conn",
                        "gateway/0016c001f153a14c/event/stats"),
                chirpstack.subscriptions().stream()
                        .sorted(java.util.Comparator.comparing(
                                t -> t.startsWith("application") ? t.contains("0101") ? 0 : 1 : 2))
                        .toList());
        assertEquals(
                List.of(
                        "application/+/device/+/event/up",
                        "x/y/gateway/0016c001f153a14c/state/conn",
                        "x/y/gateway/0016c001f153a14c/event/stats"),
                Overheard.by(gateway(1, "roof", "decoder: chirpstack, gateway: 0016c001f153a14c, prefix: x/y"))
                        .subscriptions());
    }

    @Test
    void itsStatisticsAreReadingsAndShowThatItIsThere() {
        String at = " GOOD at 2022-08-03T14:37:59Z";
        assertEquals(
                List.of("online 1.0" + at, "received 1.0" + at, "sent 1.0" + at, "ok 1.0" + at),
                chirpstack.hears(STATS, """
                        {"gatewayId": "0016c001f153a14c", "time": "2022-08-03T14:37:59Z", "rxPacketsReceived": 1,
                         "rxPacketsReceivedOk": 1, "txPacketsReceived": 1, "txPacketsEmitted": 1,
                         "txPacketsPerFrequency": {"867300000": 1}, "rxPacketsPerFrequency": {"867300000": 1},
                         "txPacketsPerModulation": [{"modulation": {"lora": {"bandwidth": 125000, "spreadingFactor": 7,
                           "codeRate": "CR_4_5", "polarizationInversion": true}}, "count": 1}],
                         "rxPacketsPerModulation": [{"modulation": {"lora": {"bandwidth": 125000, "spreadingFactor": 7,
                           "codeRate": "CR_4_5"}}, "count": 1}],
                         "txPacketsPerStatus": {"OK": 1}}"""));
        assertEquals(
                List.of("online 1.0 GOOD", "received 0.0 GOOD", "sent 0.0 GOOD"),
                chirpstack.hears(STATS, "{\"gatewayId\": \"0016c001f153a14c\"}"),
                "zeros are left out");
    }

    @Test
    void theUsualFormOfGatewaysIsAProtocolBuffer() throws Exception {
        ByteArrayOutputStream time = new ByteArrayOutputStream();
        CodedOutputStream to = CodedOutputStream.newInstance(time);
        to.writeInt64(1, 1_659_537_479);
        to.flush();
        ByteArrayOutputStream entry = new ByteArrayOutputStream();
        to = CodedOutputStream.newInstance(entry);
        to.writeString(1, "load");
        to.writeString(2, "0.25");
        to.flush();
        ByteArrayOutputStream stats = new ByteArrayOutputStream();
        to = CodedOutputStream.newInstance(stats);
        to.writeByteArray(2, time.toByteArray());
        to.writeString(4, "1");
        to.writeUInt32(5, 17);
        to.writeByteArray(10, entry.toByteArray());
        to.writeString(17, "0016c001f153a14c");
        to.flush();
        String at = " GOOD at 2022-08-03T14:37:59Z";
        assertEquals(
                List.of("online 1.0" + at, "received 17.0" + at, "sent 0.0" + at, "load 0.25" + at),
                chirpstack.hears(STATS, stats.toByteArray(), false));
        byte[] online = HexFormat.of()
                .parseHex(
                        "10011a10" + HexFormat.of().formatHex("0016c001f153a14c".getBytes(StandardCharsets.US_ASCII)));
        assertEquals(List.of("online 1.0 GOOD"), chirpstack.hears(CONN, online, false));
        byte[] offline = HexFormat.of()
                .parseHex("1a10" + HexFormat.of().formatHex("0016c001f153a14c".getBytes(StandardCharsets.US_ASCII)));
        assertEquals("online 0.0 GOOD", chirpstack.hears(CONN, offline, false).getFirst());
        assertEquals(List.of("dropped bad_gateway"), chirpstack.hears(CONN, new byte[] {1, 2, 3, 4}, false));
        assertEquals(List.of("dropped bad_gateway"), chirpstack.hears(STATS, new byte[] {0x12, 0x7F, 1}, false));
        assertEquals(List.of("dropped bad_json"), chirpstack.hears(STATS, "{\"gatewayId\": "));
    }

    @Test
    void offlineTakesEveryValueAtOnceButItsOwnState() {
        assertEquals(List.of("online 1.0 GOOD"), chirpstack.hears(CONN, """
                {"gatewayId": "0016c001f153a14c", "state": "ONLINE"}"""));
        List<String> gone = List.of(
                "online 0.0 GOOD",
                "rssi NaN NO_COMMUNICATION",
                "received NaN NO_COMMUNICATION",
                "sent NaN NO_COMMUNICATION",
                "load NaN NO_COMMUNICATION",
                "ok NaN NO_COMMUNICATION");
        assertEquals(gone, chirpstack.hears(CONN, "{\"gatewayId\": \"0016c001f153a14c\", \"state\": \"OFFLINE\"}"));
        assertEquals(gone, chirpstack.hears(CONN, "{\"gatewayId\": \"0016c001f153a14c\"}"), "0 is left out");
        assertEquals(
                "roof: 1 good, 2 bad: the network says that the gateway is offline",
                chirpstack.health().getFirst());
    }

    @Test
    void whatTheBrokerKeptOfAGatewayIsOldNewsButGoneIsGone() {
        assertEquals(
                List.of("online 1.0 GOOD"),
                chirpstack.hearsRetained(CONN, "{\"gatewayId\": \"0016c001f153a14c\", \"state\": \"ONLINE\"}"));
        chirpstack.hears(STATS, "{\"gatewayId\": \"0016c001f153a14c\"}");
        assertEquals(
                "online NaN NO_COMMUNICATION",
                chirpstack
                        .hearsRetained(CONN, "{\"gatewayId\": \"0016c001f153a14c\"}")
                        .getFirst());
    }

    @Test
    void itShowsHowItHearsTheDevices() {
        String at = " GOOD at 2022-07-18T09:34:15.775023Z";
        assertEquals(List.of("rssi -36.0" + at), chirpstack.hears(UP, """
                {"deduplicationId": "3ac7e3c4-4401-4b8d-9386-a5c902f9202d", "time": "2022-07-18T09:34:15.775023242+00:00",
                 "deviceInfo": {"tenantName": "ChirpStack", "deviceName": "Test device", "devEui": "0101010101010101"},
                 "devAddr": "00189440", "dr": 1, "fPort": 1, "data": "qg==", "object": {},
                 "rxInfo": [{"gatewayId": "0016c001f153a14c", "uplinkId": 4217106255, "rssi": -36, "snr": 10.5,
                   "context": "E3OWOQ==", "metadata": {"region_name": "eu868", "region_common_name": "EU868"}}]}"""));
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        assertEquals(
                List.of(
                        "6: `gateway: Roof 1` is neither an EUI nor a gateway ID of The Things Stack -> write the 16 hexadecimal"
                                + " digits of its label, or the gateway ID of the console"),
                Overheard.faults("- key: g\n  address: {decoder: ttn, gateway: Roof 1}"));
        assertEquals(
                List.of(
                        "6: `gateway: roof` is no EUI -> write the gateway ID as ChirpStack shows it, 16 hexadecimal digits,"
                                + " with or without - or : between them"),
                Overheard.faults("- key: g\n  address: {decoder: chirpstack, gateway: roof}"));
        assertEquals(
                List.of("6: `prefix: +` is a topic filter -> write what stands before gateway/ in its topics: eu868"),
                Overheard.faults("- key: g\n  address: {decoder: chirpstack, gateway: 0016c001f153a14c, prefix: +}"));
        assertEquals(
                List.of("6: unknown word `battery` -> "),
                Overheard.faults("- key: g\n  address: {decoder: ttn, gateway: gtw1, battery: CR2032}").stream()
                        .map(f -> f.replaceAll("-> .*", "-> "))
                        .toList());
    }
}
