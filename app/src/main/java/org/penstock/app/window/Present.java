package org.penstock.app.window;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.SignIn;

/**
 * Who is at the window: a signed-in person, or nobody but the account of the computer. Thread-safe: a request asks for
 * whoever is present when it is made.
 */
public final class Present {
    private final String account;
    private volatile SignIn.@Nullable Opened opened;

    /** @param account name of the computer's account */
    public Present(String account) {
        this.account = account;
    }

    /** Who asks. */
    public Asker asker() {
        SignIn.Opened o = opened;
        return o == null ? Asker.account(account) : Asker.session(o.token().text());
    }

    /** The session, if somebody has signed in. */
    public Optional<Asker.Session> session() {
        return asker() instanceof Asker.Session session ? Optional.of(session) : Optional.empty();
    }

    /** As it is shown: the person's name, or the account's. */
    public String name() {
        SignIn.Opened o = opened;
        return o == null ? account : o.name();
    }

    /** Whose things are on the screen: the sign-in name, or the account's. */
    public String key() {
        SignIn.Opened o = opened;
        return o == null ? account : o.login();
    }

    /** Name of the computer's account. */
    public String account() {
        return account;
    }

    /** Somebody has signed in; whoever was present is no more. */
    public void arrived(SignIn.Opened who) {
        opened = who;
    }

    /** Nobody is signed in any more. */
    public void left() {
        opened = null;
    }
}
