package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.penstock.core.facility.RelationshipSpec.Point;
import org.penstock.core.facility.RelationshipType.End;

/** Plumbing drawn by hand: {@code tank > pump > valve > bay}; what drains is written {@code bay ~ tank}. */
final class Sketch {
    private final Map<String, Piece> pieces = new LinkedHashMap<>();
    private final List<Pipe> pipes = new ArrayList<>();

    /** Adds ways, each from left to right. Names that begin with tank or bay hold something; pump and valve are gates. */
    Sketch way(String... ways) {
        for (String way : ways) {
            List<String> names = List.of(way.split(" "));
            for (int i = 0; i < names.size(); i += 2) {
                piece(names.get(i));
                if (i > 0) {
                    pipes.add(new Pipe(
                            id(names.get(i - 2)),
                            id(names.get(i)),
                            names.get(i - 1).equals("~")));
                }
            }
        }
        return this;
    }

    Plumbing plumbing() {
        return new Plumbing(List.copyOf(pieces.values()), pipes);
    }

    List<Face> faces() {
        return pieces.values().stream()
                .map(p -> new Face(
                        p,
                        List.of(p.name()),
                        "",
                        List.of(),
                        List.of(),
                        0,
                        List.of(),
                        List.of(),
                        0,
                        8,
                        p.symbol().box() ? 4 : 5,
                        2,
                        p.symbol().box() ? 4 : 1.3))
                .toList();
    }

    static String id(String name) {
        return "equipment:" + name;
    }

    private void piece(String name) {
        Symbol symbol = name.startsWith("tank")
                ? Symbol.TANK
                : name.startsWith("bay")
                        ? Symbol.PLACE
                        : name.startsWith("pump")
                                ? Symbol.PUMP
                                : name.startsWith("valve") ? Symbol.VALVE : Symbol.FILTER;
        boolean gate = symbol == Symbol.PUMP || symbol == Symbol.VALVE;
        List<String> gates = gate ? List.of(name) : List.of();
        pieces.putIfAbsent(
                id(name),
                new Piece(
                        new Point(End.EQUIPMENT, name),
                        name,
                        symbol,
                        "",
                        "",
                        symbol.box(),
                        gates,
                        gates,
                        List.of(),
                        ""));
    }
}
