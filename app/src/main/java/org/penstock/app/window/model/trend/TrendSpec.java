package org.penstock.app.window.model.trend;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/**
 * A trend as it can be written down, in an address and in a kept view: which lines, and which time.
 *
 * @param lines texts of {@link Line}s
 * @param span ms
 * @param from left edge, ms UTC; {@link Long#MIN_VALUE} = it goes along with the present
 */
public record TrendSpec(List<String> lines, long span, long from) {
    private static final String BETWEEN = ",";
    private static final String LIVE = ";live=";
    private static final String FIXED = ";from=";
    private static final String SPAN = "+";

    public TrendSpec {
        lines = List.copyOf(lines);
    }

    /** What goes along with the present, over the span that is shown at first. */
    public static TrendSpec of(List<String> lines) {
        return new TrendSpec(lines, SpanChoice.QUARTER.millis(), Long.MIN_VALUE);
    }

    public boolean live() {
        return from == Long.MIN_VALUE;
    }

    /** {@code a,b}, {@code a,b;live=3600000}, {@code a,b;from=1795300000000+3600000}. */
    public String text() {
        String drawn = String.join(BETWEEN, lines);
        if (!live()) {
            return drawn + FIXED + from + SPAN + span;
        }
        return span == SpanChoice.QUARTER.millis() ? drawn : drawn + LIVE + span;
    }

    /** As {@link #text} wrote it; a time that cannot be read is the one shown at first. */
    public static TrendSpec parse(String text) {
        int end = text.indexOf(';');
        String drawn = end < 0 ? text : text.substring(0, end);
        String time = end < 0 ? "" : text.substring(end);
        List<String> lines = drawn.isBlank()
                ? List.of()
                : new ArrayList<>(new LinkedHashSet<>(List.of(drawn.split(BETWEEN))));
        try {
            if (time.startsWith(LIVE)) {
                return new TrendSpec(lines, span(time.substring(LIVE.length())), Long.MIN_VALUE);
            }
            if (time.startsWith(FIXED) && time.contains(SPAN)) {
                int plus = time.indexOf(SPAN);
                return new TrendSpec(
                        lines,
                        span(time.substring(plus + 1)),
                        Long.parseLong(time.substring(FIXED.length(), plus)));
            }
        } catch (NumberFormatException _) {
            return of(lines);
        }
        return of(lines);
    }

    private static long span(String text) {
        return Optional.of(Long.parseLong(text))
                .filter(s -> s >= TimeWindow.SHORTEST && s <= TimeWindow.LONGEST)
                .orElseThrow(NumberFormatException::new);
    }
}
