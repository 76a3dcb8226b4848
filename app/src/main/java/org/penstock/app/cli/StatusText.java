package org.penstock.app.cli;

import java.io.PrintWriter;
import java.util.List;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.commission.Figures;

/** The facility at a glance: first what needs a person, then what happens, then how the program itself is. */
final class StatusText {
    private final PrintWriter out;
    private final Documents.Status status;
    private final Words words;

    StatusText(PrintWriter out, Documents.Status status) {
        this.out = out;
        this.status = status;
        this.words = new Words(status.site(), status.at());
    }

    void print() {
        Parts.Place site = status.site();
        out.println(site.name() + ", " + site.organization() + " (" + site.profile() + ")  " + words.full(status.at()));
        out.println(process());
        if (status.simulated()) {
            out.println("This is a demonstration: every device is simulated.");
        }
        if (status.health().engineStopped() != null) {
            out.println();
            out.println("NOT CONTROLLED. " + status.health().engineStopped());
        }
        alerts();
        interlocks();
        running();
        outputs();
        programs();
        links();
        health();
    }

    private String process() {
        Parts.Process p = status.process();
        return p.live()
                ? "Run by penstock " + (p.kind().equals("window") ? "(window)" : p.kind()) + ", process " + p.pid()
                        + ", since " + words.time(p.started())
                : "Nothing is running: this is the record, no device is read or driven.";
    }

    private void head(String text) {
        out.println();
        out.println(text);
    }

    private void alerts() {
        List<Parts.Alert> shelved =
                status.alerts().stream().filter(a -> a.shelved() != null).toList();
        int calling = status.alerts().size() - shelved.size();
        head("Alerts: " + (calling == 0 ? "none open" : calling + " open")
                + (shelved.isEmpty() ? "" : ", " + shelved.size() + " shelved"));
        Table table = new Table("  ");
        for (Parts.Alert a : status.alerts()) {
            Parts.Shelved shelf = a.shelved();
            table.row(
                    "#" + a.no(),
                    a.severity(),
                    shelf == null ? a.state() : "SHELVED, " + Words.left(shelf.leftSeconds()) + " left",
                    words.time(a.raised()),
                    a.text());
        }
        table.print(out);
    }

    private void interlocks() {
        List<Parts.Interlock> tripped =
                status.interlocks().stream().filter(Parts.Interlock::tripped).toList();
        head("Interlocks: "
                + (tripped.isEmpty()
                        ? status.interlocks().size() + " clear"
                        : tripped.size() + " of " + status.interlocks().size() + " tripped"));
        Table table = new Table("  ");
        for (Parts.Interlock i : tripped) {
            table.row(
                    i.key(), i.name(), i.why() + (i.latched() ? "; waits for penstock command reset " + i.key() : ""));
        }
        table.print(out);
        status.interlocks().forEach(i -> i.bypasses().forEach(b -> out.println("  " + bypassed(i, b))));
    }

    /** {@code BYPASSED: Tank low does not hold Pump 1 for another 12 min 30 s, asked by …}. */
    static String bypassed(Parts.Interlock i, Parts.Bypass b) {
        return "BYPASSED: " + i.name() + " does not hold " + b.outputName() + " for another "
                + Words.left(b.leftSeconds()) + "; bypassed by " + b.askedBy() + ", signed by " + b.signedBy()
                + ", because " + b.reason() + " (end it: penstock interlocks end " + i.key() + " " + b.output() + ")";
    }

    private void running() {
        head((status.process().live() ? "Running: " : "Running when the record ends: ")
                + (status.running().isEmpty() ? "nothing" : status.running().size() + ""));
        Table table = new Table("  ");
        for (Parts.Run r : status.running()) {
            table.row(
                    "#" + r.no(),
                    r.programName(),
                    r.state(),
                    r.step() == 0 ? "" : "step " + r.step() + " of " + r.steps() + " (" + r.stepName() + ")",
                    Words.left(r.remainingSeconds()) + " left",
                    r.why());
        }
        table.print(out);
    }

    private void outputs() {
        head("Outputs");
        OutputTable.of("  ", status.outputs()).print(out);
    }

    private void programs() {
        head("Programs");
        Table table = new Table("  ", "KEY", "NAME", "NEXT START", "TAKES", "REFUSED NOW BY");
        for (Parts.Program p : status.programs()) {
            table.row(
                    p.key(),
                    p.name(),
                    p.next().isEmpty() ? "not planned" : words.time(p.next().getFirst()),
                    Words.left(p.plannedSeconds()),
                    p.shut() == null ? "-" : p.shut());
        }
        table.print(out);
    }

    private void links() {
        head("Links");
        LinkTable.of("  ", status.links(), words).print(out);
    }

    private void health() {
        Parts.Health h = status.health();
        head("Record");
        out.println("  journal   "
                + (h.journalAway() == null
                        ? "on disk within " + Figures.number(h.journalMillis()) + " ms"
                        : "AWAY: " + h.journalAway()));
        out.println("  database  "
                + (h.databaseAway() == null
                        ? "behind the journal by " + Words.span(h.lagSeconds())
                        : "AWAY: " + h.databaseAway() + "; behind by " + Words.span(h.lagSeconds())));
        out.println("  readings  " + h.readings() + " taken, " + h.dropped() + " dropped since the start");
        out.println("  key       "
                + (status.unsigned().key().isEmpty()
                        ? "none: nothing of the record is signed"
                        : "signs as " + status.unsigned().key()));
        Parts.Room room = h.room();
        if (room != null) {
            out.println("  room      "
                    + (room.why().isEmpty()
                            ? "readings take " + RetentionCommands.size(room.bytes()) + ", "
                                    + RetentionCommands.size(room.bytesPerDay()) + " a day; "
                                    + (room.full() == null ? "room for years" : "room until " + room.full())
                            : "SHORT: " + room.why()));
        }
        if (status.unsigned().days() > 0) {
            out.println("  unsigned  " + status.unsigned().days() + " days wait to be signed: "
                    + status.unsigned().why());
        }
        if (h.clockInDoubt()) {
            out.println("  clock     IN DOUBT: earlier than the record; planned starts wait for penstock command"
                    + " confirm-clock");
        }
    }
}
