package org.penstock.driver.simulator;

import org.penstock.core.facility.Problems;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkSpec;

/**
 * A simulated plant, the word {@code simulator} in the facility file.
 *
 * <pre>{@code
 * links:
 *   - {key: sim, driver: simulator, connection: {plant: greenhouse, speed: 1, start: "09:00", tank: 1000, level: 700, refill: float}}
 * devices:
 *   - key: skid
 *     link: sim
 *     streams:
 *       - address: {reading: tank-level}
 *     outputs:
 *       - address: {actuator: valve-1}
 * }</pre>
 *
 * <p>{@code speed} is how many seconds pass in the plant in one second, 0.1 to 1000: it makes days of weather and
 * substrate short; timers of outputs and times of readings stay those of the facility. {@code start} is the time of day
 * in the plant when the link starts; without it, it is the time of day in UTC.
 */
public final class SimulatorDriver implements Driver {
    @Override
    public String protocol() {
        return "simulator";
    }

    @Override
    public void check(LinkSpec spec, Problems problems) {
        SimulatorPlan.compile(spec, problems);
    }

    @Override
    public Link open(LinkSpec spec, LinkContext context) {
        Problems problems = new Problems();
        SimulatorPlan plan = SimulatorPlan.compile(spec, problems);
        if (!problems.none()) {
            throw new IllegalArgumentException(
                    "link " + spec.key() + " was not checked: " + problems.all().getFirst());
        }
        return new SimulatorLink(spec.key(), plan, context);
    }
}
