package org.penstock.driver.modbus;

import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Finding;
import org.penstock.core.link.Findings;

/**
 * Shows what the registers of one unit and table hold: each as whole number, and neighbours as float32 in every order of
 * words that gives a plausible number; or all as the one type that was asked for. One thread.
 */
final class RegisterSheet {
    private static final double SMALLEST = 1e-3;
    private static final double LARGEST = 1e7;

    private final int unit;
    private final RegisterTable table;
    private final @Nullable NumberType type;
    private final Findings findings;
    private final TreeMap<Integer, Integer> items = new TreeMap<>();

    /** @param type the only type to be shown, or null */
    RegisterSheet(int unit, RegisterTable table, @Nullable NumberType type, Findings findings) {
        this.unit = unit;
        this.table = table;
        this.type = type;
        this.findings = findings;
    }

    /** Items were read, behind those before. */
    void read(int first, int[] values) {
        for (int i = 0; i < values.length; i++) {
            items.put(first + i, values[i]);
        }
        for (int i = 0; i < values.length; i++) {
            show(first + i, values[i]);
        }
    }

    private void show(int address, int item) {
        if (table.bits()) {
            found(address, "", Integer.toString(item), "", "");
            return;
        }
        if (type == null) {
            short signed = (short) item;
            found(address, "", Integer.toString(item), signed < 0 ? "as int16 " + signed : "", ", type: uint16");
        }
        NumberType wanted = type == null ? NumberType.FLOAT32 : type;
        int from = address - wanted.words() + 1;
        int[] registers = new int[wanted.words()];
        for (int i = 0; i < registers.length; i++) {
            Integer register = items.get(from + i);
            if (register == null) {
                return;
            }
            registers[i] = register;
        }
        for (WordOrder order : WordOrder.values()) {
            show(from, registers, wanted, order);
        }
    }

    private void show(int from, int[] registers, NumberType wanted, WordOrder order) {
        double value = wanted.toDouble(order.bits(registers, 0, registers.length));
        boolean inOneRegister = registers.length == 1;
        if (inOneRegister && order != WordOrder.ABCD
                || !Double.isFinite(value)
                || wanted.floating() && (Math.abs(value) < SMALLEST || Math.abs(value) > LARGEST)) {
            return;
        }
        found(
                from,
                inOneRegister ? "" : " as " + wanted.word() + " " + order,
                wanted == NumberType.FLOAT32
                        ? Float.toString((float) value)
                        : wanted.floating() ? Double.toString(value) : "%.0f".formatted(value),
                "",
                ", type: " + wanted.word() + (inOneRegister ? "" : ", words: " + order));
    }

    private void found(int address, String how, String value, String note, String more) {
        Register at = new Register(table, address);
        findings.found(new Finding(
                "unit " + unit,
                at + how,
                value,
                note,
                "{register: \"" + at.written() + "\"" + more + "}",
                address(unit)));
    }

    /** What to write as the address of the device that is a unit. */
    static String address(int unit) {
        return "{unit_id: " + unit + "}";
    }
}
