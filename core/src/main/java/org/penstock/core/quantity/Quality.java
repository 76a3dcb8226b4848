package org.penstock.core.quantity;

/** How far a value may be trusted; see {@link QualityCode} for the reason. */
public enum Quality {
    /** May act, tell and enter means. */
    GOOD,
    /** May act and tell, shown with a mark. */
    UNCERTAIN,
    /** Is no value: never satisfies a limit, never enters a mean, counts as missing for interlocks. */
    BAD
}
