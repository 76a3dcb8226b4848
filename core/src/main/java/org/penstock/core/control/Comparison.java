package org.penstock.core.control;

/** How an input is compared with a limit; both are rounded to 1/1000 of the metric's resolution first. */
public enum Comparison {
    GT,
    GE,
    LT,
    LE
}
