package org.penstock.core.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.BuiltInPolicies;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffRefused;
import org.penstock.core.consent.SignoffState;
import org.penstock.core.control.Bypass;
import org.penstock.core.facility.Configuration;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.TestDatabase;

/** What two others must sign before the engine does it: an output passes an interlock, a rule in shadow drives. */
class SignedControlTest {
    private static final Secret SECRET = new Secret("seven grey geese");
    private static final String PUMP = "tank-low/pump-1";

    @TempDir
    Path data;

    private final FakeDevices devices = new FakeDevices("simulator");
    private @Nullable Facility running;
    private Asker.Session anna = new Asker.Session("nobody yet");

    @AfterEach
    void closes() {
        if (running != null) {
            running.close();
        }
    }

    private Facility facility() {
        return Objects.requireNonNull(running);
    }

    private void open(TestDatabase database) throws Exception {
        running = Facility.open(new FacilityOptions(
                data,
                Files.exists(data.resolve("configuration.json"))
                        ? null
                        : new FacilityOptions.FacilityText(
                                "north.yaml",
                                new FacilityBuilder()
                                        .stream("{key: tank, name: Tank, metric: volume, unit: L, interval: 1s,"
                                                        + " max_age: 10min, address: {reading: tank}}")
                                                .stream(
                                                        "{key: air, name: Air, metric: temperature, unit: °C, interval: 1s,"
                                                                + " max_age: 10min, address: {reading: air}}")
                                                .stream(
                                                        "{key: loop, name: Loop, metric: state, unit: \"\", interval: 1s,"
                                                                + " max_age: 10min, address: {reading: loop}}")
                                                .interlock(
                                                        "{key: tank-low, name: Tank low, kind: tank_low, stream: tank,"
                                                                + " below: 50 L, max_age: 10min, outputs: [pump-1, valve-1]}")
                                                .interlock(
                                                        "{key: e-stop, name: Emergency stop, kind: e_stop, stream: loop,"
                                                                + " safe_value: 1, max_age: 10min, outputs: all}")
                                                .output("pump-1", "pump")
                                                .output("valve-1", "valve")
                                                .output("fan-1", "fan")
                                                .rule("{key: cool, name: Cool, stream: air, when: above, limit: 27 °C,"
                                                        + " output: fan-1, value: 1, mode: shadow}")
                                                .text()),
                database.embedded() ? null : database.address(),
                List.of(devices),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system(),
                "desk 1",
                new SlowHash.Cost(64, 1, 1)));
        devices.says("loop", 1);
        devices.says("tank", 10);
        devices.says("air", 20);
    }

    private void begins(TestDatabase on) throws Exception {
        open(on);
        anna = new Asker.Session(facility()
                .persons()
                .firstOwner(Asker.account("ann"), "anna", "Anna Lee", SECRET)
                .token()
                .text());
    }

    private Asker.Session hired(String login, String name, String... roles) {
        Persons persons = facility().persons();
        Secret code = persons.invite(anna, login, name);
        for (String role : roles) {
            persons.grant(anna, login, role, persons.scope("site").orElseThrow(), "hired");
        }
        return new Asker.Session(
                persons.firstSignIn(login, code, SECRET).token().text());
    }

    private ControlRoom.Answer does(Asker asker, String verb, String subject, double value, double seconds, String why)
            throws Exception {
        return facility()
                .confirm(
                        asker,
                        facility()
                                .propose(asker, verb, subject, value, seconds, why)
                                .id())
                .get(10, TimeUnit.SECONDS);
    }

    private ControlRoom.Answer asks(Asker asker, String subject, double seconds) throws Exception {
        return does(asker, Bypass.BEGIN, subject, Double.NaN, seconds, "the level sensor is broken");
    }

    private Consents.Signed signs(Asker.Session who, Signoff signoff) {
        return facility().consents().sign(who, SECRET, signoff.id(), signoff.contentHash(), Meaning.APPROVED, "seen");
    }

