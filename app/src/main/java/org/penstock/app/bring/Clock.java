package org.penstock.app.bring;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The wall clock that a logger was set to.
 *
 * @param zone null where every time has its own
 * @param twice what an hour means that happens twice, when summer time ends
 */
public record Clock(@Nullable ZoneId zone, Twice twice) {
    /** What a time in the hour that happens twice means. */
    public enum Twice {
        /** Such rows are refused and named. */
        REFUSE,
        /** Still summer time. */
        FIRST,
        /** Already winter time. */
        SECOND
    }

    /** A moment, or why there is none. Exactly one of the two. */
    public record At(@Nullable Instant instant, String why) {}

    At at(TimeText.Read read) {
        if (read.instant() != null) {
            return new At(read.instant(), "");
        }
        ZoneId here = zone;
        if (here == null) {
            return new At(null, shown(read.local()) + " names no zone, as the first row does");
        }
        LocalDateTime local = read.local();
        List<ZoneOffset> offsets = here.getRules().getValidOffsets(local);
        if (offsets.size() == 1) {
            return new At(local.toInstant(offsets.getFirst()), "");
        }
        if (offsets.isEmpty()) {
            return new At(null, shown(local) + " did not exist in " + here + ": clocks were put forward over it");
        }
        return switch (twice) {
            case FIRST -> new At(local.toInstant(offsets.getFirst()), "");
            case SECOND -> new At(local.toInstant(offsets.getLast()), "");
            case REFUSE ->
                new At(
                        null,
                        shown(local) + " happened twice in " + here + " (" + local.toInstant(offsets.getFirst())
                                + " and "
                                + local.toInstant(offsets.getLast())
                                + "); say --twice first or second, or --zone with a fixed offset");
        };
    }

    private static String shown(LocalDateTime local) {
        return local.toString().replace('T', ' ');
    }
}
