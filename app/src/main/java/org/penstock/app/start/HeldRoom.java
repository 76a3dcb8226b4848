package org.penstock.app.start;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.penstock.core.control.CommandQuery;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationQuery;
import org.penstock.core.identity.Asker;
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

/** A facility whose close is the close of the whole process around it: the local API goes first. */
final class HeldRoom implements ControlRoom {
    private final ControlRoom room;
    private final Runnable close;

    HeldRoom(ControlRoom room, Runnable close) {
        this.room = room;
        this.close = close;
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
    public FacilityChange check(List<Configuration.File> files) {
        return room.check(files);
    }

    @Override
    public FacilityChange plan(List<Configuration.File> files, boolean rebase) {
        return room.plan(files, rebase);
    }

    @Override
    public CompletableFuture<Answer> apply(Asker asker, String changeId, String reason) {
        return room.apply(asker, changeId, reason);
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
    public DeviceCare devices() {
        return room.devices();
    }

    @Override
    public Enrolling enrolling() {
        return room.enrolling();
    }

    @Override
    public List<Reading> readings(String streamKey, Instant from, Instant to, int most) {
        return room.readings(streamKey, from, to, most);
    }

    @Override
    public ReadingPage page(String streamKey, Instant from, Instant to, int most) {
        return room.page(streamKey, from, to, most);
    }

    @Override
    public Optional<Reading> asOf(String streamKey, Instant at) {
        return room.asOf(streamKey, at);
    }

    @Override
    public List<Forgotten> forgotten(String streamKey, Instant from, Instant to) {
        return room.forgotten(streamKey, from, to);
    }

    @Override
    public List<Reading> outline(String streamKey, Instant from, Instant to, Duration piece) {
        return room.outline(streamKey, from, to, piece);
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
    public List<FacilitySnapshot.Alert> alerts(int most) {
        return room.alerts(most);
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
    public Proof proof() {
        return room.proof();
    }

    @Override
    public void close() {
        close.run();
    }
}
