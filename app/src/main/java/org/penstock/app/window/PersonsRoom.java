package org.penstock.app.window;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Converted;
import org.penstock.app.window.model.Words;
import org.penstock.core.control.CommandQuery;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.identity.Asker;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;
import org.penstock.core.runtime.Commissioning;
import org.penstock.core.runtime.Consents;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.CorrectiveBook;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.runtime.Enrolling;
import org.penstock.core.runtime.FacilityChange;
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
 * The facility as one person reads it: every value the window is told is in the units of {@link Words#manner}, and what the
 * person writes in them says so. The facility behind it knows nothing of this. Any thread, as the facility itself.
 */
final class PersonsRoom implements ControlRoom {
    private final ControlRoom room;
    private final Words words;

    PersonsRoom(ControlRoom room, Words words) {
        this.room = room;
        this.words = words;
    }

    @Override
    public FacilitySnapshot snapshot() {
        return Converted.of(room.snapshot(), words.manner());
    }

    @Override
    public Subscription subscribe(Consumer<FacilitySnapshot> listener) {
        return room.subscribe(s -> listener.accept(Converted.of(s, words.manner())));
    }

    @Override
    public List<Reading> readings(String streamKey, Instant from, Instant to, int most) {
        return converted(streamKey, room.readings(streamKey, from, to, most));
    }

    @Override
    public ReadingPage page(String streamKey, Instant from, Instant to, int most) {
        ReadingPage page = room.page(streamKey, from, to, most);
        return new ReadingPage(converted(streamKey, page.readings()), page.next());
    }

    @Override
    public Optional<Reading> asOf(String streamKey, Instant at) {
        return converted(streamKey, room.asOf(streamKey, at).stream().toList()).stream()
                .findFirst();
    }

    @Override
    public List<Forgotten> forgotten(String streamKey, Instant from, Instant to) {
        return room.forgotten(streamKey, from, to);
    }

    @Override
    public List<Reading> outline(String streamKey, Instant from, Instant to, Duration piece) {
        return converted(streamKey, room.outline(streamKey, from, to, piece));
    }

    private List<Reading> converted(String streamKey, List<Reading> told) {
        return instead(streamKey)
                .map(i -> told.stream()
                        .map(r -> new Reading(
                                r.at(),
                                Converted.value(r.value(), i.from(), i.to()),
                                r.quality(),
                                r.late(),
                                Converted.value(r.raw(), i.from(), i.to())))
                        .toList())
                .orElse(told);
    }

    /** The unit a stream has, and the one this person reads it in. */
    private record Instead(Unit from, Unit to, int decimals) {}

    private Optional<Instead> instead(String stream) {
        if (words.manner().units().isEmpty()) {
            return Optional.empty();
        }
        return room.snapshot().streams().stream()
                .filter(s -> s.key().equals(stream))
                .findFirst()
                .flatMap(this::instead);
    }

    private Optional<Instead> instead(FacilitySnapshot.Stream stream) {
        return Metric.of(stream.metric())
                .flatMap(metric -> Unit.of(stream.unit(), metric)
                        .flatMap(from ->
                                words.manner().instead(stream).map(to -> new Instead(from, to, to.decimals(metric)))));
    }

    @Override
    public List<FacilitySnapshot.Alert> alerts(int most) {
        Map<String, FacilitySnapshot.Stream> streams = new HashMap<>();
        room.snapshot().streams().forEach(s -> streams.put(s.key(), s));
        return Converted.alerts(room.alerts(most), streams, words.manner());
    }

    @Override
    public DeviceCare devices() {
        return new Care(room.devices());
    }

    /** Calibrations in the units of this person. */
    private final class Care implements DeviceCare {
        private final DeviceCare care;

        Care(DeviceCare care) {
            this.care = care;
        }

        @Override
        public Optional<Detail> device(String key) {
            return care.device(key);
        }

        @Override
        public List<Message> messages(String deviceKey, int most) {
            return care.messages(deviceKey, most);
        }

        @Override
        public List<Calibration> calibrations(@Nullable String streamKey, int most) {
            return care.calibrations(streamKey, most).stream()
                    .map(c -> instead(c.stream())
                            .filter(i -> i.from().symbol().equals(c.unit()))
                            .map(i -> converted(c, i))
                            .orElse(c))
                    .toList();
        }

        private Calibration converted(Calibration c, Instead i) {
            return new Calibration(
                    c.stream(),
                    c.streamName(),
                    i.to().symbol(),
                    i.decimals(),
                    c.from(),
                    c.at(),
                    converted(c.reference(), i),
                    converted(c.found(), i),
                    converted(c.left(), i),
                    i.from().difference(c.before(), i.to()),
                    i.from().difference(c.offset(), i.to()),
                    c.certificate(),
                    c.expires(),
                    c.actor(),
                    c.reason());
        }

        private @Nullable Double converted(@Nullable Double value, Instead i) {
            return value == null ? null : Double.valueOf(Converted.value(value, i.from(), i.to()));
        }

        @Override
        public Optional<Recorded> recorded(String streamKey) {
            return care.recorded(streamKey)
                    .map(r -> instead(streamKey)
                            .map(i -> new Recorded(
                                    r.key(), r.name(), r.metric(), i.to().symbol(), i.decimals(), r.archived()))
                            .orElse(r));
        }

        /** What a person wrote is in the unit that was shown: the facility is told which. */
        @Override
        public Proposal calibrate(Asker asker, Wish wish) {
            Wish said = wish.unit().isEmpty()
                    ? instead(wish.stream())
                            .map(i -> new Wish(
                                    wish.stream(),
                                    wish.reference(),
                                    wish.found(),
                                    wish.offset(),
                                    i.to().symbol(),
                                    wish.certificate(),
                                    wish.due(),
                                    wish.reason()))
                            .orElse(wish)
                    : wish;
            return care.calibrate(asker, said);
        }
    }

    @Override
    public Proposal propose(Asker asker, String kind, String subject, double value, double forSeconds, String reason) {
        return room.propose(asker, kind, subject, value, forSeconds, reason);
    }

    @Override
    public CompletableFuture<Answer> confirm(Asker asker, String proposalId) {
        return room.confirm(asker, proposalId);
    }

    @Override
    public FacilityChange plan(List<Configuration.File> files, boolean rebase) {
        return room.plan(files, rebase);
    }

    @Override
    public FacilityChange check(List<Configuration.File> files) {
        return room.check(files);
    }

    @Override
    public CompletableFuture<Answer> apply(Asker asker, String changeId, String reason) {
        return room.apply(asker, changeId, reason);
    }

    @Override
    public Persons persons() {
        return room.persons();
    }

    @Override
    public Stock stock() {
        return room.stock();
    }

    @Override
    public Intake intake() {
        return room.intake();
    }

    @Override
    public TrendBook trends() {
        return room.trends();
    }

    @Override
    public Retention retention() {
        return room.retention();
    }

    @Override
    public CorrectiveBook correctives() {
        return room.correctives();
    }

    @Override
    public ShiftChange shifts() {
        return room.shifts();
    }

    @Override
    public Consents consents() {
        return room.consents();
    }

    @Override
    public Proof proof() {
        return room.proof();
    }

    @Override
    public Simulation simulation() {
        return room.simulation();
    }

    @Override
    public List<Configuration.File> export() {
        return room.export();
    }

    @Override
    public List<ConfigurationQuery.Version> versions(int most) {
        return room.versions(most);
    }

    @Override
    public Optional<List<Configuration.File>> files(int version) {
        return room.files(version);
    }

    @Override
    public Commissioning commissioning() {
        return room.commissioning();
    }

    @Override
    public void keepSecret(Asker asker, String name, String value) {
        room.keepSecret(asker, name, value);
    }

    @Override
    public Enrolling enrolling() {
        return room.enrolling();
    }

    @Override
    public List<FacilitySnapshot.Run> runs(int most) {
        return room.runs(most);
    }

    @Override
    public List<CommandQuery.Recorded> commands(String output, int most) {
        return room.commands(output, most);
    }

    @Override
    public List<Event> events(int most) {
        return room.events(most);
    }

    @Override
    public List<Event> events(Wanted wanted) {
        return room.events(wanted);
    }

    @Override
    public List<String> closing() {
        return room.closing();
    }

    @Override
    public void close() {
        room.close();
    }
}
