package org.penstock.app.cli;

import java.io.PrintWriter;
import java.util.concurrent.CompletableFuture;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.commission.Companion;
import org.penstock.app.commission.StepTest;
import org.penstock.app.print.CommissioningSheet.Remark;
import org.penstock.app.print.CommissioningSheet.Result;
import org.penstock.app.print.CommissioningSheet.Step;
import org.penstock.app.start.StopSignal;

/** The person at the terminal, who walks along. */
final class TerminalCompanion implements Companion {
    private static final String AS_EXPECTED = "As expected? y, n or a remark: ";

    private final Terminal terminal;
    private final PrintWriter say;
    private final boolean ask;

    /** @param ask before each output and for remarks; otherwise only {@link #agreedToAll} asks */
    TerminalCompanion(Terminal terminal, PrintWriter say, boolean ask) {
        this.terminal = terminal;
        this.say = say;
        this.ask = ask;
    }

    /** The one question for all of them. */
    boolean agreedToAll(int outputs) {
        return typedYes(outputs + (outputs == 1 ? " output is" : " outputs are")
                + " driven away from safe, one after the other. ");
    }

    private boolean typedYes(String what) {
        String typed = terminal.ask(what + "This is of high significance. Type yes in full to do it: ");
        return typed != null && typed.strip().equalsIgnoreCase("yes");
    }

    @Override
    public void at(StepTest.Subject subject, int number, int of) {
        say.println();
        say.println(number + " of " + of + ": " + subject.output().name() + " ("
                + subject.output().key() + ")");
    }

    @Override
    public void says(String sentence) {
        say.println(sentence);
    }

    @Override
    public boolean agrees(StepTest.Subject subject, Documents.Proposal proposal) {
        if (!ask) {
            return true;
        }
        say.println(proposal.text());
        say.println("It is released after " + Words.span(subject.holdMillis() / 1_000.0)
                + " already; the longer time is for the case that nobody can.");
        return typedYes("");
    }

    @Override
    public Remark saw(Step step) {
        CommissionText.seen(say, step);
        return ask && step.result() != Result.SKIPPED ? Remarks.read(terminal.ask(AS_EXPECTED)) : Remark.NONE;
    }

    @Override
    public Remark looksAt(Parts.Stream stream, int number, int of) {
        say.println();
        say.println("Input " + number + " of " + of + ": " + CommissionText.input(stream));
        return ask ? Remarks.read(terminal.ask(AS_EXPECTED)) : Remark.NONE;
    }

    /** Ctrl-C ends the process; between two outputs nothing is left to do then. */
    @Override
    public boolean stopped() {
        return false;
    }

    /** The process waits for its end, but only half a minute. */
    @Override
    public Watch watch() {
        StopSignal signal = StopSignal.listen();
        CompletableFuture<Void> wanted = signal.wanted();
        return new Watch() {
            @Override
            public CompletableFuture<Void> wanted() {
                return wanted;
            }

            @Override
            public void close() {
                signal.close();
            }
        };
    }
}
