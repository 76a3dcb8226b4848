package org.penstock.app.window.view;

import org.penstock.app.window.model.ReplaceModel;

/** What a person can do while a sensor is replaced. Called on the JavaFX thread; none of these waits. */
public interface ReplaceActions {
    /** What it would change. */
    void plan(ReplaceModel.Written written);

    /** Back to what was written. */
    void back();

    /** Do it. @param reason as written */
    void apply(String reason);

    /** Nothing more. */
    void leave();
}
