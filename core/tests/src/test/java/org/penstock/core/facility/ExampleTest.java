package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penstock.core.alert.AlertConfig;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.FacilityBuilder;

/** The first files a person sees are without fault, and show what their kind of place needs. */
class ExampleTest {
    private static final Set<String> LETS_THROUGH = Set.of("pump", "valve", "doser");

    private static Reading.Accepted read(Example example) {
        return assertInstanceOf(
                Reading.Accepted.class,
                FacilityBuilder.file(List.of(new AnyDriver("simulator")))
                        .read(example.fileName(), example.text(), null, secret -> false));
    }

    private static ControlConfig control(Example example) {
        return read(example).configuration().part(ControlConfig.class);
    }

    @ParameterizedTest
    @EnumSource
    void itHasNotEvenAWarningAndIsOfItsProfile(Example example) {
        Reading.Accepted read = read(example);
        assertEquals(List.of(), read.warnings());
        assertEquals(
                example.profile(),
                read.configuration().part(Places.class).site().profile());
        assertEquals(Optional.of(example), Example.of(example.profile()));
    }

    @ParameterizedTest
    @EnumSource
    void whatIsExportedOfItChangesNothingWhenItIsPutBack(Example example) {
        Configuration current = read(example).configuration();
        FacilityPlan plan = assertInstanceOf(
                        FacilityPlan.Outcome.Planned.class,
                        FacilityPlan.of(
                                FacilityBuilder.file(List.of(new AnyDriver("simulator"))),
                                current,
                                BaseLine.with(current.files(), current.hash()),
                                secret -> false))
                .plan();
        assertEquals(current.hash(), plan.base());
        assertEquals(List.of(), plan.changes());
        assertFalse(plan.textDiffers());
        assertEquals(current.hash(), plan.next().hash());
    }

    @Test
    void anotherProfileHasNone() {
        assertEquals(Optional.empty(), Example.of("mine"));
        assertEquals(List.of("grow", "cold", "barn", "lab", "plant"), Example.profiles());
    }

    @ParameterizedTest
    @EnumSource
    void itShowsInterlocksRulesProgramsAndAlertsAndTeachesInComments(Example example) {
        ControlConfig c = control(example);
        assertTrue(!c.interlocks().isEmpty() && !c.rules().isEmpty(), "interlocks and rules");
        assertTrue(c.programs().stream().anyMatch(p -> !p.schedule().times().isEmpty()), "something runs at its time");
        assertTrue(read(example).configuration().part(AlertConfig.class).rules().size() >= 10, "somebody is called");
        assertTrue(example.text().lines().filter(l -> l.strip().startsWith("#")).count() >= 5, "comments");
    }

    /** A stream that nobody looks at teaches nothing. */
    @ParameterizedTest
    @EnumSource
    void whatIsMeasuredIsUsed(Example example) {
        String text = example.text();
        List<String> unused = read(example).configuration().part(Devices.class).streams().stream()
                .map(StreamSpec::key)
                .filter(key -> !text.contains("stream: " + key + ",")
                        && !text.matches("(?s).*streams: \\[[^]]*\\b" + key + "\\b.*"))
                .toList();
        assertEquals(List.of(), unused);
    }

    @ParameterizedTest
    @EnumSource
    void whatLetsSomethingThroughIsClosedByItsDeviceAndHasAnInterlock(Example example) {
        ControlConfig c = control(example);
        List<OutputSpec> through = c.outputs().stream()
                .filter(o -> LETS_THROUGH.contains(o.kind()))
                .toList();
        for (OutputSpec o : through) {
            assertTrue(o.guard() != OutputSpec.Guard.NONE, o.key());
            assertTrue(c.interlocks().stream().anyMatch(l -> l.outputs().contains(o.no())), o.key());
        }
    }

    @Test
    void everythingInTheGreenhouseIsHeldByTheEmergencyStop() {
        ControlConfig c = control(Example.GROW);
        assertEquals(c.outputs().size(), c.interlocks().getFirst().outputs().size());
    }
}
