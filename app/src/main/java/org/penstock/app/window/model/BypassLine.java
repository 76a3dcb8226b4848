package org.penstock.app.window.model;

import java.util.List;
import org.penstock.core.runtime.ControlSnapshot;

/** That an interlock does not hold an output for now, in the words that everybody here reads as long as it lasts. */
public final class BypassLine {
    private BypassLine() {}

    /** {@code Tank low does not hold Pump 1 · bypassed by anna, signed by …, ends in 12:30, because …}; every one there is. */
    static List<String> of(Beat beat) {
        return beat.snapshot().control().interlocks().stream()
                .flatMap(i -> i.bypasses().stream()
                        .map(b -> beat.words().of("bypass.line", i.name(), b.outputName(), by(b, beat))))
                .toList();
    }

    /** {@code bypassed by anna, signed by Bob Ng and Cid Ott, ends in 12:30, because the sensor is broken}. */
    static String by(ControlSnapshot.Bypass bypass, Beat beat) {
        double left = Math.max(0, bypass.leftSeconds() - beat.moment().silentSeconds());
        return beat.words()
                .of(
                        "bypass.by",
                        bypass.askedBy(),
                        bypass.signedBy(),
                        beat.times().countdown(left),
                        bypass.reason());
    }
}
