package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.compliance.LegalHold;
import org.penstock.core.compliance.LegalHoldRefused;
import org.penstock.core.compliance.LegalHolds;
import org.penstock.core.compliance.RetentionRules;
import org.penstock.core.compliance.RetentionRuns;
import org.penstock.core.consent.Signoff;
import org.penstock.core.db.Database;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DeviceRows;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Places;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.place.ReadingKind;
import org.penstock.core.place.RetentionPlan;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Forgotten;
import org.penstock.core.telemetry.Going;
import org.penstock.core.telemetry.ReadingForgetting;
import org.penstock.core.telemetry.StorageForecast;
import org.penstock.core.telemetry.StorageSizes;
import org.penstock.core.telemetry.StreamSet;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Decides what of the readings may go, and lets it go, one run at a time. Thread-safe. */
final class RetentionDesk implements Retention {
    private static final Logger LOG = LoggerFactory.getLogger(RetentionDesk.class);
    private static final String DAILY = "daily";
    private static final int MOST_TROUBLE = 3;

    private final Database database;
    private final ChainId chain;
    private final PeopleDesk people;
    private final ConsentDesk consents;
    private final Supplier<Configuration> configuration;
    private final ReadingForgetting forgetting;
    private final StorageSizes sizes;
    private final boolean drive;
    private final InstantSource wall;
    private final String workstation;
    private final LegalHolds holds;
    private final RetentionRuns runs;
    private final ReentrantLock running = new ReentrantLock();
    /** Pieces that were looked at and held nothing of what may go, with the state they were in. Guarded by {@link #running}. */
    private final Map<String, String> empty = new HashMap<>();

    RetentionDesk(
            Database database,
            ChainId chain,
            PeopleDesk people,
            ConsentDesk consents,
            Supplier<Configuration> configuration,
            ReadingForgetting forgetting,
            StorageSizes sizes,
            boolean drive,
            InstantSource wall,
            String workstation) {
        this.database = database;
        this.chain = chain;
        this.people = people;
        this.consents = consents;
        this.configuration = configuration;
        this.forgetting = forgetting;
        this.sizes = sizes;
        this.drive = drive;
        this.wall = wall;
        this.workstation = workstation;
        this.holds = new LegalHolds(chain);
        this.runs = new RetentionRuns(chain);
    }

    @Override
    public RetentionPlan plan(Asker asker) {
        people.admit(asker, Permission.RECORD_READ);
        return plan();
    }

    private RetentionPlan plan() {
        return configuration.get().part(Places.class).site().retention();
    }

    @Override
    public List<RetentionRuns.Run> runs(Asker asker, int most) {
        people.admit(asker, Permission.RECORD_READ);
        return database.read(sql -> runs.list(sql, most));
    }

    @Override
    public List<LegalHold> holds(Asker asker, boolean over) {
        people.admit(asker, Permission.RECORD_READ);
        return database.read(sql -> holds.list(sql, over, wall.instant()));
    }

    @Override
    public List<FacilityRecord.Forgotten> gone(Asker asker, UUID hold) {
        people.admit(asker, Permission.RECORD_READ);
        LegalHold h = database.read(sql -> holds.find(sql, hold))
                .orElseThrow(() -> new LegalHoldRefused("There is no legal hold " + hold + " at this site."));
        long to = h.to() == null ? EngineClock.micros(wall.instant()) : EngineClock.micros(h.to());
        Forgotten forgotten = forgetting.forgotten();
        List<long[]> all = new ArrayList<>();
        h.streams().stream().forEach(s -> all.addAll(forgotten.rawGaps(s, EngineClock.micros(h.from()), to)));
        all.sort(Comparator.comparingLong(gap -> gap[0]));
        List<FacilityRecord.Forgotten> gone = new ArrayList<>();
        for (long[] gap : all) {
            Instant end = EngineClock.instant(gap[1]);
            if (!gone.isEmpty() && !EngineClock.instant(gap[0]).isAfter(gone.getLast().to())) {
                FacilityRecord.Forgotten last = gone.removeLast();
                gone.add(new FacilityRecord.Forgotten(last.from(), end.isAfter(last.to()) ? end : last.to()));
            } else {
                gone.add(new FacilityRecord.Forgotten(EngineClock.instant(gap[0]), end));
            }
        }
        return gone;
    }

