package org.penstock.core.compliance;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A destruction as it stands. What a later step says is null before it.
 *
 * @param unit of the lot, of {@code quantity} and {@code adjustment}
 * @param rule as it was when it was scheduled
 * @param holdUntil until when the lot lies untouched
 * @param weight before mixing, in {@code weightUnit}
 * @param quantity how much of the lot it is
 * @param adjustment what was weighed beside what should have been there; positive = there was more
 * @param material what was mixed into it
 * @param mixedPercent how much of the mixture that is, percent by volume
 * @param eventAt when it was destroyed
 * @param recordedAt when that was written down
 * @param late whether that was long after, with {@code lateReason}
 * @param version counted up with every change: signatures are for one version
 */
public record Destruction(
        UUID id,
        UUID lotId,
        String lotNo,
        String unit,
        JurisdictionRule rule,
        String reason,
        String scheduledBy,
        Instant scheduledAt,
        Instant holdUntil,
        State state,
        @Nullable UUID location,
        @Nullable BigDecimal weight,
        @Nullable String weightUnit,
        @Nullable String weighedBy,
        @Nullable Instant weighedAt,
        @Nullable BigDecimal quantity,
        @Nullable BigDecimal adjustment,
        String adjustmentReason,
        JurisdictionRule.@Nullable Method method,
        String material,
        @Nullable BigDecimal mixedPercent,
        @Nullable Instant eventAt,
        @Nullable Instant recordedAt,
        @Nullable String recordedBy,
        boolean late,
        String lateReason,
        @Nullable UUID signoff,
        @Nullable UUID movement,
        @Nullable Instant endedAt,
        String endReason,
        int version) {
    /** Scheduled → weighed → recorded → executed; anything before executed → cancelled. */
    public enum State {
        SCHEDULED,
        WEIGHED,
        RECORDED,
        EXECUTED,
        CANCELLED;

        /** The word in tables and events. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static State of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** What events, attachments and sign-offs of it are about. */
    public String subject() {
        return "destruction:" + id;
    }
}
