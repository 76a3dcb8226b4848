package org.penstock.app.cli;

import java.util.List;
import org.penstock.app.api.Parts;
import org.penstock.app.commission.Figures;

/** Outputs as rows. */
final class OutputTable {
    private OutputTable() {}

    static Table of(String indent, List<Parts.Output> outputs) {
        Table table = new Table(indent, "KEY", "NAME", "IS", "PHASE", "SINCE", "WHY", "REFUSED NOW BY");
        for (Parts.Output o : outputs) {
            table.row(
                    o.key(),
                    o.name(),
                    Figures.number(o.value()),
                    o.phase(),
                    Words.span(o.sinceSeconds()),
                    o.why().isEmpty() ? "-" : o.why(),
                    o.shut() == null ? "-" : o.shut());
        }
        return table;
    }
}
