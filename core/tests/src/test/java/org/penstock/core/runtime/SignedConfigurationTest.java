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
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.BuiltInPolicies;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Policy;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffRefused;
import org.penstock.core.consent.SignoffState;
import org.penstock.core.facility.Configuration;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.NotAllowed;
import org.penstock.core.identity.Scope;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn.Proof;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.FacilityBuilder;
import org.penstock.core.testsupport.FakeDevices;
import org.penstock.core.testsupport.MigratedDirectory;

/** A facility whose owner decided that a change of its file takes a second person. */
class SignedConfigurationTest {
    private static final Secret ANNAS = new Secret("a pond of quiet ducks");
    private static final Secret BOBS = new Secret("seven grey geese");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private Facility facility;
    private Asker.Session anna;
    private Asker.Session bob;
    private boolean compliant;

    @BeforeEach
    void opens() throws Exception {
        facility = open();
        Persons persons = facility.persons();
        Asker account = Asker.account("ann");
        anna = new Asker.Session(
                persons.firstOwner(account, "anna", "Anna Lee", ANNAS).token().text());
        Secret code = persons.invite(anna, "bob", "Bob Ng");
        persons.grant(anna, "bob", "supervisor", persons.scope("site").orElseThrow(), "hired");
        bob = new Asker.Session(persons.firstSignIn("bob", code, BOBS).token().text());
    }

    @AfterEach
    void closes() {
        facility.close();
    }

    private Facility open() throws Exception {
        return Facility.open(new FacilityOptions(
                data,
                Files.exists(data.resolve("configuration.json"))
                        ? null
                        : new FacilityOptions.FacilityText(
                                "north.yaml",
                                new FacilityBuilder()
                                        .stream("air", "temperature", "°C").stream("tank", "volume", "L")
                                                .interlock(
                                                        "{key: tank-low, name: Tank low, kind: tank_low, stream: tank,"
                                                                + " below: 50 L, max_age: 60s, outputs: [pump-1, valve-1]}")
                                                .output("pump-1", "pump")
                                                .output("valve-1", "valve")
                                                .program("{key: short, name: Short, pump: pump-1, lead: 0s, linger: 0s,"
                                                        + " max_runtime: 1min, steps: [{open: [valve-1], for: 30s}]}")
                                                .text()),
                null,
                List.of(new FakeDevices("simulator")),
                true,
                "serve",
                "ann",
                InstantSource.system(),
                Ticker.system(),
                "desk 1",
                new SlowHash.Cost(64, 1, 1)));
    }

    /** Anna alone cannot decide it; Bob signs that it takes his like. */
    private void twoPersonsChangeTheFile() {
        decided(Action.CONFIGURATION_APPLY);
        assertEquals(
                List.of(), facility.verifyRows(), "every row of persons, roles and sign-offs is what the record says");
    }

    private void decided(Action action) {
        Policy built = BuiltInPolicies.of(action);
        Signoff asked = facility.consents().changePolicy(anna, built, "auditor's advice");
        assertThrows(
                SignoffRefused.class,
                () -> facility.consents().sign(anna, ANNAS, asked.id(), asked.contentHash(), Meaning.APPROVED, ""));
        if (!compliant) {
            compliant = true;
            assertEquals(
                    Optional.empty(),
                    facility.persons()
                            .grant(
                                    anna,
                                    "bob",
                                    "compliance",
                                    facility.persons().scope("site").orElseThrow(),
                                    "for the audit"));
        }
        assertEquals(
                "The policy is in force.",
                facility.consents()
                        .sign(bob, BOBS, asked.id(), asked.contentHash(), Meaning.APPROVED, "")
                        .outcome());
    }

    private List<Configuration.File> renamed(String name) {
        return facility.configuration().export().stream()
                .map(f -> new Configuration.File(f.name(), f.text().replace("North House", name)))
                .toList();
    }

    private ControlRoom.Answer apply(String name) throws Exception {
        FacilityChange plan = facility.configuration().plan(renamed(name), false);
        return facility.configuration()
                .apply(anna, plan.id(), "the sign was painted")
                .get(10, TimeUnit.SECONDS);
    }

    private String name() {
        return facility.snapshot().site().name();
    }

