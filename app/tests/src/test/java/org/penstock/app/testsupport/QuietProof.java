package org.penstock.app.testsupport;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.audit.RecordExport;
import org.penstock.core.identity.Provenance;
import org.penstock.core.runtime.Proof;
import org.penstock.core.telemetry.ReadingProof;

/** A record of one chain that is in order; a passphrase is "correct horse". */
public final class QuietProof implements Proof {
    private boolean locked;

    @Override
    public Waiting waiting() {
        return locked
                ? new Waiting(2, "the key is locked; run `penstock audit unlock`", "ab".repeat(32))
                : new Waiting(0, null, "ab".repeat(32));
    }

    @Override
    public Heads heads() {
        return new Heads(
                "ab".repeat(32),
                "-----BEGIN PUBLIC KEY-----\nMCow\n-----END PUBLIC KEY-----\n",
                locked,
                waiting().why(),
                waiting(),
                List.of(new Chain(
                        "north",
                        "0197c1de-7c11-7ee0-a1b2-c3d4e5f60718",
                        1_234,
                        "cd".repeat(32),
                        new Signed(
                                LocalDate.of(2026, 11, 20),
                                1_200,
                                "ef".repeat(32),
                                Instant.parse("2026-11-21T00:00:30Z"),
                                "ab".repeat(32),
                                "12".repeat(64)))));
    }

    @Override
    public ReadingProof.Proof readings(Watch watch) {
        watch.verified(1, 3);
        return new ReadingProof.Proof(
                3,
                360,
                Instant.parse("2026-11-21T05:00:00Z"),
                List.of(new ReadingProof.Fault(
                        Instant.parse("2026-11-21T04:00:00Z"),
                        "air-temp",
                        "a value, a time, a quality or a flag was changed")),
                false);
    }

    @Override
    public RecordExport.Exported export(Provenance by, Path target, Watch watch) {
        watch.verified(1_000, 1_234);
        return new RecordExport.Exported(1_234, 9, "ab".repeat(32), false);
    }

    @Override
    public boolean unlock(Provenance by, char[] passphrase) {
        if (locked && !"correct horse".equals(new String(passphrase))) {
            return false;
        }
        locked = false;
        return true;
    }

    @Override
    public void protect(Provenance by, char[] passphrase) {
        locked = passphrase.length > 0;
    }
}
