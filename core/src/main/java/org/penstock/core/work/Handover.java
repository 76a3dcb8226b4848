package org.penstock.core.work;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One shift's word to the next.
 *
 * @param content what the facility had to tell, by topic, and {@code note} in the giver's words
 * @param contentHash what both sign
 * @param takenBy key of who took over; null while nobody has
 */
public record Handover(
        UUID id,
        SortedMap<String, String> content,
        String contentHash,
        String givenBy,
        Instant givenAt,
        @Nullable String takenBy,
        @Nullable Instant takenAt) {
    public Handover {
        content = Collections.unmodifiableSortedMap(new TreeMap<>(content));
    }

    /** What its signatures are about. */
    public String subject() {
        return "handover:" + id;
    }
}
