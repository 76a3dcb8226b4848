package org.penstock.core.link;

/** Where a survey puts what it finds. Callable from any thread of the link. */
public interface Findings {
    /** Something was found, or the same place said something newer. */
    void found(Finding finding);

    /**
     * How far the survey is.
     *
     * @param done steps done
     * @param of steps in all, 0 when nobody knows
     * @param what what is being looked at, for a person: {@code unit 17}, {@code 214 messages heard}
     */
    void progress(long done, long of, String what);
}
