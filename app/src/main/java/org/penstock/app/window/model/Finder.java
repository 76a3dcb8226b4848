package org.penstock.app.window.model;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.penstock.app.window.model.FoundRow.Kind;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * Finds anything in a facility by some letters: places, devices, streams, outputs, programs, open alerts, interlocks, links
 * and what the window can do. Every word typed must be found, in any order, with or without accents; the beginning of a
 * word counts more than its middle, and a name more than where a thing is, and of equally good finds
 * the shortest name comes first. Made from one snapshot; immutable.
 */
public final class Finder {
    /** Lines shown at most: who sees more than these types one more letter. */
    public static final int MOST = 40;

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final int NOT_FOUND = 1_000;
    /** What a find in the detail costs more than one in the title. */
    private static final int DETAIL = 4;

    private final List<Entry> entries;

    private record Entry(FoundRow row, List<String> title, List<String> detail) {}

    private record Found(FoundRow row, int cost) {}

    private Finder(List<Entry> entries) {
        this.entries = List.copyOf(entries);
    }

    /** @param actions what the window can do besides */
    public static Finder of(FacilitySnapshot snapshot, List<FoundRow> actions, Words words) {
        List<FoundRow> rows = new ArrayList<>();
        snapshot.alerts().open().stream()
                .filter(AlertRow::open)
                .forEach(a -> rows.add(row(
                        "alert:" + a.no(),
                        Kind.ALERT,
                        Long.toString(a.no()),
                        a.text(),
                        words.orElse("alert." + a.state().toLowerCase(Locale.ROOT), a.state()),
                        words)));
        rows.add(row("place:", Kind.PLACE, "", snapshot.site().name(), words.of("find.site"), words));
        for (LocationSpec place : snapshot.field().map().locations()) {
            String around = snapshot.field()
                    .map()
                    .location(place.parent())
                    .map(LocationSpec::name)
                    .orElse("");
            rows.add(row("place:" + place.key(), Kind.PLACE, place.key(), place.name(), around, words));
        }
        snapshot.control()
                .programs()
                .forEach(p -> rows.add(row("program:" + p.key(), Kind.PROGRAM, p.key(), p.name(), "", words)));
        snapshot.control()
                .outputs()
                .forEach(o -> rows.add(row("output:" + o.key(), Kind.OUTPUT, o.key(), o.name(), o.location(), words)));
        snapshot.field()
                .streams()
                .forEach(s -> rows.add(row(
                        "stream:" + s.key(),
                        Kind.STREAM,
                        s.key(),
                        s.name(),
                        words.of("find.of", s.locationName(), s.deviceName()),
                        words)));
        snapshot.field()
                .devices()
                .forEach(d ->
                        rows.add(row("device:" + d.key(), Kind.DEVICE, d.key(), d.name(), d.locationName(), words)));
        snapshot.control()
                .interlocks()
                .forEach(i -> rows.add(row("interlock:" + i.key(), Kind.INTERLOCK, i.key(), i.name(), "", words)));
        snapshot.field()
                .links()
                .forEach(l -> rows.add(row("link:" + l.link(), Kind.LINK, l.link(), l.link(), "", words)));
        rows.addAll(actions);
        return new Finder(rows.stream().map(Finder::entry).toList());
    }

    private static FoundRow row(String key, Kind kind, String id, String title, String detail, Words words) {
        return new FoundRow(key, kind, id, words.of(kind.wordKey()), title, detail);
    }

    private static Entry entry(FoundRow row) {
        List<String> title = new ArrayList<>(split(row.title()));
        // The key is what the file and the labels on the pipes say; it finds as well as the name.
        if (row.kind() != Kind.ACTION) {
            title.add(folded(row.id()));
            title.addAll(split(row.id()));
        }
        List<String> detail = new ArrayList<>(split(row.detail()));
        detail.addAll(split(row.kindWord()));
        return new Entry(row, List.copyOf(title), List.copyOf(detail));
    }

    /** The best finds first, at most {@link #MOST}. Without any letters: the open alerts and what the window can do. */
    public List<FoundRow> find(String text) {
        List<String> wanted = split(text);
        if (wanted.isEmpty()) {
            return entries.stream()
                    .map(Entry::row)
                    .filter(r -> r.kind() == Kind.ALERT || r.kind() == Kind.ACTION)
                    .limit(MOST)
                    .toList();
        }
        List<Found> found = new ArrayList<>();
        for (Entry e : entries) {
            int cost = cost(e, wanted);
            if (cost < NOT_FOUND) {
                found.add(new Found(e.row(), cost));
            }
        }
        return found.stream()
                .sorted(Comparator.comparingInt(Found::cost)
                        .thenComparing(f -> f.row().title().length())
                        .thenComparing(f -> f.row().kind()))
                .limit(MOST)
                .map(Found::row)
                .toList();
    }

    private static int cost(Entry e, List<String> wanted) {
        int cost = 0;
        for (String word : wanted) {
            cost += Math.min(cost(e.title(), word), DETAIL + cost(e.detail(), word));
            if (cost >= NOT_FOUND) {
                return NOT_FOUND;
            }
        }
        return cost;
    }

    private static int cost(List<String> words, String wanted) {
        int best = NOT_FOUND;
        for (String word : words) {
            int at = word.indexOf(wanted);
            if (at == 0) {
                best = Math.min(best, word.length() == wanted.length() ? 0 : 1);
            } else if (at > 0) {
                best = Math.min(best, 3);
            }
        }
        return best;
    }

    private static List<String> split(String text) {
        return BETWEEN.splitAsStream(folded(text)).filter(w -> !w.isEmpty()).toList();
    }

    private static String folded(String text) {
        return ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
    }
}
