package org.penstock.app.start;

import java.nio.file.Files;
import java.nio.file.Path;

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

    /** Of a file that was named and is none. */
    public static Refusal noFile(Path file) {
        return new Refusal(
                ExitCode.NOTHING_THERE,
                Files.isDirectory(file) ? file + " is a directory, not a file." : "There is no file " + file + ".",
                "");
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
