package org.penstock.app.api;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.telemetry.ReadingProof;
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
    private final ControlRoom room;
    private final InstantSource wall;
    private Documents.Audit now = new Documents.Audit(SCHEMA, "none", 0, List.of(), null, null, null);
    private @Nullable Thread worker;

    Verification(ChainCheck chains, ControlRoom room, InstantSource wall) {
        this.chains = chains;
        this.room = room;
        this.wall = wall;
    }

    /** Starts one unless one is under way. @param readings whether the readings are proven, too */
    synchronized Documents.Audit start(boolean readings) {
        if (!now.state().equals("running")) {
            Instant started = wall.instant();
            now = running(0, started, readings ? new Documents.AuditedReadings(0, 0, null) : null);
            worker = Thread.ofPlatform()
                    .name("penstock-api-verify")
                    // Only reads: a process that ends in the middle of it loses nothing.
                    .daemon(true)
                    .start(() -> run(started, readings));
        }
        return now;
    }

    /** The one under way, or the last one. */
    synchronized Documents.Audit now() {
        return now;
    }

    private static Documents.Audit running(
            long checked, Instant started, Documents.@Nullable AuditedReadings readings) {
        return new Documents.Audit(SCHEMA, "running", checked, List.of(), started, null, readings);
    }

    private void run(Instant started, boolean readings) {
        Documents.AuditedReadings none = readings ? new Documents.AuditedReadings(0, 0, null) : null;
        try {
            ChainCheck.Report report = chains.verify(n -> set(running(n, started, none)));
            List<String> findings = new ArrayList<>(report.findings());
            Documents.AuditedReadings looked = readings ? readings(started, report.events(), findings) : null;
            String state = findings.isEmpty() ? "intact" : "broken";
            set(new Documents.Audit(
                    SCHEMA, state, report.events(), List.copyOf(findings), started, wall.instant(), looked));
        } catch (InterruptedException e) {
            set(failed(started, "The verification was stopped because the program closes."));
        } catch (RuntimeException e) {
            LOG.error("The record could not be verified", e);
            set(failed(started, "The record could not be read: " + e.getMessage()));
        }
    }

    private Documents.AuditedReadings readings(Instant started, long events, List<String> findings)
            throws InterruptedException {
        ReadingProof.Proof proof = room.proof().readings((hour, of) -> {
            set(running(events, started, new Documents.AuditedReadings(hour, 0, null)));
            return !Thread.currentThread().isInterrupted();
        });
        if (proof.cancelled()) {
            throw new InterruptedException();
        }
        proof.faults().forEach(f -> findings.add(f.inWords()));
        return new Documents.AuditedReadings(proof.hours(), proof.readings(), proof.until());
    }

    private Documents.Audit failed(Instant started, String why) {
        return new Documents.Audit(SCHEMA, "failed", now().checked(), List.of(why), started, wall.instant(), null);
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
