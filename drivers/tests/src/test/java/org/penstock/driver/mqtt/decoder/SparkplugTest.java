package org.penstock.driver.mqtt.decoder;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.driver.mqtt.SparkplugPayloads.birth;
import static org.penstock.driver.mqtt.SparkplugPayloads.data;
import static org.penstock.driver.mqtt.SparkplugPayloads.life;
import static org.penstock.driver.mqtt.SparkplugPayloads.named;
import static org.penstock.driver.mqtt.SparkplugPayloads.payload;
import static org.penstock.driver.mqtt.SparkplugPayloads.payloadWithoutTypes;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.eclipse.tahu.message.model.DataSet.DataSetBuilder;
import org.eclipse.tahu.message.model.DataSetDataType;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.PropertyDataType;
import org.eclipse.tahu.message.model.PropertySet.PropertySetBuilder;
import org.eclipse.tahu.message.model.PropertyValue;
import org.junit.jupiter.api.Test;
import org.penstock.driver.mqtt.Overheard;
import org.penstock.driver.mqtt.SparkplugPayloads;

/** Payloads by Eclipse Tahu's library; the story of a node as in Sparkplug 3.0.0, chapter 6. */
class SparkplugTest {
    private static final Instant AT = Overheard.NOW.minusSeconds(1);
    private static final String NODE = "spBv1.0/farm/%s/bay-1";
    private static final String DEVICE = "spBv1.0/farm/%s/bay-1/plc";

    private final Overheard overheard = Overheard.by("""
            - key: node
              address: {decoder: sparkplug, group: farm, node: bay-1}
              streams:
                - {no: 1, key: cpu, metric: temperature, address: {value: Board/Temperature}}
            - key: plc
              address: {decoder: sparkplug, group: farm, node: bay-1, device: plc}
              streams:
                - {no: 2, key: air, metric: temperature, address: {value: Air/Temperature}}
                - {no: 3, key: count, address: {value: Count}}
                - {no: 4, key: door, metric: state, address: {value: Door}}
              outputs:
                - {no: 1, key: pump, address: {metric: Pump/Run, type: boolean}}
                - {no: 2, key: speed, address: {metric: Fan/Speed, type: int16}}
                - {no: 3, key: heat, address: {metric: Heat, type: float}}
            """);

    private List<String> node(String type, byte[] payload) {
        return overheard.hears(NODE.formatted(type), payload, false);
    }

    private List<String> plc(String type, byte[] payload) {
        return overheard.hears(DEVICE.formatted(type), payload, false);
    }

    private void born() {
        node("NBIRTH", payload(0, AT, life(7), birth("Board/Temperature", 1, MetricDataType.Double, 40.0)));
        plc(
                "DBIRTH",
                payload(
                        1,
                        AT,
                        birth("Air/Temperature", 2, MetricDataType.Double, 21.5),
                        birth("Count", 3, MetricDataType.Int32, 5),
                        birth("Door", 4, MetricDataType.Boolean, false)));
    }

    private static String at(Instant time) {
        return " at " + time;
    }

    @Test
    void aBirthSaysEverythingByNameAndTeachesTheAliases() {
        assertEquals(List.of("spBv1.0/farm/+/bay-1/#"), overheard.subscriptions());
        assertEquals(
                List.of("cpu 40.0 GOOD" + at(AT) + " id farm/bay-1 0 " + AT.toEpochMilli()),
                node("NBIRTH", payload(0, AT, life(7), birth("Board/Temperature", 1, MetricDataType.Double, 40.0))));
        assertEquals(
                List.of("air 21.5 GOOD" + at(AT) + " id farm/bay-1/plc 1 " + AT.toEpochMilli()),
                plc("DBIRTH", payload(1, AT, birth("Air/Temperature", 2, MetricDataType.Float, 21.5f))));
        Instant later = AT.plusMillis(500);
        assertEquals(
                List.of("air 22.0 GOOD" + at(later) + " id farm/bay-1/plc 2 " + later.toEpochMilli()),
                plc("DDATA", payload(2, later, data(2, MetricDataType.Float, 22f))));
        assertEquals(List.of(), overheard.asks(), "nothing is missing");
    }

