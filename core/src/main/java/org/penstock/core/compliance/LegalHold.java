package org.penstock.core.compliance;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.StreamSet;

/**
 * Readings that must not go although their time is over.
 *
 * @param caseRef the case or audit it is for
 * @param scopeKey key of the location, device or stream; "" for the site
 * @param streams the numbers it reaches: those its scope has now, and those it had when it was placed
 * @param from readings from this time on
 * @param to and before this one; null = until it is lifted
 * @param expiresAt when it ends by itself; null = when two people lift it
 */
public record LegalHold(
        UUID id,
        String caseRef,
        String reason,
        Scope scope,
        String scopeKey,
        StreamSet streams,
        Instant from,
        @Nullable Instant to,
        String placedBy,
        Instant placedAt,
        @Nullable Instant expiresAt,
        @Nullable Instant liftedAt,
        @Nullable UUID liftedBySignoff) {
    /** What it is on. */
    public enum Scope {
        /** Everything of the site. */
        SITE,
        /** What measures at a location or below it. */
        LOCATION,
        DEVICE,
        STREAM;

        /** The word in the table. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** The scope for a word. */
        public static Optional<Scope> of(String word) {
            return Arrays.stream(values()).filter(s -> s.word().equals(word)).findFirst();
        }
    }

    /** What events and sign-offs of it are about. */
    public String subject() {
        return "legal_hold:" + id;
    }

    /** Whether it keeps anything at that time. */
    public boolean inForce(Instant now) {
        return liftedAt == null && (expiresAt == null || now.isBefore(expiresAt));
    }

    /** Of some streams those that it keeps in a span (end exclusive), µs UTC. */
    public StreamSet keeps(StreamSet some, long fromMicros, long toMicros) {
        boolean within = toMicros > EngineClock.micros(from) && (to == null || fromMicros < EngineClock.micros(to));
        if (!within) {
            return StreamSet.NONE;
        }
        return scope == Scope.SITE ? some : some.and(streams);
    }

    /** {@code location bay-1}; {@code the site}. */
    public String where() {
        return scope == Scope.SITE ? "the site" : scope.word() + " " + scopeKey;
    }

    /** The same with more streams. */
    public LegalHold reaching(StreamSet more) {
        return new LegalHold(
                id,
                caseRef,
                reason,
                scope,
                scopeKey,
                streams.or(more),
                from,
                to,
                placedBy,
                placedAt,
                expiresAt,
                liftedAt,
                liftedBySignoff);
    }
}
