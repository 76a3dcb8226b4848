package org.penstock.core.link;

import java.io.Serial;

/** A survey cannot be made; the message says in words why, and what to do. */
public final class SurveyRefused extends Exception {
    @Serial
    private static final long serialVersionUID = 1;

    public SurveyRefused(String words) {
        super(words);
    }

    /** What a person is told. */
    public String words() {
        String message = getMessage();
        return message == null ? "" : message;
    }
}
