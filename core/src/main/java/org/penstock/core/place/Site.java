package org.penstock.core.place;

import java.time.ZoneId;
import java.util.Map;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;

/**
 * The site this data directory belongs to.
 *
 * @param key immutable key
 * @param name what a person calls it
 * @param organization name of the organization
 * @param profile grow, cold, barn, lab or plant
 * @param zone every date shown, printed or planned is in this zone
 * @param units the unit that values of a metric are shown in; each fits its metric
 * @param shifts when which shift is on
 * @param retention how long what is measured is kept
 * @param haccp whether its alert rules belong to a HACCP plan and are changed only when others have signed
 * @param rawRows whether a PostgreSQL server gets each reading as a plain row as well
 */
public record Site(
        String key,
        String name,
        String organizationKey,
        String organization,
        String profile,
        ZoneId zone,
        Map<Metric, Unit> units,
        ShiftPlan shifts,
        RetentionPlan retention,
        boolean haccp,
        boolean rawRows) {
    public Site {
        units = Map.copyOf(units);
    }

    /** A site without a HACCP plan, and without raw rows. */
    public Site(
            String key,
            String name,
            String organizationKey,
            String organization,
            String profile,
            ZoneId zone,
            Map<Metric, Unit> units,
            ShiftPlan shifts,
            RetentionPlan retention) {
        this(key, name, organizationKey, organization, profile, zone, units, shifts, retention, false, false);
    }

    /** A site that keeps what it measures as long as is usual. */
    public Site(
            String key,
            String name,
            String organizationKey,
            String organization,
            String profile,
            ZoneId zone,
            Map<Metric, Unit> units,
            ShiftPlan shifts) {
        this(key, name, organizationKey, organization, profile, zone, units, shifts, RetentionPlan.USUAL);
    }

    /** A site that shows each value in the unit its device speaks, and names no shifts. */
    public Site(String key, String name, String organizationKey, String organization, String profile, ZoneId zone) {
        this(key, name, organizationKey, organization, profile, zone, Map.of(), ShiftPlan.NONE);
    }

    /** The unit that a value of {@code metric} is shown in: the site's, else the one its device speaks. */
    public Unit shown(Metric metric, Unit spoken) {
        return units.getOrDefault(metric, spoken);
    }
}
