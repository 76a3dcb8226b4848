package org.penstock.app.start;

import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Example;

/**
 * How a facility is to be opened.
 *
 * @param data the data directory
 * @param facility the file that fills an empty directory, or is compared with what a filled one holds; null for neither
 * @param demo the example that fills an empty directory, null for none
 * @param record where the record is kept, null for the directory itself or wherever it was put at the first start
 * @param kind what for
 */
public record Opening(
        Path data,
        @Nullable Path facility,
        @Nullable Example demo,
        @Nullable RecordPlace record,
        Kind kind) {
    /** What a process holds a facility for. */
    public enum Kind {
        /** A person looks at it and drives it. */
        WINDOW,
        /** It runs without a window. */
        SERVE,
        /** One question; the devices are not touched. */
        COMMAND;

        /** The word in running.json and in messages. */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Whether devices are talked to. */
        public boolean live() {
            return this != COMMAND;
        }
    }
}
