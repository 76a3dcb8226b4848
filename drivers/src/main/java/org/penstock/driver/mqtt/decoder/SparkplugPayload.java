package org.penstock.driver.mqtt.decoder;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.penstock.driver.mqtt.decoder.Payload.Unreadable;

/**
 * A Sparkplug B payload: the fields of its protocol buffer that this program uses; others are passed over. Source of the
 * field numbers: {@code sparkplug_b.proto} of Eclipse Tahu.
 *
 * @param timestamp when it was sent, ms since 1970 UTC; {@link #ABSENT} when not said
 * @param seq 0 to 255, or {@link #ABSENT}
 */
record SparkplugPayload(long timestamp, int seq, List<Metric> metrics) {
    /** A time or number that was not said. No time is negative. */
    static final int ABSENT = -1;

    private static final int VARINT = 0;
    private static final int FIXED64 = 1;
    private static final int BYTES = 2;
    private static final int FIXED32 = 5;

    SparkplugPayload {
        metrics = List.copyOf(metrics);
    }

    /** What stands in a metric or property, before its type is known. */
    sealed interface Said {
        /** A whole number, written without its sign. */
        record Whole(long bits) implements Said {}

        record Number(double value) implements Said {}

        record Flag(boolean value) implements Said {}

        record Words(String text) implements Said {}

        /** Null, or of a type that is left out. */
        record Nothing() implements Said {}
    }

    /**
     * One metric.
     *
     * @param name "" when only the alias is said
     * @param aliased whether {@code alias} was said
     * @param timestamp ms since 1970 UTC, or {@link #ABSENT}
     * @param datatype code, 0 when not said
     * @param isNull it has no value now
     * @param quality of the property {@code Quality}, or {@link #ABSENT}
     * @param unit of the property {@code engUnit}, or ""
     */
    record Metric(
            String name,
            boolean aliased,
            long alias,
            long timestamp,
            int datatype,
            boolean historical,
            boolean isNull,
            Said said,
            long quality,
            String unit) {}

    /** Reads a payload; thrown with {@code bad_protobuf}. */
    static SparkplugPayload read(byte[] bytes) throws Unreadable {
        CodedInputStream in = CodedInputStream.newInstance(bytes);
        try {
            // A part that claims to be longer than the whole is found only against a limit.
            in.pushLimit(bytes.length);
            long timestamp = ABSENT;
            long seq = ABSENT;
            List<Metric> metrics = new ArrayList<>();
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (tag) {
                    case 1 << 3 | VARINT -> timestamp = in.readUInt64();
                    case 2 << 3 | BYTES -> metrics.add(metric(in));
                    case 3 << 3 | VARINT -> seq = in.readUInt64();
                    default -> skip(in, tag);
                }
            }
            return new SparkplugPayload(timestamp, seq >= 0 && seq <= 0xFF ? (int) seq : ABSENT, metrics);
        } catch (IOException e) {
            throw new Unreadable("bad_protobuf", "the payload is no Sparkplug B protocol buffer: " + e.getMessage());
        }
    }

    private static Metric metric(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        String name = "";
        boolean aliased = false;
        long alias = 0;
        long timestamp = ABSENT;
        int datatype = 0;
        boolean historical = false;
        boolean isNull = false;
        Said said = new Said.Nothing();
        Properties properties = new Properties(new ArrayList<>(), new ArrayList<>());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | BYTES -> name = in.readStringRequireUtf8();
                case 2 << 3 | VARINT -> {
                    alias = in.readUInt64();
                    aliased = true;
                }
                case 3 << 3 | VARINT -> timestamp = in.readUInt64();
                case 4 << 3 | VARINT -> datatype = in.readUInt32();
                case 5 << 3 | VARINT -> historical = in.readBool();
                case 7 << 3 | VARINT -> isNull = in.readBool();
                case 9 << 3 | BYTES -> properties(in, properties);
                case 10 << 3 | VARINT -> said = new Said.Whole(Integer.toUnsignedLong(in.readUInt32()));
                case 11 << 3 | VARINT -> said = new Said.Whole(in.readUInt64());
                case 12 << 3 | FIXED32 -> said = new Said.Number(in.readFloat());
                case 13 << 3 | FIXED64 -> said = new Said.Number(in.readDouble());
                case 14 << 3 | VARINT -> said = new Said.Flag(in.readBool());
                case 15 << 3 | BYTES -> said = new Said.Words(in.readStringRequireUtf8());
                default -> skip(in, tag);
            }
        }
        in.popLimit(outer);
        long quality = properties.get("Quality") instanceof Said.Whole w ? w.bits() : ABSENT;
        String unit = properties.get("engUnit") instanceof Said.Words w ? w.text() : "";
        return new Metric(name, aliased, alias, timestamp, datatype, historical, isNull, said, quality, unit);
    }

    /** The two lists in which properties come. */
    private record Properties(List<String> keys, List<Said> values) {
        Said get(String key) {
            int i = keys.indexOf(key);
            return i >= 0 && i < values.size() ? values.get(i) : new Said.Nothing();
        }
    }

    private static void properties(CodedInputStream in, Properties to) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 1 << 3 | BYTES -> to.keys().add(in.readStringRequireUtf8());
                case 2 << 3 | BYTES -> to.values().add(property(in));
                default -> skip(in, tag);
            }
        }
        in.popLimit(outer);
    }

    private static Said property(CodedInputStream in) throws IOException {
        int outer = in.pushLimit(in.readRawVarint32());
        Said said = new Said.Nothing();
        for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
            switch (tag) {
                case 3 << 3 | VARINT -> said = new Said.Whole(Integer.toUnsignedLong(in.readUInt32()));
                case 4 << 3 | VARINT -> said = new Said.Whole(in.readUInt64());
                case 8 << 3 | BYTES -> said = new Said.Words(in.readStringRequireUtf8());
                default -> skip(in, tag);
            }
        }
        in.popLimit(outer);
        return said;
    }

    private static void skip(CodedInputStream in, int tag) throws IOException {
        if (!in.skipField(tag)) {
            throw new InvalidProtocolBufferException("a group ends that never began");
        }
    }

    /** A command: a payload with one metric, by its name, without a sequence number, as a host sends it. */
    static byte[] command(String name, SparkplugType type, double value, long millis) {
        type.check(value);
        try {
            ByteArrayOutputStream metric = new ByteArrayOutputStream();
            CodedOutputStream to = CodedOutputStream.newInstance(metric);
            to.writeString(1, name);
            to.writeUInt64(3, millis);
            to.writeUInt32(4, type.code());
            switch (type) {
                case BOOLEAN -> to.writeBool(14, value == 1);
                case FLOAT -> to.writeFloat(12, (float) value);
                case DOUBLE -> to.writeDouble(13, value);
                case INT64, UINT64 -> to.writeUInt64(11, (long) value);
                case INT8, INT16, INT32, UINT8, UINT16, UINT32 -> to.writeUInt32(10, (int) (long) value);
                case STRING, TEXT, UUID, DATE_TIME -> throw new IllegalArgumentException(type + " is no command");
            }
            to.flush();
            ByteArrayOutputStream payload = new ByteArrayOutputStream();
            CodedOutputStream whole = CodedOutputStream.newInstance(payload);
            whole.writeUInt64(1, millis);
            whole.writeByteArray(2, metric.toByteArray());
            whole.flush();
            return payload.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory does not fail
        }
    }
}
