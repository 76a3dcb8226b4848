package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javafx.event.EventType;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.control.ComboBox;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.robot.Robot;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.TextSize;
import org.penstock.core.runtime.ControlSnapshot.Run;
import org.penstock.core.runtime.FacilityRecord.Reading;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.TrendBook.Stay;
import org.penstock.core.telemetry.Severity;
import org.penstock.core.testsupport.SnapshotParts;
import org.penstock.core.work.TimeNote;

/** What a person does with a trend besides looking at it, by keys and by mouse: everything the picture offers, once. */
@SecondWindow
class TrendDeedsTest {
    private static final Instant NOW = Facilities.NOW;

    @TempDir
    Path folder;

    private final FakeControlRoom room = new FakeControlRoom(() -> NOW, Facilities.calm());
    private final List<TrendStage> stages = new ArrayList<>();

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    private void record() {
        room.record(TrendStage.record(1_000, NOW.minus(Duration.ofDays(9)), NOW, (stream, at) -> {
            double back = Duration.between(at, NOW).toMillis() / 1e3;
            if (back > 400 && back < 460) {
                return null;
            }
            double wave = Math.sin(back / 200) * 2 + (back > 80_000 ? -1.5 : 0);
            return new Reading(at, (stream.startsWith("air-temp") ? 22 : 68) + wave, "good", false);
        }));
        room.trends.alerts.add(SnapshotParts.alert(
                4,
                "stream:air-temp-1",
                "limit_high",
                Severity.WARNING,
                "resolved",
                "Air temperature 24.1 °C is above 24 °C",
                24.1,
                24,
                NOW.minusSeconds(300),
                null,
                "",
                NOW.minusSeconds(180),
                1));
        room.trends.runs.add(run(7, "Morning watering", 700, 560));
        room.trends.runs.add(run(8, "Mist", 240, 200));
    }

    private static Run run(long no, String name, long began, long ended) {
        return new Run(
                no,
                "p" + no,
                name,
                "completed",
                0,
                2,
                "",
                0,
                began - ended,
                NOW.minusSeconds(began),
                NOW.minusSeconds(ended),
                "planned");
    }

    private void open(String spec, Theme theme, TextSize size, int width, int height) {
        record();
        TrendStage opened = TrendStage.of(room, spec, theme, size, width, height);
        stages.add(opened);
        come();
        stage().focus();
    }

    @AfterEach
    void close() {
        stages.forEach(TrendStage::close);
    }

    private TrendStage stage() {
        return stages.getLast();
    }

