package org.penstock.core.link;

import java.util.List;
import org.penstock.core.facility.Node;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/**
 * A link as written in the facility file.
 *
 * @param key immutable key
 * @param protocol the driver's word
 * @param connection the {@code connection:} block, read and checked by the driver only
 * @param devices what is reached through it
 */
public record LinkSpec(String key, String protocol, Node connection, List<Device> devices) {
    public LinkSpec {
        devices = List.copyOf(devices);
    }

    /**
     * What is reached under one address of the link.
     *
     * @param key immutable key of the device
     * @param address the {@code address:} block of the device (may be an empty mapping)
     */
    public record Device(String key, Node address, List<StreamPoint> streams, List<OutputPoint> outputs) {
        public Device {
            streams = List.copyOf(streams);
            outputs = List.copyOf(outputs);
        }
    }

    /**
     * Where a stream's readings come from.
     *
     * @param no number of the stream, the one in {@link Sample#stream}
     * @param key immutable key
     * @param metric what it measures
     * @param unit what {@link Sample#value} is in: a driver that is told another unit by the device converts to it
     * @param expectedMillis how often a value is expected; a polling driver polls at this interval
     * @param address the {@code address:} block
     */
    public record StreamPoint(int no, String key, Metric metric, Unit unit, long expectedMillis, Node address) {}

    /**
     * Where an output is written.
     *
     * @param no number of the output, the one in {@link OutputWrite#output}
     * @param key immutable key
     * @param address the {@code address:} block
     * @param guard what closes it when this program is gone, as written: {@code device_timer}, {@code watchdog_register},
     *     {@code hardware}, {@code none} or "". A driver refuses {@code device_timer} when the address names no timer.
     * @param timeoutMillis how long a write and its read-back may take, ms; 0 = not written
     */
    public record OutputPoint(int no, String key, Node address, String guard, long timeoutMillis) {
        /** An output that says nothing about its time. */
        public OutputPoint(int no, String key, Node address, String guard) {
            this(no, key, address, guard, 0);
        }

        /** An output without a guard of the device. */
        public OutputPoint(int no, String key, Node address) {
            this(no, key, address, "");
        }
    }
}
