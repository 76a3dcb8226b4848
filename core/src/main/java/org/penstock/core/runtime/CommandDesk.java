package org.penstock.core.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.link.Link;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.telemetry.Effect;
import org.penstock.core.telemetry.Input;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries the engine's drives to the links and their results back. Each command has its own (virtual) thread, named after
 * its output, because a dead device must not hold up the valve beside it; commands of one output go one after the other.
 *
 * <p>A drive to safe is sent at once. Any other waits until the record of what caused it is durable, at most
 * {@link #DURABLE_WITHIN_MICROS}: a valve never opens for a reason that a crash could lose.
 */
final class CommandDesk implements AutoCloseable {
    /** Longer than this without a durable record, and an opening is refused. */
    static final long DURABLE_WITHIN_MICROS = 1_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(CommandDesk.class);

    /** Waits for the record. */
    @FunctionalInterface
    interface Durability {
        /** Waits until the effects of frame {@code seq} are durable. @return false when {@code withinMicros} passed before */
        boolean await(long seq, long withinMicros) throws InterruptedException;
    }

    /** Longest wait of a command for links that are being changed. */
    private static final long CHANGED_WITHIN_SECONDS = 10;

    private final IntFunction<@Nullable Link> linkOfOutput;
    /** By output what its commands wait for: links that are being changed. */
    private Map<Integer, List<CountDownLatch>> held = Map.of();

    private final Map<Integer, ReentrantLock> turn = new ConcurrentHashMap<>();
    private final Set<Long> underway = ConcurrentHashMap.newKeySet();
    private final Set<Long> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private final Durability durability;
    private final Consumer<Input> results;
    private volatile @Nullable String refuses;

    /**
     * @param linkOfOutput the link that drives an output now, by output number
     * @param results where results go: the control lane of the inbox; must not block
     */
    CommandDesk(IntFunction<@Nullable Link> linkOfOutput, Durability durability, Consumer<Input> results) {
        this.linkOfOutput = linkOfOutput;
        this.durability = durability;
        this.results = results;
    }

    /** Takes one effect of frame {@code seq}; called on the engine thread, in order; returns at once. */
    void take(long seq, Effect effect) {
        switch (effect) {
            case Effect.Drive drive -> start(seq, drive);
            case Effect.Cancel cancel -> cancel(cancel.command());
            case Effect.Raise _, Effect.Clear _, Effect.Record _, Effect.WakeAt _ -> {}
        }
    }

    private void start(long seq, Effect.Drive drive) {
        String why = refuses;
        if (why != null) {
            results.accept(failed(drive, why));
            return;
        }
        underway.add(drive.command());
        List<CountDownLatch> changing = held.getOrDefault(drive.output(), List.of());
        Thread worker = Thread.ofVirtual()
                .name("penstock-command-" + drive.output())
                .unstarted(() -> carryOut(seq, drive, changing));
        working.add(worker);
        worker.start();
    }

    private void cancel(long command) {
        cancelled.add(command);
        if (!underway.contains(command)) {
            // It ended while the cancellation was on its way; without this its number would stay for ever.
            cancelled.remove(command);
        }
    }

    private void carryOut(long seq, Effect.Drive drive, List<CountDownLatch> changing) {
        Input.Result result;
        try {
            if (!changed(changing)) {
                result = failed(drive, "its link is still being changed");
            } else if (!drive.toSafe() && !durability.await(seq, DURABLE_WITHIN_MICROS)) {
                result = failed(
                        drive,
                        "the record could not be written to disk within 1 s; nothing is opened until it can. Look at the"
                                + " disk of the data directory");
            } else {
                result = write(drive);
            }
        } catch (InterruptedException e) {
            result = failed(drive, Objects.requireNonNullElse(refuses, "the program is closing"));
        } catch (RuntimeException e) {
            LOG.error("Command {} to output {} broke the driver", drive.command(), drive.output(), e);
            result = failed(drive, "the driver failed: " + e);
        } finally {
            working.remove(Thread.currentThread());
            underway.remove(drive.command());
            cancelled.remove(drive.command());
        }
        results.accept(result);
    }

    private Input.Result write(Effect.Drive drive) throws InterruptedException {
        ReentrantLock mine = turnOf(drive.output());
        mine.lockInterruptibly();
        try {
            if (refuses != null || cancelled.contains(drive.command())) {
                return failed(drive, "cancelled before it was sent");
            }
            Link link = linkOfOutput.apply(drive.output());
            if (link == null) {
                return failed(drive, "no link drives this output; nothing was opened for it");
            }
            results.accept(new Input.Result(drive.command(), Input.Outcome.SENT, Double.NaN, ""));
            WriteOutcome outcome = Double.isNaN(drive.value())
                    ? link.readBack(drive.output())
                    : link.write(new OutputWrite(
                            drive.output(),
                            drive.value(),
                            TimeUnit.MICROSECONDS.toMillis(drive.maxOnMicros()),
                            Math.max(1, TimeUnit.MICROSECONDS.toMillis(drive.timeoutMicros())),
                            () -> cancelled.contains(drive.command())));
            return switch (outcome) {
                case WriteOutcome.Verified(double value) ->
                    new Input.Result(drive.command(), Input.Outcome.VERIFIED, value, "");
                case WriteOutcome.Acknowledged() ->
                    new Input.Result(drive.command(), Input.Outcome.ACKNOWLEDGED, drive.value(), "");
                case WriteOutcome.Failed(String reason) -> failed(drive, reason);
            };
        } finally {
            mine.unlock();
        }
    }

    private ReentrantLock turnOf(int output) {
        return turn.computeIfAbsent(output, _ -> new ReentrantLock(true));
    }

    /**
     * Writes an output to safe past the engine and waits for the device; after the command on its way, if there is one.
     *
     * @param still asked when its turn has come: whether it is to be written at all
     */
    WriteOutcome driveToSafe(OutputSpec output, BooleanSupplier still) throws InterruptedException {
        Link link = linkOfOutput.apply(output.no());
        if (link == null) {
            return new WriteOutcome.Failed("no link drives it");
        }
        ReentrantLock mine = turnOf(output.no());
        mine.lockInterruptibly();
        try {
            if (!still.getAsBoolean()) {
                return new WriteOutcome.Failed("somebody else does it now");
            }
            return link.write(new OutputWrite(
                    output.no(),
                    output.safe(),
                    0,
                    Math.max(1, TimeUnit.MICROSECONDS.toMillis(output.timeoutMicros()))));
        } catch (RuntimeException e) {
            LOG.error("Driving {} to safe broke the driver", output.key(), e);
            return new WriteOutcome.Failed("the driver failed: " + e);
        } finally {
            mine.unlock();
        }
    }

    private static Input.Result failed(Effect.Drive drive, String reason) {
        return new Input.Result(drive.command(), Input.Outcome.FAILED, Double.NaN, reason);
    }

    /**
     * From the next command on, each of these outputs waits for the links that drive and drove it. What is waited for
     * already, is waited for still. Engine thread.
     *
     * @param changing by output number, counted down when its links are changed
     */
    void hold(Map<Integer, List<CountDownLatch>> changing) {
        Map<Integer, List<CountDownLatch>> all = new HashMap<>();
        Stream.of(held, changing)
                .forEach(each -> each.forEach((output, links) -> links.stream()
                        .filter(l -> l.getCount() > 0)
                        .forEach(l -> all.computeIfAbsent(output, o -> new ArrayList<>())
                                .add(l))));
        held = all;
    }

    private static boolean changed(List<CountDownLatch> links) throws InterruptedException {
        for (CountDownLatch link : links) {
            if (!link.await(CHANGED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                return false;
            }
        }
        return true;
    }

    /** Commands on their way now. */
    int working() {
        return working.size();
    }

    /** Waits until nothing is on its way, at most {@code millis}. */
    boolean settle(long millis) throws InterruptedException {
        for (Thread worker : working) {
            worker.join(millis);
        }
        return working.isEmpty();
    }

    /** Refuses the engine's commands for good, because it stopped, and interrupts those on their way. */
    void cutOff() {
        refuse("the engine stopped");
    }

    /** Refuses new commands and interrupts those on their way. */
    @Override
    public void close() {
        refuse("the program is closing");
    }

    private void refuse(String why) {
        refuses = why;
        for (Thread worker : working) {
            worker.interrupt();
        }
    }
}
