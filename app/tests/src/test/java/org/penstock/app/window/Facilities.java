package org.penstock.app.window;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.CommandQuery;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.place.LocationSpec;
import org.penstock.core.place.ShiftPlan;
import org.penstock.core.place.ShiftPlan.Shift;
import org.penstock.core.place.Site;
import org.penstock.core.quantity.StateWords;
import org.penstock.core.runtime.AlertSnapshot.Alert;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.runtime.ControlSnapshot.Interlock;
import org.penstock.core.runtime.ControlSnapshot.Output;
import org.penstock.core.runtime.ControlSnapshot.Program;
import org.penstock.core.runtime.ControlSnapshot.Run;
import org.penstock.core.runtime.FacilityMap;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.runtime.FieldSnapshot.Stream;
import org.penstock.core.runtime.OutputTies;
import org.penstock.core.runtime.SystemHealth;
import org.penstock.core.telemetry.Severity;
import org.penstock.core.testsupport.SnapshotBuilder;
import org.penstock.core.testsupport.SnapshotParts;

/** A glasshouse in a few conditions, as a snapshot would show it. Numbers are those of a real bay in November. */
final class Facilities {
    static final Instant NOW = Instant.parse("2026-11-21T04:52:07Z");
    static final Site SITE = new Site(
            "north",
            "North House",
            "northglass",
            "Northglass Growers",
            "grow",
            ZoneId.of("Europe/Amsterdam"),
            Map.of(),
            new ShiftPlan(List.of(
                    new Shift("Day", LocalTime.of(6, 0), LocalTime.of(18, 0), EnumSet.allOf(DayOfWeek.class)),
                    new Shift("Night", LocalTime.of(18, 0), LocalTime.of(6, 0), EnumSet.allOf(DayOfWeek.class)))));
    /** A glasshouse with two bays, and a room beside it. */
    static final FacilityMap MAP = new FacilityMap(
            List.of(
                    new LocationSpec("glasshouse-1", "Glasshouse 1", "building", ""),
                    new LocationSpec("Bay 1", "Bay 1", "bay", "glasshouse-1"),
                    new LocationSpec("Bay 2", "Bay 2", "bay", "glasshouse-1"),
                    new LocationSpec("Irrigation room", "Irrigation room", "room", "")),
            List.of(),
            List.of(),
            List.of(
                    new OutputTies("pump-1", 1_800, List.of("e-stop", "tank-low"), List.of(), List.of("morning")),
                    new OutputTies("valve-1", 900, List.of("e-stop"), List.of(), List.of("morning")),
                    new OutputTies(
                            "fan-1",
                            Double.POSITIVE_INFINITY,
                            List.of("e-stop"),
                            List.of("Run the fan when hot"),
                            List.of())));

    private static final String AIR = "Climate node";
    private static final String SKID = "Irrigation skid";

    private Facilities() {}

    /** All is well; the morning watering waits for its time. */
    static FacilitySnapshot calm() {
        return of(streams(), outputs(), programs(null), List.of(), List.of(), interlocks(), links(), health());
    }

    /** All is well and water runs. */
    static FacilitySnapshot watering() {
        List<Output> outputs = new ArrayList<>(outputs());
        outputs.set(
                0,
                output("pump-1", "Pump 1", "Irrigation room", "pump", 1, "held", 133, "run 12", null, "device timer"));
        outputs.set(
                2,
                output(
                        "valve-2",
                        "Valve bay 2",
                        "Bay 2",
                        "valve",
                        1,
                        "held",
                        11,
                        "run 12 step 2",
                        null,
                        "device timer"));
        return of(
                streams(),
                outputs,
                programs("run 12 is running"),
                List.of(run()),
                List.of(),
                interlocks(),
                links(),
                health());
    }

