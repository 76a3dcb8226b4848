package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Approach;
import org.penstock.core.link.LinkContext;
import org.penstock.driver.mqtt.BrokerConnection.Incoming;
import org.penstock.driver.mqtt.BrokerConnection.Subscription;
import org.penstock.driver.shared.Drops;
import org.penstock.driver.shared.StatusBoard;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to a broker with what belongs to it: what is heard on it, in which order it is acknowledged, and what this
 * program says of itself there. Messages come on the connection's thread, acknowledgements go on a thread of their own, all
 * else is the link's thread.
 */
final class BrokerSession implements BrokerConnection.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(BrokerSession.class);

    private final String key;
    private final LinkContext context;
    private final StatusBoard status;
    private final StateBook states;
    private final Inbox inbox;
    private final Drops drops;
    private final Runnable wake;
    private final BrokerConnection connection;
    private final AckOrder acks = new AckOrder();
    private final Thread acknowledging;
    private final Hearing hearing;
    private final HostState host;
    private volatile @Nullable String lost;
    /** Whether codes are listened for. */
    private boolean pairing;

    /** @param key of the link @param settings as whom to connect @param wake called when the connection is lost */
    BrokerSession(
            String key,
            MqttSettings settings,
            LinkContext context,
            Hearing hearing,
            StatusBoard status,
            StateBook states,
            Inbox inbox,
            Drops drops,
            Runnable wake)
            throws BrokerException {
        this.key = key;
        this.context = context;
        this.hearing = hearing;
        this.status = status;
        this.states = states;
        this.inbox = inbox;
        this.drops = drops;
        this.wake = wake;
        this.host = new HostState(settings, StatusBoard.wallMicros(context) / 1_000);
        Credentials credentials = Credentials.of(settings, context);
        this.connection = settings.five()
                ? new Mqtt5Connection(settings, credentials, this)
                : new Mqtt3Connection(settings, credentials, this);
        this.acknowledging = Thread.ofPlatform()
                .name("penstock-mqtt-" + key + "-acks")
                .daemon()
                .start(this::acknowledge);
    }

    private void acknowledge() {
        try {
            for (int[] ids = acks.due(); ids.length > 0; ids = acks.due()) {
                connection.acknowledge(ids);
            }
        } catch (InterruptedException unused) {
            // Nobody interrupts it; should it happen, the broker repeats on the next connection.
        } catch (RuntimeException e) {
            LOG.error("link {}: acknowledgements ended; connecting anew", key, e);
            lost("acknowledging failed inside the program (" + e + ")");
        }
    }

    BrokerConnection connection() {
        return connection;
    }

    /** Why the connection was lost, null while it is not. Any thread. */
    @Nullable
    String lost() {
        return lost;
    }

    /** Whether everything that was taken is acknowledged. */
    boolean acknowledged() {
        return acks.waiting() == 0;
    }

    /**
     * Connects and subscribes.
     *
     * @return what the broker refused, in words
     */
    List<String> open(List<Subscription> subscriptions) throws BrokerException {
        connection.open(host.will());
        List<Subscription> wanted = new ArrayList<>(subscriptions);
        if (host.is()) {
            wanted.add(new Subscription(new TopicFilter(host.topic()), true));
        }
        List<String> refused = new ArrayList<>(wanted.isEmpty() ? List.of() : connection.subscribe(wanted));
        String unsaid = host.announce(connection);
        if (!unsaid.isEmpty()) {
            refused.add(unsaid);
        }
        return refused;
    }

    /** Says once more that this program is there, where somebody said that it is not. @return why it could not, or "" */
    String insist() {
        return host.denied() ? host.announce(connection) : "";
    }

    /** Listens for codes only while one is waited for: a broker's owner has not granted the topic to everybody for ever. */
    void hearCodes() {
        boolean wanted = !context.trial() && context.pairing();
        if (wanted == pairing) {
            return;
        }
        pairing = wanted;
        try {
            if (wanted) {
                Subscription codes = PairingTopic.subscription();
                List<String> refused = connection.subscribe(List.of(codes));
                if (!refused.isEmpty()) {
                    context.approached(new Approach.Unheard(
                            "no code can be heard on link " + key + ": " + String.join("; ", refused)
                                    + ". Let this program read " + PairingTopic.FILTER + " there, or enrol as manual"));
                }
            } else {
                connection.unsubscribe(new TopicFilter(PairingTopic.FILTER));
            }
        } catch (BrokerException e) {
            status.countError();
            if (wanted) {
                context.approached(new Approach.Unheard("no code can be heard on link " + key + " now: " + e.reason()));
            }
        }
    }

    /** Ends the connection without waiting; the thread that acknowledges ends by itself. */
    void hangUp() throws InterruptedException {
        if (lost == null) {
            host.farewell(connection);
        }
        acks.end();
        connection.close();
    }

    /** Ends connection and thread. */
    void end(long withinMillis) throws InterruptedException {
        hangUp();
        acknowledging.join(withinMillis);
    }

    @Override
    public void message(Incoming m) {
        status.countReceived();
        long received = StatusBoard.wallMicros(context);
        Heard heard = host.heard(m) ? Heard.NOTHING : hearing.hear(m, received);
        // At once and not from the queue: a command waits for it, also while the facility takes no more values.
        heard.states().forEach(state -> states.heard(state.output(), state.value(), m.retained()));
        heard.deliveries().forEach(d -> states.delivered(d.identity(), d.delivery()));
        switch (inbox.put(m, heard, received, acks)) {
            case YES -> {
                // The worker has it.
            }
            case LOST -> drops.count("", "overflow", "a QoS 0 message came faster than messages can be taken");
            case LATER -> context.dropped("", "deferred");
        }
    }

    @Override
    public void tooLarge(long bytes, int id) {
        status.countReceived();
        drops.count("", "too_large", "a message of " + bytes + " bytes was left out unread");
        if (id != 0) {
            acks.arrived(id).run();
        }
    }

    @Override
    public void lost(String reason) {
        lost = reason;
        wake.run();
    }
}
