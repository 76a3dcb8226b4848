package org.penstock.core.link;

import java.util.Map;

/**
 * What a person wants to see of a line.
 *
 * @param words what to look at, in the driver's own words: {@code topic}, {@code decoder}, {@code units}, {@code registers}
 * @param forMillis how long to look, ms; a survey that has an end of its own may be done sooner
 */
public record SurveyWish(Map<String, String> words, long forMillis) {
    public SurveyWish {
        words = Map.copyOf(words);
    }

    /** The word, or {@code fallback} when it was not given. */
    public String word(String word, String fallback) {
        return words.getOrDefault(word, fallback);
    }
}
