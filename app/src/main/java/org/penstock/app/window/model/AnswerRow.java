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
    /** What takes {@code ask} back as the facility is in {@code beat}, null when nothing does. */
    public static @Nullable Ask undo(Ask ask, Beat beat) {
        Words words = beat.words();
        return switch (ask.verb()) {
            case "output.set" ->
                beat.snapshot().control().outputs().stream()
                        .filter(o -> o.key().equals(ask.subject()))
                        .map(o -> Ask.plain("output.release", o.key(), words.of("ask.release", o.name())))
                        .findFirst()
                        .orElse(null);
            case "program.run" ->
                beat.snapshot().control().running().stream()
                        .filter(r -> r.program().equals(ask.subject()))
                        .map(r ->
                                Ask.plain("run.stop", Long.toString(r.no()), words.of("ask.stop-run", r.programName())))
                        .findFirst()
                        .orElse(null);
            default -> null;
        };
    }
}
