package org.penstock.core.testsupport;

import java.time.Instant;
import java.util.List;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.place.Site;
import org.penstock.core.runtime.AlertSnapshot;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.FacilityMap;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.runtime.ShelvedAlert;
import org.penstock.core.runtime.SystemHealth;

/** A facility of which a test tells only what it is about: nothing else is there, and the program is well. */
public final class SnapshotBuilder {
    private final Site site;
    private Instant at;
    private boolean simulated;
    private FieldSnapshot field = new FieldSnapshot(List.of(), List.of(), List.of(), FacilityMap.NONE);
    private ControlSnapshot control = ControlSnapshot.NONE;
    private AlertSnapshot alerts = AlertSnapshot.NONE;
    private SystemHealth health = SnapshotParts.health(null, null, 1, null, 0, false, 1, 0, 10);

    public SnapshotBuilder(Site site, Instant at) {
        this.site = site;
        this.at = at;
    }

    /** One that differs from {@code s} in what is told next. */
    public static SnapshotBuilder like(FacilitySnapshot s) {
        SnapshotBuilder b = new SnapshotBuilder(s.site(), s.at());
        b.simulated = s.simulated();
        b.field = s.field();
        b.control = s.control();
        b.alerts = s.alerts();
        b.health = s.health();
        return b;
    }

    public SnapshotBuilder at(Instant next) {
        at = next;
        return this;
    }

    public SnapshotBuilder simulated(boolean next) {
        simulated = next;
        return this;
    }

    public SnapshotBuilder devices(List<FieldSnapshot.Device> next) {
        field = new FieldSnapshot(next, field.streams(), field.links(), field.map());
        return this;
    }

    public SnapshotBuilder streams(List<FieldSnapshot.Stream> next) {
        field = field.withStreams(next);
        return this;
    }

    public SnapshotBuilder links(List<LinkStatus> next) {
        field = new FieldSnapshot(field.devices(), field.streams(), next, field.map());
        return this;
    }

    public SnapshotBuilder map(FacilityMap next) {
        field = new FieldSnapshot(field.devices(), field.streams(), field.links(), next);
        return this;
    }

    public SnapshotBuilder outputs(List<ControlSnapshot.Output> next) {
        control = new ControlSnapshot(
                next, control.programs(), control.running(), control.interlocks(), control.shadows());
        return this;
    }

    public SnapshotBuilder programs(List<ControlSnapshot.Program> next) {
        control = new ControlSnapshot(
                control.outputs(), next, control.running(), control.interlocks(), control.shadows());
        return this;
    }

    public SnapshotBuilder running(List<ControlSnapshot.Run> next) {
        control = new ControlSnapshot(
                control.outputs(), control.programs(), next, control.interlocks(), control.shadows());
        return this;
    }

    public SnapshotBuilder interlocks(List<ControlSnapshot.Interlock> next) {
        control =
                new ControlSnapshot(control.outputs(), control.programs(), control.running(), next, control.shadows());
        return this;
    }

    public SnapshotBuilder shadows(List<ControlSnapshot.Shadow> next) {
        control = new ControlSnapshot(
                control.outputs(), control.programs(), control.running(), control.interlocks(), next);
        return this;
    }

    public SnapshotBuilder alerts(List<AlertSnapshot.Alert> next) {
        alerts = new AlertSnapshot(next, alerts.shelves());
        return this;
    }

    public SnapshotBuilder shelves(List<ShelvedAlert> next) {
        alerts = new AlertSnapshot(alerts.open(), next);
        return this;
    }

    public SnapshotBuilder health(SystemHealth next) {
        health = next;
        return this;
    }

    public FacilitySnapshot build() {
        return new FacilitySnapshot(site, at, simulated, field, control, alerts, health);
    }
}
