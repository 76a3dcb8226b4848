package org.penstock.driver.modbus;

/**
 * The frame of a serial line: unit, function and data, CRC-16 (Modbus over serial line V1.02, 2.5.1). A frame has no
 * length of its own; that of an answer follows from its function.
 */
final class RtuFrame {
    /** The longest frame of the protocol, bytes. */
    static final int LONGEST = 256;

    private static final int SHORTEST = 5;

    private RtuFrame() {}

    /** The frame that carries {@code pdu} to {@code unit}. */
    static byte[] of(int unit, byte[] pdu) {
        byte[] frame = new byte[pdu.length + 3];
        frame[0] = (byte) unit;
        System.arraycopy(pdu, 0, frame, 1, pdu.length);
        int crc = crc(frame, pdu.length + 1);
        frame[pdu.length + 1] = (byte) crc;
        frame[pdu.length + 2] = (byte) (crc >> 8);
        return frame;
    }

    /**
     * How long the answer beginning in {@code bytes} is, in bytes with the CRC.
     *
     * @param filled how many bytes have come
     * @return 0 while too few have come to tell, -1 when this is no answer to anything we send
     */
    static int length(byte[] bytes, int filled) {
        if (filled < 3) {
            return 0;
        }
        int function = bytes[1] & 0xFF;
        if (function > 0x80) {
            return SHORTEST;
        }
        return switch (function) {
            case 1, 2, 3, 4 -> {
                int data = bytes[2] & 0xFF;
                yield data == 0 || data + 5 > LONGEST ? -1 : data + 5;
            }
            case 5, 6, 8, 15, 16 -> 8;
            case 43 -> identification(bytes, filled);
            default -> -1;
        };
    }

    /** Six bytes behind the function, of which the last says how many objects follow, each with its number and length. */
    private static int identification(byte[] bytes, int filled) {
        int end = 8;
        if (filled < end) {
            return 0;
        }
        for (int objects = bytes[7] & 0xFF; objects > 0; objects--) {
            if (filled < end + 2) {
                return 0;
            }
            end += 2 + (bytes[end + 1] & 0xFF);
            if (end + 2 > LONGEST) {
                return -1;
            }
        }
        return end + 2;
    }

    /** Whether the last two of {@code length} bytes are the CRC of those before. */
    static boolean whole(byte[] bytes, int length) {
        int crc = crc(bytes, length - 2);
        return (bytes[length - 2] & 0xFF) == (crc & 0xFF) && (bytes[length - 1] & 0xFF) == crc >> 8;
    }

    /** The CRC-16 of the first {@code length} bytes: polynomial 0xA001 (reflected), begun with 0xFFFF. */
    static int crc(byte[] bytes, int length) {
        int crc = 0xFFFF;
        for (int i = 0; i < length; i++) {
            crc ^= bytes[i] & 0xFF;
            for (int bit = 0; bit < 8; bit++) {
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1;
            }
        }
        return crc;
    }
}
