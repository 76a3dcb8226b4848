package org.penstock.core.facility;

/**
 * What has a serial number and can be replaced.
 *
 * @param kind its properties are those of this kind
 * @param version the version of the kind its properties are written under
 * @param location key of its location, "" when none
 * @param properties as one line of JSON, fitting the kind in that version
 * @param replaces key of the piece it took the place of, "" when none
 */
public record EquipmentSpec(
        String key,
        String name,
        String kind,
        int version,
        String location,
        String maker,
        String model,
        String serial,
        String properties,
        String replaces) {}
