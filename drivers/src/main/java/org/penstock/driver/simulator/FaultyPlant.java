package org.penstock.driver.simulator;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.penstock.core.control.PlantModel;
import org.penstock.driver.simulator.SimulatorPlan.Output;
import org.penstock.driver.simulator.SimulatorPlan.Stream;

/**
 * The plant behind a link with its controllers: what each output was told, the timers of the devices, and what is wrong.
 * Moves from instant to instant at which one of these changes something, so that the same happens however seldom it is
 * looked at. Time is ns since the start of the link. Single-threaded.
 */
final class FaultyPlant {
    private final PlantModel model;
    private final double speed;
    private final List<Output> outputs;
    private final Faults faults = new Faults();
    /** What each output was told last, by actuator. */
    private final Map<String, Double> told = new LinkedHashMap<>();
    /** When a device timer closes its output, by actuator. */
    private final Map<String, Long> closesAt = new LinkedHashMap<>();

    private long movedTo;
    private boolean changed;

    /** @param speed seconds of the plant in one second */
    FaultyPlant(PlantModel model, double speed, Collection<Output> outputs, List<PlannedFault> faults) {
        this.model = model;
        this.speed = speed;
        this.outputs = List.copyOf(outputs);
        this.outputs.forEach(o -> told.put(o.actuator(), model.get(o.actuator())));
        faults.forEach(f -> this.faults.add(f, 0));
    }

    /** Brings everything to {@code now}. */
    void move(long now) {
        while (true) {
            long at = Math.min(now, faults.nextEdge(movedTo));
            for (long timer : closesAt.values()) {
                at = Math.min(at, timer);
            }
            advanceTo(at);
            boolean act = faults.pass(movedTo);
            changed |= act;
            for (Output o : outputs) {
                Long timer = closesAt.get(o.actuator());
                if (timer != null && timer <= movedTo) {
                    closesAt.remove(o.actuator());
                    told.put(o.actuator(), 0.0);
                    act = true;
                }
            }
            if (act) {
                outputs.forEach(this::act);
            }
            if (movedTo >= now) {
                return;
            }
        }
    }

    private void advanceTo(long at) {
        long passed = Math.max(0, at - movedTo);
        model.advance(Math.round(passed / 1_000.0 * speed));
        movedTo = Math.max(movedTo, at);
    }

    private void act(Output output) {
        model.set(output.actuator(), faults.effect(output, told(output)));
    }

    private double told(Output output) {
        return told.getOrDefault(output.actuator(), 0.0);
    }

    /** How far it has come. */
    long movedTo() {
        return movedTo;
    }

    /** What is wrong. */
    Faults faults() {
        return faults;
    }

    /** Begins a fault. @return how many there are now */
    int begin(PlannedFault fault) {
        faults.add(fault, movedTo);
        changed = true;
        move(movedTo);
        return faults.all().size();
    }

    /** Ends faults. @param subject key, or "" for all @return how many */
    int clear(String subject) {
        int cleared = faults.clear(subject);
        changed |= cleared > 0;
        outputs.forEach(this::act);
        return cleared;
    }

    /** Whether faults came or went since this was asked last. */
    boolean changed() {
        boolean was = changed;
        changed = false;
        return was;
    }

    /** What a sensor says; empty when it says nothing. */
    OptionalDouble read(Stream stream) {
        return faults.reading(stream, model.read(stream.reading()), movedTo);
    }

    /** Tells an output a value. @param timerNanos when the device itself closes it, 0 = never */
    void tell(Output output, double value, long timerNanos) {
        told.put(output.actuator(), value);
        if (timerNanos > 0) {
            closesAt.put(output.actuator(), movedTo + timerNanos);
        } else {
            closesAt.remove(output.actuator());
        }
        act(output);
    }

    /** What an output says of itself; empty when it cannot be read back. */
    OptionalDouble readBack(Output output) {
        return faults.readBack(output, told(output));
    }
}
