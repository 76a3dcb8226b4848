package org.penstock.driver.mqtt;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;
import org.penstock.driver.mqtt.decoder.Decoders;

/**
 * The {@code connection:} block.
 *
 * @param five MQTT 5, else 3.1.1
 * @param passwordSecret name of the secret, "" when none
 * @param tls how it is encrypted, or null when it is not; never falls back to plain
 * @param sessionSeconds how long the broker keeps messages for us while we are away, s (MQTT 5)
 * @param timeoutMillis for connecting, subscribing and asking for a state, ms
 * @param inFlight how many messages may wait for their acknowledgement
 * @param maxPayload longest payload that is read, bytes
 * @param watch filters subscribed only to notice devices nobody has set up
 * @param decoder the convention of every device that names none, "" = plain topics
 * @param sparkplugHost as which host application the edge nodes know us, "" = as none
 */
record MqttSettings(
        String host,
        int port,
        boolean five,
        String clientId,
        String user,
        String passwordSecret,
        @Nullable MqttTls tls,
        int keepAliveSeconds,
        long sessionSeconds,
        long timeoutMillis,
        int inFlight,
        int maxPayload,
        List<TopicFilter> watch,
        String decoder,
        String sparkplugHost) {
    /**
     * What the usual brokers keep for a client that is slow or away (1,000) and once more. A smaller number made a loop of
     * every backlog: mosquitto 2.0.11 raises what it may send by two for each acknowledgement, floods a client far beyond
     * the agreed number, and each new connection took no more than twice that number before it had to be given up again
     * (measured: 240 of 1,000 readings a second got through, for as long as the backlog lasted).
     */
    private static final int IN_FLIGHT = 2_000;

    private static final long SMALLEST_PACKET_LIMIT = 2 * 1024 * 1024;

    MqttSettings {
        watch = List.copyOf(watch);
    }

    static MqttSettings read(String link, Node connection, Problems problems) {
        Fields f = Fields.of(connection, problems);
        MqttTls tls = MqttTls.read(f, problems);
        List<TopicFilter> watch = new ArrayList<>();
        for (Node n : f.items("watch")) {
            String fault = TopicFilter.fault(n.text());
            if (fault != null) {
                problems.add(n, "`" + n.text() + "` " + fault, "write a topic filter such as farm/#");
            } else {
                watch.add(new TopicFilter(n.text()));
            }
        }
        String host = f.text("host");
        if (host.contains("://") || host.contains("/")) {
            problems.add(f.node("host"), "`host` holds more than a host name", "write only the name or address");
        }
        MqttSettings settings = new MqttSettings(
                host,
                f.integer("port", tls != null ? 8883 : 1883, 1, 65_535),
                f.choice("version", List.of("5", "3.1.1"), "5").equals("5"),
                f.text("client_id", "penstock-" + link),
                f.text("user", ""),
                f.secret("password"),
                tls,
                (int) seconds(f, "keep_alive", 60, 1, 3_600, problems),
                seconds(f, "session", 86_400, 60, 30L * 86_400, problems),
                seconds(f, "timeout", 5, 1, 60, problems) * 1_000,
                f.integer("in_flight", IN_FLIGHT, 1, 10_000),
                f.integer("max_payload", 256 * 1024, 1, 16 * 1024 * 1024),
                watch,
                f.has("decoder") ? f.choice("decoder", Decoders.words(), "") : "",
                HostState.read(f, problems));
        if (settings.user().isEmpty() && !settings.passwordSecret().isEmpty()) {
            problems.add(f.node("password"), "`password` without `user`", "add `user: …`");
        }
        f.done();
        return settings;
    }

    private static long seconds(Fields f, String word, long fallback, long min, long max, Problems problems) {
        long s = Math.ceilDiv(f.duration(word, fallback * 1_000_000), 1_000_000L);
        if (s >= min && s <= max) {
            return s;
        }
        problems.add(
                f.node(word),
                "`" + word + "` is outside " + min + " s to " + max + " s",
                "write a duration in that range, for example `" + word + ": " + fallback + "s`");
        return fallback;
    }

    /**
     * Longest packet taken, bytes: larger than what is read, so that a payload that is too large arrives and is counted; yet
     * bounded.
     */
    long mostPacket() {
        return Math.max(SMALLEST_PACKET_LIMIT, 2L * maxPayload);
    }

    /** The same broker for a second client beside ours, for whom it keeps nothing when it leaves and who is no host. */
    MqttSettings guest(String what) {
        return new MqttSettings(
                host,
                port,
                five,
                clientId + "-" + what,
                user,
                passwordSecret,
                tls,
                keepAliveSeconds,
                0,
                timeoutMillis,
                inFlight,
                maxPayload,
                watch,
                decoder,
                "");
    }

    /** Whether the broker shall forget us when the connection ends. */
    boolean forgets() {
        return sessionSeconds == 0;
    }

    String where() {
        return host + ":" + port;
    }

    /** The address in Paho's form. */
    String uri() {
        return (tls != null ? "ssl://" : "tcp://") + (host.contains(":") ? "[" + host + "]" : host) + ":" + port;
    }
}
