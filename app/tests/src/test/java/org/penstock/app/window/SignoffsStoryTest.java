package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javafx.application.Platform;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.app.window.model.TextSize;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.BuiltInPolicies;
import org.penstock.core.consent.Policy;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffState;
import org.penstock.core.consent.Where;
import org.penstock.core.facility.BaseLine;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.inventory.LotKind;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Stock;
import org.penstock.core.testsupport.MigratedDirectory;

/** Anna asks, Bob agrees or does not, at the page of the sign-offs of a real greenhouse. */
@ThirdWindow
class SignoffsStoryTest {
    private static final Secret ANNAS = new Secret("a pond of quiet ducks");
    private static final Secret BOBS = new Secret("seven grey geese");
    private static final String PIN = "739154";

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final Present present = new Present("marta");
    private ControlRoom room;
    private Asker.Session anna;
    private SignIn.Opened bob;
    private Signoffs page;
    private PageSight sight;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @BeforeEach
    void open() {
        room = at("desk 1");
        SignIn.Opened owner = room.persons().firstOwner(Asker.account("marta"), "anna", "Anna Lee", ANNAS);
        anna = new Asker.Session(owner.token().text());
        Secret code = room.persons().invite(anna, "bob", "Bob Ng");
        var site = room.persons().scope("site").orElseThrow();
        room.persons().grant(anna, "bob", "supervisor", site, "hired");
        room.persons().grant(anna, "bob", "compliance", site, "for the audit");
        bob = room.persons().firstSignIn("bob", code, BOBS);
        room.persons().setPin(new Asker.Session(bob.token().text()), BOBS, new Secret(PIN));
        present.arrived(bob);
        show();
    }

    /** The record, opened at some computer. */
    private ControlRoom at(String workstation) {
        return new RuntimeFacilities(
                        "marta", InstantSource.system(), Ticker.system(), new SlowHash.Cost(64, 1, 1), workstation)
                .open(new Opening(data.resolve("d"), null, Example.GROW, null, Opening.Kind.WINDOW))
                .room();
    }

    private void show() {
        WindowOptions options =
                new WindowOptions(present, data.resolve("window.properties"), InstantSource.system(), Ticker.system());
        page = Sight.on(
                () -> new Signoffs(room, new Desk(room, present), options, Sight.WORDS, Platform::runLater, null));
        sight = Sight.on(() -> {
            PageSight s = new PageSight(page, Theme.DARK, TextSize.NORMAL, 1366, 768);
            page.inSight(true);
            return s;
        });
    }

    @AfterEach
    void close() {
        sight.close();
        room.close();
    }

    @Test
    void aChangeWaitsAndAnotherPersonApprovesItByThreeKeysAndAPin() throws Exception {
        Signoff policy =
                room.consents().changePolicy(anna, BuiltInPolicies.of(Action.CONFIGURATION_APPLY), "auditor's advice");
        sight.seen("1 open, 1 for you");
        sight.seenPart("Signed 0 of 1. Still wanted: approved by admin or compliance or owner");
        assertEquals(3, approve(), "down, A and Enter");
        sight.seen("Signed. The policy is in force.");
        assertEquals(SignoffState.EXECUTED, state(policy));
        sight.seenPart("Nothing waits for signatures.");

        assertTrue(change("limit: 32 °C", "limit: 33.5 °C").text().startsWith("Nothing has changed yet"));
        Signoff waits = room.consents().open(5).getFirst();
        sight.seenPart("The configuration is changed: ");
        sight.seenPart("Anna Lee (anna), owner, at ");
        sight.seen(org.penstock.app.window.model.signoff.Hashes.grouped(waits.contentHash()));
        assertTrue(inForce().contains("limit: 32 °C"));
        List<String> inWords = room.consents().inWords(waits.id());
        assertFalse(inWords.isEmpty());
        inWords.forEach(sight::seenPart);

        press(KeyCode.A);
        sight.seen("Bob Ng signs, by password or PIN.");
        Sight.on(() -> {
            sight.scene()
                    .getFocusOwner()
                    .fireEvent(
                            new KeyEvent(KeyEvent.KEY_TYPED, "a", "a", KeyCode.UNDEFINED, false, false, false, false));
            return 0;
        });
        assertTrue(secrets().stream().allMatch(String::isEmpty), "the key that opens the pane is not part of the PIN");
        write("999999");
        press(KeyCode.ENTER);
        sight.seenPart("That is not right: check the sign-in name or badge");
        assertTrue(secrets().stream().allMatch(String::isEmpty), "a secret does not stay in its field");
        write(PIN);
        press(KeyCode.ENTER);
        sight.seenPart("Signed. The change is in force");
        assertTrue(inForce().contains("limit: 33.5 °C"));
        Signoff done = room.consents().find(waits.id()).orElseThrow();
        assertEquals(SignoffState.EXECUTED, done.state());
        assertEquals("Bob Ng", done.signatures().getFirst().printedName());
        assertEquals(1, done.signatures().getFirst().components());
    }

