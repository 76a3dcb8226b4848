package org.penstock.driver.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.penstock.core.facility.Example;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.testsupport.FacilityBuilder;

/** The example facilities pass the check of the driver that simulates them. */
class ExamplesCheckTest {
    @ParameterizedTest
    @EnumSource
    void theSimulatorKnowsEverythingInIt(Example example) {
        Reading read = FacilityBuilder.file(List.of(new SimulatorDriver()))
                .read(example.fileName(), example.text(), null, secret -> false);
        assertEquals(
                List.of(),
                assertInstanceOf(Reading.Accepted.class, read, read::toString).warnings());
    }
}
