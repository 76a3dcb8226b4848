package org.penstock.app.window.model.trend;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * What one line of a trend draws: a stream, as it was so much earlier, and only within a time where it is about the stay of
 * a lot. Its {@link #text} names it in addresses and kept views.
 *
 * @param stream its key
 * @param back how much earlier than it is drawn it was read, ms; 0 = as it was
 * @param from only what was read then or later, ms UTC; {@link Long#MIN_VALUE} = from the beginning
 * @param to only what was read before, ms UTC; {@link Long#MAX_VALUE} = until now
 * @param lot number of the lot whose stay it is, else ""
 */
public record Line(String stream, long back, long from, long to, String lot) {
    private static final String BETWEEN = "~";

    /** A stream as it was. */
    public static Line of(String stream) {
        return new Line(stream, 0, Long.MIN_VALUE, Long.MAX_VALUE, "");
    }

    /** The same so much earlier. @param millis 0 or more */
    public Line back(long millis) {
        return new Line(stream, millis, from, to, lot);
    }

    /** The stream while a lot lay where it is. */
    public Line during(String lotNo, long begin, long end) {
        return new Line(stream, back, begin, end, lotNo);
    }

    /** Whether it is anything but the stream as it was and is. */
    public boolean compared() {
        return back != 0 || !lot.isEmpty();
    }

    /** {@code air-temp-1}, {@code air-temp-1~86400000}, {@code air-temp-1~0~FROM~TO~LOT}. */
    public String text() {
        if (!compared()) {
            return stream;
        }
        String shifted = stream + BETWEEN + back;
        return lot.isEmpty()
                ? shifted
                : String.join(
                        BETWEEN,
                        shifted,
                        Long.toString(from),
                        Long.toString(to),
                        URLEncoder.encode(lot, StandardCharsets.UTF_8).replace(BETWEEN, "%7E"));
    }

    /** As {@link #text} wrote it; what cannot be read is a stream of that key, which no facility has. */
    public static Line parse(String text) {
        String[] parts = text.split(BETWEEN, -1);
        try {
            return switch (parts.length) {
                case 2 -> of(parts[0]).back(Math.max(0, Long.parseLong(parts[1])));
                case 5 ->
                    new Line(
                            parts[0],
                            Math.max(0, Long.parseLong(parts[1])),
                            Long.parseLong(parts[2]),
                            Long.parseLong(parts[3]),
                            URLDecoder.decode(parts[4], StandardCharsets.UTF_8));
                default -> of(text);
            };
        } catch (IllegalArgumentException _) {
            return of(text);
        }
    }

    /** First moment at which it can be drawn, ms. */
    long first() {
        return from == Long.MIN_VALUE ? from : from + back;
    }

    /** Moment before which it can be drawn, ms. */
    long last() {
        return to == Long.MAX_VALUE ? to : to + back;
    }
}
