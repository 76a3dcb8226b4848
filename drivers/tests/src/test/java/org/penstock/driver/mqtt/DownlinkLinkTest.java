package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;
import tools.jackson.databind.json.JsonMapper;

/** A command to a device that listens only after its own uplinks, over a connection such as The Things Stack offers. */
@Timeout(60)
@ResourceLock("broker")
@ExtendWith(BrokerOncePerSuite.class)
class DownlinkLinkTest {
    private static final String DEVICE = "v3/app1@ttn/devices/dev1/";

    private final FakeLinkContext facility = new FakeLinkContext().withSecret("ttn", "right");
    private final TestNode network;
    private final Link link;

    DownlinkLinkTest(TestBroker broker) throws Exception {
        String yaml = """
                key: ttn
                driver: mqtt
                connection: {host: localhost, port: %d, version: "3.1.1", user: penstock, password: "${secret:ttn}",
                             client_id: penstock-downlinks, decoder: ttn, timeout: 5s}
                devices:
                  - key: valve
                    address: {device: dev1, application: app1@ttn}
                    outputs:
                      - {no: 1, key: relay, timeout: 45min, address: {port: 2, on: "030111", off: "030011", state: RO1}}
                """.formatted(broker.port);
        MqttDriver driver = new MqttDriver(new BackOff(100, 400));
        assertEquals(List.of(), Specs.check(driver, yaml));
        network = new TestNode(broker.port);
        network.listens(DEVICE + "down/push", (topic, text) -> {});
        network.listens(DEVICE + "down/replace", (topic, text) -> {});
        link = driver.open(Specs.read(yaml), facility);
        link.start();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> facility.is(LinkState.ONLINE) || facility.is(LinkState.DEGRADED));
    }

    @AfterEach
    void close() throws Exception {
        link.close();
        network.close();
        Threads.assertNone("penstock-mqtt-ttn");
    }

    private CompletableFuture<WriteOutcome> writes(double value, long maxOn, long timeout, BooleanSupplier overtaken) {
        CompletableFuture<WriteOutcome> outcome = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                outcome.complete(link.write(new OutputWrite(1, value, maxOn, timeout, overtaken)));
            } catch (InterruptedException e) {
                outcome.completeExceptionally(e);
            }
        });
        return outcome;
    }

    /** What the network calls the command that came as the {@code no}th. */
    private String arrived(int no, String how) {
        await().atMost(Duration.ofSeconds(30)).until(() -> network.heard.size() == no);
        String text = network.heard.getLast();
        assertTrue(text.startsWith(DEVICE + "down/" + how + " "), text);
        return JsonMapper.shared()
                .readTree(text.substring(text.indexOf('{')))
                .at("/downlinks/0/correlation_ids/0")
                .asString();
    }

    private void says(String event, String id) throws Exception {
        network.says(DEVICE + "down/" + event, """
                {"end_device_ids": {"device_id": "dev1"}, "downlink_%s": {"f_port": 2, "correlation_ids": ["%s"]}}""".formatted(event, id));
    }

    private void uplink(int count, String relay) throws Exception {
        network.says(DEVICE + "up", """
                {"end_device_ids": {"device_id": "dev1"}, "received_at": "2026-01-10T12:00:00Z",
                 "uplink_message": {"session_key_id": "k", "f_cnt": %d, "f_port": 2, "decoded_payload": {"RO1": "%s"},
                   "received_at": "2026-01-10T12:00:0%dZ"}}""".formatted(count, relay, count));
    }

    private static String failed(CompletableFuture<WriteOutcome> outcome) throws Exception {
        return ((WriteOutcome.Failed) outcome.get(30, TimeUnit.SECONDS)).reason();
    }

    @Test
    void onlyAnUplinkAfterItWasSentProvesIt() throws Exception {
        CompletableFuture<WriteOutcome> outcome = writes(1, 60_000, 30_000, () -> false);
        String id = arrived(1, "push");
        says("queued", id);
        uplink(1, "ON"); // what it was switched to by hand, before it heard of the command
        says("sent", id);
        uplink(2, "OFF"); // the one that was on its way already
        await().during(Duration.ofMillis(300)).atMost(Duration.ofSeconds(30)).until(() -> !outcome.isDone());
        uplink(3, "ON");
        assertEquals(new WriteOutcome.Verified(1), outcome.get(30, TimeUnit.SECONDS));
        assertEquals(1, network.heard.size(), "told once");
    }

    @Test
    void whatTheNetworkGivesUpFailsAtOnce() throws Exception {
        CompletableFuture<WriteOutcome> outcome = writes(1, 60_000, 600_000, () -> false);
        String id = arrived(1, "push");
        says("queued", id);
        says("nack", "penstock:dev1:17"); // of an earlier one
        says("nack", id);
        assertEquals(
                "output relay of device valve was commanded to 1.0 but the network says that the device did not acknowledge it"
                        + " (nack)",
                failed(outcome));
    }

    @Test
    void theSafeValueOvertakesAndTakesThePlaceOfWhatIsQueued() throws Exception {
        AtomicBoolean overtaken = new AtomicBoolean();
        CompletableFuture<WriteOutcome> opening = writes(1, 60_000, 600_000, overtaken::get);
        says("queued", arrived(1, "push"));
        assertFalse(opening.isDone());
        overtaken.set(true);
        assertTrue(failed(opening).contains("was overtaken by another command"));
        CompletableFuture<WriteOutcome> closing = writes(0, 0, 30_000, () -> false);
        String id = arrived(2, "replace");
        says("sent", id);
        uplink(1, "OFF");
        assertEquals(new WriteOutcome.Verified(0), closing.get(30, TimeUnit.SECONDS));
    }

    @Test
    void whenTheTimeIsOverTheWordsSayHowFarItGot() throws Exception {
        CompletableFuture<WriteOutcome> outcome = writes(1, 60_000, 1_500, () -> false);
        says("queued", arrived(1, "push"));
        assertEquals(
                "output relay of device valve was commanded to 1.0 but its device reported no state on RO1 of dev1 within 1500"
                        + " ms; the network queued it and the command was still under way: the device can be reached only after"
                        + " its next uplink",
                failed(outcome));
        assertTrue(failed(writes(1, 60_000, 300, () -> false))
                .contains("; the network did not say that it took the command: the device can be reached only after"));
    }

    @Test
    void aLinkThatClosesLetsNobodyWait() throws Exception {
        CompletableFuture<WriteOutcome> outcome = writes(1, 60_000, 600_000, () -> false);
        arrived(1, "push");
        link.close();
        assertTrue(failed(outcome).contains("the device can be reached only after its next uplink"));
    }
}
