package org.penstock.core.runtime;

import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.AlertConfig;
import org.penstock.core.alert.AlertQuery;
import org.penstock.core.alert.AlertRuleSpec;
import org.penstock.core.alert.AlertView;
import org.penstock.core.alert.Shelf;
import org.penstock.core.control.ControlView;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.control.ProgramView;
import org.penstock.core.control.RunQuery;
import org.penstock.core.control.RunView;
import org.penstock.core.control.ShadowView;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Devices;
import org.penstock.core.facility.Places;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.Quality;
import org.penstock.core.quantity.Unit;
import org.penstock.core.telemetry.EngineClock;

/** Makes what a screen shows of what the engine knew: units, names, ages, words. Stateless; any thread. */
final class SnapshotMaker {
    private SnapshotMaker() {}

    /**
     * @param now engine time the ages are told for, µs; not before the picture's
     * @param simulated every link is a simulator
     */
    static FacilitySnapshot make(
            Picture picture, long now, boolean simulated, List<LinkStatus> links, FacilitySnapshot.Health health) {
        Map<Integer, String> shut = new HashMap<>();
        Map<Integer, String> outputs = new HashMap<>();
        Map<String, String> called = new HashMap<>();
        for (ControlView.Output o : picture.outputs()) {
            o.shut().ifPresent(why -> shut.put(o.spec().no(), why));
            outputs.put(o.spec().no(), o.spec().key());
            called.put(o.spec().key(), o.spec().name());
        }
        Names names = Names.of(picture.configuration());
        return new FacilitySnapshot(
                picture.configuration().part(Places.class).site(),
                EngineClock.instant(picture.wall() + (now - picture.now())),
                simulated,
                picture.values().stream().map(v -> stream(v, now, names)).toList(),
                picture.outputs().stream()
                        .map(o -> output(o, picture.kept(), now))
                        .toList(),
                picture.programs().stream().map(p -> program(p, shut, outputs)).toList(),
                picture.running().stream().map(r -> run(r, now - picture.now())).toList(),
                picture.alerts().stream()
                        .map(a -> alert(a, picture.shelves(), now - picture.now()))
                        .sorted(Comparator.comparing(FacilitySnapshot.Alert::severity)
                                .reversed()
                                .thenComparing(FacilitySnapshot.Alert::raised))
                        .toList(),
                picture.interlocks().stream()
                        .map(i -> interlock(i, called, now - picture.now()))
                        .toList(),
                links,
                health,
                DeviceMaker.devices(picture, now, links, names.locations()),
                FacilityMap.of(picture.configuration()),
                picture.shadows().stream().map(s -> shadow(s, outputs, called)).toList(),
                picture.shelves().stream()
                        .map(s -> shelved(s, now - picture.now()))
                        .toList());
    }

    /** Before the first scan: the place, and nothing known about it. */
    static FacilitySnapshot empty(
            Configuration configuration,
            Instant now,
            boolean simulated,
            List<LinkStatus> links,
            FacilitySnapshot.Health health) {
        return new FacilitySnapshot(
                configuration.part(Places.class).site(),
                now,
                simulated,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                links,
                health,
                List.of(),
                FacilityMap.of(configuration));
    }

    private static FacilitySnapshot.Stream stream(Picture.Value v, long now, Names names) {
        StreamSpec spec = v.spec();
        boolean known = v.bornMicros() != Long.MIN_VALUE;
        long age = known ? now - v.bornMicros() : Long.MAX_VALUE;
        Unit unit = names.site().shown(spec.metric(), spec.sourceUnit());
        return new FacilitySnapshot.Stream(
                spec.key(),
                spec.name(),
                spec.location(),
                spec.device(),
                spec.metric().key(),
                unit.fromCanonical(v.value()),
                unit.symbol(),
                unit.decimals(spec.metric()),
                v.quality().name().toLowerCase(Locale.ROOT),
                v.quality().quality() == Quality.BAD,
                known ? age / 1e6 : Double.POSITIVE_INFINITY,
                !known || age > spec.maxAgeMicros(),
                names.locations().getOrDefault(spec.location(), spec.location()),
                names.devices().getOrDefault(spec.device(), spec.device()),
                limit(names.low(), spec, unit),
                limit(names.high(), spec, unit),
                spec.words(),
                CareDesk.difference(unit, v.offset()));
    }

