package org.penstock.driver.modbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** A serial line without hardware: a pseudo terminal of the system, opened as the product opens /dev/ttyUSB0. */
@Timeout(60)
@EnabledOnOs(OS.LINUX)
class SerialLineTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private final FakeLinkContext facility = new FakeLinkContext();

    private Link open(String line) {
        String yaml = """
                key: serial
                driver: modbus
                connection: {serial: %s, baud: 19200, parity: none, stop_bits: 2, timeout: 500ms}
                devices:
                  - key: probe
                    address: {unit_id: 17}
                    streams:
                      - {no: 1, key: a, interval: 50, address: {register: "input:10", type: uint32}}
                      - {no: 2, key: b, interval: 50, address: {register: 40021}}
                    outputs:
                      - {no: 1, key: speed, address: {register: "holding:30"}}
                """.formatted(line);
        ModbusDriver driver = new ModbusDriver(new BackOff(50, 200));
        assertEquals(List.of(), Specs.check(driver, yaml));
        return driver.open(Specs.read(yaml), facility);
    }

    @Test
    void aDeviceOnASerialLineIsReadAndWritten() throws Exception {
        List<String> writes = new CopyOnWriteArrayList<>();
        AtomicBoolean ended = new AtomicBoolean();
        try (PseudoTerminal terminal = new PseudoTerminal();
                Link link = open(terminal.line())) {
            Thread device =
                    Thread.ofPlatform().daemon().name("serial-device").start(() -> serve(terminal, writes, ended));
            link.start();
            await().atMost(LONG)
                    .until(() ->
                            facility.values(1).size() > 5 && facility.values(2).size() > 5);
            assertEquals(Set.of(10.0 * 65_536 + 11), Set.copyOf(facility.values(1)));
            assertEquals(Set.of(20.0), Set.copyOf(facility.values(2)));
            assertEquals(new WriteOutcome.Verified(30), link.write(new OutputWrite(1, 30, 60_000, 3_000)));
            assertEquals(List.of("1106001e001e"), writes, "sent once");
            ended.set(true);
            link.close();
            device.join(2_000);
        }
        Threads.assertNone("penstock-modbus-serial");
    }

    @Test
    void aLineThatIsNotThereIsToldInWords() {
        try (Link link = open("/dev/ttyNothingHere")) {
            link.start();
            await().atMost(LONG).until(() -> facility.said(LinkState.OFFLINE, "/dev/ttyNothingHere"));
            await().atMost(LONG).until(() -> facility.said(LinkState.OFFLINE, "adapter is plugged in"));
        }
        Threads.assertNone("penstock-modbus-serial");
    }

    /** Registers hold their own address. */
    private static void serve(PseudoTerminal terminal, List<String> writes, AtomicBoolean ended) {
        byte[] request = new byte[8];
        int filled = 0;
        try {
            while (!ended.get()) {
                byte[] some = new byte[8 - filled];
                int n = terminal.read(some);
                if (n <= 0) {
                    Thread.sleep(10);
                    continue;
                }
                System.arraycopy(some, 0, request, filled, n);
                filled += n;
                if (filled == 8) {
                    filled = 0;
                    if (request[1] == 6) {
                        writes.add(HexFormat.of().formatHex(request, 0, 6));
                    }
                    ScriptedRtuDevice.Request r =
                            new ScriptedRtuDevice.Request(1, 1, request[0], Arrays.copyOfRange(request, 1, 6));
                    terminal.write(r.right());
                }
            }
        } catch (IOException | InterruptedException gone) {
            Thread.currentThread().interrupt();
        }
    }
}
