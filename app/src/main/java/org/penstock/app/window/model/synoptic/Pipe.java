package org.penstock.app.window.model.synoptic;

/**
 * One way from a piece to another.
 *
 * @param from id of a piece
 * @param to id of a piece
 * @param drain whether only what is left over goes this way
 */
public record Pipe(String from, String to, boolean drain) {
    /** Names it among the pipes. */
    public String id() {
        return from + (drain ? " drains to " : " feeds ") + to;
    }
}
