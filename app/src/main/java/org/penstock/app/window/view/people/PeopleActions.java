package org.penstock.app.window.view.people;

import org.penstock.app.window.model.people.Deed;
import org.penstock.app.window.model.people.Subject;
import org.penstock.app.window.model.people.Wish;
import org.penstock.core.identity.Secret;

/** What somebody can want on the page of the people. Called on the JavaFX thread; none of these waits. */
public interface PeopleActions {
    /** Asks for what the deed needs. */
    void ask(Deed deed, Subject subject);

    /** Does it. */
    void wish(Wish wish);

    /** Sets the own password. */
    void setPassword(Secret old, Secret next);

    /** Sets the own PIN. */
    void setPin(Secret password, Secret pin);

    /** Signs in, switches, locks or signs out. */
    void signIn();

    int lockMinutes();

    void lockAfter(int minutes);
}
