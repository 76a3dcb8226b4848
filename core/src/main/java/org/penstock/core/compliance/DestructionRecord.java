package org.penstock.core.compliance;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.audit.MediaRows;
import org.penstock.core.consent.Signature;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffQuery;
import org.penstock.core.inventory.Lot;
import org.penstock.core.inventory.LotQuery;

/**
 * Everything that a printed record of a destruction says, read at one moment.
 *
 * @param destruction what was done
 * @param lot of what; as it is now
 * @param signoff what was signed; null before anybody was asked
 * @param signatures printed name, meaning, time, roles, workstation of each
 * @param evidence pictures by their hash, also those whose bytes were purged
 * @param steps the events of it, the oldest first
 * @param heldFor how long it lay between schedule and destruction, in hours; null before it is recorded
 */
public record DestructionRecord(
        Destruction destruction,
        Lot lot,
        @Nullable Signoff signoff,
        List<Signature> signatures,
        List<MediaRows.Attached> evidence,
        List<Step> steps,
        @Nullable Double heldFor) {
    public DestructionRecord {
        signatures = List.copyOf(signatures);
        evidence = List.copyOf(evidence);
        steps = List.copyOf(steps);
    }

    /** An event of the destruction. @param hash of the event in the chain, by which {@code penstock audit} finds it */
    public record Step(long seq, Instant at, String actor, String kind, String hash) {}

    /** The hash that was signed: stands on every page; "" before anybody was asked. */
    public String contentHash() {
        return signoff == null ? "" : signoff.contentHash();
    }

    /** Whether one person did it alone: the paper says so. */
    public boolean alone() {
        return signoff != null && signoff.action().alone();
    }

    /** Reads the record of a destruction; empty when there is none. */
    public static Optional<DestructionRecord> of(DSLContext sql, ChainId chain, UUID id) {
        return new Destructions(chain).find(sql, id).map(d -> read(sql, chain, d));
    }

    private static DestructionRecord read(DSLContext sql, ChainId chain, Destruction d) {
        List<Signoff> asked = new SignoffQuery(chain).about(sql, d.subject());
        Signoff signoff = asked.stream()
                .filter(s -> s.id().equals(d.signoff()))
                .findFirst()
                .orElse(asked.isEmpty() ? null : asked.getLast());
        List<Step> steps = new ArrayList<>();
        new EventQuery(null, d.subject(), Long.MAX_VALUE, 1000)
                .list(sql, chain)
                .reversed()
                .forEach(e -> steps.add(new Step(e.seq(), e.at(), e.actor(), e.kind(), e.hash())));
        Instant done = d.eventAt();
        return new DestructionRecord(
                d,
                new LotQuery(chain).find(sql, d.lotId()).orElseThrow(),
                signoff,
                signoff == null ? List.of() : signoff.signatures(),
                new MediaRows(chain).of(sql, d.subject()),
                steps,
                done == null ? null : Duration.between(d.scheduledAt(), done).toMinutes() / 60.0);
    }
}
