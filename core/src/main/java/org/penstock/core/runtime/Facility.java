package org.penstock.core.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.ChainVerifier;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.Verification;
import org.penstock.core.identity.Asker;
import org.penstock.core.telemetry.JournalFiles;

/**
 * A facility that runs. {@link #open} takes the data directory, brings the engine to where the journal ends and starts
 * everything; {@link #close} stops it in order: runs and openings first, then links, engine, journal, database.
 */
public final class Facility implements ControlRoom {
    private final Assembly parts;
    private boolean closed;

    /**
     * Opens a facility.
     *
     * @throws DataDirectoryHeld when another process works in the data directory
     * @throws FacilityRefused when there is no facility, its file is wrong, or the directory holds another one
     * @throws IOException when the data directory cannot be read or written
     */
    public static Facility open(FacilityOptions options) throws IOException, DataDirectoryHeld, FacilityRefused {
        return open(options, null);
    }

    /** @param journal where the journal is kept, null for the data directory */
    static Facility open(FacilityOptions options, @Nullable JournalFiles journal)
            throws IOException, DataDirectoryHeld, FacilityRefused {
        Files.createDirectories(options.data());
        ProcessLock lock =
                ProcessLock.take(options.data(), options.kind(), options.wall().instant());
        boolean open = false;
        try {
            Assembly parts = new Assembly(options, lock, journal);
            parts.start();
            open = true;
            return new Facility(parts);
        } finally {
            if (!open) {
                lock.close();
            }
        }
    }

    private Facility(Assembly parts) {
        this.parts = parts;
    }

    /**
     * What whoever started it should know, in sentences: that the file they gave is not what runs, or that what was kept for a
     * start without the database was written by somebody else.
     */
    public List<String> remarks() {
        return parts.told;
    }

    @Override
    public FacilitySnapshot snapshot() {
        return parts.snapshot();
    }

    @Override
    public Subscription subscribe(Consumer<FacilitySnapshot> listener) {
        return parts.screens.subscribe(listener);
    }

    @Override
    public Proposal propose(Asker asker, String kind, String subject, double value, double forSeconds, String reason) {
        return parts.requests.propose(asker, kind, subject, value, forSeconds, reason);
    }

    @Override
    public CompletableFuture<Answer> confirm(Asker asker, String proposalId) {
        return parts.requests.confirm(asker, proposalId);
    }

    @Override
    public ConfigurationBook configuration() {
        return parts.configuration;
    }

    @Override
    public Intake intake() {
        return parts.desks.intake();
    }

    @Override
    public Retention retention() {
        return parts.desks.retention();
    }

    @Override
    public ShiftChange shifts() {
        return parts.desks.shifts();
    }

    @Override
    public CorrectiveBook correctives() {
        return parts.desks.correctives();
    }

    @Override
    public TrendBook trends() {
        return parts.desks.trends();
    }

    @Override
    public Consents consents() {
        return parts.desks.consents();
    }

    @Override
    public Stock stock() {
        return parts.desks.stock();
    }

    @Override
    public Persons persons() {
        return parts.desks.persons();
    }

    @Override
    public Commissioning commissioning() {
        return parts.surveys;
    }

    @Override
    public void keepSecret(Asker asker, String name, String value) {
        parts.desks.secrets().keep(asker, name, value);
    }

    @Override
    public Simulation simulation() {
        return parts.simulation;
    }

    @Override
    public DeviceCare devices() {
        return parts.care;
    }

    @Override
    public Enrolling enrolling() {
        return parts.enrolling;
    }

    @Override
    public FacilityRecord record() {
        return parts.record;
    }

    /** Proves every chain of the record, event by event. Blocks for as long as that takes; {@code watch} can stop it. */
    public List<Verification> verify(ChainVerifier.Watch watch) {
        return parts.archive.proof().verify(watch);
    }

    /** Compares every row of evidence, from persons to destructions, with the site's chain. Blocks for as long as that takes. */
    public List<RowFinding> verifyRows() {
        return new EvidenceRows(parts.archive.database(), parts.archive.chain()).verify();
    }

    /** What people call a chain: the key of its site or organization. */
    public String chainName(ChainId chain) {
        return parts.archive.proof().name(chain);
    }

    @Override
    public Proof proof() {
        return parts.archive.proof();
    }

    /** Waits until everything that is durable in the journal is also in the database. @return whether it is */
    public boolean awaitRecord(long millis) throws InterruptedException {
        return parts.archive.awaitAll(millis);
    }

    @Override
    public List<String> closing() {
        return OrderlyStop.inWords(snapshot(), parts.options.drive());
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            parts.stop();
        }
    }
}
