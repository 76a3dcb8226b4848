package org.penstock.app.window.model;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * The overview: a tile for every place that measures or drives something, in the order of the facility file, so that a
 * place always stands in the same spot; and the programs in a line each.
 *
 * @param empty what to do when there is nothing to show, "" when there is
 */
public record TilesModel(List<Tile> tiles, List<ProgramRow> programs, boolean lost, String empty) {
    /** Values on a tile beside the first. */
    public static final int VALUES = 4;

    private static final String SAFE = "phase-safe";

    public TilesModel {
        tiles = List.copyOf(tiles);
        programs = List.copyOf(programs);
    }

    private record Held(List<FacilitySnapshot.Stream> streams, List<FacilitySnapshot.Output> outputs) {
        Held() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /** The tiles of {@code beat}. */
    public static TilesModel of(Beat beat) {
        FacilitySnapshot snapshot = beat.snapshot();
        Words words = beat.words();
        Map<String, Held> places = new LinkedHashMap<>();
        beat.map().locations().forEach(l -> places.put(l.key(), new Held()));
        snapshot.streams().forEach(s -> places.computeIfAbsent(s.location(), _ -> new Held())
                .streams()
                .add(s));
        snapshot.outputs().forEach(o -> places.computeIfAbsent(o.location(), _ -> new Held())
                .outputs()
                .add(o));
        Map<String, SeverityStyle> alerts = ValuesModel.alerts(snapshot);
        Whereabouts whereabouts = Whereabouts.of(snapshot);
        ProfileFace face = ProfileFace.of(snapshot.site().profile());
        List<Tile> tiles = new ArrayList<>();
        places.forEach((place, held) -> {
            if (!held.streams().isEmpty() || !held.outputs().isEmpty()) {
                tiles.add(tile(beat, place, held, whereabouts.in(Set.of(place)), alerts, face));
            }
        });
        return new TilesModel(
                tiles,
                snapshot.programs().stream()
                        .map(p -> ProgramRow.of(
                                p, snapshot.running(), beat.moment().now(), words, beat.times()))
                        .toList(),
                beat.lost(),
                tiles.isEmpty() ? words.of(snapshot.links().isEmpty() ? "values.empty" : "values.first") : "");
    }

    private static Tile tile(
            Beat beat,
            String place,
            Held held,
            List<FacilitySnapshot.Alert> open,
            Map<String, SeverityStyle> alerts,
            ProfileFace face) {
        Words words = beat.words();
        List<ValueLine.Value> values = ordered(held.streams(), face).stream()
                .map(s -> ValuesModel.value(
                        s, alerts.get("stream:" + s.key()), beat.moment(), words, beat.times()))
                .toList();
        ValueLine.@Nullable Value hero = values.isEmpty() ? null : values.getFirst();
        List<ValueLine.Value> others = values.isEmpty() ? List.of() : values.subList(1, values.size());
        List<OutputRow> rows = held.outputs().stream()
                .map(o -> OutputRow.of(o, words, beat.times()))
                .toList();
        List<Tile.Active> active = rows.stream()
                .filter(o -> !o.phaseClass().equals(SAFE))
                .map(o -> new Tile.Active(words.of("tile.output", o.name(), o.state()), o.phaseClass()))
                .toList();
        int doubt = (int) values.stream()
                .filter(v -> v.state().mark() != Mark.NONE)
                .count();
        int more = Math.max(0, others.size() - VALUES);
        List<LocationSpec> path = beat.map().path(place);
        String name = path.isEmpty() ? beat.snapshot().site().name() : path.getLast().name();
        String state = state(open.size(), doubt, words);
        return new Tile(
                "tile:" + place,
                place,
                name,
                path.size() < 2
                        ? ""
                        : String.join(
                                " › ",
                                path.subList(0, path.size() - 1).stream()
                                        .map(LocationSpec::name)
                                        .toList()),
                Whereabouts.worst(open),
                state,
                words.of("tile.spoken", name, state),
                hero,
                caption(hero, words),
                shown(others),
                more == 0 ? "" : words.of("tile.more", Integer.toString(more)),
                active.isEmpty() ? null : active.getFirst(),
                rest(rows.size(), active.size(), words));
    }

    /** By what the profile looks at first; the second sensor of a kind comes after the first of every other kind. */
    private static List<FacilitySnapshot.Stream> ordered(List<FacilitySnapshot.Stream> streams, ProfileFace face) {
        Map<String, Integer> before = new HashMap<>();
        Map<FacilitySnapshot.Stream, Integer> turn = new IdentityHashMap<>();
        streams.forEach(s -> turn.put(s, before.merge(s.metric(), 1, Integer::sum)));
        return streams.stream()
                .sorted(Comparator.<FacilitySnapshot.Stream>comparingInt(s -> turn.getOrDefault(s, 0))
                        .thenComparingInt(s -> face.rank(s.metric())))
                .toList();
    }

    private static String caption(ValueLine.@Nullable Value hero, Words words) {
        if (hero == null) {
            return "";
        }
        return hero.note().isEmpty() ? hero.name() : words.of("tile.caption", hero.name(), hero.note());
    }

    private static String state(int alerts, int doubt, Words words) {
        if (alerts > 0 && doubt > 0) {
            return words.of("tile.alerts-doubt", Integer.toString(alerts), Integer.toString(doubt));
        }
        if (alerts > 0) {
            return words.of("nav.alerts", Integer.toString(alerts));
        }
        return doubt > 0 ? words.of("values.doubt", Integer.toString(doubt)) : "";
    }

    private static String rest(int all, int away, Words words) {
        if (all == 0) {
            return "";
        }
        if (away > 1) {
            return words.of("tile.others-away", Integer.toString(away - 1));
        }
        return all == away ? "" : words.of("tile.safe", Integer.toString(all - away));
    }

    /** The first ones; an abnormal one that would be left out takes the place of the last normal one. */
    private static List<ValueLine.Value> shown(List<ValueLine.Value> values) {
        List<ValueLine.Value> shown = new ArrayList<>(values.subList(0, Math.min(VALUES, values.size())));
        for (ValueLine.Value value : values.subList(shown.size(), values.size())) {
            if (abnormal(value)) {
                for (int i = shown.size() - 1; i >= 0; i--) {
                    if (!abnormal(shown.get(i))) {
                        shown.set(i, value);
                        break;
                    }
                }
            }
        }
        return shown;
    }

    private static boolean abnormal(ValueLine.Value value) {
        return value.alert() != null || value.state().mark() != Mark.NONE;
    }
}
