package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import javafx.scene.control.TextField;
import javafx.scene.image.WritableImage;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.CornerRadii;
import javafx.scene.layout.Region;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.penstock.app.window.model.TextSize;
import org.penstock.core.runtime.FacilityRecord.Reading;
import org.penstock.core.runtime.FacilitySnapshot;

/** Leaves a picture of the trend in every condition under {@code target/screens}, and looks each over. */
@SecondWindow
class TrendScreensTest {
    private static final String FOUR = "air-temp-1,air-temp-2,air-hum-1,estop-loop";
    private static final String EIGHT = FOUR + ",co2-1,vwc-1,tank-level,out-temp";
    private static final Instant NOW = Facilities.NOW;

    private final List<String> faults = new ArrayList<>();
    private final FakeControlRoom room = new FakeControlRoom(() -> NOW, Facilities.abnormal());

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @AfterEach
    void nobodyWouldComplain() {
        assertTrue(faults.isEmpty(), () -> String.join("\n", faults));
    }

    static Stream<Arguments> screens() {
        return Exhibit.ways();
    }

    @ParameterizedTest
    @MethodSource("screens")
    void aQuarterOfAnHourWithAGapADoubtAndACursor(Theme theme, TextSize size, int width, int height) {
        room.record(TrendStage.record(1_000, NOW.minus(Duration.ofDays(9)), NOW.minusSeconds(2), TrendScreensTest::bay));
        try (TrendStage stage = TrendStage.of(room, FOUR, theme, size, width, height)) {
            come(stage, Facilities.abnormal());
            stage.focus();
            for (int i = 0; i < 22; i++) {
                stage.key(KeyCode.SHIFT, KeyCode.LEFT);
            }
            faults.addAll(stage.picture(Exhibit.name("trend", theme, size, width)));
        }
    }

    @ParameterizedTest
    @MethodSource("screens")
    void aWeekOfEightStandsStill(Theme theme, TextSize size, int width, int height) {
        room.record(TrendStage.record(60_000, NOW.minus(Duration.ofDays(9)), NOW.minusSeconds(2), TrendScreensTest::bay));
        try (TrendStage stage = TrendStage.of(room, EIGHT, theme, size, width, height)) {
            come(stage, Facilities.abnormal());
            stage.press("7 d");
            come(stage, Facilities.abnormal());
            stage.press("Older  PgUp");
            come(stage, Facilities.abnormal());
            faults.addAll(stage.picture(Exhibit.name("trend-week", theme, size, width)));
        }
    }

    /** Whoever goes through time sees, pixel for pixel, what one who just came sees. */
    @ParameterizedTest
    @EnumSource(
            value = Theme.class,
            names = {"DARK", "LIGHT"})
    void aPictureAfterManyStepsIsThePictureOfOneLook(Theme theme) {
        room.record(TrendStage.record(1_000, NOW.minus(Duration.ofDays(9)), NOW.minusSeconds(2), TrendScreensTest::bay));
        String there;
        WritableImage walked;
        try (TrendStage stage = TrendStage.of(room, EIGHT, theme, TextSize.NORMAL, 1366, 768)) {
            come(stage, Facilities.abnormal());
            stage.focus();
            for (int i = 0; i < 24; i++) {
                stage.key(KeyCode.CONTROL, i % 5 < 3 ? KeyCode.LEFT : KeyCode.RIGHT);
                if (i % 4 == 0) {
                    come(stage, Facilities.abnormal());
                }
            }
            come(stage, Facilities.abnormal());
            faults.addAll(stage.picture(Exhibit.name("trend-walked", theme, TextSize.NORMAL, 1366)));
            there = Sight.on(stage.page::address).subject();
            assertEquals(
                    List.of(CornerRadii.EMPTY),
                    Sight.on(() -> ((Region) stage.page.node().lookup(".trend-chart"))
                            .getBackground().getFills().stream()
                                    .map(BackgroundFill::getRadii)
                                    .toList()),
                    "behind it is one square fill: more, or round ones, cost more than the picture");
            walked = stage.chart();
        }
        try (TrendStage stage = TrendStage.of(room, there, theme, TextSize.NORMAL, 1366, 768)) {
            come(stage, Facilities.abnormal());
            stage.focus();
            stage.beat(Facilities.abnormal(), NOW);
            WritableImage fresh = stage.chart();
            assertEquals(fresh.getWidth(), walked.getWidth());
            assertEquals(fresh.getHeight(), walked.getHeight());
            int width = (int) fresh.getWidth();
            int height = (int) fresh.getHeight();
            for (int y = 0; y < height; y++) {
                for (int x = 0; x < width; x++) {
                    int at = x + y * width;
                    assertEquals(
                            fresh.getPixelReader().getArgb(x, y),
                            walked.getPixelReader().getArgb(x, y),
                            () -> "pixel " + at % width + ", " + at / width + " of " + there);
                }
            }
        }
    }

