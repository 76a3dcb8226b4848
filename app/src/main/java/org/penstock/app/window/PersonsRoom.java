package org.penstock.app.window;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.penstock.app.window.model.Converted;
import org.penstock.app.window.model.Words;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.Commissioning;
import org.penstock.core.runtime.ConfigurationBook;
import org.penstock.core.runtime.Consents;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.CorrectiveBook;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.runtime.Enrolling;
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
    public FacilityRecord record() {
        return new PersonsRecord(room, words);
    }

    @Override
    public DeviceCare devices() {
        return new PersonsCare(room, words);
    }

    @Override
    public ConfigurationBook configuration() {
        return room.configuration();
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
    public List<String> closing() {
        return room.closing();
    }

    @Override
    public void close() {
        room.close();
    }
}
