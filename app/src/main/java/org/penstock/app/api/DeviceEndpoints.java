package org.penstock.app.api;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.DeviceCare;
import org.penstock.core.runtime.Enrolling;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The part of {@link Endpoints} that is about devices and their sensors. Thread-safe; may block on the database. */
final class DeviceEndpoints {
    static final String DEVICES = "/v1/devices";
    static final String CALIBRATIONS = "/v1/calibrations";

    private static final String MESSAGES = "/messages";
    static final String ENROLMENTS = "/v1/enrolments";
    /** The verbs that take {@code data}. */
    static final String CALIBRATE = "calibration.record";

    static final String ENROL = "enrolment.open";

    private static final Set<String> WORDS = Set.of("reference", "found", "offset", "unit", "certificate", "due");
    private static final int MOST_ROWS = 10_000;
    /** Of up to 64 KiB each. */
    private static final int MOST_MESSAGES = 1_000;

    private static final int LONGEST = 200;

    private final ControlRoom room;
    private final boolean live;
    private final JsonMapper json = Json.mapper();

    /** @param live whether the process talks to the devices */
    DeviceEndpoints(ControlRoom room, boolean live) {
        this.room = room;
        this.live = live;
    }

    /** What is asked below {@link #DEVICES}. */
    Object look(Asked asked, boolean codes) {
        String key = asked.path().substring(DEVICES.length() + 1);
        if (key.endsWith(MESSAGES)) {
            Endpoints.must(asked, "GET", Set.of("most"));
            return messages(key.substring(0, key.length() - MESSAGES.length()), asked);
        }
        Endpoints.must(asked, "GET", Set.of());
        return device(key, codes);
    }

    /** Everything about one device. @param codes whether the asker may let devices in */
    DeviceDocuments.Device device(String key, boolean codes) {
        FacilitySnapshot s = room.snapshot();
        FieldSnapshot.Device device = s.field().devices().stream()
                .filter(d -> d.key().equals(key))
                .findFirst()
                .orElseThrow(() -> unknown(key, s));
        DeviceCare.Detail detail = room.devices()
                .device(key)
                .orElseThrow(() -> new ApiProblem(404, "unknown_device", "The device " + key + " has just left.", ""));
        return new DeviceDocuments.Device(
                "penstock.device.1",
                s.at(),
                Parts.Place.of(s.site()),
                live,
                codes ? Parts.Device.of(device) : Parts.Device.of(device).withoutCode(),
                s.field().links().stream()
                        .filter(l -> l.link().equals(device.link()))
                        .findFirst()
                        .map(Parts.Link::of)
                        .orElse(null),
                room.commissioning().health().stream()
                        .filter(h -> h.device().equals(key))
                        .findFirst()
                        .map(DeviceDocuments.Health::of)
                        .orElse(null),
                s.field().streams().stream()
                        .filter(x -> x.device().equals(key))
                        .map(Parts.Stream::of)
                        .toList(),
                s.control().outputs().stream()
                        .filter(x -> x.device().equals(key))
                        .map(Parts.Output::of)
                        .toList(),
                detail.today(),
                detail.sinceStart(),
                detail.messages(),
                detail.lastEvent().map(this::event).orElse(null));
    }

    private static ApiProblem unknown(String key, FacilitySnapshot s) {
        return new ApiProblem(
                404,
                "unknown_device",
                "There is no device " + key + " at " + s.site().name() + ".",
                "penstock devices lists the devices with their keys.");
    }

    /** What a device handed on, also one that left the file. */
    DeviceDocuments.Messages messages(String key, Asked asked) {
        FacilitySnapshot s = room.snapshot();
        List<DeviceCare.Message> found = room.devices().messages(key, asked.most(50, MOST_MESSAGES));
        if (found.isEmpty()
                && s.field().devices().stream().noneMatch(d -> d.key().equals(key))) {
            throw unknown(key, s);
        }
        return new DeviceDocuments.Messages(
                "penstock.device_messages.1",
                Parts.Place.of(s.site()),
                key,
                found.stream().map(DeviceDocuments.Message::of).toList());
    }

    Documents.Event event(FacilityRecord.Event e) {
        JsonNode data = e.data().isEmpty() ? json.createObjectNode() : json.readTree(e.data());
        return new Documents.Event(e.seq(), e.at(), e.actor(), e.kind(), e.subject(), data);
    }

    DeviceDocuments.Calibrations calibrations(Asked asked) {
        String stream = asked.query().get("stream");
        if (stream != null) {
            recorded(stream);
        }
        return new DeviceDocuments.Calibrations(
                "penstock.calibrations.1",
                Parts.Place.of(room.snapshot().site()),
                room.devices().calibrations(stream, asked.most(50, MOST_ROWS)).stream()
                        .map(DeviceDocuments.Calibration::of)
                        .toList());
    }

    /** A stream that is in the file, or was. */
    DeviceCare.Recorded recorded(String key) {
        return room.devices()
                .recorded(key)
                .orElseThrow(() -> new ApiProblem(
                        404,
                        "unknown_stream",
                        "There is no stream " + key + " at "
                                + room.snapshot().site().name() + ".",
                        "penstock devices lists the streams with their keys."));
    }

    DeviceDocuments.Enrolments enrolments(Asked asked, boolean codes) {
        FacilitySnapshot s = room.snapshot();
        return new DeviceDocuments.Enrolments(
                "penstock.enrolments.1",
                s.at(),
                Parts.Place.of(s.site()),
                room.enrolling().enrolments(asked.query().get("device"), asked.most(50, MOST_ROWS)).stream()
                        .map(Parts.Enrolment::of)
                        .map(e -> codes ? e : e.withoutCode())
                        .toList());
    }

    /** What opening an enrolment would do. @param data as it was handed in */
    ControlRoom.Proposal enrol(Asker asker, String device, double forSeconds, String reason, Map<String, String> data) {
        if (!Set.of("kind").containsAll(data.keySet())) {
            throw Asked.wrong("data has only kind for " + ENROL + ": " + String.join(", ", data.keySet()) + ".");
        }
        return room.enrolling()
                .open(asker, new Enrolling.Wish(device, data.getOrDefault("kind", ""), forSeconds, reason));
    }

    /** What a calibration would do. @param data as it was handed in */
    ControlRoom.Proposal calibrate(Asker asker, String stream, String reason, Map<String, String> data) {
        for (Map.Entry<String, String> e : data.entrySet()) {
            if (!WORDS.contains(e.getKey())) {
                throw Asked.wrong("data has no " + e.getKey() + "; there are "
                        + String.join(", ", WORDS.stream().sorted().toList()) + ".");
            }
            if (e.getValue().length() > LONGEST) {
                throw Asked.wrong(e.getKey() + " is longer than " + LONGEST + " characters.");
            }
        }
        return room.devices()
                .calibrate(
                        asker,
                        new DeviceCare.Wish(
                                stream,
                                number(data, "reference"),
                                number(data, "found"),
                                number(data, "offset"),
                                data.getOrDefault("unit", ""),
                                data.getOrDefault("certificate", ""),
                                data.getOrDefault("due", ""),
                                reason));
    }

    private static @Nullable Double number(Map<String, String> data, String name) {
        String text = data.get(name);
        if (text == null) {
            return null;
        }
        try {
            double number = Double.parseDouble(text);
            if (Double.isFinite(number)) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Told below, together with NaN and infinity.
        }
        throw Asked.wrong(name + " is \"" + text + "\"; it must be a number such as 25.4.");
    }
}
