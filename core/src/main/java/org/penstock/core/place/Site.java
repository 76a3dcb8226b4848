package org.penstock.core.place;

import java.time.ZoneId;

/**
 * The site this data directory belongs to.
 *
 * @param key immutable key
 * @param name what a person calls it
 * @param organization name of the organization
 * @param profile grow, cold, barn, lab or plant
 * @param zone every date shown, printed or planned is in this zone
 */
public record Site(String key, String name, String organizationKey, String organization, String profile, ZoneId zone) {}