    /** A warm bay, a silent sensor, a broken one, an empty tank, a link away, and a database that is behind. */
    static FacilitySnapshot abnormal() {
        List<Stream> streams = new ArrayList<>(streams());
        streams.set(
                0,
                stream(
                        "air-temp-1",
                        "Air temperature",
                        "Bay 1",
                        AIR,
                        "temperature",
                        33.42,
                        "°C",
                        2,
                        "good",
                        false,
                        2,
                        false));
        streams.set(
                4,
                stream(
                        "air-temp-2",
                        "Air temperature",
                        "Bay 2",
                        AIR,
                        "temperature",
                        21.87,
                        "°C",
                        2,
                        "good",
                        false,
                        754,
                        true));
        streams.set(
                5,
                stream(
                        "air-hum-2",
                        "Relative humidity",
                        "Bay 2",
                        AIR,
                        "humidity",
                        71.2,
                        "%",
                        1,
                        "good",
                        false,
                        754,
                        true));
        streams.set(
                6,
                stream(
                        "co2-2",
                        "Carbon dioxide",
                        "Bay 2",
                        AIR,
                        "co2",
                        20_480,
                        "ppm",
                        0,
                        "out of range",
                        true,
                        3,
                        false));
        streams.set(
                9,
                stream(
                        "ec-2",
                        "Substrate EC",
                        "Bay 2",
                        AIR,
                        "ec",
                        Double.NaN,
                        "µS/cm",
                        0,
                        "no communication",
                        true,
                        Double.POSITIVE_INFINITY,
                        true));
        streams.set(
                10,
                stream(
                        "tank-level",
                        "Tank level",
                        "Irrigation room",
                        SKID,
                        "volume",
                        38.4,
                        "L",
                        1,
                        "good",
                        false,
                        1,
                        false));
        List<Output> outputs = new ArrayList<>(outputs());
        outputs.set(
                0,
                output(
                        "pump-1",
                        "Pump 1",
                        "Irrigation room",
                        "pump",
                        0,
                        "safe",
                        41,
                        "interlock tank-low",
                        "Tank low is tripped: tank level 38.4 L is below 50 L. Fill the tank, then reset.",
                        "device timer"));
        outputs.set(4, output("fan-1", "Exhaust fan", "Bay 1", "fan", 1, "held", 62, "rule vent-1", null, "hardware"));
        outputs.set(
                5,
                output(
                        "heater-1",
                        "Heater",
                        "Bay 2",
                        "heater",
                        Double.NaN,
                        "unknown",
                        754,
                        "link climate is offline",
                        "not read back yet: the link climate is offline",
                        "hardware"));
        List<Interlock> interlocks = new ArrayList<>(interlocks());
        interlocks.set(
                1, SnapshotParts.interlock("tank-low", "Tank low", true, true, "Tank level 38.4 L is below 50 L."));
        List<LinkStatus> links = List.of(
                links().get(0),
                new LinkStatus(
                        "climate",
                        LinkState.OFFLINE,
                        "The broker at 192.168.1.30:1883 refused the connection.",
                        micros(754),
                        micros(-8),
                        18_211,
                        2,
                        91,
                        3));
        List<Alert> alerts = List.of(
                SnapshotParts.alert(
                        41,
                        "interlock:tank-low",
                        "interlock",
                        Severity.CRITICAL,
                        "active",
                        "Tank low: pump 1 is held at safe",
                        38.4,
                        50,
                        NOW.minusSeconds(41),
                        null,
                        "",
                        null,
                        1),
                SnapshotParts.alert(
                        40,
                        "stream:air-temp-1",
                        "limit_high",
                        Severity.WARNING,
                        "active",
                        "Air too hot in bay 1",
                        33.42,
                        32,
                        NOW.minusSeconds(62),
                        null,
                        "",
                        null,
                        1),
                SnapshotParts.alert(
                        39,
                        "stream:co2-2",
                        "bad_value",
                        Severity.WARNING,
                        "returned",
                        "Carbon dioxide in bay 2 out of range",
                        20_480,
                        Double.NaN,
                        NOW.minusSeconds(322),
                        null,
                        "",
                        null,
                        14),
                SnapshotParts.alert(
                        38,
                        "link:climate",
                        "link_offline",
                        Severity.CRITICAL,
                        "acknowledged",
                        "Link climate is offline",
                        Double.NaN,
                        Double.NaN,
                        NOW.minusSeconds(754),
                        NOW.minusSeconds(700),
                        "marta",
                        null,
                        1));
        SystemHealth health = SnapshotParts.health(
                null, null, 2.1, "The database server at db.north:5432 does not answer.", 97, true, 184_211, 12, 9.8);
        return of(
                streams,
                outputs,
                programs("Tank low is tripped: tank level 38.4 L is below 50 L."),
                List.of(),
                alerts,
                interlocks,
                links,
                health);
    }

