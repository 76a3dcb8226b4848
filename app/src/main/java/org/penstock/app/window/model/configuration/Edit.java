package org.penstock.app.window.model.configuration;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityEdit;
import org.penstock.core.facility.FacilityElements.ElementId;

/** One change of the text of a facility file that a person made and has not applied. */
public sealed interface Edit {
    /** Which element it is of. */
    ElementId id();

    /** The files after it. @throws IllegalArgumentException if what it changes is not there */
    List<Configuration.File> apply(List<Configuration.File> files);

    /** Whether it takes the place of {@code before}: typing a word is one change, not one a letter. */
    default boolean replaces(Edit before) {
        return false;
    }

    /** In a few words. */
    String title(Words words);

    /**
     * A word of an element.
     *
     * @param value YAML that can stand in one line, "" to take the word out
     * @param order the words such an element may have
     */
    record Word(ElementId id, String word, String value, List<String> order) implements Edit {
        public Word {
            order = List.copyOf(order);
        }

        @Override
        public List<Configuration.File> apply(List<Configuration.File> files) {
            return value.isBlank()
                    ? FacilityEdit.unset(files, id, word)
                    : FacilityEdit.set(files, id, word, value.strip(), order);
        }

        @Override
        public boolean replaces(Edit before) {
            return before instanceof Word w && w.id.equals(id) && w.word.equals(word);
        }

        @Override
        public String title(Words words) {
            return value.isBlank()
                    ? words.of("config.edit.word-out", id.kind(), id.key(), word)
                    : words.of("config.edit.word", id.kind(), id.key(), word, value.strip());
        }
    }

    /** All lines of an element. */
    record Lines(ElementId id, String text) implements Edit {
        @Override
        public List<Configuration.File> apply(List<Configuration.File> files) {
            return FacilityEdit.rewrite(files, id, text);
        }

        @Override
        public boolean replaces(Edit before) {
            return before instanceof Lines l && l.id.equals(id);
        }

        @Override
        public String title(Words words) {
            return words.of("config.edit.lines", id.kind(), id.key());
        }
    }

    /** An element that goes. */
    record Archive(ElementId id) implements Edit {
        @Override
        public List<Configuration.File> apply(List<Configuration.File> files) {
            return FacilityEdit.without(files, id);
        }

        @Override
        public String title(Words words) {
            return words.of("config.edit.archive", id.kind(), id.key());
        }
    }

    /**
     * An element that comes.
     *
     * @param list the word it stands under
     * @param device key of its device, null when it stands under none
     * @param values YAML of its words
     */
    record Add(ElementId id, String list, @Nullable String device, Map<String, String> values) implements Edit {
        public Add {
            values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        }

        @Override
        public List<Configuration.File> apply(List<Configuration.File> files) {
            return FacilityEdit.with(files, list, device == null ? null : new ElementId("device", device), values);
        }

        @Override
        public String title(Words words) {
            return words.of("config.edit.add", id.kind(), id.key());
        }
    }

    /** Everything the person had changed, brought onto what was applied meanwhile. */
    record Merged(List<Configuration.File> files) implements Edit {
        public Merged {
            files = List.copyOf(files);
        }

        @Override
        public ElementId id() {
            return new ElementId("", "");
        }

        @Override
        public List<Configuration.File> apply(List<Configuration.File> before) {
            return files;
        }

        @Override
        public String title(Words words) {
            return words.of("config.edit.merged");
        }
    }
}