    @Test
    void aPersonComparesSelectsNotesAndKeeps() {
        open("air-temp-1", Theme.DARK, TextSize.NORMAL, 1366, 768);
        seen("Tinted: an alert was open.");
        seen("Bars below: programs that ran.");
        seen("3 Warning");
        seen("Morning watering");

        stage().key(KeyCode.C);
        seen("Compare Air temperature");
        stage().key(KeyCode.CONTROL, KeyCode.ENTER);
        seen("Air temperature, Bay 1 (air-temp-1), 1 d earlier");
        assertEquals(new PageAddress(Kind.TREND, "air-temp-1,air-temp-1~86400000"), Sight.on(stage().page::address));

        stage().focus();
        stage().key(KeyCode.CONTROL, KeyCode.A);
        seen("Missing");
        come();
        seen("841");
        seen("60 s");
        stage().key(KeyCode.ESCAPE);
        stage().key(KeyCode.LEFT);
        stage().key(KeyCode.S);
        for (int i = 0; i < 6; i++) {
            stage().key(KeyCode.SHIFT, KeyCode.LEFT);
        }
        stage().key(KeyCode.S);
        come();
        seen("Mean");
        seen("60");
        assertEquals(List.of(), stage().picture("trend-selected-dark-1366-text-100"));

        stage().key(KeyCode.T);
        seen("It stands in the picture and in the record, with your name. It can be amended, never changed.");
        write("text", "somebody left the vent open");
        stage().key(KeyCode.CONTROL, KeyCode.ENTER);
        seen("Noted.");
        TimeNote note = room.trends.notes.getLast();
        assertEquals("stream:air-temp-1", note.subject());
        assertTrue(note.from().isAfter(NOW.minusSeconds(120)), "it is about now, not about yesterday");
        assertEquals(60, Math.round(Duration.between(note.from(), note.to()).toMillis() / 1e3), "what was selected");
        stage().focus();
        stage().key(KeyCode.ESCAPE);
        seen("somebody left the vent open");

        stage().key(KeyCode.N);
        seen(text -> text.contains("marta: somebody left the vent open"));
        stage().key(KeyCode.E);
        seen("This is revision 1. Other words become the next one; all of them stay in the record.");
        write("text", "the vent was open for a minute");
        room.trends.shut = "Marta Vos may not write notes here. A supervisor can give the right.";
        stage().key(KeyCode.CONTROL, KeyCode.ENTER);
        seen("Marta Vos may not write notes here. A supervisor can give the right.");
        room.trends.shut = "";
        stage().key(KeyCode.CONTROL, KeyCode.ENTER);
        seen("Amended.");
        assertEquals(2, room.trends.notes.size(), "the first words stay");

        stage().focus();
        stage().key(KeyCode.V);
        seen("No view is kept yet. Give a name to keep the lines and the time that are drawn now.");
        write("name", "vents");
        stage().key(KeyCode.CONTROL, KeyCode.ENTER);
        seen("Kept as vents. V or Ctrl+K opens it.");
        stage().focus();
        stage().key(KeyCode.V);
        seen("Open a kept view, or give a name to keep what is drawn now. Ctrl+K finds views by their names, too.");
        stage().key(KeyCode.CONTROL, KeyCode.ENTER);
        await().atMost(20, SECONDS).until(() -> !stage().visits.to.isEmpty());
        assertEquals(List.of(new PageAddress(Kind.TREND, "air-temp-1,air-temp-1~86400000")), stage().visits.to);
    }

    @Test
    void aLineStandsBesideOneOfAnotherPlaceAndBesideWhereALotWas() {
        room.trends.stays.add(new Stay("Bay 2", NOW.minusSeconds(600), NOW.minusSeconds(300)));
        open("air-temp-1", Theme.DARK, TextSize.NORMAL, 1366, 768);
        stage().key(KeyCode.C);
        seen("Compare Air temperature");
        choose("with", "The same quantity at another place");
        choose("place", "Bay 2");
        stage().key(KeyCode.CONTROL, KeyCode.ENTER);
        seen("Air temperature, Bay 2 (air-temp-2)");
        stage().focus();
        stage().key(KeyCode.UP);
        stage().key(KeyCode.C);
        seen("Compare Air temperature");
        choose("with", "The same quantity where a lot was");
        write("lot", "LOT-9");
        stage().key(KeyCode.CONTROL, KeyCode.ENTER);
        seen("Nothing measures the same where lot LOT-9 was, or there is no such lot.");
        write("lot", "LOT-7");
        stage().key(KeyCode.CONTROL, KeyCode.ENTER);
        seen("Air temperature, Bay 2 (air-temp-2), while LOT-7 was there");
    }

