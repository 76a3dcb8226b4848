package org.penstock.app.window;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.penstock.core.identity.Permission;

/** Why somebody may not do what is done with lots, recipes and destructions, asked once for a page. */
final class LotRights {
    private LotRights() {}

    /** @param why "" where he may @return by permission */
    static Map<Permission, String> of(Function<Permission, String> why) {
        Map<Permission, String> all = new EnumMap<>(Permission.class);
        for (Permission p : new Permission[] {
            Permission.LOT_READ,
            Permission.LOT_CHANGE,
            Permission.HOLD_PLACE,
            Permission.HOLD_RELEASE,
            Permission.DESTRUCTION_REQUEST,
            Permission.RECIPE_DRAFT,
            Permission.RECIPE_RETIRE,
            Permission.RECORD_READ
        }) {
            all.put(p, why.apply(p));
        }
        return all;
    }
}
