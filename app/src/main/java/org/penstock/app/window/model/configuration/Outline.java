package org.penstock.app.window.model.configuration;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.FacilityElements.WrittenElement;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.runtime.FacilityChange;

/** What the file says, element by element under its kind, with what is changed and what is wrong. */
public final class Outline {
    private Outline() {}

    /**
     * The lines.
     *
     * @param only the kind to show, null for all
     * @param filter letters that a name or key has, "" for all
     */
    public static List<ElementRow> of(Checked checked, @Nullable ElementKind only, String filter, Words words) {
        Map<ElementId, String> signs = signs(checked.plan());
        String wanted = filter.strip().toLowerCase(Locale.ROOT);
        List<ElementRow> rows = new ArrayList<>();
        for (ElementKind kind : ElementKind.values()) {
            if (only != null && only != kind) {
                continue;
            }
            List<ElementRow> of = checked.drafted().elements().all().stream()
                    .filter(e -> e.id().kind().equals(kind.word()) && fits(e, wanted))
                    .map(e -> row(e, signs.getOrDefault(e.id(), ""), checked.of(e.id()), words))
                    .toList();
            if (!of.isEmpty()) {
                rows.add(new ElementRow(
                        kind.word(),
                        null,
                        words.of(kind.wordKey()),
                        Integer.toString(of.size()),
                        "",
                        Mark.NONE,
                        ""));
                rows.addAll(of);
            }
        }
        return List.copyOf(rows);
    }

    private static Map<ElementId, String> signs(@Nullable FacilityChange plan) {
        Map<ElementId, String> signs = new HashMap<>();
        if (plan != null) {
            for (Change change : plan.changes()) {
                switch (change) {
                    case Change.Added a -> signs.put(new ElementId(a.kind(), a.key()), "+");
                    case Change.Changed c -> signs.put(new ElementId(c.kind(), c.key()), "~");
                    case Change.Removed _ -> {}
                }
            }
        }
        return signs;
    }

    private static boolean fits(WrittenElement e, String wanted) {
        return wanted.isEmpty()
                || e.id().key().toLowerCase(Locale.ROOT).contains(wanted)
                || e.name().toLowerCase(Locale.ROOT).contains(wanted)
                || e.device().toLowerCase(Locale.ROOT).contains(wanted);
    }

    private static ElementRow row(WrittenElement e, String sign, List<Told> told, Words words) {
        long faults = told.stream().filter(Told::error).count();
        String note = faults > 0
                ? words.of("config.row.faults", Long.toString(faults))
                : switch (sign) {
                    case "+" -> words.of("config.row.new");
                    case "~" -> words.of("config.row.changed");
                    default -> "";
                };
        return new ElementRow(
                e.id().kind() + ":" + e.id().key(),
                e.id(),
                e.name().isEmpty() ? e.id().key() : e.name(),
                e.name().isEmpty() ? "" : e.id().key(),
                sign,
                faults > 0 ? Mark.BAD : Mark.NONE,
                note);
    }
}
