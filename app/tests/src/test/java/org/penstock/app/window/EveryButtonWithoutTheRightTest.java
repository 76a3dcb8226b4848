package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.core.testsupport.MigratedDirectory;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.app.testsupport.OtherSite;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.inventory.LotKind;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Persons;
import org.penstock.core.runtime.Stock;

/**
 * A viewer, and the administrator of another site, sit down at a real facility, open every page, press every button and every
 * letter on it and fill in whatever they are asked: they are told that they may not, and nothing happens.
 */
class EveryButtonWithoutTheRightTest {
    private static final Secret ANNAS = new Secret("a pond of quiet ducks");
    private static final Secret THEIRS = new Secret("seven grey geese walk");

    /** What goes elsewhere, ends the window's own things or asks the desktop for a file: no deed at the facility. */
    private static final Set<String> NOT_PRESSED =
            Set.of("Browse…", "Choose…", "Sign out", "Lock the screen", "Lock", "Stop everything");

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final Present present = new Present("desk");
    private final Map<Kind, Set<String>> pressed = new EnumMap<>(Kind.class);
    /** Pages on which somebody was told that he may not. */
    private final Set<Kind> told = EnumSet.noneOf(Kind.class);

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
        things();
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

    /** What there is to be pressed at. */
    private void things() {
        Persons persons = room.persons();
        Asker.Session anna = session(persons.firstOwner(Asker.account("desk"), "anna", "Anna Lee", ANNAS));
        Secret code = persons.invite(anna, "bob", "Bob Ng");
        persons.grant(anna, "bob", "viewer", persons.scope("organization").orElseThrow(), "looks on");
        persons.firstSignIn("bob", code, THEIRS);
        code = persons.invite(anna, "sue", "Sue Bell");
        OtherSite.administeredBy("sue", room, data.resolve("d"));
        persons.firstSignIn("sue", code, THEIRS);
        persons.deviceKey(anna, room.snapshot().field().devices().getFirst().key(), "a display");
        Stock stock = room.stock();
        stock.makeItem(anna, "product", "blue", "Blue Dream", "kg");
        String place = room.snapshot().field().map().locations().getFirst().key();
        for (String lot : List.of("H 26/7", "H 26/8")) {
            stock.receive(
                    anna,
                    new Stock.Receipt(lot, "product", "blue", LotKind.HARVEST, "", true, null),
                    java.math.BigDecimal.TEN,
                    place,
                    new Stock.Told(null, "", ""));
        }
        stock.destroying().schedule(anna, "H 26/7", "", "mould");
        stock.release(
                anna,
                stock.hold(anna, List.of("H 26/8"), HoldReason.OTHER, false, "looks odd")
                        .holds()
                        .getFirst(),
                "fine");
        stock.recipes()
                .draft(
                        anna,
                        "tea",
                        "recipe: tea\nname: Tea\nkind: feed\nbatch: 1 L\ncomponents: [{item: product/blue, share: 9 %}]",
                        "asked for");
        room.shifts().give(anna, ANNAS, "listen to pump 2");
        persons.signOut(anna);
    }

    private static Asker.Session session(SignIn.Opened opened) {
        return new Asker.Session(opened.token().text());
    }

    /** Pages that say nothing but that he may not: to a viewer, and to who belongs to another site. */
    private static Set<Kind> shut(String login) {
        Set<Kind> record = Set.of(Kind.SIGNOFFS, Kind.RECORD, Kind.HANDOVER, Kind.RETENTION, Kind.PEOPLE);
        return login.equals("bob")
                ? record
                : Stream.concat(record.stream(), Stream.of(Kind.CONFIGURATION, Kind.LOTS, Kind.RECIPES, Kind.DESTRUCTION))
                        .collect(Collectors.toSet());
    }

