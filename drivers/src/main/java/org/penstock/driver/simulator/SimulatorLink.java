package org.penstock.driver.simulator;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.Sample;
import org.penstock.core.link.Simulated;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.quantity.QualityCode;
import org.penstock.driver.shared.StatusBoard;
import org.penstock.driver.simulator.SimulatorPlan.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated plant. Its thread {@code penstock-simulator-<key>} moves the plant with the monotonic clock, delivers what is
 * due and says what is wrong; the device timers run on the same clock, so that an output closes by itself as a real one
 * would. A stream that wants more often than every {@link LivePlant#BEAT_MS} is delivered at that pace.
 */
final class SimulatorLink implements Link, Simulated {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorLink.class);

    private final String key;
    private final SimulatorPlan plan;
    private final LinkContext context;
    private final StatusBoard status;
    private final LivePlant live;
    private final Controllers controllers;
    private final Thread thread;
    private final SlowAnswers slow = new SlowAnswers();
    /** Devices with outputs of which the facility was told that they are silent; see {@link #tell}. */
    private Set<String> away = Set.of();

    /** When each stream is due, ns since the start. */
    private final long[] dueAt;

    SimulatorLink(String key, SimulatorPlan plan, LinkContext context) {
        this.key = key;
        this.plan = plan;
        this.context = context;
        this.status = new StatusBoard(key, context);
        LocalTime start = plan.start() != null
                ? plan.start()
                : context.wall().instant().atZone(plan.zone()).toLocalTime();
        FaultyPlant plant = new FaultyPlant(
                plan.plant().begin(start.toNanoOfDay() / 1_000),
                plan.speed(),
                plan.outputs().values(),
                plan.faults());
        this.live = new LivePlant(plant, context.ticker());
        this.controllers = new Controllers(key, plan.outputs(), live, status);
        this.dueAt = new long[plan.streams().size()];
        // Losing it loses nothing but a simulation.
        this.thread =
                Thread.ofPlatform().name("penstock-simulator-" + key).daemon().unstarted(this::run);
    }

    @Override
    public String key() {
        return key;
    }

    @Override
    public void start() {
        if (live.start()) {
            tell();
            thread.start();
        }
    }

    private void run() {
        try {
            while (live.stands().isEmpty()) {
                if (live.now(FaultyPlant::changed)) {
                    tell();
                }
                for (List<Sample> samples : live.now(this::due).values()) {
                    context.deliver(new Batch(
                            key,
                            samples,
                            StatusBoard.wallMicros(context),
                            context.ticker().nanos(),
                            false,
                            null,
                            Batch.NOTHING_TO_ACKNOWLEDGE));
                    status.countReceived();
                }
                live.pause(LivePlant.BEAT_MS);
            }
        } catch (InterruptedException unused) {
            // Only close() interrupts this thread.
        } catch (RuntimeException e) {
            LOG.error("link {}: the simulator's thread ended; start the program again", key, e);
            status.say(
                    LinkState.OFFLINE, "the simulator failed inside the program (" + e + "); start the program again");
        }
    }

    /** Says how it is, and what is wrong. On the starting thread, then only on the link's own. */
    private void tell() {
        FaultNews news = live.now(plant -> FaultNews.of(plant.faults(), plant.movedTo()));
        status.say(news.state(), news.reason(), news.nextTryMillis());
        if (news.state() != LinkState.OFFLINE) {
            Set<String> silent = live.now(plant -> controllers.silent(plant.faults()));
            away.stream().filter(d -> !silent.contains(d)).forEach(d -> context.device(d, ""));
            silent.stream()
                    .filter(d -> !away.contains(d))
                    .forEach(d -> context.device(d, "it is silent (simulated fault)"));
            away = silent;
        }
    }

    /** Takes the readings that are due, by device. */
    private Map<String, List<Sample>> due(FaultyPlant plant) {
        long now = plant.movedTo();
        Map<String, List<Sample>> measured = new LinkedHashMap<>();
        long wall = StatusBoard.wallMicros(context);
        for (int i = 0; i < dueAt.length; i++) {
            Stream s = plan.streams().get(i);
            if (now >= dueAt[i] && !slow.busy(s.device())) {
                plant.read(s)
                        .ifPresent(value -> measured.computeIfAbsent(s.device(), unused -> new ArrayList<>())
                                .add(new Sample(s.no(), value, wall, QualityCode.GOOD)));
                long interval = TimeUnit.MILLISECONDS.toNanos(s.intervalMillis());
                // A process that was held up does not make up for what it did not measure.
                dueAt[i] = Math.max(dueAt[i] + interval, now - interval + 1);
            }
        }
        return slow.pass(measured, plant.faults(), now);
    }

    @Override
    public WriteOutcome write(OutputWrite write) throws InterruptedException {
        return controllers.write(write);
    }

    @Override
    public WriteOutcome readBack(int no) throws InterruptedException {
        return controllers.readBack(no);
    }

    @Override
    public List<Simulated.Fault> faults() {
        long wall = StatusBoard.wallMicros(context);
        return live.now(plant -> plant.faults().all().stream()
                .map(r -> r.listed(key, wall, plant.movedTo()))
                .toList());
    }

    @Override
    public Prepared prepare(Wish wish) {
        try {
            PlannedFault fault = plan.reader().read(wish);
            if (faults().size() >= Faults.MOST) {
                return new Prepared.Refused(
                        "Link " + key + " has " + Faults.MOST + " faults already. Clear some of them first.");
            }
            return new Prepared.Ready(fault.announced(), () -> live.now(plant -> plant.begin(fault)));
        } catch (WrongFault e) {
            return new Prepared.Refused(e.inWords());
        }
    }

    @Override
    public int clear(String subject) {
        return live.now(plant -> plant.clear(subject));
    }

    @Override
    public LinkStatus status() {
        return status.now();
    }

    @Override
    public void close() {
        if (live.close()) {
            // A delivery that waits for a full lane is given up.
            thread.interrupt();
            try {
                if (!thread.join(Duration.ofSeconds(4))) {
                    LOG.warn("link {}: the simulator's thread did not end within 4 s", key);
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        status.say(LinkState.STOPPED, "link " + key + " was closed");
    }
}
