package org.penstock.core.runtime;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.AlertProjection;
import org.penstock.core.alert.AlertQuery;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.audit.MediaFiles;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.control.CommandQuery;
import org.penstock.core.control.ConfigurationProjection;
import org.penstock.core.control.ControlProjection;
import org.penstock.core.control.DeviceProjection;
import org.penstock.core.control.ProgramProjection;
import org.penstock.core.control.RunQuery;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.db.DatabaseRefused;
import org.penstock.core.db.DatabaseState;
import org.penstock.core.facility.CalibrationRows;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.facility.DeviceRows;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.EnrolmentRows;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.facility.Secrets;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.People;
import org.penstock.core.identity.Roles;
import org.penstock.core.identity.SignIn;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.link.Driver;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.quantity.Unit;
import org.penstock.core.telemetry.DayFiles;
import org.penstock.core.telemetry.DayForgetting;
import org.penstock.core.telemetry.DayKeeper;
import org.penstock.core.telemetry.DeviceMessages;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Journal;
import org.penstock.core.telemetry.MessageMemory;
import org.penstock.core.telemetry.MonthForgetting;
import org.penstock.core.telemetry.MonthKeeper;
import org.penstock.core.telemetry.Projection;
import org.penstock.core.telemetry.Projector;
import org.penstock.core.telemetry.ReadingConflict;
import org.penstock.core.telemetry.ReadingForgetting;
import org.penstock.core.telemetry.ReadingSource;
import org.penstock.core.telemetry.ReadingStore;
import org.penstock.core.telemetry.RowsBeside;
import org.penstock.core.telemetry.StorageSizes;
import org.penstock.core.telemetry.StoredReading;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * The record in the database: the projector that brings the journal there, and the questions that are answered from it.
 * Questions may block on the database, the projector never holds up anybody.
 */
