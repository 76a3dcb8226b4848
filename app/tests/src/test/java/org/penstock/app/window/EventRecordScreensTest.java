package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import javafx.application.Platform;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.penstock.app.api.ChainCheck;
import org.penstock.app.window.model.TextSize;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.FacilityRecord.Event;

/** Leaves a picture of every state of the page of the record under {@code target/screens}, and looks each over. */
@SecondWindow
class EventRecordScreensTest {
    private final List<String> faults = new ArrayList<>();
    private final FakeControlRoom room = new FakeControlRoom(() -> Facilities.NOW, Facilities.abnormal());

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @AfterEach
    void nobodyWouldComplain() {
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    @ParameterizedTest
    @CsvSource({"DARK,NORMAL,1366,768", "LIGHT,NORMAL,1920,1080", "LIGHT,LARGEST,1366,768", "DARK,LARGEST,1366,768"})
    void everyState(Theme theme, TextSize size, int width, int height) {
        CountDownLatch half = new CountDownLatch(1);
        ChainCheck chains = progress -> {
            progress.accept(512);
            half.await();
            return new ChainCheck.Report(
                    1_234,
                    List.of("north: event 812 was changed after it was written: its body and its hash disagree."));
        };
        Present present = new Present("marta");
        EventRecord page = Sight.on(() -> new EventRecord(
                room,
                new Desk(room, present),
                new WindowOptions(present, Path.of("target/unused"), () -> Facilities.NOW, Ticker.system()),
                Sight.WORDS,
                Platform::runLater,
                chains));
        Exhibit exhibit = Sight.on(() -> Exhibit.frame(room.snapshot(), theme, size, width, height));
        try {
            Sight.on(() -> {
                exhibit.put(page, false);
                page.inSight(true);
                return 0;
            });
            settled(exhibit, "No event fits");
            picture(exhibit, "record-empty", theme, size, width);
            room.chain = chain();
            Sight.on(() -> {
                page.inSight(true);
                return 0;
            });
            settled(exhibit, "events, all that fit");
            // What was read a moment ago may replace the rows, and the choice with them, once more.
            await("chosen")
                    .atMost(20, SECONDS)
                    .until(() -> Sight.on(() -> {
                        ListView<?> list =
                                (ListView<?>) exhibit.scene().getRoot().lookup(".table .list-view");
                        list.getSelectionModel().clearAndSelect(2);
                        list.requestFocus();
                        return said(exhibit, "Against no. ");
                    }));
            picture(exhibit, "record", theme, size, width);
            press(exhibit, "Heads…");
            settled(exhibit, "event 1234");
            picture(exhibit, "record-heads", theme, size, width);
            AtTheWindow.type(KeyCode.ESCAPE);
            press(exhibit, "Verify…");
            press(exhibit, "Verify");
            settled(exhibit, "512 of about");
            picture(exhibit, "record-verifying", theme, size, width);
            half.countDown();
            settled(exhibit, "NOT AS WRITTEN");
            picture(exhibit, "record-broken", theme, size, width);
            AtTheWindow.type(KeyCode.ESCAPE);
            press(exhibit, "Hand out…");
            picture(exhibit, "record-export", theme, size, width);
        } finally {
            half.countDown();
            Sight.on(() -> {
                page.close();
                exhibit.close();
                return 0;
            });
        }
    }

    private void picture(Exhibit exhibit, String what, Theme theme, TextSize size, int width) {
        faults.addAll(Sight.on(() -> exhibit.picture(Exhibit.name(what, theme, size, width))));
    }

    private static void press(Exhibit exhibit, String text) {
        Sight.on(() -> {
            exhibit.scene().getRoot().lookupAll(".button").stream()
                    .filter(n -> n instanceof ButtonBase b && text.equals(b.getText()) && AtTheWindow.isInSight(b))
                    .findFirst()
                    .ifPresent(n -> ((ButtonBase) n).fire());
            return 0;
        });
    }

    private static void settled(Exhibit exhibit, String part) {
        await(part).atMost(20, SECONDS).until(() -> Sight.on(() -> said(exhibit, part)));
    }

    private static boolean said(Exhibit exhibit, String part) {
        return exhibit.scene().getRoot().lookupAll(".label").stream()
                .anyMatch(n -> n instanceof Labeled l
                        && AtTheWindow.isInSight(l)
                        && l.getText() != null
                        && l.getText().contains(part));
    }

    private static List<Event> chain() {
        List<Event> events = new ArrayList<>();
        events.add(event(
                31, "system", "alert.raised", "alert:air-hot", "\"severity\":\"critical\",\"value\":\"33.1 °C\""));
        events.add(event(
                30,
                "anna",
                "signoff.signed",
                "signoff:0197c1de-7c11-7ee0-a1b2-c3d4e5f60718",
                by("compliance") + "\"meaning\":\"approved\",\"reason\":\"second sample is clean\""));
        events.add(
                event(
                        29,
                        "marta",
                        "device.replaced",
                        "device:skid",
                        by("technician")
                                + "\"old_serial\":\"A-1107\",\"serial\":\"B-2210\",\"certificate\":\"DKD-2026-114\",\"reason\":\"drifted\""));
        events.add(event(
                28,
                "system",
                "run.completed",
                "run:0197c1de-7c11-7ee0-a1b2-c3d4e5f60719",
                "\"program\":\"quick\",\"litres\":\"12.50\""));
        events.add(event(
                27,
                "marta",
                "device.calibrated",
                "device:skid",
                by("technician")
                        + "\"old_offset\":\"0.00\",\"offset\":\"-0.12\",\"serial\":\"A-1107\",\"due\":\"2027-05-01\""));
        for (int seq = 26; seq > 0; seq--) {
            events.add(event(
                    seq,
                    "system",
                    "command.completed",
                    "output:valve-" + seq % 4,
                    "\"old_state\":\"safe\",\"state\":\"held\""));
        }
        return events;
    }

    private static String by(String role) {
        return "\"by_roles\":\"" + role + "\",\"by_workstation\":\"desk 1\",\"by_session\":\"0197c1de-7c11\",";
    }

    private static Event event(long seq, String who, String kind, String subject, String data) {
        Instant at = Facilities.NOW.minusSeconds((40 - seq) * 137);
        return new Event(seq, at, who, kind, subject, "{" + data + "}");
    }
}
