package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.Enrolment;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DeviceSpec;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.EnrolmentRows;
import org.penstock.core.identity.Asker;
import org.penstock.core.link.Driver;
import org.penstock.core.link.EnrolmentKind;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.Links;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.telemetry.Input;

/** Makes requests of enrolments, with a code where one is presented, and lists them. Any thread. */
final class EnrolmentDesk implements Enrolling {
    private static final double HOUR = 3_600;

    private final ArchivedDevices archive;
    private final Proposals proposals;
    private final Supplier<Configuration> configuration;
    private final Supplier<@Nullable Picture> picture;
    private final Admission admission;
    private final List<Driver> drivers;
    private final boolean drives;
    private final PairingCode codes;

    /** @param picture what the engine knows; null before its first scan @param drives whether an engine works here */
    EnrolmentDesk(
            ArchivedDevices archive,
            Proposals proposals,
            Supplier<Configuration> configuration,
            Supplier<@Nullable Picture> picture,
            Admission admission,
            List<Driver> drivers,
            boolean drives,
            PairingCode codes) {
        this.archive = archive;
        this.proposals = proposals;
        this.configuration = configuration;
        this.picture = picture;
        this.drivers = List.copyOf(drivers);
        this.admission = admission;
        this.drives = drives;
        this.codes = codes;
    }

    @Override
    public Proposal open(Asker asker, Wish wish) {
        Admission.Verdict verdict = admission.judge(asker, "enrolment.open", wish.device());
        Configuration now = configuration.get();
        Optional<DeviceSpec> device = now.part(Devices.class).devices().stream()
                .filter(d -> d.key().equals(wish.device()))
                .findFirst();
        List<EnrolmentKind> ways = ways(now, wish.device());
        EnrolmentKind kind = wish.kind().isEmpty()
                ? ways.getFirst()
                : EnrolmentKind.of(wish.kind()).orElse(null);
        List<String> shut = new ArrayList<>();
        if (!drives) {
            shut.add("nothing is running here; start penstock, or penstock serve");
        }
        if (device.isEmpty()) {
            shut.add("there is no device " + wish.device()
                    + " in the facility file; a device is enrolled when it is in it");
        } else if (kind == null || !ways.contains(kind)) {
            shut.add("a device on this link is enrolled as "
                    + String.join(" or ", ways.stream().map(EnrolmentKind::word).toList()) + ", not as " + wish.kind());
        }
        if (verdict.refusal() != null) {
            shut.add(verdict.refusal());
        }
        EnrolmentKind chosen = kind == null ? EnrolmentKind.MANUAL : kind;
        SortedMap<String, String> data = new TreeMap<>(Map.of("kind", chosen.word()));
        if (chosen == EnrolmentKind.PAIRING) {
            data.put("code", codes.next());
        }
        double seconds = wish.forSeconds() == 0 ? HOUR : wish.forSeconds();
        Input.Request request = new Input.Request(
                UuidCreator.getTimeOrderedEpoch().toString(),
                verdict.by().actor(),
                "enrolment.open",
                wish.device(),
                Double.NaN,
                Math.round(Math.min(seconds, 1e9) * 1e6),
                wish.reason(),
                verdict.with(data));
        return new Proposal(
                request.id(),
                text(device.map(DeviceSpec::name).orElse(wish.device()), chosen, seconds),
                shut,
                ControlRoom.Significance.NORMAL,
                verdict.refusal() == null ? proposals.keep(request) : Instant.EPOCH);
    }

    /** How the device can come in, the usual way first. */
    private List<EnrolmentKind> ways(Configuration now, String key) {
        for (LinkSpec link : now.part(Links.class).links()) {
            for (LinkSpec.Device device : link.devices()) {
                if (device.key().equals(key)) {
                    return drivers.stream()
                            .filter(d -> d.protocol().equals(link.protocol()))
                            .findFirst()
                            .map(d -> d.enrolments(link, device))
                            .orElse(List.of(EnrolmentKind.MANUAL));
                }
            }
        }
        return List.of(EnrolmentKind.MANUAL);
    }

    private static String text(String name, EnrolmentKind kind, double seconds) {
        String within = " within " + ProposalText.time(seconds);
        return switch (kind) {
            case PAIRING ->
                name + " is given a code to present" + within + "; its first reading after that completes it.";
            case OTAA ->
                name + " is expected to join its network" + within + "; its first uplink after that completes it.";
            case NETWORK ->
                "The network of " + name + " is opened for whatever wants to join, until it does" + within
                        + "; its first reading after that completes it.";
            case GATEWAY -> "The gateway " + name + " is expected to be heard" + within + "; that completes it.";
            case ABP, MANUAL -> name + " is expected to send" + within + "; its first good reading completes it.";
        };
    }

    @Override
    public List<FieldSnapshot.Enrolment> enrolments(@Nullable String device, int most) {
        Map<String, FieldSnapshot.Enrolment> all = new LinkedHashMap<>();
        archive.enrolments(device, most).forEach(row -> all.put(row.id().toString(), recorded(row)));
        // What the engine knows is newer than the record.
        Picture p = picture.get();
        if (p != null) {
            Map<String, String> names = new TreeMap<>();
            p.configuration().part(Devices.class).devices().forEach(d -> names.put(d.key(), d.name()));
            for (Enrolment e : p.enrolments().values()) {
                if (device == null || e.device().equals(device)) {
                    all.put(e.id(), DeviceMaker.shown(e, names.getOrDefault(e.device(), e.device())));
                }
            }
        }
        return all.values().stream()
                .sorted(Comparator.comparing(FieldSnapshot.Enrolment::started)
                        .thenComparing(FieldSnapshot.Enrolment::id)
                        .reversed())
                .limit(most)
                .toList();
    }

    private static FieldSnapshot.Enrolment recorded(EnrolmentRows.Listed row) {
        EnrolmentRows.Standing s = row.standing();
        return new FieldSnapshot.Enrolment(
                row.id().toString(),
                row.device(),
                row.deviceName(),
                row.kind(),
                s.state(),
                s.step(),
                s.attempts(),
                s.error(),
                row.code(),
                s.presented(),
                row.actor(),
                row.started(),
                row.expires(),
                s.ended());
    }
}