    private static double limit(Map<Integer, Double> limits, StreamSpec spec, Unit unit) {
        return unit.fromCanonical(limits.getOrDefault(spec.no(), Double.NaN));
    }

    /**
     * What a configuration calls its keys, and between which limits nobody is told about a stream.
     *
     * @param site says in which units values are shown
     * @param low highest limit told below, by number of the stream, canonical units
     * @param high lowest limit told above
     */
    private record Names(
            Site site,
            Map<String, String> locations,
            Map<String, String> devices,
            Map<Integer, Double> low,
            Map<Integer, Double> high) {
        static Names of(Configuration configuration) {
            Map<String, String> locations = new HashMap<>();
            configuration.part(Places.class).locations().forEach(l -> locations.put(l.key(), l.name()));
            Map<String, String> devices = new HashMap<>();
            configuration.part(Devices.class).devices().forEach(d -> devices.put(d.key(), d.name()));
            Map<Integer, Double> low = new HashMap<>();
            Map<Integer, Double> high = new HashMap<>();
            for (AlertRuleSpec rule : configuration.part(AlertConfig.class).rules()) {
                switch (rule.type()) {
                    case LIMIT_HIGH -> high.merge(rule.stream(), rule.limit(), Math::min);
                    case LIMIT_LOW -> low.merge(rule.stream(), rule.limit(), Math::max);
                    case MISSING_DATA -> {}
                }
            }
            return new Names(configuration.part(Places.class).site(), locations, devices, low, high);
        }
    }

    private static FacilitySnapshot.Output output(ControlView.Output o, List<String> kept, long now) {
        OutputSpec spec = o.spec();
        return new FacilitySnapshot.Output(
                spec.key(),
                spec.name(),
                spec.location(),
                spec.kind(),
                o.view().value(),
                o.view().wanted(),
                spec.safe(),
                o.view().phase().name().toLowerCase(Locale.ROOT),
                Math.max(0, now - o.view().sinceMicros()) / 1e6,
                kept.contains(spec.name())
                        ? o.view().why() + "; its changed definition waits until it is at safe"
                        : o.view().why(),
                o.shut().orElse(null),
                guard(spec),
                spec.device(),
                o.view().endsMicros() == Long.MAX_VALUE
                        ? Double.NaN
                        : Math.max(0, o.view().endsMicros() - now) / 1e6);
    }

    private static String guard(OutputSpec spec) {
        return switch (spec.guard()) {
            case DEVICE_TIMER -> "the device's own timer";
            case WATCHDOG_REGISTER -> "the device's watchdog";
            case HARDWARE -> "hardware";
            case NONE -> spec.guardReason().isEmpty() ? "nothing" : "nothing: " + spec.guardReason();
        };
    }

    private static FacilitySnapshot.Program program(
            ProgramView p, Map<Integer, String> shut, Map<Integer, String> outputs) {
        @Nullable String gate = p.waits().isEmpty() ? null : p.waits();
        for (int output : p.outputs()) {
            if (shut.containsKey(output)) {
                gate = shut.get(output);
                break;
            }
        }
        return new FacilitySnapshot.Program(
                p.key(),
                p.name(),
                gate,
                p.next().stream().map(EngineClock::instant).toList(),
                p.plannedMicros() / 1e6,
                p.outputs().stream().map(outputs::get).filter(Objects::nonNull).toList());
    }

