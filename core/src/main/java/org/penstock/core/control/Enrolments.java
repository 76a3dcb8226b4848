package org.penstock.core.control;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.Enrolment.State;
import org.penstock.core.control.Enrolment.Step;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.link.EnrolmentKind;
import org.penstock.core.telemetry.Input.Notice;
import org.penstock.core.telemetry.Input.Request;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;

/**
 * The newest enrolment of each device. One is completed by the first live reading, or state, from the device's own address
 * and by nothing else: a code, or what a device says of itself, only brings it nearer. Whoever hears a code compares it; only
 * what came of that enters here. Ends by itself at a due instant. Survives starts, renames and changed configurations.
 */
final class Enrolments {
    static final String OPEN = "enrolment.open";
    static final String CANCEL = "enrolment.cancel";

    /** First word of the kinds of the records; those of {@link #ENDED} are over. */
    static final String KIND = "enrolment.";

    static final String OPENED = KIND + "opened";
    static final String PRESENTED = KIND + "presented";
    static final String JOINED = KIND + "joined";
    static final String ATTEMPTED = KIND + "attempted";
    static final String UNHEARD = KIND + "unheard";
    static final String CANCELLED = KIND + "cancelled";

    /** Wrong codes on a link, after which its open pairings are over: 36 bits are not to be guessed. */
    private static final int MOST_ATTEMPTS = 5;

    private static final long MINUTE = 60_000_000L;
    private static final long DEFAULT = 60 * MINUTE;
    private static final long LONGEST = 24 * 60 * MINUTE;
    private static final long KEPT = 30 * 24 * 60 * MINUTE;
    private static final int MOST_OVER = 500;

    private final ProcessImage image;
    private final Maintenance maintenance;
    private final SortedMap<String, Enrolment> newest = new TreeMap<>();
    private SortedMap<String, List<StreamSpec>> streams = new TreeMap<>();
    private SortedMap<String, DeviceSpec> devices = new TreeMap<>();
    private @Nullable Configuration configuration;
    private int open;

    Enrolments(ProcessImage image, Maintenance maintenance) {
        this.image = image;
        this.maintenance = maintenance;
    }

    /** After {@link Maintenance} has taken the configuration. @param before what was in force, null before the first */
    void configure(EngineScan scan, @Nullable Configuration before, Configuration next) {
        configuration = next;
        streams = new TreeMap<>();
        scan.config().streams().forEach(s -> streams.computeIfAbsent(s.device(), _ -> new ArrayList<>())
                .add(s));
        devices = new TreeMap<>();
        next.find(Devices.class).ifPresent(d -> d.devices().forEach(x -> devices.put(x.key(), x)));
        for (Enrolment e : List.copyOf(newest.values())) {
            if (!maintenance.known().contains(e.device())) {
                newest.remove(e.device());
                String key = before == null ? null : renamed(before, next, e.device());
                if (key != null) {
                    newest.put(key, e.of(key));
                } else if (e.open()) {
                    end(scan, e, State.FAILED, e.device() + " left the facility file", "system", KIND + "failed");
                    newest.remove(e.device());
                }
            }
        }
        newest.replaceAll((device, e) -> e.on(link(device)));
        recount();
    }

    private @Nullable String renamed(Configuration before, Configuration next, String old) {
        UUID id = before.identities().all("device").get(old);
        SortedMap<String, UUID> now = next.identities().all("device");
        return id == null
                ? null
                : maintenance.known().stream()
                        .filter(key -> id.equals(now.get(key)) && !newest.containsKey(key))
                        .findFirst()
                        .orElse(null);
    }

    private String link(String device) {
        DeviceSpec spec = devices.get(device);
        return spec == null ? "" : spec.link();
    }

    private String name(String device) {
        DeviceSpec spec = devices.get(device);
        return spec == null ? device : spec.name();
    }

