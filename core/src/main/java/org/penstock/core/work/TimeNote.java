package org.penstock.core.work;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What somebody noted at a time of a stream or a place, in its newest words.
 *
 * @param id of the note, the same in all its revisions
 * @param revision 1 for the first words
 * @param subject {@code stream:air-temp-1} or {@code location:bay-1}; {@code location:} is the whole site
 * @param to end of the time it is about; null for a moment
 * @param withdrawn whether the newest revision takes it back: its words stay in the record
 * @param by key of who wrote this revision
 */
public record TimeNote(
        UUID id,
        int revision,
        String subject,
        Instant from,
        @Nullable Instant to,
        String text,
        boolean withdrawn,
        String by,
        Instant at) {
    /** What its events are about. */
    public String about() {
        return "note:" + id;
    }
}
