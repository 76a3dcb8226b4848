package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.penstock.core.facility.Problems.Problem;

/**
 * What applying a facility file would change. Made by comparing, changes nothing.
 *
 * @param base hash of the configuration the file says it was exported from, "" when it does not say
 * @param next the configuration it would become
 * @param changes what is written otherwise, in the order of the file
 * @param warnings of the check
 * @param textDiffers whether the text is another one, be it only in comments
 */
public record FacilityPlan(
        String base, Configuration next, List<Change> changes, List<Problem> warnings, boolean textDiffers) {
    public FacilityPlan {
        changes = List.copyOf(changes);
        warnings = List.copyOf(warnings);
    }

    /** What became of a file that was to be planned. */
    public sealed interface Outcome {
        /** It can be applied. */
        record Planned(FacilityPlan plan) implements Outcome {}

        /** It has faults. */
        record Refused(List<Problem> problems) implements Outcome {
            public Refused {
                problems = List.copyOf(problems);
            }
        }
    }

    /**
     * Plans {@code files} against the configuration in force.
     *
     * @param files the main file first
     * @param secretKnown whether a secret has a value
     */
    public static Outcome of(
            FacilityFile reader, Configuration current, List<Configuration.File> files, Predicate<String> secretKnown) {
        // First as written, so that faults are told by the lines the person sees.
        FacilityFile.Reading asWritten = reader.read(files, current, secretKnown);
        if (asWritten instanceof FacilityFile.Reading.Refused(var problems)) {
            return new Outcome.Refused(problems);
        }
        List<Configuration.File> stored = BaseLine.without(files);
        return switch (reader.read(stored, current, secretKnown)) {
            case FacilityFile.Reading.Refused(var problems) -> new Outcome.Refused(problems);
            case FacilityFile.Reading.Accepted(Configuration next, var _) ->
                new Outcome.Planned(new FacilityPlan(
                        tree(files).get(FacilityFile.BASE).text(),
                        next,
                        between(current.files(), next.files()),
                        asWritten instanceof FacilityFile.Reading.Accepted(var _, var warnings) ? warnings : List.of(),
                        !sameTexts(stored, current.files())));
        };
    }

    /** Whether both say the same, letter by letter; the line {@code base:} and the name of the main file do not count. */
    public static boolean sameTexts(List<Configuration.File> a, List<Configuration.File> b) {
        return mainUnnamed(BaseLine.without(a)).equals(mainUnnamed(BaseLine.without(b)));
    }

    private static List<Configuration.File> mainUnnamed(List<Configuration.File> files) {
        List<Configuration.File> all = new ArrayList<>(files);
        all.set(0, new Configuration.File("", all.getFirst().text()));
        return all;
    }

    /** What differs between two sets of files. */
    public static List<Change> between(List<Configuration.File> before, List<Configuration.File> after) {
        return Change.between(tree(before), tree(after));
    }

    private static Node tree(List<Configuration.File> files) {
        return Includes.read(files.getFirst(), Folder.of(files), new Problems()).file();
    }

    /** In one line: how much is new, changed, gone. */
    public String counts() {
        return counts(changes);
    }

    /** {@link #counts} of any changes. */
    public static String counts(List<Change> changes) {
        int added = 0;
        int changed = 0;
        int removed = 0;
        for (Change change : changes) {
            switch (change) {
                case Change.Added _ -> added++;
                case Change.Changed _ -> changed++;
                case Change.Removed _ -> removed++;
            }
        }
        return added + " new, " + changed + " changed, " + removed + " archived";
    }
}
