package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Label;
import javafx.scene.control.Labeled;
import javafx.scene.layout.Region;
import javafx.scene.text.Text;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.HeaderModel;
import org.penstock.app.window.model.TextSize;

/** Whatever a site and its people are called, and however large the words are: who looks up finds what matters, and the stop. */
class HeaderTest {
    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @ParameterizedTest
    @CsvSource({
        "NORMAL, 1366, false",
        "LARGEST, 1366, false",
        "LARGEST, 1920, false",
        "LARGEST, 1000, false",
        "NORMAL, 1366, true",
        "LARGEST, 1366, true",
        "LARGEST, 900, true"
    })
    void stoppingEverythingIsNeverPushedOut(TextSize size, int width, boolean lost) {
        HeaderModel header = new HeaderModel(
                "Harbor Street Commissary",
                "Lakeside Kitchens",
                "Cold store",
                true,
                "05:52:07 CET",
                "Sat 21 Nov 2026",
                "Night until 06:00",
                "Piet van den Broek-Hendriksen",
                "account marta",
                true,
                lost ? "NOT LIVING: last heard at 05:51:58, 9 s ago" : "");
        List<String> shown = shown(header, size, width);
        assertTrue(shown.contains("05:52:07 CET"), "the time: " + shown);
        assertTrue(shown.contains("Piet van den Broek-Hendriksen"), "who is here: " + shown);
        assertEquals(lost, shown.stream().anyMatch(t -> t.startsWith("NOT LIVING")), shown.toString());
        if (width >= 1366 && size == TextSize.NORMAL) {
            assertTrue(shown.contains("Night until 06:00"), "the shift: " + shown);
        }
    }

    @Test
    void whereThereIsRoomEverythingIsThereAndWhatGoesFirstIsWhatCanBeFoundElsewhere() {
        HeaderModel header = new HeaderModel(
                "North House",
                "Northglass",
                "Growing",
                false,
                "05:52:07 CET",
                "Sat 21 Nov 2026",
                "Night until 06:00",
                "Anna Lee",
                "",
                true,
                "");
        assertTrue(
                shown(header, TextSize.NORMAL, 1366).containsAll(List.of("Northglass · Growing", "Sat 21 Nov 2026")));
        List<String> large = shown(header, TextSize.LARGEST, 1366);
        assertTrue(large.contains("Night until 06:00"), large.toString());
        assertTrue(!large.contains("Northglass · Growing"), large.toString());
    }

    /** At every width: where a pixel decided whether one more word stands there, the name of the site once lost its end. */
    @Test
    void theNameOfTheSiteIsWholeWhileAnythingThatCanGoIsStillThere() {
        HeaderModel header = new HeaderModel(
                "Mill Road Dairy",
                "Mill Road",
                "Food plant",
                true,
                "04:21:37 CET",
                "Fri 27 Nov 2026",
                "Early until 12:00",
                "marta",
                "",
                false,
                "");
        List<String> cut = Sight.on(() -> {
            List<String> faults = new ArrayList<>();
            try (Exhibit exhibit = Exhibit.frame(Facilities.calm(), Theme.DARK, TextSize.LARGEST, 1900, 768)) {
                exhibit.view.show(with(header, exhibit));
                Region strip = (Region) exhibit.view.lookup(".header");
                Label site = (Label) strip.lookup(".site-name");
                for (double width = 1900; width > 800; width -= 0.5) {
                    strip.resize(width, strip.getHeight());
                    strip.layout();
                    boolean whole = ((Text) site.lookup(".text")).getText().equals(site.getText());
                    if (!whole && spareIn(strip)) {
                        faults.add(width + ": " + ((Text) site.lookup(".text")).getText());
                    }
                }
                return faults;
            }
        });
        assertEquals(List.of(), cut);
    }

    private static boolean spareIn(Parent strip) {
        return strip.getChildrenUnmodifiable().stream()
                .anyMatch(n -> n.isVisible()
                        && n instanceof Labeled l
                        && (l.getText().startsWith("Early until")
                                || l.getText().startsWith("Find")
                                || l.getText().startsWith("Keys")));
    }

    private static List<String> shown(HeaderModel header, TextSize size, int width) {
        return Sight.on(() -> {
            try (Exhibit exhibit = Exhibit.frame(Facilities.calm(), Theme.DARK, size, width, 768)) {
                Frame named = with(header, exhibit);
                exhibit.view.show(named);
                exhibit.settle();
                // As it is after some beats.
                exhibit.view.show(named);
                exhibit.scene().getRoot().layout();
                exhibit.scene().getRoot().layout();
                Node strip = exhibit.view.lookup(".header");
                Bounds stop = strip.lookup(".stop-button")
                        .localToScene(strip.lookup(".stop-button").getLayoutBounds());
                assertTrue(stop.getMaxX() <= width, () -> "the button ends at " + stop.getMaxX() + " of " + width);
                List<String> texts = new ArrayList<>();
                for (Node n : ((Parent) strip).getChildrenUnmodifiable()) {
                    if (n instanceof Labeled l && l.isVisible()) {
                        texts.add(l.getText());
                    }
                }
                return texts;
            }
        });
    }

    private static Frame with(HeaderModel header, Exhibit exhibit) {
        Frame frame = Frame.of(exhibit.beat);
        return new Frame(
                header,
                frame.strip(),
                frame.nav(),
                frame.corner(),
                frame.alerts(),
                frame.bypasses(),
                frame.starts(),
                false,
                false,
                true);
    }
}
