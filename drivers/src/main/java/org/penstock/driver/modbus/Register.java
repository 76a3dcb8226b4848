package org.penstock.driver.modbus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;

/**
 * One place in a device: {@code holding:100}.
 *
 * @param address protocol address, 0..65535; the first register is 0
 */
record Register(RegisterTable table, int address) {
    private static final Pattern FORM = Pattern.compile("([a-z]+):(\\d{1,5})");

    /** Reads {@code table:address}; reports a fault and returns null when it is not of that form. */
    static @Nullable Register read(Node node, Problems problems) {
        Matcher m = FORM.matcher(node.text());
        if (!m.matches()) {
            problems.add(
                    node,
                    "`" + node.text() + "` is not a register",
                    "write table and address, counted from 0: holding:100, input:7, coil:3 or discrete:4");
            return null;
        }
        RegisterTable table = RegisterTable.of(m.group(1));
        if (table == null) {
            problems.add(
                    node,
                    "`" + m.group(1) + "` is not a Modbus table",
                    "write holding, input, coil or discrete before the colon");
            return null;
        }
        int address = Integer.parseInt(m.group(2));
        if (address > 0xFFFF) {
            problems.add(
                    node,
                    "register address " + address + " is above 65535",
                    "write the protocol address, counted from 0 (a manual's 40101 is holding:100)");
            return null;
        }
        return new Register(table, address);
    }

    @Override
    public String toString() {
        return table.word() + ":" + address;
    }
}
