package org.penstock.app.print;

import java.time.Instant;
import java.time.LocalDate;
import org.penstock.app.api.AuditDocuments.Signed;
import org.penstock.app.api.AuditDocuments.Standing;

/** Where a chain stands, for papers. */
final class Heads {
    private Heads() {}

    /** Signed the day before. */
    static Standing of(long seq, String hash) {
        Signed signed = new Signed(
                LocalDate.parse("2026-11-20"),
                1_200,
                "ef".repeat(32),
                Instant.parse("2026-11-21T00:00:30Z"),
                "ab".repeat(32),
                "12".repeat(64));
        return new Standing("north", "0197c1de-7c11-7ee0-a1b2-c3d4e5f60718", seq, hash, signed, "ab".repeat(32), null);
    }

    /** Never signed: its key waits for a passphrase. */
    static Standing locked(long seq, String hash) {
        return new Standing(
                "north",
                "0197c1de-7c11-7ee0-a1b2-c3d4e5f60718",
                seq,
                hash,
                null,
                "ab".repeat(32),
                "the key is locked; run `penstock audit unlock`");
    }
}
