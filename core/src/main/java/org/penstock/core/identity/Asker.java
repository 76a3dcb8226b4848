package org.penstock.core.identity;

/** Who asks for something, before anybody has looked whether he may. */
public sealed interface Asker {
    /**
     * The person of a session.
     *
     * @param token what sign-in gave out; never recorded, never shown
     */
    record Session(String token) implements Asker {
        @Override
        public String toString() {
            return "Session[token not shown]";
        }
    }

    /**
     * A user of the computer's operating system whom nobody has signed in. Until the facility has an owner he may do
     * everything that needs no signature, under the name of his account; afterwards look on and stop everything.
     *
     * @param name the account's name
     */
    record Account(String name) implements Asker {}

    /**
     * A machine that holds a key.
     *
     * @param key what was shown once when it was made; never recorded, never shown
     */
    record Key(String key) implements Asker {
        @Override
        public String toString() {
            return "Key[not shown]";
        }
    }

    /** The machine that holds {@code key}. */
    static Asker key(String key) {
        return new Key(key);
    }

    /** A user of the computer whom nobody has signed in. */
    static Asker account(String name) {
        return new Account(name);
    }

    /** The person of the session with {@code token}. */
    static Asker session(String token) {
        return new Session(token);
    }
}
