package org.penstock.app.window.model;

import java.util.List;

/** What a person can say about a look at a link, for each protocol. */
public final class LookWords {
    private LookWords() {}

    /**
     * @param word the driver's own
     * @param nameKey bundle key of what it is called
     * @param promptKey bundle key of what is looked at when nothing is written
     */
    public record Word(String word, String nameKey, String promptKey) {}

    /** The words a driver understands; none for one that only finds what it knows. */
    public static List<Word> of(String driver) {
        return switch (driver) {
            case "mqtt" ->
                List.of(
                        new Word("topic", "look.topic", "look.topic-prompt"),
                        new Word("decoder", "look.decoder", "look.decoder-prompt"));
            case "modbus" ->
                List.of(
                        new Word("units", "look.units", "look.units-prompt"),
                        new Word("registers", "look.registers", "look.registers-prompt"));
            default -> List.of();
        };
    }
}
