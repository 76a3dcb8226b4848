package org.penstock.app.testsupport;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.CommandQuery;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.identity.Asker;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.Simulated;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.Commissioning;
import org.penstock.core.runtime.ConfigurationBook;
import org.penstock.core.runtime.Consents;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.CorrectiveBook;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.runtime.Enrolling;
import org.penstock.core.runtime.FacilityChange;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.runtime.Intake;
import org.penstock.core.runtime.Persons;
import org.penstock.core.runtime.Proof;
import org.penstock.core.runtime.Retention;
import org.penstock.core.runtime.ShiftChange;
import org.penstock.core.runtime.Simulation;
import org.penstock.core.runtime.Stock;
import org.penstock.core.runtime.TrendBook;
import org.penstock.core.telemetry.Severity;
import org.penstock.core.testsupport.SnapshotBuilder;
import org.penstock.core.testsupport.SnapshotParts;

/** A glasshouse in the middle of its morning: one program runs, a tank is low, a sensor has never spoken. */
public final class FakeControlRoom implements ControlRoom, FacilityRecord, ConfigurationBook {
    /** Who works there. */
    public final FakePersons persons = new FakePersons();
    /** What the next shift must know. */
    public final FakeShifts shifts = new FakeShifts();
    /** What was done about alerts. */
    public final FakeCorrectives correctives = new FakeCorrectives();
    /** What stands beside readings. */
    public final FakeTrends trends = new FakeTrends();

    public final FakeIntake intake = new FakeIntake();
    /** What waits for signatures. */
    public final FakeConsents consents = new FakeConsents();

    public static final Instant NOW = Instant.parse("2026-11-21T05:10:00Z");

    /** What the person asked for, in order, as {@code actor kind subject value forSeconds reason}. */
    public final List<String> proposed = Collections.synchronizedList(new ArrayList<>());
    /** What was confirmed, in order. */
    public final List<String> confirmed = Collections.synchronizedList(new ArrayList<>());

    public volatile List<String> shut = List.of();
    public volatile Significance significance = Significance.NORMAL;
    public volatile Answer answer = new Answer(true, "Valve bay 1 opens for 2 min.");
    public volatile @Nullable RuntimeException recordAway;
    /** The record answers nobody before this is counted down. */
    public volatile CountDownLatch recordHangs = new CountDownLatch(0);
    /** Main files of plans asked for, in order. */
    public final List<String> planned = Collections.synchronizedList(new ArrayList<>());
    /** What a file would change. */
    public volatile Function<List<Configuration.File>, FacilityChange> plan = FakeControlRoom::nothing;

    /** A file that changes nothing. */
    public static FacilityChange nothing(List<Configuration.File> files) {
        return new FacilityChange(
                "", "a".repeat(64), List.of(), List.of(), List.of(), List.of(), List.of(), false, files);
    }

    /** Why the engine does not work, told to whoever subscribes from then on. */
    public volatile @Nullable String engineStopped;

    public final AtomicInteger closes = new AtomicInteger();

    /** The facility file in force. */
    public volatile List<Configuration.File> exported =
            List.of(new Configuration.File("north.yaml", "penstock: 1\nbase: " + "a".repeat(64) + "\n"));

    /** The calibrations that were proposed. */
    public final List<DeviceCare.Wish> wishes = new CopyOnWriteArrayList<>();

    public final List<Enrolling.Wish> enrolled = new CopyOnWriteArrayList<>();
    /** Newest first. */
    public final List<FieldSnapshot.Enrolment> enrolments = new CopyOnWriteArrayList<>();

    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, String> open = new ConcurrentHashMap<>();
    private final Map<String, String> asked = new ConcurrentHashMap<>();

    /** What is seen of the morning. */
    public volatile UnaryOperator<FacilitySnapshot> seen = UnaryOperator.identity();
    /** What becomes of what is confirmed, told as {@code kind subject value}. */
    public volatile Function<String, Answer> becomes = what -> answer;

    @Override
    public FacilityRecord record() {
        return this;
    }

    @Override
    public ConfigurationBook configuration() {
        return this;
    }

    @Override
    public FacilitySnapshot snapshot() {
        return seen.apply(morning());
    }

