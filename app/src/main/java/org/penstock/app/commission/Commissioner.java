package org.penstock.app.commission;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.AuditDocuments;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.api.WiringDocuments;
import org.penstock.app.print.CommissioningSheet;
import org.penstock.app.print.CommissioningSheet.Input;
import org.penstock.app.print.CommissioningSheet.Remark;
import org.penstock.app.print.CommissioningSheet.Result;
import org.penstock.app.print.CommissioningSheet.Step;
import org.penstock.app.start.Refusal;

/**
 * Goes with a person from output to output and from input to input: says what comes, asks, tests, asks what they saw.
 * For one walk, on one thread.
 */
public final class Commissioner {
    private final Field field;
    private final InstantSource wall;
    private final Companion companion;
    private final Visit visit;
    private final Instant began;
    private final Documents.Devices seen;
    private final WiringDocuments.Connected wiring;
    private final List<Step> steps = new ArrayList<>();
    private final List<Input> looked = new ArrayList<>();

    /**
     * Who comes, and for how long each output is driven.
     *
     * @param person as they name themselves
     * @param account what the requests are on record under
     * @param program version of the program
     * @param holdMillis how long each output stays away from safe
     */
    public record Visit(String person, String account, String program, long holdMillis) {}

    /** Looks at the facility as it is when the walk begins. */
    public Commissioner(Field field, InstantSource wall, Companion companion, Visit visit) {
        this.field = field;
        this.wall = wall;
        this.companion = companion;
        this.visit = visit;
        this.began = wall.instant();
        this.wiring = field.wiring();
        this.seen = field.look();
    }

    /** What there was when it began. */
    public Documents.Devices seen() {
        return seen;
    }

    /** What is connected where. */
    public WiringDocuments.Connected wiring() {
        return wiring;
    }

    /** Whether every output passed and no input is other than expected. */
    public boolean allWell() {
        return steps.stream().allMatch(s -> s.result() == Result.PASSED)
                && looked.stream().noneMatch(i -> Boolean.FALSE.equals(i.asExpected()));
    }

    /** What was found so far, and where the chain stands now that the record has what was done. */
    public CommissioningSheet sheet(List<WiringDocuments.Device> devices) {
        return new CommissioningSheet(
                "penstock.commissioning.1",
                seen.site(),
                field.simulated(),
                visit.person(),
                visit.account(),
                began,
                wall.instant(),
                wiring.configuration(),
                visit.program(),
                visit.holdMillis() / 1_000.0,
                devices,
                steps,
                looked,
                head());
    }

    /** What was found is not lost because nobody answers any more: then the head is the one it began with. */
    private AuditDocuments.@Nullable Standing head() {
        try {
            return field.wiring().head();
        } catch (Refusal e) {
            return wiring.head();
        }
    }

    /**
     * Tests the outputs. A person who wants to stop while one is away from safe has it released, and the rest skipped.
     *
     * @param end told once, when nothing is away from safe any more: true when the person wanted to stop
     */
    public void outputs(List<StepTest.Subject> subjects, Consumer<Boolean> end) {
        for (int i = 0; i < subjects.size(); i++) {
            StepTest.Subject subject = subjects.get(i);
            if (companion.stopped()) {
                stop(subjects.subList(i, subjects.size()), end);
                return;
            }
            companion.at(subject, i + 1, subjects.size());
            Documents.Proposal proposal = admitted(subject);
            if (proposal == null) {
                continue;
            }
            Step step;
            try (Companion.Watch watch = companion.watch()) {
                step = new StepTest(field, wall, watch.wanted(), companion::says, subject).run(proposal);
                if (watch.wanted().isDone()) {
                    steps.add(step);
                    stop(subjects.subList(i + 1, subjects.size()), end);
                    return;
                }
            }
            steps.add(step.said(companion.saw(step)));
        }
        end.accept(companion.stopped());
    }

    private void stop(List<StepTest.Subject> left, Consumer<Boolean> end) {
        left.forEach(s -> skip(s, "Interrupted before it."));
        end.accept(true);
    }

    private void skip(StepTest.Subject subject, String reason) {
        steps.add(StepTest.skipped(subject, wall.instant(), reason));
        companion.says("Skipped: " + reason);
    }

    /** The proposal to confirm, or null when the output is skipped and the list says why. */
    private Documents.@Nullable Proposal admitted(StepTest.Subject subject) {
        try {
            Documents.Proposal proposal = proposed(subject);
            if (proposal == null) {
                return null;
            }
            if (!companion.agrees(subject, proposal)) {
                skip(
                        subject,
                        companion.stopped() ? "Interrupted before it." : "Not confirmed by " + visit.person() + ".");
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
        Parts.Output o = Field.output(field.look(), subject.output().key());
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
    public void inputs(List<WiringDocuments.Stream> streams) {
        for (WiringDocuments.Stream wired : streams) {
            if (companion.stopped()) {
                return;
            }
            Documents.Devices now = field.look();
            now.streams().stream()
                    .filter(s -> s.key().equals(wired.key()))
                    .findFirst()
                    .ifPresent(s -> {
                        Remark said = companion.looksAt(s, looked.size() + 1, streams.size());
                        looked.add(new Input(
                                s.key(),
                                s.name(),
                                s.device(),
                                wired.address(),
                                s.unit(),
                                s.decimals(),
                                StepTest.value(s),
                                s.ageSeconds(),
                                now.at(),
                                said.asExpected(),
                                said.text()));
                    });
        }
    }
}