    @Test
    void whatIsSeenIsWrittenDownReadingByReadingAndPrinted() throws Exception {
        open("air-temp-1,air-hum-1", Theme.LIGHT, TextSize.NORMAL, 1366, 768);
        stage().key(KeyCode.X);
        seen("Readings as CSV");
        Path csv = folder.resolve("night.csv");
        write("file", csv.toString());
        stage().key(KeyCode.CONTROL, KeyCode.ENTER);
        seen(text -> text.endsWith("readings are in " + csv + "."));
        List<String> rows = Files.readAllLines(csv);
        assertEquals("stream,time_utc,time_site,value,unit,quality,late,raw", rows.getFirst());
        assertEquals(1 + 2 * (900 - 59), rows.size(), "what is in sight, and nothing where nothing came");
        assertTrue(rows.get(1).startsWith("air-temp-1," + NOW.minusSeconds(900)), rows.get(1));

        stage().focus();
        stage().key(KeyCode.X);
        seen("Readings as CSV");
        write("file", csv.toString());
        stage().key(KeyCode.CONTROL, KeyCode.ENTER);
        seen(text -> text.contains("is there already") || text.contains(csv.toString()));
        stage().key(KeyCode.ESCAPE);

        room.trends.write(
                org.penstock.core.identity.Asker.account("marta"),
                "location:",
                NOW.minusSeconds(500),
                null,
                "filters changed");
        stage().focus();
        stage().key(KeyCode.P);
        seen("Print into a PDF");
        Path pdf = folder.resolve("night.pdf");
        write("file", pdf.toString());
        stage().key(KeyCode.CONTROL, KeyCode.ENTER);
        seen("The sheet is " + pdf + ".");
        try (PDDocument sheet = Loader.loadPDF(pdf.toFile())) {
            String text = new PDFTextStripper().getText(sheet);
            assertTrue(text.contains("Air temperature, Bay 1 (air-temp-1)"), text);
            assertTrue(text.contains("event 1234 when this was printed, cdcdcdcd"), text);
            assertEquals(1, sheet.getNumberOfPages());
            javax.imageio.ImageIO.write(
                    new org.apache.pdfbox.rendering.PDFRenderer(sheet).renderImageWithDPI(0, 110),
                    "png",
                    Path.of("target", "screens", "trend-sheet.png").toFile());
        }
        assertFalse(Files.exists(folder.resolve("night.pdf.part")));
    }

    @Test
    void theMouseDragsSelectsAndZooms() {
        open("air-temp-1", Theme.DARK, TextSize.NORMAL, 1366, 768);
        Bounds at = Sight.on(() -> {
            Node chart = stage().page.node().lookup(".trend-chart");
            return chart.localToScreen(chart.getLayoutBounds());
        });
        mouse(at, 0.5, 0.6, false);
        seen("PAUSED");
        stage().key(KeyCode.Z);
        seen("LIVE");
        mouse(at, 0.3, 0.5, true);
        come();
        seen("Mean");
        stage().key(KeyCode.ENTER);
        seen("PAUSED");
        stage().key(KeyCode.BACK_SPACE);
        seen("LIVE");
        Sight.on(() -> {
            Robot robot = new Robot();
            robot.mouseMove(at.getMinX() + at.getWidth() * 0.4, at.getCenterY());
            robot.mouseWheel(-1);
            return 0;
        });
        seen("PAUSED");
    }

    private void mouse(Bounds at, double from, double to, boolean shift) {
        if (shift) {
            // This platform's robot forgets the keys that are down when the mouse moves.
            Sight.on(() -> {
                Node chart = stage().page.node().lookup(".trend-chart");
                chart.fireEvent(event(MouseEvent.MOUSE_PRESSED, at.getWidth() * from));
                chart.fireEvent(event(MouseEvent.MOUSE_DRAGGED, at.getWidth() * (from + to) / 2));
                chart.fireEvent(event(MouseEvent.MOUSE_DRAGGED, at.getWidth() * to));
                chart.fireEvent(event(MouseEvent.MOUSE_RELEASED, at.getWidth() * to));
                return 0;
            });
            return;
        }
        Sight.on(() -> {
            Robot robot = new Robot();
            robot.mouseMove(at.getMinX() + at.getWidth() * from, at.getCenterY());
            robot.mousePress(MouseButton.PRIMARY);
            return 0;
        });
        for (int i = 1; i <= 5; i++) {
            double x = from + (to - from) * i / 5;
            Sight.on(() -> {
                new Robot().mouseMove(at.getMinX() + at.getWidth() * x, at.getCenterY());
                return 0;
            });
        }
        Sight.on(() -> {
            new Robot().mouseRelease(MouseButton.PRIMARY);
            return 0;
        });
    }

