package org.penstock.app.window.model.register;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.record.RecordFilter;
import org.penstock.core.identity.Secret;

/** What a person filled in, by key of the field. */
public record Filled(Map<String, String> texts, Map<String, Secret> secrets) {
    private static final Pattern NUMBER = Pattern.compile("[+-]?\\d{1,18}([.,]\\d{1,9})?");
    private static final Pattern THOUSANDS = Pattern.compile("[+-]?\\d{1,3},\\d{3}");

    public Filled {
        texts = Map.copyOf(texts);
        secrets = Map.copyOf(secrets);
    }

    /** "" where nothing was filled in. */
    public String text(String key) {
        return texts.getOrDefault(key, "");
    }

    /** Null where nothing was filled in: what that means is the facility's to say. */
    public @Nullable String orNull(String key) {
        String text = text(key);
        return text.isEmpty() ? null : text;
    }

    /** Whether it was checked. */
    public boolean on(String key) {
        return text(key).equals(Boolean.TRUE.toString());
    }

    /** A secret; empty where none was given. */
    public Optional<Secret> secret(String key) {
        return Optional.ofNullable(secrets.get(key));
    }

    /**
     * A number, exactly as it is written.
     *
     * @return null where nothing was filled in
     * @throws Unfit when it is none, or can be read as two
     */
    public @Nullable BigDecimal number(String key, Words words) {
        String text = text(key).replace(" ", "").replace("\u2009", "");
        if (text.isEmpty()) {
            return null;
        }
        if (THOUSANDS.matcher(text).matches()) {
            // One thousand of what is destroyed is not one of it.
            throw new Unfit(words.of("register.two-numbers", text));
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new Unfit(words.of("register.no-number", text));
        }
        return new BigDecimal(text.replace(',', '.'));
    }

    /** A number that must be there. @throws Unfit when it is none */
    public BigDecimal demanded(String key, Words words) {
        BigDecimal number = number(key, words);
        if (number == null) {
            throw new Unfit(words.of("register.no-number", ""));
        }
        return number;
    }

    /** A moment in the site's zone; null where nothing was filled in. @throws Unfit when it is none */
    public @Nullable Instant moment(String key, ZoneId zone, Instant now, Words words) {
        String text = text(key);
        if (text.isEmpty()) {
            return null;
        }
        Instant at = RecordFilter.moment(text, zone, now, false);
        if (at == null) {
            throw new Unfit(words.of("register.no-moment", text));
        }
        return at;
    }

    /** Something cannot be read as what it should be. The message says what and what to write. */
    public static final class Unfit extends RuntimeException {
        private static final long serialVersionUID = 1;

        public Unfit(String message) {
            super(message);
        }
    }
}
