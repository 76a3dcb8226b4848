package org.penstock.core.runtime;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.penstock.core.identity.Asker;

/** A control room behind which another one does everything; who extends it says what differs. */
public abstract class ForwardingControlRoom implements ControlRoom {
    private final ControlRoom room;

    /** @param room what does everything */
    protected ForwardingControlRoom(ControlRoom room) {
        this.room = room;
    }

    @Override
    public FacilitySnapshot snapshot() {
        return room.snapshot();
    }

    @Override
    public Subscription subscribe(Consumer<FacilitySnapshot> listener) {
        return room.subscribe(listener);
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
    public ConfigurationBook configuration() {
        return room.configuration();
    }

    @Override
    public FacilityRecord record() {
        return room.record();
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
    public Persons persons() {
        return room.persons();
    }

    @Override
    public Simulation simulation() {
        return room.simulation();
    }

    @Override
    public DeviceCare devices() {
        return room.devices();
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
    public Proof proof() {
        return room.proof();
    }

    @Override
    public void close() {
        room.close();
    }
}