    /** @param elapsed time since the picture, µs */
    static FacilitySnapshot.Run run(RunView r, long elapsed) {
        boolean over = r.endedMicros() != 0;
        return new FacilitySnapshot.Run(
                r.no(),
                r.program(),
                r.programName(),
                r.state(),
                r.step(),
                r.steps(),
                r.stepName(),
                over ? 0 : Math.max(0, r.remainingMicros() - elapsed) / 1e6,
                r.plannedMicros() / 1e6,
                EngineClock.instant(r.startedMicros()),
                instant(r.endedMicros()),
                r.doing().isEmpty() || over ? r.why() : r.why() + "; " + r.doing());
    }

    /** @param elapsed time since the picture, µs */
    private static FacilitySnapshot.Alert alert(AlertView a, List<Shelf> shelves, long elapsed) {
        return new FacilitySnapshot.Alert(
                a.no(),
                a.source(),
                a.type(),
                a.severity(),
                a.state().word(),
                a.text(),
                a.value(),
                a.limit(),
                EngineClock.instant(a.raisedMicros()),
                instant(a.acknowledgedMicros()),
                a.acknowledgedBy(),
                instant(a.resolvedMicros()),
                a.count(),
                shelves.stream()
                        .filter(s -> s.source().equals(a.source()) && s.key().equals(a.key()))
                        .findFirst()
                        .map(s -> shelved(s, elapsed))
                        .orElse(null));
    }

    /** @param elapsed time since the picture, µs */
    private static ShelvedAlert shelved(Shelf s, long elapsed) {
        return new ShelvedAlert(
                s.no(),
                s.source(),
                s.severity(),
                s.text(),
                s.actor(),
                s.reason(),
                EngineClock.instant(s.sinceMicros()),
                Math.max(0, s.leftMicros() - elapsed) / 1e6);
    }

    static FacilitySnapshot.Run run(RunQuery.Recorded r) {
        return new FacilitySnapshot.Run(
                r.no(),
                r.program(),
                r.programName(),
                r.state(),
                0,
                r.steps(),
                "",
                0,
                r.plannedSeconds(),
                r.started(),
                r.ended(),
                r.why());
    }

    static FacilitySnapshot.Alert alert(AlertQuery.Recorded a) {
        return new FacilitySnapshot.Alert(
                a.no(),
                a.source(),
                a.type(),
                a.severity(),
                a.state(),
                a.text(),
                a.value(),
                a.limit(),
                a.raised(),
                a.acknowledged(),
                a.acknowledgedBy(),
                a.resolved(),
                a.count());
    }

    /** @param elapsed time since the picture, µs */
    private static FacilitySnapshot.Interlock interlock(
            ControlView.Interlock i, Map<String, String> called, long elapsed) {
        return new FacilitySnapshot.Interlock(
                i.key(),
                i.name(),
                i.holds(),
                i.latched(),
                i.why(),
                i.never(),
                i.bypasses().stream()
                        .map(b -> new FacilitySnapshot.Bypass(
                                b.output(),
                                called.getOrDefault(b.output(), b.output()),
                                b.askedBy(),
                                b.signedBy(),
                                b.reason(),
                                b.signoff(),
                                EngineClock.instant(b.sinceMicros()),
                                Math.max(0, b.leftMicros() - elapsed) / 1e6))
                        .toList());
    }

    private static FacilitySnapshot.Shadow shadow(
            ShadowView s, Map<Integer, String> outputs, Map<String, String> called) {
        String output = outputs.getOrDefault(s.output(), "");
        return new FacilitySnapshot.Shadow(
                s.rule(),
                s.name(),
                output,
                called.getOrDefault(output, output),
                EngineClock.instant(s.sinceMicros()),
                s.ranMicros() / 1e6,
                s.openings(),
                s.onMicros() / 1e6,
                s.on(),
                instant(s.lastMicros()),
                s.lastForMicros() / 1e6);
    }

    private static @Nullable Instant instant(long micros) {
        return micros == 0 ? null : EngineClock.instant(micros);
    }
}