    /** The thread that controls died; valves are safe, the pump has not confirmed. */
    static FacilitySnapshot stopped() {
        SystemHealth health = SnapshotParts.health(
                "The engine stopped: its thread ended by java.lang.IllegalStateException: a fault of the program. Not"
                        + " confirmed at safe yet: Pump 1. Nothing is controlled until Penstock is started again.",
                null,
                1.8,
                null,
                0.4,
                false,
                184_211,
                0,
                0);
        List<Output> outputs = new ArrayList<>(outputs());
        outputs.set(
                0,
                output(
                        "pump-1",
                        "Pump 1",
                        "Irrigation room",
                        "pump",
                        Double.NaN,
                        "closing",
                        12,
                        "the engine stopped",
                        "The engine stopped. Start Penstock again",
                        "device timer"));
        return of(
                streams(),
                outputs,
                programs("The engine stopped. Start Penstock again"),
                List.of(),
                List.of(),
                interlocks(),
                links(),
                health);
    }

    /** The same facility at another moment, all of it just measured, with the air of bay 1 at {@code temperature}. */
    static FacilitySnapshot at(FacilitySnapshot s, Instant at, double temperature) {
        List<Stream> streams = s.field().streams().stream()
                .map(v -> SnapshotParts.stream(
                        v.key(),
                        v.name(),
                        v.location(),
                        v.device(),
                        v.metric(),
                        v.key().equals("air-temp-1") ? temperature : v.value(),
                        v.unit(),
                        v.decimals(),
                        v.quality(),
                        v.bad(),
                        0.2,
                        false,
                        v.locationName(),
                        v.deviceName(),
                        v.low(),
                        v.high(),
                        v.words()))
                .toList();
        return SnapshotBuilder.like(s).at(at).streams(streams).build();
    }

    /** A data directory without a facility. */
    static FacilitySnapshot empty() {
        return new SnapshotBuilder(SITE, NOW).health(health()).build();
    }

    /** What is wrong, and the probe on its way in. */
    static FacilitySnapshot withProbe(String state, FieldSnapshot.@Nullable Enrolment enrolment) {
        FacilitySnapshot s = abnormal();
        return SnapshotBuilder.like(s)
                .devices(List.of(new FieldSnapshot.Device(
                        "probe-7",
                        "Substrate probe 7",
                        "plc",
                        "bay-2",
                        "Bay 2",
                        state,
                        null,
                        "",
                        "",
                        "offline",
                        "never heard",
                        Double.POSITIVE_INFINITY,
                        enrolment)))
                .build();
    }

    /** The tank is low, pump 1 may run all the same for a while, and a rule looks on at the fan. */
    static FacilitySnapshot bypassed() {
        FacilitySnapshot s = abnormal();
        List<Interlock> interlocks = s.control().interlocks().stream()
                .map(i -> i.key().equals("tank-low")
                        ? new Interlock(
                                i.key(),
                                i.name(),
                                i.tripped(),
                                i.latched(),
                                i.why(),
                                "",
                                List.of(new ControlSnapshot.Bypass(
                                        "pump-1",
                                        "Pump 1",
                                        "marta",
                                        "Bob Ng and Cid Ott",
                                        "the level sensor is broken; the tank was looked at by hand and is full",
                                        "019ab000-0000-7000-8000-000000000001",
                                        s.at().minusSeconds(1_050),
                                        750)))
                        : i)
                .toList();
        return SnapshotBuilder.like(s)
                .outputs(s.control().outputs().stream()
                        .map(o -> o.key().equals("pump-1")
                                ? output(
                                        o.key(),
                                        o.name(),
                                        o.location(),
                                        o.kind(),
                                        0,
                                        "safe",
                                        40,
                                        "nothing wants it",
                                        null,
                                        o.guard())
                                : o)
                        .toList())
                .interlocks(interlocks)
                .shadows(List.of(new ControlSnapshot.Shadow(
                        "cool",
                        "Cool when hot",
                        "fan-1",
                        "Exhaust fan",
                        s.at().minusSeconds(530_000),
                        529_000,
                        14,
                        4_320,
                        false,
                        s.at().minusSeconds(9_000),
                        180)))
                .build();
    }

