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
 *   - {key: sim, driver: simulator, connection: {plant: greenhouse, speed: 1, timezone: Europe/Amsterdam, tank: 1000, level: 700, refill: float}}
 * devices:
 *   - key: skid
 *     link: sim
 *     streams:
 *       - address: {reading: tank-level}
 *     outputs:
 *       - address: {actuator: valve-1}
 * }</pre>
 *
 * <p>{@code plant} is one of {@code greenhouse, cold-store, broiler-house, fermentation-lab, dairy}; what each measures and
 * moves, and in which units, is told by {@link org.penstock.core.control.Greenhouse}, {@link
 * org.penstock.core.control.ColdStore}, {@link org.penstock.core.control.BroilerHouse}, {@link
 * org.penstock.core.control.FermentationLab} and {@link org.penstock.core.control.Dairy}. {@code tank, level, refill} are
 * the greenhouse's. {@code speed} is how many seconds pass in the plant in one second, 0.1 to 1000: it makes days short;
 * timers of outputs and times of readings stay those of the facility. {@code start} is the time of day in the plant when
 * the link starts; without it, it is the time of day in {@code timezone}, or in UTC. {@code seed} lets people come at other
 * moments and sensors tremble otherwise.
 *
 * <p>{@code faults} is what goes wrong, each a time after the start of the link and for a while; without {@code for} until
 * it is cleared. Others can be asked for while it runs, see {@link org.penstock.core.link.Simulated}. While one is in force
 * the link is DEGRADED and says so.
 *
 * <pre>{@code
 *     faults:
 *       - {stream: air, kind: drift, by: 0.5 °C/h, from: 10min, for: 1h}
 *       - {output: valve-1, kind: stuck_open, for: 5min}
 *       - {device: skid, kind: slow, by: 3s}
 *       - {kind: down, reason: the cable is cut, from: 1h, for: 30s}
 * }</pre>
 *
 * <p>A stream can be {@code stuck, silent}, and with {@code by:} {@code drift} (so much in an hour), {@code noise} (to either
 * side), {@code spike} (about one reading in twenty), {@code wrong_unit} (the unit it speaks instead); an output {@code
 * stuck_open, stuck_closed, no_effect} (read back as told, and nothing moves), {@code no_read_back}; a device {@code silent},
 * {@code slow} (with {@code by:}); the link {@code down}.
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
