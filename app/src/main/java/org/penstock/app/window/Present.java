package org.penstock.app.window;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.SignIn;

/**
 * Who is at the window: a signed-in person, or nobody but the account of the computer. Thread-safe: a request asks for
 * whoever is present when it is made. While the screen is locked whoever presses a key is nobody but the account.
 */
public final class Present {
    private static final Seat EMPTY = new Seat(null, false);

    private final String account;
    private volatile Seat seat = EMPTY;

    private record Seat(SignIn.@Nullable Opened opened, boolean locked) {}

    /** @param account name of the computer's account */
    public Present(String account) {
        this.account = account;
    }

    /** Who asks. */
    public Asker asker() {
        return seat.locked() ? Asker.account(account) : holder();
    }

    /** Whose the screen is, also while it is locked: who gives back what was taken before. */
    public Asker holder() {
        SignIn.Opened o = seat.opened();
        return o == null ? Asker.account(account) : Asker.session(o.token().text());
    }

    /** The session, if somebody has signed in, also while the screen is locked. */
    public Optional<Asker.Session> session() {
        return holder() instanceof Asker.Session session ? Optional.of(session) : Optional.empty();
    }

    /** As it is shown: the person's name, or the account's. */
    public String name() {
        SignIn.Opened o = seat.opened();
        return o == null ? account : o.name();
    }

    /** Whose things are on the screen: the sign-in name, or the account's. */
    public String key() {
        SignIn.Opened o = seat.opened();
        return o == null ? account : o.login();
    }

    /** Name of the computer's account. */
    public String account() {
        return account;
    }

    /** Whether the screen waits for its person's password or PIN. */
    public boolean locked() {
        return seat.locked();
    }

    /** Somebody has signed in; whoever was present is no more. */
    public synchronized void arrived(SignIn.Opened who) {
        seat = new Seat(who, false);
    }

    /** Nobody is signed in any more. */
    public synchronized void left() {
        seat = EMPTY;
    }

    /** The session of {@code whose} ended, if it is still the one here. @return whether it was */
    synchronized boolean left(Asker.Session whose) {
        boolean his = whose.equals(holder());
        if (his) {
            left();
        }
        return his;
    }

    /** Nobody acts until {@link #unlocked}. Without a signed-in person there is nothing to lock. */
    synchronized void lock() {
        seat = new Seat(seat.opened(), seat.opened() != null);
    }

    /** The person is back. */
    synchronized void unlocked() {
        seat = new Seat(seat.opened(), false);
    }
}
