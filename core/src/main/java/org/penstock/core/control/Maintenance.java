package org.penstock.core.control;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * Which devices a person has taken out of service. Survives starts and changed configurations; a device that leaves the
 * file and comes back is still in maintenance. State only; {@link DeviceDesk} moves it.
 */
final class Maintenance {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

    private final SortedMap<String, Since> since = new TreeMap<>();
    /** Keys the file knows, and what a renamed device was called: an output under its old definition still says so. */
    private final SortedMap<String, String> renamed = new TreeMap<>();

    private List<String> known = List.of();

    /** @param wallMicros when, µs UTC */
    record Since(long wallMicros, String actor, String reason) {}

    /** A device that came back to the file and still is in maintenance. */
    record Returned(String device, Since since) {}

    /** Takes the devices of {@code next}, of which {@code before} is what was in force. @return those that came back */
    List<Returned> configure(ControlConfig control, @Nullable Configuration before, Configuration next) {
        Set<String> earlier = new TreeSet<>(known);
        TreeSet<String> keys = new TreeSet<>();
        next.find(Devices.class)
                .ifPresent(d -> d.devices().stream().map(DeviceSpec::key).forEach(keys::add));
        control.streams().forEach(s -> keys.add(s.device()));
        control.outputs().forEach(o -> keys.add(o.device()));
        if (before != null) {
            earlier.addAll(follow(before, next, keys));
        }
        List<Returned> returned = new ArrayList<>();
        for (String key : keys) {
            Since s = since.get(key);
            if (s != null && before != null && !earlier.contains(key)) {
                returned.add(new Returned(key, s));
            }
        }
        known = List.copyOf(keys);
        return returned;
    }

    /** A device that has another key now is the same device: its row says so. @return the new keys */
    private Set<String> follow(Configuration before, Configuration next, Set<String> keys) {
        Set<String> followed = new TreeSet<>();
        SortedMap<String, UUID> was = before.identities().all("device");
        SortedMap<String, UUID> is = next.identities().all("device");
        for (String old : List.copyOf(since.keySet())) {
            UUID id = was.get(old);
            if (id == null || keys.contains(old)) {
                continue;
            }
            for (String key : keys) {
                if (id.equals(is.get(key))) {
                    since.put(key, since.remove(old));
                    renamed.replaceAll((_, to) -> to.equals(old) ? key : to);
                    renamed.put(old, key);
                    followed.add(key);
                    break;
                }
            }
        }
        return followed;
    }

    /** Keys of the devices the configuration in force knows. */
    List<String> known() {
        return known;
    }

    /** Since when {@code device} is in maintenance; null when it is in service. */
    @Nullable
    Since of(String device) {
        if (since.isEmpty()) {
            return null;
        }
        Since s = since.get(device);
        String now = s == null ? renamed.get(device) : null;
        return now == null ? s : since.get(now);
    }

    /** The gate in words; null when {@code device} is in service. */
    @Nullable
    String shut(String device, ZoneId zone) {
        Since s = of(device);
        return s == null
                ? null
                : "device " + device + " is in maintenance since "
                        + TIME.format(Instant.EPOCH
                                .plus(s.wallMicros(), ChronoUnit.MICROS)
                                .atZone(zone))
                        + ", by " + s.actor() + ": " + s.reason();
    }

    void begin(String device, Since s) {
        since.put(device, s);
    }

    void end(String device) {
        since.remove(device);
        renamed.values().removeIf(device::equals);
    }

    /** Every device in maintenance, by key. */
    SortedMap<String, Since> all() {
        return new TreeMap<>(since);
    }

    void save(ArrayNode state) {
        since.forEach((device, s) -> state.addObject()
                .put("device", device)
                .put("since", s.wallMicros())
                .put("actor", s.actor())
                .put("reason", s.reason()));
        renamed.forEach((old, key) -> state.addObject().put("was", old).put("device", key));
    }

    void load(JsonNode state) {
        since.clear();
        renamed.clear();
        for (JsonNode n : state) {
            String device = n.required("device").asString();
            if (n.has("was")) {
                renamed.put(n.required("was").asString(), device);
            } else {
                since.put(
                        device,
                        new Since(
                                n.required("since").asLong(),
                                n.required("actor").asString(),
                                n.required("reason").asString()));
            }
        }
    }
}
