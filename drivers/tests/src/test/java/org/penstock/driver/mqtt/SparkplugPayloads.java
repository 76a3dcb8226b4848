package org.penstock.driver.mqtt;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.eclipse.tahu.message.SparkplugBPayloadDecoder;
import org.eclipse.tahu.message.SparkplugBPayloadEncoder;
import org.eclipse.tahu.message.model.Metric;
import org.eclipse.tahu.message.model.Metric.MetricBuilder;
import org.eclipse.tahu.message.model.MetricDataType;
import org.eclipse.tahu.message.model.SparkplugBPayload;
import org.jspecify.annotations.Nullable;

/** Sparkplug payloads as edge nodes publish them, written and read by Eclipse Tahu's own library. */
public final class SparkplugPayloads {
    private SparkplugPayloads() {}

    /** A metric of a birth: its name and its alias. */
    public static MetricBuilder birth(String name, long alias, MetricDataType type, @Nullable Object value) {
        return named(name, type, value).alias(alias);
    }

    /** A metric by its name only. Without a time of its own, as all here. */
    public static MetricBuilder named(String name, MetricDataType type, @Nullable Object value) {
        return new MetricBuilder(name, type, value).timestamp(null);
    }

    /** A metric of data, by alias only. */
    public static MetricBuilder data(long alias, MetricDataType type, @Nullable Object value) {
        return new MetricBuilder(alias, type, value).timestamp(null);
    }

    /** The count of a node's lives, in its birth and its death. */
    public static MetricBuilder life(long number) {
        return named("bdSeq", MetricDataType.Int64, number);
    }

    /** A payload. @param seq below 0 = none */
    public static byte[] payload(long seq, Instant at, MetricBuilder... metrics) {
        return payload(false, seq, at, metrics);
    }

    /** A payload whose metrics do not say of which type they are. */
    public static byte[] payloadWithoutTypes(long seq, Instant at, MetricBuilder... metrics) {
        return payload(true, seq, at, metrics);
    }

    private static byte[] payload(boolean bare, long seq, Instant at, MetricBuilder... metrics) {
        try {
            List<Metric> made = new ArrayList<>();
            for (MetricBuilder m : metrics) {
                made.add(m.createMetric());
            }
            SparkplugBPayload payload =
                    new SparkplugBPayload(Date.from(at), made, seq < 0 ? null : Long.valueOf(seq), null, null);
            return new SparkplugBPayloadEncoder().getBytes(payload, bare);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    /** What a command says: {@code "Pump/Run Boolean true"}, and nothing but that. */
    public static String command(byte[] payload) {
        try {
            SparkplugBPayload read = new SparkplugBPayloadDecoder().buildFromByteArray(payload, null);
            if (read.getMetrics().size() != 1
                    || read.getSeq() != null && read.getSeq() >= 0
                    || read.getTimestamp() == null) {
                throw new AssertionError("no command of a host: " + read);
            }
            Metric m = read.getMetrics().getFirst();
            return m.getName() + " " + m.getDataType() + " " + m.getValue();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