    /** What is wrong, and these interlocks instead. */
    static FacilitySnapshot with(List<Interlock> interlocks) {
        FacilitySnapshot s = abnormal();
        return SnapshotBuilder.like(s).interlocks(interlocks).build();
    }

    /** What is wrong, and one output that a person holds where it is not safe, or lets go. */
    static FacilitySnapshot with(String key, String phase, double value) {
        FacilitySnapshot s = abnormal();
        List<Output> outputs = s.control().outputs().stream()
                .map(o -> o.key().equals(key)
                        ? output(
                                key,
                                o.name(),
                                o.location(),
                                o.kind(),
                                value,
                                phase,
                                0,
                                phase.equals("safe") ? "nothing wants it" : "set by marta",
                                null,
                                o.guard())
                        : o)
                .toList();
        return SnapshotBuilder.like(s).outputs(outputs).build();
    }

    /** The first moment: everything is known by name, nothing has spoken. */
    static FacilitySnapshot waiting() {
        List<Stream> silent = streams().stream()
                .map(s -> stream(
                        s.key(),
                        s.name(),
                        s.location(),
                        s.device(),
                        s.metric(),
                        Double.NaN,
                        s.unit(),
                        s.decimals(),
                        "no communication",
                        true,
                        Double.POSITIVE_INFINITY,
                        true))
                .toList();
        List<LinkStatus> connecting = links().stream()
                .map(l -> new LinkStatus(l.link(), LinkState.CONNECTING, "First attempt.", micros(1), null, 0, 0, 0, 0))
                .toList();
        return of(silent, outputs(), programs(null), List.of(), List.of(), interlocks(), connecting, health());
    }

    static FacilitySnapshot of(
            List<Stream> streams,
            List<Output> outputs,
            List<Program> programs,
            List<Run> running,
            List<Alert> alerts,
            List<Interlock> interlocks,
            List<LinkStatus> links,
            SystemHealth health) {
        return new SnapshotBuilder(SITE, NOW)
                .simulated(true)
                .streams(streams)
                .outputs(outputs)
                .programs(programs)
                .running(running)
                .alerts(alerts)
                .interlocks(interlocks)
                .links(links)
                .health(health)
                .map(MAP)
                .build();
    }

    static List<Stream> streams() {
        return List.of(
                stream(
                        "air-temp-1",
                        "Air temperature",
                        "Bay 1",
                        AIR,
                        "temperature",
                        21.42,
                        "°C",
                        2,
                        "good",
                        false,
                        2,
                        false),
                stream(
                        "air-hum-1",
                        "Relative humidity",
                        "Bay 1",
                        AIR,
                        "humidity",
                        68.4,
                        "%",
                        1,
                        "good",
                        false,
                        2,
                        false),
                stream("co2-1", "Carbon dioxide", "Bay 1", AIR, "co2", 812, "ppm", 0, "good", false, 2, false),
                stream("vwc-1", "Substrate water", "Bay 1", AIR, "vwc", 54.1, "%", 1, "good", false, 31, false),
                stream(
                        "air-temp-2",
                        "Air temperature",
                        "Bay 2",
                        AIR,
                        "temperature",
                        20.97,
                        "°C",
                        2,
                        "good",
                        false,
                        2,
                        false),
                stream(
                        "air-hum-2",
                        "Relative humidity",
                        "Bay 2",
                        AIR,
                        "humidity",
                        71.2,
                        "%",
                        1,
                        "good",
                        false,
                        2,
                        false),
                stream("co2-2", "Carbon dioxide", "Bay 2", AIR, "co2", 797, "ppm", 0, "good", false, 3, false),
                stream("vwc-2", "Substrate water", "Bay 2", AIR, "vwc", 51.8, "%", 1, "good", false, 31, false),
                stream("par-2", "Photon flux", "Bay 2", AIR, "ppfd", 0, "µmol/m²/s", 0, "good", false, 2, false),
                stream("ec-2", "Substrate EC", "Bay 2", AIR, "ec", 2_140, "µS/cm", 0, "uncertain", false, 31, false),
                stream(
                        "tank-level",
                        "Tank level",
                        "Irrigation room",
                        SKID,
                        "volume",
                        812.6,
                        "L",
                        1,
                        "good",
                        false,
                        1,
                        false),
                stream(
                        "tank-temp",
                        "Tank temperature",
                        "Irrigation room",
                        SKID,
                        "temperature",
                        17.88,
                        "°C",
                        2,
                        "good",
                        false,
                        1,
                        false),
                stream("flow", "Main flow", "Irrigation room", SKID, "flow", 0, "L/min", 2, "good", false, 1, false),
                stream(
                        "pressure",
                        "Line pressure",
                        "Irrigation room",
                        SKID,
                        "pressure",
                        241_000,
                        "Pa",
                        0,
                        "good",
                        false,
                        1,
                        false),
                stream(
                        "estop-loop",
                        "Emergency stop loop",
                        "Irrigation room",
                        SKID,
                        "state",
                        1,
                        "",
                        0,
                        "good",
                        false,
                        1,
                        false),
                stream(
                        "out-temp",
                        "Outside temperature",
                        "",
                        AIR,
                        "temperature",
                        -3.25,
                        "°C",
                        2,
                        "good",
                        false,
                        44,
                        false));
    }

