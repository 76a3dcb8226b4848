package org.penstock.app.start;

/** Something cannot be done, said so that a person can act on it: what happened, to what, and what to do. */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final ExitCode code;
    private final String what;
    private final String remedy;

    /** @param remedy what to do, "" when the sentence says it already */
    public Refusal(ExitCode code, String what, String remedy) {
        super(remedy.isEmpty() ? what : what + " " + remedy, null, false, false);
        this.code = code;
        this.what = what;
        this.remedy = remedy;
    }

    public ExitCode code() {
        return code;
    }

    public String what() {
        return what;
    }

    public String remedy() {
        return remedy;
    }
}