    @Override
    public LegalHold place(Asker asker, LegalHolds.Placing placing) {
        Provenance by = people.admit(asker, Permission.LEGAL_HOLD_PLACE);
        LegalHolds.Placing p = placing.scope() == LegalHold.Scope.SITE
                ? new LegalHolds.Placing(
                        placing.caseRef(),
                        placing.reason(),
                        placing.scope(),
                        "",
                        placing.from(),
                        placing.to(),
                        placing.expiresAt())
                : placing;
        return database.transact(sql -> {
            StreamSet streams = streams(sql, p.scope(), p.scopeKey());
            if (streams.isEmpty() && p.scope() != LegalHold.Scope.SITE) {
                throw new LegalHoldRefused("There is no " + p.scope().word() + " \"" + p.scopeKey()
                        + "\" with streams at this site. Take its key from the facility file.");
            }
            return holds.place(sql, p, streams, by, wall.instant());
        });
    }

    @Override
    public Signoff lift(Asker asker, UUID hold, String reason) {
        Provenance by = people.admit(asker, Permission.LEGAL_HOLD_REMOVAL);
        return consents.request(by, sql -> holds.wish(sql, hold, reason));
    }

    /** What a scope has now, by the facility file and by the rows of what left it. */
    private StreamSet streams(DSLContext sql, LegalHold.Scope scope, String key) {
        UUID site = chain.id();
        return switch (scope) {
            case SITE -> StreamSet.of(DeviceRows.metrics(sql, site).keySet());
            case STREAM -> StreamSet.of(DeviceRows.stream(sql, site, key).map(DeviceRows.StreamRow::no).stream().toList());
            case DEVICE -> StreamSet.of(DeviceRows.streamsOf(sql, site, key));
            case LOCATION -> at(sql, site, key);
        };
    }

    private StreamSet at(DSLContext sql, UUID site, String key) {
        Configuration now = configuration.get();
        Map<String, UUID> ids = now.identities().all("location");
        Set<String> below = new HashSet<>(List.of(key));
        List<LocationSpec> locations = now.part(Places.class).locations();
        for (boolean more = true; more; ) {
            more = false;
            for (LocationSpec l : locations) {
                more |= below.contains(l.parent()) && below.add(l.key());
            }
        }
        List<UUID> at = below.stream().filter(ids::containsKey).map(ids::get).toList();
        StreamSet rows = StreamSet.of(DeviceRows.streamsAt(sql, site, at));
        Devices devices = now.part(Devices.class);
        return rows.or(StreamSet.of(devices.streams().stream()
                .filter(s -> below.contains(s.location()))
                .map(s -> s.no())
                .toList()));
    }

    private RetentionRules rules(DSLContext sql, Instant now) {
        return new RetentionRules(
                plan(),
                DeviceRows.metrics(sql, chain.id()),
                holds.inForce(sql, now).stream()
                        .map(h -> h.scope() == LegalHold.Scope.SITE
                                ? h
                                : h.reaching(streams(sql, h.scope(), h.scopeKey())))
                        .toList(),
                now);
    }

