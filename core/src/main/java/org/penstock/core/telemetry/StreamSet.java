package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.stream.IntStream;
import org.jooq.Condition;
import org.jooq.Field;
import org.jooq.impl.DSL;

/** Numbers of streams, written short: {@code 1-20,25}. Immutable. */
public final class StreamSet {
    /** No stream. */
    public static final StreamSet NONE = new StreamSet(new BitSet());

    private final BitSet numbers;

    private StreamSet(BitSet numbers) {
        this.numbers = numbers;
    }

    /** The streams with these numbers, each 0 or above. */
    public static StreamSet of(Collection<Integer> numbers) {
        BitSet set = new BitSet();
        numbers.forEach(set::set);
        return new StreamSet(set);
    }

    /** Reads what {@link #text} wrote. @throws IllegalArgumentException when it is not that */
    public static StreamSet read(String text) {
        BitSet set = new BitSet();
        if (!text.isEmpty()) {
            for (String run : text.split(",")) {
                int dash = run.indexOf('-');
                int from = Integer.parseInt(dash < 0 ? run : run.substring(0, dash));
                int to = dash < 0 ? from : Integer.parseInt(run.substring(dash + 1));
                set.set(from, to + 1);
            }
        }
        return new StreamSet(set);
    }

    /** In order, runs with a dash. */
    public String text() {
        StringBuilder text = new StringBuilder();
        for (int[] run : runs()) {
            text.append(text.isEmpty() ? "" : ",").append(run[0]);
            if (run[1] > run[0]) {
                text.append('-').append(run[1]);
            }
        }
        return text.toString();
    }

    private List<int[]> runs() {
        List<int[]> runs = new ArrayList<>();
        for (int from = numbers.nextSetBit(0); from >= 0; ) {
            int end = numbers.nextClearBit(from);
            runs.add(new int[] {from, end - 1});
            from = numbers.nextSetBit(end);
        }
        return runs;
    }

    /** Whether the number is among them. */
    public boolean contains(int stream) {
        return stream >= 0 && numbers.get(stream);
    }

    public boolean isEmpty() {
        return numbers.isEmpty();
    }

    /** How many. */
    public int size() {
        return numbers.cardinality();
    }

    /** The numbers in order. */
    public IntStream stream() {
        return numbers.stream();
    }

    /** Those that are in both. */
    public StreamSet and(StreamSet other) {
        BitSet both = (BitSet) numbers.clone();
        both.and(other.numbers);
        return new StreamSet(both);
    }

    /** Those that are in either. */
    public StreamSet or(StreamSet other) {
        BitSet either = (BitSet) numbers.clone();
        either.or(other.numbers);
        return new StreamSet(either);
    }

    /** Those that are not in the other. */
    public StreamSet without(StreamSet other) {
        BitSet rest = (BitSet) numbers.clone();
        rest.andNot(other.numbers);
        return new StreamSet(rest);
    }

    /** That a column of numbers is one of them. */
    Condition has(Field<Integer> column) {
        return runs().stream()
                .map(run -> run[0] == run[1] ? column.eq(run[0]) : column.between(run[0], run[1]))
                .reduce(Condition::or)
                .orElse(DSL.falseCondition());
    }

    @Override
    public boolean equals(Object o) {
        return o instanceof StreamSet s && s.numbers.equals(numbers);
    }

    @Override
    public int hashCode() {
        return numbers.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
