package org.penstock.core.broken.alert;

/** Stands above control, which must not know it. */
public record Loud(String text) {}
