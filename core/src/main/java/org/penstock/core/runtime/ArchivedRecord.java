package org.penstock.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.penstock.core.alert.AlertQuery;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.control.CommandQuery;
import org.penstock.core.control.RunQuery;
import org.penstock.core.db.Database;
import org.penstock.core.identity.Actors;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.ReadingStore;
import org.penstock.core.telemetry.StoredReading;
import tools.jackson.databind.json.JsonMapper;

/** Answers from the database what was, in the units and words of the configuration in force. Thread-safe. */
final class ArchivedRecord implements FacilityRecord {
    private static final JsonMapper JSON = new JsonMapper();

    private final Database database;
    private final ChainId chain;
    private final UUID site;
    private final ReadingStore store;
    private final KnownStreams known;
    private final ArchivedDevices devices;
    private final Supplier<FacilitySnapshot> snapshot;

    /** @param snapshot the facility now, which knows more of a run that is under way than the record */
    ArchivedRecord(
            Database database,
            ChainId chain,
            ReadingStore store,
            KnownStreams known,
            ArchivedDevices devices,
            Supplier<FacilitySnapshot> snapshot) {
        this.database = database;
        this.chain = chain;
        this.site = chain.id();
        this.store = store;
        this.known = known;
        this.devices = devices;
        this.snapshot = snapshot;
    }

    @Override
    public List<Reading> readings(String stream, Instant from, Instant to, int most) {
        return told(stream, no -> store.readings(no, EngineClock.micros(from), EngineClock.micros(to), most));
    }

    @Override
    public ReadingPage page(String stream, Instant from, Instant to, int most) {
        OptionalLong[] next = {OptionalLong.empty()};
        List<Reading> found = told(stream, no -> {
            ReadingStore.Page page = store.page(no, EngineClock.micros(from), EngineClock.micros(to), most);
            next[0] = page.nextMicros();
            return page.readings();
        });
        return new ReadingPage(found, next[0].isPresent() ? EngineClock.instant(next[0].getAsLong()) : null);
    }

    @Override
    public List<Reading> contradicted(String stream, Instant from, Instant to, int most) {
        return told(stream, no -> store.contradicted(no, EngineClock.micros(from), EngineClock.micros(to), most));
    }

    @Override
    public Optional<Reading> asOf(String stream, Instant at) {
        return told(
                        stream,
                        no -> store.asOf(no, EngineClock.micros(at)).stream().toList())
                .stream()
                .findFirst();
    }

    @Override
    public List<Reading> outline(String stream, Instant from, Instant to, Duration piece) {
        return told(
                stream,
                no -> store.outline(no, EngineClock.micros(from), EngineClock.micros(to), piece.toNanos() / 1_000));
    }

    @Override
    public List<Forgotten> forgotten(String stream, Instant from, Instant to) {
        return kept(stream)
                .map(k -> store.forgotten().rawGaps(k.no(), EngineClock.micros(from), EngineClock.micros(to)).stream()
                        .map(gap -> new Forgotten(EngineClock.instant(gap[0]), EngineClock.instant(gap[1])))
                        .toList())
                .orElse(List.of());
    }

    private List<Reading> told(String stream, IntFunction<List<StoredReading>> asked) {
        Optional<Kept> kept = kept(stream);
        if (kept.isEmpty()) {
            return List.of();
        }
        Metric metric = kept.get().metric();
        Unit unit = known.place().shown(metric, kept.get().unit());
        TreeMap<Instant, Double> offsets = devices.offsets(stream);
        return asked.apply(kept.get().no()).stream()
                .map(r -> reading(r, metric, unit, offsets))
                .toList();
    }

    /** What must be known of a stream to tell its readings. @param unit that its device speaks */
    private record Kept(int no, Metric metric, Unit unit) {}

    /** One of the file, or one that is archived. */
    private Optional<Kept> kept(String stream) {
        return known.stream(stream)
                .map(s -> new Kept(s.no(), s.metric(), s.sourceUnit()))
                .or(() -> devices.stream(stream).map(r -> new Kept(r.no(), r.metric(), r.unit())));
    }

    private static Reading reading(StoredReading r, Metric metric, Unit unit, TreeMap<Instant, Double> offsets) {
        Instant at = EngineClock.instant(r.eventMicros());
        Map.Entry<Instant, Double> in = offsets.floorEntry(at);
        double raw = in == null || in.getValue() == 0 || !Double.isFinite(r.value())
                ? r.value()
                : metric.rounded(r.value() - in.getValue());
        return new Reading(
                at,
                unit.fromCanonical(r.value()),
                r.quality().name().toLowerCase(Locale.ROOT),
                r.late(),
                unit.fromCanonical(raw));
    }

    @Override
    public List<ControlSnapshot.Run> runs(int most) {
        List<ControlSnapshot.Run> running = snapshot.get().control().running();
        return database.read(sql -> RunQuery.newest(sql, site, most)).stream()
                .map(r -> running.stream()
                        .filter(x -> x.no() == r.no())
                        .findFirst()
                        .orElseGet(() -> ControlMaker.run(r)))
                .toList();
    }

    @Override
    public List<CommandQuery.Recorded> commands(String output, int most) {
        return database.read(sql -> CommandQuery.newest(sql, site, output, most));
    }

    @Override
    public List<AlertSnapshot.Alert> alerts(int most) {
        return database.read(sql -> AlertQuery.newest(sql, site, most)).stream()
                .map(AlertMaker::alert)
                .toList();
    }

    @Override
    public List<Event> events(int most) {
        return database.read(sql -> EventQuery.newest(most).list(sql, chain)).stream()
                .map(ArchivedRecord::event)
                .toList();
    }

    @Override
    public List<Event> events(Wanted wanted) {
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
            return query.list(sql, chain).stream().map(ArchivedRecord::event).toList();
        });
    }

    /** An event as a person's program reads it. */
    static Event event(EventQuery.Event e) {
        return new Event(e.seq(), e.at(), e.actor(), e.kind(), e.subject(), JSON.writeValueAsString(e.data()));
    }
}
