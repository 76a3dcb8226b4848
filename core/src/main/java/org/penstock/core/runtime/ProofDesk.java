package org.penstock.core.runtime;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.ChainStanding;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.HeadSigning;
import org.penstock.core.audit.HeadsFile;
import org.penstock.core.audit.RecordExport;
import org.penstock.core.audit.RecordKey;
import org.penstock.core.audit.RecordVerifier;
import org.penstock.core.audit.Verification;
import org.penstock.core.audit.VerifyingKey;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;
import org.penstock.core.telemetry.DayFiles;
import org.penstock.core.telemetry.ReadingProof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the record provable. {@link #run} is the body of a thread of its own: it signs each day when it is over, and looks
 * once a minute; a database that is away is waited for.
 */
final class ProofDesk implements Proof, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProofDesk.class);
    private static final String EXPORTED = "record.exported";
    private static final String UNLOCKED = "record.key_unlocked";
    private static final String NOT_UNLOCKED = "record.key_not_unlocked";
    private static final String PROTECTED = "record.key_protected";
    private static final long EVERY_NANOS = 60_000_000_000L;

    private final Database database;
    private final RecordKey key;
    private final HeadsFile file;
    private final HeadSigning signing;
    private final InstantSource wall;
    private final UUID site;
    private final ChainId chain;
    private final Function<ChainId, String> names;
    private final @Nullable DayFiles files;
    private volatile boolean closed;
    private volatile @Nullable Thread thread;
    private @Nullable String told;

    /**
     * @param make whether a key is made where there is none: only where a facility is run, not where one is looked at
     * @param names what people call a chain
     * @param files where readings were moved; null where everything is in the database
     */
    ProofDesk(
            Database database,
            Path data,
            boolean make,
            InstantSource wall,
            ChainId chain,
            Function<ChainId, String> names,
            @Nullable DayFiles files) {
        this.database = database;
        this.files = files;
        this.key = RecordKey.open(data, make);
        this.file = new HeadsFile(data);
        this.wall = wall;
        this.chain = chain;
        this.site = chain.id();
        this.names = names;
        this.signing = new HeadSigning(
                database,
                key,
                file,
                wall,
                Actors.SYSTEM,
                (sql, c) -> Actors.idOf(sql, c.organizationId(), Actors.SYSTEM, wall.instant()));
    }

    /** Body of the thread. */
    void run() {
        thread = Thread.currentThread();
        while (!closed) {
            sign();
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    private void sign() {
        try {
            HeadSigning.State state = signing.signDue();
            String why = state.why();
            if (why != null && !why.equals(told)) {
                LOG.warn("{} days of the record wait to be signed: {}.", state.waiting(), why);
            }
            told = why;
        } catch (DatabaseAway e) {
            LOG.debug("The record is signed when the database is back", e);
        } catch (IOException | RuntimeException e) {
            // The next minute may go better, and nothing else must stop for it.
            String why = String.valueOf(e.getMessage());
            if (!why.equals(told)) {
                LOG.error("The record could not be signed; it is tried again every minute", e);
            }
            told = why;
        }
    }

    @Override
    public Waiting waiting() {
        HeadSigning.State state = signing.state();
        return new Waiting(
                state.waiting(),
                state.why(),
                key.verifying().map(VerifyingKey::id).orElse(""));
    }

    @Override
    public Heads heads() {
        List<Chain> chains = database.read(ChainStanding::all).stream()
                .map(s -> new Chain(
                        names.apply(s.chain()),
                        s.chain().id().toString(),
                        s.head().seq(),
                        s.head().hash(),
                        s.signed()
                                .map(h -> new Signed(h.day(), h.seq(), h.hash(), h.at(), h.keyId(), h.signature()))
                                .orElse(null)))
                .toList();
        return new Heads(
                key.verifying().map(VerifyingKey::id).orElse(""),
                key.verifying().map(VerifyingKey::pem).orElse(""),
                key.behindPassphrase(),
                key.waiting(),
                waiting(),
                chains);
    }

    /** Proves every chain. */
    List<Verification> verify(Watch watch) {
        try {
            return new RecordVerifier(database, file, key).verify(watch);
        } catch (IOException e) {
            throw new IllegalStateException(
                    "the signed heads beside the database cannot be read: " + e.getMessage(), e);
        }
    }

    /** What people call a chain. */
    String name(ChainId id) {
        return names.apply(id);
    }

    @Override
    public ReadingProof.Proof readings(Watch watch) {
        return new ReadingProof(database, site, chain, files).prove(watch);
    }

    @Override
    public RecordExport.Exported export(Provenance by, Path target, Watch watch) throws IOException {
        database.run(sql -> told(sql, by, EXPORTED, "to", target.toString()));
        String version = ProofDesk.class.getPackage().getImplementationVersion();
        String program = "penstock " + (version == null ? "(not built from a jar)" : version);
        return new RecordExport(database, file, key, wall, names, program).to(target, watch);
    }

    @Override
    public boolean unlock(Provenance by, char[] passphrase) throws IOException {
        boolean unlocked = key.unlock(passphrase);
        database.run(sql -> told(sql, by, unlocked ? UNLOCKED : NOT_UNLOCKED));
        if (!unlocked) {
            return false;
        }
        signing.signDue();
        return true;
    }

    @Override
    public void protect(Provenance by, char[] passphrase) throws IOException {
        String with = passphrase.length > 0 ? "passphrase" : "operating system";
        try {
            database.run(sql -> {
                told(sql, by, PROTECTED, "by", with);
                // Before the commit: what was not protected must not be recorded.
                try {
                    key.protect(passphrase);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private void told(DSLContext sql, Provenance by, String kind, String... data) {
        EventChain.found(sql, chain);
        SortedMap<String, String> all = new TreeMap<>();
        for (int i = 0; i < data.length; i += 2) {
            all.put(data[i], data[i + 1]);
        }
        ActorEvents.append(
                sql,
                chain,
                List.of(new ActorEvent(
                        ChronoUnit.MICROS.between(Instant.EPOCH, wall.instant()), by, kind, "site:" + site, all)));
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }
}
