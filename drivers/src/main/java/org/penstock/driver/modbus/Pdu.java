package org.penstock.driver.modbus;

import org.jspecify.annotations.Nullable;

/**
 * The requests we send and what a right answer to each looks like. An answer is taken only when function, length and
 * echoed fields are exactly those of its request.
 *
 * @param bytes function code and data as sent
 * @param count items asked for, for reads
 */
record Pdu(byte[] bytes, int count) {
    private static final String[] EXCEPTIONS = {
        "code 0",
        "illegal function",
        "illegal data address",
        "illegal data value",
        "device failure",
        "acknowledged, still working",
        "device busy",
        "negative acknowledge",
        "memory parity error",
        "code 9",
        "gateway path unavailable",
        "gateway target did not answer"
    };

    static Pdu read(RegisterTable table, int address, int count) {
        return new Pdu(of(table.readFunction(), address, count), count);
    }

    static Pdu writeCoil(int address, boolean on) {
        return new Pdu(of(5, address, on ? 0xFF00 : 0), 0);
    }

    static Pdu writeRegister(int address, int value) {
        return new Pdu(of(6, address, value), 0);
    }

    static Pdu writeRegisters(int address, int[] values) {
        byte[] b = new byte[6 + 2 * values.length];
        System.arraycopy(of(16, address, values.length), 0, b, 0, 5);
        b[5] = (byte) (2 * values.length);
        for (int i = 0; i < values.length; i++) {
            b[6 + 2 * i] = (byte) (values[i] >> 8);
            b[7 + 2 * i] = (byte) values[i];
        }
        return new Pdu(b, 0);
    }

    private static byte[] of(int function, int first, int second) {
        return new byte[] {(byte) function, (byte) (first >> 8), (byte) first, (byte) (second >> 8), (byte) second};
    }

    int function() {
        return bytes[0];
    }

    /** The words for an exception answer, or null when {@code answer} is none. */
    @Nullable
    String refusal(byte[] answer) {
        if (answer.length != 2 || (answer[0] & 0xFF) != (function() | 0x80)) {
            return null;
        }
        int code = answer[1] & 0xFF;
        return code < EXCEPTIONS.length ? EXCEPTIONS[code] + " (exception " + code + ")" : "exception " + code;
    }

    /** Why {@code answer} is not a right answer to this request, or null when it is. */
    @Nullable
    String fault(byte[] answer) {
        if (answer.length < 2) {
            return "an answer of " + answer.length + " bytes";
        }
        if (answer[0] != bytes[0]) {
            return "function " + (answer[0] & 0xFF) + " in the answer to function " + function();
        }
        if (function() <= 4) {
            int expected = function() <= 2 ? (count + 7) / 8 : 2 * count;
            return (answer[1] & 0xFF) == expected && answer.length == 2 + expected
                    ? null
                    : (answer.length - 2) + " bytes of data (said to be " + (answer[1] & 0xFF) + ") where " + expected
                            + " were asked for";
        }
        if (answer.length != 5) {
            return "a write was answered with " + answer.length + " bytes instead of 5";
        }
        for (int i = 1; i < 5; i++) {
            if (answer[i] != bytes[i]) {
                return "the answer to a write repeats another address or value";
            }
        }
        return null;
    }

    /** The items of a right answer to a read: registers 0..65535, or bits 0..1. */
    int[] items(byte[] answer) {
        int[] items = new int[count];
        for (int i = 0; i < count; i++) {
            items[i] = function() <= 2
                    ? answer[2 + i / 8] >> (i % 8) & 1
                    : (answer[2 + 2 * i] & 0xFF) << 8 | answer[3 + 2 * i] & 0xFF;
        }
        return items;
    }
}
