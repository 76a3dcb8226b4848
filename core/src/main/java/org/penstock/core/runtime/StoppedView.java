package org.penstock.core.runtime;

import java.util.List;

/** What is shown of a facility whose engine stopped: its last values grow old, and its outputs are as {@link FailSafe} left them. */
final class StoppedView {
    private static final String GATE = "The engine stopped. Start Penstock again";

    private StoppedView() {}

    static FacilitySnapshot of(FacilitySnapshot last, FailSafe failSafe) {
        return new FacilitySnapshot(
                last.site(),
                last.at(),
                last.simulated(),
                last.streams(),
                last.outputs().stream()
                        .map(o -> output(o, failSafe.standing(o.key())))
                        .toList(),
                last.programs().stream()
                        .map(p -> new FacilitySnapshot.Program(
                                p.key(), p.name(), GATE, List.of(), p.plannedSeconds(), p.outputs()))
                        .toList(),
                last.running().stream().map(StoppedView::run).toList(),
                last.alerts(),
                last.interlocks(),
                last.links(),
                last.health(),
                last.devices(),
                last.map(),
                last.shadows(),
                last.shelves());
    }

    private static FacilitySnapshot.Output output(FacilitySnapshot.Output o, FailSafe.Standing standing) {
        boolean left = standing == FailSafe.Standing.LEFT;
        return new FacilitySnapshot.Output(
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
                o.device());
    }

    private static FacilitySnapshot.Run run(FacilitySnapshot.Run r) {
        return new FacilitySnapshot.Run(
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
