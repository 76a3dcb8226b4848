package org.penstock.app.cli;

import java.io.PrintWriter;
import java.util.List;
import org.penstock.app.api.FacilityDocuments.Conflict;
import org.penstock.app.api.FacilityDocuments.Difference;
import org.penstock.app.api.FacilityDocuments.Plan;
import org.penstock.app.api.FacilityDocuments.Word;

/** A plan in words: what changes, what that does, and why it cannot be applied when it cannot. */
final class PlanText {
    private final PrintWriter out;

    PlanText(PrintWriter out) {
        this.out = out;
    }

    void print(Plan plan) {
        plan.problems().forEach(p -> out.println(p.text()));
        if (plan.empty()) {
            out.println("Nothing would change: the file says what is in force.");
            return;
        }
        if (plan.layoutOnly()) {
            out.println("Only comments and layout differ.");
        }
        differences(plan.changes());
        if (!plan.changes().isEmpty()) {
            out.println(plan.counts() + ".");
        }
        if (!plan.consequences().isEmpty()) {
            out.println();
            plan.consequences().forEach(c -> out.println("* " + c));
        }
        if (!plan.movedOn().isEmpty()) {
            out.println();
            out.println("Since this file was exported something else was applied:");
            differences(plan.movedOn());
        }
        plan.conflicts().forEach(this::conflict);
    }

    /** What differs, a line each. */
    void differences(List<Difference> changes) {
        for (Difference d : changes) {
            String sign = switch (d.what()) {
                case "new" -> "+";
                case "archived" -> "-";
                default -> "~";
            };
            out.println(sign + " " + d.title() + (d.was().isEmpty() ? "" : ", until now " + d.was()));
            for (Word w : d.words()) {
                out.println("    " + w.word() + ": " + (w.before() == null ? "not written" : w.before()) + " → "
                        + (w.after() == null ? "not written" : w.after()));
            }
        }
    }

    private void conflict(Conflict c) {
        out.println();
        out.println(c.file() + ":" + c.line() + ": both changed these lines");
        out.println("  yours:    " + c.mine().replace("\n", "\n            "));
        out.println("  in force: " + c.theirs().replace("\n", "\n            "));
    }
}
