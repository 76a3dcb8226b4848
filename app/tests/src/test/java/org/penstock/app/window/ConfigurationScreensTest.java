package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.configuration.ElementKind;
import org.penstock.app.window.view.configuration.ConfigurationPage.Sheet;
import org.penstock.core.facility.BaseLine;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Example;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.testsupport.MigratedDirectory;

/** Leaves a picture of every state of the page of the configuration under {@code target/screens}, and looks each over. */
@SecondWindow
class ConfigurationScreensTest {
    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final List<String> faults = new ArrayList<>();
    private ControlRoom room;
    private Configurations controller;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @BeforeEach
    void open() throws Exception {
        room = new RuntimeFacilities("marta", InstantSource.system(), Ticker.system(), new SlowHash.Cost(64, 1, 1))
                .open(new Opening(data.resolve("d"), null, Example.GROW, null, Opening.Kind.WINDOW))
                .room();
        await().atMost(30, SECONDS)
                .until(() -> room.snapshot().field().streams().size() > 10);
        change("name: Quick rinse", "name: Short rinse", "a better word");
        change("limit: 38 °C", "limit: 39 °C", "the new glass lets more light in");
        await().atMost(30, SECONDS).until(() -> room.configuration().versions(5).size() == 3);
        controller = Sight.on(() -> new Configurations(
                room,
                new Desk(room, new Present("marta")),
                Sight.WORDS,
                Platform::runLater,
                new Present("marta"),
                Exhibit.NOWHERE));
    }

    private void change(String from, String to, String why) throws Exception {
        String main = BaseLine.without(room.configuration().export())
                .getFirst()
                .text()
                .replace(from, to);
        room.configuration()
                .apply(
                        Asker.account("ada"),
                        room.configuration()
                                .plan(List.of(new Configuration.File("grow.yaml", main)), false)
                                .id(),
                        why)
                .get(20, SECONDS);
    }

    @AfterEach
    void nobodyWouldComplain() {
        room.close();
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    static Stream<Arguments> screens() {
        return Stream.of(
                Arguments.of(Theme.DARK, TextSize.NORMAL, 1366, 768),
                Arguments.of(Theme.LIGHT, TextSize.LARGEST, 1366, 768),
                Arguments.of(Theme.NIGHT, TextSize.LARGEST, 1920, 1080));
    }

    @ParameterizedTest
    @MethodSource("screens")
    void everyStateReadsWell(Theme theme, TextSize size, int width, int height) {
        PageSight sight = Sight.on(() -> new PageSight(controller.page(), theme, size, width, height));
        try {
            sight.seen("the first one");
            sight.seen("Version 3");
            sight.seenPart("File grow.yaml");
            take(sight, "config-version", theme, size, width);
            Sight.on(() -> {
                controller.page().history().choose(3, 1);
                return 0;
            });
            sight.seenPart("Changed in 2 places");
            take(sight, "config-compare", theme, size, width);
            Sight.on(() -> {
                controller.restore(1);
                return 0;
            });
            sight.seen("0 new, 2 changed, 0 archived");
            take(sight, "config-restore", theme, size, width);
            Sight.on(() -> {
                controller.leave();
                controller.page().turn(Sheet.EDIT);
                return 0;
            });
            sight.seenPart("Nothing is changed.");
            take(sight, "config-edit-empty", theme, size, width);
            edit(ElementKind.LIMIT, "air-hot");
            sight.seen("Limit: Air too hot");
            sight.fill("#limit", "400");
            sight.seenPart("is outside what temperature can be");
            sight.beat(room.snapshot());
            take(sight, "config-limit", theme, size, width);
            for (ElementKind kind : List.of(ElementKind.OUTPUT, ElementKind.STREAM, ElementKind.INTERLOCK)) {
                String key =
                        kind == ElementKind.OUTPUT ? "pump-1" : kind == ElementKind.STREAM ? "estop-loop" : "fresh";
                edit(kind, key);
                sight.seen(key);
                sight.seenPart(": " + name(kind));
                take(sight, "config-" + kind.word(), theme, size, width);
            }
            edit(ElementKind.PROGRAM, "day");
            sight.seen("Program: Day watering");
            take(sight, "config-program", theme, size, width);
            sight.press("Plan…");
            sight.seen("It cannot be applied. Mend what is said above first.");
            take(sight, "config-plan-faults", theme, size, width);
            Sight.on(() -> {
                controller.leave();
                controller.begin(ElementKind.STREAM);
                return 0;
            });
            sight.seen("New: Stream");
            take(sight, "config-new", theme, size, width);
            Sight.on(() -> {
                controller.leave();
                controller.discard();
                return 0;
            });
            sight.seen("Throw your changes away?");
            take(sight, "config-discard", theme, size, width);
        } finally {
            sight.close();
        }
    }

    private static String name(ElementKind kind) {
        return switch (kind) {
            case OUTPUT -> "Feed pump";
            case STREAM -> "Emergency stop loop";
            default -> "Water inputs fresh";
        };
    }

    private void edit(ElementKind kind, String key) {
        Sight.on(() -> {
            controller.show(new ElementId(kind.word(), key));
            return 0;
        });
    }

    private void take(PageSight sight, String what, Theme theme, TextSize size, int width) {
        faults.addAll(sight.picture(Exhibit.name(what, theme, size, width)));
    }
}
