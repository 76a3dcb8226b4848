package org.penstock.core.runtime;

import java.util.List;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityPlan;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;
import org.penstock.core.facility.Rebase;

/**
 * What a facility file would change, for a person to look at before it is applied. Nothing has been done.
 *
 * @param id hand it to {@link ConfigurationBook#apply}; "" when it cannot be applied
 * @param base hash of the configuration it was compared with
 * @param problems faults and warnings of the file
 * @param changes what is written otherwise
 * @param consequences what that does to what runs, to links and to history, in sentences
 * @param movedOn what was applied since the file was exported; when there is any it must be rebased first
 * @param conflicts lines that both changed; they can only be settled by a person
 * @param layoutOnly the text differs in comments or layout, and nothing else
 * @param files the files it would store, {@link Rebase merged} where that was asked for
 */
public record FacilityChange(
        String id,
        String base,
        List<Problem> problems,
        List<Change> changes,
        List<String> consequences,
        List<Change> movedOn,
        List<Rebase.Conflict> conflicts,
        boolean layoutOnly,
        List<Configuration.File> files) {
    public FacilityChange {
        problems = List.copyOf(problems);
        changes = List.copyOf(changes);
        consequences = List.copyOf(consequences);
        movedOn = List.copyOf(movedOn);
        conflicts = List.copyOf(conflicts);
        files = List.copyOf(files);
    }

    /** Whether it can be applied as it is. */
    public boolean applicable() {
        return !id.isEmpty();
    }

    /** Whether applying it would do nothing at all. */
    public boolean empty() {
        return changes.isEmpty() && !layoutOnly && faults() == 0 && movedOn.isEmpty() && conflicts.isEmpty();
    }

    /** How many faults the file has. */
    public int faults() {
        return (int) problems.stream().filter(p -> p.weight() == Weight.ERROR).count();
    }

    /** How much is new, changed, archived, in one line. */
    public String counts() {
        return FacilityPlan.counts(changes);
    }
}
