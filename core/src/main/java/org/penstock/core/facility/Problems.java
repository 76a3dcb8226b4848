package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.List;

/** Collects everything that is wrong with a facility file, so that a person can mend it in one go. Single-threaded. */
public final class Problems {
    private final List<Problem> found = new ArrayList<>();

    /**
     * One fault.
     *
     * @param file name of the file as given
     * @param line 1-based
     * @param what what is wrong, naming the thing
     * @param remedy what to write instead
     */
    public record Problem(String file, int line, int column, String what, String remedy) {
        @Override
        public String toString() {
            return file + ":" + line + ": " + what + (remedy.isEmpty() ? "" : "\n    " + remedy);
        }
    }

    /** Reports a fault at {@code node}. */
    public void add(Node node, String what, String remedy) {
        found.add(new Problem(node.file(), node.line(), node.column(), what, remedy));
    }

    /** Everything found, in order of report. */
    public List<Problem> all() {
        return List.copyOf(found);
    }

    /** Whether nothing was found. */
    public boolean none() {
        return found.isEmpty();
    }
}