final class Archive implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Archive.class);

    private static final JsonMapper JSON = new JsonMapper();
    private static final int MOST_OFFSETS = 1_000;
    private static final long MINUTE_MICROS = 60_000_000L;
    private static final int MOST_OF_A_MINUTE = 10_000;

    private final Database database;
    private final ReadingStore store;
    private final DeviceMessages messages;
    private final ProofDesk proof;
    private final Projector projector;
    private final @Nullable DayFiles files;
    private final @Nullable DayKeeper keeper;
    private final MonthKeeper months;
    private final UUID site;
    private final ChainId chain;
    private final InstantSource wall;
    private volatile Known known;

    /** What a configuration says about the numbers in the record. */
    private record Known(
            Site place,
            Map<String, StreamSpec> streams,
            Map<Integer, StreamSpec> streamOfNumber,
            Map<String, String> linkOfDevice) {
        static Known of(Configuration configuration) {
            Devices devices = configuration.part(Devices.class);
            return new Known(
                    configuration.part(Places.class).site(),
                    devices.streams().stream().collect(Collectors.toMap(StreamSpec::key, s -> s)),
                    devices.streams().stream().collect(Collectors.toMap(StreamSpec::no, s -> s)),
                    devices.devices().stream().collect(Collectors.toMap(DeviceSpec::key, DeviceSpec::link)));
        }
    }

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
        this.wall = options.wall();
        known = Known.of(configuration);
        Site place = known.place();
        UUID organization = configuration.identities().id("organization", place.organizationKey());
        site = configuration.identities().id("site", place.key());
        chain = ChainId.ofSite(organization, site);
        files = files(options);
        months = new MonthKeeper(database, options.wall());
        keeper = files == null || !options.drive()
                ? null
                : new DayKeeper(database, site, files, this::zone, options.wall(), why ->
                        notices.accept(new Input.Notice("projector", "damaged", "", why)));
        store = new ReadingStore(database, site, this::source, c -> notices.accept(notice(c)), this::streamKey, this::zone, files, this::rawRows);
        tellOfRawRows();
        proof = new ProofDesk(database, options.data(), options.drive(), options.wall(), chain, this::chainName, files);
        messages = new DeviceMessages(site);
        List<Projection> rooms = List.of(
                new ConfigurationProjection(file::reread),
                messages,
                new ControlProjection(place.organizationKey(), place.key()),
                new DeviceProjection(place.organizationKey(), place.key()),
                new ProgramProjection(place.organizationKey(), place.key(), file::reread),
                new AlertProjection(place.organizationKey(), place.key()));
        projector = new Projector(journal, database, site, store, rooms, this::append, clock);
    }

    private Path directory(FacilityOptions options) {
        return options.data().resolve("readings").resolve(known.place().key());
    }

    private @Nullable DayFiles files(FacilityOptions options) {
        if (!database.embedded()) {
            return null;
        }
        Path directory = directory(options);
        try {
            return DayFiles.open(directory, database, site);
        } catch (IOException e) {
            throw new UncheckedIOException("The files of readings in " + directory + " cannot be read", e);
        }
    }

    /** Body of the thread that moves readings into the files of their days or, on a server, makes their months. */
    void keepDays() {
        if (keeper != null) {
            keeper.run();
        } else if (!database.embedded()) {
            months.run();
        }
    }

    private void append(DSLContext sql, List<Projection.Fact> facts) {
        ActorEvents.append(
                sql,
                chain,
                facts.stream()
                        .map(f -> new ActorEvents.ActorEvent(f.atMicros(), f.actor(), f.kind(), f.subject(), f.data()))
                        .toList());
    }

    private ReadingSource.Source source(int stream) {
        Known k = known;
        StreamSpec s = k.streamOfNumber().get(stream);
        return s == null
                ? ReadingSource.Source.UNKNOWN
                : new ReadingSource.Source(k.linkOfDevice().getOrDefault(s.device(), ""), s.device());
    }

    private ZoneId zone() {
        return known.place().zone();
    }

    /** Why the server takes no raw rows, null when it does or none are wanted. */
    RowsBeside.@Nullable Refused rawRowsRefused() {
        return store.rawRowsRefused();
    }

    private boolean rawRows() {
        return known.place().rawRows();
    }

    /** No reason not to start: nothing that is kept or controlled depends on them. */
    private void tellOfRawRows() {
        if (rawRows() && database.embedded()) {
            LOG.warn("The facility file says `raw_rows: true` at the site, but the record is in the embedded database: no raw"
                    + " rows are written, only on PostgreSQL. Start with --database jdbc:postgresql://… or take the word out.");
        }
    }

    private String streamKey(int stream) {
        StreamSpec s = known.streamOfNumber().get(stream);
        return s == null ? "#" + stream : s.key();
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

    private Input notice(ReadingConflict c) {
        StreamSpec s = known.streamOfNumber().get(c.stream());
        String name = s == null ? "stream " + c.stream() : s.name();
        return new Input.Notice(
                "projector",
                "conflict",
                s == null ? "" : s.key(),
                name + " sent two values for " + EngineClock.instant(c.eventMicros()) + ": "
                        + Contradiction.inWords(c, s) + ". The first stands; both are kept.");
    }

    /** Lets the gate remember the messages that the database knows. A database that is away is passed over. */
    void recall(MessageMemory messages, EngineClock clock) {
        if (away() == null) {
            try {
                store.recall(messages, clock);
            } catch (RuntimeException e) {
                LOG.warn("Messages of the last 72 h cannot be read from the database: {}", e.getMessage());
            }
        }
    }

    /** Persons of the organization, changed at this site. */
    People people(SlowHash hash) {
        return new People(database, chain, hash, new SecureRandom(), wall);
    }

    /** Compares rows of evidence with the site's chain. */
    List<RowFinding> verifyRows(List<RecordCheck> checks) {
        return database.read(sql ->
                checks.stream().flatMap(c -> c.check(sql, chain).stream()).toList());
    }

    /** Configurations of this site that wait for signatures. */
    SignedConfigurations signedConfigurations(
            Changes changes, Path data, Supplier<List<FacilitySnapshot.Shadow>> shadows) {
        return new SignedConfigurations(database, chain, changes, data, shadows, wall);
    }

    /** Interlocks that persons let pass. @param engine takes a request */
    SignedBypasses bypasses(
            Supplier<Configuration> configuration,
            Function<Input.Request, CompletableFuture<ControlRoom.Answer>> engine,
            Supplier<FacilitySnapshot> snapshot) {
        return new SignedBypasses(database, chain, configuration, engine, snapshot, wall);
    }

    /** Sign-offs at this site. */
    ConsentDesk consents(PeopleDesk people, SignedConfigurations configurations, SignedBypasses bypasses) {
        return new ConsentDesk(
                database,
                chain,
                people,
                configurations,
                bypasses,
                new SignedRoles(database, chain, roles(), wall),
                wall);
    }

    /** Lots of this site, and ending them. */
    StockDesk stock(PeopleDesk people, ConsentDesk consents, Supplier<Configuration> configuration, Path data) {
        Named named = new Named(chain, configuration);
        MediaFiles files = new MediaFiles(data.resolve("media"));
        Destroying destroying =
                new DestroyingDesk(database, chain, people, consents, named, configuration, files, wall);
        Recipes recipes = new RecipeDesk(database, chain, people, consents, wall);
        return new StockDesk(database, chain, people, consents, named, destroying, recipes, wall);
    }

    /** Readings that people bring. */
    IntakeDesk intake(
            PeopleDesk people,
            Supplier<Configuration> configuration,
            List<Driver> drivers,
            IntakeDelivery delivery,
            Ticker ticker,
            Path data) {
        ArchivedIntake record = new ArchivedIntake(database, chain, store, projector, this::offsets, wall);
        return new IntakeDesk(
                new FileIntake(
                        people, key -> configuration.get().part(Devices.class).stream(key), record, delivery, ticker),
                new HandIntake(
                        people,
                        configuration,
                        drivers,
                        record,
                        record,
                        delivery,
                        new MediaFiles(data.resolve("media"))));
    }

    /** What becomes of readings whose time is over. */
    RetentionDesk retention(
            PeopleDesk people, ConsentDesk consents, Supplier<Configuration> configuration, FacilityOptions options) {
        ReadingForgetting forgetting = files == null
                ? new MonthForgetting(database, site, chain, store::forgotten)
                : new DayForgetting(database, site, chain, files, keeper, store::forgotten);
        return new RetentionDesk(
                database,
                chain,
                people,
                consents,
                configuration,
                forgetting,
                new StorageSizes(database, site, files == null ? null : directory(options)),
                options.drive(),
                wall,
                options.workstation());
    }

    /** Compares one sealed file with its checksum, another one each time; one that differs is set aside and told. */
    void verifyNextDay() throws IOException {
        if (keeper != null) {
            keeper.verifyNext();
        }
    }

    /** Where values of secrets are set. */
    SecretDesk secrets(PeopleDesk people, Secrets secrets) {
        return new SecretDesk(database, chain, people, secrets, founding(), wall);
    }

    /** Whether the record has taken up this facility. */
    Founding founding() {
        return new Founding(() -> projectedSeq() > 0);
    }

    /** Hand-overs of shifts at this site. */
    ShiftDesk shifts(PeopleDesk people, Supplier<FacilitySnapshot> snapshot) {
        return new ShiftDesk(database, chain, people, snapshot, wall);
    }

    /** What was done about alerts of this site. */
    CorrectiveDesk correctives(PeopleDesk people) {
        return new CorrectiveDesk(database, chain, people, wall);
    }

    /** What stands beside readings over time. @param account whose process this is */
    TrendDesk trends(
            PeopleDesk people,
            Supplier<Configuration> configuration,
            Supplier<FacilitySnapshot> snapshot,
            String account) {
        return new TrendDesk(database, chain, people, configuration, snapshot, account, wall);
    }

    /** Roles of the organization, given at this site. */
    Roles roles() {
        return new Roles(database, chain, wall);
    }

    /** Sessions and signers at this site. */
    SignIn signIn(SlowHash hash) {
        return new SignIn(database, chain, hash, new SecureRandom(), wall);
    }

    void start() {
        projector.start();
    }

    /** Ends {@link #keepDays} soon. */
    void stopKeepingDays() {
        if (keeper != null) {
            keeper.close();
        }
        months.close();
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

    List<ControlRoom.Reading> readings(String stream, Instant from, Instant to, int most) {
        return told(stream, no -> store.readings(no, EngineClock.micros(from), EngineClock.micros(to), most));
    }

    /** As {@link #readings}, a page at a time. */
    ControlRoom.ReadingPage page(String stream, Instant from, Instant to, int most) {
        OptionalLong[] next = {OptionalLong.empty()};
        List<ControlRoom.Reading> found = told(stream, no -> {
            ReadingStore.Page page = store.page(no, EngineClock.micros(from), EngineClock.micros(to), most);
            next[0] = page.nextMicros();
            return page.readings();
        });
        return new ControlRoom.ReadingPage(
                found, next[0].isPresent() ? EngineClock.instant(next[0].getAsLong()) : null);
    }

    /** The newest reading not after {@code at}. */
    Optional<ControlRoom.Reading> asOf(String stream, Instant at) {
        return told(stream, no -> store.asOf(no, EngineClock.micros(at)).stream().toList()).stream()
                .findFirst();
    }

    /** Readings that draw the same picture when nothing shorter than {@code piece} can be seen. */
    List<ControlRoom.Reading> outline(String stream, Instant from, Instant to, Duration piece) {
        return told(
                stream,
                no -> store.outline(no, EngineClock.micros(from), EngineClock.micros(to), piece.toNanos() / 1_000));
    }

    /** Where readings of a stream were forgotten. */
    List<ControlRoom.Forgotten> forgotten(String stream, Instant from, Instant to) {
        StreamSpec spec = known.streams().get(stream);
        OptionalInt no = spec != null
                ? OptionalInt.of(spec.no())
                : stream(stream).map(r -> OptionalInt.of(r.no())).orElse(OptionalInt.empty());
        return no.isEmpty()
                ? List.of()
                : store.forgotten().rawGaps(no.getAsInt(), EngineClock.micros(from), EngineClock.micros(to)).stream()
                        .map(gap -> new ControlRoom.Forgotten(EngineClock.instant(gap[0]), EngineClock.instant(gap[1])))
                        .toList();
    }

    private List<ControlRoom.Reading> told(String stream, IntFunction<List<StoredReading>> asked) {
        Known k = known;
        StreamSpec spec = k.streams().get(stream);
        Optional<DeviceRows.StreamRow> row = spec == null ? stream(stream) : Optional.empty();
        if (spec == null && row.isEmpty()) {
            return List.of();
        }
        int no = spec == null ? row.get().no() : spec.no();
        Metric metric = spec == null ? row.get().metric() : spec.metric();
        Unit unit = k.place().shown(metric, spec == null ? row.get().unit() : spec.sourceUnit());
        TreeMap<Instant, Double> offsets = offsets(stream);
        return asked.apply(no).stream()
                .map(r -> reading(r, metric, unit, offsets))
                .toList();
    }

    private TreeMap<Instant, Double> offsets(String stream) {
        TreeMap<Instant, Double> offsets = new TreeMap<>();
        calibrations(stream, MOST_OFFSETS)
                .forEach(
                        c -> offsets.put(c.calibration().from(), c.calibration().offset()));
        return offsets;
    }

    private static ControlRoom.Reading reading(
            StoredReading r, Metric metric, Unit unit, TreeMap<Instant, Double> offsets) {
        Instant at = EngineClock.instant(r.eventMicros());
        Map.Entry<Instant, Double> in = offsets.floorEntry(at);
        double raw = in == null || in.getValue() == 0 || !Double.isFinite(r.value())
                ? r.value()
                : metric.rounded(r.value() - in.getValue());
        return new ControlRoom.Reading(
                at,
                unit.fromCanonical(r.value()),
                r.quality().name().toLowerCase(Locale.ROOT),
                r.late(),
                unit.fromCanonical(raw));
    }

    /** A stream with a row, in the file or archived. */
    Optional<DeviceRows.StreamRow> stream(String key) {
        return database.read(sql -> DeviceRows.stream(sql, site, key));
    }

    /** Calibrations, newest first. @param stream only of this one, null for every one */
    List<CalibrationRows.Listed> calibrations(@Nullable String stream, int most) {
        return database.read(sql -> CalibrationRows.newest(sql, site, stream, most));
    }

    /** Enrolments, newest first. @param device only of this one, null for every one */
    List<EnrolmentRows.Listed> enrolments(@Nullable String device, int most) {
        return database.read(sql -> EnrolmentRows.newest(sql, site, device, most));
    }

    /** The good readings of the newest minute of a stream, none stamped before {@code fromMicros}; canonical unit. */
    List<Double> lastGoodMinute(StreamSpec stream, long fromMicros) {
        return store.last(stream.no())
                .map(newest -> store
                        .readings(
                                stream.no(),
                                Math.max(fromMicros, newest.eventMicros() - MINUTE_MICROS),
                                newest.eventMicros() + 1,
                                MOST_OF_A_MINUTE)
                        .stream()
                        .filter(r -> r.quality() == QualityCode.GOOD && !r.late())
                        .map(StoredReading::value)
                        .toList())
                .orElse(List.of());
    }

    /** What became of a device's readings since then, by reason. */
    Map<String, Long> counted(String device, Instant since) {
        return store.counted(EngineClock.micros(since), device);
    }

    /** Messages that a device handed on, last recorded first. */
    List<DeviceMessages.Stored> messages(String device, int most) {
        return database.read(sql -> messages.newest(sql, device, most));
    }

    /** How many messages a device handed on. */
    long messageCount(String device) {
        return database.read(sql -> messages.count(sql, device));
    }

    Optional<ControlRoom.Event> newestAbout(List<String> subjects) {
        return database.read(sql -> EventQuery.newestAbout(sql, chain, subjects))
                .map(Archive::event);
    }

    /** Another configuration is in force. */
    void configure(Configuration configuration) {
        known = Known.of(configuration);
        tellOfRawRows();
    }

    List<ConfigurationQuery.Version> versions(int most) {
        return database.read(sql -> ConfigurationQuery.newest(sql, site, most));
    }

    /** Files of a configuration that was in force, by its number; empty when there is none. */
    Optional<List<Configuration.File>> files(int no) {
        return database.read(sql -> ConfigurationQuery.body(sql, site, no)).map(Configuration::filesOf);
    }

    /** Files of a configuration that was in force, by its hash; empty when there is none. */
    Optional<List<Configuration.File>> files(String hash) {
        return database.read(sql -> ConfigurationQuery.body(sql, site, hash)).map(Configuration::filesOf);
    }

    List<RunQuery.Recorded> runs(int most) {
        return database.read(sql -> RunQuery.newest(sql, site, most));
    }

    List<CommandQuery.Recorded> commands(String output, int most) {
        return database.read(sql -> CommandQuery.newest(sql, site, output, most));
    }

    List<AlertQuery.Recorded> alerts(int most) {
        return database.read(sql -> AlertQuery.newest(sql, site, most));
    }

    List<ControlRoom.Event> events(int most) {
        return database.read(sql -> EventQuery.newest(most).list(sql, chain)).stream()
                .map(Archive::event)
                .toList();
    }

    List<ControlRoom.Event> events(ControlRoom.Wanted wanted) {
        return database.read(sql -> {
            Optional<UUID> actor = wanted.actor().isEmpty()
                    ? Optional.empty()
                    : Actors.find(sql, chain.organizationId(), wanted.actor());
            if (!wanted.actor().isEmpty() && actor.isEmpty()) {
                return List.of();
            }
            EventQuery query = new EventQuery(
                    wanted.kind().isEmpty() ? null : wanted.kind(),
                    wanted.subject().isEmpty() ? null : wanted.subject(),
                    wanted.before(),
                    wanted.most(),
                    actor.orElse(null),
                    wanted.from(),
                    wanted.to());
            return query.list(sql, chain).stream().map(Archive::event).toList();
        });
    }

    private static ControlRoom.Event event(EventQuery.Event e) {
        return new ControlRoom.Event(
                e.seq(), e.at(), e.actor(), e.kind(), e.subject(), JSON.writeValueAsString(e.data()));
    }

    /** What makes the record provable. */
    ProofDesk proof() {
        return proof;
    }

    /** Brings over what is durable, then closes the database. */
    @Override
    public void close() {
        projector.close();
        if (files != null) {
            files.close();
        }
        database.close();
    }
}
