package org.penstock.app.api;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Proof;

/** What is answered about the proof of the record. Described for readers in {@code app/API.md}. */
public final class AuditDocuments {
    private AuditDocuments() {}

    /** Where every chain stands, and the key that signs. */
    public record Heads(String schema, Key key, Unsigned unsigned, List<Chain> chains) {
        static Heads of(Proof.Heads h) {
            return new Heads(
                    "penstock.audit_head.1",
                    new Key(h.keyId(), h.publicKey(), h.passphrase() ? "passphrase" : "system", h.locked()),
                    Unsigned.of(h.waiting()),
                    h.chains().stream().map(Chain::of).toList());
        }
    }

    /** @param protection system or passphrase @param locked why nothing can be signed now, null when it can */
    public record Key(
            String id,
            String publicKey,
            String protection,
            @Nullable String locked) {}

    /** Days of chains that wait to be signed. @param key id of the key that signs, "" = there is none */
    public record Unsigned(int days, @Nullable String why, String key) {
        static Unsigned of(Proof.Waiting w) {
            return new Unsigned(w.days(), w.why(), w.keyId());
        }
    }

    /** @param signed the newest signed head, null while there is none */
    public record Chain(
            String name,
            String chain,
            long seq,
            String hash,
            @Nullable Signed signed) {
        static Chain of(Proof.Chain c) {
            Proof.Signed s = c.signed();
            return new Chain(
                    c.name(),
                    c.id(),
                    c.seq(),
                    c.hash(),
                    s == null ? null : new Signed(s.day(), s.seq(), s.hash(), s.at(), s.keyId(), s.signature()));
        }
    }

    /**
     * Where the chain of a site stands, as papers and sheets carry it.
     *
     * @param key id of the key that signs, "" = there is none
     * @param unsigned why nothing is signed now, null when it is
     */
    public record Standing(
            String name,
            String chain,
            long seq,
            String hash,
            @Nullable Signed signed,
            String key,
            @Nullable String unsigned) {
        /** Of a site; null where it has no chain yet. @param site its key */
        public static @Nullable Standing of(Proof.Heads heads, String site) {
            return heads.chains().stream()
                    .filter(c -> c.name().equals(site))
                    .findFirst()
                    .map(Chain::of)
                    .map(c -> new Standing(
                            c.name(), c.chain(), c.seq(), c.hash(), c.signed(), heads.keyId(), heads.locked()))
                    .orElse(null);
        }

        /** As now; null, too, while the database is away: nobody is kept from paper by that. May block on the database. */
        public static @Nullable Standing now(ControlRoom room) {
            try {
                return of(room.proof().heads(), room.snapshot().site().key());
            } catch (DatabaseAway e) {
                return null;
            }
        }
    }

    /** What a chain was at the end of a day. */
    public record Signed(LocalDate day, long seq, String hash, Instant at, String keyId, String signature) {}

    /**
     * An export that is under way, or the last one.
     *
     * @param state none, running, done, or failed with {@code why}
     * @param to where it is written
     * @param written events so far, of {@code of}
     * @param keyId the key that signed its list; "" when it is not signed
     */
    public record Export(
            String schema,
            String state,
            @Nullable String to,
            long written,
            long of,
            int heads,
            String keyId,
            @Nullable String why) {
        static final String SCHEMA = "penstock.audit_export.1";
        static final Export NONE = new Export(SCHEMA, "none", null, 0, 0, 0, "", null);
    }

    /** Where to. */
    record Exporting(String to) {}

    /** A passphrase on its way; never told. */
    record Passphrase(String passphrase) {
        @Override
        public String toString() {
            return "Passphrase[not shown]";
        }
    }
}
