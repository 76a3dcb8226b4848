package org.penstock.core.facility;

import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Checks {@code ${secret:name}} wherever it stands in a facility file, and that nothing stands in plain text where only
 * such a name may.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern SECRET = Pattern.compile("secret:([a-z0-9][a-z0-9_.-]*)");
    private static final Set<String> SECRET_WORDS = Set.of(
            "password", "passphrase", "passwd", "token", "secret", "api_key", "apikey", "app_key", "private_key");

    private Placeholders() {}

    /** Reports every fault at {@code node} and below. */
    static void check(Node node, Predicate<String> secretKnown, Problems problems) {
        for (String word : node.words()) {
            check(node.get(word), secretKnown, problems);
            // Whatever a driver or a schema makes of such a word: the file is copied, sent and kept for ever.
            if (SECRET_WORDS.contains(word.toLowerCase(Locale.ROOT))
                    && !node.get(word).text().isEmpty()) {
                Fields.of(node, new Problems()).tellLiteral(word, problems);
            }
        }
        node.items().forEach(item -> check(item, secretKnown, problems));
        Matcher placeholder = PLACEHOLDER.matcher(node.text());
        while (placeholder.find()) {
            Matcher secret = SECRET.matcher(placeholder.group(1));
            if (!secret.matches()) {
                problems.add(
                        node,
                        "`" + placeholder.group() + "` is not known here",
                        "write `${secret:some-name}`, with small letters, digits, hyphens and dots in the name");
            } else if (!secretKnown.test(secret.group(1))) {
                problems.add(
                        node,
                        "the secret `" + secret.group(1) + "` has no value",
                        "set it with `penstock secret set " + secret.group(1) + "`");
            }
        }
    }
}
