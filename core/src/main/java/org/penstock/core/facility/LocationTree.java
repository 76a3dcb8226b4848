package org.penstock.core.facility;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.penstock.core.place.LocationSpec;

/** Checks that locations make a tree in which no place lies in a smaller one. */
final class LocationTree {
    /** What a location can be (model.md C1). */
    static final List<String> KINDS = List.of(
            "building",
            "area",
            "room",
            "zone",
            "bench",
            "rack",
            "bin",
            "tray",
            "vault",
            "store",
            "barn",
            "pen",
            "station",
            "cold_unit",
            "tank",
            "vessel",
            "line",
            "virtual",
            "external");

    private static final int ANY = 9;

    private LocationTree() {}

    /** Reports every fault at its {@code parent}. @param fields of the locations, same order */
    static void check(List<LocationSpec> locations, List<Fields> fields, Problems problems) {
        refuseCircles(locations, fields, problems);
        refuseLargerInSmaller(locations, fields, problems);
    }

    private static void refuseCircles(List<LocationSpec> locations, List<Fields> fields, Problems problems) {
        Map<String, String> parents = new HashMap<>();
        locations.forEach(l -> parents.put(l.key(), l.parent()));
        for (int i = 0; i < locations.size(); i++) {
            LocationSpec l = locations.get(i);
            Set<String> above = new LinkedHashSet<>(Set.of(l.key()));
            String at = l.parent();
            while (!at.isEmpty() && !at.equals(l.key()) && above.add(at)) {
                at = parents.getOrDefault(at, "");
            }
            if (!l.key().isEmpty() && at.equals(l.key())) {
                problems.add(
                        fields.get(i).node("parent"),
                        "the location `" + l.key() + "` lies inside itself"
                                + (above.size() > 1 ? ": " + String.join(" → ", above) + " → " + at : ""),
                        "let the outermost location have no `parent:`");
            }
        }
    }

    private static void refuseLargerInSmaller(List<LocationSpec> locations, List<Fields> fields, Problems problems) {
        Map<String, String> kinds = new HashMap<>();
        locations.forEach(l -> kinds.put(l.key(), l.kind()));
        for (int i = 0; i < locations.size(); i++) {
            LocationSpec l = locations.get(i);
            String parent = kinds.getOrDefault(l.parent(), "virtual");
            // A kind that is none was read as the first one; it is reported already.
            boolean known = fields.get(i).node("kind").text().equals(l.kind());
            if (known && size(l.kind()) > size(parent) && size(l.kind()) < ANY) {
                problems.add(
                        fields.get(i).node("parent"),
                        "a " + l.kind() + " cannot lie in a " + parent,
                        "name a parent that is as large: "
                                + KINDS.stream()
                                        .filter(k -> size(k) >= size(l.kind()) && size(k) < ANY)
                                        .collect(Collectors.joining(", ")));
            }
        }
    }

    /** A place lies in one that is as large or larger; what is thought up or elsewhere can contain anything. */
    private static int size(String kind) {
        return switch (kind) {
            case "building", "area" -> 5;
            case "room", "barn", "store", "vault", "line" -> 4;
            case "zone", "pen", "station", "cold_unit" -> 3;
            case "bench", "rack", "tank", "vessel" -> 2;
            case "bin", "tray" -> 1;
            default -> ANY;
        };
    }
}