    static List<Output> outputs() {
        return List.of(
                output(
                        "pump-1",
                        "Pump 1",
                        "Irrigation room",
                        "pump",
                        0,
                        "safe",
                        3_640,
                        "nothing wants it",
                        null,
                        "device timer"),
                output(
                        "valve-1",
                        "Valve bay 1",
                        "Bay 1",
                        "valve",
                        0,
                        "safe",
                        3_640,
                        "nothing wants it",
                        null,
                        "device timer"),
                output(
                        "valve-2",
                        "Valve bay 2",
                        "Bay 2",
                        "valve",
                        0,
                        "safe",
                        3_500,
                        "nothing wants it",
                        null,
                        "device timer"),
                output(
                        "doser-a",
                        "Doser A",
                        "Irrigation room",
                        "doser",
                        0,
                        "safe",
                        90_000,
                        "nothing wants it",
                        null,
                        "watchdog register"),
                output("fan-1", "Exhaust fan", "Bay 1", "fan", 0, "safe", 8_000, "rule vent-1", null, "hardware"),
                output("heater-1", "Heater", "Bay 2", "heater", 0.35, "held", 512, "rule heat-2", null, "hardware"));
    }

    static List<Program> programs(@Nullable String shut) {
        List<Instant> morning = new ArrayList<>();
        for (int day = 0; day < 14; day++) {
            morning.add(Instant.parse("2026-11-21T05:00:00Z").plus(Duration.ofDays(day)));
            morning.add(Instant.parse("2026-11-21T12:30:00Z").plus(Duration.ofDays(day)));
        }
        return List.of(
                SnapshotParts.program("morning", "Morning watering", shut, morning, 486),
                SnapshotParts.program(
                        "flush",
                        "Weekly flush",
                        null,
                        List.of(Instant.parse("2026-11-22T03:15:00Z"), Instant.parse("2026-11-29T03:15:00Z")),
                        1_800));
    }

    /** What ran last night and the day before, newest first. */
    static List<Run> pastRuns() {
        return List.of(
                past(
                        14,
                        "flush",
                        "Weekly flush",
                        "faulted",
                        40,
                        9,
                        "planned start; valve bay 1 did not open: closed, read back 0"),
                past(13, "morning", "Morning watering", "completed", 960, 8, "planned start"),
                past(12, "morning", "Morning watering", "aborted", 1_400, 3, "marta: too wet; stopped by marta"),
                past(11, "morning", "Morning watering", "completed", 2_390, 8, "planned start"));
    }

    /** What was sent to a valve of late, newest first. */
    static List<CommandQuery.Recorded> pastCommands() {
        return List.of(
                sent(41, 0, "verified", "end of step 1 of run 13", 400, 640, 0.0, ""),
                sent(40, 1, "verified", "step 1 of run 13", 526, 910, 1.0, ""),
                sent(37, 1, "timed_out", "marta: to see it", 1_900, 4_000, 0.0, "not read back within 4 s: closed"));
    }

