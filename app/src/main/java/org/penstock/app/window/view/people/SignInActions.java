package org.penstock.app.window.view.people;

import org.penstock.core.identity.Secret;

/** What somebody can want who is to say who he is. Called on the JavaFX thread; none of these waits. */
public interface SignInActions {
    /** The person of the locked screen goes on. @param secret password or PIN */
    void unlock(Secret secret);

    void byPassword(String login, Secret password, boolean remember);

    void byBadge(Secret number, Secret pin, boolean remember);

    /** The first time, with the code that was told. */
    void byCode(String login, Secret code, Secret password);

    void firstOwner(String login, String name, Secret password);

    void lock();

    void signOut();

    /** Turns away without doing anything. */
    void turnAway();
}
