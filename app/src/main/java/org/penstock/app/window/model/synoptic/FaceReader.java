package org.penstock.app.window.model.synoptic;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.penstock.app.window.model.Words;
import org.penstock.core.runtime.FacilitySnapshot;

/** Measures the pieces of a drawing. */
final class FaceReader {
    private static final int MOST_IN_A_BOX = 8;
    private static final int MOST_AT_A_FIGURE = 3;
    private static final double WIDEST_TITLE = 9;
    private static final double NUMBER = 4.1;
    private static final double STATE = 4.8;
    private static final double SHAPE = 1.6;
    private static final Set<String> FILLS = Set.of("volume", "mass", "level");

    private final Map<String, FacilitySnapshot.Stream> streams = new HashMap<>();
    private final Map<String, FacilitySnapshot.Output> outputs = new HashMap<>();
    private final Words words;

    FaceReader(FacilitySnapshot snapshot, Words words) {
        this.words = words;
        snapshot.streams().forEach(s -> streams.put(s.key(), s));
        snapshot.outputs().forEach(o -> outputs.put(o.key(), o));
    }

    Face face(Piece piece) {
        return piece.symbol().box() ? box(piece) : figure(piece);
    }

    private Face figure(Piece piece) {
        List<String> title = Letters.lines(piece.name(), WIDEST_TITLE);
        List<String> rows = first(piece.streams(), MOST_AT_A_FIGURE);
        List<String> others =
                piece.outputs().stream().filter(o -> !piece.gates().contains(o)).toList();
        List<String> attached = first(others, MOST_AT_A_FIGURE);
        double width = Face.FIGURE + 2.6;
        for (String line : title) {
            width = Math.max(width, Letters.width(line));
        }
        List<String> names = new ArrayList<>();
        for (String row : rows) {
            FacilitySnapshot.Stream stream = stream(row);
            names.add("");
            width = Math.max(width, number(stream) + unit(stream) + (limited(stream) ? Face.BAR + 0.5 : 0));
        }
        for (String output : attached) {
            width = Math.max(width, SHAPE + Letters.width(name(output)) + 0.6 + STATE);
        }
        int more = piece.streams().size() - rows.size() + others.size() - attached.size();
        double above = title.size() * 1.3 + 0.2;
        int lines = rows.size() + attached.size() + (more > 0 ? 1 : 0) + (piece.gates().isEmpty() ? 0 : 1);
        return new Face(
                piece,
                title,
                "",
                rows,
                names,
                attached,
                more,
                Math.ceil(width),
                above + Face.FIGURE + lines * Face.ROW,
                above + Face.FIGURE / 2,
                Face.FIGURE / 2);
    }

    private Face box(Piece piece) {
        String gauge = piece.symbol().reservoir()
                ? piece.streams().stream()
                        .filter(s -> FILLS.contains(stream(s).metric()))
                        .findFirst()
                        .orElse("")
                : "";
        List<String> told = piece.streams().stream().filter(s -> !s.equals(gauge)).toList();
        int places = MOST_IN_A_BOX;
        List<String> attached = first(piece.outputs(), places / 2);
        List<String> rows = first(told, places - attached.size());
        List<String> names = rows.stream().map(r -> shorter(stream(r).name(), piece.name())).toList();
        int more = told.size() - rows.size() + piece.outputs().size() - attached.size();
        double inner = piece.symbol().reservoir() ? 7.5 : 6;
        boolean bars = rows.stream().anyMatch(r -> limited(stream(r)));
        for (int i = 0; i < rows.size(); i++) {
            FacilitySnapshot.Stream stream = stream(rows.get(i));
            inner = Math.max(
                    inner,
                    Letters.width(names.get(i)) + 0.8 + (bars ? Face.BAR + 0.6 : 0) + number(stream) + unit(stream));
        }
        for (String output : attached) {
            inner = Math.max(inner, SHAPE + Letters.width(name(output)) + 0.8 + STATE);
        }
        if (!gauge.isEmpty()) {
            inner = Math.max(inner, number(stream(gauge)) + unit(stream(gauge)) + 2);
        }
        List<String> title = Letters.lines(piece.name(), Math.max(inner - 2, WIDEST_TITLE));
        for (String line : title) {
            inner = Math.max(inner, Letters.width(line) * 1.05 + 2);
        }
        double head = title.size() * 1.35 + 0.2;
        int lines = rows.size() + attached.size() + (more > 0 ? 1 : 0);
        double body = piece.symbol().reservoir() ? (gauge.isEmpty() ? Face.BARE_RESERVOIR : Face.RESERVOIR) : 0;
        double height = Face.PAD * 2 + head + body + lines * Face.ROW + (body > 0 && lines > 0 ? 0.3 : 0);
        double width = Math.ceil(inner + Face.PAD * 2);
        return new Face(piece, title, gauge, rows, names, attached, more, width, height, height / 2, width / 2);
    }

    private FacilitySnapshot.Stream stream(String key) {
        return Objects.requireNonNull(streams.get(key), key);
    }

    private String name(String output) {
        return Objects.requireNonNull(outputs.get(output), output).name();
    }

    private static boolean limited(FacilitySnapshot.Stream stream) {
        return stream.words() == null && !(Double.isNaN(stream.low()) && Double.isNaN(stream.high()));
    }

    private double number(FacilitySnapshot.Stream stream) {
        return stream.words() == null
                ? NUMBER
                : Math.max(
                        Letters.width(words.of("value.unknown")),
                        Math.max(
                                Letters.width(Objects.requireNonNullElse(stream.word(0), "")),
                                Letters.width(Objects.requireNonNullElse(stream.word(1), ""))));
    }

    private static double unit(FacilitySnapshot.Stream stream) {
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
        for (int i = its.size() - 1; i > 0 && mine.size() > 1; i--) {
            if (!mine.getLast().equalsIgnoreCase(its.get(i))) {
                break;
            }
            mine.removeLast();
        }
        while (mine.size() > 1
                && its.stream().anyMatch(mine.getFirst()::equalsIgnoreCase)
                && mine.get(1).length() > 1
                && !Set.of("in", "of", "to", "at", "on", "from").contains(mine.get(1))) {
            mine.removeFirst();
        }
        String left = String.join(" ", mine);
        return left.substring(0, 1).toUpperCase(Locale.ROOT) + left.substring(1);
    }
}
