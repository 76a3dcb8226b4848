package org.penstock.core.facility;

/**
 * What speaks a protocol.
 *
 * @param link key of the link it is reached over
 * @param location key of its location, "" when none
 */
public record DeviceSpec(String key, String name, String link, String location) {}
