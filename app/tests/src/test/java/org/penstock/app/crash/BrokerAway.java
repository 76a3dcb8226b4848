package org.penstock.app.crash;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.LinkState;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.Facility;
import org.penstock.core.runtime.FacilityOptions;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.driver.mqtt.MqttDriver;

/**
 * A facility whose broker goes away under load and comes back, and what its record holds afterwards, read again from the
 * disk. The broker keeps sessions and messages in files; a broker that forgets may lose what it acknowledged to a sensor
 * and had not handed on, which nobody behind it can make good.
 *
 * @param perSecond messages a second
 * @param before how long it runs before and after, ms
 * @param away how long the broker is away, ms
 */
record BrokerAway(Path dir, MortalBroker broker, int perSecond, long before, long away) {
    /** Stops the broker in order: every reading is there once. */
    void stopped() throws Exception {
        broker.start();
        int measured;
        try (ResendingNodes nodes = new ResendingNodes(broker.port(), perSecond)) {
            try (Facility facility = open(broker.port())) {
                awaitListening(facility);
                nodes.start();
                Thread.sleep(before);
                broker.stop();
                Thread.sleep(away);
                broker.start();
                Thread.sleep(before);
                measured = nodes.measureNoMore();
                awaitTaken(nodes);
                await("everything is stored")
                        .atMost(Duration.ofSeconds(120))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> stored(facility, nodes.began()).size() >= measured);
            }
            System.out.printf(
                    "%,d messages at %,d/s, broker stopped for %,d ms: at most %,d waited with the nodes, %,d sent again%n",
                    measured, perSecond, away, nodes.mostWaiting(), nodes.sentAgain());
            assertTrue(nodes.mostWaiting() > perSecond * away / 2_000, "the nodes hardly noticed");
            List<Integer> stored = storedOnDisk(nodes.began());
            assertEquals(List.of(), twice(stored), "stored twice");
            assertEquals(
                    IntStream.range(0, measured).boxed().toList(),
                    stored.stream().sorted().toList());
        }
    }

    /** Kills the broker: every message that Penstock acknowledged is there once, and nothing is there twice. */
    void killed() throws Exception {
        broker.start();
        try (ResendingNodes nodes = new ResendingNodes(broker.port(), perSecond);
                BrokerTap tap = new BrokerTap(broker.port())) {
            int beforeKill;
            int measured;
            try (Facility facility = open(tap.port)) {
                awaitListening(facility);
                nodes.start();
                Thread.sleep(before);
                await("messages pass")
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> tap.acknowledged().size() > 100);
                broker.kill();
                beforeKill = tap.acknowledged().size();
                Thread.sleep(away);
                broker.start();
                Thread.sleep(before);
                measured = nodes.measureNoMore();
                awaitTaken(nodes);
                awaitListening(facility);
                await("the broker has nothing more for Penstock")
                        .atMost(Duration.ofSeconds(120))
                        .until(() -> tap.acknowledged().size() > beforeKill && tap.quietNanos() > 2_000_000_000L);
            }
            Set<Integer> acknowledged = tap.acknowledged();
            List<Integer> stored = storedOnDisk(nodes.began());
            System.out.printf(
                    "%,d messages at %,d/s, broker killed: Penstock acknowledged %,d before and %,d in all, stored %,d;"
                            + " %,d sent again%n",
                    measured, perSecond, beforeKill, acknowledged.size(), stored.size(), nodes.sentAgain());
            assertTrue(acknowledged.size() > beforeKill, "it was not killed in the middle");
            assertEquals(List.of(), twice(stored), "stored twice");
            Set<Integer> lost = new TreeSet<>(acknowledged);
            stored.forEach(lost::remove);
            assertEquals(Set.of(), lost, "acknowledged and lost");
        }
    }

    private static void awaitListening(Facility facility) {
        await("Penstock listens to the broker")
                .atMost(Duration.ofSeconds(120))
                .until(() -> facility.snapshot().field().links().stream()
                        .anyMatch(l -> l.link().equals("field") && l.state() == LinkState.ONLINE));
    }

    private static void awaitTaken(ResendingNodes nodes) {
        await("the broker has taken everything").atMost(Duration.ofSeconds(120)).until(nodes::allTaken);
    }

    private static List<Integer> twice(List<Integer> stored) {
        Set<Integer> seen = new HashSet<>();
        return stored.stream().filter(n -> !seen.add(n)).toList();
    }

    private List<Integer> storedOnDisk(Instant from) throws Exception {
        try (Facility again = open(null)) {
            assertTrue(again.awaitRecord(60_000), "the record did not catch up");
            return stored(again, from);
        }
    }

    /** Numbers of the measurements that the record holds. */
    private static List<Integer> stored(Facility facility, Instant from) {
        List<Integer> numbers = new ArrayList<>();
        for (int s = 0; s < ResendingNodes.STREAMS; s++) {
            for (FacilityRecord.Reading r : facility.record()
                    .readings("s-" + s, from.minusSeconds(1), Instant.now().plusSeconds(60), Integer.MAX_VALUE)) {
                assertEquals("good", r.quality());
                numbers.add((int) Math.round(r.value()) * ResendingNodes.STREAMS + s);
            }
        }
        return numbers;
    }

    /** @param port of the broker, or null to look at the record only */
    private Facility open(@Nullable Integer port) throws Exception {
        return Facility.open(new FacilityOptions(
                dir.resolve("data"),
                port == null ? null : new FacilityOptions.FacilityText("facility.yaml", text(port)),
                null,
                List.of(new MqttDriver()),
                port != null,
                port == null ? "command" : "serve",
                "os:ada",
                InstantSource.system(),
                Ticker.system()));
    }

    private static String text(int port) {
        StringBuilder streams = new StringBuilder();
        for (int s = 0; s < ResendingNodes.STREAMS; s++) {
            streams.append("""
                          - {key: s-%1$d, name: Meter %1$d, metric: volume, unit: L, interval: 1s,
                             address: {topic: field/s-%1$d, value: /v, time: /ts, time_format: us, message_id: /id}}
                    """.formatted(s));
        }
        return """
                penstock: 1
                organization: {key: northglass, name: Northglass Growers}
                site: {key: north, name: North House, profile: grow, timezone: Europe/Amsterdam}
                locations:
                  - {key: house, name: Glasshouse 1, kind: building}
                links:
                  - {key: field, driver: mqtt, connection: {host: 127.0.0.1, port: %d}}
                devices:
                  - key: meters
                    name: Meters
                    link: field
                    location: house
                    address: {}
                    streams:
                %s""".formatted(port, streams);
    }
}
