package org.penstock.core.control;

import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/** The outputs a run holds, and the valves it moved whose closing is not proven yet. */
final class RunOutputs {
    private final String owner;
    private final TreeSet<Integer> wanted = new TreeSet<>();
    private final TreeSet<Integer> moved = new TreeSet<>();

    /** @param owner under which they are asked for */
    RunOutputs(String owner) {
        this.owner = owner;
    }

    /** Asks for one away from safe. @param atMost how long, µs */
    void want(Scan scan, int output, String why, long atMost) {
        wanted.add(output);
        double safe = spec(scan, output).safe();
        scan.request(Slot.PROGRAM, output, owner, safe == 0 ? 1 : 0, why, atMost);
    }

    /** Lets go of one, if it is held. */
    void let(Scan scan, int output, String why) {
        if (wanted.remove(output)) {
            scan.release(Slot.PROGRAM, output, owner, why);
        }
    }

    /** One was taken away. @return whether it was held */
    boolean lose(int output) {
        return wanted.remove(output);
    }

    boolean wants(int output) {
        return wanted.contains(output);
    }

    boolean none() {
        return wanted.isEmpty();
    }

    /** What is held, as it is now. */
    List<Integer> wanted() {
        return List.copyOf(wanted);
    }

    /** The closing of this valve is to be proven. */
    void moves(int valve) {
        moved.add(valve);
    }

    /** Valves whose closing is not proven yet. */
    List<Integer> moved() {
        return List.copyOf(moved);
    }

    /** The closing of this valve is proven, or waited for no longer. */
    void settled(int valve) {
        moved.remove(valve);
    }

    /** Nothing is held any more, and nothing waited for. */
    void forget() {
        wanted.clear();
        moved.clear();
    }

    static boolean held(Scan scan, List<Integer> outputs) {
        for (int output : outputs) {
            if (!scan.output(output).held()) {
                return false;
            }
        }
        return true;
    }

    /** Longest time until one is proven to have moved, µs. */
    static long timeout(Scan scan, int output) {
        return spec(scan, output).timeoutMicros();
    }

    static String name(Scan scan, int output) {
        return spec(scan, output).name();
    }

    private static OutputSpec spec(Scan scan, int output) {
        return ProgramStage.output(scan.config(), output);
    }

    void save(ArrayNode w, ArrayNode m) {
        wanted.forEach(w::add);
        moved.forEach(m::add);
    }

    /** Restores what {@link #save} wrote. */
    void load(JsonNode w, JsonNode m) {
        w.forEach(o -> wanted.add(o.asInt()));
        m.forEach(o -> moved.add(o.asInt()));
    }
}