    private FacilitySnapshot morning() {
        return new SnapshotBuilder(
                        new Site(
                                "north",
                                "North House",
                                "northglass",
                                "Northglass Growers",
                                "grow",
                                ZoneId.of("Europe/Amsterdam")),
                        NOW)
                .simulated(true)
                .streams(List.of(
                        SnapshotParts.stream(
                                "tank-level",
                                "Tank level",
                                "house",
                                "skid",
                                "volume",
                                41.25,
                                "L",
                                2,
                                "good",
                                false,
                                2.4,
                                false),
                        SnapshotParts.stream(
                                "air-temp",
                                "Air temperature",
                                "bay-1",
                                "climate",
                                "temperature",
                                71.6,
                                "°F",
                                2,
                                "good",
                                false,
                                95,
                                true),
                        new FieldSnapshot.Stream(
                                "drain-ec",
                                "Drain EC",
                                "bay-1",
                                "skid",
                                "ec",
                                Double.NaN,
                                "µS/cm",
                                0,
                                "no_communication",
                                true,
                                Double.POSITIVE_INFINITY,
                                true,
                                "Bay 1",
                                "Irrigation skid",
                                Double.NaN,
                                Double.NaN,
                                null,
                                -40),
                        SnapshotParts.stream(
                                "door",
                                "Door",
                                "house",
                                "skid",
                                "state",
                                1,
                                "",
                                0,
                                "good",
                                false,
                                2,
                                false,
                                "house",
                                "skid",
                                Double.NaN,
                                Double.NaN,
                                new StateWords("closed", "open"))))
                .outputs(List.of(
                        SnapshotParts.output(
                                "valve-1",
                                "Valve bay 1",
                                "bay-1",
                                "valve",
                                1,
                                1,
                                0,
                                "held",
                                40,
                                "run 3 of Morning watering",
                                null,
                                "device timer, 15 min",
                                "skid"),
                        SnapshotParts.output(
                                "pump-1",
                                "Pump",
                                "house",
                                "pump",
                                Double.NaN,
                                0,
                                0,
                                "unknown",
                                Double.POSITIVE_INFINITY,
                                "",
                                "Tank low: tank level 41.25 L is below 50 L",
                                "none: short circuit, float valve behind it",
                                "skid")))
                .programs(List.of(
                        SnapshotParts.program(
                                "morning",
                                "Morning watering",
                                "It runs already.",
                                List.of(Instant.parse("2026-11-21T12:30:00Z"), Instant.parse("2026-11-22T05:00:00Z")),
                                245),
                        SnapshotParts.program("flush", "Flush", null, List.of(), 60)))
                .running(List.of(run(3, "running", null)))
                .alerts(List.of(
                        alert(8, "active", Severity.CRITICAL, null),
                        alert(7, "resolved", Severity.WARNING, Instant.parse("2026-11-21T04:58:00Z"))))
                .interlocks(List.of(
                        SnapshotParts.interlock("e-stop", "Emergency stop", false, false, ""),
                        SnapshotParts.interlock(
                                "tank-low", "Tank low", true, true, "tank level 41.25 L is below 50 L")))
                .links(List.of(
                        new LinkStatus(
                                "plc", LinkState.ONLINE, "", micros("2026-11-21T04:50:00Z"), null, 1200, 40, 0, 0),
                        new LinkStatus(
                                "broker",
                                LinkState.OFFLINE,
                                "Connection to 192.168.1.5:1883 refused; tried again at 06:10:05.",
                                micros("2026-11-20T22:00:00Z"),
                                micros("2026-11-21T05:10:05.250Z"),
                                0,
                                0,
                                17,
                                3)))
                .health(SnapshotParts.health(
                        engineStopped, null, 3.5, "Connection to database lost", 61, true, 1240, 2, 4.5))
                .devices(List.of(
                        SnapshotParts.device(
                                "skid",
                                "Irrigation skid",
                                "plc",
                                "house",
                                "House",
                                "active",
                                null,
                                "",
                                "",
                                "online",
                                "",
                                2.4),
                        SnapshotParts.device(
                                "climate",
                                "Climate computer",
                                "broker",
                                "bay-1",
                                "Bay 1",
                                "maintenance",
                                Instant.parse("2026-11-21T04:30:00Z"),
                                "ada",
                                "filter changed",
                                "maintenance",
                                "filter changed, by ada",
                                95)))
                .build();
    }

    private static ControlSnapshot.Run run(long no, String state, @Nullable Instant ended) {
        return new ControlSnapshot.Run(
                no,
                "morning",
                "Morning watering",
                state,
                ended == null ? 1 : 0,
                2,
                ended == null ? "Valve bay 1" : "",
                ended == null ? 205 : 0,
                245,
                Instant.parse("2026-11-21T05:09:20Z").minusSeconds(ended == null ? 0 : 86_400),
                ended,
                ended == null ? "planned start 06:00" : "planned start 06:00; done");
    }

