package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import javafx.stage.Window;
import org.controlsfx.control.PopOver;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A person looks at one output: why it is so, what keeps it shut, what was sent to it; and lets it go. */
class OutputStoryTest extends AtTheWindow {
    @Test
    void anOutputHasAPageThatSaysWhyItIsSoAndWhatWasSentToIt() {
        find("pump 1");
        seen("Shut: Tank low is tripped: tank level 38.4 L is below 50 L. Fill the tank, then reset.");
        seen("Tank level 38.4 L is below 50 L.");
        seen("NO ANSWER");
        assertTrue(texts().stream().anyMatch(t -> t.endsWith("· marta: to see it: not read back within 4 s: closed")));
        seen("verified");
        assertTrue(texts().contains("30 min"), "how long it may run at most");
        press("Its place");
        seen("Values");
    }

    @Test
    void whatRunsIsReleasedFromItsPage() {
        find("exhaust fan");
        seen("Wanted by: rule vent-1");
        press("Release");
        confirm("Release Exhaust fan");
        assertEquals("output.release", room.confirmed().getLast().kind());
        assertEquals("fan-1", room.confirmed().getLast().subject());
    }

    @Test
    void theCornerSaysWhyBesideItselfAndLeadsToTheRest() {
        Sight.on(() -> {
            ((Button) inSight(".corner-item:abnormal")).fire();
            return 0;
        });
        Scene beside = await().atMost(40, SECONDS)
                .until(
                        () -> Sight.on(() -> Window.getWindows().stream()
                                .filter(PopOver.class::isInstance)
                                .map(Window::getScene)
                                .findFirst()
                                .orElse(null)),
                        s -> s != null);
        List<String> said = Sight.on(() -> {
            Sight.picture(beside, "why");
            return ScreenLint.faults("why", beside).stream()
                    .filter(f -> !f.contains("texts are on the screen"))
                    .toList();
        });
        assertEquals(List.of(), said);
        assertTrue(Sight.on(() -> beside.getRoot().lookupAll(".why-text").stream()
                .anyMatch(n -> ((Labeled) n).getText().contains("192.168.1.30:1883 refused"))));
        Sight.on(() -> {
            ((Button) beside.getFocusOwner()).fire();
            return 0;
        });
        seen("The broker at 192.168.1.30:1883 refused the connection. Next attempt in 8 s.");
        assertTrue(Sight.on(() -> Window.getWindows().stream().noneMatch(PopOver.class::isInstance)));
    }

    @Test
    void theHiddenCommandMakesTheWatchOverTheScreenSpeak() {
        Logger logger = (Logger) LoggerFactory.getLogger(UiWatch.class);
        ListAppender<ILoggingEvent> heard = new ListAppender<>();
        heard.start();
        logger.addAppender(heard);
        try {
            type(KeyCode.CONTROL, KeyCode.K);
            seen("Do");
            fill(".find-field", 0, "freeze 400");
            assertTrue(
                    texts().stream().noneMatch(t -> t.startsWith("Let the window stand still")),
                    "not before it is typed in full");
            fill(".find-field", 0, "freeze 400 ms");
            seen("Let the window stand still for 400 ms");
            type(KeyCode.ENTER);
            await().atMost(15, SECONDS)
                    .until(() -> heard.list.stream()
                            .anyMatch(e -> e.getFormattedMessage().contains("org.penstock.app.window.Find.standStill")
                                    && e.getFormattedMessage().startsWith("The screen stands still for over 250 ms")));
        } finally {
            logger.detachAppender(heard);
        }
    }

    private void find(String letters) {
        type(KeyCode.CONTROL, KeyCode.K);
        seen("Do");
        fill(".find-field", 0, letters);
        seen("Output");
        type(KeyCode.ENTER);
    }
}
