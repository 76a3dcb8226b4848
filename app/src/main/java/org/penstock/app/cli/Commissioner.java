package org.penstock.app.cli;

import java.io.PrintWriter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.api.WiringDocuments;
import org.penstock.app.print.CommissioningSheet.Input;
import org.penstock.app.print.CommissioningSheet.Remark;
import org.penstock.app.print.CommissioningSheet.Result;
import org.penstock.app.print.CommissioningSheet.Step;
import org.penstock.app.start.Refusal;
import org.penstock.app.start.StopSignal;

/** Goes with a person from output to output and from input to input: says what comes, asks, tests, asks what they saw. */
final class Commissioner {
    private static final String AS_EXPECTED = "As expected? y, n or a remark: ";

    private final FieldTalk field;
    private final InstantSource wall;
    private final Terminal terminal;
    private final PrintWriter say;
    private final String person;
    private final boolean ask;
    private final List<Step> steps = new ArrayList<>();
    private final List<Input> looked = new ArrayList<>();

    /** @param ask before each output and for remarks; otherwise only {@link #agreed} asks */
    Commissioner(FieldTalk field, InstantSource wall, Terminal terminal, PrintWriter say, String person, boolean ask) {
        this.field = field;
        this.wall = wall;
        this.terminal = terminal;
        this.say = say;
        this.person = person;
        this.ask = ask;
    }

    /** What became of the outputs, in the order they were tested. */
    List<Step> steps() {
        return steps;
    }

    /** What a person said about the inputs. */
    List<Input> looked() {
        return looked;
    }

    /** Whether every output passed and no input is other than expected. */
    boolean allWell() {
        return steps.stream().allMatch(s -> s.result() == Result.PASSED)
                && looked.stream().noneMatch(i -> Boolean.FALSE.equals(i.asExpected()));
    }

    /** The one question for all of them. */
    boolean agreed(int outputs) {
        return agreed(outputs + (outputs == 1 ? " output is" : " outputs are")
                + " driven away from safe, one after the other. ");
    }

    private boolean agreed(String what) {
        String typed = terminal.ask(what + "This is of high significance. Type yes in full to do it: ");
        return typed != null && typed.strip().equalsIgnoreCase("yes");
    }

    /**
     * Tests the outputs. Ctrl-C while one is away from safe releases it and skips the rest.
     *
     * @param end told once, when nothing is away from safe any more: true after Ctrl-C, and then the process waits for it
     *     only half a minute
     */
    void outputs(List<StepTest.Subject> subjects, Consumer<Boolean> end) {
        for (int i = 0; i < subjects.size(); i++) {
            StepTest.Subject subject = subjects.get(i);
            say.println();
            say.println((i + 1) + " of " + subjects.size() + ": "
                    + subject.output().name() + " (" + subject.output().key() + ")");
            Documents.Proposal proposal = admitted(subject);
            if (proposal == null) {
                continue;
            }
            try (StopSignal signal = StopSignal.listen()) {
                Step step = new StepTest(field, wall, signal.wanted(), say, subject).run(proposal);
                steps.add(step);
                if (signal.isWanted()) {
                    subjects.subList(i + 1, subjects.size()).forEach(s -> skip(s, "Interrupted before it."));
                    end.accept(true);
                    return;
                }
            }
            remark(steps.removeLast());
        }
        end.accept(false);
    }

    private void remark(Step step) {
        CommissionText.seen(say, step);
        boolean wanted = ask && step.result() != Result.SKIPPED;
        steps.add(wanted ? step.said(Remarks.read(terminal.ask(AS_EXPECTED))) : step);
    }

    private void skip(StepTest.Subject subject, String reason) {
        steps.add(StepTest.skipped(subject, wall.instant(), reason));
        say.println("Skipped: " + reason);
    }

    /** The proposal to confirm, or null when the output is skipped and the list says why. */
    private Documents.@Nullable Proposal admitted(StepTest.Subject subject) {
        try {
            Documents.Proposal proposal = proposed(subject);
            if (proposal == null || !ask) {
                return proposal;
            }
            say.println(proposal.text());
            say.println("It is released after " + Words.span(subject.holdMillis() / 1_000.0)
                    + " already; the longer time is for the case that nobody can.");
            if (!agreed("")) {
                skip(subject, "Not confirmed by " + person + ".");
                return null;
            }
            // A person may take longer than a proposal lives, and gates may have shut meanwhile.
            return proposed(subject);
        } catch (Refusal e) {
            skip(subject, e.what());
            return null;
        }
    }

    private Documents.@Nullable Proposal proposed(StepTest.Subject subject) {
        Parts.Output o = FieldTalk.output(field.look(), subject.output().key());
        Documents.Proposal proposal =
                field.proposeSet(o.key(), subject.value(), subject.requestSeconds(), subject.reason());
        if (!proposal.shut().isEmpty()) {
            skip(subject, String.join(" ", proposal.shut()));
            return null;
        }
        if (!o.phase().equals("safe")) {
            skip(subject, "It is not at safe but " + o.phase() + (o.why().isEmpty() ? "." : ": " + o.why() + "."));
            return null;
        }
        return proposal;
    }

    /** Goes through the streams. */
    void inputs(List<WiringDocuments.Stream> streams) {
        for (WiringDocuments.Stream wired : streams) {
            Documents.Devices seen = field.look();
            seen.streams().stream()
                    .filter(s -> s.key().equals(wired.key()))
                    .findFirst()
                    .ifPresent(s -> {
                        say.println();
                        say.println("Input " + (looked.size() + 1) + " of " + streams.size() + ": "
                                + CommissionText.input(s));
                        Remark said = ask ? Remarks.read(terminal.ask(AS_EXPECTED)) : Remark.NONE;
                        looked.add(new Input(
                                s.key(),
                                s.name(),
                                s.device(),
                                wired.address(),
                                s.unit(),
                                s.decimals(),
                                StepTest.value(s),
                                s.ageSeconds(),
                                seen.at(),
                                said.asExpected(),
                                said.text()));
                    });
        }
    }
}
