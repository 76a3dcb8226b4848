package org.penstock.core.telemetry;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import org.penstock.core.place.ReadingKind;

/** Which streams of which kinds go from a piece of time. Immutable. */
public record Going(Map<ReadingKind, StreamSet> streams) {
    /** Nothing goes. */
    public static final Going NOTHING = new Going(Map.of());

    public Going {
        Map<ReadingKind, StreamSet> some = new EnumMap<>(ReadingKind.class);
        streams.forEach((kind, set) -> {
            if (!set.isEmpty()) {
                some.put(kind, set);
            }
        });
        streams = Collections.unmodifiableMap(some);
    }

    /** The streams of a kind. */
    public StreamSet of(ReadingKind kind) {
        return streams.getOrDefault(kind, StreamSet.NONE);
    }

    public boolean isEmpty() {
        return streams.isEmpty();
    }

    /** The same with other streams of each kind. */
    Going each(Function<ReadingKind, StreamSet> change) {
        Map<ReadingKind, StreamSet> changed = new EnumMap<>(ReadingKind.class);
        streams.keySet().forEach(kind -> changed.put(kind, change.apply(kind)));
        return new Going(changed);
    }
}
