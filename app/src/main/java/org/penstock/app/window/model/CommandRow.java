package org.penstock.app.window.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.CommandQuery;

/**
 * A line of the commands that were sent to an output.
 *
 * @param wanted what it was to become
 * @param state what became of it
 * @param abnormal whether it did not do what it should
 * @param took how long until that was known, "" while it is not
 * @param why when, day and second of the site, who or what wanted it and, when it failed, why
 */
public record CommandRow(String key, String wanted, String state, boolean abnormal, String took, String why)
        implements Keyed {
    private static final long SECOND_MILLIS = 1_000;

    /** @param row the output, which knows what its values are called */
    public static List<CommandRow> of(
            List<CommandQuery.Recorded> commands, OutputRow row, Instant now, Words words, Times times) {
        return commands.stream().map(c -> of(c, row, now, words, times)).toList();
    }

    private static CommandRow of(CommandQuery.Recorded command, OutputRow row, Instant now, Words words, Times times) {
        String state = command.state().toLowerCase(Locale.ROOT);
        return new CommandRow(
                "command:" + command.no(),
                row.valueWord(command.wanted(), words),
                words.orElse("command." + state, command.state()),
                state.equals("failed") || state.equals("timed_out"),
                took(command, words, times),
                words.of(
                        "command.when-why",
                        words.of("time.day-minute", times.day(command.issued(), now), times.clock(command.issued())),
                        command.reason().isEmpty()
                                ? command.requestedBy()
                                : words.of("command.why", command.requestedBy(), command.reason())));
    }

    private static String took(CommandQuery.Recorded command, Words words, Times times) {
        @Nullable Instant ended = command.ended();
        if (ended == null) {
            return "";
        }
        long millis = Math.max(0, Duration.between(command.issued(), ended).toMillis());
        return millis < 10 * SECOND_MILLIS
                ? words.of("time.ms", Long.toString(millis))
                : times.span(millis / (double) SECOND_MILLIS);
    }
}
