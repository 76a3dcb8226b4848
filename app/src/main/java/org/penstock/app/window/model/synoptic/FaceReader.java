package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.penstock.app.window.model.Words;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;

/** Measures the pieces of a drawing. */
final class FaceReader {
    private static final int MOST_IN_A_BOX = 8;
    private static final int MOST_AT_A_FIGURE = 3;
    private static final double WIDEST_TITLE = 9.5;
    private static final double STATE = 4.8;
    private static final double SHAPE = 1.6;
    /** Words that mean nothing at an end. */
    private static final Set<String> BINDS = Set.of("in", "of", "to", "at", "on", "from", "the", "a");

    private static final Set<String> FILLS = Set.of("volume", "mass", "level");

    private final Map<String, FieldSnapshot.Stream> streams = new HashMap<>();
    private final Map<String, ControlSnapshot.Output> outputs = new HashMap<>();
    private final Words words;

    FaceReader(FacilitySnapshot snapshot, Words words) {
        this.words = words;
        snapshot.field().streams().forEach(s -> streams.put(s.key(), s));
        snapshot.control().outputs().forEach(o -> outputs.put(o.key(), o));
    }

    Face face(Piece piece) {
        return piece.symbol().box() ? box(piece) : figure(piece);
    }

    private Face figure(Piece piece) {
        List<String> title = Letters.lines(piece.name(), WIDEST_TITLE);
        List<String> rows = first(piece.streams(), MOST_AT_A_FIGURE);
        List<String> others =
                piece.outputs().stream().filter(o -> !piece.gates().contains(o)).toList();
        Lines lines = new Lines(piece, rows, first(others, MOST_AT_A_FIGURE), false);
        double width = Math.max(Face.FIGURE + 2.6, lines.width());
        for (String line : title) {
            width = Math.max(width, Letters.width(line));
        }
        int more = piece.streams().size() - rows.size() + others.size() - lines.outputs.size();
        double above = title.size() * Face.TITLE + 0.2;
        int below = rows.size()
                + lines.outputs.size()
                + (more > 0 ? 1 : 0)
                + (piece.gates().isEmpty() ? 0 : 1);
        double height = above + Face.FIGURE + below * Face.ROW;
        return lines.face(title, "", more, Math.ceil(width), height, above + Face.FIGURE / 2, Face.FIGURE / 2);
    }

    private Face box(Piece piece) {
        boolean reservoir = piece.symbol().reservoir();
        String gauge = reservoir
                ? piece.streams().stream()
                        .filter(s -> FILLS.contains(stream(s).metric()))
                        .findFirst()
                        .orElse("")
                : "";
        boolean apart = piece.symbol() == Symbol.TANK && !gauge.isEmpty();
        List<String> told =
                piece.streams().stream().filter(s -> !apart || !s.equals(gauge)).toList();
        List<String> attached = first(piece.outputs(), MOST_IN_A_BOX / 2);
        List<String> rows = first(told, MOST_IN_A_BOX - attached.size());
        Lines lines = new Lines(piece, rows, attached, piece.symbol() != Symbol.TANK);
        int more = told.size() - rows.size() + piece.outputs().size() - attached.size();
        double inner = Math.max(reservoir ? 7 : 6, lines.width());
        if (apart) {
            FieldSnapshot.Stream level = stream(gauge);
            inner = Math.max(inner, number(level) + unit(level) + (limited(level) ? Face.BAR + 0.5 : 0));
        }
        List<String> title = Letters.lines(piece.name(), Math.max(inner - 1.5, WIDEST_TITLE));
        for (String line : title) {
            inner = Math.max(inner, Letters.width(line) * 1.08 + 1.5);
        }
        double head = title.size() * Face.TITLE + 0.25;
        double body = reservoir ? Face.RESERVOIR + (apart ? Face.ROW : 0) : 0;
        int below = rows.size() + attached.size() + (more > 0 ? 1 : 0);
        double height = Face.PAD * 2 + head + body + below * Face.ROW;
        double width = Math.ceil(inner + Face.PAD * 2);
        return lines.face(title, gauge, more, width, height, height / 2, width / 2);
    }