    @Test
    void withoutSuchADecisionAChangeIsApplied() throws Exception {
        assertTrue(apply("South House").accepted());
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> name().equals("South House"));
    }

    @Test
    void aChangeWaitsUntilAnotherPersonHasSignedExactlyIt() throws Exception {
        twoPersonsChangeTheFile();
        ControlRoom.Answer answer = apply("South House");
        assertTrue(
                answer.text().startsWith("Nothing has changed yet: this waits for signatures (approved by "),
                answer.text());
        Signoff waits = facility.consents().open(10).getFirst();
        assertEquals("configuration", waits.subject());
        assertEquals("anna", waits.requester().actor());
        assertEquals("desk 1", waits.requester().workstation());
        assertEquals("North House", name());

        assertThrows(
                SignoffRefused.class,
                () -> facility.consents()
                        .sign(
                                new Proof.Password("anna", ANNAS),
                                waits.id(),
                                waits.contentHash(),
                                Meaning.APPROVED,
                                ""));
        assertThrows(
                IdentityRefused.class,
                () -> facility.consents().sign(bob, ANNAS, waits.id(), waits.contentHash(), Meaning.APPROVED, ""));
        assertThrows(
                SignoffRefused.class,
                () -> facility.consents().sign(bob, BOBS, waits.id(), "0".repeat(64), Meaning.APPROVED, ""));

        Consents.Signed signed =
                facility.consents().sign(bob, BOBS, waits.id(), waits.contentHash(), Meaning.APPROVED, "saw the sign");
        assertTrue(signed.outcome().startsWith("The change is in force"), signed.outcome());
        assertEquals(SignoffState.EXECUTED, signed.signoff().state());
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> name().equals("South House"));
        assertTrue(facility.awaitRecord(10_000));
        assertTrue(facility.configuration().versions(1).getFirst().reason().contains("sign-off " + waits.id()));
        assertFalse(Files.exists(data.resolve("signoffs").resolve(waits.id() + ".json")));
        assertFalse(Files.exists(data.resolve("configuration.next.json")));
    }

    private List<Configuration.File> withAlert(List<Configuration.File> files) {
        return files.stream()
                .map(f -> new Configuration.File(
                        f.name(),
                        f.text()
                                + "alerts:\n  - {key: hot, name: Too hot, stream: air, type: limit_high, limit: 30 °C,"
                                + " severity: critical}\n"))
                .toList();
    }

    private ControlRoom.Answer applied(List<Configuration.File> files) throws Exception {
        FacilityChange plan = facility.configuration().plan(files, false);
        assertFalse(plan.id().isEmpty(), plan.problems().toString());
        return facility.configuration().apply(anna, plan.id(), "as advised").get(10, TimeUnit.SECONDS);
    }

    /** What the auditor wants seen are the alerts; the name of the house is nobody's business. */
    @Test
    void anAlertRuleTakesThePolicyForAlertRulesAndNothingElseDoes() throws Exception {
        decided(Action.ALERT_RULE_CHANGE);
        assertTrue(apply("South House").accepted());
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> name().equals("South House"));
        ControlRoom.Answer answer = applied(withAlert(facility.configuration().export()));
        assertTrue(answer.text().startsWith("Nothing has changed yet: this waits for signatures"), answer.text());
        Signoff waits = facility.consents().open(10).getFirst();
        assertEquals(Action.ALERT_RULE_CHANGE, waits.action());
        assertTrue(facility.consents()
                .sign(bob, BOBS, waits.id(), waits.contentHash(), Meaning.APPROVED, "30 °C is in the plan")
                .outcome()
                .startsWith("The change is in force"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> facility.configuration().export().toString().contains("Too hot"));
        // Another time of a program is for the policy for programs.
        decided(Action.PROGRAM_APPROVAL);
        List<Configuration.File> longer = facility.configuration().export().stream()
                .map(f -> new Configuration.File(f.name(), f.text().replace("for: 30s", "for: 40s")))
                .toList();
        assertTrue(applied(longer).text().startsWith("Nothing has changed yet: this waits for signatures"));
        Signoff program = facility.consents().open(10).getFirst();
        assertEquals(Action.PROGRAM_APPROVAL, program.action());
        assertTrue(facility.consents()
                .sign(bob, BOBS, program.id(), program.contentHash(), Meaning.APPROVED, "ten seconds more")
                .outcome()
                .startsWith("The change is in force"));
        Awaitility.await()
                .atMost(Duration.ofSeconds(5))
                .until(() -> facility.configuration().export().toString().contains("40s"));
        // Under two policies a change of both is asked for part by part.
        decided(Action.CONFIGURATION_APPLY);
        List<Configuration.File> both = facility.configuration().export().stream()
                .map(f -> new Configuration.File(
                        f.name(), f.text().replace("South House", "East House").replace("30 °C", "31 °C")))
                .toList();
        String refusal = applied(both).text();
        assertTrue(
                refusal.contains("several policies (to change an alert rule, to change the configuration)"), refusal);
    }

    private ControlRoom.Answer replaced(String is, String becomes) throws Exception {
        return applied(facility.configuration().export().stream()
                .map(f -> new Configuration.File(f.name(), f.text().replace(is, becomes)))
                .toList());
    }

    private List<String> wouldMean(String is, String becomes) {
        return facility.configuration()
                .plan(
                        facility.configuration().export().stream()
                                .map(f -> new Configuration.File(
                                        f.name(), f.text().replace(is, becomes)))
                                .toList(),
                        false)
                .consequences();
    }

    private boolean says(String text) {
        return facility.configuration().export().toString().contains(text);
    }

    private void signedByBob() {
        Signoff waits = facility.consents().open(10).getFirst();
        assertEquals(Action.ALERT_RULE_CHANGE, waits.action());
        assertTrue(facility.consents()
                .sign(bob, BOBS, waits.id(), waits.contentHash(), Meaning.APPROVED, "as in the plan")
                .outcome()
                .startsWith("The change is in force"));
    }

    /** Nobody has decided on any policy for the file: it is the mode alone that wants the second person. */
    @Test
    void inHaccpModeAnAlertRuleAndTheEndOfTheModeTakeASecondPerson() throws Exception {
        facility.persons()
                .grant(
                        anna,
                        "bob",
                        "compliance",
                        facility.persons().scope("site").orElseThrow(),
                        "for the plan");
        assertTrue(applied(withAlert(facility.configuration().export())).accepted(), "out of it a change is a change");
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> says("Too hot"));
        assertEquals(List.of(), wouldMean("limit: 30 °C", "limit: 31 °C"));

        String plain = "timezone: ";
        String haccp = "haccp: true, timezone: ";
        assertTrue(wouldMean(plain, haccp).getFirst().startsWith("HACCP mode begins"));
        assertTrue(replaced(plain, haccp).accepted(), "what is begun takes nothing from anybody");
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> says("haccp: true"));

        assertTrue(replaced("North House", "South House").accepted(), "the name of the house is in no plan");
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> name().equals("South House"));

        assertTrue(wouldMean("limit: 30 °C", "limit: 40 °C").getFirst().startsWith("The site is in HACCP mode"));
        String waits = replaced("limit: 30 °C", "limit: 40 °C").text();
        assertTrue(waits.startsWith("Nothing has changed yet: this waits for signatures"), waits);
        assertFalse(says("limit: 40 °C"));
        signedByBob();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> says("limit: 40 °C"));

        // Nor by ending the mode for a minute, whether it is written otherwise, left out, or hidden behind another
        // change.
        for (String ended : List.of("haccp: false, timezone: ", plain)) {
            assertTrue(wouldMean(haccp, ended).getFirst().startsWith("HACCP mode ends"));
            String asked = replaced(haccp, ended).text();
            assertTrue(asked.startsWith("Nothing has changed yet: this waits for signatures"), asked);
            Signoff open = facility.consents().open(10).getFirst();
            assertEquals(Action.ALERT_RULE_CHANGE, open.action());
            facility.consents().withdraw(anna, open.id(), "thought better of it");
        }
        String both = applied(facility.configuration().export().stream()
                        .map(f -> new Configuration.File(
                                f.name(), f.text().replace(haccp, plain).replace("South House", "East House")))
                        .toList())
                .text();
        assertTrue(both.startsWith("Nothing has changed yet: this waits for signatures"), both);
        facility.consents()
                .withdraw(anna, facility.consents().open(10).getFirst().id(), "one thing at a time");
        assertTrue(says("haccp: true"));

        assertTrue(replaced(haccp, plain).text().startsWith("Nothing has changed yet"));
        signedByBob();
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> !says("haccp"));
        assertTrue(replaced("limit: 40 °C", "limit: 41 °C").accepted(), "out of it again");
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> says("limit: 41 °C"));
        assertTrue(facility.awaitRecord(10_000));
        assertEquals(List.of(), facility.verifyRows());
    }

    @Test
    void aRoleIsGivenWhenAnotherOwnerOrAdminHasSigned() throws Exception {
        Persons persons = facility.persons();
        Scope site = persons.scope("site").orElseThrow();
        Secret code = persons.invite(anna, "ivo", "Ivo");
        decided(Action.ROLE_GRANT);
        // While nobody else could sign that, Anna gives the role alone, and another one has to look at it later.
        Consents.Signed alone = persons.grantAlone(anna, ANNAS, "ivo", "admin", site, "nobody else is here");
        assertEquals("ivo has the role admin.", alone.outcome());
        assertTrue(alone.signoff().reviewOwed() && has("ivo", "admin"), alone.toString());
        Secret swans = new Secret("nine white swans");
        Asker.Session ivo = new Asker.Session(
                persons.firstSignIn("ivo", code, swans).token().text());
        Signoff waits =
                persons.grant(anna, "bob", "grower", site, "knows the crop").orElseThrow();
        assertFalse(has("bob", "grower"));
        assertThrows(
                SignoffRefused.class,
                () -> facility.consents().sign(bob, BOBS, waits.id(), waits.contentHash(), Meaning.APPROVED, ""),
                "who would get it");
        assertThrows(
                SignoffRefused.class,
                () -> facility.consents().sign(anna, ANNAS, waits.id(), waits.contentHash(), Meaning.APPROVED, ""),
                "who asks");
        assertEquals(
                "bob has the role grower.",
                facility.consents()
                        .sign(ivo, swans, waits.id(), waits.contentHash(), Meaning.APPROVED, "he does")
                        .outcome());
        assertTrue(has("bob", "grower"));
        assertEquals(List.of(), facility.verifyRows());
        // Neither the file nor a role that becomes another one is a way round it.
        List<Configuration.File> files = facility.configuration().export().stream()
                .map(f -> new Configuration.File(f.name(), f.text() + "users:\n  - {name: bob, roles: [operator]}\n"))
                .toList();
        String refusal = applied(files).text();
        assertTrue(refusal.startsWith("Giving a role takes signatures here"), refusal);
        // Where another one can sign, nobody gives a role alone.
        assertThrows(SignoffRefused.class, () -> persons.grantAlone(anna, ANNAS, "bob", "operator", site, "quickly"));
    }

    private boolean has(String login, String role) {
        Directory now = facility.persons().directory().orElseThrow();
        return now.grants().stream()
                .anyMatch(g -> g.role().key().equals(role)
                        && g.person().equals(now.byLogin(login).orElseThrow().id()));
    }

    @Test
    void aFileGivesNobodyMoreThanItsWriterHas() throws Exception {
        Persons persons = facility.persons();
        Secret code = persons.invite(anna, "ivo", "Ivo");
        persons.grant(anna, "ivo", "admin", persons.scope("site").orElseThrow(), "sets it up");
        Asker.Session ivo = new Asker.Session(persons.firstSignIn("ivo", code, new Secret("nine white swans"))
                .token()
                .text());
        for (String role : List.of("owner", "operator")) {
            List<Configuration.File> files = facility.configuration().export().stream()
                    .map(f -> new Configuration.File(
                            f.name(), f.text() + "users:\n  - {name: ivo, roles: [admin, " + role + "]}\n"))
                    .toList();
            ControlRoom.Answer answer = facility.configuration()
                    .apply(ivo, facility.configuration().plan(files, false).id(), "more for me")
                    .get(10, TimeUnit.SECONDS);
            assertEquals(!role.equals("owner"), answer.accepted(), answer.text());
        }
    }

    @Test
    void oneChangeWaitsAtATimeAndWhoAskedTakesItBack() throws Exception {
        twoPersonsChangeTheFile();
        apply("South House");
        Signoff first = facility.consents().open(10).getFirst();
        assertFalse(apply("East House").accepted(), "one waits already");
        assertThrows(SignoffRefused.class, () -> facility.consents().refuse(anna, first.id(), "not mine to refuse"));
        assertEquals(
                SignoffState.WITHDRAWN,
                facility.consents().withdraw(anna, first.id(), "the wrong name").state());
        assertFalse(Files.exists(data.resolve("signoffs").resolve(first.id() + ".json")));
        assertThrows(
                SignoffRefused.class,
                () -> facility.consents().sign(bob, BOBS, first.id(), first.contentHash(), Meaning.APPROVED, ""));
        apply("East House");
        Signoff second = facility.consents().open(10).getFirst();
        facility.consents().sign(bob, BOBS, second.id(), second.contentHash(), Meaning.APPROVED, "");
        Awaitility.await().atMost(Duration.ofSeconds(5)).until(() -> name().equals("East House"));
    }

    @Test
    void whatWaitsIsStillThereAfterARestartAndCanBeSignedThen() throws Exception {
        twoPersonsChangeTheFile();
        apply("South House");
        facility.close();
        facility = open();
        Signoff waits = facility.consents().open(10).getFirst();
        assertTrue(facility.consents()
                .sign(new Proof.Password("bob", BOBS), waits.id(), waits.contentHash(), Meaning.APPROVED, "")
                .outcome()
                .startsWith("The change is in force"));
    }

    @Test
    void oneComponentIsNotEnoughForWhoeverMayNotSign() {
        Persons persons = facility.persons();
        Secret code = persons.invite(anna, "eve", "Eve");
        persons.grant(anna, "eve", "operator", persons.scope("site").orElseThrow(), "hired");
        Asker.Session eve = new Asker.Session(persons.firstSignIn("eve", code, new Secret("nine white swans"))
                .token()
                .text());
        assertTrue(String.valueOf(
                        assertThrows(NotAllowed.class, () -> facility.consents().inbox(eve, 10))
                                .getMessage())
                .contains("Eve (operator) may not sign or refuse what others asked for here"));
    }
}
