package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URL;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.TextArea;
import javafx.scene.control.TextField;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.view.Page;
import org.penstock.core.runtime.FacilitySnapshot;

/** One page in a scene of its own, as a person sees and uses it. Made on the JavaFX thread; the rest from a test's thread. */
final class PageSight implements AutoCloseable {
    private final Page page;
    private final Stage stage = new Stage();

    PageSight(Page page, Theme theme, TextSize size, int width, int height) {
        this.page = page;
        Typeface.load();
        Scene scene = new Scene((Parent) page.node(), width, height);
        scene.setUserAgentStylesheet(theme.controls());
        scene.getStylesheets().setAll(sheet(theme.palette()), sheet("window.css"));
        scene.getRoot().getStyleClass().add(size.styleClass());
        stage.setScene(scene);
        stage.setX(0);
        stage.setY(0);
        stage.show();
        page.focus();
    }

    private static String sheet(String name) {
        @Nullable URL sheet = Look.class.getResource(name);
        return Objects.requireNonNull(sheet, name).toExternalForm();
    }

    Scene scene() {
        return stage.getScene();
    }

    void beat(FacilitySnapshot snapshot) {
        Beat beat = new Beat(
                snapshot,
                new Moment(Instant.now(), 0.1, true),
                "marta",
                Sight.WORDS,
                new Times(Sight.WORDS, snapshot.site().zone()));
        Runnable show = page.write(beat);
        Sight.on(() -> {
            show.run();
            return 0;
        });
    }

    /** Leaves a picture and says what is wrong with it. */
    List<String> picture(String name) {
        return Sight.on(() -> {
            for (int i = 0; i < 3; i++) {
                scene().getRoot().applyCss();
                scene().getRoot().layout();
            }
            Sight.picture(scene(), name);
            return ScreenLint.faults(name, scene());
        });
    }

    void seen(String text) {
        seen(text, t -> t.equals(text));
    }

    void seenPart(String part) {
        seen(part, t -> t.contains(part));
    }

    private void seen(String what, Predicate<String> is) {
        await(what).atMost(40, SECONDS).untilAsserted(() -> {
            List<String> texts = texts();
            assertTrue(texts.stream().anyMatch(is), () -> what + " is not among " + texts);
        });
    }

    /** Waits until no text in sight has {@code part}. */
    void gone(String part) {
        await(part + " to be gone").atMost(40, SECONDS).until(() -> !sees(part));
    }

    boolean sees(String part) {
        return texts().stream().anyMatch(t -> t.contains(part));
    }

    private List<String> texts() {
        return Sight.on(() -> scene().getRoot().lookupAll("*").stream()
                .filter(n -> n instanceof Labeled && isInSight(n))
                .map(n -> ((Labeled) n).getText())
                .filter(Objects::nonNull)
                .collect(Collectors.toList()));
    }

    private static boolean isInSight(Node node) {
        for (@Nullable Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return true;
    }

    void press(String text) {
        await("a button " + text)
                .atMost(40, SECONDS)
                .until(() -> Sight.on(() -> {
                    for (Node n : scene().getRoot().lookupAll("*")) {
                        if (n instanceof ButtonBase b && isInSight(b) && !b.isDisabled() && text.equals(b.getText())) {
                            b.requestFocus();
                            b.fire();
                            return true;
                        }
                    }
                    return false;
                }));
    }

    /** Whether there is a button and it can be pressed. */
    boolean pressable(String text) {
        return Sight.on(() -> scene().getRoot().lookupAll("*").stream()
                .anyMatch(
                        n -> n instanceof ButtonBase b && isInSight(b) && !b.isDisabled() && text.equals(b.getText())));
    }

    /** Types into the first text field below what {@code selector} finds. */
    void fill(String selector, String text) {
        await(selector)
                .atMost(40, SECONDS)
                .until(() -> Sight.on(() -> {
                    for (Node part : scene().getRoot().lookupAll(selector)) {
                        for (Node n : part.lookupAll(".text-field")) {
                            if (n instanceof TextField field && isInSight(field)) {
                                field.requestFocus();
                                field.setText(text);
                                return true;
                            }
                        }
                    }
                    return false;
                }));
    }

    /** The lines that stand in the text area in sight. */
    TextArea lines() {
        return (TextArea) scene().getRoot().lookupAll(".yaml").stream()
                .filter(PageSight::isInSight)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no lines are in sight"));
    }

    @Override
    public void close() {
        Sight.on(() -> {
            page.close();
            stage.close();
            return 0;
        });
    }
}