    private List<ControlSnapshot.Bypass> bypasses() {
        return facility().snapshot().control().interlocks().stream()
                .flatMap(i -> i.bypasses().stream())
                .toList();
    }

    private ControlSnapshot.Output output(String key) {
        return facility().snapshot().control().outputs().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static void until(Callable<Boolean> so) {
        Awaitility.await().atMost(Duration.ofSeconds(10)).until(so);
    }

    private List<String> kinds(String beginning) throws Exception {
        assertTrue(facility().awaitRecord(10_000));
        return facility()
                .record()
                .events(new FacilityRecord.Wanted(beginning, "", "", Long.MAX_VALUE, null, null, 1_000))
                .stream()
                .map(FacilityRecord.Event::kind)
                .toList()
                .reversed();
    }

    private ControlRoom.Answer applies(Asker asker, String from, String to) throws Exception {
        List<Configuration.File> files = facility().configuration().export().stream()
                .map(f -> new Configuration.File(f.name(), f.text().replace(from, to)))
                .toList();
        FacilityChange plan = facility().configuration().plan(files, false);
        assertFalse(plan.id().isEmpty(), plan.problems().toString());
        return facility().configuration().apply(asker, plan.id(), "as tried").get(15, TimeUnit.SECONDS);
    }

    @BothDatabases
    void anInterlockIsPassedOnlyWhenTwoOthersHaveSignedAndEndsAtOnceWhenAnybodyWantsIt(TestDatabase on)
            throws Exception {
        begins(on);
        Asker.Session tom = hired("tom", "Tom Ek", "technician");
        Asker.Session opi = hired("opi", "Opi Ode", "operator");
        Asker.Session bob = hired("bob", "Bob Ng", "supervisor");
        Asker.Session cid = hired("cid", "Cid Ott", "supervisor");
        until(() -> output("pump-1").shut() != null
                && String.valueOf(output("pump-1").shut()).startsWith("Tank low: 10 L"));

        // Who may not ask is told so, and the last lines are nobody's to bypass, however it is asked.
        ControlRoom.Proposal refused = facility().propose(opi, Bypass.BEGIN, PUMP, Double.NaN, 1800, "quickly");
        assertTrue(
                refused.shut().getFirst().contains("may not ask that an output may pass an interlock"),
                refused.toString());
        assertFalse(asks(opi, PUMP, 1800).accepted());
        assertEquals(
                "Emergency stop is never bypassed: an emergency stop or door is the last line between a machine and a"
                        + " person",
                asks(tom, "e-stop/pump-1", 1800).text());
        assertTrue(asks(tom, "max_on/pump-1", 1800).text().startsWith("the longest time on is never bypassed"));
        assertTrue(asks(tom, "guard/pump-1", 1800).text().startsWith("the guard of a device is never bypassed"));
        assertTrue(asks(tom, "tank-low/fan-1", 1800).text().contains("no interlock that holds an output"));
        assertEquals(
                "a bypass lasts from 1 min to 4 h, not 5 h",
                asks(tom, PUMP, 5 * 3600).text());
        assertTrue(facility().consents().open(10).isEmpty());

        ControlRoom.Proposal proposal =
                facility().propose(tom, Bypass.BEGIN, PUMP, Double.NaN, 1800, "the level sensor is broken");
        assertEquals(List.of(), proposal.shut());
        assertTrue(
                proposal.text()
                        .startsWith("Two others are asked to sign that Tank low does not hold pump-1 for 30 min"),
                proposal.text());
        ControlRoom.Answer asked = asks(tom, PUMP, 1800);
        assertTrue(asked.text().startsWith("Tank low holds as before: this waits for signatures"), asked.text());
        Signoff waits = facility().consents().open(10).getFirst();
        assertEquals(Action.INTERLOCK_BYPASS, waits.action());
        assertEquals("tom", waits.requester().actor());
        assertThrows(NotAllowed.class, () -> signs(tom, waits), "his own request, and no right to sign");
        assertTrue(asks(bob, PUMP, 1800).text().contains("asked"), "the same is asked once");

        assertTrue(facility()
                .consents()
                .inWords(waits.id())
                .getFirst()
                .startsWith("Tank low holds its outputs at safe now: "));
        assertEquals("", signs(bob, waits).outcome());
        assertThrows(SignoffRefused.class, () -> signs(bob, waits), "one person twice");
        assertEquals(List.of(), bypasses());
        assertFalse(does(tom, "output.set", "pump-1", 1, 60, "").accepted());

        assertEquals(
                "Tank low does not hold pump-1 for 30 min from now on. Nothing starts by itself.",
                signs(cid, waits).outcome());
        until(() -> bypasses().size() == 1 && output("pump-1").shut() == null);
        ControlSnapshot.Bypass passed = bypasses().getFirst();
        assertEquals("tom", passed.askedBy());
        assertEquals("Bob Ng and Cid Ott", passed.signedBy());
        assertEquals("the level sensor is broken", passed.reason());
        assertEquals(waits.id().toString(), passed.signoff());
        assertTrue(passed.leftSeconds() > 1_700 && passed.leftSeconds() <= 1_800, passed.toString());
        assertTrue(output("valve-1").shut() != null, "the valve is held as before");
        assertTrue(does(opi, "output.set", "pump-1", 1, 600, "").accepted());
        until(() -> devices.output("pump-1") == 1);
        String next = String.valueOf(facility().shifts().draft().get("interlocks"));
        assertTrue(
                next.startsWith("Tank low does not hold pump-1 until ")
                        && next.contains(
                                ": bypassed by tom, signed by Bob Ng and Cid Ott, because the level sensor is broken"),
                next);
        assertTrue(facility().snapshot().alerts().open().stream()
                .anyMatch(a -> a.source().equals("interlock:tank-low")
                        && a.text().startsWith("Tank low does not hold pump-1 until ")
                        && a.resolved() == null));

        // A restart closes what was open and leaves in force what was signed, until it would have ended.
        facility().close();
        open(on);
        until(() -> bypasses().size() == 1);
        assertTrue(bypasses().getFirst().leftSeconds() < passed.leftSeconds());
        assertEquals("Bob Ng and Cid Ott", bypasses().getFirst().signedBy());
        until(() -> output("pump-1").shut() == null);
        assertTrue(does(opi, "output.set", "pump-1", 1, 600, "").accepted());
        until(() -> devices.output("pump-1") == 1);

        ControlRoom.Answer ended = does(opi, Bypass.END, PUMP, Double.NaN, 0, "");
        assertEquals("the bypass is over: it holds again", ended.text());
        until(() -> devices.output("pump-1") == 0 && bypasses().isEmpty());
        assertEquals(
                List.of("interlock.bypassed", "interlock.bypass_ended"),
                kinds("interlock.").stream()
                        .filter(k -> k.startsWith("interlock.bypass"))
                        .toList());
        assertEquals(
                List.of(
                        "signoff.requested",
                        "signoff.signed",
                        "signoff.signed",
                        "signoff.approved",
                        "signoff.executed"),
                kinds("signoff."));
        assertEquals(
                SignoffState.EXECUTED,
                facility().consents().find(waits.id()).orElseThrow().state());

        // What was signed is not what is in force any more: nothing of it is done.
        asks(tom, PUMP, 1800);
        Signoff stale = facility().consents().open(10).getFirst();
        signs(bob, stale);
        assertTrue(applies(anna, "below: 50 L", "below: 60 L").accepted());
        until(() -> facility().configuration().export().toString().contains("60 L"));
        assertTrue(signs(cid, stale).outcome().startsWith("What was signed is not what would be done"));
        assertEquals(List.of(), bypasses());
        assertEquals(List.of(), facility().verifyRows());
    }

    private void decided(Action action, Asker.Session signer) {
        Signoff asked = facility().consents().changePolicy(anna, BuiltInPolicies.of(action), "the board wants it");
        assertEquals("The policy is in force.", signs(signer, asked).outcome());
    }

    private Signoff waiting(UUID id) {
        return facility().consents().find(id).orElseThrow();
    }

    @BothDatabases
    void aRuleInShadowDrivesOnlyWhenTwoOthersHaveSignedWhatItWouldHaveDone(TestDatabase on) throws Exception {
        begins(on);
        Asker.Session bob = hired("bob", "Bob Ng", "supervisor", "compliance");
        Asker.Session cid = hired("cid", "Cid Ott", "supervisor");
        until(() -> output("fan-1").phase().equals("safe"));
        devices.says("air", 30);
        until(() -> facility().snapshot().control().shadows().getFirst().on());
        devices.says("air", 20);
        until(() -> !facility().snapshot().control().shadows().getFirst().on());
        ControlSnapshot.Shadow seen = facility().snapshot().control().shadows().getFirst();
        assertEquals(1, seen.openings());
        assertEquals("fan-1", seen.output());
        assertEquals(0, devices.output("fan-1"));
        assertEquals(List.of("rule.would_open", "rule.would_close"), kinds("rule."));

        decided(Action.CLOSED_LOOP_PROMOTION, bob);
        ControlRoom.Answer answer = applies(anna, "mode: shadow", "mode: enabled");
        assertTrue(answer.text().startsWith("Nothing has changed yet: this waits for signatures"), answer.text());
        Signoff waits = facility().consents().open(10).getFirst();
        assertEquals(Action.CLOSED_LOOP_PROMOTION, waits.action());
        assertEquals("1", waits.payload().get("shadow.cool.openings"));
        assertEquals("false", waits.payload().get("shadow.cool.changed"));
        assertTrue(
                waits.summary().startsWith("Cool drives from now on. It looked on for ")
                        && waits.summary().contains("would have opened fan-1 once"),
                waits.summary());
        // It looks on while they think, and what they sign is what they were told.
        devices.says("air", 30);
        until(() -> facility().snapshot().control().shadows().getFirst().openings() == 2);
        signs(bob, waits);
        assertEquals(0, devices.output("fan-1"));
        assertTrue(signs(cid, waits).outcome().startsWith("The change is in force"));
        assertEquals(SignoffState.EXECUTED, waiting(waits.id()).state());
        devices.says("air", 31);
        until(() -> devices.output("fan-1") == 1);
        assertEquals(List.of(), facility().snapshot().control().shadows());

        // Back to looking on needs nobody else, even where every other change of the file does.
        decided(Action.CONFIGURATION_APPLY, bob);
        assertTrue(applies(anna, "limit: 27", "limit: 26").text().startsWith("Nothing has changed yet"));
        ControlRoom.Answer back = applies(anna, "mode: enabled", "mode: shadow");
        assertTrue(back.text().startsWith("The change is in force"), back.text());
        until(() -> devices.output("fan-1") == 0);
        assertEquals(
                List.of(
                        "rule.would_open",
                        "rule.would_close",
                        "rule.would_open",
                        "rule.would_close",
                        "rule.promoted",
                        "rule.shadowed"),
                kinds("rule.").subList(0, 6));
        // Written anew under another key it is the same promotion.
        List<Configuration.File> renamed = facility().configuration().export().stream()
                .map(f -> new Configuration.File(
                        f.name(),
                        f.text().replace("key: cool", "key: cooler").replace("mode: shadow", "mode: enabled")))
                .toList();
        FacilityChange plan = facility().configuration().plan(renamed, false);
        String several = facility()
                .configuration()
                .apply(anna, plan.id(), "tricky")
                .get(15, TimeUnit.SECONDS)
                .text();
        assertTrue(several.contains("let a rule drive that only looked on"), several);
        assertEquals(List.of(), facility().verifyRows());
    }
}
