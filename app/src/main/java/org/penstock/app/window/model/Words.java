package org.penstock.app.window.model;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Every word the window says, from the bundle {@code messages.properties}, and how the person who reads them writes numbers
 * and times. Thread-safe.
 */
public final class Words {
    private final ResourceBundle bundle;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private volatile Manner manner = Manner.SITE;

    /** The words of {@code bundle}, which has a sentence for every key. */
    public Words(ResourceBundle bundle) {
        this.bundle = bundle;
    }

    /** How numbers and times are written beside the words. */
    public Manner manner() {
        return manner;
    }

    /** Writes everything from now on in another manner. */
    public void manner(Manner next) {
        manner = next;
    }

    /** What {@link Numerals} wrote, as this person writes it. */
    public String styled(String written) {
        return manner.numbers().of(written);
    }

    /** A measured value, see {@link Numerals#fixed}. */
    public String number(double value, int decimals) {
        return styled(Numerals.fixed(value, decimals));
    }

    /** A value without needless digits, see {@link Numerals#plain}. */
    public String plain(double value) {
        return styled(Numerals.plain(value));
    }

    /** A difference, see {@link Numerals#signed}. */
    public String signed(double value, int decimals) {
        return styled(Numerals.signed(value, decimals));
    }

    /** The words in the language of {@code locale}, or English where that language has none. */
    public static Words in(Locale locale) {
        return new Words(ResourceBundle.getBundle(
                "org.penstock.app.window.messages",
                locale,
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES)));
    }

    /**
     * The sentence for a key, with {@code {0}}, {@code {1}} … filled in; numbers come ready written.
     *
     * @throws java.util.MissingResourceException for a key without a sentence
     */
    public String of(String key, Object... values) {
        MessageFormat format = formats.computeIfAbsent(key, k -> new MessageFormat(bundle.getString(k), Locale.ROOT));
        synchronized (format) {
            return format.format(values);
        }
    }

    /** The sentence for a key, or {@code otherwise} when the bundle has none: for words that come from outside. */
    public String orElse(String key, String otherwise) {
        return bundle.containsKey(key) ? of(key) : otherwise;
    }
}