    @Test
    void whatTheFacilityBeganWithIsAskedForBecauseBirthsAreNotRetained() {
        assertEquals(List.of("spBv1.0/farm/NCMD/bay-1"), overheard.asksFirst(), "once for the node and all behind it");
        assertEquals(
                List.of("dropped before_birth of plc"),
                plc("DDATA", payload(9, AT, data(2, MetricDataType.Double, 22.0))));
        assertEquals(List.of(), overheard.asks(), "it was asked just now");
    }

    @Test
    void dataByAnAliasBeforeItsBirthIsDroppedAndTheBirthAskedForOnce() {
        assertEquals(
                List.of("dropped before_birth of plc"),
                plc("DDATA", payload(9, AT, data(2, MetricDataType.Double, 22.0))));
        assertEquals(List.of("spBv1.0/farm/NCMD/bay-1"), overheard.asks());
        assertEquals(
                List.of("dropped before_birth of plc"),
                plc("DDATA", payload(10, AT, data(2, MetricDataType.Double, 22.0))));
        assertEquals(List.of(), overheard.asks(), "not again within seconds");
    }

    @Test
    void eachMetricHasItsOwnTimeAndHistoryProvesNothingAboutOutputs() {
        born();
        Instant before = AT.minusSeconds(3_600);
        assertEquals(
                List.of(
                        "air 18.0 GOOD" + at(before) + " id farm/bay-1/plc 2 " + AT.toEpochMilli(),
                        "count 6.0 GOOD" + at(AT) + " id farm/bay-1/plc 2 " + AT.toEpochMilli() + " 1"),
                plc(
                        "DDATA",
                        payload(
                                2,
                                AT,
                                data(2, MetricDataType.Double, 18.0)
                                        .timestamp(Date.from(before))
                                        .isHistorical(true),
                                named("Pump/Run", MetricDataType.Boolean, true)
                                        .timestamp(Date.from(before))
                                        .isHistorical(true),
                                data(3, MetricDataType.Int32, 6))));
        assertEquals(List.of(), overheard.states(), "it ran an hour ago");
    }

    @Test
    void everyTypeKeepsItsSignAndSize() {
        plc(
                "DBIRTH",
                payload(
                        0,
                        AT,
                        birth("Door", 4, MetricDataType.Boolean, true),
                        birth("Count", 3, MetricDataType.Int8, (byte) -5)));
        assertEquals(-5.0, counted(1, MetricDataType.Int8, (byte) -5));
        assertEquals(-300.0, counted(2, MetricDataType.Int16, (short) -300));
        assertEquals(-70_000.0, counted(3, MetricDataType.Int32, -70_000));
        assertEquals(-5_000_000_000.0, counted(4, MetricDataType.Int64, -5_000_000_000L));
        assertEquals(250.0, counted(5, MetricDataType.UInt8, (short) 250));
        assertEquals(65_000.0, counted(6, MetricDataType.UInt16, 65_000));
        assertEquals(4_000_000_000.0, counted(7, MetricDataType.UInt32, 4_000_000_000L));
        assertEquals(
                1.8446744073709552e19,
                counted(8, MetricDataType.UInt64, BigInteger.TWO.pow(64).subtract(BigInteger.ONE)));
        assertEquals(0.5, counted(9, MetricDataType.Float, 0.5f));
        assertEquals(1.0, counted(10, MetricDataType.Boolean, true));
        assertEquals(12.5, counted(11, MetricDataType.String, "12.5"));
    }

    private double counted(int seq, MetricDataType type, Object value) {
        String line = plc("DDATA", payload(seq, AT, data(3, type, value))).getFirst();
        assertTrue(line.startsWith("count ") && line.contains(" GOOD "), line);
        return Double.parseDouble(line.split(" ", -1)[1]);
    }

    @Test
    void aTypeSaidOnlyInTheBirthHoldsForTheData() {
        born();
        assertEquals(
                "count -7.0 GOOD",
                plc("DDATA", payloadWithoutTypes(2, AT, data(3, MetricDataType.Int32, -7)))
                        .getFirst()
                        .split(" at", -1)[0]);
        assertEquals(
                List.of("dropped before_birth of plc"),
                plc("DDATA", payloadWithoutTypes(3, AT, named("New", MetricDataType.Int32, -7))),
                "a number whose sign nobody knows");
    }

