package org.penstock.core.alert;

import java.util.ArrayList;
import java.util.List;
import org.penstock.core.control.Scan;
import org.penstock.core.telemetry.Effect;

/**
 * Alerts about a stream that said two things for one moment. Nobody tells that it says so no more: the cause counts as gone
 * when nothing like it was told for a while, so that who acknowledged the last one is told of the next. Engine's thread.
 */
final class Contradictions {
    /** The key of such an alert. */
    static final String KEY = "conflict";

    /** Without another one for so long, the cause is gone, µs. */
    static final long QUIET_MICROS = 600_000_000L;

    private final AlertLogic logic;
    private long due = Long.MIN_VALUE;

    Contradictions(AlertLogic logic) {
        this.logic = logic;
    }

    /** What the scan ends, after all that it told is known. */
    List<AlertLogic.Transition> settle(Scan scan) {
        for (Effect told : scan.told()) {
            if (told instanceof Effect.Raise raise && raise.key().equals(KEY)) {
                due = Math.min(due, scan.now() + QUIET_MICROS);
            }
        }
        List<AlertLogic.Transition> ended = new ArrayList<>();
        if (scan.now() >= due) {
            due = Long.MAX_VALUE;
            for (AlertView alert : logic.open()) {
                if (alert.key().equals(KEY) && alert.state() != AlertState.RETURNED) {
                    long left = QUIET_MICROS - Math.max(0, scan.wall() - alert.refreshedMicros());
                    if (left > 0) {
                        due = Math.min(due, scan.now() + left);
                    } else {
                        ended.addAll(logic.clear(
                                alert.source(), KEY, "it contradicted itself no more for 10 minutes", scan.wall()));
                    }
                }
            }
        }
        if (due != Long.MAX_VALUE) {
            scan.wakeAt(due);
        }
        return ended;
    }

    /** Engine time at which the next one may be over, µs. */
    long due() {
        return due;
    }

    /** Goes on from what {@link #due} gave. */
    void load(long then) {
        due = then;
    }
}
