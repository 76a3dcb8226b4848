package org.penstock.app.window.model;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penstock.app.window.model.FoundRow.Kind;

/**
 * The hidden command that lets the screen stand still for a moment, to see that the watch over its thread notices: typed in
 * full where anything is found, {@code freeze 400 ms}, and offered by no list.
 *
 * @param millis how long, {@link #LEAST_MILLIS}..{@link #MOST_MILLIS}
 */
public record Freeze(long millis) {
    static final long LEAST_MILLIS = 50;

    /** Longer than a person would think of a fault. */
    static final long MOST_MILLIS = 5_000;

    private static final Pattern TYPED = Pattern.compile("freeze (\\d{2,4}) ms");
    private static final String ID = "freeze ";

    /** What was typed, if it is this command to the last letter. */
    public static Optional<Freeze> typed(String text) {
        Matcher matcher = TYPED.matcher(text.strip());
        return matcher.matches()
                ? Optional.of(new Freeze(Long.parseLong(matcher.group(1))))
                        .filter(f -> f.millis >= LEAST_MILLIS && f.millis <= MOST_MILLIS)
                : Optional.empty();
    }

    /** The only line that is found then. */
    public List<FoundRow> found(Words words) {
        return List.of(new FoundRow(
                "action:freeze",
                Kind.ACTION,
                ID + millis + " ms",
                words.of(Kind.ACTION.wordKey()),
                words.of("find.freeze", Long.toString(millis)),
                words.of("find.freeze-why")));
    }
}
