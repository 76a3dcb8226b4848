package org.penstock.core.control;

/** Who may want something of an output, highest first. The highest slot that wants something is what is driven. */
public enum Slot {
    /** A person, always with an expiry. */
    OPERATOR,
    /** A running program. */
    PROGRAM,
    /** A control rule. */
    RULE,
    /** A control loop. */
    LOOP
}
