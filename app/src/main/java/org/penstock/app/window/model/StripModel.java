package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * The strip of alerts.
 *
 * @param counters one for each severity, most urgent first, also when it counts nothing
 * @param unacknowledged what no person has seen yet: most urgent first, then newest first
 * @param calm what is said when there is nothing to see, "" otherwise
 */
public record StripModel(List<Counter> counters, List<AlertRow> unacknowledged, String calm) {
    public StripModel {
        counters = List.copyOf(counters);
        unacknowledged = List.copyOf(unacknowledged);
    }

    /** Open alerts of one severity that are not shelved. */
    public record Counter(SeverityStyle style, int count) {}

    static StripModel of(FacilitySnapshot snapshot, Moment moment, Words words, Times times) {
        List<AlertRow> unseen = snapshot.alerts().open().stream()
                .filter(AlertRow::unacknowledged)
                .sorted(Comparator.comparing(AlertSnapshot.Alert::severity)
                        .thenComparing(AlertSnapshot.Alert::raised)
                        .thenComparing(AlertSnapshot.Alert::no)
                        .reversed())
                .map(a -> AlertRow.of(a, moment, words, times))
                .toList();
        List<Counter> counters = new ArrayList<>();
        int open = 0;
        for (SeverityStyle style : SeverityStyle.MOST_URGENT_FIRST) {
            int count = (int) snapshot.alerts().open().stream()
                    .filter(a -> AlertRow.calling(a) && a.severity() == style.severity())
                    .count();
            counters.add(new Counter(style, count));
            open += count;
        }
        String calm = "";
        if (moment.lost()) {
            calm = words.of("strip.lost", times.span(moment.silentSeconds()));
        } else if (snapshot.health().engineStopped() != null) {
            calm = words.of("strip.engine-stopped");
        } else if (unseen.isEmpty()) {
            calm = open == 0 ? words.of("strip.none") : words.of("strip.all-seen", Integer.toString(open));
            int shelved = snapshot.alerts().shelves().size();
            calm = shelved == 0 ? calm : words.of("strip.shelved", calm, Integer.toString(shelved));
        }
        return new StripModel(counters, unseen, calm);
    }

    /**
     * The alert to show: the one that is {@code held} as long as it still waits for a person, so that nothing moves
     * under a pointer or a finger; otherwise the first.
     *
     * @param held number of the alert shown while a person is about to press, 0 for none
     */
    public @Nullable AlertRow shown(long held) {
        return unacknowledged.stream()
                .filter(a -> a.no() == held)
                .findFirst()
                .orElseGet(() -> unacknowledged.isEmpty() ? null : unacknowledged.getFirst());
    }
}
