package org.penstock.app.window.model.synoptic;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.ValueLine;

/**
 * What a piece shows now.
 *
 * @param state whether it lets something through by itself; {@link Flow#UNTOLD} for what has no state
 * @param word the state in a word, "" when it has none
 * @param level how full it is, null for what is no tank or not measured
 * @param rows its values, in the order of {@link Face#rows}
 * @param outputs in the order of {@link Face#outputs}
 * @param alert the most urgent open alert about anything of it, null when there is none
 * @param bright the light half of a blink; always when somebody has seen the alert
 */
public record NodeLine(
        String id,
        Flow state,
        String word,
        @Nullable Level level,
        List<ValueLine.Value> rows,
        List<OutputRow> outputs,
        @Nullable SeverityStyle alert,
        boolean bright) {
    public NodeLine {
        rows = List.copyOf(rows);
        outputs = List.copyOf(outputs);
    }

    /**
     * How full a tank is; shares from 0 at its bottom to 1 at its top.
     *
     * @param full NaN when that is not known
     * @param low where somebody is told that it runs empty, NaN for nowhere
     * @param high where somebody is told that it runs over, NaN for nowhere
     */
    public record Level(ValueLine.Value value, double full, double low, double high) {}
}
