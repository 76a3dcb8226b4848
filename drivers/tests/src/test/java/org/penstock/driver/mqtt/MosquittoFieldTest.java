package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Installed;
import org.penstock.driver.testing.Specs;

/** The same behaviour with mosquitto, the broker most facilities run. */
@Tag("field")
@Timeout(120)
class MosquittoFieldTest {
    @TempDir
    Path dir;

    @ParameterizedTest(name = "MQTT {0}")
    @ValueSource(strings = {"5", "3.1.1"})
    void valuesCommandsRestartAndFlood(String version) throws Exception {
        int port = TestBroker.freePort();
        Files.writeString(dir.resolve("mosquitto.conf"), """
                listener %d 127.0.0.1
                allow_anonymous true
                user root
                max_inflight_messages 40
                max_queued_messages 5000
                persistence true
                persistence_location %s/
                """.formatted(port, dir));
        Process mosquitto = start(port);
        FakeLinkContext facility = new FakeLinkContext();
        try (Link link =
                new MqttDriver(new BackOff(100, 400)).open(Specs.read("""
                key: broker
                driver: mqtt
                connection: {host: 127.0.0.1, port: %d, version: "%s", in_flight: 10}
                devices:
                  - key: node
                    streams:
                      - {no: 1, key: temp, address: {topic: farm/+/temp, value: /t, time: /ts, time_format: s, message_id: /id}}
                    outputs:
                      - {no: 1, key: valve, address: {topic: v/set, state: {topic: v/state}}}
                """.formatted(port, version)), facility)) {
            link.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.ONLINE));
            try (TestNode node = new TestNode(port)) {
                node.listens("v/set", (t, text) -> {
                    try {
                        node.says("v/state", text);
                    } catch (org.eclipse.paho.mqttv5.common.MqttException e) {
                        throw new IllegalStateException(e);
                    }
                });
                assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 60_000, 5_000)));
                facility.full(true);
                for (int i = 0; i < 200; i++) {
                    node.says("farm/a/temp", "{\"id\": %d, \"ts\": %d, \"t\": %d}".formatted(i, 1_795_240_800 + i, i));
                }
            }
            if (version.equals("3.1.1")) {
                await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.DEGRADED));
            }
            facility.full(false);
            List<Double> all = IntStream.range(0, 200).mapToObj(i -> (double) i).toList();
            await().atMost(Duration.ofSeconds(60))
                    .until(() ->
                            List.copyOf(new LinkedHashSet<>(facility.values(1))).equals(all));

            mosquitto.destroy();
            await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.OFFLINE));
            mosquitto.waitFor();
            mosquitto = start(port);
            await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.ONLINE));
            Installed.run(
                    "mosquitto_pub",
                    "-h",
                    "127.0.0.1",
                    "-p",
                    Integer.toString(port),
                    "-q",
                    "1",
                    "-t",
                    "farm/b/temp",
                    "-m",
                    "{\"t\": 777}");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> facility.values(1).contains(777.0));
            assertTrue(link.status().reconnects() >= 1);
        } finally {
            mosquitto.destroy();
            mosquitto.waitFor();
        }
    }

    private Process start(int port) throws Exception {
        Process p = new ProcessBuilder(
                        Installed.program("mosquitto"),
                        "-c",
                        dir.resolve("mosquitto.conf").toString())
                .redirectErrorStream(true)
                .redirectOutput(dir.resolve("mosquitto.log").toFile())
                .start();
        await().atMost(Duration.ofSeconds(20)).until(() -> {
            try (Socket s = new Socket("127.0.0.1", port)) {
                return s.isConnected();
            } catch (java.io.IOException notYet) {
                return false;
            }
        });
        return p;
    }
}
