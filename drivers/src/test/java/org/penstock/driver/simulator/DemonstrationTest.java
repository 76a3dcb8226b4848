package org.penstock.driver.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.core.facility.Demonstration;
import org.penstock.core.facility.FacilityFile.Reading;
import org.penstock.core.testsupport.FacilityBuilder;

/** The demonstration facility passes the check of the driver that simulates it. */
class DemonstrationTest {
    @Test
    void theSimulatorKnowsEverythingInIt() {
        Reading read = FacilityBuilder.file(List.of(new SimulatorDriver()))
                .read(Demonstration.FILE_NAME, Demonstration.text(), null, secret -> false);
        assertEquals(
                List.of(),
                assertInstanceOf(Reading.Accepted.class, read, read::toString).warnings());
    }
}
