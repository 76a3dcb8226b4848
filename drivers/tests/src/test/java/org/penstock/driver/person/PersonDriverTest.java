package org.penstock.driver.person;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.testing.Specs;

class PersonDriverTest {
    private static final String ROUND = """
            key: round
            driver: person
            devices:
              - key: fridge
                streams:
                  - {key: fridge-temp, metric: temperature, unit: °C}
            """;

    @Test
    void aPersonNeedsNoConnectionAndDrivesNothing() {
        assertEquals(List.of(), Specs.check(new PersonDriver(), ROUND));
        List<String> wrong = Specs.check(
                new PersonDriver(),
                ROUND + "    outputs:\n      - {key: valve-1, address: {}}\nconnection: {host: here}\n");
        assertEquals(2, wrong.size(), wrong.toString());
        assertTrue(wrong.toString().contains("a person needs no connection"), wrong.toString());
        assertTrue(
                wrong.toString().contains("the output `valve-1` is on a link with `driver: person`"), wrong.toString());
    }

    @Test
    void theLinkIsThereAtOnceAndDeliversNothing() throws InterruptedException {
        PersonDriver driver = new PersonDriver();
        assertTrue(driver.byHand());
        FakeLinkContext context = new FakeLinkContext();
        try (var link = driver.open(Specs.read(ROUND), context)) {
            link.start();
            assertEquals(LinkState.ONLINE, link.status().state());
            assertTrue(link.write(new OutputWrite(1, 1, 0, 1_000)).toString().contains("a person only reads"));
        }
    }
}
