package org.penstock.app.window.model.people;

import org.penstock.app.window.model.Here;
import org.penstock.app.window.model.Words;

/**
 * What the pane for signing in says before anything is typed.
 *
 * @param unlock whether the person of the screen can go on by password or PIN alone
 * @param leave whether somebody is signed in who can lock the screen and sign out
 * @param login the sign-in name to begin with, "" for none
 */
public record Entry(String title, String text, boolean unlock, boolean leave, String login) {
    /** For whoever is here. */
    public static Entry of(Here here, Words words) {
        return switch (here.state()) {
            case LOCKED ->
                new Entry(
                        words.of("sign-in.locked", here.name()),
                        words.of("sign-in.locked-text", here.name()),
                        true,
                        true,
                        "");
            case SIGNED_IN ->
                new Entry(
                        words.of("sign-in.here", here.name()),
                        words.of("sign-in.here-text", here.name()),
                        false,
                        true,
                        "");
            case NOBODY, NO_OWNER, UNKNOWN ->
                new Entry(words.of("sign-in.title"), words.of("sign-in.text"), false, false, "");
        };
    }
}
