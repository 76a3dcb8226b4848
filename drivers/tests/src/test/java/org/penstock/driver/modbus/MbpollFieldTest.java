package org.penstock.driver.modbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.testing.Installed;
import org.penstock.driver.testing.Specs;

/** What we wrote into a controller, read by a third program: nobody here checks his own work. */
@Tag("field")
@Timeout(90)
class MbpollFieldTest {
    @Test
    void mbpollSeesWhatWeWroteAndWeSeeWhatMbpollWrote() throws Exception {
        Installed.program("mbpoll");
        FakeLinkContext facility = new FakeLinkContext();
        try (PlantController plc = new PlantController();
                Link link = new ModbusDriver().open(Specs.read("""
                        key: plc
                        driver: modbus
                        connection: {host: 127.0.0.1, port: %d}
                        devices:
                          - key: skid
                            streams:
                              - {no: 1, key: level, address: {register: "holding:100", type: float32, words: CDAB}}
                            outputs:
                              - {no: 1, key: valve, address: {coil: 3, timer: "holding:200"}}
                              - {no: 2, key: speed, address: {register: "holding:110", scale: 0.1}}
                        """.formatted(plc.port)), facility)) {
            plc.holding(100, 0, 0);
            link.start();
            await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.ONLINE));
            assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 90_000, 5_000)));
            assertEquals(new WriteOutcome.Verified(45.5), link.write(new OutputWrite(2, 45.5, 90_000, 5_000)));

            assertTrue(mbpoll(plc, "0", 3).contains("[3]: \t1"), mbpoll(plc, "0", 3));
            assertTrue(mbpoll(plc, "4", 200).contains("[200]: \t90"), mbpoll(plc, "4", 200));
            assertTrue(mbpoll(plc, "4", 110).contains("[110]: \t455"), mbpoll(plc, "4", 110));

            Installed.run(
                    "mbpoll",
                    "-m",
                    "tcp",
                    "-p",
                    Integer.toString(plc.port),
                    "-a",
                    "1",
                    "-0",
                    "-r",
                    "100",
                    "-t",
                    "4:float",
                    "127.0.0.1",
                    "12.5");
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> facility.values(1).contains(12.5));
        }
    }

    private static String mbpoll(PlantController plc, String type, int address) throws Exception {
        return Installed.run(
                "mbpoll",
                "-m",
                "tcp",
                "-p",
                Integer.toString(plc.port),
                "-a",
                "1",
                "-0",
                "-r",
                Integer.toString(address),
                "-c",
                "1",
                "-t",
                type,
                "-1",
                "127.0.0.1");
    }
}
