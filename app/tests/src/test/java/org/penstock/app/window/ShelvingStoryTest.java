package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.app.testsupport.FakeShifts;
import org.penstock.app.window.model.ActionRow;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.ShelvedRow;
import org.penstock.app.window.model.StripModel;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.view.AlertsView;
import org.penstock.core.alert.CorrectiveAction;
import org.penstock.core.runtime.AlertSnapshot.Alert;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.ShelvedAlert;
import org.penstock.core.testsupport.SnapshotBuilder;

/** A known alert is shelved for an hour, what was done about it is written down, and another person verifies that. */
class ShelvingStoryTest extends AtTheWindow {
    /** The troubled facility with one of its alerts on a shelf, and one shelf of which nothing is told now. */
    private static FacilitySnapshot shelved() {
        FacilitySnapshot s = Facilities.abnormal();
        ShelvedAlert shelf = new ShelvedAlert(
                39,
                "stream:co2-2",
                s.alerts().open().getFirst().severity(),
                "Carbon dioxide in bay 2 out of range",
                "marta",
                "the probe is at the workshop until Thursday, bay 2 is aired by hand meanwhile",
                s.at().minusSeconds(1_100),
                2_500);
        ShelvedAlert quiet = new ShelvedAlert(
                12, "link:mqtt", shelf.severity(), "Link mqtt is offline", "bob", "new router", s.at(), 40_000);
        return SnapshotBuilder.like(s)
                .alerts(s.alerts().open().stream()
                        .map(a -> a.no() == 39 ? on(a, shelf) : a)
                        .toList())
                .shelves(List.of(shelf, quiet))
                .build();
    }

    private static Alert on(Alert a, ShelvedAlert shelf) {
        return new Alert(
                a.no(),
                a.source(),
                a.type(),
                a.severity(),
                a.state(),
                a.text(),
                a.value(),
                a.limit(),
                a.raised(),
                a.acknowledged(),
                a.acknowledgedBy(),
                a.resolved(),
                a.count(),
                shelf);
    }

    @Test
    void anAlertIsShelvedByItsLetterListedWithTimeWhoAndWhyAndTakenBack() {
        type(KeyCode.F2);
        chosen("39");
        type(KeyCode.S);
        seen("Shelve Carbon dioxide in bay 2 out of range (14 times)");
        press("Shelve");
        seen("Say why. Whoever looks for it, and the next shift, reads it.");
        fill(".text-field", 0, "721");
        fill(".text-field", 1, "the probe is at the workshop");
        press("Shelve");
        seen("Write for how many minutes, from 1 to 720.");
        press("4 h");
        press("Shelve");
        await().atMost(40, SECONDS).until(() -> room.confirmed().size() == 1);
        FakeControlRoom.Asked asked = room.confirmed().getFirst();
        assertEquals("alert.shelve 39 14400.0", asked.kind() + " " + asked.subject() + " " + asked.forSeconds());
        assertEquals("the probe is at the workshop", asked.reason());

        facility = shelved();
        seen("SHELVED 41 min left");
        seen("Alerts (3, 1 shelved)");
        page("Alerts");
        seen("2, still recorded; U takes one off");
        seen("by marta: the probe is at the workshop until Thursday, bay 2 is aired by hand meanwhile");
        seen("not told now");
        press("Unshelve");
        await().atMost(40, SECONDS).until(() -> room.confirmed().size() == 2);
        assertEquals("alert.unshelve", room.confirmed().getLast().kind());
        assertEquals("39", room.confirmed().getLast().subject());
    }

    @Test
    void whatWasDoneIsWrittenDownAndVerifiedBySomebodyElse() {
        page("Alerts");
        seen("Nothing was written down yet. Choose an alert and press W to write down what was done about it; another"
                + " person verifies it.");
        Sight.on(() -> {
            inSight(".alerts .list-view").requestFocus();
            return 0;
        });
        chosen("38");
        type(KeyCode.W);
        seen("Corrective action for alert 38");
        fill(".text-field", 0, "cable torn out");
        fill(".text-field", 1, "plugged in again");
        press("Write it down");
        seen("cable torn out → plugged in again");
        seen("waits for another person");
        assertEquals(38, room.correctives.all.getFirst().alertNo());

        action();
        type(KeyCode.V);
        press("It was done and helped");
        seen("marta wrote corrective action 1; somebody else verifies it.");
        press("Cancel  Esc");
        CorrectiveAction his = new CorrectiveAction(
                1, 38, "cable torn out", "plugged in again", "bob", FakeShifts.NOW, null, null, "");
        room.correctives.all.set(0, his);
        seen("by bob, Sun 1 Mar 07:00");
        action();
        type(KeyCode.V);
        fill(".text-field", 0, "values come again");
        press("It was done and helped");
        await("verified")
                .atMost(40, SECONDS)
                .until(() -> texts().stream()
                        .anyMatch(t -> t.startsWith("verified by marta") && t.endsWith(": values come again")));
    }

