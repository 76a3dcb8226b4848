package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** What the stories of an MQTT link share: a broker made by other people, a node that speaks and a link in between. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(120)
abstract class AgainstABroker {
    static final String ENVELOPE = """
            - key: node-1
              address: {topic: "farm/+/env", time: /ts, message_id: /id}
              streams:
                - {no: 1, key: temp, address: {value: /payload/temperature}}
                - {no: 2, key: hum, address: {value: /payload/humidity, quality: /q}}
            """;

    /** Of the class's own: threads are named after it, and one class stops the broker while another listens. */
    private final String key;

    private int count;

    /** Another in every test: the broker keeps the session of each. */
    String client = "";

    private final List<Link> opened = new ArrayList<>();
    TestBroker broker;
    FakeLinkContext facility;
    TestNode node;

    AgainstABroker(String key) {
        this.key = key;
    }

    @BeforeAll
    void startBroker(@TempDir Path dir) throws Exception {
        broker = new TestBroker(dir);
    }

    @AfterAll
    void stopBroker() throws Exception {
        broker.close();
    }

    @BeforeEach
    void begin() throws Exception {
        assertEquals(Set.of(), Threads.named("penstock-mqtt-" + key));
        client = "penstock-test-" + key + "-" + count++;
        facility = new FakeLinkContext().withSecret("broker", "right");
        node = new TestNode(broker.port);
    }

    @AfterEach
    void stop() throws Exception {
        opened.forEach(Link::close);
        opened.clear();
        node.close();
        assertNothingRuns();
    }

    void assertNothingRuns() {
        Threads.assertNone("penstock-mqtt-" + key);
        Threads.assertNone(client);
    }

    Link open(String connection, String devices) {
        String yaml = """
                key: %s
                driver: mqtt
                connection: {client_id: %s, %s}
                devices:
                %s
                """.formatted(key, client, connection, devices.indent(2));
        MqttDriver driver = new MqttDriver(new BackOff(100, 400));
        assertEquals(List.of(), Specs.check(driver, yaml));
        Link link = driver.open(Specs.read(yaml), facility);
        opened.add(link);
        link.start();
        return link;
    }

    String at(int port, String version) {
        return "host: localhost, port: " + port + ", version: \"" + version + "\", timeout: 2s";
    }

    /** Makes the broker keep messages for us, as it does while the program is down. */
    void subscribeAndLeave(String connection, String devices) {
        Link link = open(connection, devices);
        awaitOnline();
        link.close();
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.is(LinkState.STOPPED));
    }

    void awaitOnline() {
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.is(LinkState.ONLINE));
    }

    static String envelope(int id, double temperature) {
        return """
                {"id": "m-%d", "ts": "2026-11-21T06:00:%02d.5Z", "q": 64,
                 "payload": {"temperature": %s, "humidity": "61.5"}}""".formatted(id, id % 60, temperature);
    }
}
