package org.penstock.core.runtime;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.Checkpoints.Checkpoint;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes checkpoints on a thread of their own: whoever hands one over never waits for the disk, least of all the engine.
 * One is written at a time; what comes while a disk does not answer is passed over, for the journal has everything.
 * Thread-safe.
 */
final class CheckpointWriter {
    private static final Logger LOG = LoggerFactory.getLogger(CheckpointWriter.class);

    private final Target target;
    private final Target after;
    private @Nullable Thread writing;

    /** What is done with a checkpoint; may wait for the disk. */
    interface Target {
        void take(Checkpoint checkpoint) throws IOException;
    }

    /** @param after done once a checkpoint is durable */
    CheckpointWriter(Target target, Target after) {
        this.target = target;
        this.after = after;
    }

    /** Has a checkpoint written and returns at once. @return false when the one before is still being written */
    synchronized boolean write(Checkpoint checkpoint) {
        Thread last = writing;
        if (last != null && last.isAlive()) {
            // Not even said in the log: that may lie on the very disk that does not answer.
            return false;
        }
        // A daemon: a disk that never answers must not keep the process from ending.
        writing = Thread.ofPlatform().name("penstock-checkpoint").daemon().start(() -> writeNow(checkpoint));
        return true;
    }

    private void writeNow(Checkpoint checkpoint) {
        try {
            target.take(checkpoint);
            after.take(checkpoint);
        } catch (IOException | RuntimeException e) {
            LOG.warn("No checkpoint could be written ({}); the next start takes longer", e.toString());
        }
    }

    /** Waits until nothing is being written, at most {@code millis}. @return whether it is so */
    boolean settle(long millis) throws InterruptedException {
        Thread last;
        synchronized (this) {
            last = writing;
        }
        return last == null || last.join(Duration.ofMillis(millis));
    }
}
