package org.penstock.app.cli;

import java.io.PrintWriter;
import java.util.Locale;
import org.penstock.app.api.Parts;
import org.penstock.app.commission.Figures;
import org.penstock.app.commission.StepTest;
import org.penstock.app.print.CommissioningSheet;
import org.penstock.app.print.CommissioningSheet.Observation;
import org.penstock.app.print.CommissioningSheet.Result;
import org.penstock.app.print.CommissioningSheet.Step;
import org.penstock.app.print.CommissioningSheet.Value;

/** A commissioning as a person reads it on the terminal. */
final class CommissionText {
    private CommissionText() {}

    /** What the streams did while an output was away from safe. */
    static void seen(PrintWriter out, Step step) {
        if (step.result() == Result.SKIPPED) {
            out.println("Skipped: " + step.why());
        }
        if (!step.observations().isEmpty()) {
            Table table = new Table("  ", "STREAM", "BEFORE", "DURING", "AFTER");
            for (Observation o : step.observations()) {
                table.row(o.name(), value(o.before(), o), value(o.during(), o), value(o.after(), o));
            }
            table.print(out);
        }
    }

    private static String value(Value v, Observation o) {
        return value(v, o.decimals(), o.unit());
    }

    private static String value(Value v, int decimals, String unit) {
        String doubt = (v.quality().equals("good") ? "" : ", " + v.quality()) + (v.stale() ? ", STALE" : "");
        return Words.value(v.number(), decimals, unit) + doubt;
    }

    /** An input in one line. */
    static String input(Parts.Stream s) {
        return s.name() + " (" + s.key() + ") shows " + value(StepTest.value(s), s.decimals(), s.unit()) + ", age "
                + Words.span(s.ageSeconds());
    }

    /** The end of it. */
    static void summary(PrintWriter out, CommissioningSheet sheet) {
        out.println();
        if (!sheet.outputs().isEmpty()) {
            Table table = new Table("", "OUTPUT", "RESULT", "READ BACK", "SAFE AGAIN", "WHY");
            for (Step s : sheet.outputs()) {
                table.row(
                        s.key(),
                        s.result().name().toLowerCase(Locale.ROOT),
                        s.opened() == null ? "-" : Figures.seconds(s.opened()),
                        s.closed() == null ? "-" : Figures.seconds(s.closed()),
                        s.why());
            }
            table.print(out);
        }
        out.println(sheet.count(Result.PASSED) + " passed, " + sheet.count(Result.FAILED) + " failed, "
                + sheet.count(Result.SKIPPED) + " skipped"
                + (sheet.inputs().isEmpty()
                        ? ""
                        : "; " + sheet.inputs().size() + " inputs, " + sheet.unexpected() + " not as expected")
                + ".");
    }
}
