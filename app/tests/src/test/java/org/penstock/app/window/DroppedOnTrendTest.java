package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.Objects;
import javafx.application.Platform;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.TextSize;
import org.penstock.core.quantity.Ticker;

/** Values are brought to the trend one after another, from whatever page shows them. */
class DroppedOnTrendTest {
    private final FakeControlRoom room = new FakeControlRoom(() -> Facilities.NOW, Facilities.abnormal());

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @Test
    void oneValueAfterAnotherComesIntoTheSameTrend() {
        String drawn = Sight.on(() -> {
            try (Exhibit exhibit = Exhibit.frame(room.snapshot(), Theme.DARK, TextSize.NORMAL, 1366, 768)) {
                Present present = new Present("marta");
                Desk desk = new Desk(room, present);
                WindowOptions options =
                        new WindowOptions(present, Path.of("target/unused"), () -> Facilities.NOW, Ticker.system());
                PageMaker maker = new PageMaker(
                        room,
                        desk,
                        exhibit.view,
                        Sight.WORDS,
                        options,
                        Platform::runLater,
                        Exhibit.NOTHING,
                        Exhibit.NOWHERE,
                        _ -> {},
                        new Trends(room, desk, present, Sight.WORDS, Platform::runLater));
                DetachedWindows windows = new DetachedWindows(
                        new Look(exhibit.scene(), _ -> {}, Path.of("target/unused")), Sight.WORDS, _ -> {}, _ -> {});
                try (Shell shell = new Shell(exhibit.view, maker, windows, _ -> {})) {
                    shell.restore(Layout.FIRST, exhibit.beat);
                    shell.goTo(PageAddress.of(Kind.TREND), "air-temp-1");
                    shell.go(PageAddress.of(Kind.OVERVIEW));
                    shell.goTo(PageAddress.of(Kind.TREND), "air-hum-1");
                    return Objects.requireNonNull(shell.page()).address().subject();
                }
            }
        });
        assertEquals("air-temp-1,air-hum-1", drawn);
    }
}
