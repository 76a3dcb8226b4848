package org.penstock.app.window.model.overview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.penstock.app.window.model.ProgramRow;
import org.penstock.core.quantity.Metric;
import org.penstock.core.runtime.FieldSnapshot.Stream;

/** The faceplate of a vessel: temperature, acidity, oxygen, stirring, then the rest, and the step it is in. */
final class VesselFace {
    /** Lines beneath the figures. */
    static final int LINES = 3;

    private static final List<Metric> FIRST = List.of(Metric.TEMPERATURE, Metric.PH, Metric.DISSOLVED_OXYGEN);

    private VesselFace() {}

    static TileFace of(Here here) {
        Set<Stream> told = new HashSet<>();
        List<Figure> figures = new ArrayList<>();
        for (Metric metric : FIRST) {
            here.of(metric).stream().limit(1).forEach(s -> {
                told.add(s);
                figures.add(here.measured(s));
            });
        }
        List<Figure> others = here.streams().stream()
                .filter(s -> !told.contains(s))
                .sorted(Comparator.comparing(s -> !stirs(s, here)))
                .map(here::figure)
                .toList();
        List<Figure> lines = Choice.of(others, LINES, Figure::abnormal);
        String more = Choice.more(others.size() - lines.size(), here.words());
        List<ProgramRow> programs = here.programs();
        for (ProgramRow program : programs) {
            ProgramRow.Running run = program.run();
            if (run != null) {
                String step = here.words().of("tile.run-of", program.name(), run.step(), run.left());
                return new TileFace.Vessel(figures, lines, more, step, run.done());
            }
        }
        String next = programs.isEmpty()
                ? ""
                : here.words()
                        .of(
                                "tile.caption",
                                programs.getFirst().name(),
                                programs.getFirst().next());
        return new TileFace.Vessel(figures, lines, more, next, Double.NaN);
    }

    /** Nothing but its name says that a count is one of turns. */
    private static boolean stirs(Stream stream, Here here) {
        String names =
                stream.name().toLowerCase(Locale.ROOT) + " " + stream.key().toLowerCase(Locale.ROOT);
        return stream.metric().equals(Metric.COUNT.key())
                && List.of(here.words().of("tile.stirring-names").split(",")).stream()
                        .anyMatch(names::contains);
    }
}
