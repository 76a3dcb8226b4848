package org.penstock.core.telemetry;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A growing array of bytes, big-endian, with variable-length integers. One thread. */
final class ByteSink {
    private byte[] bytes;
    private int size;

    ByteSink(int capacity) {
        bytes = new byte[Math.max(16, capacity)];
    }

    int size() {
        return size;
    }

    void clear() {
        size = 0;
    }

    /** Drops everything from {@code size} on. */
    void cut(int to) {
        size = to;
    }

    /** The inner array; valid up to {@link #size} until the next call. */
    byte[] array() {
        return bytes;
    }

    byte[] copy() {
        return Arrays.copyOf(bytes, size);
    }

    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes, 0, size).order(ByteOrder.BIG_ENDIAN);
    }

    void u8(int v) {
        room(1);
        bytes[size++] = (byte) v;
    }

    void u32(int v) {
        room(4);
        u32At(size, v);
        size += 4;
    }

    void u32At(int at, int v) {
        bytes[at] = (byte) (v >>> 24);
        bytes[at + 1] = (byte) (v >>> 16);
        bytes[at + 2] = (byte) (v >>> 8);
        bytes[at + 3] = (byte) v;
    }

    void u64(long v) {
        u32((int) (v >>> 32));
        u32((int) v);
    }

    void raw(double v) {
        u64(Double.doubleToRawLongBits(v));
    }

    /** An unsigned number, 7 bits a byte, low bits first. */
    void varint(long v) {
        room(10);
        long rest = v;
        while ((rest & ~0x7fL) != 0) {
            bytes[size++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[size++] = (byte) rest;
    }

    /** A signed number; small ones of either sign are short. */
    void zigzag(long v) {
        varint((v << 1) ^ (v >> 63));
    }

    void text(String s) {
        byte[] utf8 = s.getBytes(StandardCharsets.UTF_8);
        varint(utf8.length);
        all(utf8);
    }

    void all(byte[] more) {
        room(more.length);
        System.arraycopy(more, 0, bytes, size, more.length);
        size += more.length;
    }

    /**
     * A double, without loss: a decimal with up to six places as a varint, anything else as its eight bytes. Sensors speak
     * in decimals, so two or three bytes are the rule.
     */
    void decimal(double v) {
        int places = Decimals.places(v);
        if (places < 0) {
            u8(Decimals.RAW);
            raw(v);
        } else {
            long scaled = Decimals.scaled(v, places);
            varint((((scaled << 1) ^ (scaled >> 63)) << 3) | places);
        }
    }

    private void room(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length * 2));
        }
    }
}
