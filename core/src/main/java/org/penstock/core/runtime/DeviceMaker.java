package org.penstock.core.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.ControlView;
import org.penstock.core.control.Enrolment;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
import org.penstock.core.link.DeviceState;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.Presence;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.EngineClock;

/** Makes what is told of devices of what the engine and the links know. Stateless; any thread. */
final class DeviceMaker {
    private DeviceMaker() {}

    /** How a device was heard. @param born engine time of its newest reading @param interval of its most frequent stream */
    private record Heard(long born, long interval, long maxAge) {
        Heard with(Picture.Value v) {
            // That the link cannot reach it is no word of the device.
            boolean spoke = v.quality() != QualityCode.NO_COMMUNICATION;
            boolean oftener = interval == 0 || v.spec().intervalMicros() < interval;
            return new Heard(
                    spoke ? Math.max(born, v.bornMicros()) : born,
                    oftener ? v.spec().intervalMicros() : interval,
                    oftener ? v.spec().maxAgeMicros() : maxAge);
        }
    }

    /** @param now engine time the ages are told for, µs @param locations names by key */
    static List<FieldSnapshot.Device> devices(
            Picture picture, long now, List<LinkStatus> links, Map<String, String> locations) {
        Map<String, Heard> heard = new HashMap<>();
        for (Picture.Value v : picture.values()) {
            heard.merge(
                    v.spec().device(),
                    new Heard(Long.MIN_VALUE, 0, 0).with(v),
                    (was, _) -> was.with(v));
        }
        Map<String, LinkStatus> statuses = new HashMap<>();
        links.forEach(l -> statuses.put(l.link(), l));
        return picture.configuration().part(Devices.class).devices().stream()
                .map(d -> device(
                        d,
                        heard.getOrDefault(d.key(), new Heard(Long.MIN_VALUE, 0, 0)),
                        statuses.get(d.link()),
                        picture.maintenance().get(d.key()),
                        picture.enrolments().get(d.key()),
                        now,
                        locations))
                .toList();
    }

    private static FieldSnapshot.Device device(
            DeviceSpec d,
            Heard heard,
            @Nullable LinkStatus link,
            ControlView.@Nullable Maintenance maintenance,
            @Nullable Enrolment enrolment,
            long now,
            Map<String, String> locations) {
        long age = heard.born() == Long.MIN_VALUE ? Presence.NEVER : Math.max(0, now - heard.born());
        Presence presence = Presence.of(
                maintenance == null ? null : maintenance.reason() + ", by " + maintenance.actor(),
                link == null ? LinkState.STOPPED : link.state(),
                link == null ? "nothing is running: its link is not connected" : d.link() + ": " + link.reason(),
                age,
                heard.interval(),
                heard.maxAge());
        DeviceState state = DeviceState.of(
                maintenance != null,
                enrolment != null && enrolment.open(),
                heard.interval() == 0
                        || heard.born() != Long.MIN_VALUE
                        || (enrolment != null && enrolment.state() == Enrolment.State.COMPLETED));
        return new FieldSnapshot.Device(
                d.key(),
                d.name(),
                d.link(),
                d.location(),
                locations.getOrDefault(d.location(), d.location()),
                state.word(),
                maintenance == null ? null : EngineClock.instant(maintenance.sinceMicros()),
                maintenance == null ? "" : maintenance.actor(),
                maintenance == null ? "" : maintenance.reason(),
                presence.state().word(),
                presence.why(),
                age == Presence.NEVER ? Double.POSITIVE_INFINITY : age / 1e6,
                enrolment == null ? null : shown(enrolment, d.name()));
    }

    /** An enrolment as screens show it. */
    static FieldSnapshot.Enrolment shown(Enrolment e, String deviceName) {
        return new FieldSnapshot.Enrolment(
                e.id(),
                e.device(),
                deviceName,
                e.kind().word(),
                e.state().word(),
                e.step().word(),
                e.attempts(),
                e.lastError(),
                e.code().isEmpty() ? null : e.code(),
                e.presented(),
                e.actor(),
                EngineClock.instant(e.startedMicros()),
                EngineClock.instant(e.expiresMicros()),
                e.open() ? null : EngineClock.instant(e.endedMicros()));
    }
}
