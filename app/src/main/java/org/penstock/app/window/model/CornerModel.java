package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.List;
import org.penstock.core.runtime.FacilitySnapshot;

/** The quiet corner: connections, journal, database and clock in one word each, as long as all is well. */
public record CornerModel(List<Item> items) {
    public CornerModel {
        items = List.copyOf(items);
    }

    /**
     * One of them.
     *
     * @param text its name and how it is, in few words
     * @param why what a person is told who points at it
     */
    public record Item(String key, String text, Mark mark, String why) implements Keyed {}

    static CornerModel of(Beat beat) {
        FacilitySnapshot snapshot = beat.snapshot();
        Words words = beat.words();
        List<Item> items = new ArrayList<>();
        List<LinkRow> links = snapshot.field().links().stream()
                .map(l -> LinkRow.of(l, beat.moment().now(), words, beat.times()))
                .toList();
        List<LinkRow> away = links.stream().filter(l -> l.mark() != Mark.NONE).toList();
        if (!links.isEmpty()) {
            items.add(new Item(
                    "links",
                    away.isEmpty()
                            ? words.of("corner.links", Integer.toString(links.size()))
                            : words.of(
                                    "corner.links-away", Integer.toString(away.size()), Integer.toString(links.size())),
                    away.isEmpty() ? Mark.NONE : Mark.AWAY,
                    String.join(
                            "\n",
                            (away.isEmpty() ? links : away)
                                    .stream()
                                            .map(l -> words.of("corner.why", l.name(), l.state(), l.reason()))
                                            .toList())));
        }
        for (HealthRow row : HealthRow.of(snapshot.health(), words, beat.times())) {
            if (!row.key().equals("health:readings")) {
                boolean well = row.mark() == Mark.NONE;
                items.add(new Item(
                        row.key(),
                        well ? words.of("corner.well", row.name()) : words.of("corner.ill", row.name(), row.state()),
                        row.mark(),
                        words.of("corner.why", row.name(), row.state(), row.why())));
            }
        }
        return new CornerModel(items);
    }
}
