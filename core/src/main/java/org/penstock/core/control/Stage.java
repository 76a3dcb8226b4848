package org.penstock.core.control;

import org.penstock.core.facility.Configuration;
import tools.jackson.databind.node.ObjectNode;

/**
 * One part of a scan: interlocks, programs, rules, alerts. Stages run in a fixed order on the engine's thread and are
 * pure: everything they know comes through {@link Scan} or is their own state, which they can save and load exactly.
 */
public interface Stage {
    /** Name of the stage in a checkpoint; never changes. */
    String name();

    /** A configuration came into force; state of things that no longer exist is dropped. Called before the first scan, and
     * before {@link #load}. At a start {@link Scan#inputs} holds the {@code ConfigChange(START)}: everything before is over. */
    void configure(Scan scan, Configuration configuration);

    /** Does the stage's part of one scan. */
    void scan(Scan scan);

    /**
     * A request that {@code owner} made of {@code output} was ended by something stronger: an interlock, a failed
     * command, the maximum on-time, stop.all. The owner must end what the request served and say {@code why}.
     */
    default void ended(Scan scan, int output, String owner, String why) {}

    /** Writes everything that a later {@link #load} needs to go on as if nothing had happened. */
    void save(ObjectNode state);

    /** Restores what {@link #save} wrote, for the same configuration. */
    void load(ObjectNode state);
}
