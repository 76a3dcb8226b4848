package org.penstock.core.control;

import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Draft;
import org.penstock.core.facility.FileSection;
import org.penstock.core.facility.Node;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.Problems;
import org.penstock.core.facility.Shape;

/**
 * {@code outputs} (written under their devices), {@code interlocks}, {@code rules} and {@code programs}: what the engine
 * acts on. Each kind is read by a class of its own; what only shows when all are known is checked last.
 */
public final class ControlSection implements FileSection<ControlConfig> {
    @Override
    public Class<ControlConfig> type() {
        return ControlConfig.class;
    }

    /** What may be written for an output, under its device. */
    public static Shape.Group output() {
        return OutputReader.SHAPE;
    }

    @Override
    public Shape.Group shape() {
        return Shape.group("")
                .may("interlocks", Shape.list("What must be so, or outputs are held at safe.", InterlockReader.SHAPE))
                .may("rules", Shape.list("What drives an output by a reading.", RuleReader.SHAPE))
                .may("programs", Shape.list("What runs in steps, by the clock or on request.", ProgramReader.SHAPE));
    }

    @Override
    public ControlConfig read(Node file, Draft draft, Problems problems) {
        Devices devices = draft.part(Devices.class).orElse(new Devices(List.of(), List.of(), List.of()));
        ZoneId zone = draft.part(Places.class).map(p -> p.site().zone()).orElse(ZoneOffset.UTC);
        ControlDraft control = new ControlDraft(draft, problems, devices);
        OutputReader.read(control);
        InterlockReader.read(file, control);
        RuleReader.read(file, control);
        ProgramReader.read(file, control);
        control.checkPumps();
        return new ControlConfig(
                draft.hash(),
                zone,
                devices.streams(),
                control.outputs(),
                control.interlocks(),
                control.rules(),
                control.programs());
    }
}