    private static AlertSnapshot.Alert alert(long no, String state, Severity severity, @Nullable Instant resolved) {
        return SnapshotParts.alert(
                no,
                no == 8 ? "drain-ec" : "air-temp",
                no == 8 ? "missing_data" : "limit_high",
                severity,
                state,
                no == 8 ? "Drain EC has never spoken" : "Air temperature 91.4 °F is above 89.6 °F",
                no == 8 ? Double.NaN : 91.4,
                no == 8 ? Double.NaN : 89.6,
                Instant.parse("2026-11-21T04:50:30Z"),
                resolved == null ? null : Instant.parse("2026-11-21T04:55:00Z"),
                resolved == null ? "" : "ada",
                resolved,
                1);
    }

    private static long micros(String instant) {
        return Instant.parse(instant).toEpochMilli() * 1_000;
    }

    @Override
    public Subscription subscribe(Consumer<FacilitySnapshot> listener) {
        if (engineStopped != null) {
            listener.accept(snapshot());
        }
        return () -> {};
    }

    @Override
    public Proposal propose(Asker asker, String kind, String subject, double value, double forSeconds, String reason) {
        proposed.add(
                FakePersons.name(asker) + " " + kind + " " + subject + " " + value + " " + forSeconds + " " + reason);
        String id = "p" + number.incrementAndGet();
        open.put(id, FakePersons.name(asker));
        asked.put(id, kind + " " + subject + " " + value);
        return new Proposal(id, "Opens valve bay 1 for 2 min.", shut, significance, NOW.plusSeconds(30));
    }

    @Override
    public CompletableFuture<Answer> confirm(Asker asker, String proposalId) {
        if (!FakePersons.name(asker).equals(open.remove(proposalId))) {
            return CompletableFuture.completedFuture(new Answer(false, "This proposal is not open. Propose it anew."));
        }
        confirmed.add(proposalId);
        return CompletableFuture.completedFuture(becomes.apply(asked.getOrDefault(proposalId, "")));
    }

    private void reach() {
        try {
            recordHangs.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException("interrupted", e);
        }
        RuntimeException away = recordAway;
        if (away != null) {
            throw away;
        }
    }

    @Override
    public FacilityChange check(List<Configuration.File> files) {
        return plan(files, false);
    }

    @Override
    public FacilityChange plan(List<Configuration.File> files, boolean rebase) {
        planned.add(files.getFirst().text() + (rebase ? " rebased" : ""));
        return plan.apply(files);
    }

    @Override
    public CompletableFuture<Answer> apply(Asker asker, String changeId, String reason) {
        confirmed.add(FakePersons.name(asker) + " " + changeId + " " + reason);
        return CompletableFuture.completedFuture(answer);
    }

    /** The plant behind the link {@code plc}: its tank drifts, its valve sticks; what is asked comes into {@link #confirmed}. */
    @Override
    public Simulation simulation() {
        return new Simulation() {
            @Override
            public List<String> links() {
                return List.of("plc");
            }

            @Override
            public List<Simulated.Fault> faults() {
                return List.of(
                        new Simulated.Fault(
                                "plc",
                                "stream",
                                "tank-level",
                                "drift",
                                "tank-level drifts by 5 L/h",
                                true,
                                micros("2026-11-21T05:08:00Z"),
                                micros("2026-11-21T05:18:00Z")),
                        new Simulated.Fault(
                                "plc",
                                "output",
                                "valve-1",
                                "stuck_open",
                                "valve-1 is stuck open",
                                false,
                                micros("2026-11-21T06:00:00Z"),
                                null));
            }

            @Override
            public CompletableFuture<Answer> begin(Asker asker, Simulated.Wish wish) {
                confirmed.add(FakePersons.name(asker) + " " + wish.subject() + " " + wish.kind() + " " + wish.by() + " "
                        + wish.forMicros() + " " + wish.reason());
                return CompletableFuture.completedFuture(answer);
            }

            @Override
            public CompletableFuture<Answer> clear(Asker asker, String subject, String reason) {
                confirmed.add(FakePersons.name(asker) + " clear " + subject + " " + reason);
                return CompletableFuture.completedFuture(answer);
            }
        };
    }

    /** The line that is looked at. */
    public final FakeCommissioning commissioning = new FakeCommissioning();

    @Override
    public Commissioning commissioning() {
        return commissioning;
    }

