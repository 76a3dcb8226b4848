package org.penstock.core.control;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.telemetry.Adjustments;
import org.penstock.core.telemetry.Input.Notice;
import org.penstock.core.telemetry.Input.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What people do to devices and their sensors: enrol, take out of service, back into service, calibrate. Taken before interlocks
 * are judged, so that in the very scan in which a device is disabled its readings are no value and its outputs are shut.
 */
final class DeviceDesk {
    private static final String DISABLE = "device.disable";
    private static final String ENABLE = "device.enable";
    /** Kind of the record that tells that a device came into another state. */
    static final String CHANGED = "device.status_changed";

    private final ProcessImage image;
    private final Outputs outputs;
    private final RuleStage rules;
    private final Maintenance maintenance;
    private final Calibrations calibrations;
    private final Enrolments enrolments;

    DeviceDesk(
            ProcessImage image,
            Outputs outputs,
            RuleStage rules,
            Maintenance maintenance,
            Calibrations calibrations,
            Enrolments enrolments) {
        this.image = image;
        this.outputs = outputs;
        this.rules = rules;
        this.maintenance = maintenance;
        this.calibrations = calibrations;
        this.enrolments = enrolments;
    }

    /** @param before what was in force, null before the first configuration */
    void configure(EngineScan scan, @Nullable Configuration before, Configuration next) {
        for (Maintenance.Returned back : maintenance.configure(scan.config(), before, next)) {
            record(
                    scan,
                    back.device(),
                    back.since().actor(),
                    "retired",
                    "maintenance",
                    back.since().reason());
        }
        calibrations.configure(scan);
        enrolments.configure(scan, before, next);
        distrust(scan.config());
    }

    private void distrust(ControlConfig config) {
        for (StreamSpec s : config.streams()) {
            image.distrust(s.no(), maintenance.of(s.device()) != null);
        }
    }

    /** Does what is ours; leaves every other verb to those that come later. */
    void take(EngineScan scan, Request r) {
        switch (r.kind()) {
            case DISABLE -> disable(scan, r);
            case ENABLE -> enable(scan, r);
            case Calibrations.VERB -> calibrations.take(scan, r);
            case Enrolments.OPEN -> enrolments.open(scan, r);
            case Enrolments.CANCEL -> enrolments.cancel(scan, r);
            default -> {}
        }
    }

    private void disable(EngineScan scan, Request r) {
        String device = r.subject();
        String shut = maintenance.shut(device, scan.config().zone());
        String refused = !maintenance.known().contains(device)
                ? unknown(device)
                : shut != null
                        ? shut
                        : r.reason().isBlank() ? "say why " + device + " is disabled; it is kept in the record" : null;
        if (refused != null) {
            scan.answer(r, false, refused);
            return;
        }
        enrolments.disabled(scan, r);
        maintenance.begin(device, new Maintenance.Since(scan.wall(), r.actor(), r.reason()));
        record(scan, device, r.actor(), "active", "maintenance", r.reason());
        distrust(scan.config());
        List<String> moving =
                outputs.revoke(scan, device, "device " + device + " was disabled by " + r.actor() + ": " + r.reason());
        scan.answer(
                r,
                true,
                device + " is in maintenance: its readings are no value, its outputs accept nothing"
                        + (moving.isEmpty() ? "" : "; driven to safe: " + String.join(", ", moving)));
    }

    private void enable(EngineScan scan, Request r) {
        String device = r.subject();
        String refused = !maintenance.known().contains(device)
                ? unknown(device)
                : maintenance.of(device) == null ? device + " is not in maintenance" : null;
        if (refused != null) {
            scan.answer(r, false, refused);
            return;
        }
        maintenance.end(device);
        record(scan, device, r.actor(), "maintenance", "active", r.reason());
        distrust(scan.config());
        rules.unblock(scan, outputs.ofDevice(device));
        outputs.unsettle();
        scan.answer(
                r,
                true,
                device + " is in service again; its next readings count, and what is wanted from now on is driven");
    }

    private static void record(EngineScan scan, String device, String actor, String from, String to, String reason) {
        scan.record("device:" + device, CHANGED, "actor", actor, "from", from, "reason", reason, "to", to);
    }

    private String unknown(String device) {
        return "there is no device " + device + Requests.meant(device, maintenance.known());
    }

    /** Takes what a link heard of a device that comes nearer. @return whether it was that */
    boolean take(EngineScan scan, Notice n) {
        return enrolments.take(scan, n);
    }

    /** A command of a device was read back. */
    void answered(EngineScan scan, String device) {
        enrolments.answered(scan, device);
    }

    /** Passes what is due by now. */
    void tick(EngineScan scan) {
        enrolments.tick(scan);
        calibrations.tick(scan);
    }

    void clockStepped(EngineScan scan) {
        calibrations.clockStepped(scan);
    }

    /** What the gate must know. */
    Adjustments adjustments() {
        return new Adjustments(maintenance.all().keySet(), calibrations.offsets());
    }

    void save(ObjectNode state) {
        maintenance.save(state.putArray("maintenance"));
        calibrations.save(state.putObject("calibrations"));
        enrolments.save(state.putArray("enrolments"));
    }

    /** Restores what {@link #save} wrote, for the same configuration. */
    void load(JsonNode state, ControlConfig config) {
        maintenance.load(state.required("maintenance"));
        calibrations.load(state.required("calibrations"));
        enrolments.load(state.path("enrolments")); // a checkpoint of before there were any has none
        distrust(config);
    }
}
