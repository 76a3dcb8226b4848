package org.penstock.app.window.view;

import org.penstock.app.window.model.ActionRow;

/** What the page of alerts can want of the record. Called on the JavaFX thread; none of these waits. */
public interface AlertDeeds {
    /** Ask what was wrong and what was done about an alert, and write it down. @param text of the alert */
    void write(long alertNo, String text);

    /** Ask what was seen, and say that an action was done and helped. */
    void verify(ActionRow action);
}
