package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.List;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.runtime.FacilityChange;

/** What a change of the facility file would do, in sentences. */
public final class PlanText {
    private PlanText() {}

    /**
     * What is wrong with the file, with file and line and what to write instead.
     *
     * @param part name of the new file; a line of another file is told with its name
     */
    public static List<String> problems(FacilityChange plan, String part, Words words) {
        return plan.problems().stream().map(p -> problem(p, part, words)).toList();
    }

    /** One problem, with file and line and what to write instead. */
    public static String problem(Problem p, String part, Words words) {
        String line = Integer.toString(p.line());
        String where = p.file().equals(part) ? words.of("plan.line", line) : words.of("plan.file-line", p.file(), line);
        return words.of(p.remedy().isEmpty() ? "plan.problem" : "plan.problem-remedy", where, p.what(), p.remedy());
    }

    /** What would be otherwise, and what that does to what runs. */
    public static List<String> sentences(FacilityChange plan, Words words) {
        List<String> text = new ArrayList<>();
        for (Change c : plan.changes()) {
            text.add(
                    switch (c) {
                        case Change.Added a -> words.of("plan.added", a.title());
                        case Change.Removed r -> words.of("plan.removed", r.title());
                        case Change.Changed n -> words.of("plan.changed", n.title());
                    });
        }
        text.addAll(plan.consequences());
        if (!plan.movedOn().isEmpty()) {
            text.add(words.of("plan.moved-on"));
        }
        return List.copyOf(text);
    }
}
