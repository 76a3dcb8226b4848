package org.penstock.core.facility;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.core.link.Driver;
import org.penstock.core.testsupport.AnyDriver;
import org.penstock.core.testsupport.FacilityBuilder;

/** {@code was:} gives a thing a new key once, and with it everything that was recorded under the old one. */
class RenameTest {
    private static final List<Driver> DRIVERS = List.of(new AnyDriver("simulator"));

    private final FacilityFile file = FacilityBuilder.file(DRIVERS);
    private final Configuration before = accepted(
            new FacilityBuilder()
                    .stream("air", "temperature", "°C").output("fan-1", "fan").text(),
            null);

    private Configuration accepted(String text, @Nullable Configuration previous) {
        return switch (file.read("f.yaml", text, previous, name -> true)) {
            case FacilityFile.Reading.Accepted(Configuration read, var _) -> read;
            case FacilityFile.Reading.Refused(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private List<Problems.Problem> refused(String text) {
        return assertInstanceOf(FacilityFile.Reading.Refused.class, file.read("f.yaml", text, before, name -> true))
                .problems();
    }

    private static String renamed(String was) {
        return new FacilityBuilder()
                .stream("{key: air-temp, was: " + was
                                + ", name: air, metric: temperature, unit: °C, interval: 1s, address: {reading: air}}")
                        .output("fan-1", "fan")
                        .text();
    }

    @Test
    void aRenamedStreamKeepsItsNumberAndItsRow() {
        Configuration after = accepted(renamed("air"), before);
        assertEquals(
                before.part(Devices.class).streams().getFirst().no(),
                after.part(Devices.class).streams().getFirst().no());
        assertEquals(before.identities().id("stream", "air"), after.identities().id("stream", "air-temp"));
        List<Change> changes = FacilityPlan.between(before.files(), after.files());
        Change.Changed change = (Change.Changed) changes.getFirst();
        assertEquals("air", change.was());
        assertEquals(1, changes.size(), changes.toString());
    }

    @Test
    void theLineMayStayInTheFileForEver() {
        Configuration after = accepted(renamed("air"), before);
        Configuration again = accepted(renamed("air"), after);
        assertEquals(after.hash(), again.hash());
        assertEquals(after.hash(), file.reread(after.json()).hash());
    }

    @Test
    void whatNeverWasIsNamedWithTheNearestThatDid() {
        Problems.Problem problem = refused(renamed("airr")).stream()
                .filter(p -> p.what().contains("there never was a stream `airr`"))
                .findFirst()
                .orElseThrow();
        assertEquals("did you mean `air`?", problem.remedy());
    }

    @Test
    void whatIsStillThereCannotHaveBeenRenamed() {
        String both = new FacilityBuilder()
                .stream("air", "temperature", "°C").stream("{key: air-2, was: air, name: a, metric: temperature,"
                                + " unit: °C, interval: 1s, address: {reading: other}}")
                        .output("fan-1", "fan")
                        .text();
        assertTrue(
                refused(both).stream().anyMatch(p -> p.what().contains("which is still there")),
                () -> refused(both).toString());
    }

    @Test
    void aRenamedStreamCannotChangeWhatItMeasures() {
        String other = renamed("air").replace("metric: temperature, unit: °C", "metric: humidity, unit: \"%\"");
        assertTrue(
                refused(other).stream().anyMatch(p -> p.what().contains("has measured temperature until now")),
                () -> refused(other).toString());
    }
}
