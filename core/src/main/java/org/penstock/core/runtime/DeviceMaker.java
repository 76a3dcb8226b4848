package org.penstock.core.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.ControlView;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
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
    static List<FacilitySnapshot.Device> devices(
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
                        now,
                        locations))
                .toList();
    }

    private static FacilitySnapshot.Device device(
            DeviceSpec d,
            Heard heard,
            @Nullable LinkStatus link,
            ControlView.@Nullable Maintenance maintenance,
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
        return new FacilitySnapshot.Device(
                d.key(),
                d.name(),
                d.link(),
                d.location(),
                locations.getOrDefault(d.location(), d.location()),
                maintenance == null ? "active" : "maintenance",
                maintenance == null ? null : EngineClock.instant(maintenance.sinceMicros()),
                maintenance == null ? "" : maintenance.actor(),
                maintenance == null ? "" : maintenance.reason(),
                presence.state().word(),
                presence.why(),
                age == Presence.NEVER ? Double.POSITIVE_INFINITY : age / 1e6);
    }
}
