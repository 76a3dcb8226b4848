package org.penstock.core.inventory;

import java.time.Duration;
import java.time.Instant;
import org.penstock.core.audit.EventDraft;
import org.penstock.core.identity.Provenance;

/**
 * Who did something to stuff, when, and when it was written down.
 *
 * @param by who tells it
 * @param eventAt when it happened
 * @param now when it is written down
 * @param reason why; may be empty where the change asks for none
 * @param sourceKey what names this very deed, so that the same told twice is done once: a scan, a form, a message
 */
public record Act(Provenance by, Instant eventAt, Instant now, String reason, String sourceKey) {
    /** What is written down later than this is flagged. */
    public static final Duration LATE = Duration.ofMinutes(15);

    /** How far a clock may be ahead. */
    private static final Duration AHEAD = Duration.ofMinutes(1);

    public Act {
        reason = fit("reason", reason, 1000);
        sourceKey = EventDraft.clean(sourceKey);
        if (sourceKey.isBlank() || sourceKey.length() > 180) {
            throw new IllegalArgumentException("a deed is named by 1 to 180 characters");
        }
        if (eventAt.isAfter(now.plus(AHEAD))) {
            throw new LotRefused(new LotRefusal.Future(eventAt));
        }
    }

    /** Something that happens now. */
    public static Act now(Provenance by, Instant now, String reason, String sourceKey) {
        return new Act(by, now, now, reason, sourceKey);
    }

    /** A text as a table can hold it. @throws LotRefused when it is longer than {@code most} */
    public static String fit(String what, String text, int most) {
        if (text.length() > most) {
            throw new LotRefused(new LotRefusal.TooLong(what, most));
        }
        return EventDraft.clean(text);
    }

    /** Whether it was written down long after it happened. */
    public boolean late() {
        return late(eventAt, now);
    }

    /** Whether {@code recorded} is long after {@code happened}. */
    public static boolean late(Instant happened, Instant recorded) {
        return Duration.between(happened, recorded).compareTo(LATE) > 0;
    }
}