    @Test
    void theFirstHalfMinute() {
        try (TrendStage stage = TrendStage.of(room, FOUR, Theme.DARK, TextSize.NORMAL, 1366, 768)) {
            Random chance = new Random(1);
            FacilitySnapshot calm = Facilities.calm();
            for (int s = 0; s < 30; s++) {
                Instant now = NOW.plusSeconds(s);
                stage.beat(Facilities.at(calm, now, 21.4 + chance.nextGaussian() * 0.03), now);
            }
            come(stage, Facilities.at(calm, NOW.plusSeconds(30), 21.4), NOW.plusSeconds(30));
            faults.addAll(stage.picture("trend-first-dark-1366"));
        }
    }

    @Test
    void nothingYetAndWhatIsFound() {
        try (TrendStage stage = TrendStage.of(room, "", Theme.DARK, TextSize.NORMAL, 1366, 768)) {
            stage.beat(Facilities.calm(), NOW);
            faults.addAll(stage.picture("trend-empty-dark-1366"));
            Sight.on(() -> {
                ((TextField) stage.page.node().lookup(".trend-add")).setText("te");
                return 0;
            });
            stage.beat(Facilities.calm(), NOW);
            faults.addAll(stage.picture("trend-find-dark-1366"));
        }
    }

    @Test
    void theRecordIsAway() {
        room.record((_, _, _, _) -> {
            throw new IllegalStateException("The database server at db.north:5432 does not answer.");
        });
        try (TrendStage stage = TrendStage.of(room, FOUR, Theme.LIGHT, TextSize.NORMAL, 1366, 768)) {
            for (int s = 0; s < 5; s++) {
                stage.beat(Facilities.at(Facilities.calm(), NOW.plusSeconds(s), 21.4), NOW.plusSeconds(s));
            }
            await().atMost(20, SECONDS).until(() -> {
                stage.beat(Facilities.at(Facilities.calm(), NOW.plusSeconds(5), 21.4), NOW.plusSeconds(5));
                return stage.texts().stream().anyMatch(t -> t.contains("db.north"));
            });
            faults.addAll(stage.picture("trend-away-light-1366"));
        }
    }

    private void come(TrendStage stage, FacilitySnapshot snapshot) {
        come(stage, snapshot, NOW);
    }

    /** Beats until what was asked for has come. */
    private static void come(TrendStage stage, FacilitySnapshot snapshot, Instant now) {
        stage.beat(snapshot, now);
        await().atMost(60, SECONDS).until(() -> {
            stage.beat(snapshot, now);
            return !Sight.on(stage.page::busy);
        });
        stage.beat(snapshot, now);
    }

    /** Two bays and what is around them: a sensor that fell silent, one that was calibrated, one that doubts itself. */
    private static @Nullable Reading bay(String stream, Instant at) {
        double t = at.toEpochMilli() / 1e3;
        double back = (NOW.toEpochMilli() - at.toEpochMilli()) / 1e3;
        double noise = new Random(at.toEpochMilli() ^ stream.hashCode()).nextGaussian();
        double day = sun(t) - sun(NOW.toEpochMilli() / 1e3);
        String quality = "good";
        double value;
        switch (stream) {
            case "air-temp-1" -> {
                if (back > 300 && back < 340) {
                    return null;
                }
                value = 22.2 + 5 * day + Math.max(0, 420 - back) / 60 * 1.6 + noise * 0.05;
            }
            case "air-temp-2" -> {
                if (back < 250 || back > 250_000 && back < 300_000) {
                    return null;
                }
                value = 21 + 4 * day + noise * 0.04;
            }
            case "air-hum-1" -> {
                value = 68.4 - 12 * day + noise * 0.3;
                quality = back > 500 && back < 560 ? "out_of_range" : back > 150 && back < 260 ? "uncertain" : "good";
            }
            case "estop-loop" -> value = back > 400 && back < 520 || back > 700_000 && back < 760_000 ? 0 : 1;
            case "co2-1" -> value = 812 - 300 * day + noise * 12;
            case "vwc-1" -> value = 54 - (t % 21_600) / 21_600 * 9 + noise * 0.1;
            case "tank-level" -> value = 320 - (t % 90_000) / 90_000 * 280;
            default -> value = -3.25 + 6 * day + noise * 0.1;
        }
        return new Reading(at, value, quality, false);
    }

    private static double sun(double seconds) {
        return Math.sin((seconds % 86_400) / 86_400 * 2 * Math.PI - 2);
    }
}