    @Test
    void nullIsNoValueAndQualityAndUnitComeAsProperties() throws Exception {
        born();
        assertEquals(
                "air NaN NO_COMMUNICATION",
                plc("DDATA", payload(2, AT, data(2, MetricDataType.Double, null)))
                        .getFirst()
                        .split(" at", -1)[0]);
        plc(
                "DBIRTH",
                payload(
                        3,
                        AT,
                        birth("Air/Temperature", 2, MetricDataType.Double, 70.7)
                                .properties(new PropertySetBuilder()
                                        .addProperty("engUnit", new PropertyValue(PropertyDataType.String, "°F"))
                                        .createPropertySet())));
        assertEquals(
                "air 25.0 GOOD",
                plc("DDATA", payload(4, AT, data(2, MetricDataType.Double, 77.0)))
                        .getFirst()
                        .split(" at", -1)[0]);
        assertEquals(
                "air NaN NO_COMMUNICATION",
                plc(
                                "DDATA",
                                payload(
                                        5,
                                        AT,
                                        data(2, MetricDataType.Double, 77.0)
                                                .properties(new PropertySetBuilder()
                                                        .addProperty(
                                                                "Quality",
                                                                new PropertyValue(PropertyDataType.Int32, 500))
                                                        .createPropertySet())))
                        .getFirst()
                        .split(" at", -1)[0],
                "stale, says the node itself");
    }

    @Test
    void aMissingNumberIsCountedAndTheNodeAskedToSayEverythingAgain() {
        born();
        assertEquals(
                List.of("air 22.0 GOOD", "missed 2 of node"),
                words(plc("DDATA", payload(4, AT, data(2, MetricDataType.Double, 22.0)))));
        assertEquals(List.of("spBv1.0/farm/NCMD/bay-1"), overheard.asks());
        node("NDATA", payload(255, AT, data(1, MetricDataType.Double, 41.0)));
        assertEquals(
                List.of("cpu 42.0 GOOD"),
                words(node("NDATA", payload(0, AT.plusMillis(1), data(1, MetricDataType.Double, 42.0)))),
                "after 255 comes 0");
        assertEquals(
                List.of("cpu 42.0 GOOD"),
                words(node("NDATA", payload(0, AT.plusMillis(1), data(1, MetricDataType.Double, 42.0)))),
                "delivered twice is no gap, and has the same identity");
    }

    @Test
    void aMessageDeliveredAgainHasTheSameIdentityAndTheSameNumberLaterAnother() {
        born();
        byte[] message = payload(2, AT, data(2, MetricDataType.Double, 22.0));
        List<String> first = plc("DDATA", message);
        assertEquals(first, plc("DDATA", message));
        Instant later = AT.plusSeconds(256);
        String id = " id farm/bay-1/plc 2 ";
        assertTrue(first.getFirst().endsWith(id + AT.toEpochMilli()), first.toString());
        assertEquals(
                "air 22.0 GOOD" + at(later) + id + later.toEpochMilli(),
                plc("DDATA", payload(2, later, data(2, MetricDataType.Double, 22.0)))
                        .getFirst(),
                "256 messages later");
    }

    private static List<String> words(List<String> lines) {
        return lines.stream().map(l -> l.split(" at", -1)[0]).toList();
    }

    @Test
    void aDeathOfTheNodeTakesEverythingBehindItAndOnlyABirthBringsItBack() {
        born();
        assertEquals(
                List.of("dropped stale_death of node"),
                node("NDEATH", payload(-1, AT, life(6))),
                "the will of the connection before");
        assertEquals(
                List.of(
                        "cpu NaN NO_COMMUNICATION",
                        "air NaN NO_COMMUNICATION",
                        "count NaN NO_COMMUNICATION",
                        "door NaN NO_COMMUNICATION"),
                node("NDEATH", payload(-1, AT, life(7))));
        assertEquals(
                List.of("dropped before_birth of plc"),
                plc("DDATA", payload(2, AT, named("Air/Temperature", MetricDataType.Double, 22.0))),
                "what was still under way");
        node("NBIRTH", payload(0, AT, life(8), birth("Board/Temperature", 1, MetricDataType.Double, 40.0)));
        assertEquals(
                List.of("count 9.0 GOOD"),
                words(plc("DBIRTH", payload(1, AT, birth("Count", 2, MetricDataType.Int32, 9)))));
        assertEquals(
                List.of("count 10.0 GOOD"),
                words(plc("DDATA", payload(2, AT, data(2, MetricDataType.Int32, 10)))),
                "an alias means what the last birth said");
    }

