package org.penstock.driver.modbus;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;

/**
 * One place in a device. Two notations are read, and told apart by their form alone:
 *
 * <ul>
 *   <li>table and protocol address, counted from 0, decimal or hexadecimal: {@code holding:100}, {@code input:0x0064};
 *   <li>the number a manual prints, counted from 1, its first digit naming the table (0 coil, 1 discrete input, 3 input
 *       register, 4 holding register): {@code 40101} and {@code 400101} are holding:100, {@code 30008} is input:7,
 *       {@code 10005} is discrete:4, {@code 00005} is coil:4.
 * </ul>
 *
 * <p>What can be meant either way is refused: {@code holding:40101} is a manual's number behind a table more often than it
 * is protocol address 40101. Whoever means the latter writes it in hexadecimal, {@code holding:0x9CA5}.
 *
 * @param address protocol address, 0..65535; the first register is 0
 */
record Register(RegisterTable table, int address) {
    private static final Pattern FORM = Pattern.compile("([a-z]+):(\\d{1,6}|0[xX][0-9a-fA-F]{1,8})");
    private static final Pattern CLASSIC = Pattern.compile("[0134](\\d{4}|\\d{5})");
    private static final Pattern BARE = Pattern.compile("\\d+|0[xX][0-9a-fA-F]+");
    private static final Pattern PADDED = Pattern.compile("0\\d+");

    /** Reads either notation; reports a fault and returns null when it is neither, or both. */
    static @Nullable Register read(Node node, Problems problems) {
        String text = node.text();
        if (CLASSIC.matcher(text).matches()) {
            return classic(node, problems);
        }
        Matcher m = FORM.matcher(text);
        if (!m.matches()) {
            problems.add(
                    node,
                    "`" + text + "` is not a register",
                    BARE.matcher(text).matches()
                            ? "name the table: holding:" + text
                                    + ", or write a manual's number with 5 or 6 digits: 40101 (which is holding:100)"
                            : "write table and address, counted from 0: holding:100, input:7, coil:3 or discrete:4");
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
        String number = m.group(2);
        boolean hex = number.length() > 1 && (number.charAt(1) == 'x' || number.charAt(1) == 'X');
        if (!hex && CLASSIC.matcher(number).matches() && number.charAt(0) == table.digit()) {
            tellTwoMeanings(node, number, table, problems);
            return null;
        }
        long address = hex ? Long.parseLong(number.substring(2), 16) : Long.parseLong(number);
        if (address > 0xFFFF) {
            problems.add(
                    node,
                    "register address " + number + " is above 65535",
                    "write the protocol address, counted from 0 (a manual's 40101 is holding:100)");
            return null;
        }
        return new Register(table, (int) address);
    }

    /** Reads the address of a coil where the table is known: {@code coil: 3} or {@code coil: 0x10}; -1 after a fault. */
    static int coil(Node node, int asRead, Problems problems) {
        if (!PADDED.matcher(node.text()).matches()) {
            return asRead;
        }
        problems.add(
                node,
                "`" + node.text() + "` can be read two ways: coil " + asRead
                        + " counted from 0, or the number of a manual that counts from 1",
                "write `coil: " + asRead + "` for the first"
                        + (asRead > 0 ? ", `coil: " + (asRead - 1) + "` for the second" : ""));
        return -1;
    }

    private static @Nullable Register classic(Node node, Problems problems) {
        String text = node.text();
        RegisterTable table = RegisterTable.ofDigit(text.charAt(0));
        int number = Integer.parseInt(text.substring(1));
        if (table == null || number < 1 || number > 0x1_0000) {
            problems.add(
                    node,
                    "`" + text + "` is no register number: numbers of manuals run from 1 to 65536 behind the digit",
                    "write table and protocol address, counted from 0: holding:0 is a manual's 40001");
            return null;
        }
        return new Register(table, number - 1);
    }

    private static void tellTwoMeanings(Node node, String number, RegisterTable table, Problems problems) {
        int printed = Integer.parseInt(number.substring(1));
        String first = "the number " + number + " of a manual"
                + (printed > 0 ? ", which is " + table.word() + ":" + (printed - 1) : "");
        int address = Integer.parseInt(number);
        String second = address > 0xFFFF ? "" : ", `" + table.word() + ":0x%04X` for the second".formatted(address);
        problems.add(
                node,
                "`" + node.text() + "` can be read two ways: " + first + ", or protocol address " + address,
                "write `" + number + "` for the first" + second);
    }

    /** As it is written in a facility file so that it can be read one way only: {@code holding:100}, {@code holding:0x9CA5}. */
    String written() {
        String number = Integer.toString(address);
        boolean classic = CLASSIC.matcher(number).matches() && number.charAt(0) == table.digit();
        return classic ? table.word() + ":0x%04X".formatted(address) : toString();
    }

    @Override
    public String toString() {
        return table.word() + ":" + address;
    }
}