    /** Who gave which secret a value, and the value. */
    public final Map<String, String> secrets = new TreeMap<>();

    @Override
    public void keepSecret(Asker asker, String name, String value) {
        secrets.put(FakePersons.name(asker) + " " + name, value);
    }

    @Override
    public List<Configuration.File> export() {
        return exported;
    }

    @Override
    public List<ConfigurationQuery.Version> versions(int most) {
        return List.of(
                new ConfigurationQuery.Version(
                        2, "b".repeat(64), "north.yaml", NOW.minusSeconds(60), "ada", "the other name"),
                new ConfigurationQuery.Version(1, "a".repeat(64), "north.yaml", NOW.minusSeconds(3_600), "ada", ""));
    }

    @Override
    public Optional<List<Configuration.File>> files(int version) {
        String name = version == 1 ? "North House" : "Northern House";
        return version > 2
                ? Optional.empty()
                : Optional.of(List.of(
                        new Configuration.File("north.yaml", "penstock: 1\nsite: {key: north, name: " + name + "}\n")));
    }

    @Override
    public DeviceCare devices() {
        return new Care();
    }

    @Override
    public Enrolling enrolling() {
        return new Enrolling() {
            @Override
            public Proposal open(Asker asker, Wish wish) {
                enrolled.add(wish);
                Proposal p =
                        propose(asker, "enrolment.open", wish.device(), Double.NaN, wish.forSeconds(), wish.reason());
                boolean code = wish.kind().isEmpty();
                if (answer.accepted()) {
                    enrolments.addFirst(new FieldSnapshot.Enrolment(
                            p.id(),
                            wish.device(),
                            "Node 1",
                            code ? "pairing" : wish.kind(),
                            "pending",
                            code ? "code" : "reading",
                            0,
                            "",
                            code ? "ACDEFHJK" : null,
                            "",
                            FakePersons.name(asker),
                            NOW,
                            NOW.plusSeconds(wish.forSeconds() == 0 ? 3_600 : (long) wish.forSeconds()),
                            null));
                }
                return p;
            }

            @Override
            public List<FieldSnapshot.Enrolment> enrolments(@Nullable String device, int most) {
                reach();
                return enrolments.stream()
                        .filter(e -> device == null || e.device().equals(device))
                        .limit(most)
                        .toList();
            }
        };
    }

    /** Devices and sensors of the snapshot, and one that left the file. */
    private final class Care implements DeviceCare {
        @Override
        public Optional<Detail> device(String key) {
            reach();
            return Optional.of(new Detail(
                    new TreeMap<>(Map.of("stored", 1_240L, "missed", 3L)),
                    new TreeMap<>(Map.of("stored", 40L, "duplicate", 2L)),
                    key.equals("climate") ? 2 : 0,
                    events(1).stream().findFirst()));
        }

        @Override
        public List<Message> messages(String deviceKey, int most) {
            reach();
            return !deviceKey.equals("climate")
                    ? List.of()
                    : List.of(
                            new Message(
                                    "weighvision.image.captured",
                                    "s-123",
                                    "018f1a84-bb0e-7d3f-b2e4-9e8b5f8e0203",
                                    null,
                                    Instant.parse("2026-11-21T04:05:13.000002Z"),
                                    "{\"event_id\": \"018f1a84-bb0e-7d3f-b2e4-9e8b5f8e0203\",\n \"payload\": {\"media_id\": \""
                                            + "m".repeat(200) + "\"}}"),
                            new Message(
                                    "feed.dispensed",
                                    "",
                                    "0190a1d1-9999-7d3f-b2e4-9e8b5f8e0101",
                                    Instant.parse("2026-11-21T04:00:00Z"),
                                    Instant.parse("2026-11-21T04:00:01Z"),
                                    "{\"payload\": {\"quantity_kg\": 25.50, \"feed_lot_id\": \"lot-001\"}}"));
        }

        @Override
        public List<Calibration> calibrations(@Nullable String streamKey, int most) {
            reach();
            return List.of(
                    new Calibration(
                            "drain-ec",
                            "Drain EC",
                            "µS/cm",
                            0,
                            Instant.parse("2026-11-20T09:00:00.000001Z"),
                            Instant.parse("2026-11-20T09:00:01Z"),
                            1413.0,
                            1453.0,
                            1413.0,
                            0,
                            -40,
                            "DKD 4711",
                            Instant.parse("2027-05-01T22:00:00Z"),
                            "ada",
                            "monthly"),
                    new Calibration(
                            "drain-ec",
                            "Drain EC",
                            "µS/cm",
                            0,
                            Instant.parse("2026-10-20T09:00:00Z"),
                            Instant.parse("2026-10-20T09:00:01Z"),
                            null,
                            null,
                            null,
                            25,
                            0,
                            "",
                            null,
                            "ada",
                            "undone"));
        }

