package org.penstock.driver.modbus;

import com.ghgande.j2mod.modbus.msg.ModbusRequest;
import com.ghgande.j2mod.modbus.msg.ModbusResponse;
import com.ghgande.j2mod.modbus.msg.ReadCoilsRequest;
import com.ghgande.j2mod.modbus.msg.ReadCoilsResponse;
import com.ghgande.j2mod.modbus.msg.ReadInputDiscretesRequest;
import com.ghgande.j2mod.modbus.msg.ReadInputDiscretesResponse;
import com.ghgande.j2mod.modbus.msg.ReadInputRegistersRequest;
import com.ghgande.j2mod.modbus.msg.ReadInputRegistersResponse;
import com.ghgande.j2mod.modbus.msg.ReadMEIRequest;
import com.ghgande.j2mod.modbus.msg.ReadMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.msg.ReadMultipleRegistersResponse;
import com.ghgande.j2mod.modbus.msg.WriteCoilRequest;
import com.ghgande.j2mod.modbus.msg.WriteMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.msg.WriteSingleRegisterRequest;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.penstock.driver.modbus.ExchangeException.Kind;

/**
 * The requests we send and what a right answer to each looks like. j2mod writes and reads the messages; its connection is
 * not used, because one silent device holds it for many time-outs. An answer is taken only when function, length and
 * echoed fields are exactly those of its request.
 *
 * @param request as j2mod writes it
 * @param count items asked for, for reads
 */
record Pdu(ModbusRequest request, int count) {
    /** Behind "refused: ", by exception code of the protocol (application protocol V1.1b3, section 7). */
    private static String words(int code) {
        return switch (code) {
            case 1 -> "illegal function (exception 1): the device knows no such request, look for another table";
            case 2 -> "illegal data address (exception 2): the device has no such register, or not so many in a row";
            case 3 ->
                "illegal data value (exception 3): the device does not take this value, or not so many registers at once";
            case 4 -> "device failure (exception 4): the device failed while carrying it out, look at its own display";
            case 5 -> "acknowledged (exception 5): the device is still at work on it";
            case 6 -> "device busy (exception 6): it does something else at present";
            case 7 -> "negative acknowledge (exception 7): the device cannot do this now";
            case 8 -> "memory parity error (exception 8): the device's memory is faulty, have it looked at";
            case 10 -> "gateway path unavailable (exception 10): look at the gateway's own settings for this unit";
            case 11 ->
                "gateway target did not answer (exception 11): the unit is off, not wired, or has another unit id";
            default -> "exception " + code;
        };
    }

    static Pdu read(RegisterTable table, int address, int count) {
        return new Pdu(
                switch (table) {
                    case COIL -> new ReadCoilsRequest(address, count);
                    case DISCRETE -> new ReadInputDiscretesRequest(address, count);
                    case HOLDING -> new ReadMultipleRegistersRequest(address, count);
                    case INPUT -> new ReadInputRegistersRequest(address, count);
                },
                count);
    }

    static Pdu writeCoil(int address, boolean on) {
        return new Pdu(new WriteCoilRequest(address, on), 0);
    }

    static Pdu writeRegister(int address, int value) {
        return new Pdu(new WriteSingleRegisterRequest(address, new SimpleRegister(value)), 0);
    }

    static Pdu writeRegisters(int address, int[] values) {
        SimpleRegister[] registers = new SimpleRegister[values.length];
        for (int i = 0; i < values.length; i++) {
            registers[i] = new SimpleRegister(values[i]);
        }
        return new Pdu(new WriteMultipleRegistersRequest(address, registers), 0);
    }

    /** Asks who the device is: function 43/14, the basic objects from number {@code from} on. */
    static Pdu identify(int from) {
        return new Pdu(new ReadMEIRequest(1, from), 0);
    }

