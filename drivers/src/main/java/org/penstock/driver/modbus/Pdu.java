package org.penstock.driver.modbus;

import com.ghgande.j2mod.modbus.msg.ModbusRequest;
import com.ghgande.j2mod.modbus.msg.ModbusResponse;
import com.ghgande.j2mod.modbus.msg.ReadCoilsRequest;
import com.ghgande.j2mod.modbus.msg.ReadCoilsResponse;
import com.ghgande.j2mod.modbus.msg.ReadInputDiscretesRequest;
import com.ghgande.j2mod.modbus.msg.ReadInputDiscretesResponse;
import com.ghgande.j2mod.modbus.msg.ReadInputRegistersRequest;
import com.ghgande.j2mod.modbus.msg.ReadInputRegistersResponse;
import com.ghgande.j2mod.modbus.msg.ReadMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.msg.ReadMultipleRegistersResponse;
import com.ghgande.j2mod.modbus.msg.WriteCoilRequest;
import com.ghgande.j2mod.modbus.msg.WriteMultipleRegistersRequest;
import com.ghgande.j2mod.modbus.msg.WriteSingleRegisterRequest;
import com.ghgande.j2mod.modbus.procimg.SimpleRegister;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The requests we send and what a right answer to each looks like. j2mod writes and reads the messages; its connection is
 * not used, because one silent device holds it for many time-outs. An answer is taken only when function, length and
 * echoed fields are exactly those of its request.
 *
 * @param request as j2mod writes it
 * @param count items asked for, for reads
 */
record Pdu(ModbusRequest request, int count) {
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
