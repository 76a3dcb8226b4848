package org.penstock.app.window.model;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.concurrent.ConcurrentHashMap;

/** Every word the window says, from the bundle {@code messages.properties}. Thread-safe. */
public final class Words {
    private final ResourceBundle bundle;
    private final Map<String, MessageFormat> formats = new ConcurrentHashMap<>();

    private Words(ResourceBundle bundle) {
        this.bundle = bundle;
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