        @Override
        public Optional<Recorded> recorded(String streamKey) {
            return streamKey.equals("old-ec")
                    ? Optional.of(
                            new Recorded("old-ec", "Drain EC", "ec", "µS/cm", 0, Instant.parse("2026-10-01T00:00:00Z")))
                    : snapshot().field().streams().stream()
                            .filter(s -> s.key().equals(streamKey))
                            .findFirst()
                            .map(s -> new Recorded(s.key(), s.name(), s.metric(), s.unit(), s.decimals(), null));
        }

        @Override
        public Proposal calibrate(Asker asker, Wish wish) {
            wishes.add(wish);
            return propose(asker, "calibration.record", wish.stream(), Double.NaN, 0, wish.reason());
        }
    }

    @Override
    public Optional<Reading> asOf(String streamKey, Instant at) {
        List<Reading> found = readings(streamKey, Instant.MIN, at.plusNanos(1_000), Integer.MAX_VALUE);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    @Override
    public List<Reading> readings(String streamKey, Instant from, Instant to, int most) {
        reach();
        if (streamKey.equals("door")) {
            return List.of(
                    new Reading(Instant.parse("2026-11-21T05:00:00Z"), 0, "good", false),
                    new Reading(Instant.parse("2026-11-21T05:00:05Z"), 1, "good", false));
        }
        return List.of(
                        new Reading(Instant.parse("2026-11-21T05:00:00Z"), 71.6, "good", false),
                        new Reading(Instant.parse("2026-11-21T05:00:05.123456Z"), Double.NaN, "not_a_number", false),
                        new Reading(Instant.parse("2026-11-21T05:00:10Z"), 72.5, "good", true, 72.9))
                .stream()
                .filter(r -> !r.at().isBefore(from) && r.at().isBefore(to))
                .limit(most)
                .toList();
    }

    @Override
    public List<ControlSnapshot.Run> runs(int most) {
        reach();
        return List.of(run(3, "running", null), run(2, "completed", Instant.parse("2026-11-20T05:13:30Z"))).stream()
                .limit(most)
                .toList();
    }

    @Override
    public List<CommandQuery.Recorded> commands(String output, int most) {
        reach();
        return List.of();
    }

    @Override
    public List<AlertSnapshot.Alert> alerts(int most) {
        reach();
        return snapshot().alerts().open().stream().limit(most).toList();
    }

    @Override
    public List<Event> events(int most) {
        reach();
        return List.of(
                        new Event(
                                2,
                                Instant.parse("2026-11-21T05:09:20Z"),
                                "system",
                                "run.started",
                                "run:3",
                                "{\"program\":\"morning\",\"planned_at\":\"2026-11-21T05:00:00Z\",\"litres\":\"12.50\"}"),
                        new Event(1, Instant.parse("2026-11-20T04:00:00Z"), "ada", "configuration.applied", "site", ""))
                .stream()
                .limit(most)
                .toList();
    }

    @Override
    public List<Event> events(Wanted wanted) {
        return events(wanted.most()).stream()
                .filter(e -> e.seq() < wanted.before() && e.kind().startsWith(wanted.kind()))
                .toList();
    }

    /** What is told of the proof of the record. */
    public Proof proof = new QuietProof();

    @Override
    public Proof proof() {
        return proof;
    }

    @Override
    public void close() {
        closes.incrementAndGet();
    }

    @Override
    public List<String> closing() {
        return List.of("Morning watering stops in step 1 of 2; valve bay 1 is closed.");
    }

    /** No test here has to do with lots: those run a real facility. */
    @Override
    public Stock stock() {
        throw new UnsupportedOperationException();
    }

    @Override
    public Intake intake() {
        return intake;
    }

    /** No test here has to do with it: those run a real facility. */
    @Override
    public Retention retention() {
        throw new UnsupportedOperationException();
    }

    @Override
    public TrendBook trends() {
        return trends;
    }

    @Override
    public CorrectiveBook correctives() {
        return correctives;
    }

    @Override
    public ShiftChange shifts() {
        return shifts;
    }

    @Override
    public Consents consents() {
        return consents;
    }

    @Override
    public Persons persons() {
        return persons;
    }
}
