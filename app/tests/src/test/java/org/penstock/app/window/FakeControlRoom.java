package org.penstock.app.window;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.app.testsupport.FakeConsents;
import org.penstock.app.testsupport.FakeIntake;
import org.penstock.app.testsupport.FakePersons;
import org.penstock.app.testsupport.FakeRetention;
import org.penstock.app.testsupport.FakeCorrectives;
import org.penstock.app.testsupport.FakeShifts;
import org.penstock.app.testsupport.FakeTrends;
import org.penstock.app.testsupport.QuietProof;
import org.penstock.core.control.CommandQuery;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.facility.Problems.Problem;
import org.penstock.app.testsupport.FakeStock;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.Commissioning;
import org.penstock.core.runtime.ConfigurationBook;
import org.penstock.core.runtime.Consents;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.CorrectiveBook;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.runtime.Enrolling;
import org.penstock.core.runtime.FacilityChange;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.Intake;
import org.penstock.core.runtime.Persons;
import org.penstock.core.runtime.Proof;
import org.penstock.core.runtime.Retention;
import org.penstock.core.runtime.ShiftChange;
import org.penstock.core.runtime.Simulation;
import org.penstock.core.runtime.Stock;
import org.penstock.core.runtime.TrendBook;

/**
 * A control room without a facility: shows the snapshots a test hands it, keeps proposals as the real one does (one
 * actor, one confirmation, 30 s), and answers what the test told it to answer.
 */
final class FakeControlRoom implements ControlRoom, FacilityRecord, ConfigurationBook {
    final FakePersons persons = new FakePersons();
    /** What the next shift must know. */
    final FakeShifts shifts = new FakeShifts();
    final FakeCorrectives correctives = new FakeCorrectives();
    /** What stands beside readings. */
    final FakeTrends trends = new FakeTrends();
    final FakeIntake intake = new FakeIntake();
    /** What waits for signatures. */
    final FakeConsents consents = new FakeConsents();

    /** Lots, their holds, their destructions. */
    final FakeStock stock;

    /** What is kept of readings. */
    final FakeRetention retention;

    private final List<DeviceCare.Wish> calibrations = new CopyOnWriteArrayList<>();
    /** What was asked of it. */
    record Asked(String actor, String kind, String subject, double value, double forSeconds, String reason) {}

    private final InstantSource wall;
    private final List<Consumer<FacilitySnapshot>> listeners = new CopyOnWriteArrayList<>();
    private final Map<String, Asked> open = new HashMap<>();
    private final Map<String, Instant> expiry = new HashMap<>();
    private final List<Asked> proposed = new ArrayList<>();
    private final List<Asked> confirmed = new ArrayList<>();
    private final FakeField field = new FakeField();
    private final List<List<Configuration.File>> planned = new ArrayList<>();
    private final List<String> applied = new ArrayList<>();
    private Function<List<Configuration.File>, FacilityChange> plan = FakeControlRoom::newDevice;
    private volatile FacilitySnapshot snapshot;
    private volatile Record record = (_, _, _, _) -> List.of();
    private List<String> shut = List.of();
    private Significance significance = Significance.NORMAL;
    private @Nullable Answer answer = new Answer(true, "Done.");
    private List<String> closing = List.of();
    private Consumer<Asked> whenConfirmed = _ -> {};
    private volatile boolean closed;
    private volatile boolean recordAway;
    private int subscriptions;
    private int count;

    FakeControlRoom(InstantSource wall, FacilitySnapshot first) {
        this.wall = wall;
        this.snapshot = first;
        this.stock = new FakeStock(persons, consents, wall);
        this.retention = new FakeRetention(persons, stock, wall);
    }

    /** What the record holds: asked with stream, from, to and most, as the real one is. */
    interface Record {
        List<Reading> readings(String stream, Instant from, Instant to, int most);
    }

    void record(Record next) {
        record = next;
    }

    /** What is found while setting up. */
    FakeField field() {
        return field;
    }

    /** What files would change, from now on. */
    synchronized void plan(Function<List<Configuration.File>, FacilityChange> next) {
        plan = next;
    }

    synchronized List<List<Configuration.File>> planned() {
        return List.copyOf(planned);
    }

    /** Actor, change and reason of what was applied. */
    synchronized List<String> applied() {
        return List.copyOf(applied);
    }

    private static FacilityChange newDevice(List<Configuration.File> files) {
        return change("change-1", List.of(), files);
    }

