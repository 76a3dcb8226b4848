package org.penstock.app.window.model.configuration;

import org.penstock.app.window.model.Words;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.core.facility.Problems.Weight;

/**
 * What the check says of an element.
 *
 * @param word the word it is about, "" when it is about the whole
 * @param line 1-based line within the element's own lines
 * @param error whether the file is refused for it; if not, a person should look at it
 */
public record Told(String word, int line, String what, String remedy, boolean error) {
    static Told of(Problem problem, String word, int line) {
        return new Told(word, line, problem.what(), problem.remedy(), problem.weight() == Weight.ERROR);
    }

    /** As it stands at a field: what is wrong, and what to write instead. */
    public String text(Words words) {
        return remedy.isEmpty() ? words.of("config.told", what) : words.of("config.told-remedy", what, remedy);
    }

    /** As it stands under lines of text. */
    public String inLines(Words words) {
        return words.of("config.told-line", Integer.toString(line), text(words));
    }
}
