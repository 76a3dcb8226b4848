package org.penstock.app.window;

import java.util.Collections;
import java.util.Enumeration;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import org.penstock.app.window.model.Words;

/**
 * A language that is nobody's: every sentence of the bundle with its vowels accented and some doubled. It is 30 % longer
 * than English, as many languages are, and whatever on the screen has no accent did not come from the bundle.
 */
final class LongWords extends ResourceBundle {
    private static final String VOWELS = "aeiouyAEIOU";
    private static final String ACCENTED = "áéíóúýÁÉÍÓÚ";

    /** How much longer, in parts of English. */
    private static final double LONGER = 0.3;

    /** What is a pattern, a number or a list of names in any language. */
    private static final Set<String> NOT_SENTENCES =
            Set.of("time.day", "time.date", "form.default-minutes", "look.default-seconds", "tile.stirring-names");

    private final ResourceBundle english;

    private LongWords(ResourceBundle english) {
        this.english = english;
    }

    static Words words() {
        return new Words(new LongWords(ResourceBundle.getBundle("org.penstock.app.window.messages", Locale.ROOT)));
    }

    @Override
    protected Object handleGetObject(String key) {
        String sentence = english.getString(key);
        return NOT_SENTENCES.contains(key) ? sentence : longer(sentence);
    }

    private static String longer(String sentence) {
        StringBuilder text = new StringBuilder();
        boolean filled = false;
        int read = 0;
        int more = 0;
        for (char c : sentence.toCharArray()) {
            read++;
            filled = c == '{' || filled && c != '}';
            int vowel = filled ? -1 : VOWELS.indexOf(c);
            if (vowel < 0) {
                text.append(c);
            } else {
                boolean twice = Character.isLowerCase(c) && more + 1 <= LONGER * (read + 1);
                more += twice ? 1 : 0;
                text.repeat(ACCENTED.charAt(vowel), twice ? 2 : 1);
            }
        }
        return text.toString();
    }

    @Override
    public Enumeration<String> getKeys() {
        return Collections.enumeration(english.keySet());
    }
}
