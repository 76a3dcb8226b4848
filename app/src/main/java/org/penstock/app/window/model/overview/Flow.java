package org.penstock.app.window.model.overview;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.penstock.core.facility.EquipmentSpec;
import org.penstock.core.facility.RelationshipSpec;
import org.penstock.core.facility.RelationshipType;
import org.penstock.core.runtime.FacilityMap;

/** Follows what feeds what. */
record Flow(FacilityMap map) {
    private static final Set<String> BUFFERS = Set.of("tank", "feed_bin");
    private static final Set<RelationshipType> TELLS =
            Set.of(RelationshipType.MEASURES, RelationshipType.METERS, RelationshipType.MONITORS);

    /** Whether what goes through {@code from} comes to one of {@code places} before it comes to a tank. */
    boolean reaches(String from, Set<String> places) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(List.of(from));
        while (!open.isEmpty()) {
            String at = open.remove();
            for (RelationshipSpec r : map.relationships()) {
                if (r.type() == RelationshipType.FEEDS && r.from().key().equals(at)) {
                    String next = r.to().key();
                    if (places.contains(next)) {
                        return true;
                    }
                    if (!buffer(next) && seen.add(next)) {
                        open.add(next);
                    }
                }
            }
        }
        return false;
    }

    private boolean buffer(String key) {
        return map.equipment().stream().anyMatch(e -> e.key().equals(key) && BUFFERS.contains(e.kind()));
    }

    /** Keys of the streams that tell of whatever feeds one of {@code places}, back to where it comes from. */
    Set<String> upstream(Collection<String> places) {
        Set<String> found = new LinkedHashSet<>(places);
        Deque<String> open = new ArrayDeque<>(places);
        map.equipment().stream()
                .filter(e -> places.contains(e.location()))
                .map(EquipmentSpec::key)
                .filter(found::add)
                .forEach(open::add);
        while (!open.isEmpty()) {
            String at = open.remove();
            for (RelationshipSpec r : map.relationships()) {
                if (r.type() == RelationshipType.FEEDS
                        && r.to().key().equals(at)
                        && found.add(r.from().key())) {
                    open.add(r.from().key());
                }
            }
        }
        Set<String> streams = new LinkedHashSet<>();
        map.relationships().stream()
                .filter(r -> TELLS.contains(r.type()) && found.contains(r.to().key()))
                .forEach(r -> streams.add(r.from().key()));
        return streams;
    }
}
