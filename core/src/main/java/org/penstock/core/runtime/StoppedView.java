package org.penstock.core.runtime;

import java.util.List;

/** What is shown of a facility whose engine stopped: its last values grow old, and its outputs are as {@link FailSafe} left them. */
final class StoppedView {
    private static final String GATE = "The engine stopped. Start Penstock again";

    private StoppedView() {}

    static FacilitySnapshot of(FacilitySnapshot last, FailSafe failSafe) {
        ControlSnapshot control = last.control();
        return new FacilitySnapshot(
                last.site(),
                last.at(),
                last.simulated(),
                last.field(),
                new ControlSnapshot(
                        control.outputs().stream()
                                .map(o -> output(o, failSafe.standing(o.key())))
                                .toList(),
                        control.programs().stream()
                                .map(p -> new ControlSnapshot.Program(
                                        p.key(), p.name(), GATE, List.of(), p.plannedSeconds(), p.outputs()))
                                .toList(),
                        control.running().stream().map(StoppedView::run).toList(),
                        control.interlocks(),
                        control.shadows()),
                last.alerts(),
                last.health());
    }

    private static ControlSnapshot.Output output(ControlSnapshot.Output o, FailSafe.Standing standing) {
        boolean left = standing == FailSafe.Standing.LEFT;
        return new ControlSnapshot.Output(
                o.key(),
                o.name(),
                o.location(),
                o.kind(),
                standing == FailSafe.Standing.SAFE ? o.safe() : Double.NaN,
                left ? o.wanted() : o.safe(),
                o.safe(),
                switch (standing) {
                    case SAFE -> "safe";
                    case DRIVEN -> "closing";
                    case LEFT -> "unknown";
                },
                o.sinceSeconds(),
                left ? "left as it was when the engine stopped" : "the engine stopped",
                GATE,
                o.guard(),
                o.device(),
                Double.NaN);
    }

    private static ControlSnapshot.Run run(ControlSnapshot.Run r) {
        return new ControlSnapshot.Run(
                r.no(),
                r.program(),
                r.programName(),
                "faulted",
                r.step(),
                r.steps(),
                r.stepName(),
                0,
                r.plannedSeconds(),
                r.started(),
                r.ended(),
                "the engine stopped");
    }
}
