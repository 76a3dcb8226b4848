package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import javafx.scene.Node;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.Here;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.view.Page;
import org.penstock.core.quantity.Ticker;

/** The heartbeat of a window in which one page fails. */
class PulseTest {
    private final FakeControlRoom room = new FakeControlRoom(() -> Facilities.NOW, Facilities.calm());
    private final AtomicReference<@Nullable Frame> shown = new AtomicReference<>();
    private final AtomicInteger living = new AtomicInteger();

    /** A page of which {@code write} and {@code show} do what they are given. */
    private record Broken(Runnable onWrite, Runnable onShow) implements Page {
        @Override
        public PageAddress address() {
            return PageAddress.of(PageAddress.Kind.SYSTEM);
        }

        @Override
        public String title() {
            return "";
        }

        @Override
        public Node node() {
            return new Region();
        }

        @Override
        public Runnable write(Beat beat) {
            onWrite.run();
            return onShow;
        }

        @Override
        public void focus() {}

        @Override
        public void close() {}
    }

    private void goesOnBeside(Page broken) {
        Page good = new Broken(() -> {}, living::incrementAndGet);
        WindowOptions options =
                new WindowOptions("marta", Path.of("target/unused"), () -> Facilities.NOW, Ticker.system());
        try (Pulse pulse = new Pulse(
                room,
                options,
                Sight.WORDS,
                Runnable::run,
                () -> List.of(broken, good),
                () -> Here.account("marta"),
                (beat, frame) -> shown.set(frame))) {
            await().atMost(30, SECONDS).until(() -> living.get() >= 2);
            room.tell(Facilities.abnormal());
            await("the alerts reach the strip").atMost(30, SECONDS).until(() -> {
                Frame frame = shown.get();
                return frame != null && !frame.strip().unacknowledged().isEmpty();
            });
        }
        assertEquals(0, room.subscribers());
    }

    @Test
    void aPageThatCannotBeWrittenTakesNeitherTheAlertsNorTheOtherPagesWithIt() {
        goesOnBeside(new Broken(
                () -> {
                    throw new IllegalStateException("cannot be written");
                },
                () -> {}));
    }

    @Test
    void aPageThatCannotBeShownTakesNeitherTheAlertsNorTheOtherPagesWithIt() {
        goesOnBeside(new Broken(() -> {}, () -> {
            throw new IllegalStateException("cannot be shown");
        }));
    }
}
