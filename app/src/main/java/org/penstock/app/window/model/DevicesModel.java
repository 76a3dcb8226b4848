package org.penstock.app.window.model;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * Every device of the facility, those in trouble first, otherwise in the order of the file.
 *
 * @param summary how many there are, how many are in trouble, how many the filter leaves
 * @param empty what to do when there is nothing to show, "" when there is
 */
public record DevicesModel(List<DeviceRow> rows, String summary, String empty) {
    public DevicesModel {
        rows = List.copyOf(rows);
    }

    /**
     * @param filter words of which every one must stand in name, key, link, place or state; "" leaves all
     * @param lost the facility no longer tells how it is
     */
    public static DevicesModel of(
            Inventory inventory,
            FacilitySnapshot snapshot,
            List<DeviceHealth> health,
            String filter,
            Instant now,
            boolean lost,
            Words words) {
        DeviceReport report = new DeviceReport(
                snapshot,
                health,
                now,
                lost,
                words,
                new Times(words, snapshot.site().zone()));
        List<DeviceRow> all = inventory.devices().stream()
                .map(d -> report.row(d, inventory.placeName(d.place())))
                .sorted((a, b) -> Boolean.compare(a.mark() == Mark.NONE, b.mark() == Mark.NONE))
                .toList();
        List<DeviceRow> rows = all.stream().filter(r -> matches(r, filter)).toList();
        long troubled = all.stream().filter(r -> r.mark() != Mark.NONE).count();
        String summary = words.of(
                troubled == 0 ? "devices.summary" : "devices.summary-trouble",
                Integer.toString(all.size()),
                Long.toString(troubled));
        return new DevicesModel(
                rows,
                all.isEmpty()
                        ? ""
                        : rows.size() == all.size()
                                ? summary
                                : words.of("devices.filtered", summary, Integer.toString(rows.size())),
                empty(all.isEmpty(), rows.isEmpty(), inventory, filter, words));
    }

    /** The same for whoever may not let devices in. */
    public DevicesModel withoutCodes(Words words) {
        return new DevicesModel(rows.stream().map(r -> r.withoutCode(words)).toList(), summary, empty);
    }

    private static String empty(boolean none, boolean nothing, Inventory inventory, String filter, Words words) {
        if (none) {
            return words.of(inventory.links().isEmpty() ? "devices.no-links" : "devices.none");
        }
        return nothing ? words.of("devices.no-match", filter) : "";
    }

    private static boolean matches(DeviceRow row, String filter) {
        String text = String.join(" ", row.id(), row.name(), row.link(), row.place(), row.state())
                .toLowerCase(Locale.ROOT);
        for (String word : filter.strip().toLowerCase(Locale.ROOT).split("\\s+")) {
            if (!text.contains(word)) {
                return false;
            }
        }
        return true;
    }
}
