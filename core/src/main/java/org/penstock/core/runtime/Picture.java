package org.penstock.core.runtime;

import java.util.List;
import org.penstock.core.alert.AlertStage;
import org.penstock.core.alert.AlertView;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.ControlView;
import org.penstock.core.control.Engine;
import org.penstock.core.control.Image;
import org.penstock.core.control.ProgramStage;
import org.penstock.core.control.ProgramView;
import org.penstock.core.control.RunView;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.QualityCode;

/**
 * What the engine knew after one scan, copied, so that any thread can make a screen of it later. Ages are kept as the
 * instant they count from, because a picture grows older too.
 *
 * @param now engine time of the scan, µs
 * @param wall wall time of the scan, µs UTC
 * @param kept names of outputs under an old definition until they are at safe
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
        boolean clockInDoubt,
        List<String> kept) {

    /**
     * A stream's present value.
     *
     * @param bornMicros engine time at which it was true; {@link Long#MIN_VALUE} when never seen
     */
    record Value(StreamSpec spec, double value, QualityCode quality, long bornMicros) {}

    /** Copies; on the engine's thread, after a scan, with a configuration in force. */
    static Picture take(Engine engine, Configuration configuration, ProgramStage programs, AlertStage alerts) {
        ControlConfig config = configuration.part(ControlConfig.class);
        ControlView view = engine.view();
        Image image = view.image();
        List<Value> values = config.streams().stream()
                .map(s -> new Value(
                        s,
                        image.value(s.no()),
                        image.quality(s.no()),
                        image.known(s.no()) ? view.now() - image.age(s.no()) : Long.MIN_VALUE))
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
                view.clockInDoubt(),
                view.kept());
    }
}
