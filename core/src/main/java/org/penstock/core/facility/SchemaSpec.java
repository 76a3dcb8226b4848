package org.penstock.core.facility;

/**
 * Which properties a piece of equipment of one kind has, in one version. A version never changes: a piece is read with the
 * version it was written under.
 *
 * @param kind {@code pump}
 * @param version 1 or more
 * @param body JSON Schema 2020-12, one line; {@code "metric": "flow"} in it asks for a quantity of that metric
 * @param builtIn it comes with the program
 */
public record SchemaSpec(String kind, int version, String body, boolean builtIn) {
    /** What names it among all of a site: {@code pump.1}. */
    public String key() {
        return kind + "." + version;
    }
}
