package org.penstock.app.window.model.record;

import java.util.List;

/**
 * How a verification, or handing the record out, goes on.
 *
 * @param running whether it can be cancelled
 * @param done part that is done, 0..1; negative while nobody knows
 * @param text one sentence
 * @param findings what is wrong, in sentences
 */
public record Verified(boolean running, double done, String text, List<String> findings) {
    public Verified {
        findings = List.copyOf(findings);
    }

    /** Something ended, or has not begun. */
    public static Verified over(String text) {
        return new Verified(false, 0, text, List.of());
    }
}
