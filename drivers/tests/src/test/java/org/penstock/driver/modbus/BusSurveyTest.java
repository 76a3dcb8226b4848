package org.penstock.driver.modbus;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Exchange;
import org.penstock.core.link.Finding;
import org.penstock.core.link.Findings;
import org.penstock.core.link.Link;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.link.SurveyWish;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.testsupport.FakeLinkContext;
import org.penstock.driver.testing.Specs;
import org.penstock.driver.testing.Threads;

/** A person looks who is on the line and what stands in the registers, while the link does its work. */
@Timeout(60)
class BusSurveyTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private final FakeLinkContext facility = new FakeLinkContext();
    private final List<AutoCloseable> opened = new ArrayList<>();

    @AfterEach
    void stop() throws Exception {
        for (AutoCloseable c : opened.reversed()) {
            c.close();
        }
        Threads.assertNone("penstock-modbus-line");
    }

    private static final class Sheet implements Findings {
        private final List<Finding> found = new ArrayList<>();
        private volatile String progress = "";

        @Override
        public synchronized void found(Finding f) {
            found.add(f);
        }

        @Override
        public void progress(long done, long of, String words) {
            progress = done + " of " + of + ": " + words;
        }

        synchronized List<String> places(String device) {
            return found.stream()
                    .filter(f -> f.device().equals(device))
                    .map(f -> f.place() + " | " + f.value() + " | " + f.note().replaceAll("[0-9.]+ ms", "0 ms") + " | "
                            + (f.write().isEmpty() ? f.address() : f.write()))
                    .toList();
        }
    }

    private Link open(int port, String framing, int interval) {
        Link link = new ModbusDriver().open(Specs.read("""
                key: line
                driver: modbus
                connection: {host: 127.0.0.1, port: %d, framing: %s, timeout: 200ms}
                devices:
                  - key: skid
                    address: {unit_id: 1}
                    streams:
                      - {no: 1, key: level, interval: %d, address: {register: "holding:100"}}
                    outputs:
                      - {no: 1, key: valve, address: {coil: 1}}
                """.formatted(port, framing, interval)), facility);
        opened.add(link);
        link.start();
        await().atMost(LONG).until(() -> facility.values(1).size() > 2);
        return link;
    }

    private static Sheet look(Link link, String units, String registers) throws Exception {
        Sheet sheet = new Sheet();
        link.survey(new SurveyWish(Map.of("units", units, "registers", registers), 30_000), sheet);
        return sheet;
    }

    private long worstGapMillis() {
        long worst = 0;
        long last = 0;
        for (Batch b : facility.batches()) {
            worst = last == 0 ? 0 : Math.max(worst, (b.receivedNanos() - last) / 1_000_000);
            last = b.receivedNanos();
        }
        return worst;
    }

    @Test
    void aServerMadeByOthersIsReadRegisterByRegisterBesidePollsThatStayOnTime() throws Exception {
        try (PlantController plc = new PlantController()) {
            plc.holding(100, 7);
            plc.holding(0, 215, 65516, 0x4048, 0xF5C3, 0, 0, 0, 0);
            plc.refused.add(5);
            Link link = open(plc.port, "tcp", 300);
            Sheet sheet = look(link, "1-5", "holding:0-7");
            assertEquals(
                    List.of(
                            " |  | device skid: answers in 0 ms | {unit_id: 1}",
                            "holding:0 | 215 |  | {register: \"holding:0\", type: uint16}",
                            "holding:1 | 65516 | as int16 -20 | {register: \"holding:1\", type: uint16}",
                            "holding:2 | 16456 |  | {register: \"holding:2\", type: uint16}",
                            "holding:1 as float32 CDAB | 3.1406202 |  | {register: \"holding:1\", type: float32, words: CDAB}",
                            "holding:1 as float32 DCBA | 197555.98 |  | {register: \"holding:1\", type: float32, words: DCBA}",
                            "holding:3 | 62915 | as int16 -2621 | {register: \"holding:3\", type: uint16}",
                            "holding:2 as float32 ABCD | 3.14 |  | {register: \"holding:2\", type: float32, words: ABCD}",
                            "holding:2 as float32 BADC | 197391.83 |  | {register: \"holding:2\", type: float32, words: BADC}",
                            "holding:2 as float32 DCBA | -490.56445 |  | {register: \"holding:2\", type: float32, words: DCBA}",
                            "holding:4 | 0 |  | {register: \"holding:4\", type: uint16}",
                            "holding:3 as float32 BADC | -490.0 |  | {register: \"holding:3\", type: float32, words: BADC}",
                            "holding:6 | 0 |  | {register: \"holding:6\", type: uint16}",
                            "holding:7 | 0 |  | {register: \"holding:7\", type: uint16}"),
                    sheet.places("unit 1"));
            assertTrue(!sheet.places("unit 2").isEmpty(), "unit 2 is there");
            assertEquals(List.of(), sheet.places("unit 4"));
            assertEquals("5 of 5: all units were asked", sheet.progress);
            assertEquals(List.of(), plc.written);
            long gap = worstGapMillis();
            assertTrue(gap < 600, "a poll was missed: " + gap + " ms between two");
        }
    }

    /** Vendor, product and revision as function 43/14 gives them, in two answers. */
    private static String identity(byte[] pdu) {
        HexFormat hex = HexFormat.of();
        String[] texts = {"Eastron", "SDM630-Modbus", "1.8"};
        boolean first = pdu[3] == 0;
        StringBuilder s = new StringBuilder(first ? "2b0e0101ff0202" : "2b0e0101000001");
        for (int i = first ? 0 : 2; i < (first ? 2 : 3); i++) {
            s.append("%02x%02x".formatted(i, texts[i].length()))
                    .append(hex.formatHex(texts[i].getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        }
        return s.toString();
    }

    @Test
    void whoTellsHisNameIsKnownByItAndSilentUnitsMakeNoPollWait() throws Exception {
        ScriptedDevice device = new ScriptedDevice((r, out) -> {
            if (r.unit() == 1) {
                out.write(r.pdu()[0] == 3 ? r.register(7) : r.with("ab01"));
            } else if (r.unit() == 3) {
                out.write(r.pdu()[0] == 43 ? r.with(identity(r.pdu())) : r.with("8302"));
            } else if (r.unit() == 5) {
                out.write(r.with("830b"));
            }
        });
        opened.add(device);
        Link link = open(device.port(), "tcp", 300);
        Sheet sheet = look(link, "1,3-6", "");
        assertEquals(List.of(" |  | device skid: answers in 0 ms | {unit_id: 1}"), sheet.places("unit 1"));
        assertEquals(
                " | Eastron SDM630-Modbus 1.8 | unit 3 refused: illegal data address (exception 2): the device has no such"
                        + " register, or not so many in a row | {unit_id: 3, map: eastron-sdm630}",
                sheet.places("unit 3").getLast());
        assertEquals(List.of(), sheet.places("unit 4"));
        assertEquals(List.of(), sheet.places("unit 5"), "a gateway that says that nobody is there is nobody");
        assertEquals(1, device.connections.get());
        assertEquals(0, link.health().getFirst().timeouts(), "a survey is no fault of a device");
        assertTrue(worstGapMillis() < 600, "a poll was missed: " + worstGapMillis());
    }

    @Test
    void onALineOfRtuFramesAUnitThatFallsSilentIsLeftAloneAndTheConnectionKept() throws Exception {
        ScriptedRtuDevice device = new ScriptedRtuDevice((r, out) -> {
            if (r.unit() == 1) {
                out.write(r.right());
            } else if (r.unit() == 3 && r.function() == 43) {
                out.write(r.with(identity(r.pdu())));
            } else if (r.unit() == 3 && r.address() < 4) {
                out.write(r.right());
            }
        });
        opened.add(device);
        Link link = open(device.port(), "rtu", 250);
        Sheet sheet = look(link, "2-3", "holding:0-1,holding:4-5,input:0");
        assertEquals(List.of(), sheet.places("unit 2"));
        List<String> places = sheet.places("unit 3");
        assertTrue(places.get(1).startsWith(" | Eastron SDM630-Modbus 1.8 |"), places.toString());
        assertTrue(places.contains("holding:1 | 1 |  | {register: \"holding:1\", type: uint16}"), places.toString());
        assertTrue(places.getLast().contains("not read from holding:4 on: no answer from unit 3"), places.toString());
        assertEquals(1, device.requests.stream().filter(s -> s.startsWith("02")).count(), "asked once");
        await().atMost(LONG).until(() -> facility.values(1).size() > 5);
        assertEquals(1, device.connections.get());
        assertTrue(worstGapMillis() < 650, "a poll was missed: " + worstGapMillis());
    }

    @Test
    void aWriteGoesFirstAndTheLookEndsWhenItIsTold() throws Exception {
        ScriptedDevice device = new ScriptedDevice((r, out) -> {
            if (r.unit() == 1) {
                out.write(
                        switch (r.pdu()[0]) {
                            case 1 -> r.with("010101");
                            case 5 -> r.with(HexFormat.of().formatHex(r.pdu()));
                            default -> r.register(7);
                        });
            }
        });
        opened.add(device);
        Link link = open(device.port(), "tcp", 100);
        Sheet sheet = new Sheet();
        Thread looking = Thread.ofPlatform().name("test-survey").start(() -> {
            try {
                link.survey(new SurveyWish(Map.of("units", "2-247"), 60_000), sheet);
            } catch (InterruptedException | SurveyRefused e) {
                sheet.progress = "ended";
            }
        });
        await().atMost(LONG).until(() -> sheet.progress.endsWith("unit 3"));
        long before = System.nanoTime();
        assertEquals(new WriteOutcome.Verified(1), link.write(new OutputWrite(1, 1, 60_000, 2_000)));
        assertTrue(System.nanoTime() - before < 200_000_000L, "it did not wait for the units nobody has");
        assertTrue(worstGapMillis() < 500, "a poll waits for one silent unit at most: " + worstGapMillis());
        looking.interrupt();
        looking.join(5_000);
        assertEquals("ended", sheet.progress);

        List<Exchange> traffic = link.traffic(0);
        List<String> lines = traffic.stream()
                .map(e -> e.device() + " | " + e.what() + " | " + e.outcome())
                .toList();
        assertTrue(lines.contains("skid | read holding:100 of unit 1 | "), lines.toString());
        assertTrue(lines.contains("skid | write 1 to coil:1 of unit 1 | "), lines.toString());
        assertTrue(lines.contains("skid | read coil:1 of unit 1 | "), lines.toString());
        assertTrue(
                lines.contains(" | read holding:0 of unit 2 | no answer from unit 2 within 200 ms"), lines.toString());
        Exchange silent =
                traffic.stream().filter(e -> !e.outcome().isEmpty()).findFirst().orElseThrow();
        assertTrue(silent.tookMicros() >= 200_000, silent.toString());
        assertEquals(List.of(), link.traffic(traffic.getLast().no() + 1_000));
    }

    @Test
    void aLookThatHasNoTimeLeftEndsAndWhatIsNoLookIsRefused() throws Exception {
        ScriptedDevice device = new ScriptedDevice((r, out) -> {
            if (r.unit() == 1) {
                out.write(r.register(7));
            }
        });
        opened.add(device);
        Link link = open(device.port(), "tcp", 400);
        Sheet sheet = new Sheet();
        link.survey(new SurveyWish(Map.of("units", "2-247"), 500), sheet);
        assertTrue(sheet.progress.contains("of 246: the time is over at unit"), sheet.progress);

        assertTrue(refused(link, Map.of("units", "0-300")).contains("There are no units `0-300`"));
        assertTrue(refused(link, Map.of("registers", "holding:9-3")).contains("There are no registers `holding:9-3`"));
        assertTrue(refused(link, Map.of("type", "float")).contains("There is no type float"));
        link.close();
        assertTrue(refused(link, Map.of()).contains("is not connected"));
    }

    private static String refused(Link link, Map<String, String> words) {
        return assertThrows(SurveyRefused.class, () -> link.survey(new SurveyWish(words, 1_000), new Sheet()))
                .words();
    }
}
