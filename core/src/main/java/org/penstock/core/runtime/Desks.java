package org.penstock.core.runtime;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.function.Supplier;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.MediaFiles;
import org.penstock.core.db.Database;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Secrets;
import org.penstock.core.identity.People;
import org.penstock.core.identity.Roles;
import org.penstock.core.identity.SignIn;
import org.penstock.core.identity.SlowHash;

/**
 * The desks where persons work on the record of a site, each given what it needs.
 *
 * @param people who is who, and who may do what
 * @param admission judges what is asked of the engine
 * @param signedConfigurations configurations that wait for signatures
 * @param bypasses interlocks that persons let pass
 */
record Desks(
        PeopleDesk people,
        Admission admission,
        PersonsDesk persons,
        SignedConfigurations signedConfigurations,
        SignedBypasses bypasses,
        ConsentDesk consents,
        StockDesk stock,
        SecretDesk secrets,
        ShiftDesk shifts,
        CorrectiveDesk correctives,
        TrendDesk trends,
        RetentionDesk retention,
        IntakeDesk intake) {
    /**
     * Opens them, beginning with the people that were kept for a start without the database.
     *
     * @param engine takes what persons ask for
     * @param snapshot the facility now
     */
    static Desks open(
            Archive archive,
            Changes changes,
            RunningEngine running,
            EngineRequests engine,
            FacilityOptions options,
            Secrets secrets,
            KeptDirectory kept,
            Supplier<FacilitySnapshot> snapshot) {
        Database database = archive.database();
        ChainId chain = archive.chain();
        InstantSource wall = options.wall();
        Path data = options.data();
        Supplier<Configuration> configuration = changes::current;

        SlowHash hash = new SlowHash(options.hash(), new SecureRandom());
        People persons = new People(database, chain, hash, new SecureRandom(), wall);
        SignIn signIn = new SignIn(database, chain, hash, new SecureRandom(), wall);
        Roles roles = new Roles(database, chain, wall);
        PeopleDesk people = new PeopleDesk(persons, signIn, kept, configuration, wall, options.workstation());
        people.begin();
        SignedConfigurations configurations = new SignedConfigurations(
                database, chain, changes, data, () -> snapshot.get().control().shadows(), wall);
        SignedBypasses bypasses = new SignedBypasses(database, chain, configuration, engine::ask, snapshot, wall);
        ConsentDesk consents = new ConsentDesk(
                database, chain, people, configurations, bypasses, new SignedRoles(database, chain, roles, wall), wall);
        MediaFiles media = new MediaFiles(data.resolve("media"));
        Named named = new Named(chain, configuration);
        return new Desks(
                people,
                new Admission(people, configuration, options.actor()),
                new PersonsDesk(people, persons, roles, signIn, consents, archive.founding(), options.workstation()),
                configurations,
                bypasses,
                consents,
                new StockDesk(
                        database,
                        chain,
                        people,
                        consents,
                        named,
                        new DestroyingDesk(database, chain, people, consents, named, configuration, media, wall),
                        new RecipeDesk(database, chain, people, consents, wall),
                        wall),
                new SecretDesk(database, chain, people, secrets, archive.founding(), wall),
                new ShiftDesk(database, chain, people, snapshot, wall),
                new CorrectiveDesk(database, chain, people, wall),
                new TrendDesk(database, chain, people, configuration, snapshot, options.actor(), wall),
                new RetentionDesk(
                        database,
                        chain,
                        people,
                        consents,
                        configuration,
                        archive.readings().forgetting(),
                        archive.readings().sizes(),
                        options.drive(),
                        wall,
                        options.workstation()),
                intake(archive, people, configuration, running, engine, options, media));
    }

    private static IntakeDesk intake(
            Archive archive,
            PeopleDesk people,
            Supplier<Configuration> configuration,
            RunningEngine running,
            EngineRequests engine,
            FacilityOptions options,
            MediaFiles media) {
        IntakeDelivery delivery =
                new IntakeDelivery(running.inbox(), options.wall(), options.ticker(), engine::takesNothing);
        ArchivedIntake record = new ArchivedIntake(
                archive.database(),
                archive.chain(),
                archive.readings().store(),
                archive.projector(),
                archive.devices()::offsets,
                options.wall());
        return new IntakeDesk(
                new FileIntake(
                        people,
                        key -> configuration.get().part(Devices.class).stream(key),
                        record,
                        delivery,
                        options.ticker()),
                new HandIntake(people, configuration, options.drivers(), record, record, delivery, media));
    }
}