    @Test
    void aDeathOfADeviceTakesOnlyIt() {
        born();
        assertEquals(
                List.of("air NaN NO_COMMUNICATION", "count NaN NO_COMMUNICATION", "door NaN NO_COMMUNICATION"),
                plc("DDEATH", payload(2, AT)));
        assertEquals(
                List.of("cpu 41.0 GOOD"), words(node("NDATA", payload(3, AT, data(1, MetricDataType.Double, 41.0)))));
    }

    @Test
    void aDeathThatNeverCameShowsInTheNextBirth() {
        born();
        assertEquals(
                List.of(
                        "air NaN NO_COMMUNICATION",
                        "count NaN NO_COMMUNICATION",
                        "door NaN NO_COMMUNICATION",
                        "cpu 40.0 GOOD"),
                words(node(
                        "NBIRTH",
                        payload(0, AT, life(8), birth("Board/Temperature", 1, MetricDataType.Double, 40.0)))));
    }

    @Test
    void aRebirthIsNoDeathButItsDevicesAreBornAgain() {
        born();
        assertEquals(
                List.of("cpu 40.0 GOOD"),
                words(node(
                        "NBIRTH",
                        payload(0, AT, life(7), birth("Board/Temperature", 1, MetricDataType.Double, 40.0)))));
        assertEquals(
                List.of("dropped before_birth of plc"),
                plc("DDATA", payload(1, AT, data(2, MetricDataType.Double, 22.0))));
    }

    @Test
    void dataSetsAndOtherThingsNoStreamCanHoldAreLeftOutQuietly() throws Exception {
        born();
        assertEquals(
                List.of("air 22.0 GOOD"),
                words(plc(
                        "DDATA",
                        payload(
                                2,
                                AT,
                                named(
                                        "Count",
                                        MetricDataType.DataSet,
                                        new DataSetBuilder(1)
                                                .addColumnName("a")
                                                .addType(DataSetDataType.Int32)
                                                .createDataSet()),
                                named("Door", MetricDataType.Bytes, new byte[] {1, 2}),
                                data(2, MetricDataType.Double, 22.0)))));
    }

    @Test
    void garbageIsCounted() {
        byte[] good = payload(2, AT, data(2, MetricDataType.Double, 22.0));
        born();
        assertEquals(List.of("dropped bad_protobuf"), plc("DDATA", "{\"value\": 1}".getBytes(UTF_8)));
        for (int length = 1; length < good.length; length++) {
            String said = plc("DDATA", Arrays.copyOf(good, length)).toString();
            assertEquals(length == good.length - 2, said.contains("air"), "whole only without its number: " + said);
        }
        Random random = new Random(7);
        for (int i = 0; i < 2_000; i++) {
            byte[] broken = good.clone();
            broken[random.nextInt(broken.length)] = (byte) random.nextInt(256);
            assertTrue(!plc("DDATA", broken).toString().contains("decoder_failed"));
        }
        assertEquals(
                List.of("dropped retained of plc"),
                overheard.hears(DEVICE.formatted("DDATA"), good, true),
                "nobody knows how old it is");
    }

    @Test
    void strangersAreShownAndOtherTopicsPassedOver() {
        assertEquals(
                List.of("dropped unknown_device"),
                overheard.hears(
                        "spBv1.0/farm/DBIRTH/bay-1/other",
                        payload(1, AT, birth("A", 2, MetricDataType.Int32, 1)),
                        false));
        assertEquals(List.of(), node("NCMD", payload(-1, AT)));
        assertEquals(List.of(), plc("DCMD", payload(-1, AT)));
    }

    @Test
    void whoeverIsNotSetUpIsShownAndNeverToldWhatToDo() throws Exception {
        List<String> shown = new ArrayList<>();
        Ear ear = new Sparkplug().listen(List.of());
        ear.begin(0, new Shown(shown));
        for (byte[] payload : List.of(
                payload(1, AT, birth("Level", 2, MetricDataType.Int32, 1)),
                payload(3, AT, data(2, MetricDataType.Int32, 2)))) {
            ear.hear(
                    new Message("spBv1.0/farm/DDATA/bay-2/tank", Payload.of(payload, 1_000), false, 0),
                    new Shown(shown));
        }
        ear.hear(new Message("spBv1.0/STATE/scada", Payload.of(new byte[] {1}, 1_000), true, 0), new Shown(shown));
        ear.hear(
                new Message("spBv1.0/farm/DDEATH/bay-2/tank", Payload.of(payload(4, AT), 1_000), false, 0),
                new Shown(shown));
        assertEquals(
                List.of(
                        "farm/bay-2/tank says [Level]",
                        "farm/bay-2/tank unknown_device",
                        "farm/bay-2/tank is silent: it died"),
                shown);
    }

