package org.penstock.core.runtime;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.identity.Asker;

/**
 * The facility file as it is, as it was, and as it is to be. Any thread but that of a UI: comparing may take seconds, and
 * what reads the record may block on the database.
 */
public interface ConfigurationBook {
    /**
     * What a facility file would change: checks it and compares it with what is in force; changes nothing. May take
     * seconds for a large facility.
     *
     * @param files the main file first
     * @param rebase merge it onto what was applied since it was exported
     */
    FacilityChange plan(List<Configuration.File> files, boolean rebase);

    /**
     * As {@link #plan} without rebasing, for looking while a person writes: it is not kept, cannot be applied, and pushes
     * nobody's plan out.
     */
    FacilityChange check(List<Configuration.File> files);

    /**
     * Applies what was planned, unless something else was applied meanwhile. The answer comes when it is durable; where
     * no engine works, it comes into force at the next start.
     */
    CompletableFuture<ControlRoom.Answer> apply(Asker asker, String changeId, String reason);

    /** The files in force, as they are exported: the main file first, with the line {@code base:}. */
    List<Configuration.File> export();

    /** The configurations that were in force, newest first, from the record. */
    List<ConfigurationQuery.Version> versions(int most);

    /** The files of a configuration that was in force, by its number; empty when there is none. */
    Optional<List<Configuration.File>> files(int version);
}
