package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javafx.application.Platform;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.Page;
import org.penstock.core.identity.Role;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.quantity.Ticker;

/** Nobody is signed in where others own the facility: every page that shows more than how it stands says so, and shows nothing. */
class EveryPageWithoutTheRightTest {
    private final FakeControlRoom room = new FakeControlRoom(() -> Facilities.NOW, Facilities.abnormal());

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    /** Whether everybody who stands before the screen may see it. A new page has to be decided here. */
    private static boolean open(Kind kind) {
        return switch (kind) {
            case OVERVIEW,
                    PLACE,
                    STREAM,
                    OUTPUT,
                    SYNOPTIC,
                    TREND,
                    ALERTS,
                    PROGRAMS,
                    DEVICES,
                    SYSTEM,
                    SETTINGS -> true;
            case CONFIGURATION, SIGNOFFS, RECORD, LOTS, RECIPES, DESTRUCTION, HANDOVER, RETENTION, PEOPLE -> false;
        };
    }

    @Test
    void whatIsNotForEverybodyIsNotShown() {
        room.persons.with("anna", "Anna Lee", "right", Role.OWNER);
        room.stock.with("H 26/7", "Blue Dream", "kg", java.util.Map.of("Bay 1", "8.5"));
        room.stock.held("H 26/7", HoldReason.OTHER, "looks odd", "anna");
        List<String> told = new ArrayList<>();
        for (Kind kind : Kind.values()) {
            if (!open(kind)) {
                Page page = Sight.on(() -> page(kind));
                try (PageSight sight = Sight.on(() -> {
                    PageSight shown = new PageSight(page, Theme.DARK, TextSize.NORMAL, 1366, 768);
                    page.inSight(true);
                    return shown;
                })) {
                    Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> {
                        sight.beat(room.snapshot());
                        return sight.sees("signed-in person");
                    });
                    if (sight.sees("H 26/7") || sight.sees("Anna Lee")) {
                        told.add(kind + " shows it all the same");
                    }
                } catch (ConditionTimeoutException e) {
                    told.add(kind + " asks for nobody");
                }
            }
        }
        assertEquals(List.of(), told);
    }

    private Page page(Kind kind) throws IOException {
        Present nobody = new Present("marta");
        Desk desk = new Desk(room, nobody);
        Exhibit exhibit = Exhibit.of(room.snapshot(), Theme.DARK, TextSize.NORMAL, 1366, 768);
        exhibit.close();
        WindowOptions options = new WindowOptions(nobody, Path.of("target/unused"), () -> Facilities.NOW, Ticker.system());
        return new PageMaker(
                        room,
                        desk,
                        exhibit.view,
                        Sight.WORDS,
                        options,
                        Platform::runLater,
                        Exhibit.NOTHING,
                        Exhibit.NOWHERE,
                        _ -> {},
                        new Trends(room, desk, nobody, Sight.WORDS, Platform::runLater))
                .make(PageAddress.of(kind))
                .orElseThrow();
    }
}
