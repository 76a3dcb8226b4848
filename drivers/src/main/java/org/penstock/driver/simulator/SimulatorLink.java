package org.penstock.driver.simulator;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.penstock.core.control.PlantModel;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.Sample;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.quantity.QualityCode;
import org.penstock.driver.shared.StatusBoard;
import org.penstock.driver.simulator.SimulatorPlan.Output;
import org.penstock.driver.simulator.SimulatorPlan.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated plant. Its thread {@code penstock-simulator-<key>} moves the plant with the monotonic clock and delivers
 * what is due; the device timers run on the same clock, so that an output closes by itself as a real one would.
 */
final class SimulatorLink implements Link {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorLink.class);
    /** Between two looks at the clock, ms. A stream that wants more often than this is delivered at this pace. */
    static final long BEAT_MS = 20;
    /** What a controller in the next room takes to answer, ms. */
    private static final long LATENCY_MS = 3;

    private final String key;
    private final SimulatorPlan plan;
    private final LinkContext context;
    private final StatusBoard status;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final PlantModel plant;
    /** When a device timer closes its output, ns of the ticker, by actuator. */
    private final Map<String, Long> closesAt = new LinkedHashMap<>();

    private final long[] nextNanos;
    private long movedTo;
    private boolean started;
    private boolean closed;

    SimulatorLink(String key, SimulatorPlan plan, LinkContext context) {
        this.key = key;
        this.plan = plan;
        this.context = context;
        this.status = new StatusBoard(key, context);
        LocalTime start = plan.start() != null
                ? plan.start()
                : context.wall().instant().atZone(plan.zone()).toLocalTime();
        this.plant = plan.plant().begin(start.toNanoOfDay() / 1_000);
        this.nextNanos = new long[plan.streams().size()];
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
        lock.lock();
        try {
            if (started || closed) {
                return;
            }
            started = true;
            movedTo = context.ticker().nanos();
            for (int i = 0; i < nextNanos.length; i++) {
                nextNanos[i] = movedTo;
            }
        } finally {
            lock.unlock();
        }
        status.say(LinkState.ONLINE, "");
        thread.start();
    }

    private void run() {
        try {
            while (true) {
                Map<String, List<Sample>> due;
                lock.lock();
                try {
                    if (closed) {
                        return;
                    }
                    due = due();
                } finally {
                    lock.unlock();
                }
                for (List<Sample> samples : due.values()) {
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
                pause(BEAT_MS);
            }
        } catch (InterruptedException unused) {
            // Only close() interrupts this thread.
        } catch (RuntimeException e) {
            LOG.error("link {}: the simulator's thread ended; start the program again", key, e);
            status.say(
                    LinkState.OFFLINE, "the simulator failed inside the program (" + e + "); start the program again");
        }
    }

    /** Moves the plant to now and takes the readings that are due, by device. Under the lock. */
    private Map<String, List<Sample>> due() {
        move();
        Map<String, List<Sample>> due = new LinkedHashMap<>();
        long wall = StatusBoard.wallMicros(context);
        for (int i = 0; i < nextNanos.length; i++) {
            Stream s = plan.streams().get(i);
            if (movedTo - nextNanos[i] >= 0) {
                due.computeIfAbsent(s.device(), unused -> new ArrayList<>())
                        .add(new Sample(s.no(), plant.read(s.reading()), wall, QualityCode.GOOD));
                long interval = TimeUnit.MILLISECONDS.toNanos(s.intervalMillis());
                // A process that was held up does not make up for what it did not measure.
                nextNanos[i] = Math.max(nextNanos[i] + interval, movedTo - interval + 1);
            }
        }
        return due;
    }

    /** Brings the plant to now, stopping at each instant at which a device timer closes an output. Under the lock. */
    private void move() {
        long now = context.ticker().nanos();
        while (true) {
            String first = "";
            long at = now;
            for (Map.Entry<String, Long> timer : closesAt.entrySet()) {
                if (timer.getValue() - at <= 0) {
                    first = timer.getKey();
                    at = timer.getValue();
                }
            }
            advanceTo(at);
            if (first.isEmpty()) {
                return;
            }
            plant.set(first, 0);
            closesAt.remove(first);
        }
    }

    private void advanceTo(long nanos) {
        long passed = Math.max(0, nanos - movedTo);
        plant.advance(Math.round(passed / 1_000.0 * plan.speed()));
        movedTo = Math.max(movedTo, nanos);
    }

    private void pause(long millis) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = TimeUnit.MILLISECONDS.toNanos(millis);
            while (!closed && left > 0) {
                left = changed.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public WriteOutcome write(OutputWrite write) throws InterruptedException {
        Output output = plan.outputs().get(write.output());
        if (output == null) {
            return new WriteOutcome.Failed("output number " + write.output() + " does not belong to link " + key);
        }
        if (write.value() < 0 || write.value() > 1 || Double.isNaN(write.value())) {
            return new WriteOutcome.Failed("output " + output.key() + " was not written: the simulated "
                    + output.actuator() + " takes 0 to 1, not " + write.value());
        }
        lock.lock();
        try {
            if (closed || !started) {
                return notRunning(output, "was not written");
            }
            move();
            plant.set(output.actuator(), write.value());
            if (output.timer() && write.maxOnMillis() > 0) {
                closesAt.put(output.actuator(), movedTo + TimeUnit.MILLISECONDS.toNanos(write.maxOnMillis()));
            } else {
                closesAt.remove(output.actuator());
            }
        } finally {
            lock.unlock();
        }
        status.countSent();
        return readBack(write.output());
    }

    @Override
    public WriteOutcome readBack(int no) throws InterruptedException {
        Output output = plan.outputs().get(no);
        if (output == null) {
            return new WriteOutcome.Failed("output number " + no + " does not belong to link " + key);
        }
        pause(LATENCY_MS);
        lock.lock();
        try {
            if (closed || !started) {
                return notRunning(output, "was not read back");
            }
            move();
            return new WriteOutcome.Verified(plant.get(output.actuator()));
        } finally {
            lock.unlock();
        }
    }

    private WriteOutcome notRunning(Output output, String what) {
        status.countError();
        return new WriteOutcome.Failed(
                "output " + output.key() + " " + what + ": link " + key + " is " + (closed ? "closed" : "not started"));
    }

    @Override
    public LinkStatus status() {
        return status.now();
    }

    @Override
    public void close() {
        boolean running;
        lock.lock();
        try {
            if (closed) {
                return;
            }
            closed = true;
            running = started;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (running) {
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
