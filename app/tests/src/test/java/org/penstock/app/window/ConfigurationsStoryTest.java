package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import javafx.application.Platform;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.configuration.ElementKind;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.configuration.ConfigurationPage.Sheet;
import org.penstock.core.facility.BaseLine;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Example;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.testsupport.MigratedDirectory;

/** A person changes a running greenhouse through the page of the configuration; the facility is a real one. */
@SecondWindow
class ConfigurationsStoryTest {
    private static final String MAIN = Example.GROW.text();

    @TempDir(factory = MigratedDirectory.class)
    Path data;

    private final List<PageAddress> gone = new ArrayList<>();
    private ControlRoom room;
    private Configurations controller;
    private PageSight sight;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @BeforeEach
    void open() {
        room = new RuntimeFacilities("marta", InstantSource.system(), Ticker.system(), new SlowHash.Cost(64, 1, 1))
                .open(new Opening(data.resolve("d"), null, Example.GROW, null, Opening.Kind.WINDOW))
                .room();
        await().atMost(30, SECONDS)
                .until(() -> room.snapshot().field().streams().size() > 10);
        Going going = new Going() {
            @Override
            public void goTo(PageAddress address, String key) {
                go(address);
            }

            @Override
            public void go(PageAddress address) {
                gone.add(address);
            }

            @Override
            public void goBeside(PageAddress address) {
                gone.add(address);
            }
        };
        controller = Sight.on(() -> new Configurations(
                room,
                new Desk(room, new Present("marta")),
                Sight.WORDS,
                Platform::runLater,
                new Present("marta"),
                going));
        sight = Sight.on(() -> new PageSight(controller.page(), Theme.DARK, TextSize.NORMAL, 1366, 768));
    }

    @AfterEach
    void close() {
        sight.close();
        room.close();
    }

    @Test
    void aLimitIsChangedThroughItsFormAndIsInForce() {
        edit(ElementKind.LIMIT, "air-hot");
        sight.seen("Limit: Air too hot");
        await().atMost(20, SECONDS).until(() -> {
            sight.beat(room.snapshot());
            return sight.sees("Air temperature is ");
        });

        sight.fill("#limit", "warm");
        sight.seenPart("`limit: warm °C` is not a quantity: write a number and its unit: °C");
        sight.press("Plan…");
        sight.seen("It cannot be applied. Mend what is said above first.");
        assertFalse(sight.pressable("Apply"));
        sight.press("Cancel  Esc");

        sight.fill("#limit", "33.5");
        sight.seenPart("Last: alert air-hot, limit: 33.5 °C. Nothing is wrong");
        sight.press("Plan…");
        sight.seen("limit: 32 °C → 33.5 °C");
        sight.seen("0 new, 1 changed, 0 archived");
        sight.press("Apply");
        sight.seen("Write why it is changed; the reason is kept with the version.");
        assertEquals(MAIN, main(), "nothing is applied without a reason");
        sight.fill(".plan", "hot days");
        sight.press("Apply");
        sight.seenPart("The change is in force: 0 new, 1 changed, 0 archived.");
        assertEquals(MAIN.replace("limit: 32 °C", "limit: 33.5 °C"), main());
        await().atMost(20, SECONDS)
                .until(() -> room.snapshot().field().streams().stream()
                        .anyMatch(s -> s.key().equals("air-temp") && s.high() == 33.5));
        sight.press("Close  Esc");
        sight.seenPart("Nothing is changed.");

        sight.press("Show it");
        assertEquals(List.of(new PageAddress(PageAddress.Kind.STREAM, "air-temp")), gone);
    }

    @Test
    void aProgramIsChangedInItsLinesAndABracketTooFewIsToldAtItsLine() {
        edit(ElementKind.PROGRAM, "quick");
        sight.seen("Program: Quick rinse");
        String lines = Sight.on(() -> sight.lines().getText());
        assertTrue(lines.startsWith("key: quick\nname: Quick rinse\n"), lines);
        write(lines.replace("{open: [valve-2], for: 15s}", "{open: [valve-2, for: 15s}"));
        sight.seenPart("line 9: this is not valid YAML");
        assertFalse(sight.pressable("Plan…"));
        write(lines.replace("[valve-2]", "[valve-9]"));
        sight.seenPart("line 9: ");
        write(lines.replace("[valve-2], for: 15s", "[valve-2], for: 20s"));
        sight.seenPart("Nothing is wrong");
        apply("longer rinse");
        assertEquals(MAIN.replace("{open: [valve-2], for: 15s}", "{open: [valve-2], for: 20s}"), main());
    }