    @Test
    void whoAskedCannotSignAndAnotherPersonDoesAtHisWorkstation() throws Exception {
        present.arrived(new SignIn.Opened(new Secret(anna.token()), bob.session(), "anna", "Anna Lee"));
        Signoff policy =
                room.consents().changePolicy(anna, BuiltInPolicies.of(Action.CONFIGURATION_APPLY), "auditor's advice");
        sight.seenPart("anna asked for this and cannot sign it.");
        assertFalse(sight.pressable("Reject…  R"));
        focus();
        press(KeyCode.A);
        write(ANNAS.text());
        press(KeyCode.ENTER);
        sight.seenPart("anna asked for this and cannot sign it.");

        sight.press("Somebody else, by name");
        write("bob");
        press(KeyCode.TAB);
        write(BOBS.text());
        press(KeyCode.ENTER);
        sight.seen("Signed. The policy is in force.");
        assertEquals(
                2,
                room.consents()
                        .find(policy.id())
                        .orElseThrow()
                        .signatures()
                        .getFirst()
                        .components());
    }

    @Test
    void noIsSaidWithAReasonAndWhoAskedTakesBack() {
        Signoff policy =
                room.consents().changePolicy(anna, BuiltInPolicies.of(Action.CONFIGURATION_APPLY), "auditor's advice");
        sight.seen("1 open, 1 for you");
        focus();
        press(KeyCode.R);
        press(KeyCode.ENTER);
        sight.seen("Say why. It is kept in the record.");
        write("one person is enough here");
        press(KeyCode.ENTER);
        sight.seenPart("Rejected: ");
        Signoff refused = room.consents().find(policy.id()).orElseThrow();
        assertEquals(SignoffState.REFUSED, refused.state());
        assertEquals("one person is enough here", refused.endReason());

        Signoff again =
                room.consents().changePolicy(anna, BuiltInPolicies.of(Action.CONFIGURATION_APPLY), "he is wrong");
        present.left();
        sight.seenPart("Only a signed-in person may read and verify the event record");
        present.arrived(new SignIn.Opened(new Secret(anna.token()), bob.session(), "anna", "Anna Lee"));
        sight.press("Withdraw…  W");
        write("I am wrong");
        press(KeyCode.ENTER);
        sight.seenPart("Withdrawn: ");
        assertEquals(SignoffState.WITHDRAWN, state(again));
    }

    /** To sign twice, by another's badge with the own PIN, or somewhere else: as in a terminal and over HTTP. */
    @Test
    void nobodyIsTwoPersons() throws Exception {
        Secret doras = new Secret("one white swan asleep");
        Secret code = room.persons().invite(anna, "dora", "Dora May");
        room.persons()
                .grant(anna, "dora", "supervisor", room.persons().scope("site").orElseThrow(), "hired");
        Asker.Session dora = new Asker.Session(
                room.persons().firstSignIn("dora", code, doras).token().text());
        room.persons().setPin(dora, doras, new Secret("480613"));
        room.persons().badge(anna, "dora", new Secret("0012345678"), "new badge");
        Policy built = BuiltInPolicies.of(Action.CONFIGURATION_APPLY);
        room.consents()
                .changePolicy(
                        anna,
                        new Policy(
                                built.action(),
                                0,
                                true,
                                List.of(built.slots().getFirst(), built.slots().getFirst()),
                                built.apart(),
                                built.validFor(),
                                Where.SAME,
                                built.bulk(),
                                built.reviewWithin()),
                        "two of us, side by side");
        sight.seen("1 open, 1 for you");
        approve();
        sight.seen("Signed. The policy is in force.");
        change("limit: 32 °C", "limit: 33.5 °C");
        sight.seen("1 open, 1 for you");
        byBadge("0012345678", PIN);
        sight.seenPart("That is not right: check the sign-in name or badge");
        press(KeyCode.ESCAPE);
        approve();
        sight.seenPart("Signed 1 of 2.");
        focus();
        press(KeyCode.A);
        write(PIN);
        press(KeyCode.ENTER);
        sight.seenPart("bob has signed this already; the other signature must come from another person.");

        sight.close();
        room.close();
        present.left();
        room = at("desk 2");
        present.arrived(room.persons().signIn(new SignIn.Proof.Password("bob", BOBS), false));
        show();
        sight.seenPart("Signed 1 of 2.");
        byBadge("0012345678", "480613");
        sight.seenPart("This is signed where it was asked for, at desk 1, not at desk 2. Go there.");
        assertTrue(inForce().contains("limit: 32 °C"));
    }

