package org.penstock.core.runtime;

import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.AlertStage;
import org.penstock.core.alert.AlertView;
import org.penstock.core.alert.Shelf;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.ControlView;
import org.penstock.core.control.Engine;
import org.penstock.core.control.Enrolment;
import org.penstock.core.control.Image;
import org.penstock.core.control.ProgramStage;
import org.penstock.core.control.ProgramView;
import org.penstock.core.control.RunView;
import org.penstock.core.control.ShadowView;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.Adjustments.Offset;

/**
 * What the engine knew after one scan, copied, so that any thread can make a screen of it later. Ages are kept as the
 * instant they count from, because a picture grows older too.
 *
 * @param now engine time of the scan, µs
 * @param wall wall time of the scan, µs UTC
 * @param kept names of outputs under an old definition until they are at safe
 * @param maintenance devices in maintenance, by key
 * @param enrolments newest of each device, open and over, by key
 * @param shadows rules that only look on, by key
 * @param shelves what is shelved, the one that comes back first at the top
 * @param values by position in the configuration's list of streams
 */
record Picture(
        Configuration configuration,
        long now,
        long wall,
        List<Value> values,
        List<ControlView.Output> outputs,
        List<ControlView.Interlock> interlocks,
        List<RunView> running,
        List<RunView> ended,
        List<ProgramView> programs,
        List<AlertView> alerts,
        List<Shelf> shelves,
        boolean clockInDoubt,
        List<String> kept,
        SortedMap<String, ControlView.Maintenance> maintenance,
        SortedMap<String, Enrolment> enrolments,
        List<ShadowView> shadows) {

    /**
     * A stream's present value.
     *
     * @param bornMicros engine time at which it was true; {@link Long#MIN_VALUE} when never seen
     * @param offset what calibration adds to the next reading, canonical unit
     * @param offsetFromMicros event time since which it does, µs UTC; {@link Long#MIN_VALUE} when it was never calibrated
     */
    record Value(
            StreamSpec spec,
            double value,
            QualityCode quality,
            long bornMicros,
            double offset,
            long offsetFromMicros) {}

    /** The present value of a stream by its number, null when it is not in the configuration. */
    @Nullable
    Value value(int stream) {
        return values.stream().filter(v -> v.spec().no() == stream).findFirst().orElse(null);
    }

    /** Copies; on the engine's thread, after a scan, with a configuration in force. */
    static Picture take(Engine engine, Configuration configuration, ProgramStage programs, AlertStage alerts) {
        ControlConfig config = configuration.part(ControlConfig.class);
        ControlView view = engine.view();
        Image image = view.image();
        Map<Integer, List<Offset>> offsets = engine.adjustments().offsets();
        List<Value> values = config.streams().stream()
                .map(s -> {
                    List<Offset> calibrated = offsets.getOrDefault(s.no(), List.of());
                    return new Value(
                            s,
                            image.value(s.no()),
                            image.quality(s.no()),
                            image.known(s.no()) ? view.now() - image.age(s.no()) : Long.MIN_VALUE,
                            calibrated.isEmpty() ? 0 : calibrated.getLast().value(),
                            calibrated.isEmpty()
                                    ? Long.MIN_VALUE
                                    : calibrated.getLast().fromMicros());
                })
                .toList();
        return new Picture(
                configuration,
                view.now(),
                view.wall(),
                values,
                view.outputs(),
                view.interlocks(),
                programs.running(config, view.now()),
                programs.ended(),
                programs.programs(view.wall(), view.clockInDoubt()),
                alerts.open(),
                alerts.shelves(view.now()),
                view.clockInDoubt(),
                view.kept(),
                engine.maintenance(),
                engine.enrolments(),
                engine.shadows());
    }
}
