package org.penstock.app.cli;

import java.util.List;
import org.penstock.app.api.Parts;

/** Links as rows. */
final class LinkTable {
    private LinkTable() {}

    static Table of(String indent, List<Parts.Link> links, Words words) {
        Table table = new Table(indent, "KEY", "STATE", "SINCE", "RECEIVED", "SENT", "ERRORS", "REASON");
        for (Parts.Link l : links) {
            table.row(
                    l.key(),
                    l.state(),
                    words.time(l.since()),
                    Long.toString(l.received()),
                    Long.toString(l.sent()),
                    Long.toString(l.errors()),
                    l.reason().isEmpty() ? "-" : l.reason());
        }
        return table;
    }
}
