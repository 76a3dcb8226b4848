package org.penstock.driver.mqtt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Ticker;
import org.penstock.driver.mqtt.BrokerConnection.Incoming;
import org.penstock.driver.mqtt.decoder.DeviceTime;
import org.penstock.driver.mqtt.decoder.Payload;
import org.penstock.driver.testing.Specs;

/** The small machines inside the MQTT link, without a broker. */
class MqttPartsTest {
    @Test
    void afterAFloodNothingOfThatConnectionIsTakenAndTheNextOneStartsAfresh() throws Exception {
        Inbox inbox = new Inbox(2, Ticker.system());
        AckOrder acks = new AckOrder();
        for (int i = 0; i < 4; i++) {
            assertEquals(Inbox.Taken.YES, inbox.put(message(1, i), Heard.NOTHING, 0, acks));
        }
        assertEquals(
                Inbox.Taken.LOST,
                inbox.put(message(0, 0), Heard.NOTHING, 0, acks),
                "QoS 0 never takes the place of QoS 1");
        assertEquals(Inbox.Taken.LATER, inbox.put(message(1, 4), Heard.NOTHING, 0, acks));
        inbox.take();
        assertEquals(Inbox.Taken.LATER, inbox.put(message(1, 5), Heard.NOTHING, 0, acks), "or 5 would overtake 4");
        assertTrue(inbox.flooded());
        inbox.newConnection();
        assertFalse(inbox.flooded());
        assertEquals(Inbox.Taken.YES, inbox.put(message(1, 4), Heard.NOTHING, 0, acks));
    }

    private static Incoming message(int qos, int id) {
        return new Incoming("t", new byte[1], qos, id, false);
    }

    /** The grammar, for comparison: what a device writes is looked at by hand, twenty thousand times a second. */
    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,4})?");

    @Property(tries = 5_000)
    void whatIsANumberIsAsTheGrammarSays(
            @ForAll @CharRange(from = '0', to = '2') @Chars({'+', '-', '.', 'e', 'E', 'x', ' '}) @StringLength(max = 9)
                    String text) {
        assertEquals(NUMBER.matcher(text).matches(), Words.isNumber(text), text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0x10", "1f", "1d", "1e12345", "1_0", "٣", "", "NaN"})
    void whatJavaTakesForANumberBesidesIsNone(String text) {
        assertFalse(Words.isNumber(text), text);
    }

    @ParameterizedTest
    @CsvSource({
        "farm/+/temp, farm/a/temp, true",
        "farm/+/temp, farm/a/b/temp, false",
        "farm/#, farm, true",
        "farm/#, farm/a/b, true",
        "#, $SYS/broker, false",
        "+/x, /x, true",
        "farm/a, farm/A, false"
    })
    void filtersMatchAsTheProtocolSays(String filter, String topic, boolean matches) {
        assertEquals(matches, new TopicFilter(filter).matches(topic));
    }

    @Test
    void aMessageIsReadByEveryStreamThatListensInTheOrderOfTheFile() throws Exception {
        MessageReader reader = new MessageReader(
                MqttPlan.compile(Specs.read("""
                key: broker
                driver: mqtt
                connection: {host: broker.local}
                devices:
                  - key: node
                    streams:
                      - {no: 1, key: any, address: {topic: farm/+/temp}}
                      - {no: 2, key: own, address: {topic: farm/a/temp}}
                      - {no: 3, key: all, address: {topic: farm/#}}
                      - {no: 4, key: other, address: {topic: farm/b/temp}}
                """), new Problems()).routes());
        assertEquals(List.of(1, 2, 3), streams(reader, "farm/a/temp"));
        assertEquals(List.of(1, 3, 4), streams(reader, "farm/b/temp"));
        assertEquals(List.of(1, 3), streams(reader, "farm/c/temp"));
        assertEquals(List.of(3), streams(reader, "farm/a/door"));
        assertEquals(List.of(), streams(reader, "barn/a/temp"));
    }

    private static List<Integer> streams(MessageReader reader, String topic) throws Payload.Unreadable {
        Heard.Builder heard = new Heard.Builder();
        reader.read(topic, Payload.of("21.5".getBytes(StandardCharsets.UTF_8), 1_000), false, Set.of(), heard);
        return heard.build().groups().stream()
                .flatMap(g -> g.samples().stream())
                .map(Sample::stream)
                .toList();
    }

    @Test
    void coveredFiltersAreNotSubscribedTwice() {
        List<TopicFilter> fewest = TopicFilter.fewest(List.of(
                new TopicFilter("farm/a/temp"),
                new TopicFilter("farm/+/temp"),
                new TopicFilter("farm/a/temp"),
                new TopicFilter("barn/#"),
                new TopicFilter("barn/+/x/#")));
        assertEquals(List.of(new TopicFilter("farm/+/temp"), new TopicFilter("barn/#")), fewest);
    }

    @Test
    void timesAreTakenAsWrittenOrNotAtAll() {
        long t = Instant.parse("2026-11-21T06:00:00.123456Z").getEpochSecond() * 1_000_000 + 123_456;
        assertEquals(OptionalLong.of(t), DeviceTime.ISO.micros("2026-11-21T07:00:00.123456+01:00"));
        assertEquals(OptionalLong.of(t), DeviceTime.S.micros("1795240800.123456"));
        assertEquals(OptionalLong.of(t), DeviceTime.US.micros("1795240800123456"));
        assertEquals(OptionalLong.of(t - 456), DeviceTime.MS.micros("1795240800123"));
        assertEquals(OptionalLong.of(946_684_800_000_000L), DeviceTime.ISO.micros("2000-01-01T00:00:00Z"));
        assertEquals(OptionalLong.of(t - 123_456), DeviceTime.MS.micros("1.7952408E12"));
        for (String bad : List.of("", "now", "2026-11-21T06:00:00", "1e999999999", "-1e400", "9".repeat(39))) {
            assertEquals(OptionalLong.empty(), DeviceTime.ISO.micros(bad), bad);
            assertEquals(OptionalLong.empty(), DeviceTime.MS.micros(bad), bad);
        }
    }
}
