package org.penstock.core.telemetry;

import java.util.List;
import java.util.SortedMap;
import org.jooq.DSLContext;

/**
 * A room's part of bringing the journal into the database. The projector calls every projection for every record, in the
 * order of the rooms, inside one transaction that also moves its position: so each record is applied exactly once, and a
 * projection needs no idempotence of its own. Must not do anything but SQL on {@code sql}.
 */
public interface Projection {
    /** Applies {@code record}; facts for the event chain are added to {@code events}. */
    void apply(DSLContext sql, JournalRecord record, List<Fact> events);

    /**
     * A fact for the event chain of the site.
     *
     * @param atMicros wall time, µs UTC
     * @param actor actor key, {@code system} when nobody asked
     * @param kind {@code run.claimed} …
     * @param subject what it is about
     * @param data names and values
     */
    record Fact(long atMicros, String actor, String kind, String subject, SortedMap<String, String> data) {}
}
