package org.penstock.app.window.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.core.facility.Configuration;
import org.penstock.core.link.DeviceHealth;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.place.Site;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.runtime.FieldSnapshot.Stream;
import org.penstock.core.testsupport.SnapshotBuilder;
import org.penstock.core.testsupport.SnapshotParts;

class DevicesModelTest {
    private static final Instant NOW = Instant.parse("2026-11-21T05:00:00Z");
    private static final String FILE = """
            penstock: 1
            locations: [{key: bay-1, name: Bay 1}]
            links:
              - {key: plc, driver: modbus}
              - {key: broker, driver: mqtt}
            devices:
              - {key: skid, name: Irrigation skid, link: plc, location: bay-1}
              - {key: probe, name: Probe, link: plc}
              - {key: node, name: Climate node, link: broker}
            """;

    private final Words words = Words.in(Locale.ENGLISH);
    private final List<LinkStatus> links = new ArrayList<>(List.of(
            new LinkStatus("plc", LinkState.ONLINE, "", micros(100), null, 1, 1, 0, 0),
            new LinkStatus("broker", LinkState.ONLINE, "", micros(100), null, 1, 1, 0, 0)));
    private final List<Stream> streams = new ArrayList<>();
    private final List<DeviceHealth> health = new ArrayList<>();
    private final List<FieldSnapshot.Device> devices = new ArrayList<>();

    @Test
    void aDeviceWhoseLinkIsAwaySaysSoFirstAndWhatIsTriedNext() {
        links.set(
                1,
                new LinkStatus(
                        "broker",
                        LinkState.OFFLINE,
                        "It refused the connection.",
                        micros(754),
                        micros(-8),
                        1,
                        1,
                        1,
                        1));
        DeviceRow node = row("node", false);
        assertEquals("LINK AWAY", node.state());
        assertEquals(Mark.AWAY, node.mark());
        assertEquals(
                "Its link broker is OFFLINE for 12 min. It refused the connection. Next attempt in 8 s.",
                node.why().getFirst());
    }

    @Test
    void aDeviceThatDoesNotAnswerSaysItsLastErrorAndThatItNeverDid() {
        health.add(new DeviceHealth("probe", null, "Unit 7 does not answer within 1 s.", micros(6), 0, 0, 912, 0, 0));
        DeviceRow probe = row("probe", false);
        assertEquals("FAILING", probe.state());
        assertEquals("never", probe.lastGood());
        assertEquals(
                List.of(
                        "Last wrong, 6 s ago: Unit 7 does not answer within 1 s.",
                        "It has never said anything usable since the link was opened."),
                probe.why());
        assertEquals("0 answers, 0 errors, 912 time-outs since the link was opened", probe.counts());
    }

    @Test
    void anErrorBeforeTheLastGoodAnswerIsToldAsEarlier() {
        health.add(new DeviceHealth("skid", micros(1), "Exception 2.", micros(600), 900, 0, 100, 4_200, 61_000));
        DeviceRow skid = row("skid", false);
        assertEquals(Mark.NONE, skid.mark());
        assertEquals(
                List.of(
                        "It speaks: last good 1 s ago.",
                        "Before that, 10 min ago: Exception 2.",
                        "100 of 1000 requests had no answer in time."),
                skid.why());
        assertEquals("4.2 ms, longest 61 ms", skid.response());
    }

    @Test
    void whatIsKnownOfHowADeviceIsReachedIsTold() {
        String note = "Heard last at 2026-11-25T11:59:00Z through the uplinks of 3 devices";
        health.add(new DeviceHealth("skid", micros(1), "", null, 9, 0, 0, 0, 0, note));
        assertEquals(
                List.of("It speaks: last good 1 s ago.", note + "."),
                row("skid", false).why());
    }

    @Test
    void whereTheLinkTellsNothingOfDevicesTheirYoungestGoodValueDoes() {
        streams.add(stream("a", 21.5, 12, false));
        streams.add(stream("b", 20.5, 3, false));
        assertEquals("3 s ago", row("skid", false).lastGood());
        assertEquals("not told", row("node", false).lastGood());
    }

    @Test
    void oneStaleValueOfTwoIsCountedAndMarked() {
        health.add(new DeviceHealth("skid", micros(1), "", null, 9, 0, 0, 0, 0));
        streams.add(stream("a", 21.5, 2, false));
        streams.add(stream("b", 20.5, 700, true));
        DeviceRow skid = row("skid", false);
        assertEquals("1 of 2 good", skid.state());
        assertEquals(Mark.STALE, skid.mark());
        assertEquals("1 of its 2 values may not be believed now.", skid.why().getLast());
        assertEquals("21.5 °C", skid.values().getFirst().value());
        assertEquals("stale, good", skid.values().getLast().quality());
        assertEquals("11 min", skid.values().getLast().age());
    }

    @Test
    void nothingIsBelievedWhileTheFacilityIsSilent() {
        health.add(new DeviceHealth("skid", micros(1), "", null, 9, 0, 0, 0, 0));
        streams.add(stream("a", 21.5, 2, false));
        DeviceRow skid = row("skid", true);
        assertEquals("NOT KNOWN", skid.state());
        assertEquals(Mark.STALE, skid.values().getFirst().mark());
    }

    @Test
    void aDisabledDeviceIsCalmAndSaysWhoDisabledItAndWhy() {
        devices.add(known("skid", "maintenance", null));
        streams.add(stream("a", 21.5, 700, true));
        DeviceRow skid = row("skid", false);
        assertEquals("DISABLED", skid.state());
        assertEquals(Mark.NONE, skid.mark());
        assertEquals(
                List.of(
                        "It was disabled today 04:30, by marta: pump head replaced. Its readings are no value, its silence is"
                                + " no alert, its outputs accept nothing. penstock devices enable skid puts it back."),
                skid.why());
    }

