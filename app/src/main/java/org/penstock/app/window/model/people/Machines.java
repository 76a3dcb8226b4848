package org.penstock.app.window.model.people;

import java.util.List;
import org.penstock.core.runtime.FacilitySnapshot;

/** The devices of the facility that can be given a key, by name. Immutable. */
public record Machines(List<Machine> all) {
    /** None. */
    public static final Machines NONE = new Machines(List.of());

    public Machines {
        all = List.copyOf(all);
    }

    /** One of them. @param key in the facility file */
    public record Machine(String key, String name) {}

    static Machines of(FacilitySnapshot snapshot) {
        return new Machines(snapshot.field().devices().stream()
                .map(d -> new Machine(d.key(), d.name()))
                .toList());
    }

    /** What people call a device; its key where the file does not know it any more. */
    public String name(String key) {
        return all.stream()
                .filter(m -> m.key().equals(key))
                .map(Machine::name)
                .findFirst()
                .orElse(key);
    }
}
