package org.penstock.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.Sample;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.mqtt.BrokerConnection.Incoming;
import org.penstock.driver.mqtt.decoder.Decoder;
import org.penstock.driver.mqtt.decoder.Ear;
import org.penstock.driver.testing.Specs;

/**
 * The listening part of one MQTT connection without a broker: a facility's devices, messages as they were published, and
 * in words what became of them, {@code "temp 2.22 GOOD at 2026-01-10T12:00:00Z id 17"}.
 */
public final class Overheard {
    /** When messages are received, until time passes. */
    public static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");

    private final MqttPlan plan;
    private final Map<Integer, String> streams = new HashMap<>();
    private final Map<Integer, String> outputs = new HashMap<>();
    private final Map<Decoder, Ear> ears = new HashMap<>();
    private final HealthBook health;
    private Hearing hearing;
    private Heard last = Heard.NOTHING;
    private Instant now = NOW;

    private Overheard(LinkSpec spec) {
        Problems problems = new Problems();
        this.plan = MqttPlan.compile(spec, problems);
        assertEquals(List.of(), problems.all());
        spec.devices().forEach(d -> {
            d.streams().forEach(s -> streams.put(s.no(), s.key()));
            d.outputs().forEach(o -> outputs.put(o.no(), o.key()));
        });
        this.hearing = new Hearing(plan, new MessageReader(plan.routes()), new HashSet<>(), ears);
        this.health = new HealthBook(plan, new FakeLinkContext());
    }

    /** The connection is lost and made again. */
    public void connectsAgain() {
        hearing = new Hearing(plan, new MessageReader(plan.routes()), new HashSet<>(), ears);
    }

    /** A connection with {@code devices}: YAML as in the facility file, streams and outputs with a number {@code no}. */
    public static Overheard by(String devices) {
        return new Overheard(Specs.read(link(devices)));
    }

    /** What the check finds wrong with {@code devices}, each as "line: what -> remedy"; the first device is in line 4. */
    public static List<String> faults(String devices) {
        return Specs.check(new MqttDriver(), link(devices));
    }

    private static String link(String devices) {
        return "key: broker\ndriver: mqtt\nconnection: {host: broker.local}\ndevices:\n" + devices.indent(2);
    }

    /** What a live message says: a line for each sample, and for everything dropped or missed. */
    public List<String> hears(String topic, String payload) {
        return hears(topic, payload.getBytes(StandardCharsets.UTF_8), false);
    }

    /** What a retained message says. */
    public List<String> hearsRetained(String topic, String payload) {
        return hears(topic, payload.getBytes(StandardCharsets.UTF_8), true);
    }

    /** What a message says. */
    public List<String> hears(String topic, byte[] payload, boolean retained) {
        last = hearing.hear(new Incoming(topic, payload, 1, 1, retained), now.toEpochMilli() * 1_000);
        health.heard(last, now.toEpochMilli() * 1_000, retained);
        List<String> lines = new ArrayList<>();
        for (Heard.Group g : last.groups()) {
            for (Sample s : g.samples()) {
                lines.add(streams.get(s.stream()) + " " + s.value() + " " + s.quality()
                        + (s.eventMicros() == Sample.NO_TIME
                                ? ""
                                : " at " + Instant.EPOCH.plusNanos(s.eventMicros() * 1_000))
                        + (g.messageId() == null ? "" : " id " + g.messageId()));
            }
        }
        last.drops()
                .forEach(d -> lines.add("dropped " + d.reason() + (d.device().isEmpty() ? "" : " of " + d.device())));
        last.missed().forEach(m -> lines.add("missed " + m.messages() + " of " + m.device()));
        return lines;
    }

    /** What the last message handed on: {@code "scale feed.dispensed s-123 e-1 at 2026-01-10T12:00:00Z {…}"}. */
    public List<String> handed() {
        return last.groups().stream()
                .flatMap(g -> g.handed().stream())
                .map(h -> h.device() + " " + h.kind() + (h.subject().isEmpty() ? "" : " " + h.subject()) + " "
                        + h.messageId()
                        + (h.eventMicros() == Sample.NO_TIME
                                ? ""
                                : " at " + Instant.EPOCH.plusNanos(h.eventMicros() * 1_000))
                        + " " + h.body())
                .toList();
    }

    /** Lets time pass. */
    public void passes(Duration time) {
        now = now.plus(time);
    }

    /** How each device gets on: {@code "node: 2 good, 1 bad: its last will says it is gone"}. */
    public List<String> health() {
        return health.now().stream()
                .map(h -> h.device() + ": " + h.answers() + " good, " + h.errors() + " bad"
                        + (h.lastError().isEmpty() ? "" : ": " + h.lastError())
                        + (h.note().isEmpty() ? "" : "; " + h.note()))
                .toList();
    }

    /** What the last message said outputs do: {@code "valve 1.0"}. */
    public List<String> states() {
        return last.states().stream()
                .map(s -> outputs.get(s.output()) + " " + s.value())
                .toList();
    }

    /** What is published when the connection has just begun. */
    public List<String> asksFirst() {
        return hearing.begin(NOW.toEpochMilli() * 1_000).stream()
                .map(Heard.Ask::topic)
                .toList();
    }

    /** What the last message made us publish. */
    public List<String> asks() {
        return last.asks().stream().map(Heard.Ask::topic).toList();
    }

    /** What a network said in the last message of commands on their way: {@code "SENT sent it, command 17"}. */
    public List<String> deliveries() {
        return last.deliveries().stream()
                .map(d -> d.identity() + ": " + d.delivery().stage() + " "
                        + d.delivery().words()
                        + (d.delivery().command().isEmpty()
                                ? ""
                                : ", command " + d.delivery().command()))
                .toList();
    }

    /** What is published, and where, to give {@code output} a value for at most {@code maxOnMillis}; 0 = the safe value. */
    public String command(String output, double value, long maxOnMillis) {
        MqttOutput of = output(output);
        return (of.kept() != null && maxOnMillis == 0 ? of.kept().safeTopic() : of.topic()) + " "
                + new String(commandBytes(output, value, maxOnMillis), StandardCharsets.UTF_8);
    }

    /** What is published to give {@code output} a value for at most {@code maxOnMillis}. */
    public byte[] commandBytes(String output, double value, long maxOnMillis) {
        long now = NOW.toEpochMilli() * 1_000;
        return output(output)
                .encoding()
                .bytes(value, maxOnMillis, now, now + Duration.ofMinutes(45).toMillis() * 1_000);
    }

    private MqttOutput output(String key) {
        return plan.outputs().values().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** What is subscribed to. */
    public List<String> subscriptions() {
        return plan.subscriptions().stream().map(s -> s.filter().text()).toList();
    }
}
