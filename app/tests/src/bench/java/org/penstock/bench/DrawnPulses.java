package org.penstock.bench;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads what JavaFX writes of its pulses ({@code javafx.pulseLogger}): of each that painted something, how long it took from
 * its beginning until the picture was handed over, layout and render together, in whole ms. Any thread.
 */
final class DrawnPulses extends OutputStream {
    private static final Pattern PULSE = Pattern.compile("PULSE: \\d+ \\[\\d+ms:(\\d+)ms]");

    private final StringBuilder line = new StringBuilder();
    private final List<Long> millis = new ArrayList<>();
    private long open = -1;
    private boolean painted;

    @Override
    public synchronized void write(int b) {
        if (b != '\n') {
            line.append((char) b);
            return;
        }
        took(line.toString());
        line.setLength(0);
    }

    @Override
    public synchronized void write(byte[] bytes, int from, int length) {
        for (char c : new String(bytes, from, length, StandardCharsets.UTF_8).toCharArray()) {
            write(c);
        }
    }

    private void took(String text) {
        Matcher m = PULSE.matcher(text);
        if (m.find()) {
            over();
            open = Long.parseLong(m.group(1));
            painted = false;
        }
        painted |= text.contains("Painting") || text.contains("Painted");
    }

    private void over() {
        if (open >= 0 && painted) {
            millis.add(open);
        }
        open = -1;
    }

    /** From now on they count. */
    synchronized void begin() {
        millis.clear();
    }

    /** Those since {@link #begin}. */
    synchronized Latencies end() {
        over();
        Latencies all = new Latencies();
        millis.forEach(m -> all.add(m * 1_000_000));
        return all;
    }
}
