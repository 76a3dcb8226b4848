package org.penstock.app.window.model;

import java.util.List;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * What holds outputs at safe, what the facility talks to, and how the program itself is.
 *
 * @param lost the facility stopped telling, or its engine stopped
 */
public record SystemModel(
        List<InterlockRow> interlocks, List<LinkRow> links, List<HealthRow> health, boolean lost, boolean known) {
    public SystemModel {
        interlocks = List.copyOf(interlocks);
        links = List.copyOf(links);
        health = List.copyOf(health);
    }

    /** The system behind {@code beat}. */
    public static SystemModel of(Beat beat) {
        FacilitySnapshot snapshot = beat.snapshot();
        return new SystemModel(
                snapshot.control().interlocks().stream()
                        .map(i -> InterlockRow.of(i, beat))
                        .toList(),
                snapshot.field().links().stream()
                        .map(l -> LinkRow.of(l, beat.moment().now(), beat.words(), beat.times()))
                        .toList(),
                HealthRow.of(snapshot.health(), beat.words(), beat.times()),
                beat.lost(),
                !snapshot.field().streams().isEmpty()
                        || snapshot.field().links().isEmpty());
    }
}
