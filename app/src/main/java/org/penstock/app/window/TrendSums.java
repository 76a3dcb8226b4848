package org.penstock.app.window;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.trend.History;
import org.penstock.app.window.model.trend.Line;
import org.penstock.app.window.model.trend.Measure;
import org.penstock.app.window.model.trend.Measured;
import org.penstock.app.window.model.trend.TrendDoor;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilityRecord;

/** Sums readings of the record up, page by page, on a thread of the {@link Desk}; what it tells is told on the screen's. */
final class TrendSums implements Callable<List<Measured>>, History.Fetch {
    private final ControlRoom room;
    private final List<Measure.Asked> asked;
    private final TrendDoor.Summing answer;
    private final Executor screen;
    private volatile boolean ended;

    TrendSums(ControlRoom room, List<Measure.Asked> asked, TrendDoor.Summing answer, Executor screen) {
        this.room = room;
        this.asked = List.copyOf(asked);
        this.answer = answer;
        this.screen = screen;
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public List<Measured> call() {
        long now = room.snapshot().at().toEpochMilli();
        List<Measured> all = new ArrayList<>();
        for (int i = 0; i < asked.size() && !ended; i++) {
            Measure measure = new Measure(asked.get(i));
            sum(measure, asked.get(i), i);
            all.add(measure.end(now));
        }
        return all;
    }

    private void sum(Measure measure, Measure.Asked of, int which) {
        Line line = of.line();
        Instant to = Instant.ofEpochMilli(of.to() - line.back());
        Instant from = Instant.ofEpochMilli(of.from() - line.back());
        while (!ended) {
            List<FacilityRecord.Reading> page = room.record().readings(line.stream(), from, to, RecordFetch.PAGE);
            measure.add(page);
            if (page.size() < RecordFetch.PAGE) {
                return;
            }
            from = page.getLast().at().plusNanos(1_000);
            double part = (double) (from.toEpochMilli() + line.back() - of.from()) / (of.to() - of.from());
            tell((which + part) / asked.size());
        }
    }

    private void tell(double part) {
        screen.execute(() -> {
            if (!ended) {
                answer.done(part);
            }
        });
    }

    /** It has been summed up, or it could not be. */
    void over(@Nullable List<Measured> all, @Nullable Throwable failure) {
        if (ended) {
            return;
        }
        if (all == null) {
            answer.failed(Devices.reason(failure));
        } else {
            answer.over(all);
        }
    }
}
