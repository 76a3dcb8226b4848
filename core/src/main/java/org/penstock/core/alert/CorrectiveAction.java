package org.penstock.core.alert;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was done about an alert, or is to be done. Open until somebody else than its writer saw that it helped.
 *
 * @param no number of it in the site, 1, 2, 3 …
 * @param alertNo the alert it is for
 * @param problem what was wrong, in the writer's words
 * @param action what was done or is to be done
 * @param actor key of who wrote it
 * @param verifiedBy key of who verified it, null while it is open; never the actor
 * @param note what the verifier saw, may be ""
 */
public record CorrectiveAction(
        long no,
        long alertNo,
        String problem,
        String action,
        String actor,
        Instant at,
        @Nullable String verifiedBy,
        @Nullable Instant verifiedAt,
        String note) {
    /** What its events are about. */
    public String subject() {
        return "corrective_action:" + no;
    }

    /** Whether it waits to be verified. */
    public boolean open() {
        return verifiedAt == null;
    }
}
