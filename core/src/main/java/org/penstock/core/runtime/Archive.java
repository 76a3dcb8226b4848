package org.penstock.core.runtime;

import java.util.List;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainHead;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.ChainVerifier;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.audit.Verification;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.db.DatabaseState;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Places;
import org.penstock.core.place.Site;
import org.penstock.core.telemetry.Journal;

/** The record in the database, as the facility reads it. Every method may block on the database. */
final class Archive implements AutoCloseable {
    private final Database database;
    private final ChainId chain;

    Archive(Database database, Journal journal, Configuration configuration) {
        this.database = database;
        this.chain = chainOf(configuration);
    }

    static Archive open(FacilityOptions options, Journal journal, Configuration configuration) {
        DatabaseAddress address = options.database();
        return new Archive(
                Database.open(address == null ? new DatabaseAddress.Embedded(options.data()) : address, options.wall()),
                journal,
                configuration);
    }

    /** How far the database is behind the journal, s. */
    double lagSeconds() {
        return 0;
    }

    static ChainId chainOf(Configuration configuration) {
        Site site = configuration.part(Places.class).site();
        return ChainId.ofSite(
                configuration.identities().id("organization", site.organizationKey()),
                configuration.identities().id("site", site.key()));
    }

    /** Why the database cannot be reached, or null. */
    @Nullable
    String away() {
        return switch (database.state()) {
            case DatabaseState.Ok() -> null;
            case DatabaseState.Away(String reason, var _) -> reason;
        };
    }

    /** Runs a query of a room. */
    <T extends @Nullable Object> T read(Function<DSLContext, T> query) {
        return database.read(query);
    }

    /** Events of the site's chain, newest first. */
    List<ControlRoom.Event> events(int most) {
        return database.read(sql -> EventQuery.newest(most).list(sql, chain)).stream()
                .map(e -> new ControlRoom.Event(
                        e.seq(),
                        e.at(),
                        e.actor(),
                        e.kind(),
                        e.subject(),
                        e.data().toString()))
                .toList();
    }

    /** Proves every chain. */
    List<Verification> verify(ChainVerifier.Watch watch) {
        ChainVerifier verifier = new ChainVerifier(database);
        return database.read(EventChain::chains).stream()
                .map(c -> verifier.verify(c, List.<ChainHead>of(), watch))
                .toList();
    }

    @Override
    public void close() {
        database.close();
    }
}
