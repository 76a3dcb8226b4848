package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.PasswordField;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Directory;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.inventory.LotKind;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Stock;
import org.penstock.core.testsupport.MigratedDirectory;

/** A real facility gets its first owner at the window, who invites an operator; both find out what each may do. */
@ThirdWindow
class PeopleStoryTest {
    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final Present present = new Present("desk");
    /** What was typed into fields that do not show it. */
    private final Set<String> secrets = new LinkedHashSet<>();

    private ControlRoom room;
    private ControlRoomWindow window;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @BeforeEach
    void open() throws Exception {
        room = new RuntimeFacilities("desk", InstantSource.system(), Ticker.system(), new SlowHash.Cost(64, 1, 1))
                .open(new Opening(data.resolve("d"), null, Example.GROW, null, Opening.Kind.WINDOW))
                .room();
        window = ControlRoomWindow.open(
                        new WindowOptions(
                                present, data.resolve("window.properties"), InstantSource.system(), Ticker.system()),
                        CompletableFuture.completedFuture(room))
                .get(40, SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        window.close();
        window.closed().get(40, SECONDS);
    }

    @Test
    void theFirstOwnerInvitesAnOperatorWhoIsRefusedWhatIsTheOwners() {
        seen("No owner yet");
        assertFalse(sees("Nobody owns this facility yet"), "a demonstration does not ask");
        AtTheWindow.type(KeyCode.F3);
        seen("Nobody owns this facility yet");
        letters("Ada Brandt");
        next("ada.brandt");
        next("short");
        next("short");
        AtTheWindow.type(KeyCode.ENTER);
        seenPart("The password needs at least 10 characters");
        letters("seven quiet rivers");
        next("seven quiet rivers");
        AtTheWindow.type(KeyCode.ENTER);
        seen("Ada Brandt");
        assertTrue(room.persons().directory().orElseThrow().claimed());

        AtTheWindow.type(KeyCode.CONTROL, KeyCode.P);
        press("Invite a person…");
        letters("Omar Haddad");
        next("omar");
        AtTheWindow.type(KeyCode.ENTER);
        seen("Code for Omar Haddad");
        String code = Sight.on(() -> ((Label) window.scene().lookup(".pairing-code")).getText());
        AtTheWindow.type(KeyCode.ESCAPE);
        seen("Omar Haddad is invited.");
        Drawn.hasNone("when the code was told", List.of(code));
        choose("Omar Haddad");
        press("Give a role…");
        pick("viewer");
        reason("looks on in the holidays");
        seen("viewer · " + room.snapshot().site().name() + ", the whole site");

        AtTheWindow.type(KeyCode.F3);
        press("The first _time: I have a code");
        letters("omar");
        next(code);
        next("green apples every day");
        next("green apples every day");
        AtTheWindow.type(KeyCode.ENTER);
        seen("Omar Haddad");
        await().atMost(20, SECONDS).until(() -> present.key().equals("omar"));
        assertEquals(
                List.of("omar"),
                room.persons().directory().orElseThrow().sessions().values().stream()
                        .map(s -> login(room, s))
                        .toList(),
                "Ada was signed out");
        seenPart("Omar Haddad may not see persons, roles and sessions.");
        AtTheWindow.type(KeyCode.F5);
        press("Run now");
        seenPart("Omar Haddad (viewer) may not start and stop programs here. Who may:");

        AtTheWindow.type(KeyCode.F3);
        letters("ada.brandt");
        next("seven quiet rivers");
        AtTheWindow.type(KeyCode.ENTER);
        seen("Ada Brandt");
        await("the same request, by somebody who may")
                .atMost(20, SECONDS)
                .until(() -> texts().stream().noneMatch(t -> t.contains("may not"))
                        && Sight.on(() -> window.scene().lookup(".dialog") != null));
        AtTheWindow.type(KeyCode.ESCAPE);

        AtTheWindow.type(KeyCode.CONTROL, KeyCode.P);
        choose("Ada Brandt");
        press("Has left…");
        reason("tries it");
        seenPart("owner");
        assertTrue(room.persons().directory().orElseThrow().claimed(), "the last owner stays");
        AtTheWindow.type(KeyCode.ESCAPE);
        theOwnPinUnlocksTheScreenAndSoDoesABadge();
        aKeyForADevice();
        aLotIsFound();
        noPageShowsWhatWasTyped();
        AtTheWindow.type(KeyCode.CONTROL, KeyCode.P);
        choose("Omar Haddad");
        press("Lock out…");
        reason("lost the phone");
        seen("Omar Haddad is locked out.");
        assertEquals(
                Directory.State.LOCKED,
                room.persons()
                        .directory()
                        .orElseThrow()
                        .byLogin("omar")
                        .orElseThrow()
                        .state());
    }

    private void theOwnPinUnlocksTheScreenAndSoDoesABadge() {
        Asker.Session ada = (Asker.Session) present.asker();
        room.persons().setPin(ada, new Secret("seven quiet rivers"), new Secret("739152"));
        room.persons().badge(ada, "ada.brandt", new Secret("00482913"), "new badge");
        ada = (Asker.Session) present.asker();
        AtTheWindow.type(KeyCode.CONTROL, KeyCode.L);
        seen("Ada Brandt · locked");
        AtTheWindow.type(KeyCode.F3);
        seen("Locked for Ada Brandt");
        letters("739153");
        AtTheWindow.type(KeyCode.ENTER);
        seenPart("That is not right");
        letters("739152");
        AtTheWindow.type(KeyCode.ENTER);
        seen("Ada Brandt");
        await().atMost(20, SECONDS).until(() -> !present.locked());
        assertEquals(ada, present.asker(), "the same session goes on");
        AtTheWindow.type(KeyCode.CONTROL, KeyCode.L);
        seen("Ada Brandt · locked");
        AtTheWindow.type(KeyCode.F3);
        press("_Badge and PIN");
        letters("00482913");
        AtTheWindow.type(KeyCode.ENTER);
        letters("739152");
        AtTheWindow.type(KeyCode.ENTER);
        seen("Ada Brandt");
        await().atMost(20, SECONDS).until(() -> !present.locked());
    }

    /** The key is shown once, opens what it may and is refused as soon as it is revoked. */
    private void aKeyForADevice() {
        press("Device keys");
        seen("No device has a key. Make one for a display or a controller that asks over HTTP.");
        press("Make a key…");
        String device = room.snapshot().field().devices().getFirst().name() + " ("
                + room.snapshot().field().devices().getFirst().key() + ")";
        pick(device);
        reason("its display");
        seen("Key of " + room.snapshot().field().devices().getFirst().name());
        String key = Sight.on(() -> ((Label) window.scene().lookup(".device-key")).getText());
        assertTrue(room.persons().holds(key));
        AtTheWindow.type(KeyCode.ESCAPE);
        seen("penstock-key-…" + key.substring(key.length() - 4));
        assertFalse(texts().stream().anyMatch(t -> t.contains(key)), "shown once");
        secrets.add(key);
        Sight.on(() -> {
            window.scene().getRoot().lookupAll(".list-view").stream()
                    .filter(n -> n instanceof ListView<?> && AtTheWindow.isInSight(n))
                    .forEach(n -> ((ListView<?>) n).getSelectionModel().select(0));
            return 0;
        });
        press("Revoke its keys…");
        reason("the display is gone");
        seenPart("are revoked.");
        assertFalse(room.persons().holds(key));
        press("Persons");
    }

    /** By its number, also when nothing is left of it; the page of the lots opens at it. */
    private void aLotIsFound() {
        Asker asker = present.asker();
        room.stock().makeItem(asker, "product", "blue", "Blue Dream", "kg");
        String place = room.snapshot().field().map().locations().getFirst().key();
        for (String lot : List.of("H 26/7", "H 26/8")) {
            room.stock()
                    .receive(
                            asker,
                            new Stock.Receipt(lot, "product", "blue", LotKind.HARVEST, "", true, null),
                            BigDecimal.TEN,
                            place,
                            new Stock.Told(null, "", ""));
        }
        room.stock().take(asker, Stock.Way.SHIP, "H 26/8", BigDecimal.TEN, null, new Stock.Told(null, "", ""));
        AtTheWindow.type(KeyCode.CONTROL, KeyCode.K);
        letters("blue dream 26/8");
        seen("H 26/8");
        AtTheWindow.type(KeyCode.ENTER);
        seen("H 26/8, Blue Dream");
        seenPart("0 kg, shipped.");
        AtTheWindow.type(KeyCode.CONTROL, KeyCode.P);
    }

    /** Neither a password nor a PIN, a badge, a code, a key or the token of a session stands on any page. */
    private void noPageShowsWhatWasTyped() {
        secrets.add(((Asker.Session) present.asker()).token());
        assertTrue(
                secrets.containsAll(List.of("seven quiet rivers", "739152", "00482913", "green apples every day")),
                () -> "typed: " + secrets);
        for (Kind kind : Kind.values()) {
            boolean there = Sight.on(() -> {
                List<ButtonBase> ways = window.scene().getRoot().lookupAll(".nav-task").stream()
                        .map(ButtonBase.class::cast)
                        .filter(b -> b.getText().startsWith(Sight.WORDS.of(kind.wordKey())))
                        .toList();
                ways.forEach(ButtonBase::fire);
                return !ways.isEmpty();
            });
            if (there) {
                Drawn.hasNone("at " + kind, List.copyOf(secrets));
                EveryButtonWithoutTheRightTest.quiet();
                Drawn.hasNone("at " + kind + " when it is read", List.copyOf(secrets));
            }
        }
    }

    private static String login(ControlRoom room, Directory.OpenSession session) {
        Directory.Person person =
                room.persons().directory().orElseThrow().persons().get(session.person());
        return person == null ? "" : person.login();
    }

    private void reason(String why) {
        Sight.on(() -> {
            List<Node> fields = window.scene().getRoot().lookupAll(".dialog .person-field").stream()
                    .toList();
            fields.getLast().requestFocus();
            ((TextField) fields.getLast()).setText(why);
            return 0;
        });
        AtTheWindow.type(KeyCode.ENTER);
    }

    @SuppressWarnings("unchecked")
    private void pick(String role) {
        Sight.on(() -> {
            ((ComboBox<String>) window.scene().lookup(".dialog .combo-box")).setValue(role);
            return 0;
        });
    }

    private void choose(String name) {
        AtTheWindow.lookFor(window.scene(), name);
        seen("Person");
        AtTheWindow.type(KeyCode.ENTER);
        seen("Give a role…");
    }

    private void letters(String text) {
        await().atMost(20, SECONDS).until(() -> Sight.on(() -> window.scene().getFocusOwner() instanceof TextField));
        boolean unseen = Sight.on(() -> {
            TextField field = (TextField) window.scene().getFocusOwner();
            field.setText(text);
            return field instanceof PasswordField;
        });
        if (unseen) {
            secrets.add(text);
            Drawn.hasNone("while it is typed", List.copyOf(secrets));
        }
    }

    private void next(String text) {
        AtTheWindow.type(KeyCode.TAB);
        letters(text);
    }

    private void press(String text) {
        await(text)
                .atMost(20, SECONDS)
                .until(() -> Sight.on(() -> {
                    for (Node n : window.scene().getRoot().lookupAll("*")) {
                        if (n instanceof ButtonBase b && AtTheWindow.isInSight(b) && text.equals(b.getText())) {
                            b.fire();
                            return true;
                        }
                    }
                    return false;
                }));
    }

    private List<String> texts() {
        return Sight.on(() -> window.scene().getRoot().lookupAll("*").stream()
                .filter(n -> n instanceof Labeled && AtTheWindow.isInSight(n))
                .map(n -> String.valueOf(((Labeled) n).getText()))
                .toList());
    }

    private boolean sees(String text) {
        return texts().contains(text);
    }

    private void seen(String text) {
        await(text)
                .atMost(20, SECONDS)
                .untilAsserted(() -> assertTrue(sees(text), () -> text + " is not among " + texts()));
    }

    private void seenPart(String part) {
        await(part)
                .atMost(20, SECONDS)
                .untilAsserted(() -> assertTrue(
                        texts().stream().anyMatch(t -> t.contains(part)), () -> part + " is not in " + texts()));
    }
}
