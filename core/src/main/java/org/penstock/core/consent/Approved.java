package org.penstock.core.consent;

import java.time.Instant;
import java.util.UUID;
import org.penstock.core.audit.ChainId;
import org.penstock.core.identity.Provenance;

/**
 * The proof, for the time of one transaction, that what is being done was agreed to. Only {@link Signoffs#execute} makes one:
 * a method that demands it cannot be called without the signatures.
 */
public final class Approved {
    private final ChainId chain;
    private final Signoff signoff;
    private final Provenance by;
    private final Instant now;

    Approved(ChainId chain, Signoff signoff, Provenance by, Instant now) {
        this.chain = chain;
        this.signoff = signoff;
        this.by = by;
        this.now = now;
    }

    /** In which chain it is recorded. */
    public ChainId chain() {
        return chain;
    }

    /** What was agreed to. */
    public Signoff signoff() {
        return signoff;
    }

    /** Id of the sign-off. */
    public UUID id() {
        return signoff.id();
    }

    /** A value of what was signed. @throws IllegalArgumentException when nothing of that name was */
    public String signed(String name) {
        String value = signoff.payload().get(name);
        if (value == null) {
            throw new IllegalArgumentException("nothing called " + name + " was signed");
        }
        return value;
    }

    /** Refuses to be used for anything else. @throws IllegalArgumentException when another action was signed */
    public void demand(Action action) {
        if (!signoff.action().is(action)) {
            throw new IllegalArgumentException(
                    "signed was to " + signoff.action().inWords() + ", not to " + action.inWords());
        }
    }

    /** Who carries it out. */
    public Provenance by() {
        return by;
    }

    /** When. */
    public Instant now() {
        return now;
    }
}
