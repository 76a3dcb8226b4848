package org.penstock.app.window.model.signoff;

/**
 * A name and what it says.
 *
 * @param exact whether every letter counts, such as of a hash
 */
public record Fact(String name, String value, boolean exact) {
    /** In words. */
    public Fact(String name, String value) {
        this(name, value, false);
    }
}
