package org.penstock.app.window.model.people;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.penstock.app.window.model.Words;
import org.penstock.core.identity.Scope;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * How far roles can reach here.
 *
 * @param choices the organization, the site, and every location in file order
 */
public record Reach(List<Choice> choices) {
    /** Nothing is known. */
    public static final Reach NONE = new Reach(List.of());

    public Reach {
        choices = List.copyOf(choices);
    }

    /** One of them. @param word as it is asked for @param name as a person reads it */
    public record Choice(String word, String name, Scope scope) {}

    /** @param scope what a word means */
    public static Reach of(FacilitySnapshot snapshot, Function<String, Optional<Scope>> scope, Words words) {
        List<Choice> choices = new ArrayList<>();
        add(choices, "site", words.of("people.reach-site", snapshot.site().name()), scope);
        add(
                choices,
                "organization",
                words.of("people.reach-organization", snapshot.site().organization()),
                scope);
        for (LocationSpec place : snapshot.field().map().locations()) {
            add(choices, place.key(), place.name(), scope);
        }
        return new Reach(choices);
    }

    private static void add(List<Choice> choices, String word, String name, Function<String, Optional<Scope>> scope) {
        scope.apply(word).ifPresent(s -> choices.add(new Choice(word, name, s)));
    }

    /** What a scope is called here; empty for one of another site. */
    Optional<Choice> find(Scope scope) {
        return choices.stream().filter(c -> c.scope().equals(scope)).findFirst();
    }
}
