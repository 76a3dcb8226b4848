package org.penstock.app.window.model.configuration;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.PlanText;
import org.penstock.app.window.model.Words;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.facility.Rebase;
import org.penstock.core.runtime.FacilityChange;

/**
 * A plan as a person looks at it before it is applied.
 *
 * @param plan null while it is made, or when it could not be
 * @param told what is going on, or what hinders; "" when there is nothing to say
 * @param waiting whether an answer is waited for
 * @param sent whether it was handed over to be applied, so that it cannot be called back
 */
public record PlanModel(
        Purpose purpose, String subject, @Nullable FacilityChange plan, String told, boolean waiting, boolean sent) {
    /** What it is made for. */
    public enum Purpose {
        /** An earlier version comes back. */
        RESTORE("config.plan.restore", "config.plan.apply"),
        /** What a person changed. */
        DRAFT("config.plan.draft", "config.plan.apply"),
        /** One element goes; it is put to the draft, and applied with it. */
        ARCHIVE("config.plan.archive", "config.plan.archive-do");

        private final String titleKey;
        private final String doKey;

        Purpose(String titleKey, String doKey) {
            this.titleKey = titleKey;
            this.doKey = doKey;
        }

        /** Key of the title. */
        public String titleKey() {
            return titleKey;
        }

        /** Key of what its button says. */
        public String doKey() {
            return doKey;
        }
    }

    /** One line of it; the sign says whether something is new, changed or goes. */
    public record Line(String sign, String text, String styleClass) {}

    /** It is being made. */
    public static PlanModel making(Purpose purpose, String subject, Words words) {
        return new PlanModel(purpose, subject, null, words.of("config.plan.making"), true, false);
    }

    /** Here it is. */
    public PlanModel made(FacilityChange change, Words words) {
        String hint = hint(change, words);
        return new PlanModel(purpose, subject, change, hint, false, false);
    }

    private String hint(FacilityChange change, Words words) {
        if (purpose == Purpose.ARCHIVE) {
            return words.of(change.faults() > 0 ? "config.plan.archive-faults" : "config.plan.archive-hint");
        }
        if (change.faults() > 0) {
            return words.of("config.plan.faults");
        }
        if (!change.movedOn().isEmpty()) {
            return words.of(change.conflicts().isEmpty() ? "config.plan.moved-on" : "config.plan.conflicts");
        }
        return change.empty() || !change.applicable() ? words.of("config.plan.nothing") : "";
    }

    /** It could not be made or applied, or something is missing. */
    public PlanModel told(String what) {
        return new PlanModel(purpose, subject, plan, what, false, false);
    }

    /** It is in force. */
    public PlanModel done(String what) {
        return new PlanModel(purpose, subject, null, what, false, false);
    }

    /** It is being applied. */
    public PlanModel applying(Words words) {
        return new PlanModel(purpose, subject, plan, words.of("config.plan.applying"), true, true);
    }

    /** Whether its button can be pressed. */
    public boolean doable() {
        return !waiting && plan != null && (purpose == Purpose.ARCHIVE || plan.applicable());
    }

    /** Whether it can be brought onto what was applied meanwhile. */
    public boolean rebasable() {
        return !waiting
                && plan != null
                && plan.faults() == 0
                && !plan.movedOn().isEmpty()
                && plan.conflicts().isEmpty();
    }

    /** Whether a reason is asked for. */
    public boolean reasoned() {
        return purpose != Purpose.ARCHIVE;
    }

    /** How much is new, changed, archived; "" while there is no plan. */
    public String counts() {
        return plan == null || plan.changes().isEmpty() ? "" : plan.counts();
    }

    /** Everything it says, a line each. */
    public List<Line> lines(Words words) {
        List<Line> lines = new ArrayList<>();
        if (plan == null) {
            return lines;
        }
        if (plan.layoutOnly()) {
            lines.add(plain(words.of("config.plan.layout")));
        }
        String main = plan.files().isEmpty() ? "" : plan.files().getFirst().name();
        plan.problems().stream()
                .filter(p -> p.weight() == Weight.ERROR)
                .forEach(p -> lines.add(new Line("!", PlanText.problem(p, main, words), "plan-fault")));
        changes(plan.changes(), lines);
        plan.consequences().forEach(c -> lines.add(new Line("▸", c, "plan-consequence")));
        if (!plan.movedOn().isEmpty()) {
            lines.add(new Line("", words.of("config.plan.meanwhile"), "plan-head"));
            changes(plan.movedOn(), lines);
        }
        for (Rebase.Conflict c : plan.conflicts()) {
            lines.add(new Line(
                    "!", words.of("config.plan.conflict", c.file(), Integer.toString(c.line())), "plan-fault"));
            lines.add(plain(words.of("config.plan.yours", c.mine())));
            lines.add(plain(words.of("config.plan.theirs", c.theirs())));
        }
        return lines;
    }

    private static void changes(List<Change> changes, List<Line> lines) {
        for (Change change : changes) {
            switch (change) {
                case Change.Added a -> lines.add(new Line("+", a.title(), "plan-added"));
                case Change.Removed r -> lines.add(new Line("−", r.title(), "plan-removed"));
                case Change.Changed c -> {
                    lines.add(new Line("~", c.title(), "plan-changed"));
                    c.words().forEach(w -> lines.add(plain(w.toString())));
                }
            }
        }
    }

    private static Line plain(String text) {
        return new Line("", text, "plan-plain");
    }
}
