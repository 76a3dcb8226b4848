package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javafx.application.Platform;
import javafx.scene.control.Labeled;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.core.runtime.FacilityRecord;
import org.penstock.app.testsupport.FakePersons;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.Page;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Role;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.inventory.HoldReason;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.Destroying;
import org.penstock.core.work.Handover;

/** Leaves pictures of the pages of lots, destructions and hand-overs under {@code target/screens}, and looks each over. */
class RegisterScreensTest {
    private final List<String> faults = new ArrayList<>();
    private final FakeControlRoom room = new FakeControlRoom(() -> Facilities.NOW, Facilities.abnormal());
    private final Present present = new Present("marta");

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @AfterEach
    void nobodyWouldComplain() {
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    @ParameterizedTest
    @CsvSource({"DARK,NORMAL,1366,768", "LIGHT,NORMAL,1920,1080", "NIGHT,LARGEST,1366,768"})
    void everyPage(Theme theme, TextSize size, int width, int height) {
        fill();
        Exhibit exhibit = Sight.on(() -> Exhibit.frame(room.snapshot(), theme, size, width, height));
        try {
            boolean forms = theme != Theme.LIGHT;
            Page lots = show(exhibit, Kind.LOTS, "H 26/7, Blue Dream");
            picture(exhibit, "lots", theme, size, width);
            form(exhibit, "lots-receive", KeyCode.N, theme, size, width);
            if (forms) {
                form(exhibit, "lots-hold", KeyCode.H, theme, size, width);
            }
            leave(lots);
            Page recipes = show(exhibit, Kind.RECIPES, "cal-mag-stock, Cal-Mag");
            picture(exhibit, "recipes", theme, size, width);
            if (forms) {
                form(exhibit, "recipes-change", KeyCode.E, theme, size, width);
            }
            leave(recipes);
            Page destruction = show(exhibit, Kind.DESTRUCTION, "Destruction of lot H 26/9");
            picture(exhibit, "destruction", theme, size, width);
            if (forms) {
                form(exhibit, "destruction-weigh", KeyCode.W, theme, size, width);
            }
            leave(destruction);
            Page handover = show(exhibit, Kind.HANDOVER, "What the next shift must know now");
            picture(exhibit, "handover", theme, size, width);
            if (forms) {
                form(exhibit, "handover-give", KeyCode.N, theme, size, width);
            }
            leave(handover);
            Page retention = show(exhibit, Kind.RETENTION, "Room on the disk");
            picture(exhibit, "retention", theme, size, width);
            if (forms) {
                AtTheWindow.type(KeyCode.DOWN);
                AtTheWindow.type(KeyCode.DOWN);
                picture(exhibit, "retention-now", theme, size, width);
                form(exhibit, "retention-place", KeyCode.H, theme, size, width);
            }
            leave(retention);
        } finally {
            Sight.on(() -> {
                exhibit.close();
                return 0;
            });
        }
    }

    private Page show(Exhibit exhibit, Kind kind, String seen) {
        Page page = Sight.on(() -> {
            Desk desk = new Desk(room, present);
            WindowOptions options =
                    new WindowOptions(present, Path.of("target/unused"), () -> Facilities.NOW, Ticker.system());
            Page made = new PageMaker(
                            room,
                            desk,
                            exhibit.view,
                            Sight.WORDS,
                            options,
                            Platform::runLater,
                            Exhibit.NOTHING,
                            Exhibit.NOWHERE,
                            _ -> {},
                            new Trends(room, desk, options.person(), Sight.WORDS, Platform::runLater))
                    .make(PageAddress.of(kind))
                    .orElseThrow();
            exhibit.put(made, false);
            made.inSight(true);
            return made;
        });
        await(seen)
                .atMost(20, SECONDS)
                .until(() -> Sight.on(() -> exhibit.scene().getRoot().lookupAll(".label").stream()
                        .anyMatch(n -> n instanceof Labeled l
                                && l.isVisible()
                                && l.getText() != null
                                && l.getText().contains(seen))));
        return page;
    }

    private void form(Exhibit exhibit, String what, KeyCode key, Theme theme, TextSize size, int width) {
        AtTheWindow.type(key);
        picture(exhibit, what, theme, size, width);
        AtTheWindow.type(KeyCode.ESCAPE);
    }

    private static void leave(Page page) {
        Sight.on(() -> {
            page.inSight(false);
            page.close();
            return 0;
        });
    }

    private void picture(Exhibit exhibit, String what, Theme theme, TextSize size, int width) {
        faults.addAll(Sight.on(() -> exhibit.picture(Exhibit.name(what, theme, size, width))));
    }

    private void fill() {
        room.persons
                .with("anna", "Anna Lee", "right", Role.SUPERVISOR)
                .with("bob", "Bob Ng", "right", Role.COMPLIANCE);
        present.arrived(room.persons.signIn(new SignIn.Proof.Password("anna", new Secret("right")), false));
        room.stock
                .with("H 26/7", "Blue Dream", "kg", Map.of("Bay 1", "8.5", "Bay 2", "2"))
                .with("H 26/7-A", "Blue Dream", "kg", Map.of("Bay 2", "2"))
                .with("H 26/8", "Northern Lights", "kg", Map.of("Bay 1", "12.25"))
                .with("H 26/9", "Northern Lights", "kg", Map.of("Irrigation room", "3.125"))
                .with("N-0412", "Calcium-magnesium supplement", "L", Map.of("Irrigation room", "200"))
                .from("H 26/7", "H 26/7-A", "2")
                .held("H 26/7", HoldReason.CONTAMINATION, "grey mould seen in the second tray", "bob");
        room.stock.makeItem(new Asker.Session("anna"), "strain", "blue", "Blue Dream", "kg");
        room.stock
                .item("nutrient/cal-mag-stock", "Cal-Mag stock solution", "L")
                .item("nutrient/calcium-nitrate", "Calcium nitrate, greenhouse grade", "kg")
                .item("nutrient/magnesium-sulphate", "Magnesium sulphate", "kg")
                .item("nutrient/water", "Water", "L");
        String recipe = """
                {recipe: cal-mag-stock, name: Cal-Mag stock solution, kind: feed, makes: nutrient/cal-mag-stock, batch: 100 L,
                 components: [{item: nutrient/calcium-nitrate, quantity: 12.5 kg}, {item: nutrient/water, share: 80 %}]}
                """;
        room.stock.recipes.inForce(recipe);
        room.stock.recipes.draft(
                new Asker.Session("anna"),
                "x",
                recipe.replace("12.5", "11")
                        .replace("{item: nutrient/water", "{item: nutrient/magnesium-sulphate, quantity: 3 kg}, {item: nutrient/water"),
                "leaves turn yellow");
        room.stock.recipes.ask(new Asker.Session("anna"), "cal-mag-stock", "tried in bay 2 for a week");
        room.chain = List.of(
                event(41, 900, "bob", "hold.placed", "\"hold_reason\":\"contamination\",\"reason\":\"grey mould seen\""),
                event(40, 9_000, "anna", "inventory.split", "\"quantity\":\"2\",\"unit\":\"kg\",\"reason\":\"\""),
                event(39, 90_000, "anna", "inventory.receive", "\"quantity\":\"12.5\",\"unit\":\"kg\",\"to\":\"" + FakePersons.ID + "\""));
        room.stock.destroying.scheduled("H 26/8", "us-co", "bob", Duration.ofHours(100));
        UUID second = room.stock.destroying.scheduled("H 26/9", "us-wa", "bob", Duration.ofHours(13)).id();
        room.stock.destroying.weigh(
                new Asker.Session("anna"),
                second,
                new Destroying.Weighing(null, new java.math.BigDecimal("3.125"), "kg", null, true, "", null));
        room.retention
                .withHold("2024/118", "anna")
                .withRun("system", "daily")
                .withRun("bob", "the disk is short");
        room.shifts.content.put(
                "alerts", "critical since 1 Mar 04:10: Air temp bay 1 is 9.4 °C, below 12 °C, not acknowledged");
        room.shifts.content.put("devices", "Node 3 is silent: no telegram for 41 min\nNode 4 is out of service, by anna: probe broken");
        room.shifts.content.put("holds", "Lot H 26/7, contamination, by bob since 1 Mar 05:40: grey mould seen in the second tray");
        room.shifts.content.put("overrides", "Fan 2 is held at on until 1 Mar 08:00: by anna, to dry the floor");
        room.shifts.handovers.add(new Handover(
                new UUID(7, 9),
                new TreeMap<>(Map.of("note", "The pump was loud after midnight.")),
                "ab".repeat(32),
                "bob",
                Facilities.NOW.minusSeconds(30_000),
                "anna",
                Facilities.NOW.minusSeconds(29_400)));
    }

    private static FacilityRecord.Event event(long seq, long ago, String who, String kind, String data) {
        Instant at = Facilities.NOW.minusSeconds(ago);
        return new FacilityRecord.Event(seq, at, who, kind, "lot:00000000-0000-0006-0000-000000000000", "{" + data + "}");
    }
}
