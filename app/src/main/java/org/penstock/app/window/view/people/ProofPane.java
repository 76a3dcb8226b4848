package org.penstock.app.window.view.people;

import org.penstock.app.window.view.Layer;

/** A pane whose secrets were sent away to be judged. */
public interface ProofPane extends Layer.Dialog {
    /** They are being looked at. */
    void waiting();

    /** They will not do, and why. */
    void refused(String why);
}
