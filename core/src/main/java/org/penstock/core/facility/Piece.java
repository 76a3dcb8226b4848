package org.penstock.core.facility;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.IntUnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingEndEvent;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceEndEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/**
 * A piece of the text of a facility file with where it begins and where it ends, which {@link Node} does not know: what
 * changes a text at one place needs both. Comments and empty lines behind a piece are not part of it.
 *
 * @param from of its first character in the text
 * @param to behind its last character; {@code from} where nothing is written
 * @param inBrackets whether it is a mapping or list in brackets, which may stand in one line
 * @param fields of a mapping, in the order of the file
 * @param items of a list
 */
record Piece(Form form, int from, int to, boolean inBrackets, List<Field> fields, List<Piece> items) {
    private static final int DEEPEST = 64;

    Piece {
        fields = List.copyOf(fields);
        items = List.copyOf(items);
    }

    /** What stands there. */
    enum Form {
        MAPPING,
        LIST,
        VALUE
    }

    /** One word of a mapping and what is written under it. */
    record Field(String word, Piece at, Piece value) {}

    /** The field of a word, null when it is not written. */
    @Nullable
    Field field(String word) {
        return fields.stream().filter(f -> f.word().equals(word)).findFirst().orElse(null);
    }

    /** The mapping or list that begins at {@code offset}, this one or one below it. */
    Optional<Piece> beginningAt(int offset) {
        if (from == offset && form != Form.VALUE) {
            return Optional.of(this);
        }
        if (offset < from || offset >= to) {
            return Optional.empty();
        }
        return Stream.concat(fields.stream().map(Field::value), items.stream())
                .flatMap(below -> below.beginningAt(offset).stream())
                .findFirst();
    }

    /** The whole of a text; empty when it is no YAML. */
    static Optional<Piece> of(String text) {
        int start = text.startsWith("\uFEFF") ? 1 : 0;
        String plain = text.substring(start);
        LoadSettings settings = LoadSettings.builder()
                .setUseMarks(true)
                .setCodePointLimit(FacilityText.MOST_CHARACTERS + 1)
                .setBufferSize(plain.length() + 2)
                .build();
        try {
            Iterator<Event> events = new Parse(settings).parseString(plain).iterator();
            Reader reader = new Reader(text, offsets(plain, start), events);
            while (events.hasNext()) {
                Event e = events.next();
                if (e instanceof NodeEvent) {
                    return Optional.of(reader.piece(e, 0));
                }
            }
        } catch (YamlEngineException e) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    /** The library counts whole characters; a text counts halves of the rare ones. */
    private static IntUnaryOperator offsets(String plain, int start) {
        return plain.codePointCount(0, plain.length()) == plain.length()
                ? at -> start + at
                : at -> start + plain.offsetByCodePoints(0, at);
    }

    private record Reader(String text, IntUnaryOperator offset, Iterator<Event> events) {
        Piece piece(Event e, int depth) {
            if (depth > DEEPEST) {
                throw new YamlEngineException("too deep");
            }
            int from = at(e.getStartMark());
            return switch (e) {
                case MappingStartEvent m -> mapping(from, m.isFlow(), depth);
                case SequenceStartEvent s -> list(from, s.isFlow(), depth);
                case ScalarEvent s -> value(from, at(s.getEndMark()));
                default -> value(from, at(e.getEndMark()));
            };
        }

        private Piece mapping(int from, boolean flow, int depth) {
            List<Field> fields = new ArrayList<>();
            Event e = events.next();
            int to = from;
            for (; !(e instanceof MappingEndEvent); e = events.next()) {
                Piece key = piece(e, depth + 1);
                String word = e instanceof ScalarEvent s ? s.getValue() : "";
                Piece value = piece(events.next(), depth + 1);
                if (value.from == value.to && value.form == Form.VALUE) {
                    // Nothing is written: what could be would stand behind the colon.
                    int behind = text.indexOf(':', key.to) + 1;
                    value = value(behind, behind);
                }
                fields.add(new Field(word, key, value));
                to = value.to;
            }
            return new Piece(Form.MAPPING, from, flow ? at(e.getEndMark()) : to, flow, fields, List.of());
        }

        private Piece list(int from, boolean flow, int depth) {
            List<Piece> items = new ArrayList<>();
            Event e = events.next();
            int to = from;
            for (; !(e instanceof SequenceEndEvent); e = events.next()) {
                Piece item = piece(e, depth + 1);
                items.add(item);
                to = item.to;
            }
            return new Piece(Form.LIST, from, flow ? at(e.getEndMark()) : to, flow, List.of(), items);
        }

        /** A text in lines ends before the empty lines that follow it. */
        private Piece value(int from, int to) {
            int end = to;
            while (end > from && Character.isWhitespace(text.charAt(end - 1))) {
                end--;
            }
            return new Piece(Form.VALUE, from, end, false, List.of(), List.of());
        }

        private int at(Optional<Mark> mark) {
            return offset.applyAsInt(mark.map(Mark::getIndex).orElse(0));
        }
    }
}
