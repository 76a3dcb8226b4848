package org.penstock.core.runtime;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.link.WriteOutcome;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes outputs to safe past the engine, each on a (virtual) thread of its own and again and again until its device
 * confirms, or until somebody else does it: {@link #close}. Any thread.
 */
final class SafeDrive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(SafeDrive.class);

    private final CommandDesk desk;
    private final String name;
    private final Duration again;
    private final Set<String> confirmed = ConcurrentHashMap.newKeySet();
    private final Set<Thread> working = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /**
     * @param name what its threads are called, followed by the key of the output
     * @param again pause between two attempts
     */
    SafeDrive(CommandDesk desk, String name, Duration again) {
        this.desk = desk;
        this.name = name;
        this.again = again;
    }

    /** Begins; returns at once. */
    void begin(List<OutputSpec> outputs) {
        for (OutputSpec output : outputs) {
            Thread worker = Thread.ofVirtual().name(name + output.key()).unstarted(() -> drive(output));
            working.add(worker);
            worker.start();
        }
    }

    private void drive(OutputSpec output) {
        String told = "";
        try {
            while (!closed) {
                switch (desk.driveToSafe(output, () -> !closed)) {
                    case WriteOutcome.Verified _, WriteOutcome.Acknowledged _ -> {
                        confirmed.add(output.key());
                        LOG.info("{} is at safe", output.key());
                        return;
                    }
                    case WriteOutcome.Failed(String reason) -> {
                        if (!reason.equals(told)) {
                            LOG.warn("{} is not at safe yet: {}", output.key(), reason);
                            told = reason;
                        }
                    }
                }
                Thread.sleep(again);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            working.remove(Thread.currentThread());
        }
    }

    /** Whether the device of an output confirmed safe. */
    boolean confirmed(String output) {
        return confirmed.contains(output);
    }

    /** Waits until nothing is left to do, at most {@code within} for each output. */
    void settle(Duration within) {
        try {
            for (Thread worker : working) {
                if (!worker.join(within)) {
                    return;
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** From now on nothing is written any more that is not on its way; ends the pauses. */
    void leave() {
        closed = true;
    }

    /** Ends at once. */
    @Override
    public void close() {
        closed = true;
        working.forEach(Thread::interrupt);
    }
}
