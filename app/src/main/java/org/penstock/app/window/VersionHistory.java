package org.penstock.app.window;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.configuration.LineRow;
import org.penstock.app.window.model.configuration.VersionRow;
import org.penstock.app.window.view.configuration.HistoryView;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery.Version;
import org.penstock.core.facility.FacilityPlan;
import org.penstock.core.facility.TextDiff;
import org.penstock.core.runtime.ControlRoom;

/**
 * The sheet of the versions. What a version says and how much it changed is read when it is looked at or listed, and kept:
 * a version never changes. Lives on the JavaFX thread.
 */
final class VersionHistory {
    /** Versions that are listed at first, and with each "older". */
    static final int PAGE = 20;

    private final ControlRoom room;
    private final Desk desk;
    private final Executor screen;
    private final Words words;
    private final Times times;
    private final HistoryView view;
    /** Read by several requests at once; never more than what was listed or looked at. */
    private final Map<Integer, List<Configuration.File>> files = new ConcurrentHashMap<>();

    private final Map<Integer, String> changes = new HashMap<>();
    private List<Version> versions = List.of();
    private int most = PAGE;
    private boolean more;
    private boolean counting;
    private List<Integer> looked = List.of();
    private boolean compared;

    private record Seen(List<LineRow> rows, String title, String note) {}

    VersionHistory(ControlRoom room, Desk desk, Executor screen, Words words, Times times, HistoryView view) {
        this.room = room;
        this.desk = desk;
        this.screen = screen;
        this.words = words;
        this.times = times;
        this.view = view;
    }

    /** Lists what there is now. */
    void read() {
        int wanted = most;
        desk.work("the versions of the configuration", () -> room.configuration().versions(wanted + 1))
                .whenCompleteAsync((found, failure) -> listed(wanted, found, failure), screen);
    }

    private void listed(int wanted, @Nullable List<Version> found, @Nullable Throwable failure) {
        if (found == null) {
            view.versions(rows(), more, words.of("config.not-read", Devices.reason(failure)));
            return;
        }
        more = found.size() > wanted;
        versions = found.stream().limit(wanted).toList();
        show();
        count(found);
    }

    private void show() {
        view.versions(rows(), more, words.of("config.no-versions"));
    }

    private List<VersionRow> rows() {
        List<VersionRow> rows = new ArrayList<>();
        for (Version v : versions) {
            rows.add(VersionRow.of(
                    v, rows.isEmpty(), changes.getOrDefault(v.no(), ""), times, words));
        }
        return rows;
    }

    /** How much each changed, compared with the one before it; newest first, a few at a time. */
    private void count(List<Version> found) {
        List<Integer> todo = versions.stream()
                .map(Version::no)
                .filter(no -> !changes.containsKey(no))
                .limit(PAGE)
                .toList();
        if (counting || todo.isEmpty()) {
            return;
        }
        counting = true;
        desk.work("how much the configurations changed", () -> {
                    Map<Integer, String> counted = new LinkedHashMap<>();
                    for (int no : todo) {
                        counted.put(
                                no,
                                no <= 1
                                        ? words.of("config.first")
                                        : FacilityPlan.counts(FacilityPlan.between(of(no - 1), of(no))));
                    }
                    return counted;
                })
                .whenCompleteAsync(
                        (counted, _) -> {
                            counting = false;
                            if (counted != null) {
                                changes.putAll(counted);
                                show();
                                count(found);
                            }
                        },
                        screen);
    }

    private List<Configuration.File> of(int no) {
        return files.computeIfAbsent(
                no,
                n -> room.configuration().files(n)
                        .orElseThrow(() -> new NoSuchElementException(
                                words.of("config.version-gone", Integer.toString(n)))));
    }

    /** The newest version that is listed, 0 for none. */
    int newest() {
        return versions.isEmpty() ? 0 : versions.getFirst().no();
    }

    void older() {
        most += PAGE;
        read();
    }

    /** Shows one version, or how two differ. @param chosen newest first */
    void look(List<Integer> chosen, boolean compare) {
        looked = chosen;
        compared = compare;
        if (chosen.isEmpty()) {
            view.show(List.of(), words.of("config.nothing-chosen"), "");
            return;
        }
        String about = about(chosen.getFirst());
        desk.work("a version of the configuration", () -> seen(chosen, compare, about))
                .whenCompleteAsync(
                        (seen, failure) -> {
                            if (!looked.equals(chosen) || compared != compare) {
                                return;
                            }
                            if (seen == null) {
                                view.show(
                                        List.of(),
                                        words.of("config.version", chosen.getFirst().toString()),
                                        words.of("config.not-read", Devices.reason(failure)));
                            } else {
                                view.show(seen.rows(), seen.title(), seen.note());
                            }
                        },
                        screen);
    }

    /** Who made a version and why, in full: the list may cut it. */
    private String about(int no) {
        return versions.stream()
                .filter(v -> v.no() == no && !v.reason().isEmpty())
                .findFirst()
                .map(v -> words.of("config.about", v.actor(), v.reason()))
                .orElse("");
    }

    private Seen seen(List<Integer> chosen, boolean compare, String about) {
        int no = chosen.getFirst();
        boolean two = chosen.size() == 2;
        int with = two ? chosen.getLast() : no - 1;
        String number = Integer.toString(no);
        if (!two && !compare) {
            return new Seen(LineRow.of(of(no), words), words.of("config.version", number), about);
        }
        if (with < 1) {
            return new Seen(List.of(), words.of("config.version", number), words.of("config.first-of-all"));
        }
        List<LineRow> rows = LineRow.of(TextDiff.between(of(with), of(no)), !compare, words);
        String title = words.of("config.compared", number, Integer.toString(with));
        int places = LineRow.changes(rows).size();
        return new Seen(
                rows,
                title,
                places == 0 ? words.of("config.same") : words.of("config.places", Integer.toString(places)));
    }
}
