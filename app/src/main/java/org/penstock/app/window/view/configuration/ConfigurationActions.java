package org.penstock.app.window.view.configuration;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.configuration.ElementKind;
import org.penstock.app.window.model.configuration.NewElement;
import org.penstock.core.facility.FacilityElements.ElementId;

/** What a person can do on the page of the configuration. On the JavaFX thread. */
public interface ConfigurationActions {
    /** The other sheet is shown. */
    void turned(ConfigurationPage.Sheet sheet);

    /**
     * These versions are looked at, newest first: one alone, or two compared.
     *
     * @param compare one: with the version before it; two: also the lines that are the same are left out
     */
    void look(List<Integer> versions, boolean compare);

    /** More versions. */
    void older();

    /** Brings a version back, after a look at what that would do. */
    void restore(int version);

    /** The list shows these. @param kind null for all */
    void sift(@Nullable ElementKind kind, String letters);

    /** An element is looked at. */
    void choose(ElementId id);

    /** A word of the chosen element is written so. @param value YAML in one line, "" to take it out */
    void write(String word, String value);

    /** The lines of the chosen element are written so. */
    void writeLines(String text);

    void undo();

    void redo();

    /** Throws away what was changed, after asking. */
    void discard();

    /** Shows what the changes would do. */
    void plan();

    /** Takes the chosen element out, after a look at what that would do. */
    void archive();

    /** Goes to the page of the chosen element. */
    void open();

    /** Asks for a new element of a kind. */
    void begin(ElementKind kind);

    /** Adds it. */
    void add(NewElement element);

    /** The reason is written so. */
    void reason(String text);

    /** Does what the plan in sight says. */
    void doPlan();

    /** Brings the changes onto what was applied meanwhile. */
    void rebase();

    /** Leaves the dialog in sight; what was asked for is not done. */
    void leave();
}
