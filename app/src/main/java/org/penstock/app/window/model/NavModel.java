package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * The tree of places beside the pages. A place shows the most urgent open alert of everything in it.
 *
 * @param places the site first, then every location under its parent, in the order of the facility file
 */
public record NavModel(List<Place> places) {
    private static final int DEEPEST = 6;

    public NavModel {
        places = List.copyOf(places);
    }

    /**
     * One place.
     *
     * @param key of the location, "" for the site
     * @param depthClass style class that moves it to the right, the deeper it lies the more
     * @param inner whether something lies in it
     * @param worst most urgent open alert in it, null when none
     * @param spoken its name and how many alerts are open in it
     */
    public record Place(
            String key,
            String name,
            String depthClass,
            boolean inner,
            @Nullable SeverityStyle worst,
            String spoken) implements Keyed {}

    static NavModel of(Beat beat, Whereabouts whereabouts) {
        FacilitySnapshot snapshot = beat.snapshot();
        Map<String, List<LocationSpec>> children = new HashMap<>();
        beat.map().locations().forEach(l -> children.computeIfAbsent(l.parent(), _ -> new ArrayList<>())
                .add(l));
        List<Place> places = new ArrayList<>();
        add(
                places,
                new LocationSpec("", snapshot.site().name(), "site", ""),
                0,
                children,
                whereabouts.byPlace(),
                beat.words());
        return new NavModel(places);
    }

    /** @return the open alerts in it */
    private static List<AlertSnapshot.Alert> add(
            List<Place> places,
            LocationSpec location,
            int depth,
            Map<String, List<LocationSpec>> children,
            Map<String, List<AlertSnapshot.Alert>> alerts,
            Words words) {
        int at = places.size();
        List<LocationSpec> inner = children.getOrDefault(location.key(), List.of());
        List<AlertSnapshot.Alert> open = new ArrayList<>(alerts.getOrDefault(location.key(), List.of()));
        for (LocationSpec child : inner) {
            open.addAll(add(places, child, depth + 1, children, alerts, words));
        }
        places.add(
                at,
                new Place(
                        location.key(),
                        location.name(),
                        "nav-depth-" + Math.min(depth, DEEPEST),
                        !inner.isEmpty(),
                        Whereabouts.worst(open),
                        open.isEmpty()
                                ? location.name()
                                : words.of("nav.place", location.name(), Long.toString(open.stream().filter(AlertRow::calling).count()))));
        return open;
    }
}