    private static MouseEvent event(EventType<MouseEvent> type, double x) {
        return new MouseEvent(
                type,
                x,
                50,
                x,
                50,
                MouseButton.PRIMARY,
                1,
                true,
                false,
                false,
                false,
                true,
                false,
                false,
                true,
                false,
                false,
                null);
    }

    static Stream<Arguments> screens() {
        return TrendScreensTest.screens();
    }

    @ParameterizedTest
    @MethodSource("screens")
    void alertsRunsNotesAndYesterdayStandBesideTheLines(Theme theme, TextSize size, int width, int height) {
        room.trends.notes.add(new TimeNote(
                java.util.UUID.randomUUID(),
                1,
                "stream:air-temp-1",
                NOW.minusSeconds(800),
                null,
                "vent cleaned",
                false,
                "marta",
                NOW));
        room.trends.notes.add(new TimeNote(
                java.util.UUID.randomUUID(),
                2,
                "location:",
                NOW.minusSeconds(480),
                NOW.minusSeconds(380),
                "power cut in the whole street, batteries held",
                false,
                "ada",
                NOW));
        open("air-temp-1,air-temp-1~86400000,air-hum-1", theme, size, width, height);
        stage().key(KeyCode.N);
        List<String> faults = new ArrayList<>(stage().picture(Exhibit.name("trend-beside", theme, size, width)));
        assertEquals(List.of(), faults);
    }

    private void write(String field, String text) {
        Sight.on(() -> {
            for (Node n : stage().stage.getScene().getRoot().lookupAll(".field-pair")) {
                for (Node c : n.lookupAll("*")) {
                    if (c instanceof TextInputControl t && named(n, field)) {
                        t.setText(text);
                        t.requestFocus();
                        return 0;
                    }
                }
            }
            throw new AssertionError("there is no field " + field);
        });
    }

    private void choose(String field, String choice) {
        Sight.on(() -> {
            for (Node n : stage().stage.getScene().getRoot().lookupAll(".field-pair")) {
                for (Node c : n.lookupAll("*")) {
                    if (c instanceof ComboBox<?> box && named(n, field)) {
                        @SuppressWarnings("unchecked")
                        ComboBox<String> texts = (ComboBox<String>) box;
                        texts.setValue(choice);
                        return 0;
                    }
                }
            }
            throw new AssertionError("there is no choice " + field);
        });
    }

    private static boolean named(Node pair, String field) {
        String name = switch (field) {
            case "text" -> "What";
            case "name" -> "Keep as";
            case "file" -> "File";
            case "with" -> "With";
            case "place" -> "Place";
            case "lot" -> "Lot";
            default -> field;
        };
        return pair.lookupAll(".label").stream()
                .anyMatch(l -> l instanceof javafx.scene.control.Label label && name.equals(label.getText()));
    }

    private void come() {
        beat();
        await().atMost(40, SECONDS).until(() -> {
            beat();
            return !Sight.on(stage().page::busy);
        });
        beat();
    }

    private void beat() {
        FacilitySnapshot s = Facilities.at(Facilities.calm(), NOW, 21.4);
        stage().beat(s, NOW);
    }

    private void seen(String text) {
        await(text).atMost(20, SECONDS).untilAsserted(() -> {
            beat();
            assertTrue(stage().texts().contains(text) || hint(text), () -> text + " is not among " + stage().texts());
        });
    }

    private boolean hint(String text) {
        return stage().texts().stream().anyMatch(t -> t.contains(text) && text.length() > 12);
    }

    private void seen(java.util.function.Predicate<String> which) {
        await().atMost(20, SECONDS).untilAsserted(() -> {
            beat();
            assertTrue(
                    stage().texts().stream().anyMatch(which),
                    () -> stage().texts().toString());
        });
    }
}