    /** {@code read holding:100 to 109 of unit 3}, {@code write 215 to holding:7 of unit 1}. */
    String told(int unit) {
        byte[] pdu = bytes();
        String of = " of unit " + unit;
        int address = word(pdu, 1);
        return switch (function()) {
            case 1 -> "read " + places(RegisterTable.COIL, address, count) + of;
            case 2 -> "read " + places(RegisterTable.DISCRETE, address, count) + of;
            case 3 -> "read " + places(RegisterTable.HOLDING, address, count) + of;
            case 4 -> "read " + places(RegisterTable.INPUT, address, count) + of;
            case 5 -> "write " + (pdu[3] == 0 ? 0 : 1) + " to " + places(RegisterTable.COIL, address, 1) + of;
            case 6 -> "write " + word(pdu, 3) + " to " + places(RegisterTable.HOLDING, address, 1) + of;
            case 16 -> {
                int written = word(pdu, 3);
                StringJoiner values = new StringJoiner(", ");
                for (int i = 0; i < written; i++) {
                    values.add(Integer.toString(word(pdu, 6 + 2 * i)));
                }
                yield "write " + values + " to " + places(RegisterTable.HOLDING, address, written) + of;
            }
            case 43 -> "ask unit " + unit + " who it is";
            default -> "function " + function() + of;
        };
    }

    private static String places(RegisterTable table, int address, int count) {
        return table.word() + ":" + address + (count > 1 ? " to " + (address + count - 1) : "");
    }

    private static int word(byte[] bytes, int at) {
        return (bytes[at] & 0xFF) << 8 | bytes[at + 1] & 0xFF;
    }

    /** Function code and data, as they stand behind the frame's header. */
    byte[] bytes() {
        byte[] data = request.getMessage();
        byte[] all = new byte[1 + data.length];
        all[0] = (byte) function();
        System.arraycopy(data, 0, all, 1, data.length);
        return all;
    }

    int function() {
        return request.getFunctionCode();
    }

    /** Whether it reads and changes nothing. */
    boolean reads() {
        return count > 0;
    }

    /** @throws ExchangeException when {@code answer} is an exception of the protocol, in words */
    void throwRefusal(int unit, byte[] answer) throws ExchangeException {
        if (answer.length == 2 && (answer[0] & 0xFF) == (function() | 0x80)) {
            int code = answer[1] & 0xFF;
            throw new ExchangeException(Kind.REFUSED, code, "unit " + unit + " refused: " + words(code));
        }
    }

    /** Why {@code answer} is not a right answer to this request, or null when it is. */
    @Nullable
    String fault(byte[] answer) {
        if (answer.length < 2) {
            return "an answer of " + answer.length + " bytes";
        }
        if ((answer[0] & 0xFF) != function()) {
            return "function " + (answer[0] & 0xFF) + " in the answer to function " + function();
        }
        if (function() <= 4) {
            int expected = function() <= 2 ? (count + 7) / 8 : 2 * count;
            return (answer[1] & 0xFF) == expected && answer.length == 2 + expected
                    ? null
                    : (answer.length - 2) + " bytes of data (said to be " + (answer[1] & 0xFF) + ") where " + expected
                            + " were asked for";
        }
        if (function() == 43) {
            // Read by Identification, which takes what it can: nothing of a device depends on it.
            return null;
        }
        if (answer.length != 5) {
            return "a write was answered with " + answer.length + " bytes instead of 5";
        }
        byte[] asked = bytes();
        for (int i = 1; i < 5; i++) {
            if (answer[i] != asked[i]) {
                return "the answer to a write repeats another address or value";
            }
        }
        return null;
    }

    /** The items of a right answer to a read: registers 0..65535, or bits 0..1. */
    int[] items(byte[] answer) {
        ModbusResponse response = request.getResponse();
        try {
            response.readData(new DataInputStream(new ByteArrayInputStream(answer, 1, answer.length - 1)));
        } catch (IOException e) {
            throw new IllegalArgumentException("an answer that was found right cannot be read", e);
        }
        int[] items = new int[count];
        for (int i = 0; i < count; i++) {
            items[i] = item(response, i);
        }
        return items;
    }

    private static int item(ModbusResponse response, int i) {
        return switch (response) {
            case ReadCoilsResponse r -> r.getCoilStatus(i) ? 1 : 0;
            case ReadInputDiscretesResponse r -> r.getDiscreteStatus(i) ? 1 : 0;
            case ReadMultipleRegistersResponse r -> r.getRegisterValue(i);
            case ReadInputRegistersResponse r -> r.getRegisterValue(i);
            default -> throw new IllegalStateException("function " + response.getFunctionCode() + " reads nothing");
        };
    }
}
