package org.penstock.core.runtime;

import java.util.List;
import org.penstock.core.link.Finding;

/**
 * A survey or a preview, as far as it is.
 *
 * @param id to ask again
 * @param subject key of the link, or of the device that is previewed
 * @param done steps done
 * @param of steps in all, 0 when nobody knows
 * @param what what is being looked at, or why it ended
 * @param found in order of first sight; a place that spoke again shows what it said last
 * @param left how many findings more there were than are kept
 */
public record SurveyView(
        String id, String subject, State state, long done, long of, String what, List<Finding> found, long left) {
    public SurveyView {
        found = List.copyOf(found);
    }

    /** How a survey stands. */
    public enum State {
        /** Under way. */
        RUNNING,
        /** It came to its end. */
        DONE,
        /** A person ended it. */
        ENDED,
        /** It could not be made; {@link SurveyView#what} says why. */
        REFUSED
    }
}
