package org.penstock.app.window.model;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.penstock.core.link.Exchange;

/**
 * What goes over one link, the newest {@link #MOST} exchanges. A pause holds what is shown and loses nothing: what comes
 * meanwhile is kept and counted. Used by one thread.
 */
public final class TrafficModel {
    /** Exchanges kept. */
    public static final int MOST = 1_000;

    private final Words words;
    private final Times times;
    private final Deque<Row> kept = new ArrayDeque<>();
    private List<Row> held = List.of();
    private boolean paused;
    private boolean onlyErrors;
    private long last;
    private long missed;
    private long whilePaused;

    /**
     * One exchange.
     *
     * @param took ms, "" for what was only heard
     * @param failed it did not end well
     */
    public record Row(String key, String time, String device, String what, String took, String outcome, boolean failed)
            implements Keyed {}

    public TrafficModel(Words words, Times times) {
        this.words = words;
        this.times = times;
    }

    /** Number of the newest exchange that is known; ask for what came after it. */
    public long last() {
        return last;
    }

    /** Takes what came, oldest first. What is known already is not taken again; a link that was opened anew counts from 1. */
    public void add(List<Exchange> exchanges) {
        for (Exchange e : exchanges) {
            if (e.no() <= last) {
                continue;
            }
            if (last > 0) {
                missed += e.no() - last - 1;
            }
            last = e.no();
            kept.addFirst(row(e));
            if (kept.size() > MOST) {
                kept.removeLast();
            }
            whilePaused += paused ? 1 : 0;
        }
    }

    /** Holds what is shown, or lets it run again. */
    public void pause(boolean next) {
        if (next && !paused) {
            held = List.copyOf(kept);
        }
        paused = next;
        whilePaused = 0;
    }

    /** Leaves out what ended well. */
    public void onlyErrors(boolean next) {
        onlyErrors = next;
    }

    /** What is shown, newest first. */
    public List<Row> rows() {
        List<Row> all = paused ? held : new ArrayList<>(kept);
        return onlyErrors ? all.stream().filter(Row::failed).toList() : List.copyOf(all);
    }

    /** How much is shown, how much of it failed, and what is not shown. */
    public String summary() {
        List<Row> all = paused ? held : new ArrayList<>(kept);
        String text = words.of(
                "traffic.summary",
                Integer.toString(all.size()),
                Long.toString(all.stream().filter(Row::failed).count()));
        if (missed > 0) {
            text = words.of("traffic.missed", text, words.number(missed, 0));
        }
        return paused ? words.of("traffic.paused", text, Long.toString(whilePaused)) : text;
    }

    private Row row(Exchange e) {
        Instant at = Instant.ofEpochMilli(e.atMicros() / 1_000);
        return new Row(
                "exchange:" + e.no(),
                times.millis(at),
                e.device().isEmpty() ? Numerals.NONE : e.device(),
                e.what(),
                e.tookMicros() == 0 ? "" : words.number(e.tookMicros() / 1_000.0, 1),
                e.outcome().isEmpty() ? words.of("traffic.good") : e.outcome(),
                !e.outcome().isEmpty());
    }
}
