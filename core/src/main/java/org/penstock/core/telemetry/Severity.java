package org.penstock.core.telemetry;

/** How urgently an alert needs a person, in rising order. */
public enum Severity {
    /** Worth knowing. */
    INFO,
    /** Look at it within the shift. */
    WARNING,
    /** Act now: product, crop or record is at risk. */
    CRITICAL,
    /** Act now: people or the whole facility are at risk. */
    EMERGENCY
}
