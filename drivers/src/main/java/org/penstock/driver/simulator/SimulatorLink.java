package org.penstock.driver.simulator;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
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
import org.penstock.driver.simulator.SimulatorPlan.Output;
import org.penstock.driver.simulator.SimulatorPlan.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A simulated plant. Its thread {@code penstock-simulator-<key>} moves the plant with the monotonic clock, delivers what is
 * due and says what is wrong; the device timers run on the same clock, so that an output closes by itself as a real one
 * would.
 */
final class SimulatorLink implements Link, Simulated {
    private static final Logger LOG = LoggerFactory.getLogger(SimulatorLink.class);
    /** Between two looks at the clock, ms. A stream that wants more often than this is delivered at this pace. */
    static final long BEAT_MS = 20;
    /** What a controller in the next room takes to answer, ms. */
    private static final long LATENCY_MS = 3;
    /** Longest wait for the answer to a question of which nobody said how long it may take, ms. */
    private static final long READ_WITHIN_MS = 1_000;

    private final String key;
    private final SimulatorPlan plan;
    private final LinkContext context;
    private final StatusBoard status;
    private final Thread thread;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final FaultyPlant plant;
    private final SlowAnswers slow = new SlowAnswers();
    /** When each stream is due, ns since the start. */
    private final long[] dueAt;

    private long startedNanos;
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
        this.plant = new FaultyPlant(
                plan.plant().begin(start.toNanoOfDay() / 1_000),
                plan.speed(),
                plan.outputs().values(),
                plan.faults());
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
        lock.lock();
        try {
            if (started || closed) {
                return;
            }
            started = true;
            startedNanos = context.ticker().nanos();
            plant.move(0);
        } finally {
            lock.unlock();
        }
        tell();
        thread.start();
    }

    /** Now, ns since the start. */
    private long now() {
        return context.ticker().nanos() - startedNanos;
    }

    private void run() {
        try {
            while (true) {
                Map<String, List<Sample>> due;
                boolean news;
                lock.lock();
                try {
                    if (closed) {
                        return;
                    }
                    due = due();
                    news = plant.changed();
                } finally {
                    lock.unlock();
                }
                if (news) {
                    tell();
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

    /** Says how it is, and what is wrong. On the starting thread, then only on the link's own. */
    private void tell() {
        FaultNews news;
        lock.lock();
        try {
            news = FaultNews.of(plant.faults(), plant.movedTo());
        } finally {
            lock.unlock();
        }
        status.say(news.state(), news.reason(), news.nextTryMillis());
    }

    /** Moves the plant to now and takes the readings that are due, by device. Under the lock. */
    private Map<String, List<Sample>> due() {
        plant.move(now());
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

    /** Lets time pass on the facility's clock. */
    private void pass(long nanos) throws InterruptedException {
        long until = context.ticker().nanos() + nanos;
        while (context.ticker().nanos() - until < 0 && !closed()) {
            pause(BEAT_MS);
        }
    }

    private boolean closed() {
        lock.lock();
        try {
            return closed;
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
            plant.move(now());
            if (!plant.faults().silent(output.device())) {
                long timer = output.timer() ? TimeUnit.MILLISECONDS.toNanos(write.maxOnMillis()) : 0;
                plant.tell(output, write.value(), timer);
            }
        } finally {
            lock.unlock();
        }
        status.countSent();
        return answer(output, "was not written", write.timeoutMillis());
    }

    @Override
    public WriteOutcome readBack(int no) throws InterruptedException {
        Output output = plan.outputs().get(no);
        if (output == null) {
            return new WriteOutcome.Failed("output number " + no + " does not belong to link " + key);
        }
        return answer(output, "was not read back", READ_WITHIN_MS);
    }

    /** Waits for the device and reads the output back. @param what what it did not do, if it does not answer at all */
    private WriteOutcome answer(Output output, String what, long withinMillis) throws InterruptedException {
        long within = TimeUnit.MILLISECONDS.toNanos(withinMillis);
        long late;
        boolean silent;
        lock.lock();
        try {
            if (closed || !started) {
                return notRunning(output, what);
            }
            plant.move(now());
            if (plant.faults().down()) {
                return failed("output " + output.key() + " " + what + ": link " + key + " is down (simulated fault)");
            }
            silent = plant.faults().silent(output.device());
            late = plant.faults().late(output.device());
        } finally {
            lock.unlock();
        }
        pause(LATENCY_MS);
        pass(silent ? within : Math.min(late, within));
        lock.lock();
        try {
            if (closed) {
                return notRunning(output, what);
            }
            if (silent || late > within) {
                return failed("output " + output.key() + ": device " + output.device() + " did not answer within "
                        + withinMillis + " ms (simulated fault)" + (silent ? "" : "; it may do so all the same"));
            }
            plant.move(now());
            OptionalDouble value = plant.readBack(output);
            return value.isPresent()
                    ? new WriteOutcome.Verified(value.getAsDouble())
                    : failed("output " + output.key() + " cannot be read back: device " + output.device()
                            + " answers with an error (simulated fault)");
        } finally {
            lock.unlock();
        }
    }

    private WriteOutcome notRunning(Output output, String what) {
        return failed(
                "output " + output.key() + " " + what + ": link " + key + " is " + (closed ? "closed" : "not started"));
    }

    private WriteOutcome failed(String reason) {
        status.countError();
        return new WriteOutcome.Failed(reason);
    }

    @Override
    public List<Simulated.Fault> faults() {
        lock.lock();
        try {
            long now = StatusBoard.wallMicros(context);
            return plant.faults().all().stream()
                    .map(r -> r.listed(key, now, started ? now() : 0))
                    .toList();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public Prepared prepare(Wish wish) {
        try {
            PlannedFault fault = plan.reader().read(wish);
            if (faults().size() >= Faults.MOST) {
                return new Prepared.Refused(
                        "Link " + key + " has " + Faults.MOST + " faults already. Clear some of them first.");
            }
            return new Prepared.Ready(fault.announced(), () -> begin(fault));
        } catch (WrongFault e) {
            return new Prepared.Refused(e.inWords());
        }
    }

    private void begin(PlannedFault fault) {
        lock.lock();
        try {
            if (started && !closed) {
                plant.move(now());
                plant.begin(fault);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public int clear(String subject) {
        lock.lock();
        try {
            if (started && !closed) {
                plant.move(now());
            }
            return plant.clear(subject);
        } finally {
            lock.unlock();
        }
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