    /** The lines of a piece and the room they need. */
    private final class Lines {
        private final Piece piece;
        private final List<String> rows;
        private final List<String> names;
        private final List<String> outputs;
        private final List<String> outputNames;

        /** @param named whether numbers bear their names; words always do */
        Lines(Piece piece, List<String> rows, List<String> outputs, boolean named) {
            this.piece = piece;
            this.rows = rows;
            this.outputs = outputs;
            names = rows.stream()
                    .map(FaceReader.this::stream)
                    .map(s -> named || s.words() != null || s.unit().isEmpty() ? shorter(s.name(), piece.name()) : "")
                    .toList();
            outputNames =
                    outputs.stream().map(o -> shorter(name(o), piece.name())).toList();
        }

        double width() {
            double width = 0;
            boolean bars = rows.stream().anyMatch(r -> limited(stream(r)));
            for (int i = 0; i < rows.size(); i++) {
                String name = names.get(i);
                FieldSnapshot.Stream stream = stream(rows.get(i));
                double left = name.isEmpty() ? 0 : Letters.width(name) + 0.8;
                double right = stream.words() == null ? units() : unit(stream);
                double bar = bars && stream.words() == null ? Face.BAR + 0.6 : 0;
                width = Math.max(width, left + bar + number(stream) + right);
            }
            for (String name : outputNames) {
                width = Math.max(width, SHAPE + Letters.width(name) + 0.8 + STATE);
            }
            return width;
        }

        private double units() {
            return rows.stream().mapToDouble(r -> unit(stream(r))).max().orElse(0);
        }

        Face face(List<String> title, String gauge, int more, double width, double height, double port, double half) {
            return new Face(
                    piece, title, gauge, rows, names, units(), outputs, outputNames, more, width, height, port, half);
        }
    }

    private FieldSnapshot.Stream stream(String key) {
        return Objects.requireNonNull(streams.get(key), key);
    }

    private String name(String output) {
        return Objects.requireNonNull(outputs.get(output), output).name();
    }

    private static boolean limited(FieldSnapshot.Stream stream) {
        return stream.words() == null && !(Double.isNaN(stream.low()) && Double.isNaN(stream.high()));
    }

    private double number(FieldSnapshot.Stream stream) {
        return stream.words() == null
                ? Face.NUMBER
                : Math.max(
                        Letters.width(words.of("value.unknown")),
                        Math.max(
                                Letters.width(Objects.requireNonNullElse(stream.word(0), "")),
                                Letters.width(Objects.requireNonNullElse(stream.word(1), ""))));
    }

    private static double unit(FieldSnapshot.Stream stream) {
        return stream.unit().isEmpty() ? 0 : 0.4 + Letters.width(stream.unit());
    }

    private static List<String> first(List<String> of, int most) {
        return of.size() <= most ? of : of.subList(0, most);
    }

    /**
     * The name of a stream beside a piece, without the words that the piece bears itself: {@code Water content 1 north}
     * beside {@code Slabs 1 north} is its water content.
     */
    static String shorter(String name, String piece) {
        List<String> mine = new ArrayList<>(List.of(name.split(" ")));
        List<String> its = List.of(piece.split(" "));
        int end = mine.size();
        for (int i = its.size() - 1; i > 0 && end > 1 && mine.get(end - 1).equalsIgnoreCase(its.get(i)); i--) {
            end--;
        }
        if (!BINDS.contains(mine.get(end - 1))) {
            mine = mine.subList(0, end);
        }
        while (mine.size() > 1
                && its.stream().anyMatch(mine.getFirst()::equalsIgnoreCase)
                && mine.get(1).length() > 1
                && !BINDS.contains(mine.get(1))) {
            mine = mine.subList(1, mine.size());
        }
        String left = String.join(" ", mine);
        return left.substring(0, 1).toUpperCase(Locale.ROOT) + left.substring(1);
    }
}
