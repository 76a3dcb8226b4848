package org.penstock.core.consent;

/** What became of the wish to carry out a sign-off. Both are to be committed: a refusal may have been recorded. */
public sealed interface Execution<T> {
    /** It was done. */
    record Done<T>(T result, Signoff signoff) implements Execution<T> {}

    /** Nothing of it was done. */
    record Refused<T>(Refusal refusal) implements Execution<T> {}
}
