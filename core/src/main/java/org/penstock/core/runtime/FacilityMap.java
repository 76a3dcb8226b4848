package org.penstock.core.runtime;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Equipment;
import org.penstock.core.facility.EquipmentSpec;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.RelationshipSpec;
import org.penstock.core.facility.Relationships;
import org.penstock.core.place.LocationSpec;

/**
 * Where things are in a facility and how they hang together: its tree of locations, its equipment, and what feeds, controls
 * and measures what. Changes only with the configuration. Immutable.
 *
 * @param locations in file order; one whose parent is "" lies at the site itself
 * @param equipment in file order
 * @param relationships in file order
 * @param ties what binds each output, in file order
 */
public record FacilityMap(
        List<LocationSpec> locations,
        List<EquipmentSpec> equipment,
        List<RelationshipSpec> relationships,
        List<OutputTies> ties) {
    /** A facility of which nothing is told. */
    public static final FacilityMap NONE = new FacilityMap(List.of(), List.of(), List.of());

    /** A facility of which it is not told what binds its outputs. */
    public FacilityMap(
            List<LocationSpec> locations, List<EquipmentSpec> equipment, List<RelationshipSpec> relationships) {
        this(locations, equipment, relationships, List.of());
    }

    public FacilityMap {
        ties = List.copyOf(ties);
        locations = List.copyOf(locations);
        equipment = List.copyOf(equipment);
        relationships = List.copyOf(relationships);
    }

    static FacilityMap of(Configuration configuration) {
        return new FacilityMap(
                configuration.part(Places.class).locations(),
                configuration.find(Equipment.class).map(Equipment::pieces).orElse(List.of()),
                configuration
                        .find(Relationships.class)
                        .map(Relationships::relationships)
                        .orElse(List.of()),
                configuration
                        .find(ControlConfig.class)
                        .map(OutputTies::of)
                        .orElse(List.of()));
    }

    /** What binds an output; empty when it is not told. */
    public Optional<OutputTies> ties(String output) {
        return ties.stream().filter(t -> t.output().equals(output)).findFirst();
    }

    /** The location of a key. */
    public Optional<LocationSpec> location(String key) {
        return locations.stream().filter(l -> l.key().equals(key)).findFirst();
    }

    /** What lies directly in a location, in file order; "" is the site. */
    public List<LocationSpec> in(String key) {
        return locations.stream().filter(l -> l.parent().equals(key)).toList();
    }

    /** A location and everything in it; "" is the site with every location, and is itself among them. */
    public Set<String> within(String key) {
        Map<String, List<String>> children = new HashMap<>();
        locations.forEach(l ->
                children.computeIfAbsent(l.parent(), _ -> new ArrayList<>()).add(l.key()));
        Set<String> found = new LinkedHashSet<>();
        List<String> open = new ArrayList<>(List.of(key));
        while (!open.isEmpty()) {
            String next = open.removeLast();
            if (found.add(next)) {
                open.addAll(children.getOrDefault(next, List.of()));
            }
        }
        return found;
    }

    /** The locations around a location and itself, from the site inwards. The site itself is not among them. */
    public List<LocationSpec> path(String key) {
        List<LocationSpec> path = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<LocationSpec> next = location(key);
        while (next.isPresent() && seen.add(next.get().key())) {
            path.addFirst(next.get());
            next = location(next.get().parent());
        }
        return path;
    }
}