    @Override
    public Preview preview(Asker asker) {
        people.admit(asker, Permission.RECORD_READ);
        Instant now = wall.instant();
        RetentionRules rules = database.read(sql -> rules(sql, now));
        List<Piece> pieces = new ArrayList<>();
        for (Due due : due(rules)) {
            ReadingForgetting.Contents there = forgetting.look(due.piece, due.expired);
            List<Held> held = new ArrayList<>();
            rules.kept(due.piece).forEach((hold, kept) -> {
                Going some = there.of(kept);
                int streams = some.streams().values().stream()
                        .reduce(StreamSet.NONE, StreamSet::or)
                        .size();
                if (streams > 0) {
                    held.add(new Held(hold.id(), hold.caseRef(), streams));
                }
            });
            Going going = there.of(due.going);
            if (going.isEmpty() && held.isEmpty()) {
                continue;
            }
            Map<ReadingKind, Integer> streams = new EnumMap<>(ReadingKind.class);
            going.streams().forEach((kind, some) -> streams.put(kind, some.size()));
            boolean whole = List.of(ReadingKind.RAW, ReadingKind.MINUTE, ReadingKind.FIVE_MINUTES).stream()
                    .allMatch(kind -> there.streams(kind).without(going.of(kind)).isEmpty());
            long bytes = whole && there.fileBytes() > 0
                    ? there.fileBytes()
                    : going.streams().entrySet().stream()
                            .mapToLong(e -> there.bytes(e.getKey(), e.getValue()))
                            .sum();
            pieces.add(new Piece(
                    due.piece.name(),
                    streams,
                    there.readings(ReadingKind.RAW, going.of(ReadingKind.RAW)),
                    bytes,
                    whole && !going.isEmpty(),
                    held));
        }
        return new Preview(now, pieces);
    }

    /** A piece of which something may go that was not forgotten before. @param expired holds aside */
    private record Due(ReadingForgetting.Piece piece, Going expired, Going going) {}

    private List<Due> due(RetentionRules rules) {
        Forgotten before = forgetting.forgotten();
        List<Due> due = new ArrayList<>();
        for (ReadingForgetting.Piece piece : forgetting.pieces(rules.beforeMicros())) {
            Going expired = fresh(rules.expired(piece), piece, before);
            if (!expired.isEmpty()) {
                due.add(new Due(piece, expired, fresh(rules.allowed(piece), piece, before)));
            }
        }
        return due;
    }

    private static Going fresh(Going going, ReadingForgetting.Piece piece, Forgotten before) {
        Map<ReadingKind, StreamSet> fresh = new EnumMap<>(ReadingKind.class);
        going.streams()
                .forEach((kind, streams) -> fresh.put(
                        kind, streams.without(before.streams(kind, piece.fromMicros(), piece.toMicros()))));
        return new Going(fresh);
    }

    @Override
    public RetentionRuns.Run run(Asker asker, String reason) {
        Provenance by = people.admit(asker, Permission.RETENTION_RUN);
        if (reason.isBlank()) {
            throw new RetentionRefused("Say why it is not left to the daily run.");
        }
        if (!drive) {
            throw new RetentionRefused(
                    "Nothing is running here. Start penstock, or penstock serve, and do it again.");
        }
        if (!running.tryLock()) {
            throw new RetentionRefused("A run is under way. Look at it when it is over.");
        }
        try {
            return run(by, reason, true).orElseThrow();
        } finally {
            running.unlock();
        }
    }

    /**
     * The daily run: leaves nothing on record when there is nothing to do. Where the facility file says nothing of retention
     * nothing goes by itself: ten years of another system that were brought in yesterday must not be gone today because
     * nobody said that they stay.
     */
    void daily() {
        if (drive && plan().saysHowLong() && running.tryLock()) {
            try {
                run(Provenance.ofSystem(workstation), DAILY, false);
            } finally {
                running.unlock();
            }
        }
    }

    /** @param always also when there is nothing to do @return what is on record of it, empty when nothing is */
    private Optional<RetentionRuns.Run> run(Provenance by, String reason, boolean always) {
        Instant now = wall.instant();
        RetentionRules rules = database.read(sql -> rules(sql, now));
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Tally tally = new Tally();
        boolean begun = always;
        if (always) {
            database.run(sql -> runs.begin(sql, id, reason, by, now));
        }
        for (Due due : due(rules)) {
            kept(rules, due, tally);
            if (due.going.isEmpty() || nothing(due)) {
                continue;
            }
            if (!begun) {
                ReadingForgetting.Contents there = forgetting.look(due.piece, due.going);
                if (there.of(due.going).isEmpty()) {
                    remember(due);
                    continue;
                }
                database.run(sql -> runs.begin(sql, id, reason, by, now));
                begun = true;
            }
            let(id, by, now, due, tally);
        }
        if (!begun) {
            return Optional.empty();
        }
        database.run(sql -> runs.end(
                sql,
                id,
                tally.from,
                tally.to,
                tally.pieces,
                tally.readings,
                tally.bytes,
                tally.skipped(),
                String.join(" ", tally.trouble),
                by,
                wall.instant()));
        LOG.info("retention: {} readings of {} days or months went, {} bytes", tally.readings, tally.pieces, tally.bytes);
        return database.read(sql -> runs.list(sql, 1_000)).stream()
                .filter(r -> r.id().equals(id))
                .findFirst();
    }

