package org.penstock.app.window.model.configuration;

import java.util.ArrayList;
import java.util.List;
import org.penstock.core.facility.Configuration;

/**
 * What a person changed and has not applied: the files as they were exported, and one change after the other. Immutable.
 *
 * @param base the files in force when the first change was made, with their line {@code base:}
 * @param edits every change, also those taken back, oldest first
 * @param done how many of them count; the rest can be made again
 */
public record Draft(List<Configuration.File> base, List<Edit> edits, int done) {
    public Draft {
        base = List.copyOf(base);
        edits = List.copyOf(edits);
    }

    /** Nothing is changed yet. */
    public static Draft of(List<Configuration.File> base) {
        return new Draft(base, List.of(), 0);
    }

    /** The changes that count. */
    public List<Edit> counted() {
        return edits.subList(0, done);
    }

    /** One change more; what was taken back cannot be made again then. */
    public Draft with(Edit edit) {
        List<Edit> next = new ArrayList<>(counted());
        if (!next.isEmpty() && edit.replaces(next.getLast())) {
            next.removeLast();
        }
        next.add(edit);
        return new Draft(base, next, next.size());
    }

    /** Without the last change. */
    public Draft undo() {
        return done == 0 ? this : new Draft(base, edits, done - 1);
    }

    /** With the change that was taken back last. */
    public Draft redo() {
        return done == edits.size() ? this : new Draft(base, edits, done + 1);
    }

    public boolean empty() {
        return done == 0;
    }

    public boolean redoable() {
        return done < edits.size();
    }
}
