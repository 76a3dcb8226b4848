package org.penstock.app.window.model.trend;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which part of the record was read already, stream by stream, and how finely. Confined to one thread. */
final class Coverage {
    /** What came into the record in the meantime is fetched so often, ms. */
    static final long BEHIND_MILLIS = 15_000;

    /** What comes late still comes within this time as a rule, so it is read twice, ms. */
    static final long AGAIN_MILLIS = 60_000;

    private final Map<String, Wish> read = new HashMap<>();

    /** What is missing to show {@code from} to {@code to} in pieces of {@code piece}. */
    Optional<Wish> missing(String stream, long from, long to, long piece) {
        @Nullable Wish have = read.get(stream);
        boolean usable = have != null && have.piece() == piece && have.from() < to && have.to() > from;
        if (have == null || !usable) {
            return from < to ? Optional.of(new Wish(stream, down(from, piece), to, piece)) : Optional.empty();
        }
        if (from < have.from()) {
            return Optional.of(new Wish(stream, down(from, piece), have.from(), piece));
        }
        if (to > have.to() + BEHIND_MILLIS) {
            return Optional.of(new Wish(
                    stream, Math.max(have.from(), down(have.to() - AGAIN_MILLIS, piece)), to, piece));
        }
        return Optional.empty();
    }

    /** A wish was read. */
    void took(Wish wish) {
        read.merge(wish.stream(), wish, (have, more) -> {
            boolean touch = have.piece() == more.piece() && more.from() <= have.to() && more.to() >= have.from();
            return touch
                    ? new Wish(
                            have.stream(),
                            Math.min(have.from(), more.from()),
                            Math.max(have.to(), more.to()),
                            have.piece())
                    : more;
        });
    }

    /** What lies outside is not held any more. */
    void keep(String stream, long from, long to) {
        read.computeIfPresent(stream, (_, have) -> {
            long begin = Math.max(have.from(), from);
            long end = Math.min(have.to(), to);
            return begin < end ? new Wish(stream, begin, end, have.piece()) : null;
        });
    }

    void forget(String stream) {
        read.remove(stream);
    }

    /** Whether all from {@code from} on was read of the stream. */
    boolean reaches(String stream, long from) {
        @Nullable Wish have = read.get(stream);
        return have != null && have.from() <= from;
    }

    private static long down(long millis, long piece) {
        return Math.floorDiv(millis, piece) * piece;
    }
}
