package org.penstock.driver.modbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.shared.BackOff;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** RTU frames byte by byte: without a transaction id no answer may ever land on a register it was not asked for. */
@Timeout(90)
class RtuFramesTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String TWO_STREAMS = """
            - key: probe
              address: {unit_id: 17}
              streams:
                - {no: 1, key: a, interval: 20, address: {register: "holding:10"}}
                - {no: 2, key: b, interval: 20, address: {register: "holding:20"}}
              outputs:
                - {no: 1, key: valve, address: {coil: 1}}
            """;
    private final FakeLinkContext facility = new FakeLinkContext();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable c : opened.reversed()) {
            c.close();
        }
        Threads.assertNone("penstock-modbus-bus");
    }

    private ScriptedRtuDevice device(ScriptedRtuDevice.Script script) throws Exception {
        ScriptedRtuDevice device = new ScriptedRtuDevice(script);
        opened.add(device);
        return device;
    }

    private Link open(ScriptedRtuDevice device, String devices) {
        return open(device, devices, 150);
    }

    private Link open(ScriptedRtuDevice device, String devices, int timeoutMillis) {
        return open(device, devices, timeoutMillis, facility);
    }

    private Link open(ScriptedRtuDevice device, String devices, int timeoutMillis, FakeLinkContext context) {
        String yaml = """
                key: bus
                driver: modbus
                connection: {host: 127.0.0.1, port: %d, framing: rtu, timeout: %dms}
                devices:
                %s
                """.formatted(device.port(), timeoutMillis, devices.indent(2));
        ModbusDriver driver = new ModbusDriver(new BackOff(50, 200));
        assertEquals(List.of(), Specs.check(driver, yaml));
        Link link = driver.open(Specs.read(yaml), context);
        opened.add(link);
        link.start();
        return link;
    }

    private static ConditionFactory soon() {
        return await().atMost(LONG).pollInterval(Duration.ofMillis(10));
    }

    private void assertOnlyRightValues() {
        assertOnlyRightValues(facility);
    }

    private static void assertOnlyRightValues(FakeLinkContext facility) {
        soon().until(() -> facility.values(1).size() > 5 && facility.values(2).size() > 5);
        assertEquals(Set.of(10.0), Set.copyOf(facility.values(1)));
        assertEquals(Set.of(20.0), Set.copyOf(facility.values(2)));
    }

    @Test
    void framesAreThoseOfTheStandard() {
        // Reading register 0 of unit 17 and its answer, with CRCs as masters of other makers send them.
        assertArrayEquals(
                HexFormat.of().parseHex("1103006b00037687"),
                RtuFrame.of(0x11, HexFormat.of().parseHex("03006b0003")));
        byte[] answer = HexFormat.of().parseHex("110306ae415652434049ad");
        assertEquals(11, RtuFrame.length(answer, answer.length));
        assertTrue(RtuFrame.whole(answer, 11));
        answer[4] ^= 1;
        assertTrue(!RtuFrame.whole(answer, 11));
    }

    @Test
    void valuesComeAndCoilsAreWrittenAndReadBack() throws Exception {
        ScriptedRtuDevice device = device((r, out) -> {
            if (r.function() == 1) {
                out.write(r.with("010101"));
            } else {
                out.write(r.right());
            }
        });
        Link link = open(device, TWO_STREAMS);
        assertOnlyRightValues();
        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 60_000, 2_000)));
        assertEquals(1, device.connections.get());
        assertEquals(
                1, device.requests.stream().filter(s -> s.startsWith("1105")).count(), "sent once");
    }

    @Test
    void anAnswerInSmallPiecesIsPutTogether() throws Exception {
        ScriptedRtuDevice device = device((r, out) -> {
            for (byte b : r.right()) {
                out.write(b);
                out.flush();
                Thread.sleep(2);
            }
        });
        open(device, TWO_STREAMS);
        assertOnlyRightValues();
        assertEquals(1, device.connections.get());
    }

    private record Late(String echo, ScriptedRtuDevice device, FakeLinkContext facility) {}

    /** The hardest: same unit, same function, same length, another address. Of units that repeat a number, refuse to, or do not answer. */
    @Test
    void aLateAnswerNeverLandsOnAnotherRegister() throws Exception {
        List<Late> units = new ArrayList<>();
        for (String echo : List.of("repeats", "refuses", "does not answer")) {
            ScriptedRtuDevice device = device((r, out) -> {
                if (r.function() == 8) {
                    switch (echo) {
                        case "repeats" -> out.write(r.right());
                        case "refuses" -> out.write(r.with("8801"));
                        default -> out.flush();
                    }
                    return;
                }
                if (r.address() == 10 && r.number() % 5 == 0) {
                    // Longer than the time-out: the next request, to another register, is already waiting.
                    Thread.sleep(350);
                }
                out.write(r.right());
            });
            FakeLinkContext own = new FakeLinkContext();
            units.add(new Late(echo, device, own));
            open(device, TWO_STREAMS, 300, own);
        }
        for (Late unit : units) {
            soon().until(() -> unit.device().requests.stream()
                            .filter(s -> s.startsWith("1108"))
                            .count()
                    >= 3);
            assertOnlyRightValues(unit.facility());
            if (!unit.echo().equals("does not answer")) {
                assertEquals(1, unit.device().connections.get(), "what is settled needs no other connection");
            }
        }
    }

    @Test
    void aLateAnswerOfAnotherUnitIsRecognisedAndNotLost() throws Exception {
        ScriptedRtuDevice device = device((r, out) -> {
            if (r.unit() == 17) {
                out.write(r.right());
                return;
            }
            Thread.ofVirtual().start(() -> {
                try {
                    Thread.sleep(350);
                    out.write(r.right());
                } catch (java.io.IOException | InterruptedException gone) {
                    Thread.currentThread().interrupt();
                }
            });
        });
        open(device, TWO_STREAMS + """
                - key: slow
                  address: {unit_id: 18}
                  streams:
                    - {no: 3, key: c, interval: 20, address: {register: "holding:30"}}
                """, 300);
        assertOnlyRightValues();
        soon().until(() -> !facility.values(3).isEmpty());
        assertEquals(Set.of(30.0), Set.copyOf(facility.values(3)), "late, and true all the same");
        assertEquals(1, device.connections.get());
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "foreign unit,     OFFLINE, unit 18 answered a request to unit 17",
        "other function,   OFFLINE, function 4 in the answer to function 3",
        "too much data,    OFFLINE, 4 bytes of data",
        "answered twice,   OFFLINE, an answer to a request that was never made",
        "cut and closed,   OFFLINE, the device closed the connection",
        "wrong check sum,  ONLINE,  the answer of unit 17 was garbled",
        "lying byte count, ONLINE,  was cut off after",
        "oversized,        ONLINE,  was garbled",
        "no Modbus,        ONLINE,  was garbled",
        "noise before,     ONLINE,  was garbled",
        "chatter,          ONLINE,  is never quiet"
    })
    void anAnswerThatFitsNoRequestIsNoValue(String fault, LinkState state, String words) throws Exception {
        ScriptedRtuDevice device = device((r, out) -> {
            if (r.number() != 2) {
                out.write(r.right());
                return;
            }
            switch (fault) {
                case "foreign unit" -> out.write(ScriptedRtuDevice.frame(18, "03020063"));
                case "other function" -> out.write(r.with("04020063"));
                case "too much data" -> out.write(r.with("030400630063"));
                case "answered twice" -> {
                    byte[] once = r.right();
                    byte[] twice = java.util.Arrays.copyOf(once, 2 * once.length);
                    System.arraycopy(once, 0, twice, once.length, once.length);
                    out.write(twice);
                }
                case "cut and closed" -> {
                    out.write(new byte[] {17, 3, 2});
                    out.close();
                }
                case "wrong check sum" -> out.write(new byte[] {17, 3, 2, 0, 99, 1, 2});
                case "lying byte count" -> out.write(r.with("03060063"));
                case "oversized" -> {
                    byte[] much = new byte[600];
                    java.util.Arrays.fill(much, (byte) 3);
                    much[0] = 17;
                    much[2] = (byte) 255;
                    out.write(much);
                }
                case "no Modbus" -> out.write("login: ".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                case "noise before" -> {
                    out.write(0);
                    out.write(r.right());
                }
                case "chatter" -> {
                    for (int i = 0; i < 100; i++) {
                        out.write(0x55);
                        out.flush();
                        Thread.sleep(5);
                    }
                }
                default -> throw new IllegalArgumentException(fault);
            }
        });
        Link link = open(device, TWO_STREAMS);
        if (state == LinkState.OFFLINE) {
            soon().untilAsserted(() ->
                    assertTrue(facility.said(LinkState.OFFLINE, words), facility.statuses() + " " + device.requests));
        } else {
            soon().until(() -> link.health().getFirst().lastError().contains(words)
                    || (fault.equals("chatter") && link.health().getFirst().timeouts() > 0));
        }
        assertOnlyRightValues();
    }

    @Test
    void aWriteThatIsNotAnsweredIsSentOnceAndSaysSo() throws Exception {
        ScriptedRtuDevice device = device((r, out) -> {
            if (r.function() == 3 || r.function() == 8) {
                out.write(r.right());
            }
        });
        Link link = open(device, TWO_STREAMS);
        soon().until(() -> facility.is(LinkState.ONLINE));
        WriteOutcome.Failed failed =
                assertInstanceOf(WriteOutcome.Failed.class, link.write(new OutputWrite(1, 1, 60_000, 1_000)));
        assertTrue(failed.reason().contains("may or may not have been written"), failed.reason());
        assertOnlyRightValues();
        assertEquals(
                1, device.requests.stream().filter(s -> s.startsWith("1105")).count(), "sent once");
    }
}