    void open(EngineScan scan, Request r) {
        String device = r.subject();
        EnrolmentKind kind =
                EnrolmentKind.of(r.data().getOrDefault("kind", "")).orElse(EnrolmentKind.MANUAL);
        String code = kind == EnrolmentKind.PAIRING ? r.data().getOrDefault("code", "") : "";
        long length = r.forMicros() == 0 ? DEFAULT : r.forMicros();
        String refused = refusal(scan, device, kind, code, length);
        if (refused != null) {
            scan.answer(r, false, refused);
            return;
        }
        Step step = switch (kind) {
            case PAIRING -> Step.CODE;
            case OTAA, NETWORK -> Step.JOIN;
            case ABP, GATEWAY, MANUAL -> Step.READING;
        };
        Enrolment e = new Enrolment(
                r.id(),
                device,
                link(device),
                kind,
                State.PENDING,
                step,
                0,
                "",
                code,
                "",
                r.actor(),
                scan.wall(),
                scan.wall() + length,
                scan.now() + length,
                0);
        newest.put(device, e);
        forget(scan.wall());
        recount();
        scan.wakeAt(e.dueMicros());
        // The code is for the row while it is open; the chain never holds it.
        record(scan, e, OPENED, r.actor(), "code", code, "kind", kind.word(), "reason", r.reason());
        scan.answer(
                r,
                true,
                switch (step) {
                    case CODE ->
                        name(device) + " may present its code for " + Words.time(length)
                                + ", then its first reading completes it";
                    case JOIN ->
                        (kind == EnrolmentKind.NETWORK ? "the network is open for " : "the network is listened to for ")
                                + name(device) + " for " + Words.time(length);
                    case READING, OVER ->
                        "the first good reading of " + name(device) + " within " + Words.time(length) + " completes it";
                });
    }

    private @Nullable String refusal(EngineScan scan, String device, EnrolmentKind kind, String code, long length) {
        if (!maintenance.known().contains(device)) {
            return "there is no device " + device + Requests.meant(device, maintenance.known());
        }
        String shut = maintenance.shut(device, scan.config().zone());
        if (shut != null) {
            return shut + ". Put it back into service first";
        }
        Enrolment before = newest.get(device);
        if (before != null && before.open()) {
            return "an enrolment of " + name(device) + " is open already, by " + before.actor() + ", for another "
                    + Words.time(before.dueMicros() - scan.now()) + "; cancel it first";
        }
        if (length < MINUTE || length > LONGEST) {
            return "an enrolment holds from 1 min to 24 h, not " + Words.time(length);
        }
        if (kind == EnrolmentKind.PAIRING
                && (!code.matches("[A-Z0-9]{6,16}")
                        || newest.values().stream().anyMatch(e -> e.open() && e.code().equals(code)))) {
            return "the code cannot be used; ask again for another one";
        }
        return null;
    }

    void cancel(EngineScan scan, Request r) {
        Enrolment e = newest.get(r.subject());
        if (e == null || !e.open()) {
            scan.answer(
                    r,
                    false,
                    maintenance.known().contains(r.subject())
                            ? "no enrolment of " + name(r.subject()) + " is open"
                            : "there is no device " + r.subject() + Requests.meant(r.subject(), maintenance.known()));
            return;
        }
        String why = "cancelled by " + r.actor() + (r.reason().isBlank() ? "" : ": " + r.reason());
        end(scan, e, State.FAILED, why, r.actor(), CANCELLED);
        scan.answer(r, true, "the enrolment of " + name(e.device()) + " is cancelled; the device stays in the file");
    }

    /** A device was taken out of service: nothing of it counts, so nothing can complete it. */
    void disabled(EngineScan scan, Request r) {
        Enrolment e = newest.get(r.subject());
        if (e != null && e.open()) {
            end(scan, e, State.FAILED, "the device was disabled by " + r.actor(), r.actor(), KIND + "failed");
        }
    }

