package org.penstock.core.link;

/**
 * What a link heard that brings a device nearer into the facility. Devices say these things of themselves and nobody has
 * checked them: they are shown to a person, and what counts is what comes from the device's own address.
 */
public sealed interface Approach {
    /**
     * Somebody presented a code.
     *
     * @param code as it came, at most 16 characters
     * @param said what it said of itself, one cleaned line; "" when that could not be read
     */
    record Presented(String code, String said) implements Approach {}

    /** A device has joined its network. @param device key */
    record Joined(String device) implements Approach {}

    /** A device said, now, what is no reading: what one of its outputs does, or what is handed on whole. @param device key */
    record Spoke(String device) implements Approach {}

    /** Codes cannot be heard on this link. @param why in words, with what to do */
    record Unheard(String why) implements Approach {}
}