    @Test
    void everyPageSaysSoAndNothingHappens() {
        Map<String, String> wrong = new TreeMap<>();
        for (String login : List.of("bob", "sue")) {
            present.arrived(room.persons().signIn(new SignIn.Proof.Password(login, THEIRS), false));
            long before = room.record().events(1).getFirst().seq();
            for (Kind kind : Kind.values()) {
                if (kind != Kind.STREAM && kind != Kind.OUTPUT && kind != Kind.PLACE) {
                    page(kind, login, wrong);
                }
            }
            found(login, "valve", Kind.OUTPUT, wrong);
            Set<String> happened = room.record().events(1_000).stream()
                    .filter(e -> e.seq() > before)
                    .filter(e -> e.actor().equals(login) || e.actor().equals("desk"))
                    .map(e -> e.kind() + " " + e.subject())
                    .filter(k -> !k.startsWith("session.") && !k.startsWith("sign_in."))
                    .collect(Collectors.toCollection(TreeSet::new));
            if (!happened.isEmpty()) {
                wrong.put(login + " did", happened.toString());
            }
        }
        assertEquals("", String.join("\n", wrong.entrySet().stream().map(Object::toString).toList()), () -> "" + pressed);
        Set<Kind> silent = EnumSet.complementOf(EnumSet.copyOf(told));
        assertEquals(
                EnumSet.of(
                        Kind.STREAM, Kind.PLACE, Kind.SYNOPTIC, Kind.TREND, Kind.SYSTEM, Kind.SETTINGS),
                silent,
                "there is nothing to be done there, or nobody was told");
        long buttons = pressed.values().stream().mapToLong(Set::size).sum();
        assertTrue(buttons > 30, "pressed only " + pressed);
    }

    private void page(Kind kind, String login, Map<String, String> wrong) {
        away();
        Sight.on(() -> {
            String title = Sight.WORDS.of(kind.wordKey());
            nodes(ButtonBase.class)
                    .filter(b -> b.getStyleClass().contains("nav-task")
                            && b.getText().startsWith(title))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no way leads to " + kind))
                    .fire();
            return 0;
        });
        quiet();
        String name = login + " at " + kind;
        if (kind == Kind.PEOPLE) {
            // Where whoever sat here before had looked at what is his own.
            press("Persons");
            quiet();
        }
        if (shut(login).contains(kind)) {
            try {
                await(name).atMost(20, SECONDS).until(() -> sees("may not"));
            } catch (org.awaitility.core.ConditionTimeoutException e) {
                wrong.put(name, "does not say that he may not: " + texts());
            }
            for (String secret : List.of("H 26/7", "H 26/8", "Anna Lee", "listen to pump 2")) {
                if (sees(secret)) {
                    wrong.put(name + " shows", secret);
                }
            }
        }
        everything(kind, name, wrong);
    }

    /** A thing that has a page of its own, by its name. */
    private void found(String login, String letters, Kind kind, Map<String, String> wrong) {
        away();
        AtTheWindow.lookFor(window.scene(), letters);
        quiet();
        AtTheWindow.type(KeyCode.ENTER);
        quiet();
        everything(kind, login + " at " + kind, wrong);
    }

    /** Presses every button of the page, its letter where it has one, also where it is grey. */
    private void everything(Kind kind, String name, Map<String, String> wrong) {
        select();
        quiet();
        Set<String> done = pressed.computeIfAbsent(kind, _ -> new TreeSet<>());
        Set<String> here = new TreeSet<>();
        for (int i = 0; i < 60; i++) {
            String next = buttons().stream()
                    .filter(b -> !here.contains(b) && !NOT_PRESSED.contains(b))
                    .findFirst()
                    .orElse(null);
            if (next == null) {
                return;
            }
            here.add(next);
            done.add(next);
            press(next);
            quiet();
            listen(kind);
            answer(kind, name + ": " + next, wrong);
        }
        wrong.put(name, "has no end of buttons: " + here);
    }

