package org.penstock.core.runtime;

import java.time.Instant;
import org.penstock.core.telemetry.Severity;

/**
 * A cause of alerts that does not draw the eye for a limited time, because a person said so.
 *
 * @param no the alert that was shelved, whatever became of it; unshelving names it
 * @param source what it is about
 * @param severity the highest it covers: what is worse ends it
 * @param text of the alert when it was shelved
 * @param by key of who shelved it
 * @param reason why, in his words
 * @param leftSeconds after which it is back
 */
public record ShelvedAlert(
        long no,
        String source,
        Severity severity,
        String text,
        String by,
        String reason,
        Instant since,
        double leftSeconds) {}
