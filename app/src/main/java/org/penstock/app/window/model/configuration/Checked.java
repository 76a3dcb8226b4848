package org.penstock.app.window.model.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.PlanText;
import org.penstock.app.window.model.Words;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.facility.FacilityElements.Spot;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.runtime.FacilityChange;

/**
 * A draft and what its check said: every problem at the element it is about.
 *
 * @param plan what applying it would do, null when it could not be asked
 * @param failure why it could not be asked, "" when it was
 */
public record Checked(
        Drafted drafted,
        @Nullable FacilityChange plan,
        String failure,
        Map<ElementId, List<Told>> told,
        List<Problem> elsewhere) {
    public Checked {
        told = Map.copyOf(told);
        elsewhere = List.copyOf(elsewhere);
    }

    /** Puts what the check said to the elements. */
    public static Checked of(Drafted drafted, @Nullable FacilityChange plan, String failure) {
        Map<ElementId, List<Told>> told = new HashMap<>();
        List<Problem> elsewhere = new ArrayList<>();
        drafted.unfinished().forEach(u -> told.computeIfAbsent(u.edit().id(), _ -> new ArrayList<>())
                .add(u.told()));
        if (plan != null) {
            for (Problem problem : plan.problems()) {
                drafted.elements()
                        .of(problem)
                        .ifPresentOrElse(
                                spot -> told.computeIfAbsent(spot.id(), _ -> new ArrayList<>())
                                        .add(at(spot, problem)),
                                () -> elsewhere.add(problem));
            }
        }
        return new Checked(drafted, plan, failure, told, elsewhere);
    }

    private static Told at(Spot spot, Problem problem) {
        return Told.of(problem, spot.word(), spot.line());
    }

    /** What is said of an element. */
    public List<Told> of(ElementId id) {
        return told.getOrDefault(id, List.of());
    }

    /** How many faults keep it from being applied. */
    public int faults() {
        int unfinished = drafted.unfinished().size();
        return plan == null ? unfinished : unfinished + plan.faults();
    }

    /** Whether something else was applied since the draft was begun. */
    public boolean movedOn() {
        return plan != null && !plan.movedOn().isEmpty();
    }

    /** Whether "Plan…" can show a plan: everything is YAML and the facility could be asked. */
    public boolean plannable() {
        return plan != null && drafted.unfinished().isEmpty() && !drafted.draft().empty();
    }

    /** Faults that no element of the list has, in sentences. */
    public List<String> elsewhere(Words words) {
        String main = drafted.files().getFirst().name();
        return elsewhere.stream()
                .filter(p -> p.weight() == Weight.ERROR)
                .map(p -> PlanText.problem(p, main, words))
                .toList();
    }
}