    /** Fills in whatever is asked, says yes, and goes away again. */
    private void answer(Kind kind, String name, Map<String, String> wrong) {
        for (int i = 0; i < 3 && dialog(); i++) {
            Sight.on(() -> {
                below(".dialog").forEach(n -> {
                    if (n instanceof TextInputControl field && field.isEditable() && !field.isDisabled()) {
                        field.setText(field.getStyleClass().contains("password-field") ? THEIRS.text() : "2");
                    } else if (n instanceof ComboBox<?> box && !box.isDisabled() && box.getValue() == null) {
                        box.getSelectionModel().selectFirst();
                    }
                });
                return 0;
            });
            AtTheWindow.type(KeyCode.CONTROL, KeyCode.ENTER);
            AtTheWindow.type(KeyCode.ENTER);
            quiet();
            listen(kind);
        }
        away();
        if (dialog()) {
            wrong.put(name, "does not go away");
        }
    }

    private void listen(Kind kind) {
        if (sees("may not")) {
            told.add(kind);
        }
    }

    private void away() {
        for (int i = 0; i < 4 && dialog(); i++) {
            AtTheWindow.type(KeyCode.ESCAPE);
            quiet();
        }
    }

    private boolean dialog() {
        return Sight.on(() -> below(".dialog").findAny().isPresent());
    }

    private Stream<Node> below(String selector) {
        return window.scene().getRoot().lookupAll(selector).stream()
                .filter(AtTheWindow::isInSight)
                .flatMap(d -> d.lookupAll("*").stream());
    }

    private void select() {
        Sight.on(() -> {
            nodes(ListView.class).forEach(list -> list.getSelectionModel().selectFirst());
            return 0;
        });
    }

    /** Texts of the buttons of the page, without those of the window around it. */
    private List<String> buttons() {
        return Sight.on(() -> {
            List<String> texts = new ArrayList<>();
            nodes(ButtonBase.class)
                    .filter(b -> b.getText() != null && !b.getText().isBlank())
                    .filter(b -> outside(b).isEmpty())
                    .forEach(b -> texts.add(b.getText()));
            return texts;
        });
    }

    private static String outside(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            for (String around : List.of("nav", "header", "tabs", "strip", "corner")) {
                if (at.getStyleClass().contains(around)) {
                    return around;
                }
            }
        }
        return "";
    }

    private void press(String text) {
        String letter = text.matches("(?s).+  [A-Z]") ? text.substring(text.length() - 1) : "";
        if (!letter.isEmpty()) {
            Sight.on(() -> {
                nodes(ListView.class).findFirst().ifPresent(Node::requestFocus);
                return 0;
            });
            AtTheWindow.type(KeyCode.valueOf(letter));
            return;
        }
        Sight.on(() -> {
            nodes(ButtonBase.class)
                    .filter(b -> text.equals(b.getText()) && !b.isDisabled())
                    .findFirst()
                    .ifPresent(b -> {
                        b.requestFocus();
                        b.fire();
                    });
            return 0;
        });
    }

    /** Waits until what was asked has been answered and is on the screen. */
    static void quiet() {
        await("answers").atMost(30, SECONDS).pollInterval(5, java.util.concurrent.TimeUnit.MILLISECONDS).until(() -> {
            Sight.on(() -> 0);
            Thread[] all = new Thread[Thread.activeCount() + 20];
            Thread.enumerate(all);
            return Stream.of(all)
                    .noneMatch(t -> t != null && t.isAlive() && t.getName().startsWith("penstock-window-request"));
        });
        Sight.on(() -> 0);
        Sight.on(() -> 0);
    }

    private <T extends Node> Stream<T> nodes(Class<T> type) {
        return window.scene().getRoot().lookupAll("*").stream()
                .filter(n -> type.isInstance(n) && AtTheWindow.isInSight(n))
                .map(type::cast);
    }

    private boolean sees(String part) {
        return texts().stream().anyMatch(t -> t.contains(part));
    }

    private List<String> texts() {
        return Sight.on(() -> nodes(Labeled.class)
                .map(Labeled::getText)
                .filter(t -> t != null && !t.isBlank())
                .toList());
    }
}