    /** What is shelved draws no eye: not counted, not blinking, in nobody's way in the strip. */
    @Test
    void whatIsShelvedIsNeitherCountedNorInTheStrip() {
        Moment now = new Moment(Facilities.NOW, 0.1, false);
        StripModel before = Frame.of(Exhibit.beat(Facilities.abnormal(), now)).strip();
        StripModel after = Frame.of(Exhibit.beat(shelved(), now)).strip();
        assertTrue(before.unacknowledged().stream().anyMatch(a -> a.no() == 39));
        assertTrue(after.unacknowledged().stream().noneMatch(a -> a.no() == 39));
        assertEquals(
                before.counters().stream().mapToInt(StripModel.Counter::count).sum() - 1,
                after.counters().stream().mapToInt(StripModel.Counter::count).sum());
        AlertRow row = Frame.alerts(Exhibit.beat(shelved(), now)).getLast();
        assertEquals(
                "39 true false true",
                row.no() + " " + row.shelved() + " " + row.unacknowledged() + " " + row.blinkOn());
    }

    private void page(String title) {
        Sight.on(() -> {
            window.scene().getRoot().lookupAll("*").stream()
                    .filter(n -> n instanceof ButtonBase b
                            && b.getStyleClass().contains("nav-task")
                            && b.getText().startsWith(title))
                    .map(ButtonBase.class::cast)
                    .findFirst()
                    .orElseThrow()
                    .fire();
            return 0;
        });
    }

    /** Puts the keyboard on an open alert of the list that has it. */
    private void chosen(String no) {
        await(no)
                .atMost(40, SECONDS)
                .until(() -> Sight.on(() ->
                        window.scene().getFocusOwner() instanceof ListView<?> list && select(list, "alert:" + no)));
    }

    private static boolean select(ListView<?> list, String key) {
        int at = list.getItems().stream().map(String::valueOf).toList().indexOf(key);
        list.getSelectionModel().clearAndSelect(at);
        return at >= 0;
    }

    private void action() {
        await("action")
                .atMost(40, SECONDS)
                .until(() -> Sight.on(() -> window.scene().getRoot().lookupAll(".list-view").stream()
                        .filter(AtTheWindow::isInSight)
                        .map(n -> (ListView<?>) n)
                        .filter(l -> l.getItems().contains("action:1"))
                        .findFirst()
                        .map(l -> {
                            l.requestFocus();
                            return select(l, "action:1");
                        })
                        .orElse(false)));
    }

    static Stream<Arguments> ways() {
        return Exhibit.ways();
    }

    @ParameterizedTest
    @MethodSource("ways")
    void thePageReadsWell(Theme theme, TextSize size, int width, int height) {
        List<String> faults = new ArrayList<>();
        Sight.on(() -> {
            try (Exhibit exhibit = Exhibit.frame(shelved(), theme, size, width, height)) {
                AlertsView view = new AlertsView(Sight.WORDS, Exhibit.NOTHING, Exhibit.NOWHERE);
                exhibit.put(new FixedPage(PageAddress.of(PageAddress.Kind.ALERTS), "Alerts", view), false);
                var beat = Exhibit.beat(shelved(), new Moment(Facilities.NOW, 0.1, true));
                view.open(Frame.alerts(beat).stream().filter(a -> !a.shelved()).toList());
                view.shelved(ShelvedRow.of(beat));
                view.actions(ActionRow.of(
                        List.of(
                                new CorrectiveAction(
                                        2,
                                        38,
                                        "cable torn out by the trolley",
                                        "plugged in again, a hook for it is ordered",
                                        "bob",
                                        Facilities.NOW.minusSeconds(900),
                                        null,
                                        null,
                                        ""),
                                new CorrectiveAction(
                                        1,
                                        31,
                                        "door left open",
                                        "closed",
                                        "marta",
                                        Facilities.NOW.minusSeconds(9_000),
                                        "bob",
                                        Facilities.NOW.minusSeconds(8_000),
                                        "3.8 °C again")),
                        Facilities.NOW,
                        Sight.WORDS,
                        beat.times()));
                view.past(List.of());
                view.focus(true);
                String name = "alerts-shelved-" + theme.name().toLowerCase(java.util.Locale.ROOT) + "-" + width
                        + (size == TextSize.LARGEST ? "-large" : "");
                faults.addAll(exhibit.picture(name));
            }
            if (size == TextSize.LARGEST) {
                try (Exhibit overview = Exhibit.of(shelved(), theme, size, width, height)) {
                    faults.addAll(overview.picture("overview-shelved-large"));
                }
            }
            return 0;
        });
        assertEquals(List.of(), faults);
    }
}
