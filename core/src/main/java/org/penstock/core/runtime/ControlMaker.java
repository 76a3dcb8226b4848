package org.penstock.core.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.ControlView;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.control.ProgramView;
import org.penstock.core.control.RunQuery;
import org.penstock.core.control.RunView;
import org.penstock.core.control.ShadowView;
import org.penstock.core.telemetry.EngineClock;

/** Says of outputs, programs, runs and interlocks what a screen shows. Stateless; any thread. */
final class ControlMaker {
    private ControlMaker() {}

    /** @param now engine time the ages are told for, µs; not before the picture's */
    static ControlSnapshot make(Picture picture, long now) {
        long elapsed = now - picture.now();
        Map<Integer, String> shut = new HashMap<>();
        Map<Integer, String> outputs = new HashMap<>();
        Map<String, String> called = new HashMap<>();
        for (ControlView.Output o : picture.outputs()) {
            o.shut().ifPresent(why -> shut.put(o.spec().no(), why));
            outputs.put(o.spec().no(), o.spec().key());
            called.put(o.spec().key(), o.spec().name());
        }
        return new ControlSnapshot(
                picture.outputs().stream()
                        .map(o -> output(o, picture.kept(), now))
                        .toList(),
                picture.programs().stream().map(p -> program(p, shut, outputs)).toList(),
                picture.running().stream().map(r -> run(r, elapsed)).toList(),
                picture.interlocks().stream()
                        .map(i -> interlock(i, called, elapsed))
                        .toList(),
                picture.shadows().stream().map(s -> shadow(s, outputs, called)).toList());
    }

    private static ControlSnapshot.Output output(ControlView.Output o, List<String> kept, long now) {
        OutputSpec spec = o.spec();
        return new ControlSnapshot.Output(
                spec.key(),
                spec.name(),
                spec.location(),
                spec.kind(),
                o.view().value(),
                o.view().wanted(),
                spec.safe(),
                o.view().phase().name().toLowerCase(Locale.ROOT),
                Math.max(0, now - o.view().sinceMicros()) / 1e6,
                kept.contains(spec.name())
                        ? o.view().why() + "; its changed definition waits until it is at safe"
                        : o.view().why(),
                o.shut().orElse(null),
                guard(spec),
                spec.device(),
                o.view().endsMicros() == Long.MAX_VALUE
                        ? Double.NaN
                        : Math.max(0, o.view().endsMicros() - now) / 1e6);
    }

    private static String guard(OutputSpec spec) {
        return switch (spec.guard()) {
            case DEVICE_TIMER -> "the device's own timer";
            case WATCHDOG_REGISTER -> "the device's watchdog";
            case HARDWARE -> "hardware";
            case NONE -> spec.guardReason().isEmpty() ? "nothing" : "nothing: " + spec.guardReason();
        };
    }

    private static ControlSnapshot.Program program(
            ProgramView p, Map<Integer, String> shut, Map<Integer, String> outputs) {
        @Nullable String gate = p.waits().isEmpty() ? null : p.waits();
        for (int output : p.outputs()) {
            if (shut.containsKey(output)) {
                gate = shut.get(output);
                break;
            }
        }
        return new ControlSnapshot.Program(
                p.key(),
                p.name(),
                gate,
                p.next().stream().map(EngineClock::instant).toList(),
                p.plannedMicros() / 1e6,
                p.outputs().stream().map(outputs::get).filter(Objects::nonNull).toList());
    }

    /** @param elapsed time since the picture, µs */
    private static ControlSnapshot.Run run(RunView r, long elapsed) {
        boolean over = r.endedMicros() != 0;
        return new ControlSnapshot.Run(
                r.no(),
                r.program(),
                r.programName(),
                r.state(),
                r.step(),
                r.steps(),
                r.stepName(),
                over ? 0 : Math.max(0, r.remainingMicros() - elapsed) / 1e6,
                r.plannedMicros() / 1e6,
                EngineClock.instant(r.startedMicros()),
                SnapshotMaker.instant(r.endedMicros()),
                r.doing().isEmpty() || over ? r.why() : r.why() + "; " + r.doing());
    }

    /** One of the record, which is over or of another process. */
    static ControlSnapshot.Run run(RunQuery.Recorded r) {
        return new ControlSnapshot.Run(
                r.no(),
                r.program(),
                r.programName(),
                r.state(),
                0,
                r.steps(),
                "",
                0,
                r.plannedSeconds(),
                r.started(),
                r.ended(),
                r.why());
    }

    /** @param elapsed time since the picture, µs */
    private static ControlSnapshot.Interlock interlock(
            ControlView.Interlock i, Map<String, String> called, long elapsed) {
        return new ControlSnapshot.Interlock(
                i.key(),
                i.name(),
                i.holds(),
                i.latched(),
                i.why(),
                i.never(),
                i.bypasses().stream()
                        .map(b -> new ControlSnapshot.Bypass(
                                b.output(),
                                called.getOrDefault(b.output(), b.output()),
                                b.askedBy(),
                                b.signedBy(),
                                b.reason(),
                                b.signoff(),
                                EngineClock.instant(b.sinceMicros()),
                                Math.max(0, b.leftMicros() - elapsed) / 1e6))
                        .toList());
    }

    private static ControlSnapshot.Shadow shadow(
            ShadowView s, Map<Integer, String> outputs, Map<String, String> called) {
        String output = outputs.getOrDefault(s.output(), "");
        return new ControlSnapshot.Shadow(
                s.rule(),
                s.name(),
                output,
                called.getOrDefault(output, output),
                EngineClock.instant(s.sinceMicros()),
                s.ranMicros() / 1e6,
                s.openings(),
                s.onMicros() / 1e6,
                s.on(),
                SnapshotMaker.instant(s.lastMicros()),
                s.lastForMicros() / 1e6);
    }
}
