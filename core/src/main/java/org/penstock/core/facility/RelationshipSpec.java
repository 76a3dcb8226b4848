package org.penstock.core.facility;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Optional;
import org.penstock.core.facility.RelationshipType.End;

/**
 * One thing is bound to another.
 *
 * @param strength 0 to 1, two decimals: how much of the one is bound to the other
 * @param validFrom since when; empty = since it came into force
 */
public record RelationshipSpec(
        RelationshipType type, Point from, Point to, BigDecimal strength, Optional<Instant> validFrom) {
    /** A thing at an end. @param key immutable key */
    public record Point(End end, String key) {
        /** As it can be written in a file whatever else bears the same key: {@code output:pump-1}. */
        @Override
        public String toString() {
            return end.word() + ":" + key;
        }
    }
}
