package org.penstock.app.window.model.overview;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.penstock.core.quantity.Metric;
import org.penstock.core.runtime.FieldSnapshot;

/** The face of a barn: its climate, its air, its water and feed wherever they come from, its animals. */
final class BarnFace {
    /** Figures beside one another. */
    static final int BESIDE = 3;

    private static final List<Metric> AIR = List.of(Metric.AMMONIA, Metric.CO2, Metric.PRESSURE);
    private static final List<Metric> FEED = List.of(Metric.FLOW, Metric.LEVEL, Metric.MASS, Metric.VOLUME);

    private final Here here;
    private final Set<FieldSnapshot.Stream> told = new HashSet<>();
    private int left;

    private BarnFace(Here here) {
        this.here = here;
    }

    static TileFace of(Here here) {
        return new BarnFace(here).face();
    }

    private TileFace face() {
        List<TileFace.Group> groups = new ArrayList<>();
        FieldSnapshot.@Nullable Stream temperature = first(Metric.TEMPERATURE);
        FieldSnapshot.@Nullable Stream humidity = first(Metric.HUMIDITY);
        List<Figure> climate = new ArrayList<>();
        Stream.of(temperature, humidity)
                .filter(Objects::nonNull)
                .forEach(s -> climate.add(tell(Objects.requireNonNull(s), true)));
        @Nullable Figure thi = Computed.thi(here, temperature, humidity);
        if (thi != null) {
            climate.add(thi);
        }
        add(groups, "tile.barn.climate", climate);
        List<Figure> air = new ArrayList<>();
        AIR.forEach(m -> here.of(m).stream().limit(1).forEach(s -> air.add(tell(s, true))));
        add(groups, "tile.barn.air", air);
        add(groups, "tile.barn.feed", feed());
        add(
                groups,
                "tile.barn.animals",
                here.of(Metric.MASS).stream()
                        .filter(s -> !told.contains(s))
                        .map(s -> tell(s, false))
                        .toList());
        List<Figure> rest = here.streams().stream()
                .filter(s -> !told.contains(s))
                .map(here::figure)
                .toList();
        add(groups, "tile.barn.else", rest);
        return new TileFace.Barn(groups, Choice.more(left, here.words()));
    }

    /** What is told of whatever feeds the barn, and how much water went through. */
    private List<Figure> feed() {
        Set<String> upstream = new Flow(here.beat().map()).upstream(here.within());
        List<FieldSnapshot.Stream> all = Stream.concat(
                        here.streams().stream().filter(s -> !s.metric().equals(Metric.MASS.key())),
                        here.beat().snapshot().field().streams().stream()
                                .filter(s -> upstream.contains(s.key())
                                        && !here.streams().contains(s)))
                .distinct()
                .filter(s -> !told.contains(s))
                .toList();
        List<Figure> found = new ArrayList<>();
        for (Metric metric : FEED) {
            all.stream().filter(s -> s.metric().equals(metric.key())).forEach(s -> found.add(tell(s, false)));
        }
        return found;
    }

    /** The barn's own sensor of a kind before those of its parts. */
    private FieldSnapshot.@Nullable Stream first(Metric metric) {
        List<FieldSnapshot.Stream> all = here.of(metric);
        return all.stream()
                .filter(s -> s.location().equals(here.place()))
                .findFirst()
                .orElse(all.isEmpty() ? null : all.getFirst());
    }

    private Figure tell(FieldSnapshot.Stream stream, boolean byMetric) {
        told.add(stream);
        return byMetric ? here.measured(stream) : here.figure(stream);
    }

    private void add(List<TileFace.Group> groups, String nameKey, List<Figure> figures) {
        if (!figures.isEmpty()) {
            List<Figure> shown = Choice.of(figures, BESIDE, Figure::abnormal);
            left += figures.size() - shown.size();
            groups.add(new TileFace.Group(here.words().of(nameKey), shown));
        }
    }
}
