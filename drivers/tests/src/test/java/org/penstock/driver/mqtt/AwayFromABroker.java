package org.penstock.driver.mqtt;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.testsupport.BlackHole;

/**
 * What an MQTT link keeps when cable, broker or journal fail it, against a broker made by other people that is stopped. One
 * class a version, for both mostly wait.
 */
abstract class AwayFromABroker extends AgainstABroker {
    private final String version;

    AwayFromABroker(String version) {
        super("away-" + version);
        this.version = version;
    }

    @Test
    void whatTheJournalHasNotTakenComesAgainAfterAReconnect() throws Exception {
        try (BlackHole cable = new BlackHole(broker.port)) {
            subscribeAndLeave(at(cable.port(), version), ENVELOPE);
            for (int i = 0; i < 5; i++) {
                node.says("farm/a/env", envelope(i, i));
            }
            facility.holdingAcknowledgements();
            Link link = open(at(cable.port(), version), ENVELOPE);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> facility.batches().size() == 5);
            // They come while we still subscribe; a connection that was cut before it stood is no reconnect later.
            awaitOnline();
            cable.cut();
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> facility.batches().size() == 10);
            assertEquals(ids(0, 5), messageIds(facility.batches().subList(5, 10)), "same identities, same order");
            // The broker repeats them while we still subscribe.
            await().atMost(Duration.ofSeconds(30)).until(() -> link.status().reconnects() == 1);

            facility.acknowledgeAll();
            node.says("farm/a/env", envelope(5, 5));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> facility.batches().size() == 11);
            cable.cut();
            await().atMost(Duration.ofSeconds(30)).until(() -> link.status().reconnects() == 2);
            awaitOnline();
            node.says("farm/a/env", envelope(6, 6));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> messageIds(facility.batches()).contains("m-6"));
            List<String> again =
                    messageIds(facility.batches().subList(11, facility.batches().size()));
            assertTrue(
                    Set.of("m-5", "m-6").containsAll(again),
                    again + ": what was acknowledged does not come again,"
                            + " but the last acknowledgement may be lost with the cable");
        }
    }

    @Test
    void messagesSentWhileWeWereAwayAreNotLost() throws Exception {
        try (BlackHole cable = new BlackHole(broker.port)) {
            subscribeAndLeave(at(cable.port(), version), ENVELOPE);
            for (int i = 0; i < 50; i++) {
                node.says("farm/a/env", envelope(i, i));
            }
            open(at(cable.port(), version), ENVELOPE);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> facility.batches().size() == 50);
            assertEquals(ids(0, 50), messageIds(facility.batches()));
        }
    }

    @Test
    void aFloodBeyondTheQueueLosesNothing() throws Exception {
        subscribeAndLeave(at(broker.port, version), ENVELOPE);
        int sent = 30;
        for (int i = 0; i < sent; i++) {
            node.says("farm/a/env", envelope(i, i));
        }
        facility.holdingAcknowledgements();
        facility.full(true);
        open(at(broker.port, version) + ", in_flight: 3", ENVELOPE);
        if (version.equals("3.1.1")) {
            await().atMost(Duration.ofSeconds(30)).until(() -> facility.is(LinkState.DEGRADED));
            assertTrue(facility.dropped("/deferred") > 0);
        }
        facility.full(false);
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.batches().size() >= 3);
        facility.acknowledgeAll();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> new TreeSet<>(messageIds(facility.batches())).size() == sent);
        assertEquals(
                ids(0, sent),
                List.copyOf(new LinkedHashSet<>(messageIds(facility.batches()))),
                "all of them, first come in order");
        awaitOnline();
    }

    @Test
    void aRestartedBrokerIsFoundAndSubscribedToAgain() throws Exception {
        Link link = open(at(broker.port, version), ENVELOPE);
        awaitOnline();
        node.close();
        broker.stop();
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.is(LinkState.OFFLINE));
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.said(LinkState.OFFLINE, "refused the connection"));
        assertNotNull(link.status().nextTryMicros());
        broker.startAgain();
        awaitOnline();
        node = new TestNode(broker.port);
        node.says("farm/a/env", envelope(3, 3));
        await().atMost(Duration.ofSeconds(30)).until(() -> facility.batches().size() == 1);
    }

    @Test
    void aPulledCableIsNoticedByTheKeepAlive() throws Exception {
        try (BlackHole cable = new BlackHole(broker.port)) {
            open(at(cable.port(), version).replace("timeout: 2s", "timeout: 1s") + ", keep_alive: 1s", ENVELOPE);
            awaitOnline();
            cable.swallow(true);
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> facility.said(LinkState.OFFLINE, "keep-alive of 1 s was lost"));
            await().atMost(Duration.ofSeconds(30)).until(() -> facility.said(LinkState.OFFLINE, "answer"));
            cable.swallow(false);
            cable.cut();
            awaitOnline();
        }
    }

    @Test
    void closesInTimeWhileTheBrokerSwallowsEverything() throws Exception {
        try (BlackHole cable = new BlackHole(broker.port)) {
            Link connected = open(at(cable.port(), version), ENVELOPE);
            awaitOnline();
            cable.swallow(true);
            closesWithin(connected, Duration.ofSeconds(5));
            long before = cable.connections.get();
            Link connecting = open(at(cable.port(), version), ENVELOPE);
            await().atMost(Duration.ofSeconds(30)).until(() -> cable.connections.get() > before);
            closesWithin(connecting, Duration.ofSeconds(5));
        }
    }

    private void closesWithin(Link link, Duration most) {
        long before = System.nanoTime();
        link.close();
        Duration took = Duration.ofNanos(System.nanoTime() - before);
        assertTrue(took.compareTo(most) < 0, "close took " + took);
        assertNothingRuns();
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> "m-" + i).toList();
    }

    private static List<String> messageIds(List<Batch> batches) {
        return batches.stream().map(b -> String.valueOf(b.messageId())).toList();
    }
}
