package org.penstock.core.audit;

/**
 * A row of evidence that is not what the chain says.
 *
 * @param table its table
 * @param row what it is called: its id, or what it is about
 * @param what what is wrong, to stand behind a colon; no full stop
 */
public record RowFinding(String table, String row, String what) {
    /** One sentence for a person. */
    public String inWords() {
        return "Row " + row + " of " + table + ": " + what + ".";
    }
}