    /** A change that adds a device, applicable when {@code id} is not "". */
    static FacilityChange change(String id, List<Problem> problems, List<Configuration.File> files) {
        return new FacilityChange(
                id,
                "a".repeat(64),
                problems,
                List.of(
                        new Change.Added("device", "node-3", "device node-3 (Climate node bay 3)"),
                        new Change.Added("stream", "bay-3-temp", "stream bay-3-temp (Temp)")),
                List.of("Link climate is opened anew; its devices are silent for some seconds."),
                List.of(),
                List.of(),
                false,
                files);
    }

    /** Tells every screen. */
    void tell(FacilitySnapshot next) {
        snapshot = next;
        listeners.forEach(l -> l.accept(next));
    }

    /** Gates the next proposals find shut. */
    synchronized void shut(String... gates) {
        shut = List.of(gates);
    }

    synchronized void significance(Significance next) {
        significance = next;
    }

    /** What the engine says to the next confirmation; null for no answer at all. */
    synchronized void answer(@Nullable Answer next) {
        answer = next;
    }

    /** What the facility does with what is confirmed, from now on. */
    synchronized void whenConfirmed(Consumer<Asked> next) {
        whenConfirmed = next;
    }

    synchronized void closing(String... sentences) {
        closing = List.of(sentences);
    }

    synchronized List<Asked> proposed() {
        return List.copyOf(proposed);
    }

    synchronized List<Asked> confirmed() {
        return List.copyOf(confirmed);
    }

    int subscribers() {
        return listeners.size();
    }

    synchronized int subscriptionsEver() {
        return subscriptions;
    }

