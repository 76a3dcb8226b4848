package org.penstock.driver.modbus;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;

/**
 * A command that a device takes only whole: several registers in one write, among them a number that is new with every
 * command and that the device repeats beside its state once it carries the command out.
 *
 * <pre>{@code
 * command: {register: "holding:504", words: little, on: [402, id, zone, zone, "seconds:uint32"], off: [0, id]}
 * set: {zone: 3}
 * answer: {id: "holding:404", state: "holding:401", on: {401: preparing, 402: supplying}, off: {0: stopped}}
 * }</pre>
 *
 * <p>A part of the block is a number, {@code id}, {@code seconds} (how long the device may go on by itself), {@code value}
 * (what the output is driven to), or a word that {@code set} explains; behind a colon stands its type, uint16 when none
 * does. {@code off} is sent for the value 0, {@code on} for every other.
 *
 * @param at first register of the block
 */
record BlockCommand(Register at, List<Part> on, List<Part> off, CommandAnswer answer) {
    private static final Pattern PART = Pattern.compile("([^:\\s]+)(?::([a-z0-9]+))?");
    private static final Pattern NUMBER = Pattern.compile("-?\\d+(?:\\.\\d+)?");
    /** Most registers that function 16 takes. */
    private static final int MOST = 123;

    BlockCommand {
        on = List.copyOf(on);
        off = List.copyOf(off);
    }

    /** What a part of the block says. */
    private enum Meaning {
        NUMBER,
        ID,
        SECONDS,
        VALUE
    }

    /** One part. @param number what it says when it says always the same */
    record Part(Meaning meaning, double number, Codec codec) {}

    /** @param address of the output */
    static @Nullable BlockCommand read(Fields address, String output, Problems problems) {
        Node written = address.node("command");
        Fields f = Fields.of(written, problems);
        f.text("register");
        Register at = f.has("register") ? Register.read(f.node("register"), problems) : null;
        WordOrder order = WordOrder.of(f.choice("words", WordOrder.WORDS, "big"));
        Parts parts = new Parts(address.node("set"), order, output, problems);
        List<Part> on = parts.read(written, "on", f.items("on"));
        List<Part> off = parts.read(written, "off", f.items("off"));
        f.done();
        parts.done();
        CommandAnswer answer = CommandAnswer.read(address.node("answer"), written, problems);
        if (at == null || answer == null || on.isEmpty() || off.isEmpty()) {
            return null;
        }
        if (at.table() != RegisterTable.HOLDING) {
            problems.add(f.node("register"), at + " cannot be written", "a command goes to holding registers");
            return null;
        }
        return new BlockCommand(at, on, off, answer);
    }

    /** Whether the device is told how long it may go on. */
    boolean timed() {
        return says(Meaning.SECONDS);
    }

    /** Whether the value of the output is part of the command; otherwise it is 0 or 1. */
    boolean valued() {
        return says(Meaning.VALUE);
    }

    private boolean says(Meaning meaning) {
        return on.stream().anyMatch(p -> p.meaning() == meaning);
    }

    /** How many registers it takes at most. */
    int width() {
        return Math.max(width(on), width(off));
    }

    private static int width(List<Part> parts) {
        return parts.stream().mapToInt(p -> p.codec().width()).sum();
    }

    /**
     * The registers of one command.
     *
     * @param id its number, 1..65535
     * @throws IllegalArgumentException saying in words which value does not fit
     */
    int[] registers(double value, long maxOnMillis, int id) {
        List<Part> parts = value == 0 ? off : on;
        int[] block = new int[width(parts)];
        int to = 0;
        for (Part p : parts) {
            double says = switch (p.meaning()) {
                case NUMBER -> p.number();
                case ID -> id;
                case VALUE -> value;
                // Longer than the part can hold: the device stops earlier, which is the safe side.
                case SECONDS -> Math.min(p.codec().type().max(), Math.ceilDiv(maxOnMillis, 1_000L));
            };
            int[] registers = p.codec().registers(says);
            System.arraycopy(registers, 0, block, to, registers.length);
            to += registers.length;
        }
        return block;
    }

