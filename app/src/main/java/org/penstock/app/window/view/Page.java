package org.penstock.app.window.view;

import javafx.scene.Node;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;

/**
 * One page in the middle of the window. Made when it is opened, written once a beat while it is in sight, closed once;
 * whatever it subscribed to ends with its close.
 */
public interface Page extends AutoCloseable {
    /** What {@link #write} returns when everything shown is still true. */
    Runnable UNCHANGED = () -> {};

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

    /** Told when the page comes into sight and when it leaves it; a page that is kept looks at nothing meanwhile. */
    default void inSight(boolean inSight) {}

    /** Every size follows the text. */
    default void textSize(TextSize size) {}

    /** Brings something on the page into sight and marks it. @return whether it is there */
    default boolean reveal(String key) {
        return false;
    }

    /** Puts the keyboard on the first thing a person would act on. */
    void focus();

    /** Ends every timer, subscription and request of the page. Idempotent; on the JavaFX thread. */
    @Override
    void close();
}