    @Test
    void aDeviceThatWasNeverHeardOffersAPairing() {
        devices.add(known("node", "pending", null));
        DeviceRow node = row("node", false);
        assertEquals("NEVER HEARD", node.state());
        assertTrue(node.pairing().offered() && !node.pairing().open());
        assertEquals(
                List.of("It is in the facility file and was never heard. Pair opens its way in."),
                node.pairing().says());
        assertEquals(PairingRow.NONE, row("skid", false).pairing());
        // What is known to be wrong says more.
        health.add(new DeviceHealth("node", null, "It sends no JSON.", micros(6), 0, 3, 0, 0, 0));
        assertEquals("FAILING", row("node", false).state());
    }

    @Test
    void anOpenPairingShowsItsCodeTheTimeThatIsLeftAndWhatWasHeard() {
        devices.add(known("node", "joining", pairing("pending", "code", "2 wrong codes were presented", "", null)));
        PairingRow pairing = row("node", false).pairing();
        assertEquals("COMING IN", row("node", false).state());
        assertEquals("ACDEFHJK", pairing.code());
        assertEquals("49:59", pairing.left());
        assertEquals(
                List.of(
                        "Type this code into the device; it presents it on penstock/pair/ACDEFHJK. Open until today"
                                + " 05:49, by marta.",
                        "So far: 2 wrong codes were presented."),
                pairing.says());
        PairingRow others = model("", false).withoutCodes(words).rows().stream()
                .filter(r -> r.id().equals("node"))
                .findFirst()
                .orElseThrow()
                .pairing();
        assertEquals("", others.code());
        assertEquals(
                List.of(
                        "A code waits to be presented; whoever may let devices in sees it.",
                        "So far: 2 wrong codes were presented."),
                others.says());

        devices.set(0, known("node", "joining", pairing("in_progress", "reading", "", "mac A0:B7", null)));
        pairing = row("node", false).pairing();
        assertEquals("", pairing.code());
        assertEquals(
                "It presented itself as mac A0:B7. Nobody has checked that.",
                pairing.says().getLast());

        devices.set(0, known("node", "active", pairing("completed", "over", "", "mac A0:B7", NOW.minusSeconds(60))));
        pairing = row("node", false).pairing();
        assertEquals("It came in today 04:59.", pairing.says().getFirst());
        assertTrue(!pairing.open() && pairing.left().isEmpty());
    }

    private static FieldSnapshot.Enrolment pairing(
            String state, String step, String error, String said, @Nullable Instant ended) {
        return new FieldSnapshot.Enrolment(
                "1",
                "node",
                "Climate node",
                "pairing",
                state,
                step,
                2,
                error,
                ended == null ? "ACDEFHJK" : null,
                said,
                "marta",
                NOW.minusSeconds(601),
                NOW.plusSeconds(2_999),
                ended);
    }

    private static FieldSnapshot.Device known(String key, String state, FieldSnapshot.@Nullable Enrolment enrolment) {
        boolean disabled = state.equals("maintenance");
        return new FieldSnapshot.Device(
                key,
                key,
                "plc",
                "",
                "",
                state,
                disabled ? Instant.parse("2026-11-21T04:30:00Z") : null,
                disabled ? "marta" : "",
                disabled ? "pump head replaced" : "",
                "offline",
                "",
                9,
                enrolment);
    }

    @Test
    void devicesInTroubleStandFirstAndTheFilterTakesEveryWord() {
        health.add(new DeviceHealth("probe", null, "No answer.", micros(6), 0, 0, 9, 0, 0));
        assertEquals(
                List.of("probe", "skid", "node"),
                model("", false).rows().stream().map(DeviceRow::id).toList());
        assertEquals("3 devices, 1 in trouble", model("", false).summary());
        DevicesModel filtered = model("BAY plc", false);
        assertEquals(
                List.of("skid"), filtered.rows().stream().map(DeviceRow::id).toList());
        assertEquals("3 devices, 1 in trouble; the filter leaves 1", filtered.summary());
        assertTrue(model("nowhere", false).empty().contains("“nowhere”"));
    }

    @Test
    void aFacilityWithoutDevicesSaysWhatToDoNext() {
        DevicesModel none = DevicesModel.of(
                Inventory.of(List.of(new Configuration.File("a.yaml", "links: [{key: plc, driver: modbus}]"))),
                snapshot(),
                List.of(),
                "",
                NOW,
                false,
                words);
        assertTrue(none.empty().contains("Look at a link"));
        assertEquals("", none.summary());
    }

    private DeviceRow row(String device, boolean lost) {
        return model("", lost).rows().stream()
                .filter(r -> r.id().equals(device))
                .findFirst()
                .orElseThrow();
    }

    private DevicesModel model(String filter, boolean lost) {
        Inventory inventory = Inventory.of(List.of(new Configuration.File("a.yaml", FILE)));
        return DevicesModel.of(inventory, snapshot(), health, filter, NOW, lost, words);
    }

    private FacilitySnapshot snapshot() {
        return new SnapshotBuilder(new Site("n", "North", "o", "Org", "grow", ZoneId.of("UTC")), NOW)
                .streams(streams)
                .links(links)
                .devices(devices)
                .build();
    }

    private static Stream stream(String key, double value, double age, boolean stale) {
        return SnapshotParts.stream(
                key, key, "bay-1", "skid", "temperature", value, "°C", 1, "good", false, age, stale);
    }

    private static long micros(long secondsAgo) {
        return NOW.minusSeconds(secondsAgo).toEpochMilli() * 1_000;
    }
}
