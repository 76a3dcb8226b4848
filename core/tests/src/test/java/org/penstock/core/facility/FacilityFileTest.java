package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.penstock.core.alert.AlertConfig;
import org.penstock.core.control.Comparison;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.InterlockSpec.Condition;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.control.ProgramSpec;
import org.penstock.core.control.RuleSpec;
import org.penstock.core.link.Links;
import org.penstock.core.testsupport.FacilityBuilder;

/** What a good file compiles to. */
class FacilityFileTest {
    private final FacilityBuilder facility = new FacilityBuilder()
            .stream("air-temp", "temperature", "°C").stream("estop-loop", "state", "").stream(
                            "{key: tank-level, name: Tank, metric: volume, unit: m³, interval: 5s, max_age: 30s, address: {reading: t}}")
                    .output("pump-1", "pump")
                    .output("valve-1", "valve")
                    .output("valve-2", "valve")
                    .output("{key: fan-1, name: Fan, kind: fan}")
                    .interlock(
                            "{key: e-stop, name: Stop, kind: e_stop, stream: estop-loop, safe_value: 1, max_age: 10s, outputs: all}")
                    .interlock(
                            "{key: tank-low, name: Tank low, kind: tank_low, stream: tank-level, below: 50 L, hysteresis: 0.02 m³, outputs: [pump-1]}")
                    .interlock("{key: one, name: One valve, kind: concurrency, most: 1, outputs: [valve-2, valve-1]}")
                    .rule(
                            "{key: vent, name: Vent, stream: air-temp, when: above, limit: 80.6 °F, hysteresis: 1.8 °F, on_delay: 10s, off_delay: 30s, max_age: 60s, output: fan-1, value: 1, fallback: 0}")
                    .program(
                            "{key: morning, name: Morning, pump: pump-1, max_runtime: 30min, steps: [{open: [valve-1], for: 2min}, {wait: 10s}, {open: [valve-2], for: 90s}], start: {at: [\"13:30\", \"06:00\"], days: [mon, sun], missed: run_within, within: 20min}}")
                    .alert(
                            "{key: hot, name: Too hot, stream: air-temp, type: limit_high, limit: 32 °C, hysteresis: 1 °C, on_delay: 30s, severity: warning}")
                    .alert("{key: silent, name: Silent, stream: air-temp, type: missing_data, severity: critical}");

    @Test
    void everyPartIsThere() {
        Configuration c = facility.build();
        assertEquals(ZoneId.of("Europe/Amsterdam"), c.part(Places.class).site().zone());
        assertEquals(
                List.of("bay-1", "house"),
                List.of(
                        c.part(Places.class).locations().get(1).key(),
                        c.part(Places.class).locations().get(1).parent()));
        assertEquals(
                4,
                c.part(Links.class)
                        .links()
                        .getFirst()
                        .devices()
                        .getFirst()
                        .outputs()
                        .size());
        assertEquals(2, c.part(AlertConfig.class).rules().size());
    }

    @Test
    void streamsGetDefaultsThatFollowTheirInterval() {
        List<StreamSpec> streams = facility.control().streams();
        StreamSpec air = streams.getFirst();
        assertEquals(5_000_000, air.maxAgeMicros());
        assertEquals(300_000_000, air.liveWindowMicros());
        assertEquals(30L * 86_400_000_000L, air.backlogMicros());
        assertEquals("bay-1", air.location());
        assertEquals(30_000_000, streams.get(2).maxAgeMicros());
    }

    @Test
    void outputsThatLetWaterThroughStartSafeOthersAreKept() {
        ControlConfig c = facility.control();
        assertEquals(OutputSpec.OnStart.SAFE, c.outputs().getFirst().onStart());
        OutputSpec fan = c.outputs().get(3);
        assertEquals(OutputSpec.OnStart.KEEP, fan.onStart());
        assertEquals(OutputSpec.Guard.NONE, fan.guard());
        assertEquals(2_000_000, fan.timeoutMicros());
    }

    @Test
    void interlocksNameOutputsByNumberAndLimitsAreCanonical() {
        ControlConfig c = facility.control();
        assertEquals(List.of(0, 1, 2, 3), c.interlocks().getFirst().outputs());
        assertEquals(true, c.interlocks().getFirst().latch());
        Condition.Limit low = (Condition.Limit) c.interlocks().get(1).condition();
        assertEquals(50, low.limit());
        assertEquals(20, low.hysteresis(), 1e-9);
        assertEquals(Comparison.LT, low.comparison());
        assertEquals(30_000_000, low.maxAgeMicros());
        assertEquals(List.of(1, 2), c.interlocks().get(2).outputs());
    }

    @Test
    void aLimitKeepsItsUnitAndADifferenceHasNoOffset() {
        RuleSpec rule = facility.control().rules().getFirst();
        assertEquals(27, rule.limit(), 1e-9);
        assertEquals(1, rule.hysteresis(), 1e-9);
        assertEquals(
                "32 °C",
                facility.build().part(AlertConfig.class).rules().getFirst().limitText());
    }

    @Test
    void aProgramHasItsStepsAndItsTimesInOrder() {
        ProgramSpec p = facility.control().programs().getFirst();
        assertEquals(
                List.of(
                        new ProgramSpec.Step(List.of(1), 120_000_000),
                        new ProgramSpec.Step(List.of(), 10_000_000),
                        new ProgramSpec.Step(List.of(2), 90_000_000)),
                p.steps());
        assertEquals(
                List.of(LocalTime.of(6, 0), LocalTime.of(13, 30)), p.schedule().times());
        assertEquals(Set.of(1, 7), p.schedule().days());
        assertEquals(1_200_000_000L, p.schedule().missedWithinMicros());
    }
}