    private static CommandQuery.Recorded sent(
            long no, double wanted, String state, String by, int ago, int millis, double read, String reason) {
        Instant issued = NOW.minusSeconds(ago);
        return new CommandQuery.Recorded(
                no, wanted, wanted == 0, by, state, issued, issued.plusMillis(millis), read, reason);
    }

    private static Run past(long no, String key, String name, String state, int ago, int lasted, String why) {
        Instant began = NOW.minus(Duration.ofMinutes(ago));
        return new Run(no, key, name, state, 0, 4, "", 0, 486, began, began.plus(Duration.ofMinutes(lasted)), why);
    }

    /** Alerts of two days, newest first. */
    static List<Alert> pastAlerts() {
        List<Alert> alerts = new ArrayList<>(abnormal().alerts().open());
        alerts.add(over(30, "stream:air-temp-1", Severity.WARNING, "Air too hot in bay 1", 320, 25));
        alerts.add(over(29, "output:valve-1", Severity.CRITICAL, "Valve bay 1 did not open", 1_900, 4));
        return alerts;
    }

    private static Alert over(long no, String source, Severity severity, String text, int ago, int lasted) {
        Instant raised = NOW.minus(Duration.ofMinutes(ago));
        Instant over = raised.plus(Duration.ofMinutes(lasted));
        return SnapshotParts.alert(
                no,
                source,
                "limit",
                severity,
                "resolved",
                text,
                Double.NaN,
                Double.NaN,
                raised,
                over,
                "marta",
                over,
                1);
    }

    static Run run() {
        return new Run(
                12,
                "morning",
                "Morning watering",
                "running",
                2,
                4,
                "Valve bay 2",
                353,
                486,
                NOW.minusSeconds(127),
                null,
                "planned start 05:50");
    }

    static List<Interlock> interlocks() {
        return List.of(
                new Interlock(
                        "e-stop",
                        "Emergency stop",
                        false,
                        false,
                        "",
                        "an emergency stop or door is the last line between a machine and a person",
                        List.of()),
                SnapshotParts.interlock("tank-low", "Tank low", false, false, ""),
                SnapshotParts.interlock("fresh", "Inputs fresh", false, false, ""),
                SnapshotParts.interlock("one-valve", "One valve at a time", false, false, ""));
    }

    static List<LinkStatus> links() {
        return List.of(
                new LinkStatus("plc", LinkState.ONLINE, "", micros(90_000), null, 181_211, 912, 0, 0),
                new LinkStatus("climate", LinkState.ONLINE, "", micros(7_300), null, 18_211, 2, 0, 1));
    }

    static SystemHealth health() {
        return SnapshotParts.health(null, null, 1.8, null, 0.4, false, 184_211, 0, 9.8);
    }

    private static long micros(long secondsAgo) {
        return NOW.minusSeconds(secondsAgo).toEpochMilli() * 1_000;
    }

    static Stream stream(
            String key,
            String name,
            String location,
            String device,
            String metric,
            double value,
            String unit,
            int decimals,
            String quality,
            boolean bad,
            double age,
            boolean stale) {
        double[] told = switch (metric) {
            case "temperature" -> new double[] {12, 32};
            case "humidity" -> new double[] {40, 85};
            case "co2" -> new double[] {Double.NaN, 1_500};
            case "vwc" -> new double[] {35, 70};
            case "volume" -> new double[] {50, Double.NaN};
            default -> new double[] {Double.NaN, Double.NaN};
        };
        return SnapshotParts.stream(
                key,
                name,
                location,
                device,
                metric,
                value,
                unit,
                decimals,
                quality,
                bad,
                age,
                stale,
                location,
                device,
                told[0],
                told[1],
                metric.equals("state") ? StateWords.OFF_ON : null);
    }

    static Output output(
            String key,
            String name,
            String location,
            String kind,
            double value,
            String phase,
            double since,
            String why,
            @Nullable String shut,
            String guard) {
        return SnapshotParts.output(key, name, location, kind, value, value, 0, phase, since, why, shut, guard);
    }
}
