package org.penstock.driver.simulator;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penstock.core.link.Sample;

/**
 * Readings that slow devices have not answered with yet. A device answers one question at a time: while it is busy it is not
 * asked again, so no more than one answer a device waits here. Time is ns since the start of the link. Single-threaded.
 */
final class SlowAnswers {
    private final Map<String, Answer> waiting = new LinkedHashMap<>();

    private record Answer(long at, List<Sample> samples) {}

    /** Whether the device still owes an answer. */
    boolean busy(String device) {
        return waiting.containsKey(device);
    }

    /** Holds back what slow devices measured, gives out what is ready, and forgets what silent ones would have said. */
    Map<String, List<Sample>> pass(Map<String, List<Sample>> measured, Faults faults, long now) {
        Map<String, List<Sample>> ready = new LinkedHashMap<>();
        measured.forEach((device, samples) -> {
            long late = faults.late(device);
            if (late > 0) {
                waiting.put(device, new Answer(now + late, samples));
            } else {
                ready.put(device, samples);
            }
        });
        waiting.entrySet().removeIf(e -> {
            boolean due = e.getValue().at() <= now;
            if (due && !faults.silent(e.getKey())) {
                ready.put(e.getKey(), e.getValue().samples());
            }
            return due;
        });
        return ready;
    }
}
