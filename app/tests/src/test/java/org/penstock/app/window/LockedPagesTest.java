package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.ToggleButton;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.Page;
import org.penstock.core.quantity.Ticker;

/** At a locked screen a button that would change something says so before anybody presses it, on the long pages, too. */
class LockedPagesTest {
    private final FakeControlRoom room = new FakeControlRoom(() -> Facilities.NOW, Facilities.abnormal());

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @Test
    void whatChangesTheFacilitySaysThatTheScreenIsLocked() {
        Set<String> silent = new TreeSet<>();
        List<String> said = new ArrayList<>();
        Sight.on(() -> {
            try (Exhibit exhibit = Exhibit.frame(room.snapshot(), Theme.DARK, TextSize.NORMAL, 1366, 768)) {
                exhibit.view.locked(true);
                for (Kind kind : List.of(Kind.CONFIGURATION, Kind.DEVICES)) {
                    Page page = page(exhibit, kind);
                    exhibit.put(page, false);
                    page.inSight(true);
                    for (Node tab : List.copyOf(page.node().lookupAll("*"))) {
                        if (!(tab instanceof ToggleButton sheet)) {
                            continue;
                        }
                        sheet.fire();
                        exhibit.settle();
                        for (Node n : page.node().lookupAll(".button")) {
                            Button b = (Button) n;
                            boolean acts = b.getStyleClass().contains("confirm") || b.getStyleClass().contains("acting");
                            if (acts && AtTheWindow.isInSight(b)) {
                                boolean says = b.getContentDisplay() == ContentDisplay.GRAPHIC_ONLY && b.getGraphic() != null;
                                (says ? said : silent).add(b.getText());
                            }
                        }
                    }
                    page.inSight(false);
                    page.close();
                }
            }
            return 0;
        });
        assertEquals(Set.of(), silent);
        assertTrue(said.size() >= 3, said::toString);
    }

    private Page page(Exhibit exhibit, Kind kind) {
        Present present = new Present("marta");
        Desk desk = new Desk(room, present);
        WindowOptions options = new WindowOptions(present, Path.of("target/unused"), () -> Facilities.NOW, Ticker.system());
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
                        new Trends(room, desk, present, Sight.WORDS, Platform::runLater))
                .make(PageAddress.of(kind))
                .orElseThrow();
    }
}
