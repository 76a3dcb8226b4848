package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.EquipmentSpec;
import org.penstock.core.facility.RelationshipSpec;
import org.penstock.core.facility.RelationshipSpec.Point;
import org.penstock.core.facility.RelationshipType;
import org.penstock.core.facility.RelationshipType.End;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/** Reads single pieces of the drawing with what measures and controls them. */
final class PieceReader {
    private static final Set<RelationshipType> TELLS =
            Set.of(RelationshipType.MEASURES, RelationshipType.METERS, RelationshipType.MONITORS);
    private static final Set<String> GIVES_HEAT_OR_LIGHT = Set.of("heater", "light");
    private static final Pattern CAPACITY =
            Pattern.compile("\"(?:capacity|total_volume|working_volume)\"\\s*:\\s*\"([^\"]+)\"");

    private final FacilitySnapshot snapshot;
    private final Set<Point> drawn;

    /** @param drawn every end of a pipe: what is drawn itself is not drawn a second time inside another */
    PieceReader(FacilitySnapshot snapshot, Set<Point> drawn) {
        this.snapshot = snapshot;
        this.drawn = drawn;
    }

    /** The piece at an end of a pipe, null when the facility does not tell of it. */
    @Nullable
    Piece piece(Point end) {
        return switch (end.end()) {
            case OUTPUT ->
                snapshot.control().outputs().stream()
                        .filter(o -> o.key().equals(end.key()))
                        .findFirst()
                        .map(o -> output(end, o))
                        .orElse(null);
            case EQUIPMENT ->
                snapshot.field().map().equipment().stream()
                        .filter(e -> e.key().equals(end.key()))
                        .findFirst()
                        .map(e -> equipment(end, e))
                        .orElse(null);
            case LOCATION ->
                snapshot.field()
                        .map()
                        .location(end.key())
                        .map(l -> location(end, l))
                        .orElse(null);
            case DEVICE, STREAM -> null;
        };
    }

    private Piece output(Point end, ControlSnapshot.Output o) {
        List<String> self = List.of(o.key());
        return new Piece(
                end,
                o.name(),
                Symbol.ofOutput(o.kind()),
                o.location(),
                place(o.location()),
                false,
                self,
                self,
                streams(end),
                "");
    }

    private Piece equipment(Point end, EquipmentSpec e) {
        Symbol symbol = Symbol.ofEquipment(e.kind());
        List<String> controlledBy = controls(end);
        List<String> gates = symbol.box()
                ? List.of()
                : controlledBy.stream().filter(o -> gates(o, symbol)).toList();
        List<String> outputs = new ArrayList<>(gates);
        controlledBy.stream().filter(o -> !gates.contains(o)).forEach(outputs::add);
        Matcher capacity = CAPACITY.matcher(e.properties());
        return new Piece(
                end,
                e.name(),
                symbol,
                e.location(),
                place(e.location()),
                symbol.box(),
                gates,
                outputs,
                streams(end),
                capacity.find() ? capacity.group(1) : "");
    }

    private Piece location(Point end, LocationSpec l) {
        Symbol symbol = Symbol.ofLocation(l.kind());
        List<String> streams = streams(end);
        if (streams.isEmpty()) {
            streams = snapshot.field().streams().stream()
                    .filter(s -> s.location().equals(l.key()) && !told(new Point(End.STREAM, s.key())))
                    .map(FieldSnapshot.Stream::key)
                    .toList();
        }
        List<String> outputs = controls(end);
        if (outputs.isEmpty()) {
            outputs = snapshot.control().outputs().stream()
                    .filter(o -> o.location().equals(l.key()))
                    .filter(o -> !drawn.contains(new Point(End.OUTPUT, o.key())) && !controlsAny(o.key()))
                    .map(ControlSnapshot.Output::key)
                    .toList();
        }
        boolean holds = !l.kind().equals("line");
        return new Piece(end, l.name(), symbol, l.key(), place(l.parent()), holds, List.of(), outputs, streams, "");
    }

    /** A heater in an evaporator thaws it; whether anything goes through is not its business. */
    private boolean gates(String output, Symbol symbol) {
        return symbol == Symbol.HEATER
                || symbol == Symbol.LIGHT
                || snapshot.control().outputs().stream()
                        .filter(o -> o.key().equals(output))
                        .noneMatch(o -> GIVES_HEAT_OR_LIGHT.contains(o.kind().toLowerCase(Locale.ROOT)));
    }

    private List<String> controls(Point end) {
        return snapshot.field().map().relationships().stream()
                .filter(r -> r.type() == RelationshipType.CONTROLS && r.to().equals(end))
                .map(RelationshipSpec::from)
                .filter(from -> from.end() == End.OUTPUT && !drawn.contains(from))
                .map(Point::key)
                .filter(key -> snapshot.control().outputs().stream()
                        .anyMatch(o -> o.key().equals(key)))
                .toList();
    }

    private boolean controlsAny(String output) {
        Point point = new Point(End.OUTPUT, output);
        return snapshot.field().map().relationships().stream()
                .anyMatch(r -> r.type() == RelationshipType.CONTROLS && r.from().equals(point));
    }

    private boolean told(Point stream) {
        return snapshot.field().map().relationships().stream()
                .anyMatch(r -> TELLS.contains(r.type()) && r.from().equals(stream));
    }

    /** Streams whose readings are about {@code end}: its own, those of a device at it, those of a probe in it. */
    private List<String> streams(Point end) {
        Set<String> found = new LinkedHashSet<>();
        List<Point> open = new ArrayList<>(List.of(end));
        Set<Point> seen = new LinkedHashSet<>();
        while (!open.isEmpty()) {
            Point at = open.removeFirst();
            if (!seen.add(at)) {
                continue;
            }
            for (RelationshipSpec r : snapshot.field().map().relationships()) {
                if (TELLS.contains(r.type()) && r.to().equals(at)) {
                    switch (r.from().end()) {
                        case STREAM ->
                            snapshot.field().streams().stream()
                                    .filter(s -> s.key().equals(r.from().key()))
                                    .forEach(s -> found.add(s.key()));
                        case DEVICE ->
                            snapshot.field().streams().stream()
                                    .filter(s -> s.device().equals(r.from().key()))
                                    .forEach(s -> found.add(s.key()));
                        case EQUIPMENT -> open.add(r.from());
                        case OUTPUT, LOCATION -> {}
                    }
                }
            }
        }
        return List.copyOf(found);
    }

    private String place(String location) {
        return snapshot.field()
                .map()
                .location(location)
                .map(LocationSpec::name)
                .orElse(snapshot.site().name());
    }
}
