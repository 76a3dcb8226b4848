package org.penstock.core.runtime;

import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.Shelf;
import org.penstock.core.control.Bypass;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;
import org.penstock.core.telemetry.Input;

/**
 * Says of every request whether who asks may have it, before it is proposed and once more before it is done: a session can
 * end between the two. Stopping everything is everybody's.
 */
final class Admission {
    private final PeopleDesk people;
    private final Supplier<Configuration> configuration;
    private final String account;

    /** @param account whose process this is */
    Admission(PeopleDesk people, Supplier<Configuration> configuration, String account) {
        this.people = people;
        this.configuration = configuration;
        this.account = account;
    }

    /**
     * Whether somebody may do something.
     *
     * @param by who it is, whether he may or not
     * @param refusal why he may not; null = he may
     */
    record Verdict(Provenance by, @Nullable String refusal) {
        /** {@code data} with what the record keeps of the asker. */
        SortedMap<String, String> with(SortedMap<String, String> data) {
            SortedMap<String, String> all = new TreeMap<>(data);
            all.putAll(by.data());
            return all;
        }
    }

    /** Judges a request by its verb and what it is about. */
    Verdict judge(Asker asker, String kind, String subject) {
        Optional<Permission> permission = permission(kind);
        return permission.isEmpty()
                ? new Verdict(people.known(asker, account), null)
                : judge(asker, permission.get(), location(kind, subject));
    }

    /** Judges what concerns the whole site. */
    Verdict judge(Asker asker, Permission permission) {
        return judge(asker, permission, "");
    }

    private Verdict judge(Asker asker, Permission permission, String location) {
        try {
            return new Verdict(people.admit(asker, permission, location), null);
        } catch (NotAllowed e) {
            return new Verdict(people.known(asker, account), String.valueOf(e.getMessage()));
        }
    }

    /** A request whose asker was judged. */
    static Input.Request stamped(Input.Request r, Verdict verdict) {
        return new Input.Request(
                r.id(),
                verdict.by().actor(),
                r.kind(),
                r.subject(),
                r.value(),
                r.forMicros(),
                r.reason(),
                verdict.with(r.data()));
    }

    /** What a verb needs; empty = nothing. */
    private static Optional<Permission> permission(String kind) {
        return switch (kind) {
            case "stop.all" -> Optional.empty();
            case "program.run", "run.stop" -> Optional.of(Permission.PROGRAM_RUN);
            case "alert.acknowledge" -> Optional.of(Permission.ALERT_ACKNOWLEDGE);
            case Shelf.SHELVE, Shelf.UNSHELVE -> Optional.of(Permission.ALERT_SHELVE);
            case "interlock.reset", Bypass.END -> Optional.of(Permission.INTERLOCK_RESET);
            case Bypass.BEGIN -> Optional.of(Permission.INTERLOCK_BYPASS);
            case "clock.confirm" -> Optional.of(Permission.CLOCK_CONFIRM);
            case "device.disable", "device.enable", "calibration.record" -> Optional.of(Permission.DEVICE_MAINTAIN);
            case "enrolment.open", "enrolment.cancel" -> Optional.of(Permission.DEVICE_ENROL);
            case "simulate.fault", "simulate.clear" -> Optional.of(Permission.SIMULATION_CHANGE);
            // Setting an output, and whatever the engine does not know and will refuse.
            default -> Optional.of(Permission.OUTPUT_REQUEST);
        };
    }

    /** Where it happens; "" where that is the whole site. */
    private String location(String kind, String subject) {
        Configuration now = configuration.get();
        boolean bypass = kind.equals(Bypass.BEGIN) || kind.equals(Bypass.END);
        if (kind.startsWith("output.") || bypass) {
            String output = bypass ? subject.substring(subject.indexOf('/') + 1) : subject;
            return now.part(ControlConfig.class).outputs().stream()
                    .filter(o -> o.key().equals(output))
                    .findFirst()
                    .map(OutputSpec::location)
                    .orElse("");
        }
        if (kind.startsWith("device.")) {
            return now.part(Devices.class).devices().stream()
                    .filter(d -> d.key().equals(subject))
                    .findFirst()
                    .map(DeviceSpec::location)
                    .orElse("");
        }
        return "";
    }
}
