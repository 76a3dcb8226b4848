package org.penstock.driver.modbus;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Fields;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Problems;

/**
 * Where a device says which {@link BlockCommand} it carries out and how far it is, as one read of neighbouring registers:
 * what belongs together is seen at one moment.
 *
 * @param from first register that is read
 * @param count how many
 * @param id register that repeats the number of the command
 * @param state register with the state
 * @param value register with what the output is driven to, null where it does not say
 * @param alert register that says what is wrong, null where none does
 * @param on states in which it does what {@code on} asks, with their words
 * @param off states in which it has stopped
 * @param fault states in which it has given up
 * @param passing states on the way from one to the other; it counts as away from safe
 * @param alerts words for what {@code alert} says
 */
record CommandAnswer(
        Register from,
        int count,
        Register id,
        Register state,
        @Nullable Register value,
        @Nullable Register alert,
        Map<Integer, String> on,
        Map<Integer, String> off,
        Map<Integer, String> fault,
        Map<Integer, String> passing,
        Map<Integer, String> alerts) {
    private static final int MOST = 32;

    /** What the device said at one moment. */
    record Seen(int id, int state, int value, int alert) {}

    static @Nullable CommandAnswer read(Node written, Node command, Problems problems) {
        if (written.isMissing()) {
            problems.add(
                    command,
                    "nothing says whether the device takes the command",
                    "add `answer: {id: \"holding:404\", state: \"holding:401\", on: {402: running}, off: {0: stopped}}`");
            return null;
        }
        Fields f = Fields.of(written, problems);
        f.text("id");
        f.text("state");
        Register id = register(f, "id", problems);
        Register state = register(f, "state", problems);
        Register value = register(f, "value", problems);
        Register alert = register(f, "alert", problems);
        Map<Integer, String> on = states(f, "on", problems);
        Map<Integer, String> off = states(f, "off", problems);
        Map<Integer, String> fault = states(f, "fault", problems);
        Map<Integer, String> passing = states(f, "passing", problems);
        Map<Integer, String> alerts = states(f, "alerts", problems);
        f.done();
        if (on.isEmpty() || off.isEmpty()) {
            problems.add(
                    written,
                    "the answer does not say which states are `on` and which `off`",
                    "write both with their words: on: {402: running}, off: {0: stopped}");
            return null;
        }
        if (id == null || state == null) {
            return null;
        }
        List<Register> all = new ArrayList<>(List.of(id, state));
        if (value != null) {
            all.add(value);
        }
        if (alert != null) {
            all.add(alert);
        }
        int first = all.stream().mapToInt(Register::address).min().orElseThrow();
        int last = all.stream().mapToInt(Register::address).max().orElseThrow();
        boolean apart = all.stream().anyMatch(r -> r.table() != id.table());
        if (apart || id.table().bits() || last - first >= MOST) {
            problems.add(
                    written,
                    "the registers of the answer cannot be read at once",
                    "name registers of one table, at most " + MOST + " apart");
            return null;
        }
        return new CommandAnswer(
                new Register(id.table(), first),
                last - first + 1,
                id,
                state,
                value,
                alert,
                on,
                off,
                fault,
                passing,
                alerts);
    }

    private static @Nullable Register register(Fields f, String word, Problems problems) {
        return f.has(word) ? Register.read(f.node(word), problems) : null;
    }

    private static Map<Integer, String> states(Fields f, String word, Problems problems) {
        Node written = f.node(word);
        Map<Integer, String> states = new LinkedHashMap<>();
        for (String code : written.words()) {
            if (code.matches("\\d{1,5}")) {
                states.put(Integer.parseInt(code), written.get(code).text());
            } else {
                problems.add(
                        written.wordNode(code),
                        "`" + code + "` is not what a register can say",
                        "write the number of the state and its word: {402: running}");
            }
        }
        return states;
    }

    /** The request that reads it. */
    Pdu request() {
        return Pdu.read(from.table(), from.address(), count);
    }

    /** What {@code items} say, as received. */
    Seen seen(int[] items) {
        return new Seen(at(id, items), at(state, items), at(value, items), at(alert, items));
    }

    private int at(@Nullable Register r, int[] items) {
        return r == null ? 0 : items[r.address() - from.address()];
    }

    /** The state in words. */
    String words(Seen seen) {
        String word = null;
        for (Map<Integer, String> group : List.of(on, off, passing, fault)) {
            word = word == null ? group.get(seen.state()) : word;
        }
        String alarm = alert == null || seen.alert() == 0
                ? ""
                : ", its alert is " + seen.alert()
                        + (alerts.containsKey(seen.alert()) ? " (" + alerts.get(seen.alert()) + ")" : "");
        return "its state is " + seen.state() + (word == null ? "" : " (" + word + ")") + alarm;
    }
}
