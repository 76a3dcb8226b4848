package org.penstock.app.window.model.overview;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.ProgramRow;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.ValuesModel;
import org.penstock.app.window.model.Whereabouts;
import org.penstock.app.window.model.Words;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * The overview: a tile for every place that measures or drives something, in the order of the facility file, so that a
 * place always stands in the same spot, of cold units the worst first; and the programs in a line each.
 *
 * @param shape how large the tiles are
 * @param empty what to do when there is nothing to show, "" when there is
 */
public record TilesModel(
        ProfileFace shape, List<Tile> tiles, List<ProgramRow> programs, boolean lost, String empty) {
    /** Values on a plain tile beside the first. */
    public static final int VALUES = 4;

    private static final String SAFE = "phase-safe";

    public TilesModel {
        tiles = List.copyOf(tiles);
        programs = List.copyOf(programs);
    }

    private record Held(List<FieldSnapshot.Stream> streams, List<ControlSnapshot.Output> outputs) {
        Held() {
            this(new ArrayList<>(), new ArrayList<>());
        }
    }

    /** The tiles of {@code beat}. @param since remembers conditions from beat to beat */
    public static TilesModel of(Beat beat, SinceWhen since) {
        FacilitySnapshot snapshot = beat.snapshot();
        Words words = beat.words();
        ProfileFace profile = ProfileFace.of(snapshot.site().profile());
        Map<String, Set<String>> places = places(beat, profile);
        Map<String, Held> held = new LinkedHashMap<>();
        Map<String, String> tileOf = new HashMap<>();
        places.forEach((place, within) -> {
            held.put(place, new Held());
            within.forEach(w -> tileOf.put(w, place));
        });
        snapshot.field().streams().forEach(s -> held.computeIfAbsent(
                        tileOf.getOrDefault(s.location(), s.location()), _ -> new Held())
                .streams()
                .add(s));
        snapshot.control().outputs().forEach(o -> held.computeIfAbsent(
                        tileOf.getOrDefault(o.location(), o.location()), _ -> new Held())
                .outputs()
                .add(o));
        Map<String, SeverityStyle> alerts = ValuesModel.alerts(snapshot);
        Whereabouts whereabouts = Whereabouts.of(snapshot);
        List<Tile> tiles = new ArrayList<>();
        held.forEach((place, of) -> {
            if (!of.streams().isEmpty() || !of.outputs().isEmpty()) {
                Set<String> within = places.getOrDefault(place, Set.of(place));
                tiles.add(tile(
                        new Here(
                                beat,
                                place,
                                within,
                                ordered(of.streams(), profile),
                                of.outputs(),
                                whereabouts.in(within),
                                alerts),
                        profile,
                        since));
            }
        });
        if (profile.worstFirst()) {
            tiles.sort(Comparator.comparingInt(TilesModel::rank));
        }
        return new TilesModel(
                profile,
                tiles,
                snapshot.control().programs().stream()
                        .map(p -> ProgramRow.of(
                                p, snapshot.control().running(), beat.moment().now(), words, beat.times()))
                        .toList(),
                beat.lost(),
                tiles.isEmpty() ? words.of(snapshot.field().links().isEmpty() ? "values.empty" : "values.first") : "");
    }

    /** Every location that may have a tile, with all that is shown on it. */
    private static Map<String, Set<String>> places(Beat beat, ProfileFace profile) {
        Map<String, Set<String>> places = new LinkedHashMap<>();
        Set<String> shown = new HashSet<>();
        for (LocationSpec location : beat.map().locations()) {
            if (profile.holdsAll(location)) {
                shown.addAll(beat.map().within(location.key()));
            }
        }
        for (LocationSpec location : beat.map().locations()) {
            if (profile.holdsAll(location)) {
                places.put(location.key(), beat.map().within(location.key()));
            } else if (!shown.contains(location.key())) {
                places.put(location.key(), Set.of(location.key()));
            }
        }
        return places;
    }

    private static int rank(Tile tile) {
        return tile.face() instanceof TileFace.ColdUnit unit ? unit.condition().rank() : Integer.MAX_VALUE;
    }

    private static Tile tile(Here here, ProfileFace profile, SinceWhen since) {
        Beat beat = here.beat();
        Words words = beat.words();
        List<OutputRow> rows = here.outputs().stream()
                .map(o -> OutputRow.of(o, words, beat.times()))
                .toList();
        List<Tile.Active> active = rows.stream()
                .filter(o -> !o.phaseClass().equals(SAFE))
                .map(o -> new Tile.Active(words.of("tile.output", o.name(), o.state()), o.phaseClass()))
                .toList();
        int doubt = (int) here.streams().stream()
                .filter(s -> here.value(s).state().mark() != Mark.NONE)
                .count();
        List<LocationSpec> path = beat.map().path(here.place());
        String name = path.isEmpty() ? beat.snapshot().site().name() : path.getLast().name();
        String state = state((int) here.open().stream().filter(AlertRow::calling).count(), doubt, words);
        return new Tile(
                "tile:" + here.place(),
                here.place(),
                name,
                path.size() < 2
                        ? ""
                        : String.join(
                                " › ",
                                path.subList(0, path.size() - 1).stream()
                                        .map(LocationSpec::name)
                                        .toList()),
                Whereabouts.worst(here.open()),
                state,
                words.of("tile.spoken", name, state),
                profile.face(here, path.isEmpty() ? "" : path.getLast().kind(), since),
                active.isEmpty() ? null : active.getFirst(),
                rest(rows.size(), active.size(), words));
    }

    /** By what the profile looks at first; the second sensor of a kind comes after the first of every other kind. */
    private static List<FieldSnapshot.Stream> ordered(List<FieldSnapshot.Stream> streams, ProfileFace face) {
        Map<String, Integer> before = new HashMap<>();
        Map<FieldSnapshot.Stream, Integer> turn = new IdentityHashMap<>();
        streams.forEach(s -> turn.put(s, before.merge(s.metric(), 1, Integer::sum)));
        return streams.stream()
                .sorted(Comparator.<FieldSnapshot.Stream>comparingInt(s -> turn.getOrDefault(s, 0))
                        .thenComparingInt(s -> face.rank(s.metric())))
                .toList();
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
}
