package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.core.link.Batch;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.Sample;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;

/** What an MQTT link makes of messages, commands and identities, against a broker made by other people. */
@Order(1) // It waits a lot: the others run meanwhile.
class MqttLinkTest extends AgainstABroker {
    MqttLinkTest() {
        super("field");
    }

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"5", "3.1.1"})
    void messagesBecomeValuesWithTheirTimesQualityAndIdentity(String version) throws Exception {
        open(at(broker.port, version), ENVELOPE + """
                - key: node-2
                  streams:
                    - {no: 3, key: ph, address: {topic: farm/ph}}
                    - {no: 4, key: door, address: {topic: farm/door, values: {open: 1, closed: 0}}}
                    - {no: 5, key: late, address: {topic: farm/epoch, value: /v, time: /t, time_format: ms}}
                """);
        awaitOnline();
        node.says("farm/bay-7/env", envelope(1, 21.25));
        node.says("farm/ph", " 6.02 ");
        node.says("farm/door", "open");
        node.says("farm/epoch", "{\"v\": null, \"t\": 4294967296000}");
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.batches().size() == 4);

        Batch b = facility.batches().getFirst();
        assertEquals("m-1", b.messageId());
        assertFalse(b.retained());
        long ts = Instant.parse("2026-11-21T06:00:01.5Z").toEpochMilli() * 1_000;
        assertEquals(
                List.of(new Sample(1, 21.25, ts, QualityCode.GOOD), new Sample(2, 61.5, ts, QualityCode.UNCERTAIN)),
                b.samples());
        assertEquals(List.of(Sample.now(3, 6.02)), facility.samples(3));
        assertEquals(List.of(Sample.now(4, 1)), facility.samples(4));
        Sample none = facility.samples(5).getFirst();
        assertEquals(QualityCode.NO_COMMUNICATION, none.quality(), "null: the device has no value now");
        assertEquals(4_294_967_296_000_000L, none.eventMicros(), "the year 2106 is the gate's to judge");
    }

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"5", "3.1.1"})
    void aRetainedValueIsMarked(String version) throws Exception {
        String topic = "kept/" + version;
        node.says(topic, "7".getBytes(StandardCharsets.UTF_8), 1, true);
        open(at(broker.port, version), "- {key: n, streams: [{no: 1, key: a, address: {topic: \"" + topic + "\"}}]}");
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.batches().size() == 1);
        assertTrue(facility.batches().getFirst().retained());
        node.says(topic, "8");
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.batches().size() == 2);
        assertFalse(facility.batches().getLast().retained());
    }

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"5", "3.1.1"})
    void badMessagesAreCountedAcknowledgedAndHarmless(String version) throws Exception {
        open(at(broker.port, version) + ", watch: [\"farm/#\"], in_flight: 10", ENVELOPE);
        awaitOnline();
        for (int round = 0; round < 5; round++) { // more than may be in flight: only acknowledged messages make room
            node.says("farm/x/env", "{\"payload\": {");
            node.says("farm/x/env", "[]".replace("[]", "[".repeat(5_000) + "]".repeat(5_000)));
            node.says("farm/x/env", new byte[] {'{', '"', (byte) 0xC3, (byte) 0x28, '"', ':', '1', '}'}, 1, false);
            node.says("farm/x/env", new byte[1_000_000], 1, false);
            node.says("farm/x/env", "{\"payload\": {\"temperature\": \"warm\", \"humidity\": {}}}");
            node.says("farm/x/env", "{\"payload\": {}}");
            node.says("farm/x/env", "{\"ts\": \"yesterday\", \"payload\": {\"temperature\": 1, \"humidity\": 1}}");
            node.says("farm/x/env", "{\"a\": 1, \"a\": 2}");
            node.says("farm/nobody", "1");
        }
        node.says("farm/x/env", new byte[3_000_000], 1, false); // more than is ever held
        node.says("farm/x/env", "{\"payload\": {\"temperature\": NaN, \"humidity\": 1e999}}");
        node.says("farm/x/env", envelope(2, 22));
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.batches().size() == 2);
        // A broker of MQTT 5 keeps to our limit and sends it not at all.
        String unread = version.equals("5") ? "" : "/too_large=1, ";
        assertEquals(
                "{" + unread
                        + "/unknown_device=5, node-1/bad_json=10, node-1/bad_time=10, node-1/bad_utf8=5, node-1/no_value=10,"
                        + " node-1/not_a_number=10, node-1/too_deep=5, node-1/too_large=5}",
                new java.util.TreeMap<>(facility.dropped()).toString());
        assertTrue(Double.isNaN(facility.values(1).getFirst()));
        assertEquals(Double.POSITIVE_INFINITY, facility.values(2).getFirst());
        assertEquals(22, facility.values(1).getLast());
        assertTrue(facility.is(LinkState.ONLINE));
    }

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"5", "3.1.1"})
    void userAndPasswordAreGivenAndTheirRefusalSaid(String version) throws Exception {
        facility.withSecret("broker", "wrong");
        Link link = open(at(broker.port, version) + ", user: penstock, password: \"${secret:broker}\"", ENVELOPE);
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.is(LinkState.OFFLINE));
        assertTrue(link.status().reason().contains("password"), link.status().reason());
        assertTrue(link.status().reason().contains("refused us"), link.status().reason());
        assertFalse(link.status().reason().contains("wrong,"), "never the password itself");
        facility.withSecret("broker", "right");
        awaitOnline();
    }

    @Test
    void aSecretThatWasNeverSetIsNamed() {
        Link link = open(at(broker.port, "5") + ", user: penstock, password: \"${secret:other}\"", ENVELOPE);
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.is(LinkState.OFFLINE));
        assertTrue(
                link.status().reason().contains("penstock secret set other"),
                link.status().reason());
    }

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"5", "3.1.1"})
    void tlsWithOurOwnAuthority(String version) throws Exception {
        open(at(broker.tls, version) + ", tls: {ca: " + broker.certificates.pem("ca") + "}", ENVELOPE);
        awaitOnline();
        node.says("farm/a/env", envelope(3, 3));
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.batches().size() == 1);
    }

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"5", "3.1.1"})
    void aCertificateThatCannotBeTrustedIsRefusedInWords(String version) {
        String ours = ", tls: {ca: " + broker.certificates.pem("ca") + "}";
        String foreign = ", tls: {ca: " + broker.certificates.pem("foreign") + "}";
        refusedFor(at(broker.tlsExpired, version) + ours, "has expired");
        refusedFor(at(broker.tls, version) + foreign, "is not trusted; it was not issued by the authority in");
        refusedFor(at(broker.tls, version) + ", tls: true", "is not trusted; name its authority");
        refusedFor(at(broker.tlsElsewhere, version) + ours, "is for another host name");
        refusedFor(at(broker.port, version) + ours, "TLS");
        refusedFor(at(broker.tls, version) + ", tls: {ca: /no/such/file}", "cannot be read");
    }

    private void refusedFor(String connection, String words) {
        FakeLinkContext own = new FakeLinkContext();
        Link link = new MqttDriver(new BackOff(100, 400))
                .open(
                        Specs.read("key: field\ndriver: mqtt\nconnection: {client_id: " + client + ", " + connection
                                + "}"),
                        own);
        try (link) {
            link.start();
            await().alias(words).atMost(Duration.ofSeconds(30)).until(() -> own.is(LinkState.OFFLINE));
            assertTrue(link.status().reason().contains(words), link.status().reason());
            assertFalse(
                    own.statuses().stream().anyMatch(s -> s.state() == LinkState.ONLINE), "never falls back to plain");
        }
    }

    @Test
    void anUnknownHostIsSaid() {
        refusedFor("host: no-such-host.invalid, timeout: 2s", "host no-such-host.invalid is unknown");
    }

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"5", "3.1.1"})
    void anOutputIsVerifiedByTheDevicesOwnWordOnly(String version) throws Exception {
        String v = version.replace(".", "");
        Link link = open(at(broker.port, version), """
                - key: valve-node
                  outputs:
                    - no: 1
                      key: valve
                      address: {topic: valve%1$s/set, on: '{"open":true,"s":{seconds}}', off: '{"open":false}', state: {topic: valve%1$s/state, value: /open}}
                    - {no: 2, key: fan, address: {topic: fan%1$s/set, payload: "{value}", state: {topic: fan%1$s/is, ask: fan%1$s/get}}}
                    - {no: 3, key: horn, address: {topic: horn%1$s/set}}
                """.formatted(v));
        awaitOnline();
        node.listens("valve" + v + "/set", (t, text) -> say("valve" + v + "/state", text));
        String[] fan = {"12.5"};
        node.listens("fan" + v + "/#", (t, text) -> {
            if (t.endsWith("/set")) {
                fan[0] = text;
            }
            if (!t.endsWith("/is")) {
                say("fan" + v + "/is", fan[0]);
            }
        });
        node.listens("horn" + v + "/set", (t, text) -> {});

        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 90_500, 2_000)));
        assertEquals(List.of("valve" + v + "/set {\"open\":true,\"s\":91}"), node.heard);
        assertEquals(new WriteOutcome.Verified(0), link.write(new OutputWrite(1, 0, 0, 2_000)));
        assertEquals(new WriteOutcome.Verified(12.5), link.readBack(2));
        assertEquals(new WriteOutcome.Verified(40), link.write(new OutputWrite(2, 40, 60_000, 2_000)));
        assertEquals(new WriteOutcome.Acknowledged(), link.write(new OutputWrite(3, 1, 60_000, 2_000)));
        DeviceHealth health = link.health().getFirst();
        assertEquals("valve-node 0 0", health.device() + " " + health.errors() + " " + health.timeouts());
        assertTrue(health.lastResponseMicros() > 0, "how long the device took to do what it was told");
        for (int i = 0; i < 20; i++) { // also beyond the topic aliases a broker offers
            assertEquals(new WriteOutcome.Verified(i), link.write(new OutputWrite(2, i, 60_000, 2_000)));
        }
    }

    @Test
    void aSilentOrDisobedientDeviceFailsInWords() throws Exception {
        say("old/state", "ON", true);
        Link link = open(at(broker.port, "5"), """
                - key: node
                  outputs:
                    - {no: 1, key: stuck, address: {topic: stuck/set, state: {topic: stuck/state}}}
                    - {no: 2, key: old, address: {topic: old/set, state: {topic: old/state}}}
                    - {no: 3, key: nobody, address: {topic: nobody/set, state: {topic: nobody/state}}}
                """);
        awaitOnline();
        node.listens("stuck/set", (t, text) -> say("stuck/state", "OFF"));
        node.listens("old/set", (t, text) -> {});
        assertFailed(link, 1, "was commanded to 1.0 but its device reports 0.0");
        assertEquals(new WriteOutcome.Verified(1), link.readBack(2), "a retained state may be read back");
        assertFailed(link, 2, "its device reported no state on old/state within 300 ms");
        assertFailed(link, 3, "no device listens to nobody/set");
        DeviceHealth health = link.health().getFirst();
        assertEquals(
                "1 in time, 1 silent, 2 failed",
                health.answers() + " in time, " + health.timeouts() + " silent, " + health.errors() + " failed");
        assertEquals(
                "output nobody was not commanded: no device listens to nobody/set: is it switched on and connected?",
                health.lastError());
        say("old/state", "", true);
    }

    private static void assertFailed(Link link, int output, String words) throws InterruptedException {
        WriteOutcome.Failed failed =
                assertInstanceOf(WriteOutcome.Failed.class, link.write(new OutputWrite(output, 1, 60_000, 300)));
        assertTrue(failed.reason().contains(words), failed.reason());
    }

    private void say(String topic, String text) {
        say(topic, text, false);
    }

    private void say(String topic, String text, boolean retained) {
        try {
            node.says(topic, text.getBytes(StandardCharsets.UTF_8), 1, retained);
        } catch (org.eclipse.paho.mqttv5.common.MqttException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"5", "3.1.1"})
    void aValueTakesMillisecondsFromPublishToFacility(String version) throws Exception {
        open(at(broker.port, version), ENVELOPE);
        awaitOnline();
        long[] micros = new long[100];
        for (int i = 0; i < micros.length; i++) {
            long before = System.nanoTime();
            int expected = i + 1;
            node.says("farm/a/env", envelope(i, i));
            while (facility.batches().size() < expected) {
                Thread.onSpinWait();
            }
            micros[i] = (facility.batches().getLast().receivedNanos() - before) / 1_000;
        }
        Arrays.sort(micros);
        System.out.printf(
                "MQTT %s publish to receipt: p50 %d us, p99 %d us, max %d us%n",
                version, micros[50], micros[98], micros[99]);
        assertTrue(micros[50] < 20_000, "p50 " + micros[50]);
    }
}
