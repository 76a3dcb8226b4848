package org.penstock.app.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one verification of the chains that can be under way: it reads the whole record, so a second request joins the
 * first instead of reading it again. Thread-safe.
 */
final class Verification implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Verification.class);
    private static final String SCHEMA = "penstock.audit.1";

    private final ChainCheck chains;
    private final InstantSource wall;
    private Documents.Audit now = new Documents.Audit(SCHEMA, "none", 0, List.of(), null, null);
    private @Nullable Thread worker;

    Verification(ChainCheck chains, InstantSource wall) {
        this.chains = chains;
        this.wall = wall;
    }

    /** Starts one unless one is under way. */
    synchronized Documents.Audit start() {
        if (!now.state().equals("running")) {
            Instant started = wall.instant();
            now = new Documents.Audit(SCHEMA, "running", 0, List.of(), started, null);
            worker = Thread.ofPlatform()
                    .name("penstock-api-verify")
                    // Only reads: a process that ends in the middle of it loses nothing.
                    .daemon(true)
                    .start(() -> run(started));
        }
        return now;
    }

    /** The one under way, or the last one. */
    synchronized Documents.Audit now() {
        return now;
    }

    private void run(Instant started) {
        try {
            ChainCheck.Report report =
                    chains.verify(n -> set(new Documents.Audit(SCHEMA, "running", n, List.of(), started, null)));
            String state = report.findings().isEmpty() ? "intact" : "broken";
            set(new Documents.Audit(SCHEMA, state, report.events(), report.findings(), started, wall.instant()));
        } catch (InterruptedException e) {
            set(failed(started, "The verification was stopped because the program closes."));
        } catch (RuntimeException e) {
            LOG.error("The chains could not be verified", e);
            set(failed(started, "The chains could not be read: " + e.getMessage()));
        }
    }

    private Documents.Audit failed(Instant started, String why) {
        return new Documents.Audit(SCHEMA, "failed", now().checked(), List.of(why), started, wall.instant());
    }

    private synchronized void set(Documents.Audit audit) {
        now = audit;
    }

    /** Stops the one under way and waits for it, at most two seconds. */
    @Override
    public void close() {
        Thread running;
        synchronized (this) {
            running = worker;
        }
        if (running == null) {
            return;
        }
        running.interrupt();
        try {
            running.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
