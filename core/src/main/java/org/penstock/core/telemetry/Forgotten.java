package org.penstock.core.telemetry;

import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.penstock.core.place.ReadingKind;

/**
 * What went because nobody had to keep it any longer. Whoever finds nothing where something was asks here whether that is as it
 * should be. Immutable.
 */
public final class Forgotten {
    /** Nothing was forgotten yet. */
    public static final Forgotten NOTHING = new Forgotten(List.of());

    /** A piece is a day or a month. */
    private static final long LONGEST = 31 * DayFiles.DAY_MICROS;

    /**
     * One kind in one piece.
     *
     * @param toMicros exclusive, µs UTC
     * @param whole whether nothing of the kind was left there
     * @param seq of the event that says so; 0 where that does not matter
     */
    public record Span(ReadingKind kind, long fromMicros, long toMicros, StreamSet streams, boolean whole, long seq) {}

    private final List<Span> spans;
    private final Map<ReadingKind, NavigableMap<Long, List<Span>>> byBegin = new EnumMap<>(ReadingKind.class);

    private Forgotten(Collection<Span> spans) {
        this.spans = List.copyOf(spans);
        for (ReadingKind kind : ReadingKind.values()) {
            byBegin.put(kind, new TreeMap<>());
        }
        this.spans.forEach(s -> byBegin.getOrDefault(s.kind, new TreeMap<>())
                .computeIfAbsent(s.fromMicros, _ -> new ArrayList<>())
                .add(s));
    }

    /** @param spans in any order; a stream may be in several of one piece */
    public static Forgotten of(Collection<Span> spans) {
        return new Forgotten(spans);
    }

    /** This and more. */
    Forgotten with(Collection<Span> more) {
        List<Span> all = new ArrayList<>(spans);
        all.addAll(more);
        return new Forgotten(all);
    }

    /** Where the kind of that stream at that time went; several where it came again. */
    private List<Span> at(ReadingKind kind, int stream, long micros) {
        List<Span> found = new ArrayList<>();
        byBegin.getOrDefault(kind, new TreeMap<>())
                .subMap(micros - LONGEST, false, micros, true)
                .values()
                .forEach(some -> some.stream()
                        .filter(s -> micros < s.toMicros && s.streams.contains(stream))
                        .forEach(found::add));
        return found;
    }

    /** Whether readings of that stream at that time went. */
    public boolean raw(int stream, long micros) {
        return !at(ReadingKind.RAW, stream, micros).isEmpty();
    }

    /** Whether they went after the event {@code seq}. */
    boolean rawAfter(int stream, long micros, long seq) {
        return at(ReadingKind.RAW, stream, micros).stream().anyMatch(s -> s.seq > seq);
    }

    /** Whether nothing was left of all readings of that time, after the event {@code seq}. */
    boolean wholeAfter(long micros, long seq) {
        return byBegin.getOrDefault(ReadingKind.RAW, new TreeMap<>()).subMap(micros - LONGEST, false, micros, true).values().stream()
                .flatMap(List::stream)
                .anyMatch(s -> micros < s.toMicros && s.whole && s.seq > seq);
    }

    /** Whether some of that kind of that stream in the span (end exclusive) went. */
    public boolean any(ReadingKind kind, int stream, long fromMicros, long toMicros) {
        return byBegin.getOrDefault(kind, new TreeMap<>()).subMap(fromMicros - LONGEST, false, toMicros, false).values().stream()
                .flatMap(List::stream)
                .anyMatch(s -> s.toMicros > fromMicros && s.fromMicros < toMicros && s.streams.contains(stream));
    }

    /** The streams of that kind that went from exactly that piece. */
    public StreamSet streams(ReadingKind kind, long fromMicros, long toMicros) {
        return byBegin.getOrDefault(kind, new TreeMap<>()).getOrDefault(fromMicros, List.of()).stream()
                .filter(s -> s.toMicros == toMicros)
                .map(Span::streams)
                .reduce(StreamSet.NONE, StreamSet::or);
    }

    /** The newest time not after {@code micros} at which readings of the stream may be: before what went, all in one run. */
    long before(int stream, long micros) {
        long at = micros;
        while (true) {
            long now = at;
            List<Span> here = at(ReadingKind.RAW, stream, now);
            if (here.isEmpty()) {
                return at;
            }
            at = here.stream().mapToLong(Span::fromMicros).min().orElse(now) - 1;
        }
    }

    /** Spans of the stream's readings that went, within a span (end exclusive), in order, those that touch as one. */
    public List<long[]> rawGaps(int stream, long fromMicros, long toMicros) {
        List<long[]> gaps = new ArrayList<>();
        for (List<Span> some : byBegin.getOrDefault(ReadingKind.RAW, new TreeMap<>())
                .subMap(fromMicros - LONGEST, false, toMicros, false)
                .values()) {
            for (Span s : some) {
                if (s.toMicros <= fromMicros || !s.streams.contains(stream)) {
                    continue;
                }
                long from = Math.max(fromMicros, s.fromMicros);
                long to = Math.min(toMicros, s.toMicros);
                if (!gaps.isEmpty() && gaps.getLast()[1] >= from) {
                    gaps.getLast()[1] = Math.max(gaps.getLast()[1], to);
                } else {
                    gaps.add(new long[] {from, to});
                }
            }
        }
        return gaps;
    }
}
