package org.penstock.app.window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.trend.History;
import org.penstock.app.window.model.trend.Line;
import org.penstock.app.window.model.trend.Stretch;
import org.penstock.app.window.model.trend.Thinning;
import org.penstock.app.window.model.trend.Wish;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilityRecord;

/**
 * Reads the record for a trend: in parts of half a day, the newest part of every stream first, one request at a time and
 * never on the JavaFX thread, on which it lives. A part is thinned while it is read, so that a week never stands in memory.
 */
final class RecordFetch implements History.Fetch {
    /** Readings asked for at once. */
    static final int PAGE = 20_000;

    /** Length of a part, ms. */
    static final long PART_MILLIS = 12 * 3_600_000L;

    /** From pieces so long on, the record is asked for an outline instead of every reading. */
    private static final long ROUGH_MILLIS = 60_000;

    private static final long PIECES_A_PART = 200;

    private final ControlRoom room;
    private final Desk desk;
    private final Executor screen;
    private final History.Answer answer;
    private final List<Part> parts;
    private final Map<String, Long> read = new HashMap<>();
    private final Set<String> full = new HashSet<>();
    private int at;
    private volatile boolean ended;

    RecordFetch(ControlRoom room, Desk desk, Executor screen, List<Wish> wishes, History.Answer answer) {
        this.room = room;
        this.desk = desk;
        this.screen = screen;
        this.answer = answer;
        this.parts = parts(wishes);
    }

    @Override
    public void end() {
        ended = true;
    }

    /** Reads the next part; those of a stream that has too many readings are passed over. */
    void next() {
        while (at < parts.size() && full.contains(parts.get(at).wish().stream())) {
            took(parts.get(at++));
        }
        if (at == parts.size()) {
            answer.over();
            return;
        }
        Part part = parts.get(at);
        desk.work("readings of " + part.wish().stream(), () -> read(part))
                .whenCompleteAsync((held, failure) -> came(part, held, failure), screen);
    }

    private Held read(Part part) {
        Line line = Line.parse(part.wish().stream());
        Thinning thinning = new Thinning(part.wish().piece());
        Instant to = Instant.ofEpochMilli(part.to() - line.back());
        Instant from = Instant.ofEpochMilli(part.from() - line.back());
        if (part.wish().piece() >= ROUGH_MILLIS) {
            Duration piece = Duration.ofMillis(part.wish().piece());
            thinning.add(room.record().outline(line.stream(), from, to, piece), line.back());
            return new Held(new Stretch(part.wish().stream(), part.from(), part.to(), thinning), thinning.read());
        }
        while (!ended) {
            List<FacilityRecord.Reading> page = room.record().readings(line.stream(), from, to, PAGE);
            thinning.add(page, line.back());
            if (page.size() < PAGE) {
                break;
            }
            from = page.getLast().at().plusNanos(1_000);
        }
        return new Held(new Stretch(part.wish().stream(), part.from(), part.to(), thinning), thinning.read());
    }

    private void came(Part part, @Nullable Held held, @Nullable Throwable failure) {
        if (ended) {
            return;
        }
        if (held == null) {
            answer.failed(Devices.reason(failure));
            return;
        }
        at++;
        String stream = part.wish().stream();
        answer.came(held.stretch(), at, parts.size());
        if (read.merge(stream, held.read(), Long::sum) >= Wish.MOST_READINGS && !part.last()) {
            full.add(stream);
            answer.leftOut(stream, part.from());
        }
        took(part);
        next();
    }

    private void took(Part part) {
        if (part.last()) {
            answer.took(part.wish());
        }
    }

    /** A part of the record on its way. @param last of its wish */
    private record Part(Wish wish, long from, long to, boolean last) {}

    /** What a part held. @param read how many readings */
    private record Held(Stretch stretch, long read) {}

    /** The newest part of every wish, then the one before it of every wish, and so on. */
    private static List<Part> parts(List<Wish> wishes) {
        List<Part> parts = new ArrayList<>();
        for (int back = 0; ; back++) {
            int before = parts.size();
            for (Wish w : wishes) {
                // Parts begin where pieces begin, or a piece would be thinned twice.
                // A span of months is told by few of them: each is answered by sums.
                long rough = w.piece() >= ROUGH_MILLIS ? PIECES_A_PART * w.piece() : 0;
                long whole = Math.max(Math.max(w.piece(), PART_MILLIS / w.piece() * w.piece()), rough);
                long newest = Math.floorDiv(w.to() - 1, whole) * whole;
                long from = newest - back * whole;
                if (from + whole > w.from()) {
                    boolean last = from <= w.from();
                    parts.add(new Part(w, Math.max(from, w.from()), Math.min(from + whole, w.to()), last));
                }
            }
            if (parts.size() == before) {
                return parts;
            }
        }
    }
}
