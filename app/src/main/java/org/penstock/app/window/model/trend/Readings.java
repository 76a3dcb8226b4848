package org.penstock.app.window.model.trend;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * Readings of one stream by time, no two at one instant, in columns. Between two that are kept others may have been left
 * out; {@link #spacing} still tells the longest time without any. Confined to one thread.
 */
public final class Readings {
    /** Two tellings of one reading may differ by this much, ms: the clock of the present is read with each scan. */
    static final long SAME_MILLIS = 50;

    private long[] at = new long[64];
    private long[] spacing = new long[64];
    private double[] values = new double[64];
    private String[] words = new String[64];
    private byte[] qualities = new byte[64];
    private final Blocks blocks = new Blocks();
    private int size;

    /** How many are kept. */
    public int size() {
        return size;
    }

    /** When reading {@code i} was true, ms UTC. */
    public long at(int i) {
        return at[i];
    }

    /** In the unit the stream is shown in. */
    public double value(int i) {
        return values[i];
    }

    /** Word of its quality code. */
    public String word(int i) {
        return words[i];
    }

    public Quality quality(int i) {
        return Quality.ALL.get(qualities[i]);
    }

    /** Whether reading {@code i} is of that quality; asked of each of 100,000. */
    boolean is(Quality quality, int i) {
        return qualities[i] == quality.ordinal();
    }

    /** Longest time without a reading between the one before and this, ms; 0 for the first. */
    public long spacing(int i) {
        return spacing[i];
    }

    /** Lowest and highest of those that may be believed; both NaN where there is none. @param to exclusive */
    Trace.Extremes extremes(int from, int to) {
        return blocks.extremes(Math.max(0, from), Math.min(size, to), values, qualities);
    }

    /** Whether one of that quality is among them. @param to exclusive */
    boolean holds(Quality quality, int from, int to) {
        return blocks.holds(quality, Math.max(0, from), Math.min(size, to), qualities);
    }

    /** Number of the first not before {@code millis}. */
    int ceiling(long millis) {
        int floor = floor(millis);
        return floor >= 0 && at[floor] == millis ? floor : floor + 1;
    }

    /** The same readings with other values. */
    Readings map(DoubleUnaryOperator change) {
        Readings changed = new Readings();
        for (int i = 0; i < size; i++) {
            changed.append(at[i], change.applyAsDouble(values[i]), words[i], spacing[i]);
        }
        return changed;
    }

    /** Those a picture needs, see {@link Thinning}. What was thinned before is not silent where readings were left out of it. */
    Readings thinned(long piece) {
        Thinning thinning = new Thinning(piece);
        for (int i = 0; i < size; i++) {
            thinning.add(at[i], values[i], words[i], spacing[i]);
        }
        return thinning.end();
    }

    /** Index of the newest reading not after {@code millis}, -1 when there is none. */
    public int floor(long millis) {
        int found = Arrays.binarySearch(at, 0, size, millis);
        return found >= 0 ? found : -found - 2;
    }

    /** Puts a reading behind all others. @return whether it was newer than they are, and not the newest told again */
    boolean append(long millis, double value, String word) {
        return append(millis, value, word, size == 0 ? 0 : millis - at[size - 1]);
    }

    /** As {@link #append(long, double, String)}, after some that were left out. @param longest between them, ms */
    boolean append(long millis, double value, String word, long longest) {
        if (size > 0 && (millis <= at[size - 1] || again(size - 1, millis, value, word))) {
            return false;
        }
        if (size == at.length) {
            int room = size * 2;
            at = Arrays.copyOf(at, room);
            spacing = Arrays.copyOf(spacing, room);
            values = Arrays.copyOf(values, room);
            words = Arrays.copyOf(words, room);
            qualities = Arrays.copyOf(qualities, room);
        }
        at[size] = millis;
        values[size] = value;
        words[size] = word;
        spacing[size] = size == 0 ? 0 : longest;
        Quality quality = Double.isFinite(value) ? Quality.of(word) : Quality.BAD;
        qualities[size] = (byte) quality.ordinal();
        blocks.add(size, value, quality);
        size++;
        return true;
    }

    /**
     * What the record tells of {@code from} (inclusive) to {@code to} (exclusive), in place of what was known of that time;
     * what is newer than the newest it tells stays, because the record is always a little behind.
     */
    Readings with(Readings told, long from, long to) {
        Readings all = new Readings();
        int i = 0;
        while (i < size && at[i] < from) {
            all.take(this, i++);
        }
        long last = told.size == 0 ? Long.MIN_VALUE : told.at[told.size - 1];
        for (int k = 0; k < told.size; k++) {
            all.seam(told, k, k == 0);
        }
        boolean seam = true;
        for (; i < size; i++) {
            boolean replaced = at[i] < to && at[i] <= last;
            if (!replaced && !(seam && told.size > 0 && told.again(told.size - 1, at[i], values[i], words[i]))) {
                all.seam(this, i, seam);
                seam = false;
            }
        }
        return all;
    }

    /** Those from {@code from} on, and one before, so that a line can begin outside the picture. */
    Readings since(long from) {
        Readings kept = new Readings();
        for (int i = Math.max(0, floor(from)); i < size; i++) {
            kept.take(this, i);
        }
        return kept;
    }

    /** Those between two moments, and one on each side, so that a line can go beyond the picture. */
    Readings between(long from, long to) {
        Readings kept = new Readings();
        for (int i = Math.max(0, floor(from)); i <= Math.min(size - 1, floor(to) + 1); i++) {
            kept.take(this, i);
        }
        return kept;
    }

    private void seam(Readings from, int i, boolean first) {
        long before = size == 0 ? from.at[i] : at[size - 1];
        append(from.at[i], from.values[i], from.words[i], first ? from.at[i] - before : from.spacing[i]);
    }

    private void take(Readings from, int i) {
        append(from.at[i], from.values[i], from.words[i], from.spacing[i]);
    }

    private boolean again(int i, long millis, double value, String word) {
        return Math.abs(millis - at[i]) <= SAME_MILLIS
                && Double.compare(value, values[i]) == 0
                && word.equals(words[i]);
    }
}