    private void let(UUID id, Provenance by, Instant now, Due due, Tally tally) {
        ReadingForgetting.Run run = new ReadingForgetting.Run(id, by, now);
        // Asked again with the chain locked: a hold that was placed meanwhile is seen.
        ReadingForgetting.Outcome outcome = forgetting.forget(
                run, due.piece, sql -> fresh(rules(sql, now).allowed(due.piece), due.piece, Forgotten.NOTHING));
        switch (outcome) {
            case ReadingForgetting.Outcome.Gone gone -> tally.gone(due.piece, gone);
            case ReadingForgetting.Outcome.Nothing _ -> remember(due);
            case ReadingForgetting.Outcome.Later later -> tally.trouble(due.piece.name() + ": " + later.why() + ".");
        }
    }

    private boolean nothing(Due due) {
        return state(due).equals(empty.get(due.piece.name()));
    }

    private void remember(Due due) {
        empty.put(due.piece.name(), state(due));
    }

    private String state(Due due) {
        return forgetting.mark(due.piece) + due.going;
    }

    private static void kept(RetentionRules rules, Due due, Tally tally) {
        rules.kept(due.piece).keySet().forEach(hold -> tally.held(hold, due.piece));
    }

    /** What a run comes to. */
    private static final class Tally {
        private final Map<UUID, LegalHold> by = new LinkedHashMap<>();
        private final Map<UUID, List<String>> held = new LinkedHashMap<>();
        private final List<String> trouble = new ArrayList<>();
        private @Nullable Instant from;
        private @Nullable Instant to;
        private int pieces;
        private long readings;
        private long bytes;

        void gone(ReadingForgetting.Piece piece, ReadingForgetting.Outcome.Gone gone) {
            from = from == null ? EngineClock.instant(piece.fromMicros()) : from;
            to = EngineClock.instant(piece.toMicros());
            pieces++;
            readings += gone.readings();
            bytes += gone.bytes();
        }

        void held(LegalHold hold, ReadingForgetting.Piece piece) {
            by.put(hold.id(), hold);
            held.computeIfAbsent(hold.id(), _ -> new ArrayList<>()).add(piece.name());
        }

        void trouble(String what) {
            if (trouble.size() < MOST_TROUBLE) {
                trouble.add(what);
            }
        }

        List<String> skipped() {
            return by.values().stream()
                    .map(h -> {
                        List<String> names = held.getOrDefault(h.id(), List.of());
                        return h.caseRef() + " kept " + h.where() + " from " + names.getFirst() + " to "
                                + names.getLast() + " (" + names.size() + ")";
                    })
                    .toList();
        }
    }

    @Override
    public StorageForecast storage(Asker asker) {
        people.admit(asker, Permission.RECORD_READ);
        return storage();
    }

    /** How much room readings take. */
    StorageForecast storage() {
        try {
            StorageSizes.Sizes now = sizes.look(wall.instant());
            RetentionPlan plan = plan();
            RetentionPlan.StreamClass longest = plan.of(null);
            return StorageForecast.of(
                    now,
                    plan.budget(now.disk()),
                    longest.keep(ReadingKind.RAW).orLonger(longest.keep(ReadingKind.FIVE_MINUTES)),
                    LocalDate.ofInstant(wall.instant(), ZoneOffset.UTC));
        } catch (IOException e) {
            throw new UncheckedIOException("how much room readings take cannot be told", e);
        }
    }
}
