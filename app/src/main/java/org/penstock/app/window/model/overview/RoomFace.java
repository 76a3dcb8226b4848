package org.penstock.app.window.model.overview;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.ProgramRow;
import org.penstock.app.window.model.ValueLine;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.quantity.Metric;
import org.penstock.core.runtime.ControlSnapshot.Output;
import org.penstock.core.runtime.FieldSnapshot.Stream;

/**
 * The face of a room of plants: temperature, humidity, vapour pressure deficit, conductivity and water content, in this
 * order everywhere, and when it is watered. Air that is measured only in the house around a bay is shown on the bay, too.
 */
final class RoomFace {
    /** Figures beside one another. */
    private static final int BESIDE = 3;

    /** Lines there is room for without any figures, and how many a row of figures takes. */
    private static final int LINES = 5;

    private static final int ROW_OF_FIGURES = 2;

    private static final List<Metric> AIR = List.of(Metric.TEMPERATURE, Metric.HUMIDITY);
    private static final List<Metric> ROOT = List.of(Metric.EC, Metric.VWC);
    private static final String VALVE = "valve";

    private final Here here;
    private final List<Stream> everywhere;
    private final List<Figure> figures = new ArrayList<>();
    private final Set<Stream> told = new HashSet<>();

    private RoomFace(Here here) {
        this.here = here;
        this.everywhere = here.beat().snapshot().field().streams();
    }

    static TileFace of(Here here) {
        return new RoomFace(here).face();
    }

    private TileFace face() {
        boolean grown = here.outputs().stream().anyMatch(o -> VALVE.equalsIgnoreCase(o.kind()))
                || !here.of(Metric.VWC).isEmpty();
        @Nullable Stream temperature = air(AIR.getFirst(), grown);
        @Nullable Stream humidity = air(AIR.getLast(), grown);
        @Nullable Figure vpd = here.of(Metric.VPD).isEmpty() ? Computed.vpd(here, temperature, humidity) : null;
        if (vpd != null) {
            figures.add(vpd);
        } else {
            here.of(Metric.VPD).stream().findFirst().ifPresent(this::own);
        }
        ROOT.forEach(this::root);
        List<Stream> rest =
                here.streams().stream().filter(s -> !told.contains(s)).toList();
        int rows = (figures.size() + BESIDE - 1) / BESIDE;
        List<Figure> lines =
                Choice.of(rest.stream().map(here::figure).toList(), LINES - rows * ROW_OF_FIGURES, Figure::abnormal);
        return new TileFace.Room(figures, lines, Choice.more(rest.size() - lines.size(), here.words()), water());
    }

    /** Of the room itself; of a room where something grows, else that of the nearest place around it. */
    private @Nullable Stream air(Metric metric, boolean grown) {
        List<Stream> own = here.of(metric);
        if (!own.isEmpty()) {
            own(own.getFirst());
            return own.getFirst();
        }
        List<LocationSpec> path = here.beat().map().path(here.place());
        for (int i = path.size() - 2; i >= 0 && grown; i--) {
            LocationSpec around = path.get(i);
            for (Stream stream : everywhere) {
                if (stream.location().equals(around.key()) && stream.metric().equals(metric.key())) {
                    figures.add(Figure.of(here.name(metric.key()), around.name(), here.value(stream)));
                    return stream;
                }
            }
        }
        return null;
    }

    private void own(Stream stream) {
        told.add(stream);
        figures.add(here.measured(stream));
    }

    /** One probe as it is; of several their mean, unless one of them must be looked at. */
    private void root(Metric metric) {
        List<Stream> probes = here.of(metric);
        if (probes.isEmpty()) {
            return;
        }
        told.addAll(probes);
        List<ValueLine.Value> values = probes.stream().map(here::value).toList();
        for (int i = 0; i < values.size(); i++) {
            if (values.size() == 1 || Figure.of("", "", values.get(i)).abnormal()) {
                String note = values.size() == 1 ? "" : here.words().of("tile.one-of", Integer.toString(values.size()));
                figures.add(Figure.of(here.name(metric.key()), note, values.get(i)));
                return;
            }
        }
        Stream first = probes.getFirst();
        double mean = probes.stream().mapToDouble(Stream::value).average().orElse(Double.NaN);
        ValueLine.State worst = values.stream()
                .map(ValueLine.Value::state)
                .max(Comparator.naturalOrder())
                .orElse(ValueLine.State.GOOD);
        figures.add(new Figure(
                here.name(metric.key()),
                here.words().of("tile.mean", Integer.toString(values.size())),
                here.words().number(mean, first.decimals()),
                first.unit(),
                worst,
                null,
                worst == ValueLine.State.GOOD
                        ? ValueLine.Range.of(mean, first.low(), first.high(), "%".equals(first.unit()))
                        : null,
                ""));
    }

    private TileFace.@Nullable Water water() {
        List<Output> valves = here.outputs().stream()
                .filter(o -> VALVE.equalsIgnoreCase(o.kind()))
                .toList();
        if (valves.isEmpty()) {
            return null;
        }
        Set<String> keys = new HashSet<>();
        valves.forEach(v -> keys.add(v.key()));
        Instant now = here.beat().moment().now();
        double day = Duration.ofDays(1).toSeconds();
        List<Double> starts = here.beat().snapshot().control().programs().stream()
                .filter(p -> p.outputs().stream().anyMatch(keys::contains))
                .flatMap(p -> p.next().stream())
                .map(at -> Duration.between(now, at).toSeconds() / day)
                .filter(at -> at >= 0 && at <= 1)
                .sorted()
                .map(at -> Math.rint(at * 200) / 200)
                .distinct()
                .toList();
        for (Output valve : valves) {
            if (valve.value() > 0) {
                return new TileFace.Water(flowing(valve), true, starts);
            }
        }
        return new TileFace.Water(resting(valves), false, starts);
    }

    private String flowing(Output valve) {
        return here.programs().stream()
                .map(ProgramRow::run)
                .filter(r -> r != null)
                .findFirst()
                .map(r -> here.words().of("tile.water.run", valve.name(), r.left()))
                .orElseGet(() -> here.words()
                        .of("tile.water.open", valve.name(), here.beat().times().span(valve.sinceSeconds())));
    }

    private String resting(List<Output> valves) {
        double since = valves.stream().mapToDouble(Output::sinceSeconds).min().orElse(0);
        String dry = here.words().of("tile.water.none", here.beat().times().span(since));
        Set<String> keys = new HashSet<>();
        valves.forEach(v -> keys.add(v.key()));
        Instant now = here.beat().moment().now();
        return here.beat().snapshot().control().programs().stream()
                .filter(p -> p.outputs().stream().anyMatch(keys::contains))
                .flatMap(p -> p.next().stream())
                .filter(at -> at.isAfter(now))
                .min(Comparator.naturalOrder())
                .map(at -> here.words()
                        .of("tile.water.next", dry, here.beat().times().moment(at, now)))
                .orElse(dry);
    }
}
