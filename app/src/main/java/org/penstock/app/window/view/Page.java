package org.penstock.app.window.view;

import javafx.scene.Node;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;

/**
 * One page in the middle of the window. Made when it is opened, written once a beat while it is in sight, closed once;
 * whatever it subscribed to ends with its close.
 */
public interface Page extends AutoCloseable {
    /** What it shows; two pages of one address are never open in one window. */
    PageAddress address();

    /** What stands on its tab. May change with what it shows. */
    String title();

    /** What is put into the window. Always the same node. */
    Node node();

    /**
     * Writes what it shows of {@code beat}, without touching a control: this runs on the window's pulse thread.
     *
     * @return shows what was written; runs on the JavaFX thread, not at all if the page was closed meanwhile
     */
    Runnable write(Beat beat);

    /** Puts the keyboard on the first thing a person would act on. */
    void focus();

    /** Ends every timer, subscription and request of the page. Idempotent; on the JavaFX thread. */
    @Override
    void close();
}
