package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.RelationshipSpec;
import org.penstock.core.facility.RelationshipType;
import org.penstock.core.runtime.FacilityMap;
import org.penstock.core.runtime.FacilitySnapshot;

/**
 * What of a facility belongs into the drawing: the ends of {@code feeds} and {@code drains_to}, with what measures and
 * controls them, and what powers what. Changes with the configuration only.
 *
 * @param pieces in the order in which the relationships name them
 * @param pipes in file order
 * @param wires from what gives power to what takes it, in file order
 */
public record Plumbing(List<Piece> pieces, List<Pipe> pipes, List<Wire> wires) {
    /** Nothing to draw. */
    public static final Plumbing NONE = new Plumbing(List.of(), List.of());

    public Plumbing {
        pieces = List.copyOf(pieces);
        pipes = List.copyOf(pipes);
        wires = List.copyOf(wires);
    }

    /** Pieces and pipes without power. */
    public Plumbing(List<Piece> pieces, List<Pipe> pipes) {
        this(pieces, pipes, List.of());
    }

    /**
     * The plumbing of a location: what lies within it and whatever feeds that.
     *
     * @param location key, "" for the whole site
     */
    public static Plumbing of(FacilitySnapshot snapshot, String location) {
        FacilityMap map = snapshot.field().map();
        Set<Pipe> pipes = new LinkedHashSet<>();
        Set<RelationshipSpec.Point> ends = new LinkedHashSet<>();
        for (RelationshipSpec r : map.relationships()) {
            if (r.type() == RelationshipType.FEEDS || r.type() == RelationshipType.DRAINS_TO) {
                pipes.add(new Pipe(r.from().toString(), r.to().toString(), r.type() == RelationshipType.DRAINS_TO));
                ends.add(r.from());
                ends.add(r.to());
            }
        }
        Set<Wire> wires = new LinkedHashSet<>();
        for (RelationshipSpec r : map.relationships()) {
            if (r.type() == RelationshipType.POWERS) {
                wires.add(new Wire(r.from().toString(), r.to().toString()));
                ends.add(r.from());
                ends.add(r.to());
            }
        }
        PieceReader reader = new PieceReader(snapshot, ends);
        Map<String, Piece> pieces = new LinkedHashMap<>();
        for (RelationshipSpec.Point end : ends) {
            @Nullable Piece piece = reader.piece(end);
            if (piece != null) {
                pieces.put(piece.id(), piece);
            }
        }
        pipes.removeIf(p -> !pieces.containsKey(p.from()) || !pieces.containsKey(p.to()));
        wires.removeIf(w -> !pieces.containsKey(w.from()) || !pieces.containsKey(w.to()));
        // What only bears the other end of a wire that cannot be drawn has no place in the drawing.
        pieces.keySet()
                .removeIf(id -> pipes.stream().noneMatch(p -> p.from().equals(id) || p.to().equals(id))
                        && wires.stream().noneMatch(w -> w.from().equals(id) || w.to().equals(id)));
        Plumbing all = new Plumbing(List.copyOf(pieces.values()), List.copyOf(pipes), List.copyOf(wires));
        return location.isEmpty() ? all : all.within(map.within(location));
    }

    private Plumbing within(Set<String> locations) {
        Set<String> kept = new LinkedHashSet<>();
        List<String> open = new ArrayList<>();
        pieces.stream().filter(p -> locations.contains(p.location())).forEach(p -> open.add(p.id()));
        while (!open.isEmpty()) {
            String id = open.removeLast();
            if (kept.add(id)) {
                pipes.stream().filter(p -> !p.drain() && p.to().equals(id)).forEach(p -> open.add(p.from()));
                wires.stream().filter(w -> w.to().equals(id)).forEach(w -> open.add(w.from()));
            }
        }
        return new Plumbing(
                pieces.stream().filter(p -> kept.contains(p.id())).toList(),
                pipes.stream()
                        .filter(p -> kept.contains(p.from()) && kept.contains(p.to()))
                        .toList(),
                wires.stream()
                        .filter(w -> kept.contains(w.from()) && kept.contains(w.to()))
                        .toList());
    }

    /** The piece of an id, null when there is none. */
    public @Nullable Piece piece(String id) {
        for (Piece piece : pieces) {
            if (piece.id().equals(id)) {
                return piece;
            }
        }
        return null;
    }

    /** Pipes that begin at a piece. */
    public List<Pipe> outOf(String id) {
        return pipes.stream().filter(p -> p.from().equals(id)).toList();
    }

    /** Pipes that end at a piece. */
    public List<Pipe> into(String id) {
        return pipes.stream().filter(p -> p.to().equals(id)).toList();
    }
}
