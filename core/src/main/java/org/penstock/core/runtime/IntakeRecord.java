package org.penstock.core.runtime;

import java.util.List;
import java.util.SortedMap;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.identity.Provenance;

/** What taking readings in asks of the record. Blocks on the database; any thread. */
interface IntakeRecord {
    /** @param at event time, µs UTC @param raw canonical unit, without what calibration added */
    record Known(long at, double raw) {}

    /** Readings the record has of a stream, oldest first, from {@code from} (included) to {@code to} (not included), µs UTC. */
    List<Known> known(StreamSpec stream, long from, long to, int most);

    /** Waits until everything that is durable is in the database. @return whether it is */
    boolean await(long millis) throws InterruptedException;

    /** Puts an event on the chain. */
    void event(Provenance by, String kind, String subject, SortedMap<String, String> data);
}
