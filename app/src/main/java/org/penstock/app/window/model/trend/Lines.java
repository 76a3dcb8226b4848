package org.penstock.app.window.model.trend;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.penstock.core.runtime.FieldSnapshot;

/** The lines of a trend, in the order of its table, and the one the keyboard is on. Confined to one thread. */
final class Lines {
    private final List<Trace> traces = new ArrayList<>();
    private String chosen = "";

    List<Trace> all() {
        return List.copyOf(traces);
    }

    Set<String> keys() {
        return traces.stream().map(Trace::key).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Keys of the streams they draw. */
    Set<String> streams() {
        return traces.stream().map(t -> t.line().stream()).collect(Collectors.toCollection(LinkedHashSet::new));
    }

    Optional<Trace> find(String key) {
        return traces.stream().filter(t -> t.key().equals(key)).findFirst();
    }

    boolean add(Line line) {
        if (line.stream().isBlank() || traces.size() >= TrendModel.MOST || keys().contains(line.text())) {
            return false;
        }
        traces.add(new Trace(line, pen(line)));
        if (chosen.isEmpty()) {
            chosen = line.text();
        }
        return true;
    }

    /** What is compared with a line has its pen: it is told from it by its dashes. */
    private int pen(Line line) {
        Optional<Integer> like = traces.stream()
                .filter(t -> line.compared() && t.line().stream().equals(line.stream()))
                .map(Trace::pen)
                .findFirst();
        Set<Integer> taken = traces.stream().map(Trace::pen).collect(Collectors.toSet());
        return like.orElseGet(() -> IntStream.range(0, TrendModel.MOST)
                .filter(p -> !taken.contains(p))
                .findFirst()
                .orElseThrow());
    }

    boolean remove(String key) {
        int at = List.copyOf(keys()).indexOf(key);
        if (at < 0) {
            return false;
        }
        traces.remove(at);
        if (chosen.equals(key)) {
            chosen = traces.isEmpty() ? "" : traces.get(Math.min(at, traces.size() - 1)).key();
        }
        return true;
    }

    String chosen() {
        return chosen;
    }

    void choose(String key) {
        if (keys().contains(key)) {
            chosen = key;
        }
    }

    void chooseNext(int by) {
        List<String> all = List.copyOf(keys());
        if (!all.isEmpty()) {
            chosen = all.get(Math.floorMod(all.indexOf(chosen) + by, all.size()));
        }
    }

    /** What the facility says now. @param at wall time of the telling, ms */
    void now(Map<String, FieldSnapshot.Stream> told, long at, long piece) {
        SharedUnits units = SharedUnits.of(List.copyOf(streams()), told);
        Map<String, FieldSnapshot.Stream> shown = new LinkedHashMap<>();
        for (Trace t : traces) {
            FieldSnapshot.Stream s = told.get(t.line().stream());
            if (s != null) {
                shown.computeIfAbsent(s.key(), _ -> units.shown(s));
            }
            t.now(s, s == null ? null : shown.get(s.key()), at, piece);
        }
    }
}
