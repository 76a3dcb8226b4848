package org.penstock.core.identity;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What a password, a PIN and a badge must be. Length counts, not kinds of characters (NIST SP 800-63B §5.1.1.2); what
 * everybody tries first is refused.
 */
public final class SecretRules {
    /** Fewest characters of a password. */
    public static final int PASSWORD = 10;
    /** Fewest digits of a PIN. */
    public static final int PIN = 6;

    private static final Pattern LOGIN = Pattern.compile("[a-z][a-z0-9._-]{0,59}");
    private static final Pattern DIGITS = Pattern.compile("[0-9]{" + PIN + ",12}");
    private static final Pattern NUMBER = Pattern.compile("[\\x21-\\x7e]{4,60}");
    private static final Set<String> TRIED_FIRST = Set.of(
            "password12", "1234567890", "0123456789", "qwertyuiop", "qwertzuiop", "administrator", "changeme123");

    private SecretRules() {}

    /** What is wrong with a login; empty = nothing. */
    public static Optional<String> login(String login) {
        boolean kind =
                Arrays.stream(Actors.Kind.values()).anyMatch(k -> k.word().equals(login));
        return LOGIN.matcher(login).matches() && !kind
                ? Optional.empty()
                : Optional.of(
                        "The sign-in name must begin with a small letter and go on with small letters, digits, dot,"
                                + " underscore or hyphen: " + "anna.lee, for example.");
    }

    /** What is wrong with a printed name; empty = nothing. */
    public static Optional<String> name(String name) {
        return name.isBlank() || name.length() > 200 || name.codePoints().anyMatch(Character::isISOControl)
                ? Optional.of("The name, as it is printed under a signature, must have 1 to 200 characters.")
                : Optional.empty();
    }

    /** What is wrong with a password; empty = nothing. */
    public static Optional<String> password(Secret secret, String login) {
        String text = secret.text();
        String small = text.toLowerCase(Locale.ROOT);
        if (text.codePointCount(0, text.length()) < PASSWORD) {
            return Optional.of("The password needs at least " + PASSWORD + " characters; some words in a row are easy"
                    + " to keep in mind.");
        }
        if (small.contains(login)
                || small.contains("penstock")
                || TRIED_FIRST.contains(small)
                || text.chars().distinct().count() < 4) {
            return Optional.of("This password is among the first that somebody would try. Choose another.");
        }
        return Optional.empty();
    }

    /** What is wrong with a PIN; empty = nothing. */
    public static Optional<String> pin(Secret secret) {
        String pin = secret.text();
        if (!DIGITS.matcher(pin).matches()) {
            return Optional.of("The PIN must have " + PIN + " to 12 digits.");
        }
        boolean row = true;
        for (int i = 2; i < pin.length(); i++) {
            row &= pin.charAt(i) - pin.charAt(i - 1) == pin.charAt(1) - pin.charAt(0);
        }
        return row
                ? Optional.of("This PIN is among the first that somebody would try. Choose another.")
                : Optional.empty();
    }

    /** What is wrong with a badge's number as a reader types it; empty = nothing. */
    public static Optional<String> badge(Secret secret) {
        return NUMBER.matcher(secret.text()).matches()
                ? Optional.empty()
                : Optional.of("The badge was not read: its number must have 4 to 60 characters. Hold it to the reader"
                        + " again.");
    }
}
