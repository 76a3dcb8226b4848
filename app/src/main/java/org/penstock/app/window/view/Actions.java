package org.penstock.app.window.view;

import java.util.List;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.GateRow;
import org.penstock.app.window.model.OutputRow;

/** What a view can want. Called on the JavaFX thread; none of these waits. */
public interface Actions {
    /** Propose, show what would happen, and do it when the person confirms. */
    void ask(Ask ask);

    /** Ask for value, time and reason first, then propose. */
    void askForOutput(OutputRow output);

    /** Ask for time and reason first, then propose that others sign it. */
    void askForBypass(GateRow gate);

    /** A person saw this alert. */
    void acknowledge(AlertRow alert);

    /** Ask for how long and why some alerts are to draw the eye no more, then do it. */
    void askForShelf(List<AlertRow> alerts);

    /** A shelved alert is to draw the eye again. */
    void unshelve(long no, String text);

    /** Everything to safe: asks at once, whatever else is open. */
    void stopEverything();

    /** Anything by some letters. */
    void find();

    /** Somebody signs in, or unlocks the screen. */
    void signIn();

    /** After how many minutes without key or pointer the screen is locked. */
    int lockMinutes();

    /** The screen is locked after so many minutes. */
    void lockAfter(int minutes);

    /** Shows the keys. */
    void showKeys();
}
