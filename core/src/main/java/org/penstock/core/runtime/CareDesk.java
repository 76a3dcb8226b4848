package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.facility.CalibrationRows;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.identity.Asker;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.telemetry.IngestCounts;
import org.penstock.core.telemetry.Input;

/** Answers what is asked about devices and sensors, and makes requests of what is to be done with them. Any thread. */
final class CareDesk implements DeviceCare {
    private final ArchivedDevices archive;
    private final IngestCounts counts;
    private final Proposals proposals;
    private final Supplier<Configuration> configuration;
    private final Supplier<@Nullable Picture> picture;
    private final Admission admission;
    private final boolean drives;
    private final java.time.InstantSource wall;

    /** @param picture what the engine knows; null before its first scan @param drives whether an engine works here */
    CareDesk(
            ArchivedDevices archive,
            IngestCounts counts,
            Proposals proposals,
            Supplier<Configuration> configuration,
            Supplier<@Nullable Picture> picture,
            Admission admission,
            boolean drives,
            java.time.InstantSource wall) {
        this.archive = archive;
        this.counts = counts;
        this.proposals = proposals;
        this.configuration = configuration;
        this.picture = picture;
        this.admission = admission;
        this.drives = drives;
        this.wall = wall;
    }

    @Override
    public Optional<Detail> device(String key) {
        Configuration now = configuration.get();
        if (now.part(Devices.class).devices().stream().noneMatch(d -> d.key().equals(key))) {
            return Optional.empty();
        }
        Site site = now.part(Places.class).site();
        Instant midnight = wall.instant()
                .atZone(site.zone())
                .toLocalDate()
                .atStartOfDay(site.zone())
                .toInstant();
        List<String> subjects = new ArrayList<>(List.of("device:" + key));
        now.part(ControlConfig.class).streams().stream()
                .filter(s -> s.device().equals(key))
                .map(StreamSpec::key)
                .forEach(s -> subjects.add("stream:" + s));
        now.part(ControlConfig.class).outputs().stream()
                .filter(o -> o.device().equals(key))
                .map(OutputSpec::key)
                .forEach(o -> subjects.add("output:" + o));
        return Optional.of(new Detail(
                new TreeMap<>(archive.counted(key, midnight)),
                counts.total(key),
                archive.messageCount(key),
                archive.newestAbout(subjects)));
    }

    @Override
    public List<Message> messages(String deviceKey, int most) {
        return archive.messages(deviceKey, most).stream()
                .map(m -> new Message(m.kind(), m.subject(), m.id(), m.event(), m.received(), m.body()))
                .toList();
    }

    @Override
    public List<Calibration> calibrations(@Nullable String streamKey, int most) {
        Site site = configuration.get().part(Places.class).site();
        return archive.calibrations(streamKey, most).stream()
                .map(c -> shown(site, c))
                .toList();
    }

    private static Calibration shown(Site site, CalibrationRows.Listed row) {
        Unit unit = site.shown(row.metric(), row.unit());
        CalibrationRows.Calibration c = row.calibration();
        return new Calibration(
                row.stream(),
                row.streamName(),
                unit.symbol(),
                unit.decimals(row.metric()),
                c.from(),
                c.at(),
                value(unit, c.reference()),
                value(unit, c.found()),
                value(unit, c.left()),
                difference(unit, c.before()),
                difference(unit, c.offset()),
                c.certificate(),
                c.expires(),
                row.actor(),
                c.reason());
    }

    private static @Nullable Double value(Unit unit, @Nullable Double canonical) {
        return canonical == null ? null : Double.valueOf(unit.fromCanonical(canonical));
    }

    /** A difference in a unit whose zero lies elsewhere. */
    static double difference(Unit unit, double canonical) {
        return unit.fromCanonical(canonical) - unit.fromCanonical(0);
    }

    @Override
    public Optional<Recorded> recorded(String streamKey) {
        Site site = configuration.get().part(Places.class).site();
        return configuration.get().part(Devices.class).stream(streamKey)
                .map(s -> recorded(site, s.key(), s.name(), s.metric(), s.sourceUnit(), null))
                .or(() -> archive.stream(streamKey)
                        .map(r -> recorded(
                                site,
                                r.key(),
                                r.name(),
                                r.metric(),
                                r.unit(),
                                r.archived().orElse(null))));
    }

    private static Recorded recorded(
            Site site, String key, String name, Metric metric, Unit spoken, @Nullable Instant archived) {
        Unit unit = site.shown(metric, spoken);
        return new Recorded(key, name, metric.key(), unit.symbol(), unit.decimals(metric), archived);
    }

    @Override
    public Proposal calibrate(Asker asker, Wish wish) {
        Admission.Verdict verdict = admission.judge(asker, "calibration.record", wish.stream());
        CalibrationDraft draft = CalibrationDraft.of(wish, configuration.get(), picture.get(), archive::lastGoodMinute);
        List<String> shut = new ArrayList<>();
        if (!drives) {
            shut.add("nothing is running here; start penstock, or penstock serve");
        }
        shut.addAll(draft.shut());
        if (verdict.refusal() != null) {
            shut.add(verdict.refusal());
        }
        SortedMap<String, String> data = verdict.with(draft.data());
        Input.Request request = new Input.Request(
                UuidCreator.getTimeOrderedEpoch().toString(),
                verdict.by().actor(),
                "calibration.record",
                wish.stream(),
                draft.offset(),
                0,
                wish.reason(),
                data);
        return new Proposal(
                request.id(),
                draft.text(),
                shut,
                ControlRoom.Significance.HIGH,
                verdict.refusal() == null ? proposals.keep(request) : wall.instant());
    }
}