    /** Two releases, marked with the space bar: each hash stands in the pane, and one PIN signs both. */
    @Test
    void severalAreSignedAtOnceAndEachIsListedWithItsHash() {
        room.stock().makeItem(anna, "product", "blue", "Blue Dream", "kg");
        List<Signoff> asked = new ArrayList<>();
        for (String lot : List.of("L-1", "L-2")) {
            room.stock()
                    .receive(
                            anna,
                            new Stock.Receipt(lot, "product", "blue", LotKind.HARVEST, "", true, null),
                            BigDecimal.TEN,
                            room.snapshot().field().map().locations().getFirst().key(),
                            new Stock.Told(null, "", ""));
            UUID hold = room.stock()
                    .hold(anna, List.of(lot), HoldReason.OTHER, false, "looks odd")
                    .holds()
                    .getFirst();
            asked.add(room.stock().release(anna, hold, "the laboratory found nothing"));
        }
        sight.seen("2 open, 2 for you");
        Sight.on(() -> {
            list().requestFocus();
            list().getSelectionModel().selectFirst();
            return 0;
        });
        press(KeyCode.SPACE);
        press(KeyCode.DOWN);
        press(KeyCode.SPACE);
        press(KeyCode.A);
        sight.seen("Bob Ng signs, by password or PIN.");
        for (Signoff s : asked) {
            String hash = org.penstock.app.window.model.signoff.Hashes.grouped(s.contentHash());
            assertTrue(
                    Sight.on(() -> sight.scene().getRoot().lookup(".signing").lookupAll(".label").stream()
                            .anyMatch(n -> hash.equals(((javafx.scene.control.Labeled) n).getText()))),
                    s.summary() + " is listed without its hash");
        }
        write(PIN);
        press(KeyCode.ENTER);
        await("both")
                .atMost(20, SECONDS)
                .until(() -> asked.stream()
                        .allMatch(s -> room.consents()
                                        .find(s.id())
                                        .orElseThrow()
                                        .signatures()
                                        .size()
                                == 1));

        // Of a recipe everything that it says is seen before it is signed, and what is new against what is in force.
        room.stock()
                .recipes()
                .draft(
                        anna,
                        "tea",
                        "recipe: tea\nname: Tea\nkind: feed\nbatch: 1 L\ncomponents: [{item: product/blue, share: 9 %}]",
                        "a trial");
        Signoff recipe = room.stock().recipes().ask(anna, "tea", "it grew well");
        sight.seenPart("3 open");
        await("the recipe")
                .atMost(20, SECONDS)
                .until(() -> Sight.on(() -> page.reveal(recipe.id().toString())));
        sight.seenPart("Put version 1 of recipe tea, ");
        sight.seen("9 % product/blue");
        sight.seenPart("product/blue: 9 % (new)");
    }

    private void byBadge(String badge, String pin) {
        focus();
        press(KeyCode.A);
        sight.press("Somebody else, by badge");
        write(badge);
        press(KeyCode.ENTER);
        write(pin);
        press(KeyCode.ENTER);
    }

    /** @return how many keys besides those of the secret it took */
    private int approve() {
        Sight.on(() -> {
            list().requestFocus();
            return 0;
        });
        int keys = 0;
        press(KeyCode.DOWN);
        keys++;
        press(KeyCode.A);
        keys++;
        sight.seen("Bob Ng signs, by password or PIN.");
        write(PIN);
        press(KeyCode.ENTER);
        return keys + 1;
    }

    private void focus() {
        Sight.on(() -> {
            page.focus();
            return 0;
        });
    }

    private ListView<?> list() {
        return (ListView<?>) sight.scene().getRoot().lookup(".signoff-list");
    }

    private List<String> secrets() {
        return Sight.on(() -> {
            List<String> texts = new ArrayList<>();
            sight.scene()
                    .getRoot()
                    .lookupAll(".password-field")
                    .forEach(f -> texts.add(((TextInputControl) f).getText()));
            return texts;
        });
    }

    private SignoffState state(Signoff s) {
        return room.consents().find(s.id()).orElseThrow().state();
    }

    private String inForce() {
        return BaseLine.without(room.configuration().export()).getFirst().text();
    }

    private ControlRoom.Answer change(String from, String to) throws Exception {
        String main = inForce().replace(from, to);
        return room.configuration()
                .apply(
                        anna,
                        room.configuration()
                                .plan(List.of(new Configuration.File("grow.yaml", main)), false)
                                .id(),
                        "hot days")
                .get(20, SECONDS);
    }

    private static void press(KeyCode key) {
        AtTheWindow.type(key);
    }

    /** Puts a text where the keyboard is, as if typed. */
    private void write(String text) {
        await("a field")
                .atMost(20, SECONDS)
                .until(() -> Sight.on(() -> {
                    if (sight.scene().getFocusOwner() instanceof TextInputControl field && !field.isDisabled()) {
                        field.setText(text);
                        return true;
                    }
                    return false;
                }));
    }
}