    /** Takes what a link heard. @return whether it was for us */
    boolean take(EngineScan scan, Notice n) {
        switch (n.kind()) {
            case "device.presented" -> presented(scan, n);
            case "device.refused" -> refused(scan, n.source());
            case "device.joined" -> {
                Enrolment e = newest.get(n.subject());
                if (e != null && e.open() && e.step() == Step.JOIN) {
                    put(scan, e.heard(n.detail()), JOINED);
                }
            }
            case "device.spoke" -> completed(scan, newest.get(n.subject()), "its state");
            case "device.unheard" -> {
                for (Enrolment e : waiting(n.source())) {
                    if (!e.lastError().equals(n.detail())) {
                        put(scan, e.attempted(e.attempts(), n.detail()), UNHEARD);
                    }
                }
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void presented(EngineScan scan, Notice n) {
        for (Enrolment e : waiting(n.source())) {
            if (!e.id().equals(n.subject())) {
                continue;
            }
            if (n.detail().isBlank()) {
                put(
                        scan,
                        e.attempted(
                                e.attempts(),
                                "the right code came, but without who presents it: the message must be JSON such as"
                                        + " {\"mac\": \"A0:B7:65:11:22:33\", \"model\": \"…\"}"),
                        ATTEMPTED);
            } else {
                put(scan, e.heard(n.detail()), PRESENTED);
            }
        }
    }

    private void refused(EngineScan scan, String link) {
        for (Enrolment e : waiting(link)) {
            int times = e.attempts() + 1;
            String error = times == 1 ? "a wrong code was presented" : times + " wrong codes were presented";
            put(scan, e.attempted(times, error), ATTEMPTED);
            if (times >= MOST_ATTEMPTS) {
                end(
                        scan,
                        e.attempted(times, error),
                        State.FAILED,
                        error + " on link " + link + "; look who publishes there, then open another one",
                        "system",
                        KIND + "failed");
            }
        }
    }

    private List<Enrolment> waiting(String link) {
        return newest.values().stream()
                .filter(e -> e.waitsForCode() && e.link().equals(link))
                .toList();
    }

    /** The device did what it was told, and that was read back. */
    void answered(EngineScan scan, String device) {
        completed(scan, newest.get(device), "its answer");
    }

    /** Passes what is due by now: first readings, and ends. */
    void tick(EngineScan scan) {
        if (open == 0) {
            return;
        }
        for (Enrolment e : List.copyOf(newest.values())) {
            if (!e.open()) {
                continue;
            }
            // Of an OTAA device whose join nobody heard the first uplink says the same.
            StreamSpec first = e.step() == Step.CODE ? null : live(e.device());
            if (first != null) {
                completed(scan, e.step() == Step.JOIN ? e.heard("") : e, first.name());
            } else if (scan.now() >= e.dueMicros()) {
                end(scan, e, State.EXPIRED, missing(e), "system", KIND + "expired");
            }
        }
    }

    private @Nullable StreamSpec live(String device) {
        for (StreamSpec s : streams.getOrDefault(device, List.of())) {
            if (image.changed(s.no()) && image.usable(s.no(), s.maxAgeMicros())) {
                return s;
            }
        }
        return null;
    }

    private void completed(EngineScan scan, @Nullable Enrolment e, String by) {
        if (e != null && e.open() && e.step() == Step.READING) {
            Enrolment done = e.over(State.COMPLETED, "", scan.wall());
            newest.put(e.device(), done);
            recount();
            record(scan, done, KIND + "completed", "system", "by", by);
        }
    }

    private String missing(Enrolment e) {
        String length = Words.time(e.expiresMicros() - e.startedMicros());
        String place = e.link().isEmpty() ? "" : " on link " + e.link();
        return switch (e.step()) {
            case CODE -> {
                String error = e.lastError().isEmpty() ? "" : " (" + e.lastError() + ")";
                yield "nobody presented the code" + place + " within " + length + error;
            }
            case JOIN -> "no join of it was heard" + place + " within " + length;
            case READING, OVER ->
                (e.presented().isEmpty() ? "" : "it presented itself as " + e.presented() + ", but ")
                        + "nothing good has come " + Whereabouts.of(configuration, e.device()) + place + " within "
                        + length;
        };
    }

    private void end(EngineScan scan, Enrolment e, State how, String error, String actor, String kind) {
        Enrolment over = e.over(how, error, scan.wall());
        newest.put(e.device(), over);
        recount();
        record(scan, over, kind, actor);
    }

    private void put(EngineScan scan, Enrolment e, String kind) {
        newest.put(e.device(), e);
        record(scan, e, kind, "system");
    }

    private static void record(EngineScan scan, Enrolment e, String kind, String actor, String... more) {
        List<String> data = new ArrayList<>(List.of(more));
        data.addAll(List.of(
                "actor",
                actor,
                "attempts",
                Integer.toString(e.attempts()),
                "error",
                e.lastError(),
                "expires_micros",
                Long.toString(e.expiresMicros()),
                "id",
                e.id(),
                "presented",
                e.presented(),
                "state",
                e.state().word(),
                "step",
                e.step().word()));
        scan.record("device:" + e.device(), kind, data.toArray(String[]::new));
    }

    private void recount() {
        open = (int) newest.values().stream().filter(Enrolment::open).count();
    }

    /** What is long over is in the record; it need not be carried along for ever. */
    private void forget(long wall) {
        newest.values().removeIf(e -> !e.open() && e.endedMicros() < wall - KEPT);
        List<Enrolment> over = newest.values().stream()
                .filter(e -> !e.open())
                .sorted((a, b) -> Long.compare(a.endedMicros(), b.endedMicros()))
                .toList();
        over.stream().limit(Math.max(0, over.size() - MOST_OVER)).forEach(e -> newest.remove(e.device()));
    }

    /** The newest of each device, open and over, by key. */
    SortedMap<String, Enrolment> all() {
        return new TreeMap<>(newest);
    }

    void save(ArrayNode state) {
        newest.values().forEach(e -> EnrolmentState.save(e, state.addObject()));
    }

    void load(JsonNode state) {
        newest.clear();
        for (JsonNode n : state) {
            Enrolment e = EnrolmentState.load(n);
            newest.put(e.device(), e);
        }
        recount();
    }
}
