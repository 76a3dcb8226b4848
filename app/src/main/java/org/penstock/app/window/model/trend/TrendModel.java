package org.penstock.app.window.model.trend;

import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a trend shows: up to {@link #MOST} lines over a part of time ({@link #travel}) that goes along with the present or
 * stands still, and what a person points at in it ({@link #pointer}). It is told what the facility says now ({@link #now}),
 * what the record says ({@link #recall}) and what stands beside ({@link #beside}). Confined to one thread.
 */
public final class TrendModel {
    /** Lines that can be told apart in one picture. */
    public static final int MOST = 8;

    private final Lines lines = new Lines();
    private final Travel travel;
    private final Recall recall;
    private final Pointer pointer;
    private @Nullable Present present;
    private Beside beside = Beside.NOTHING;
    private String besideAway = "";

    /** @param keys of the streams, each once; those beyond {@link #MOST} are left out */
    public TrendModel(List<String> keys, long span) {
        this(new TrendSpec(keys, span, Long.MIN_VALUE));
    }

    public TrendModel(TrendSpec spec) {
        travel = new Travel(spec.live() ? TimeWindow.live(0, spec.span()) : TimeWindow.fixed(spec.from(), spec.span()));
        recall = new Recall(lines, travel);
        pointer = new Pointer(lines, recall, travel);
        spec.lines().forEach(this::add);
    }

    /** What it shows, to be written down. */
    public TrendSpec spec() {
        TimeWindow w = window();
        return new TrendSpec(List.copyOf(keys()), w.span(), w.live() ? Long.MIN_VALUE : w.from());
    }

    /** Which part of time is looked at, to go to another one. */
    public Travel travel() {
        return travel;
    }

    /** Cursor and selection. */
    public Pointer pointer() {
        return pointer;
    }

    /** What of the record is there. */
    Recall recall() {
        return recall;
    }

    /** Texts of the {@link Line}s shown, in the order of the table. */
    public Set<String> keys() {
        return lines.keys();
    }

    /** Keys of the streams shown. */
    public Set<String> streams() {
        return lines.streams();
    }

    public List<Trace> traces() {
        return lines.all();
    }

    /** Shows one line more. @param key text of a {@link Line} @return whether there was room, and it was not there already */
    public boolean add(String key) {
        boolean added = lines.add(Line.parse(key));
        if (added) {
            recall.added();
        }
        return added;
    }

    /** Shows one line less. */
    public void remove(String key) {
        if (lines.remove(key)) {
            recall.removed(key);
        }
    }

    /** The line the keyboard steps along, "" when there is none. */
    public String chosen() {
        return lines.chosen();
    }

    /** The same as it is drawn. */
    public Optional<Trace> chosenTrace() {
        return lines.find(lines.chosen());
    }

    /** Puts the keyboard on a line. */
    public void choose(String key) {
        lines.choose(key);
    }

    /** Puts the keyboard on the next (1) or previous (-1) line. */
    public void chooseNext(int by) {
        lines.chooseNext(by);
    }

    /** What the facility says now. */
    public void now(Present next) {
        present = next;
        lines.now(next.streams(), next.told().toEpochMilli(), window().piece());
        travel.now(next.now().toEpochMilli());
    }

    public @Nullable Present present() {
        return present;
    }

    public ZoneId zone() {
        Present p = present;
        return p == null ? ZoneId.of("UTC") : p.zone();
    }

    /** What stands beside the readings. */
    public void beside(Beside told) {
        beside = told;
    }

    public Beside beside() {
        return beside;
    }

    /** Why nothing of what stands beside can be read for the time being, "" when it can. */
    void besideAway(String why) {
        besideAway = why;
    }

    String besideAway() {
        return besideAway;
    }

    /** What is asked for; what is shown may be less at the very beginning, see {@link #shown}. */
    public TimeWindow window() {
        return travel.window();
    }

    /** What is shown. */
    public TimeWindow shown() {
        return recall.shown();
    }

    /** The next longer (1) or shorter (-1) span, around the cursor when there is one. */
    public void zoom(int by) {
        travel.zoom(by, window().holds(pointer.cursor()) ? pointer.cursor() : window().to());
    }

    /** Shows what was selected, and nothing else. @return whether anything was */
    public boolean zoomToSelection() {
        Span s = pointer.selection();
        if (s == null) {
            return false;
        }
        travel.show(s);
        return pointer.noSelection();
    }

    /** Brings a moment into the middle, unless it is in sight. */
    public void reach(long at) {
        if (!shown().holds(at)) {
            travel.begin(at - window().span() / 2);
        }
    }

    /** Goes along with the present again, without a cursor. */
    public void live() {
        travel.live();
        pointer.leave();
    }

    /** Whether anything is in the picture. */
    public boolean blank() {
        TimeWindow w = shown();
        return lines.all().stream().allMatch(t -> {
            int last = t.readings().floor(w.to());
            return last < 0 || t.readings().at(last) < w.from();
        });
    }

    /** How many strips the picture has. */
    public int strips() {
        return (int) lines.all().stream().map(Lanes::quantity).distinct().count();
    }

    /** @param most ticks that have room on an axis of values */
    public List<Lane> lanes(int most) {
        TimeWindow w = shown();
        return new Lanes(lines.all(), w.from(), w.to(), most).lanes();
    }
}
