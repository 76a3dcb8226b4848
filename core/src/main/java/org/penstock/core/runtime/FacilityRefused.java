package org.penstock.core.runtime;

import java.util.List;
import org.penstock.core.facility.Problems.Problem;

/** The facility cannot be opened as asked. The message says what stands in the way and what to do. */
public final class FacilityRefused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<Problem> problems;

    FacilityRefused(String message) {
        this(message, List.of());
    }

    FacilityRefused(String message, List<Problem> problems) {
        super(message);
        this.problems = List.copyOf(problems);
    }

    /** What is wrong with the facility file, where that is the reason; else empty. */
    public List<Problem> problems() {
        return problems == null ? List.of() : problems;
    }
}
