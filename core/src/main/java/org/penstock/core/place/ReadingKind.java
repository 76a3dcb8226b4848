package org.penstock.core.place;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is kept of readings, each made of the one before it. */
public enum ReadingKind {
    /** Every reading, as it came. */
    RAW("raw", "readings"),
    /** Roll-ups of a minute. */
    MINUTE("1m", "minutes"),
    /** Roll-ups of five minutes. */
    FIVE_MINUTES("5m", "five minutes"),
    /** Roll-ups of an hour. */
    HOUR("1h", "hours"),
    /** Roll-ups of a day. */
    DAY("1d", "days");

    private final String word;
    private final String inWords;

    ReadingKind(String word, String inWords) {
        this.word = word;
        this.inWords = inWords;
    }

    /** The word in files, tables and events. */
    public String word() {
        return word;
    }

    /** What a person calls it. */
    public String inWords() {
        return inWords;
    }

    /** The words of all, raw first. */
    public static List<String> words() {
        return Arrays.stream(values()).map(ReadingKind::word).toList();
    }

    /** The kind for a word. */
    public static Optional<ReadingKind> of(String word) {
        return Arrays.stream(values()).filter(k -> k.word.equals(word)).findFirst();
    }
}
