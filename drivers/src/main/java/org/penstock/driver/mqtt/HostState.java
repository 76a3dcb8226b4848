package org.penstock.driver.mqtt;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Problems;
import org.penstock.driver.mqtt.BrokerConnection.Incoming;
import org.penstock.driver.mqtt.BrokerConnection.Will;
import org.penstock.driver.mqtt.decoder.Payload;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/**
 * What a Sparkplug host application says of itself on one connection, {@code connection: {sparkplug_host: north}}: that it
 * is there, retained on {@code spBv1.0/STATE/<id>}, and by its last will that it is gone, both with the time of the
 * connection. Edge nodes that wait for this host keep their measurements while it is away. Source: Sparkplug 3.0.0, "Host
 * Application Session Establishment" and "Termination". Callable from any thread.
 */
final class HostState {
    private static final Logger LOG = LoggerFactory.getLogger(HostState.class);
    /** Time to say that the host goes; the broker says it when that fails, for then the connection breaks. */
    private static final long FAREWELL_MS = 500;

    private final String id;
    private final long millis;
    private final MqttSettings settings;
    private final AtomicBoolean denied = new AtomicBoolean();
    /** Held while something is being said: the last word must be the right one. */
    private final ReentrantLock saying = new ReentrantLock();

    private volatile boolean announced;
    private volatile boolean gone;

    /** @param millis when the connection is begun, ms since 1970 UTC */
    HostState(MqttSettings settings, long millis) {
        this.id = settings.sparkplugHost();
        this.millis = millis;
        this.settings = settings;
    }

    /** Reads the word; "" when it is not written, or a problem was reported. */
    static String read(Fields connection, Problems problems) {
        String id = connection.text("sparkplug_host", "").strip();
        if (!id.contains("/") && !id.contains("+") && !id.contains("#")) {
            return id;
        }
        problems.add(
                connection.node("sparkplug_host"),
                "`sparkplug_host: " + id + "` is no host id: it has a / or + or #",
                "write the primary host id that the edge nodes were given");
        return "";
    }

    /** Whether we are a host at all; where not, nothing is said. */
    boolean is() {
        return !id.isEmpty();
    }

    String topic() {
        return "spBv1.0/STATE/" + id;
    }

    /** What the broker says when the connection breaks, or null. */
    @Nullable
    Will will() {
        return is() ? new Will(topic(), said(false)) : null;
    }

    private byte[] said(boolean online) {
        return ("{\"online\":" + online + ",\"timestamp\":" + millis + "}").getBytes(StandardCharsets.UTF_8);
    }

    /** Says that the host is there. @return what came in the way, in words; "" when nothing did */
    String announce(BrokerConnection connection) {
        if (!is()) {
            return "";
        }
        saying.lock();
        try {
            denied.set(false);
            if (!gone) {
                connection.announce(topic(), said(true), settings.timeoutMillis());
                announced = true;
            }
            return "";
        } catch (BrokerException e) {
            return "edge nodes that wait for the host " + id + " keep what they measure, for it could not be said on "
                    + topic() + " that it is there: " + e.reason();
        } finally {
            saying.unlock();
        }
    }

    /**
     * Says that the host goes, once: a broker says nothing for a client that says goodbye. Whoever closes the connection
     * calls it before, also when somebody else is just saying it.
     */
    void farewell(BrokerConnection connection) throws InterruptedException {
        if (!is() || !saying.tryLock(FAREWELL_MS, TimeUnit.MILLISECONDS)) {
            return;
        }
        try {
            if (announced && !gone) {
                gone = true;
                connection.announce(topic(), said(false), FAREWELL_MS);
            }
        } catch (BrokerException e) {
            LOG.warn("that the host {} goes could not be said to {}: {}", id, settings.where(), e.reason());
        } finally {
            saying.unlock();
        }
    }

    /** Takes note of what is said of the host. @return whether the message was about it */
    boolean heard(Incoming m) {
        if (!is() || !m.topic().equals(topic())) {
            return false;
        }
        if (announced && !gone && !m.retained()) {
            denied.set(saysGone(m));
        }
        return true;
    }

    /** Whether others heard that the host is gone, by the will of a connection given up late or a namesake: say it again. */
    boolean denied() {
        return denied.get();
    }

    private boolean saysGone(Incoming m) {
        try {
            JsonNode online =
                    Payload.of(m.payload(), settings.maxPayload()).json().path("online");
            return online.isBoolean() && !online.booleanValue();
        } catch (Payload.Unreadable unused) {
            return true; // whoever reads it cannot know that the host is there
        }
    }
}
