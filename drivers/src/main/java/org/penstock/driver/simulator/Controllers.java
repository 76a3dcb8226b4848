package org.penstock.driver.simulator;

import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.driver.shared.StatusBoard;
import org.penstock.driver.simulator.SimulatorPlan.Output;

/** The controllers of a simulated plant: take writes and answer, late or not at all where that is asked for. Thread-safe. */
final class Controllers {
    /** What a controller in the next room takes to answer, ms. */
    private static final long LATENCY_MS = 3;
    /** Longest wait for an answer where nobody says how long it may take, ms. */
    private static final long READ_WITHIN_MS = 1_000;

    private final String link;
    private final Map<Integer, Output> outputs;
    private final LivePlant live;
    private final StatusBoard status;

    /** How a device is at the moment it is asked. @param late how late it answers, ns */
    private record Asked(boolean down, boolean silent, long late) {}

    Controllers(String link, Map<Integer, Output> outputs, LivePlant live, StatusBoard status) {
        this.link = link;
        this.outputs = outputs;
        this.live = live;
        this.status = status;
    }

    WriteOutcome write(OutputWrite write) throws InterruptedException {
        Output output = outputs.get(write.output());
        if (output == null) {
            return unknown(write.output());
        }
        if (write.value() < 0 || write.value() > 1 || Double.isNaN(write.value())) {
            return new WriteOutcome.Failed("output " + output.key() + " was not written: the simulated "
                    + output.actuator() + " takes 0 to 1, not " + write.value());
        }
        String stands = live.stands();
        if (!stands.isEmpty()) {
            return failed("output " + output.key() + " was not written: link " + link + " is " + stands);
        }
        long timer = output.timer() ? TimeUnit.MILLISECONDS.toNanos(write.maxOnMillis()) : 0;
        Asked asked = live.now(plant -> {
            Asked how = ask(plant, output);
            if (!how.silent()) {
                plant.tell(output, write.value(), timer);
            }
            return how;
        });
        status.countSent();
        return answer(output, asked, "was not written", write.timeoutMillis());
    }

    WriteOutcome readBack(int no) throws InterruptedException {
        Output output = outputs.get(no);
        return output == null
                ? unknown(no)
                : answer(output, live.now(plant -> ask(plant, output)), "was not read back", READ_WITHIN_MS);
    }

    /** Keys of the devices that say nothing. */
    Set<String> silent(Faults faults) {
        return outputs.values().stream()
                .map(Output::device)
                .filter(faults::silent)
                .collect(Collectors.toSet());
    }

    private static Asked ask(FaultyPlant plant, Output output) {
        Faults faults = plant.faults();
        return new Asked(faults.down(), faults.silent(output.device()), faults.late(output.device()));
    }

    /** Waits for the device and reads the output back. @param what what became of it when nothing is reached */
    private WriteOutcome answer(Output output, Asked asked, String what, long withinMillis)
            throws InterruptedException {
        if (asked.down()) {
            return failed("output " + output.key() + " " + what + ": link " + link + " is down (simulated fault)");
        }
        long within = TimeUnit.MILLISECONDS.toNanos(withinMillis);
        live.pause(LATENCY_MS);
        live.pass(asked.silent() ? within : Math.min(asked.late(), within));
        String stands = live.stands();
        if (!stands.isEmpty()) {
            return failed("output " + output.key() + " " + what + ": link " + link + " is " + stands);
        }
        if (asked.silent() || asked.late() > within) {
            return failed("device " + output.device() + " did not answer for output " + output.key() + " within "
                    + withinMillis + " ms (simulated fault)" + (asked.silent() ? "" : "; it may act all the same"));
        }
        OptionalDouble value = live.now(plant -> plant.readBack(output));
        return value.isPresent()
                ? new WriteOutcome.Verified(value.getAsDouble())
                : failed("output " + output.key() + " cannot be read back: device " + output.device()
                        + " answers with an error (simulated fault)");
    }

    private WriteOutcome unknown(int no) {
        return new WriteOutcome.Failed("output number " + no + " does not belong to link " + link);
    }

    private WriteOutcome failed(String reason) {
        status.countError();
        return new WriteOutcome.Failed(reason);
    }
}
