package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.control.Greenhouse;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.Links;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.FacilityBuilder;

/** The first file a person sees is without fault, and everything in it exists in the simulated plant. */
class DemonstrationTest {
    private final Reading.Accepted read = assertInstanceOf(
            Reading.Accepted.class,
            FacilityBuilder.file(List.of(new AnyDriver("simulator")))
                    .read(Demonstration.FILE_NAME, Demonstration.text(), null, secret -> false));

    @Test
    void itHasNotEvenAWarning() {
        assertEquals(List.of(), read.warnings());
    }

    @Test
    void thePlantKnowsEveryReadingAndActuator() {
        Greenhouse plant = new Greenhouse(4, new Greenhouse.Tank(2000, 1500, true), 0, 0);
        Set<String> unknown = new TreeSet<>();
        for (LinkSpec link : read.configuration().part(Links.class).links()) {
            for (LinkSpec.Device device : link.devices()) {
                device.streams().stream()
                        .map(s -> s.address().get("reading").text())
                        .filter(r -> !plant.readings().contains(r))
                        .forEach(unknown::add);
                device.outputs().stream()
                        .map(o -> o.address().get("actuator").text())
                        .filter(a -> !plant.actuators().contains(a))
                        .forEach(unknown::add);
            }
        }
        assertEquals(Set.of(), unknown);
    }

    @Test
    void everythingThatLetsWaterThroughIsHeldByTheEmergencyStopAndItsOwnTimer() {
        ControlConfig c = read.configuration().part(ControlConfig.class);
        assertEquals(c.outputs().size(), c.interlocks().getFirst().outputs().size());
        List<OutputSpec> water = c.outputs().stream()
                .filter(o -> Set.of("pump", "valve").contains(o.kind()))
                .toList();
        assertEquals(5, water.size());
        assertTrue(water.stream().allMatch(o -> o.guard() == OutputSpec.Guard.DEVICE_TIMER));
        assertEquals(3, c.programs().size());
    }
}
