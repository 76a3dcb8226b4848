package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.core.facility.Example;
import org.penstock.core.runtime.FacilitySnapshot;

/** Leaves a picture of the drawing of every example facility, each started for real, and looks each over. */
class SynopticScreensTest {
    @TempDir
    static Path folder;

    private static LiveExamples examples;
    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    static void start() throws InterruptedException, IOException {
        Sight.toolkit();
        examples = LiveExamples.started();
    }

    @AfterEach
    void nobodyWouldComplain() {
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    static Stream<Arguments> screens() {
        return Stream.of(
                Arguments.of(Theme.DARK, TextSize.NORMAL, 1366, 768),
                Arguments.of(Theme.LIGHT, TextSize.NORMAL, 1366, 768),
                Arguments.of(Theme.DARK, TextSize.NORMAL, 1920, 1080),
                Arguments.of(Theme.DARK, TextSize.LARGEST, 1366, 768));
    }

    @ParameterizedTest
    @MethodSource("screens")
    void everyExampleIsDrawn(Theme theme, TextSize size, int width, int height) {
        for (Example example : Example.values()) {
            show(example.profile(), "", examples.of(example), 0.1, chosen(example), theme, size, width, height);
        }
    }

    @Test
    void onePlaceIsDrawnWithWhatFeedsItAndEmptyPlacesSayWhatToDo() {
        for (Theme theme : Theme.values()) {
            FacilitySnapshot grow = examples.of(Example.GROW);
            show("bay-1", "bay-1", grow, 0.1, "", theme, TextSize.NORMAL, 1366, 768);
            show("lost", "", grow, 40, "output:pump-1", theme, TextSize.NORMAL, 1366, 768);
            show("empty-here", "tank-1", examples.of(Example.BARN), 0.1, "", theme, TextSize.NORMAL, 1366, 768);
            show("empty", "", Facilities.abnormal(), 0.1, "", theme, TextSize.NORMAL, 1366, 768);
        }
    }

    @Test
    void whatIsWrongIsSeenFirst() {
        FacilitySnapshot grow = Troubled.of(examples.of(Example.GROW));
        for (Theme theme : Theme.values()) {
            show("troubled", "", grow, 0.1, "equipment:feed-tank", theme, TextSize.NORMAL, 1366, 768);
        }
    }

    private static String chosen(Example example) {
        return switch (example) {
            case GROW -> "output:pump-1";
            case BARN -> "location:house-3";
            case LAB -> "equipment:fermenter";
            case COLD, PLANT -> "";
        };
    }

    private void show(
            String what,
            String location,
            FacilitySnapshot snapshot,
            double silent,
            String chosen,
            Theme theme,
            TextSize size,
            int width,
            int height) {
        Sight.on(() -> {
            SynopticPage page = new SynopticPage(
                    new PageAddress(PageAddress.Kind.SYNOPTIC, location),
                    Sight.WORDS,
                    Exhibit.NOWHERE,
                    folder.resolve("none.properties"),
                    new Desk(new FakeControlRoom(snapshot::at, snapshot), "marta"),
                    Platform::runLater);
            try (PageStage stage = new PageStage(page, theme, size, width, height)) {
                stage.tell(PageStage.beat(snapshot, silent));
                String name = Exhibit.name("synoptic-" + what, theme, size, width);
                complain(stage.picture(name), size);
                if (!chosen.isEmpty()) {
                    page.choose(chosen);
                    complain(stage.picture(name + "-chosen"), size);
                }
            }
            return 0;
        });
    }

    /** With the largest text a drawing may be larger than the window: it is scrolled. */
    private void complain(List<String> found, TextSize size) {
        found.stream()
                .filter(f -> size == TextSize.NORMAL || !f.contains("out of the window"))
                .filter(f -> !f.contains("texts are on the screen"))
                .forEach(faults::add);
    }
}