    /** What a person is shown. */
    private record Shown(List<String> lines) implements Telling {
        @Override
        public void said(Report report) {
            lines.add(report.identity() + " says " + report.values().keySet());
        }

        @Override
        public void silent(String identity, String reason) {
            lines.add(identity + " is silent: " + reason);
        }

        @Override
        public void dropped(String identity, String reason, String detail) {
            lines.add(identity + " " + reason);
        }

        @Override
        public void missed(String identity, long messages) {
            lines.add(identity + " missed " + messages);
        }

        @Override
        public void ask(String topic, byte[] payload) {
            lines.add("asked " + topic);
        }
    }

    @Test
    void outputsAreCommandedByNameAndBelievedByTheMetricItself() {
        assertTrue(overheard.command("pump", 1, 0).startsWith("spBv1.0/farm/DCMD/bay-1/plc "));
        assertEquals("Pump/Run Boolean true", SparkplugPayloads.command(overheard.commandBytes("pump", 1, 60_000)));
        assertEquals("Pump/Run Boolean false", SparkplugPayloads.command(overheard.commandBytes("pump", 0, 0)));
        assertEquals("Fan/Speed Int16 -300", SparkplugPayloads.command(overheard.commandBytes("speed", -300, 0)));
        assertEquals("Heat Float 18.5", SparkplugPayloads.command(overheard.commandBytes("heat", 18.5, 0)));
        assertEquals(
                "a metric of the type int16 cannot be 40000.0",
                assertThrows(IllegalArgumentException.class, () -> overheard.commandBytes("speed", 40_000, 0))
                        .getMessage());
        assertThrows(IllegalArgumentException.class, () -> overheard.commandBytes("pump", 0.5, 0));

        plc("DBIRTH", payload(1, AT, birth("Pump/Run", 2, MetricDataType.Boolean, false)));
        assertEquals(List.of("pump 0.0"), overheard.states());
        plc("DDATA", payload(2, AT, data(2, MetricDataType.Boolean, true)));
        assertEquals(List.of("pump 1.0"), overheard.states());
    }

    @Test
    void aCommandIsWrittenByteForByteAsTheSpecificationSays() {
        byte[] written = overheard.commandBytes("pump", 1, 0);
        byte[] time = Arrays.copyOfRange(written, 1, 7); // ms since 1970 take six bytes until 2109
        byte[] name = "Pump/Run".getBytes(UTF_8);
        ByteArrayOutputStream expected = new ByteArrayOutputStream();
        expected.write(0x08);
        expected.writeBytes(time);
        expected.writeBytes(new byte[] {0x12, 21, 0x0A, 8});
        expected.writeBytes(name);
        expected.write(0x18);
        expected.writeBytes(time);
        expected.writeBytes(new byte[] {0x20, 11, 0x70, 1});
        assertArrayEquals(expected.toByteArray(), written);
    }

    @Test
    void mistakesAreNamedWithTheirRemedy() {
        assertEquals(
                List.of("6: `node: bay/1` is no Sparkplug id: it has a / or + or # -> write the one part of the topic"
                        + " spBv1.0/group/DDATA/node/device that is meant"),
                Overheard.faults("- key: bay\n  address: {decoder: sparkplug, group: farm, node: bay/1}"));
        assertEquals(
                List.of("6: `group` is missing -> add `group: …`"),
                Overheard.faults("- key: bay\n  address: {decoder: sparkplug, node: bay-1}"));
        assertEquals(
                List.of(
                        "7: `type: bool` is not one of int8, int16, int32, int64, uint8, uint16, uint32, uint64, float,"
                                + " double, boolean -> did you mean `type: boolean`?",
                        "8: `metric` is missing -> add `metric: …`"),
                Overheard.faults("""
                        - key: bay
                          address: {decoder: sparkplug, group: farm, node: bay-1}
                          outputs: [{no: 1, key: pump, address: {metric: Pump, type: bool}},
                                    {no: 2, key: fan, address: {type: boolean}}]
                        """));
    }
}
