package org.penstock.core.runtime;

import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.AlertProjection;
import org.penstock.core.audit.ChainId;
import org.penstock.core.control.ConfigurationProjection;
import org.penstock.core.control.ControlProjection;
import org.penstock.core.control.DeviceProjection;
import org.penstock.core.control.ProgramProjection;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.db.DatabaseRefused;
import org.penstock.core.db.DatabaseState;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.place.Site;
import org.penstock.core.telemetry.DeviceMessages;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Journal;
import org.penstock.core.telemetry.JournalPosition;
import org.penstock.core.telemetry.MessageMemory;
import org.penstock.core.telemetry.Projection;
import org.penstock.core.telemetry.Projector;

/**
 * The record in the database, and the projector that brings the journal there. The projector never holds up anybody; who asks
 * what is in the record may be held up by the database.
 */
final class Archive implements AutoCloseable {
    private final Database database;
    private final ChainId chain;
    private final KnownStreams known;
    private final ReadingArchive readings;
    private final ArchivedDevices devices;
    private final ProofDesk proof;
    private final Projector projector;
    private final Journal journal;
    private final boolean drives;

    /** Opens the database. @throws FacilityRefused when it is there but must not be used */
    static Archive open(
            FacilityOptions options,
            FacilityFile file,
            Configuration configuration,
            Journal journal,
            EngineClock clock,
            Consumer<Input> notices)
            throws FacilityRefused {
        DatabaseAddress address = options.database();
        try {
            Database database = Database.open(
                    address == null ? new DatabaseAddress.Embedded(options.data()) : address, options.wall());
            boolean ours = false;
            try {
                if (options.drive()) {
                    RecordedSite.mustBeOurs(database, configuration, options.data());
                }
                ours = true;
            } finally {
                if (!ours) {
                    database.close();
                }
            }
            return new Archive(database, options, file, configuration, journal, clock, notices);
        } catch (DatabaseRefused e) {
            throw new FacilityRefused(String.valueOf(e.getMessage()));
        }
    }

    private Archive(
            Database database,
            FacilityOptions options,
            FacilityFile file,
            Configuration configuration,
            Journal journal,
            EngineClock clock,
            Consumer<Input> notices) {
        this.database = database;
        this.journal = journal;
        this.drives = options.drive();
        known = new KnownStreams(configuration);
        Site place = known.place();
        UUID organization = configuration.identities().id("organization", place.organizationKey());
        UUID site = configuration.identities().id("site", place.key());
        chain = ChainId.ofSite(organization, site);
        readings = new ReadingArchive(database, chain, options, known, notices);
        proof = new ProofDesk(
                database, options.data(), options.drive(), options.wall(), chain, this::chainName, readings.files());
        DeviceMessages messages = new DeviceMessages(site);
        devices = new ArchivedDevices(database, chain, messages, readings.store());
        List<Projection> rooms = List.of(
                new ConfigurationProjection(file::reread),
                messages,
                new ControlProjection(place.organizationKey(), place.key()),
                new DeviceProjection(place.organizationKey(), place.key()),
                new ProgramProjection(place.organizationKey(), place.key(), file::reread),
                new AlertProjection(place.organizationKey(), place.key()));
        projector = new Projector(journal, database, site, readings.store(), rooms, this::append, clock);
    }

    private void append(DSLContext sql, List<Projection.Fact> facts) {
        ActorEvents.append(
                sql,
                chain,
                facts.stream()
                        .map(f -> new ActorEvents.ActorEvent(f.atMicros(), f.actor(), f.kind(), f.subject(), f.data()))
                        .toList());
    }

    private String chainName(ChainId id) {
        Site place = known.place();
        if (id.id().equals(chain.id())) {
            return place.key();
        }
        return id.id().equals(chain.organizationId())
                ? place.organizationKey()
                : id.id().toString();
    }

    Database database() {
        return database;
    }

    /** The chain of this site. */
    ChainId chain() {
        return chain;
    }

    Projector projector() {
        return projector;
    }

    /** Where readings are kept. */
    ReadingArchive readings() {
        return readings;
    }

    /** What is kept of devices. */
    ArchivedDevices devices() {
        return devices;
    }

    /** What makes the record provable. */
    ProofDesk proof() {
        return proof;
    }

    /** The configurations that were in force. */
    ConfigurationHistory configurations() {
        return new ConfigurationHistory(database, chain.id());
    }

    /** What was. @param snapshot the facility now */
    ArchivedRecord record(Supplier<FacilitySnapshot> snapshot) {
        return new ArchivedRecord(database, chain, readings.store(), known, devices, snapshot);
    }

    /** Whether the record has taken up this facility. */
    Founding founding() {
        return new Founding(() -> projectedSeq() > 0);
    }

    /** Lets the gate remember the messages that the database knows, unless it is away. */
    void recall(MessageMemory messages, EngineClock clock) {
        if (away() == null) {
            readings.recall(messages, clock);
        }
    }

    /** Another configuration is in force. */
    void configure(Configuration configuration) {
        known.configure(configuration);
        readings.tellOfRawRows();
    }

    /** Where nothing was ever driven, as at a console, there is no journal to follow. */
    void start() {
        if (journal.tail().equals(JournalPosition.START) && !drives) {
            projector.look();
        } else {
            projector.start();
        }
    }

    /** Waits until everything durable is in the database. @return whether it is */
    boolean awaitAll(long millis) throws InterruptedException {
        return projector.awaitAll(millis);
    }

    /** Newest frame that is in the database. */
    long projectedSeq() {
        return projector.health().seq();
    }

    /** Why the database does not follow, or null. */
    @Nullable
    String away() {
        String projectorAway = projector.health().away();
        if (projectorAway != null) {
            return projectorAway;
        }
        return switch (database.state()) {
            case DatabaseState.Ok() -> null;
            case DatabaseState.Away(String reason, var unused) -> reason;
        };
    }

    /** How far the database is behind the journal, s. */
    double lagSeconds() {
        return projector.health().lagSeconds();
    }

    /** Brings over what is durable, then closes the database. */
    @Override
    public void close() {
        projector.close();
        readings.close();
        database.close();
    }
}