    boolean isClosed() {
        return closed;
    }

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
        return snapshot;
    }

    @Override
    public synchronized Subscription subscribe(Consumer<FacilitySnapshot> listener) {
        subscriptions++;
        listeners.add(listener);
        return () -> listeners.remove(listener);
    }

    @Override
    public synchronized Proposal propose(
            Asker asker, String kind, String subject, double value, double forSeconds, String reason) {
        Asked asked = new Asked(FakePersons.name(asker), kind, subject, value, forSeconds, reason);
        proposed.add(asked);
        String id = "proposal-" + ++count;
        Instant expires = wall.instant().plusSeconds(30);
        open.put(id, asked);
        expiry.put(id, expires);
        return new Proposal(id, text(asked), shut, significance, expires);
    }

    private static String text(Asked asked) {
        return switch (asked.kind()) {
            case "output.set" ->
                "Output " + asked.subject() + " is driven to " + asked.value() + " and goes back to safe after "
                        + Math.round(asked.forSeconds() / 60)
                        + " min. The device closes it itself if this program is gone.";
            case "output.release" ->
                "Output " + asked.subject() + " goes to whatever its program or rule wants, else to safe.";
            case "program.run" -> "Program " + asked.subject() + " starts now and runs once; its planned starts stay.";
            case "stop.all" ->
                "Every run ends and every output goes to safe at once. Rules may act again when their inputs change.";
            default -> asked.kind() + " " + asked.subject();
        };
    }

    @Override
    public synchronized CompletableFuture<Answer> confirm(Asker asker, String proposalId) {
        Asked asked = open.remove(proposalId);
        Instant until = expiry.get(proposalId);
        if (asked == null || until == null || !wall.instant().isBefore(until)) {
            return CompletableFuture.completedFuture(new Answer(false, "This proposal is gone. Ask again."));
        }
        if (!asked.actor().equals(FakePersons.name(asker))) {
            return CompletableFuture.completedFuture(new Answer(false, "Proposed by " + asked.actor() + "."));
        }
        confirmed.add(asked);
        whenConfirmed.accept(asked);
        Answer given = answer;
        return given == null ? new CompletableFuture<>() : CompletableFuture.completedFuture(given);
    }

    @Override
    public FacilityChange check(List<Configuration.File> files) {
        return plan(files, false);
    }

    @Override
    public synchronized FacilityChange plan(List<Configuration.File> files, boolean rebase) {
        planned.add(files);
        return plan.apply(files);
    }

    @Override
    public synchronized CompletableFuture<Answer> apply(Asker asker, String changeId, String reason) {
        applied.add(FakePersons.name(asker) + " " + changeId + " " + reason);
        Answer given = answer;
        return given == null ? new CompletableFuture<>() : CompletableFuture.completedFuture(given);
    }

    @Override
    public Commissioning commissioning() {
        return field;
    }

    @Override
    public void keepSecret(Asker asker, String name, String value) {
        throw new UnsupportedOperationException("the window sets no secret");
    }

    @Override
    public Simulation simulation() {
        throw new UnsupportedOperationException("the window lets nothing go wrong");
    }

    @Override
    public List<Configuration.File> export() {
        return List.of(new Configuration.File("north.yaml", FakeField.FILE));
    }

    @Override
    public List<ConfigurationQuery.Version> versions(int most) {
        return List.of();
    }

    @Override
    public Optional<List<Configuration.File>> files(int version) {
        return Optional.empty();
    }

    @Override
    public DeviceCare devices() {
        return new DeviceCare() {
            @Override
            public Proposal calibrate(Asker asker, Wish wish) {
                calibrations.add(wish);
                double reference = wish.reference() == null ? Double.NaN : wish.reference();
                return propose(asker, "calibration.record", wish.stream(), reference, 0, wish.reason());
            }

            @Override
            public Optional<Detail> device(String key) {
                throw unasked();
            }

            @Override
            public List<Message> messages(String deviceKey, int most) {
                throw unasked();
            }

            @Override
            public List<Calibration> calibrations(@Nullable String streamKey, int most) {
                throw unasked();
            }

            @Override
            public Optional<Recorded> recorded(String streamKey) {
                throw unasked();
            }

            private AssertionError unasked() {
                return new AssertionError("the window asks nothing about devices beyond the snapshot");
            }
        };
    }

    /** What was to be calibrated, in order. */
    List<DeviceCare.Wish> calibrations() {
        return List.copyOf(calibrations);
    }

    @Override
    public Enrolling enrolling() {
        return new Enrolling() {
            @Override
            public Proposal open(Asker asker, Wish wish) {
                return propose(asker, "enrolment.open", wish.device(), Double.NaN, wish.forSeconds(), wish.reason());
            }

            @Override
            public List<FieldSnapshot.Enrolment> enrolments(@Nullable String device, int most) {
                throw new AssertionError("the window asks nothing about devices beyond the snapshot");
            }
        };
    }

    @Override
    public Optional<Reading> asOf(String streamKey, Instant at) {
        List<Reading> found = readings(streamKey, Instant.MIN, at.plusNanos(1_000), Integer.MAX_VALUE);
        return found.isEmpty() ? Optional.empty() : Optional.of(found.getLast());
    }

    @Override
    public List<Reading> readings(String streamKey, Instant from, Instant to, int most) {
        return record.readings(streamKey, from, to, most);
    }

    /** Whether what is asked of the record fails. */
    void recordAway(boolean away) {
        recordAway = away;
    }

    @Override
    public List<ControlSnapshot.Run> runs(int most) {
        if (recordAway) {
            throw new IllegalStateException("The database does not answer.");
        }
        return Facilities.pastRuns();
    }

    @Override
    public List<CommandQuery.Recorded> commands(String output, int most) {
        if (recordAway) {
            throw new IllegalStateException("The database does not answer.");
        }
        return Facilities.pastCommands().stream().limit(most).toList();
    }

    @Override
    public List<AlertSnapshot.Alert> alerts(int most) {
        if (recordAway) {
            throw new IllegalStateException("The database does not answer.");
        }
        return Facilities.pastAlerts();
    }

    @Override
    public List<Event> events(int most) {
        return List.of();
    }

    /** What the chain holds, newest first. */
    volatile List<Event> chain = List.of();

    @Override
    public List<Event> events(Wanted wanted) {
        if (recordAway) {
            throw new IllegalStateException("The database does not answer.");
        }
        return chain.stream()
                .filter(e -> e.seq() < wanted.before() && e.kind().startsWith(wanted.kind()))
                .filter(e -> wanted.subject().isEmpty() || e.subject().equals(wanted.subject()))
                .filter(e -> wanted.actor().isEmpty() || e.actor().equals(wanted.actor()))
                .limit(wanted.most())
                .toList();
    }

    @Override
    public Proof proof() {
        return new QuietProof();
    }

    @Override
    public void close() {
        closed = true;
        listeners.clear();
    }

    @Override
    public synchronized List<String> closing() {
        return closing;
    }

    @Override
    public Stock stock() {
        if (recordAway) {
            throw new IllegalStateException("The database does not answer.");
        }
        return stock;
    }

    @Override
    public Intake intake() {
        return intake;
    }

    @Override
    public TrendBook trends() {
        return trends;
    }

    @Override
    public Retention retention() {
        return retention;
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