    /** Reads the parts of a block. */
    private static final class Parts {
        private final Node set;
        private final WordOrder order;
        private final String output;
        private final Problems problems;
        private final Set<String> used = new TreeSet<>();

        Parts(Node set, WordOrder order, String output, Problems problems) {
            this.set = set;
            this.order = order;
            this.output = output;
            this.problems = problems;
        }

        List<Part> read(Node command, String word, List<Node> items) {
            List<Part> parts = new ArrayList<>();
            for (Node item : items) {
                Part part = part(item);
                if (part != null) {
                    parts.add(part);
                }
            }
            if (items.isEmpty() || width(parts) > MOST) {
                problems.add(
                        command,
                        items.isEmpty()
                                ? "the command has no `" + word + "`"
                                : "`" + word + "` is longer than one write",
                        "write its parts in order: " + word + ": [402, id, \"seconds:uint32\"]; together at most "
                                + MOST + " registers");
            } else if (parts.size() == items.size() && parts.stream().noneMatch(p -> p.meaning() == Meaning.ID)) {
                problems.add(
                        command,
                        "`" + word + "` has no `id`: whether the device takes it could not be seen",
                        "write `id` where the number of the command stands");
            }
            return parts;
        }

        private @Nullable Part part(Node item) {
            Matcher m = PART.matcher(item.text());
            boolean typed = m.matches() && m.group(2) != null;
            if (!m.matches() || typed && !NumberType.wordList().contains(m.group(2))) {
                problems.add(
                        item,
                        "`" + item.text() + "` is no part of a command",
                        "write a number, id, seconds, value or a word of `set`, and its type behind a colon:"
                                + " \"seconds:uint32\"");
                return null;
            }
            NumberType type = typed ? NumberType.of(m.group(2)) : NumberType.UINT16;
            return part(item, m.group(1), new Codec(type, order, 1, 0, null, Set.of()));
        }

        private @Nullable Part part(Node item, String says, Codec codec) {
            if (NUMBER.matcher(says).matches()) {
                return number(item, Double.parseDouble(says), codec);
            }
            return switch (says) {
                case "id" -> new Part(Meaning.ID, 0, codec);
                case "seconds" -> new Part(Meaning.SECONDS, 0, codec);
                case "value" -> new Part(Meaning.VALUE, 0, codec);
                default -> set(item, says, codec);
            };
        }

        private @Nullable Part set(Node item, String word, Codec codec) {
            Node value = set.get(word);
            used.add(word);
            if (value.isMissing()) {
                problems.add(
                        set.isMissing() ? item : set,
                        "the command of output " + output + " needs `" + word + "`",
                        "write `set: {" + word + ": …}` in its address");
                return null;
            }
            if (value.text().equals("value")) {
                return new Part(Meaning.VALUE, 0, codec);
            }
            if (!NUMBER.matcher(value.text()).matches()) {
                problems.add(
                        value, "`" + word + ": " + value.text() + "` is not a number", "write a number, or `value`");
                return null;
            }
            return number(value, Double.parseDouble(value.text()), codec);
        }

        private @Nullable Part number(Node where, double number, Codec codec) {
            try {
                codec.registers(number);
                return new Part(Meaning.NUMBER, number, codec);
            } catch (IllegalArgumentException e) {
                problems.add(
                        where, e.getMessage() == null ? "it does not fit" : e.getMessage(), "write a value that fits");
                return null;
            }
        }

        void done() {
            for (String word : set.words()) {
                if (!used.contains(word)) {
                    problems.add(
                            set.wordNode(word),
                            "the command of output " + output + " has no `" + word + "`",
                            used.isEmpty() ? "take it out" : "it takes " + String.join(", ", used));
                }
            }
        }
    }
}