    @Test
    void whatIsNewAndWhatGoesIsPlannedWithItsConsequences() {
        edit(ElementKind.LIMIT, "dry-4");
        sight.seen("Limit: Bay 2 south dry");
        Sight.on(() -> {
            controller.begin(ElementKind.LOCATION);
            return 0;
        });
        sight.seen("New: Location");
        sight.fill(".dialog", "Bay 3 Süd");
        sight.press("Put it to the changes");
        sight.seen("Location: Bay 3 Süd");
        sight.seenPart("`kind` is missing: add `kind: …`");
        Sight.on(() -> {
            controller.write("kind", "zone");
            controller.write("parent", "house");
            return 0;
        });
        sight.seenPart("Nothing is wrong");

        edit(ElementKind.STREAM, "sun");
        sight.seen("Stream: Light outside");
        sight.press("Archive…");
        sight.seenPart("`stream: sun` names no stream");
        sight.press("Cancel  Esc");
        edit(ElementKind.LIMIT, "sun-silent");
        sight.seen("Limit: Light sensor silent");
        sight.press("Archive…");
        sight.press("Put it to the changes");
        edit(ElementKind.STREAM, "sun");
        sight.press("Archive…");
        sight.seenPart("The stream sun (Light outside) is archived. Its readings stay");
        sight.press("Put it to the changes");
        sight.seenPart("stream sun archived. Nothing is wrong");
        sight.press("Undo");
        sight.seenPart("alert sun-silent archived. Nothing is wrong");
        sight.press("Redo");
        apply("bay 3 is built, the light sensor goes");
        assertTrue(
                main().contains("  - {key: bay-3-sud, name: Bay 3 Süd, kind: zone, parent: house}\n\nlinks:"), main());
        assertFalse(main().contains("{reading: sun}"), main());
        assertTrue(main().contains("# Water: driven shut at every start"));
    }

    @Test
    void anEarlierVersionIsComparedAndComesBack() throws Exception {
        change("name: Quick rinse", "name: Short rinse", "a better word");
        change("limit: 38 °C", "limit: 39 °C", "");
        await().atMost(30, SECONDS).until(() -> room.configuration().versions(5).size() == 3);
        turn(Sheet.HISTORY);
        sight.seen("a better word");
        sight.seen("0 new, 1 changed, 0 archived");
        sight.seen("the first one");
        look(3, 1);
        sight.seen("Version 3 compared with version 1");
        sight.seen("Changed in 2 places. N goes to the next, P to the one before.");
        sight.seen("    name: Short rinse");
        look(1);
        sight.seen("Version 1");
        sight.seen("# Keys never change, names may. Check it with: penstock facility check FILE");
        sight.press("Restore this one…");
        sight.seen("Restore version 1");
        sight.seen("name: Short rinse → Quick rinse");
        sight.fill(".plan", "back to what it was");
        sight.press("Apply");
        sight.seenPart("The change is in force: 0 new, 2 changed, 0 archived.");
        assertEquals(MAIN, main());
        sight.press("Close  Esc");
        sight.seen("back to what it was");
    }

    @Test
    void whatWasAppliedMeanwhileIsKeptWhenMineIsBroughtOntoIt() throws Exception {
        edit(ElementKind.OUTPUT, "fan-1");
        sight.seen("Output: Exhaust fan");
        sight.fill("#name", "Big exhaust fan");
        sight.seenPart("Nothing is wrong");
        change("name: Quick rinse", "name: Short rinse", "by another person");
        sight.seenPart("Something else was applied meanwhile: Plan… brings yours onto it.");
        sight.press("Plan…");
        sight.seen("Applied since you began:");
        assertFalse(sight.pressable("Apply"));
        sight.press("Bring mine onto it");
        sight.seen("name: Exhaust fan → Big exhaust fan");
        assertFalse(sight.sees("Short rinse →"), "what the other person did is no change of mine");
        sight.fill(".plan", "it is big");
        sight.press("Apply");
        sight.seenPart("The change is in force: 0 new, 1 changed, 0 archived.");
        assertEquals(
                MAIN.replace("name: Quick rinse", "name: Short rinse")
                        .replace("name: Exhaust fan", "name: Big exhaust fan"),
                main());
    }

    private void change(String from, String to, String why) throws Exception {
        List<Configuration.File> files = List.of(new Configuration.File("grow.yaml", main().replace(from, to)));
        Answer answer = room.configuration()
                .apply(
                        Asker.account("ada"),
                        room.configuration().plan(files, false).id(),
                        why)
                .get(20, SECONDS);
        assertTrue(answer.accepted(), answer.text());
    }

    private void apply(String why) {
        sight.press("Plan…");
        sight.fill(".plan", why);
        sight.press("Apply");
        sight.seenPart("The change is in force");
    }

    private String main() {
        return BaseLine.without(room.configuration().export()).getFirst().text();
    }

    private void edit(ElementKind kind, String key) {
        Sight.on(() -> {
            controller.show(new ElementId(kind.word(), key));
            return 0;
        });
    }

    private void turn(Sheet sheet) {
        Sight.on(() -> {
            controller.page().turn(sheet);
            return 0;
        });
    }

    private void look(int... versions) {
        Sight.on(() -> {
            controller.page().history().choose(versions);
            return 0;
        });
    }

    private void write(String lines) {
        Sight.on(() -> {
            Objects.requireNonNull(sight.lines()).setText(lines);
            return 0;
        });
    }
}
