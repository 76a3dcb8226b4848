package org.penstock.app.window.model;

/**
 * Who is at the window, as its header says it.
 *
 * @param name of the person; the account's where nobody has signed in
 * @param account name of the computer's account
 */
public record Here(State state, String name, String account) {
    /** What is known of the person. */
    public enum State {
        /** Who there is could not be read yet. */
        UNKNOWN,
        /** The facility has no owner: the account may do what needs no signature. */
        NO_OWNER,
        /** The facility has an owner, and nobody has signed in: the account looks on. */
        NOBODY,
        SIGNED_IN,
        /** Somebody has signed in and went away. */
        LOCKED
    }

    /** Nobody is known but the account. */
    public static Here account(String account) {
        return new Here(State.UNKNOWN, account, account);
    }

    /** As it stands on the button. */
    public String text(Words words) {
        return switch (state) {
            case UNKNOWN -> words.of("header.account", account);
            case NO_OWNER -> words.of("header.no-owner");
            case NOBODY -> words.of("header.nobody");
            case SIGNED_IN -> words.of("header.person", name);
            case LOCKED -> words.of("header.locked", name);
        };
    }

    /** The account, where it is not the button that says it. */
    public String besides() {
        return state == State.NOBODY ? account : "";
    }

    /** Whether a person is there by name. */
    public boolean named() {
        return state == State.SIGNED_IN || state == State.LOCKED;
    }
}
