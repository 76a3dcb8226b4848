package org.penstock.core.runtime;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.audit.RecordExport;
import org.penstock.core.identity.Provenance;
import org.penstock.core.telemetry.ReadingProof;

/**
 * What makes the record provable: its key, its signed heads, the closed hours of its readings, and handing it out. Callable
 * from any thread; except {@link #waiting} every method may block on the database and the disk.
 */
public interface Proof {
    /** How signing stands, as the last look at it left it; never asks the database. */
    Waiting waiting();

    /**
     * @param days days of chains that are over and wait to be signed
     * @param why why they wait and what to do, null when none does
     * @param keyId of the key that signs, read from its file: known without the database, too; "" = there is none
     */
    record Waiting(int days, @Nullable String why, String keyId) {}

    /** Where every chain stands, and the key. */
    Heads heads();

    /**
     * @param keyId SHA-256 of the public key's DER, lower-case hex; "" when there is no key
     * @param publicKey PEM, "" when there is no key
     * @param passphrase whether a passphrase protects the key; else the operating system does
     * @param locked why nothing can be signed now and what to do, null when it can
     */
    record Heads(
            String keyId,
            String publicKey,
            boolean passphrase,
            @Nullable String locked,
            Waiting waiting,
            List<Chain> chains) {
        public Heads {
            chains = List.copyOf(chains);
        }
    }

    /** @param name key of the site or organization @param signed the newest signed head, null while there is none */
    record Chain(
            String name,
            String id,
            long seq,
            String hash,
            @Nullable Signed signed) {}

    /** @param day UTC @param seq the newest event of that day @param signature Ed25519, hex */
    record Signed(LocalDate day, long seq, String hash, Instant at, String keyId, String signature) {}

    /** Proves the readings of every closed hour of this site. The chain is proven apart. */
    ReadingProof.Proof readings(Watch watch);

    /**
     * Writes the record to a directory that is empty or not there, or to a {@code .zip} file that is not there.
     *
     * @param by who takes it: the record says so, also the one that is taken
     */
    RecordExport.Exported export(Provenance by, Path target, Watch watch) throws IOException;

    /** Unlocks the key until the program ends and signs what waits. @return false when the passphrase is another one */
    boolean unlock(Provenance by, char[] passphrase) throws IOException;

    /**
     * Puts the key behind a passphrase; an empty one gives it back to the operating system's care.
     *
     * @throws IllegalStateException in words while the key is locked or cannot be used
     */
    void protect(Provenance by, char[] passphrase) throws IOException;
}
