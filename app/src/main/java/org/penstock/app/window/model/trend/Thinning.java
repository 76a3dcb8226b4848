package org.penstock.app.window.model.trend;

import java.util.List;
import org.penstock.core.runtime.FacilityRecord;

/**
 * Keeps of many readings those a picture needs: of each piece of time, and within it of each run of one quality, the first,
 * the lowest, the highest and the last. So every extreme, every change of quality and every silence survives.
 */
public final class Thinning {
    private final long piece;
    private final Readings kept = new Readings();
    private final Spacing spacing = new Spacing();
    private final Run run = new Run();
    private long before = Long.MIN_VALUE;
    private long read;

    /** @param piece length of a piece of time, ms, above 0 */
    public Thinning(long piece) {
        this.piece = piece;
    }

    /** Takes readings that follow those taken before, oldest first. */
    public void add(List<FacilityRecord.Reading> readings) {
        add(readings, 0);
    }

    /** As {@link #add(List)}, each so much later than it was read. @param back ms */
    public void add(List<FacilityRecord.Reading> readings, long back) {
        for (FacilityRecord.Reading r : readings) {
            add(r.at().toEpochMilli() + back, r.value(), r.quality());
        }
    }

    void add(long at, double value, String word) {
        add(at, value, word, before == Long.MIN_VALUE ? 0 : at - before);
    }

    /** As {@link #add(List)}, one after others that were left out. @param silent longest time between any of them, ms */
    void add(long at, double value, String word, long silent) {
        if (at <= before) {
            return;
        }
        read++;
        spacing.add(silent);
        before = at;
        if (!run.goesOn(Math.floorDiv(at, piece), word)) {
            run.end();
            run.begin(Math.floorDiv(at, piece), word);
        }
        run.add(at, value, silent);
    }

    /** How many were taken. */
    public long read() {
        return read;
    }

    /** When the newest taken was true, ms; {@link Long#MIN_VALUE} before the first. */
    public long newest() {
        return before;
    }

    /** Those kept. Nothing may be added afterwards. */
    Readings end() {
        run.end();
        return kept;
    }

    /** How often the stream told. */
    Spacing spacing() {
        return spacing;
    }

    /** Readings of one quality within one piece of time; remembers four of them and the longest silence before each. */
    private final class Run {
        private static final int FIRST = 0;
        private static final int LOWEST = 1;
        private static final int HIGHEST = 2;
        private static final int LAST = 3;

        private final long[] at = new long[4];
        private final double[] values = new double[4];
        private long firstSilence;
        private long longest;
        private long number;
        private String word = "";
        private int size;

        boolean goesOn(long piece, String of) {
            return size > 0 && number == piece && word.equals(of);
        }

        void begin(long piece, String of) {
            number = piece;
            word = of;
            size = 0;
            longest = 0;
        }

        void add(long millis, double value, long silent) {
            if (size++ == 0) {
                firstSilence = silent;
                for (int i = 0; i < 4; i++) {
                    set(i, millis, value);
                }
                return;
            }
            longest = Math.max(longest, silent);
            if (value < values[LOWEST]) {
                set(LOWEST, millis, value);
            }
            if (value > values[HIGHEST]) {
                set(HIGHEST, millis, value);
            }
            set(LAST, millis, value);
        }

        void end() {
            if (size == 0) {
                return;
            }
            boolean lowestFirst = at[LOWEST] <= at[HIGHEST];
            keep(FIRST, firstSilence);
            keep(lowestFirst ? LOWEST : HIGHEST, longest);
            keep(lowestFirst ? HIGHEST : LOWEST, longest);
            keep(LAST, longest);
            size = 0;
        }

        /** A silence within the run breaks all of its lines: in a piece as narrow as a pixel nobody sees which. */
        private void keep(int i, long silence) {
            kept.append(at[i], values[i], word, silence);
        }

        private void set(int i, long millis, double value) {
            at[i] = millis;
            values[i] = value;
        }
    }
}
