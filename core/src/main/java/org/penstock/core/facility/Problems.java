package org.penstock.core.facility;

import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects everything that is wrong with a facility file, so that a person can mend it in one go. Single-threaded. */
public final class Problems {
    private final Set<Problem> found = new LinkedHashSet<>();

    /** Whether a file with the problem can be used. */
    public enum Weight {
        /** The file is refused. */
        ERROR,
        /** The file is used, but a person should look at it. */
        WARNING
    }

    /**
     * One fault.
     *
     * @param file name of the file as given
     * @param line 1-based
     * @param what what is wrong, naming the thing
     * @param remedy what to write instead
     */
    public record Problem(Weight weight, String file, int line, int column, String what, String remedy) {
        @Override
        public String toString() {
            return file + ":" + line + ": " + (weight == Weight.WARNING ? "warning: " : "") + what
                    + (remedy.isEmpty() ? "" : "\n    " + remedy);
        }
    }

    /** Reports a fault at {@code node}: the file cannot be used. */
    public void add(Node node, String what, String remedy) {
        add(node.file(), node.line(), node.column(), what, remedy);
    }

    /** Reports a fault at a position where there is no node: the file cannot be used. */
    void add(String file, int line, int column, String what, String remedy) {
        note(new Problem(Weight.ERROR, file, line, column, what, remedy));
    }

    /** Reports something at {@code node} that a person should look at; the file can be used. */
    public void warn(Node node, String what, String remedy) {
        note(new Problem(Weight.WARNING, node.file(), node.line(), node.column(), what, remedy));
    }

    /** Two sections may read the same field; a person reads its fault once. */
    private void note(Problem problem) {
        found.add(problem);
    }

    /** Everything found, in the order of the file. */
    public List<Problem> all() {
        return found.stream()
                .sorted(Comparator.comparing(Problem::file)
                        .thenComparingInt(Problem::line)
                        .thenComparingInt(Problem::column))
                .toList();
    }

    /** Whether nothing was found that forbids using the file; warnings do not. */
    public boolean none() {
        return found.stream().noneMatch(p -> p.weight() == Weight.ERROR);
    }
}
