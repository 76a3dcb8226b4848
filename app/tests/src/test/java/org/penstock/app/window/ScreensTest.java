package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Confirmation;
import org.penstock.app.window.model.Finder;
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.GateRow;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.OutputModel;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.SystemModel;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.OverviewPage;
import org.penstock.app.window.view.PlacePage;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.runtime.ControlRoom.Significance;
import org.penstock.core.runtime.FacilitySnapshot;

/** Leaves a picture of every face of the window under {@code target/screens}, and looks each over. */
class ScreensTest {
    private final List<String> faults = new ArrayList<>();

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @AfterEach
    void nobodyWouldComplain() {
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    /** Every size with every text, and every theme: a theme changes colours only, so that what fits is judged in any of them. */
    static Stream<Arguments> screens() {
        return Stream.of(
                Arguments.of(Theme.DARK, TextSize.NORMAL, 1366, 768),
                Arguments.of(Theme.LIGHT, TextSize.NORMAL, 1920, 1080),
                Arguments.of(Theme.NIGHT, TextSize.LARGEST, 1366, 768),
                Arguments.of(Theme.DARK, TextSize.LARGEST, 1920, 1080));
    }

    @ParameterizedTest
    @MethodSource("screens")
    void placesReadWellInEveryCondition(Theme theme, TextSize size, int width, int height) {
        Sight.on(() -> {
            for (FacilitySnapshot snapshot : List.of(Facilities.watering(), Facilities.abnormal())) {
                String mood = snapshot.alerts().open().isEmpty() ? "calm" : "abnormal";
                try (Exhibit exhibit = Exhibit.of(snapshot, theme, size, width, height)) {
                    faults.addAll(exhibit.picture(Exhibit.name("site-" + mood, theme, size, width)));
                    exhibit.put(new OverviewPage(Sight.WORDS, Exhibit.NOTHING, Exhibit.NOWHERE), true);
                    faults.addAll(exhibit.picture(Exhibit.name("overview-" + mood, theme, size, width)));
                    PageAddress house = new PageAddress(PageAddress.Kind.PLACE, "glasshouse-1");
                    exhibit.put(new PlacePage(house, Sight.WORDS, Exhibit.NOTHING, Exhibit.NOWHERE), true);
                    faults.addAll(exhibit.picture(Exhibit.name("place-" + mood, theme, size, width)));
                }
            }
            return 0;
        });
    }

    @ParameterizedTest
    @MethodSource("org.penstock.app.window.Exhibit#ways")
    void everyTaskReadsWell(Theme theme, TextSize size, int width, int height) {
        FakeControlRoom room = new FakeControlRoom(InstantSource.fixed(Facilities.NOW), Facilities.abnormal());
        PageShown programs = PageShown.of(room, PageAddress.Kind.PROGRAMS);
        PageShown alerts = PageShown.of(room, PageAddress.Kind.ALERTS);
        PageShown system = PageShown.of(room, PageAddress.Kind.SYSTEM);
        PageShown stream = PageShown.of(room, new PageAddress(PageAddress.Kind.STREAM, "air-temp-1"));
        PageShown settings = PageShown.of(room, PageAddress.Kind.SETTINGS);
        PageShown output = PageShown.of(room, new PageAddress(PageAddress.Kind.OUTPUT, "pump-1"));
        Exhibit exhibit = Sight.on(() -> Exhibit.frame(room.snapshot(), theme, size, width, height));
        try {
            for (PageShown shown : List.of(programs, alerts, system, stream, output, settings)) {
                faults.addAll(shown.picture(exhibit, Exhibit.name(shown.name(""), theme, size, width)));
            }
            room.intake.byHand.add("air-temp-1");
            faults.addAll(stream.picture(exhibit, Exhibit.name(stream.name("by-hand"), theme, size, width)));
            room.recordAway(true);
            faults.addAll(programs.picture(exhibit, Exhibit.name(programs.name("away"), theme, size, width)));
        } finally {
            Sight.on(() -> {
                exhibit.close();
                return 0;
            });
        }
    }

    @ParameterizedTest
    @MethodSource("org.penstock.app.window.Exhibit#ways")
    void aRequestIsConfirmedInTheWindow(Theme theme, TextSize size, int width, int height) {
        Sight.on(() -> {
            try (Exhibit exhibit = Exhibit.of(Facilities.abnormal(), theme, size, width, height)) {
                Ask open = exhibit.place.outputs().get(1).set(1, 300, "", Sight.WORDS, Exhibit.TIMES);
                Proposal proposal = new Proposal(
                        "p",
                        "Valve bay 1 is opened now and closed after 5 min at the latest; the device closes it itself if this program is gone.",
                        List.of(),
                        Significance.NORMAL,
                        Facilities.NOW.plusSeconds(27));
                show(exhibit, open, proposal);
                faults.addAll(exhibit.picture(Exhibit.name("confirm", theme, size, width)));
                Proposal shut = new Proposal(
                        "p",
                        "Pump 1 is run for 5 min.",
                        List.of(
                                "Interlock Tank low is tripped: tank level 38.4 L is below 50 L. Fill the tank, then reset the interlock.",
                                "The journal cannot be written: no space left on the disk. Nothing is opened until it can."),
                        Significance.HIGH,
                        Facilities.NOW.plusSeconds(27));
                show(exhibit, exhibit.place.outputs().get(0).set(1, 300, "", Sight.WORDS, Exhibit.TIMES), shut);
                faults.addAll(exhibit.picture(Exhibit.name("confirm-shut", theme, size, width)));
                exhibit.view.noDialog();
                exhibit.view.form(exhibit.place.outputs().get(5), Exhibit.TIMES, _ -> {});
                faults.addAll(exhibit.picture(Exhibit.name("form", theme, size, width)));
                Finder finder = Finder.of(Facilities.abnormal(), List.of(), Sight.WORDS);
                exhibit.view.find(finder::find, _ -> {});
                faults.addAll(exhibit.picture(Exhibit.name("find", theme, size, width)));
                exhibit.view.keys();
                faults.addAll(exhibit.picture(Exhibit.name("keys", theme, size, width)));
                exhibit.view.closing(
                        List.of("Run 12 of Morning watering is stopped in step 2 of 4.", "Heater is driven to safe."),
                        () -> {});
                faults.addAll(exhibit.picture(Exhibit.name("close", theme, size, width)));
            }
            return 0;
        });
    }

    @ParameterizedTest
    @MethodSource("org.penstock.app.window.Exhibit#ways")
    void aBypassIsSeenOnEveryPage(Theme theme, TextSize size, int width, int height) {
        FakeControlRoom room = new FakeControlRoom(InstantSource.fixed(Facilities.NOW), Facilities.bypassed());
        PageShown pump = PageShown.of(room, new PageAddress(PageAddress.Kind.OUTPUT, "pump-1"));
        PageShown fan = PageShown.of(room, new PageAddress(PageAddress.Kind.OUTPUT, "fan-1"));
        Exhibit exhibit = Sight.on(() -> Exhibit.frame(room.snapshot(), theme, size, width, height));
        try {
            faults.addAll(pump.picture(exhibit, Exhibit.name("bypass-gate", theme, size, width)));
            faults.addAll(fan.picture(exhibit, Exhibit.name("shadow", theme, size, width)));
            Sight.on(() -> {
                GateRow gate = OutputModel.of(Exhibit.beat(Facilities.abnormal(), exhibit.beat.moment()), "pump-1")
                        .gates()
                        .getFirst();
                exhibit.view.bypass(gate, Exhibit.TIMES, _ -> {});
                faults.addAll(exhibit.picture(Exhibit.name("bypass-form", theme, size, width)));
                return 0;
            });
        } finally {
            Sight.on(() -> {
                exhibit.close();
                return 0;
            });
        }
    }

    @Test
    void anEmptyFacilityAndASilentOneSayWhatToDo() {
        for (Theme theme : Theme.values()) {
            faults.addAll(picture("empty", Facilities.empty(), theme, TextSize.NORMAL, 1366, 768));
            faults.addAll(picture("waiting", Facilities.waiting(), theme, TextSize.NORMAL, 1366, 768));
        }
    }

    @Test
    void aLostRuntimeIsNotShownAsLiving() {
        Sight.on(() -> {
            Moment late = new Moment(Facilities.NOW.plusSeconds(41), 41, true);
            try (Exhibit exhibit = Exhibit.of(Facilities.watering(), late, Theme.DARK, TextSize.NORMAL, 1366, 768)) {
                faults.addAll(exhibit.picture("lost-dark-1366"));
            }
            return 0;
        });
    }

    @Test
    void aStoppedEngineIsNotShownAsLiving() {
        Sight.on(() -> {
            for (Theme theme : Theme.values()) {
                try (Exhibit exhibit = Exhibit.of(Facilities.stopped(), theme, TextSize.NORMAL, 1366, 768)) {
                    assertTrue(exhibit.place.lost());
                    assertEquals(
                            "NOT CONTROLLED: the engine stopped",
                            Frame.of(exhibit.beat).header().lost());
                    assertEquals(
                            Facilities.stopped().health().engineStopped(),
                            SystemModel.of(exhibit.beat).health().getFirst().why());
                    faults.addAll(exhibit.picture(Exhibit.name("engine-stopped", theme, TextSize.NORMAL, 1366)));
                }
            }
            return 0;
        });
    }

    private static void show(Exhibit exhibit, Ask ask, Proposal proposal) {
        Confirmation open = new Confirmation.Open(proposal, 0);
        exhibit.view.confirm(open.view(ask, Facilities.NOW, Sight.WORDS, Exhibit.TIMES));
    }

    private static List<String> picture(
            String what, FacilitySnapshot snapshot, Theme theme, TextSize size, int width, int height) {
        return Sight.on(() -> {
            try (Exhibit exhibit = Exhibit.of(snapshot, theme, size, width, height)) {
                return exhibit.picture(Exhibit.name(what, theme, size, width));
            }
        });
    }
}
