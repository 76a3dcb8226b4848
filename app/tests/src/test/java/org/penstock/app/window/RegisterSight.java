package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.Page;
import org.penstock.core.identity.Role;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;

/** One page over records in a scene of its own, with persons who can sit down before it. Used from a test's thread. */
final class RegisterSight implements AutoCloseable {
    /** What time it is at the fake facility, and at every page unless a real one is shown. */
    volatile Instant now = Facilities.NOW;

    private InstantSource wall = () -> now;

    final FakeControlRoom room = new FakeControlRoom(() -> now, Facilities.abnormal());
    final Present present = new Present("marta");
    /** Where the page led to, in order. */
    final List<String> ways = new ArrayList<>();

    private @Nullable PageSight sight;
    /** The letter that was pressed last on the list, until what it asks for is filled in. */
    private @Nullable KeyCode pressed;

    private long pressedAt;
    private @Nullable Page page;

    RegisterSight() {
        room.persons
                .with("anna", "Anna Lee", "right", Role.SUPERVISOR)
                .with("bob", "Bob Ng", "right", Role.COMPLIANCE)
                .with("vera", "Vera Hill", "right", Role.VIEWER);
    }

    /** Somebody sits down. */
    void sits(String login) {
        present.arrived(room.persons.signIn(new SignIn.Proof.Password(login, new Secret("right")), false));
    }

    RegisterSight open(PageAddress.Kind kind) {
        return open(kind, room);
    }

    /** Shows the page of a facility; a real one goes by the real time. */
    RegisterSight open(PageAddress.Kind kind, ControlRoom facility) {
        wall = facility == room ? () -> now : InstantSource.system();
        WindowOptions options = new WindowOptions(present, Path.of("target/unused"), wall, Ticker.system());
        Going going = new Going() {
            @Override
            public void go(PageAddress address) {
                ways.add(address.text());
            }

            @Override
            public void goTo(PageAddress address, String key) {
                ways.add(address.text() + key);
            }

            @Override
            public void goBeside(PageAddress address) {
                ways.add(address.text());
            }
        };
        Page made = Sight.on(() -> {
            Desk desk = new Desk(facility, present);
            return switch (kind) {
                case LOTS -> new Lots(facility, desk, options, Sight.WORDS, Platform::runLater, going);
                case RECIPES -> new RecipeBook(facility, desk, options, Sight.WORDS, Platform::runLater, going);
                case DESTRUCTION -> new Destructions(facility, desk, options, Sight.WORDS, Platform::runLater, going);
                case RETENTION -> new Retentions(facility, desk, options, Sight.WORDS, Platform::runLater, going);
                case HANDOVER -> new Handovers(facility, desk, options, Sight.WORDS, Platform::runLater, going);
                default -> throw new IllegalArgumentException(kind + " is no page over records");
            };
        });
        page = made;
        sight = Sight.on(() -> {
            PageSight s = new PageSight(made, Theme.DARK, TextSize.NORMAL, 1366, 768);
            made.inSight(true);
            return s;
        });
        return this;
    }

    PageSight sight() {
        return Objects.requireNonNull(sight);
    }

    Page page() {
        return Objects.requireNonNull(page);
    }

    /** Presses a key where the keyboard is. */
    void key(KeyCode key) {
        AtTheWindow.type(key);
    }

    /** Puts the keyboard on the list and presses a key. */
    void onList(KeyCode key) {
        Sight.on(() -> {
            page().focus();
            return 0;
        });
        key(key);
        pressed = key.isLetterKey() ? key : null;
        pressedAt = System.nanoTime();
    }

    /** A letter pressed before the page has read what can be done now asks nothing: whoever sees that presses it again. */
    private void pressAgain() {
        KeyCode letter = pressed;
        if (letter != null
                && System.nanoTime() - pressedAt > 400_000_000L
                && Sight.on(() ->
                        sight().scene().getRoot().lookupAll(".dialog").stream().noneMatch(AtTheWindow::isInSight))) {
            onList(letter);
        }
    }

    /** Writes where the keyboard is, as if typed. */
    void write(String text) {
        await("a field").atMost(20, SECONDS).until(() -> {
            pressAgain();
            return Sight.on(() -> {
                if (sight().scene().getFocusOwner() instanceof TextInputControl field && !field.isDisabled()) {
                    field.setText(text);
                    return true;
                }
                return false;
            });
        });
        pressed = null;
    }

    /** Chooses in the box where the keyboard is, by its keys. */
    void choose(String part) {
        await(part).atMost(20, SECONDS).until(() -> {
            pressAgain();
            return Sight.on(() -> {
                if (sight().scene().getFocusOwner() instanceof ComboBox<?> box) {
                    for (int i = 0; i < box.getItems().size(); i++) {
                        if (String.valueOf(box.getItems().get(i)).contains(part)) {
                            box.getSelectionModel().select(i);
                            return true;
                        }
                    }
                }
                return false;
            });
        });
        pressed = null;
    }

    /** Goes on to the next control. */
    void tab() {
        key(KeyCode.TAB);
    }

    /** Does what the pane says. */
    void go() {
        AtTheWindow.type(KeyCode.CONTROL, KeyCode.ENTER);
    }

    /** Whether the keyboard is on a box to be checked. */
    boolean onCheck() {
        return Sight.on(() -> sight().scene().getFocusOwner() instanceof CheckBox);
    }

    /** Every text field of the pane, to look for what must not stay. */
    List<String> secrets() {
        return Sight.on(() -> {
            List<String> texts = new ArrayList<>();
            for (Node n : sight().scene().getRoot().lookupAll(".password-field")) {
                texts.add(((TextInputControl) n).getText());
            }
            return texts;
        });
    }

    @Override
    public void close() {
        if (sight != null) {
            sight.close();
        }
    }
}
