package org.penstock.app.window.view;

/** What a person can do while a request waits to be confirmed. */
public interface Choices {
    /** Do it. */
    void confirm();

    /** Ask anew what would happen. */
    void askAgain();

    /** Say who asks, then ask anew. */
    void signInFirst();

    /** Turn away without doing anything. */
    void leave();
}
