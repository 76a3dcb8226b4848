package org.penstock.app.window.model.register;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;

/**
 * How a record is written down for whoever reads it now.
 *
 * @param names printed name of a person's key
 */
public record Pen(Words words, Times times, Instant now, UnaryOperator<String> names) {
    /** A sentence. */
    public String of(String key, Object... values) {
        return words.of(key, values);
    }

    /** A word of the record, in this language. @param prefix of its key @param word as the record has it */
    public String word(String prefix, String word) {
        return words.orElse(prefix + word, word.replace('_', ' '));
    }

    /** When. */
    public String moment(Instant at) {
        return times.moment(at, now);
    }

    /** Who. */
    public String name(String key) {
        return names.apply(key);
    }

    /** Exactly how much: every digit of the record, none that says nothing. */
    public String exact(BigDecimal value) {
        String text = value.signum() == 0 ? "0" : value.stripTrailingZeros().toPlainString();
        return words.styled(text.replace('-', '−'));
    }

    /** How much of what. */
    public String amount(BigDecimal value, String unit) {
        return of("register.amount", exact(value), unit);
    }

    /** Whether some letters stand in one of {@code texts}. */
    public static boolean says(String letters, String... texts) {
        String small = letters.toLowerCase(Locale.ROOT);
        for (String text : texts) {
            if (text.toLowerCase(Locale.ROOT).contains(small)) {
                return true;
            }
        }
        return letters.isEmpty();
    }
}
