package org.penstock.core.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Which outputs of an applied configuration stay under their old definition for now: those that are open. A valve is
 * closed by the definition that opened it; one that left the file is closed and then leaves. Links change all at once, so
 * one open output on a wire that changes keeps every changed wire.
 */
final class Handover {
    private Handover() {}

    /**
     * What the engine acts on now.
     *
     * @param outputs of the configuration, with old definitions where they are kept
     * @param kept the old definitions among them
     * @param wiresKept links must go on as they are
     */
    record Now(List<OutputSpec> outputs, List<OutputSpec> kept, boolean wiresKept) {
        Now {
            outputs = List.copyOf(outputs);
            kept = List.copyOf(kept);
        }
    }

    /** @param present outputs as they are now, with the definitions they are under */
    static Now of(ControlConfig next, List<Output> present) {
        Map<Integer, OutputSpec> wanted = byNo(next.outputs());
        boolean wiresKept = present.stream().anyMatch(o -> open(o) && rewired(o.spec, wanted));
        List<OutputSpec> kept = new ArrayList<>();
        for (Output o : present) {
            boolean changed = !o.spec.equals(wanted.get(o.spec.no()));
            if (changed && (open(o) || (wiresKept && rewired(o.spec, wanted)))) {
                kept.add(o.spec);
            }
        }
        return of(next, kept, wiresKept);
    }

    /** What it was when {@code kept} was kept. */
    static Now of(ControlConfig next, List<OutputSpec> kept, boolean wiresKept) {
        Map<Integer, OutputSpec> outputs = byNo(next.outputs());
        kept.forEach(k -> outputs.put(k.no(), k));
        return new Now(List.copyOf(outputs.values()), kept, wiresKept);
    }

    private static Map<Integer, OutputSpec> byNo(List<OutputSpec> outputs) {
        Map<Integer, OutputSpec> byNo = new LinkedHashMap<>();
        outputs.forEach(o -> byNo.put(o.no(), o));
        return byNo;
    }

    /** One that does not confirm safe is not waited for: perhaps its definition is what is being mended. */
    private static boolean open(Output o) {
        return switch (o.phase) {
            case OPENING, HELD -> true;
            case CLOSING -> o.failures == 0;
            case SAFE, UNKNOWN -> false;
        };
    }

    private static boolean rewired(OutputSpec old, Map<Integer, OutputSpec> wanted) {
        OutputSpec next = wanted.get(old.no());
        return next == null || !Objects.equals(next.wire(), old.wire());
    }
}
