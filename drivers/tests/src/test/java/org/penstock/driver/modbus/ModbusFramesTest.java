package org.penstock.driver.modbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
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

/** What goes over the wire, byte by byte, and what becomes of answers that are late, foreign, cut, too long or missing. */
@Timeout(90)
class ModbusFramesTest {
    private static final String ONE_STREAM = """
            - key: skid
              address: {unit_id: 17}
              streams:
                - {no: 1, key: level, interval: 20, address: {register: "holding:100"}}
              outputs:
                - {no: 1, key: valve, address: {coil: 1, timer: "holding:200"}}
                - {no: 2, key: speed, address: {register: "holding:300", type: float32}}
            """;
    private final FakeLinkContext facility = new FakeLinkContext();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable c : opened.reversed()) {
            c.close();
        }
        Threads.assertNone("penstock-modbus-frames");
    }

    private ScriptedDevice device(ScriptedDevice.Script script) throws Exception {
        ScriptedDevice device = new ScriptedDevice(script);
        opened.add(device);
        return device;
    }

    private Link open(ScriptedDevice device, String devices) {
        return open(device, devices, 150);
    }

    private Link open(ScriptedDevice device, String devices, int timeoutMillis) {
        String yaml = """
                key: frames
                driver: modbus
                connection: {host: 127.0.0.1, port: %d, timeout: %dms}
                devices:
                %s
                """.formatted(device.port(), timeoutMillis, devices.indent(2));
        Link link = new ModbusDriver(new BackOff(50, 200)).open(Specs.read(yaml), facility);
        opened.add(link);
        link.start();
        return link;
    }

    @Test
    void anOpeningThatIsOvertakenWhileItsTimerIsWrittenOpensNothing() throws Exception {
        AtomicBoolean stopped = new AtomicBoolean();
        ScriptedDevice device = device((request, out) -> {
            stopped.set(true); // An emergency stop comes while the device takes its time over the timer.
            out.write(request.with(HexFormat.of().formatHex(request.pdu())));
        });
        Link link = open(device, """
                - key: skid
                  outputs:
                    - {no: 1, key: valve, address: {coil: 1, timer: "holding:200"}}
                """);
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.ONLINE));
        WriteOutcome outcome = link.write(new OutputWrite(1, 1, 60_000, 2_000, stopped::get));
        assertEquals(1, device.requests.size(), () -> "the timer and nothing else: " + device.requests);
        assertTrue(
                assertInstanceOf(WriteOutcome.Failed.class, outcome).reason().contains("overtaken"), outcome::toString);
    }

    @Test
    void requestsAreThoseOfTheProtocol() throws Exception {
        CountDownLatch polled = new CountDownLatch(1);
        ScriptedDevice device = device((r, out) -> {
            switch (r.pdu()[0]) {
                case 3 -> {
                    out.write(r.address() == 100 ? r.register(7) : r.with("030440490fdb"));
                    polled.countDown();
                }
                case 1 -> out.write(r.with("010101"));
                case 16 -> out.write(r.with("10012c0002"));
                default -> out.write(r.with(hex(r.pdu())));
            }
        });
        Link link = open(device, ONE_STREAM.replace("interval: 20", "interval: 100000"));
        polled.await();
        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 60_000, 1_000)));
        assertEquals(
                new WriteOutcome.Verified((float) Math.PI),
                link.write(new OutputWrite(2, (float) Math.PI, 60_000, 1_000)));
        assertEquals(
                List.of(
                        "000100000006110300640001",
                        "000200000006110600c8003c",
                        "00030000000611050001ff00",
                        "000400000006110100010001",
                        "00050000000b11" + "10012c00020440490fdb",
                        "0006000000061103012c0002"),
                device.requests);
        await().untilAsserted(() -> assertEquals(List.of(7.0), facility.values(1)));
    }

    @Test
    void aLateAnswerNeverLandsOnAnotherRegister() throws Exception {
        ScriptedDevice device = device((r, out) -> {
            if (r.address() == 10 && r.transaction() < 3) {
                Thread.sleep(1_100); // longer than the time-out: the next request is already waiting
            }
            out.write(r.register(r.address()));
        });
        open(device, """
                - key: skid
                  streams:
                    - {no: 1, key: a, interval: 20, address: {register: "holding:10"}}
                    - {no: 2, key: b, interval: 20, address: {register: "holding:20"}}
                """, 1_000);
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.values(1).size() > 3);
        assertEquals(Set.of(10.0), Set.copyOf(facility.values(1)));
        assertEquals(Set.of(20.0), Set.copyOf(facility.values(2)));
        assertEquals(1, device.connections.get(), "a late answer does no harm, so the connection is kept");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "foreign unit,           unit 18 answered a request to unit 17",
        "foreign transaction,    an answer to a request that was never made",
        "answered twice,         an answer to a request that was never made",
        "other function,         function 4 in the answer to function 3",
        "too much data,          4 bytes of data",
        "too little data,        0 bytes of data",
        "lying byte count,       said to be 6",
        "too long,               no Modbus TCP frame",
        "not Modbus,             no Modbus TCP frame",
        "cut and closed,         the device closed the connection"
    })
    void anAnswerThatFitsNoRequestEndsTheConnectionAndNoValue(String fault, String words) throws Exception {
        ScriptedDevice device = device((r, out) -> {
            if (r.connection() > 1) {
                out.write(r.register(7));
                return;
            }
            switch (fault) {
                case "foreign unit" -> out.write(ScriptedDevice.frame(r.transaction(), 18, "03020063"));
                case "foreign transaction" -> out.write(ScriptedDevice.frame(r.transaction() + 9, 17, "03020063"));
                case "answered twice" -> {
                    byte[] good = r.register(7);
                    byte[] twice = new byte[2 * good.length];
                    System.arraycopy(good, 0, twice, 0, good.length);
                    System.arraycopy(good, 0, twice, good.length, good.length);
                    out.write(twice);
                }
                case "other function" -> out.write(r.with("04020063"));
                case "too much data" -> out.write(r.with("030400630063"));
                case "too little data" -> out.write(r.with("0300"));
                case "lying byte count" -> out.write(r.with("03060063"));
                case "too long" -> out.write(new byte[] {0, 1, 0, 0, 1, 4, 17});
                case "not Modbus" ->
                    out.write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                case "cut and closed" -> {
                    out.write(new byte[] {0, 1, 0, 0, 0, 5, 17, 3});
                    out.close();
                }
                default -> throw new IllegalArgumentException(fault);
            }
        });
        open(device, ONE_STREAM);
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.said(LinkState.OFFLINE, words));
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.ONLINE));
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.values(1).size() > 2);
        assertEquals(Set.of(7.0), Set.copyOf(facility.values(1)), "no wrong value ever");
        assertEquals(2, device.connections.get());
    }

    @Test
    void silenceIsNoticedAndConnectedAnew() throws Exception {
        ScriptedDevice device = device((r, out) -> {
            if (r.connection() > 1 || r.transaction() <= 3) {
                out.write(r.register(7));
            }
        });
        Link link = open(device, ONE_STREAM);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> facility.said(LinkState.OFFLINE, "no answer from unit 17 within 75 ms, 2 times in a row"));
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.ONLINE));
        assertEquals(2, device.connections.get());
        assertTrue(link.status().errors() >= 2);
    }

    @Test
    void aDeadUnitTakesNeitherTheOthersTimeNorTheirConnection() throws Exception {
        ScriptedDevice device = device((r, out) -> {
            if (r.unit() != 9) {
                out.write(r.register(r.unit()));
            }
        });
        open(device, """
                - key: alive
                  address: {unit_id: 1}
                  streams:
                    - {no: 1, key: a, interval: 20, address: {register: "holding:1"}}
                - key: dead
                  address: {unit_id: 9}
                  streams:
                    - {no: 2, key: b, interval: 20, address: {register: "holding:1"}}
                    - {no: 3, key: c, interval: 20, address: {register: "holding:5"}}
                """);
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.DEGRADED));
        assertTrue(
                facility.said(LinkState.DEGRADED, "device dead: "),
                facility.statuses().toString());
        int before = facility.values(1).size();
        await().atMost(Duration.ofSeconds(4)).until(() -> facility.values(1).size() > before + 30);
        assertEquals(1, device.connections.get());
    }

    @Test
    void aWriteGoesPastAPollThatIsNotAnswered() throws Exception {
        ScriptedDevice device = device((r, out) -> {
            if (r.pdu()[0] == 5) {
                out.write(r.with(hex(r.pdu())));
            } else if (r.pdu()[0] == 1) {
                out.write(r.with("010101"));
            } else if (r.pdu()[0] == 6) {
                out.write(r.with(hex(r.pdu())));
            } else if (r.transaction() < 3) {
                out.write(r.register(1));
            }
        });
        Link link = open(device, ONE_STREAM.replace("interval: 20", "interval: 1"), 5_000);
        await().atMost(Duration.ofSeconds(20))
                .until(() -> device.requests.size() >= 3); // the third poll is never answered
        long before = System.nanoTime();
        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 60_000, 5_000)));
        long millis = (System.nanoTime() - before) / 1_000_000;
        assertTrue(millis < 2_500, "three requests past a silent poll took " + millis + " ms");
    }

    @Test
    void aWriteThatIsRefusedUnansweredOrAnsweredWronglySaysSo() throws Exception {
        String[] mode = {"refuse"};
        ScriptedDevice device = device((r, out) -> {
            switch (r.pdu()[0]) {
                case 3 -> out.write(r.register(1));
                case 6 -> {
                    if (mode[0].equals("refuse timer")) {
                        out.write(r.with("8602"));
                    } else {
                        out.write(r.with(hex(r.pdu())));
                    }
                }
                case 5 -> writeCoil(r, out, mode[0]);
                default -> out.write(r.with("010100"));
            }
        });
        Link link = open(device, ONE_STREAM);
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.ONLINE));

        assertFailed(link, "was not written: unit 17 refused: device failure (exception 4)");

        mode[0] = "refuse timer";
        device.requests.clear();
        assertFailed(link, "was not opened, because its timer holding:200 did not take 60 s");
        assertEquals(List.of(), coilWrites(device), "without its timer a valve is never opened");

        mode[0] = "silence";
        assertFailed(link, "may or may not have been written to coil:1: no answer from unit 17");
        assertEquals(1, coilWrites(device).size(), "sent once");

        mode[0] = "other value";
        assertFailed(link, "the answer to a write repeats another address or value");
    }

    private static void writeCoil(ScriptedDevice.Request r, OutputStream out, String mode) throws java.io.IOException {
        switch (mode) {
            case "refuse" -> out.write(r.with("8504"));
            case "other value" -> out.write(r.with("0500010000"));
            default -> out.flush();
        }
    }

    private static List<String> coilWrites(ScriptedDevice device) {
        return device.requests.stream().filter(s -> s.startsWith("05", 14)).collect(Collectors.toList());
    }

    private static void assertFailed(Link link, String words) throws InterruptedException {
        WriteOutcome.Failed failed =
                assertInstanceOf(WriteOutcome.Failed.class, link.write(new OutputWrite(1, 1, 60_000, 1_000)));
        assertTrue(failed.reason().contains(words), failed.reason());
        assertTrue(failed.reason().contains("output valve of device skid"), failed.reason());
    }

    @ParameterizedTest(name = "exception {0}: {1}")
    @CsvSource({
        "1, illegal function",
        "2, illegal data address",
        "3, illegal data value",
        "4, device failure",
        "5, still at work",
        "6, device busy",
        "10, gateway path unavailable",
        "11, gateway target did not answer"
    })
    void everyExceptionIsToldInWords(int code, String words) throws Exception {
        ScriptedDevice device = device(
                (r, out) -> out.write(r.address() == 100 ? r.with("83%02x".formatted(code)) : r.register(r.address())));
        open(device, ONE_STREAM + """
                - key: neighbour
                  address: {unit_id: 18}
                  streams:
                    - {no: 2, key: b, interval: 20, address: {register: "holding:20"}}
                """, 2_000); // a busy machine is not what it is about
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.said(LinkState.DEGRADED, words));
        assertTrue(facility.said(LinkState.DEGRADED, "device skid: holding:100"));
        int before = facility.values(2).size();
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.values(2).size() > before + 3);
        assertEquals(List.of(), facility.values(1));
        assertEquals(1, device.connections.get());
    }

    @Test
    void aWriteTheDeviceIsStillWorkingOnIsReadBackUntilItIsDone() throws Exception {
        int[] reads = {0};
        ScriptedDevice device = device((r, out) -> {
            switch (r.pdu()[0]) {
                case 3 -> out.write(r.register(1));
                case 5 -> out.write(r.with("8505"));
                case 1 -> out.write(r.with("0101%02x".formatted(++reads[0] < 3 ? 0 : 1)));
                default -> out.write(r.with(hex(r.pdu())));
            }
        });
        Link link = open(device, ONE_STREAM);
        await().atMost(Duration.ofSeconds(20)).until(() -> facility.is(LinkState.ONLINE));
        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 60_000, 5_000)));
        assertEquals(1, coilWrites(device).size(), "sent once");
    }

    @Test
    void closesAtOnceInTheMiddleOfASilence() throws Exception {
        ScriptedDevice device = device((r, out) -> out.flush());
        Link link = open(device, ONE_STREAM);
        await().atMost(Duration.ofSeconds(20)).until(() -> !device.requests.isEmpty());
        long before = System.nanoTime();
        link.close();
        link.close();
        assertTrue(System.nanoTime() - before < 2_000_000_000L);
        assertTrue(facility.is(LinkState.STOPPED));
        assertInstanceOf(WriteOutcome.Failed.class, link.write(new OutputWrite(1, 1, 1, 100)));
    }

    @Test
    void closesAtOnceInTheMiddleOfConnecting() {
        // 192.0.2.0/24 is reserved for documents: nothing there answers, neither yes nor no.
        String yaml = """
                key: frames
                driver: modbus
                connection: {host: 192.0.2.1, timeout: 20s}
                """;
        Link link = new ModbusDriver().open(Specs.read(yaml), facility);
        link.start();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> facility.is(LinkState.CONNECTING) || facility.is(LinkState.OFFLINE));
        long before = System.nanoTime();
        link.close();
        assertTrue(System.nanoTime() - before < 2_000_000_000L);
        Threads.assertNone("penstock-modbus-frames");
    }

    private static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }
}
