package org.penstock.app.window.model;

import org.jspecify.annotations.Nullable;

/**
 * What became of something a person asked here.
 *
 * @param time site time of the answer
 * @param asked the words on the button that was pressed
 * @param undo what takes it back, null when nothing does
 */
public record AnswerRow(
        String key,
        String time,
        boolean accepted,
        String word,
        String asked,
        String text,
        @Nullable Ask undo) implements Keyed {
    /** What takes {@code ask} back, null when nothing does. */
    public static @Nullable Ask undo(Ask ask, Overview overview) {
        return switch (ask.verb()) {
            case "output.set" ->
                overview.outputs().stream()
                        .filter(o -> o.id().equals(ask.subject()))
                        .map(OutputRow::release)
                        .findFirst()
                        .orElse(null);
            case "program.run" ->
                overview.programs().stream()
                        .filter(p -> p.key().equals("program:" + ask.subject()))
                        .map(ProgramRow::run)
                        .filter(r -> r != null)
                        .map(ProgramRow.Running::stop)
                        .findFirst()
                        .orElse(null);
            default -> null;
        };
    }
}
