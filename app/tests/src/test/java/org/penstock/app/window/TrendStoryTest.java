package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.input.KeyCode;
import javafx.scene.robot.Robot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.TextSize;
import org.penstock.core.runtime.FacilityRecord.Reading;
import org.penstock.core.runtime.FacilitySnapshot;

/** A trend as a person uses it, by keys and buttons, with the record behind it and the present going on. */
@SecondWindow
class TrendStoryTest {
    private static final Instant START = Facilities.NOW;

    private final FakeControlRoom room = new FakeControlRoom(() -> START, Facilities.calm());
    private Instant now = START;
    private double temperature = 21.4;
    private TrendStage stage;

    @BeforeAll
    static void toolkit() throws InterruptedException {
        Sight.toolkit();
    }

    @BeforeEach
    void open() {
        room.record(TrendStage.record(1_000, START.minus(Duration.ofHours(1)), START, (stream, at) -> {
            double back = Duration.between(at, START).toMillis() / 1e3;
            return new Reading(at, stream.startsWith("air-temp") ? 21 - back * 0.006 : 68, "good", false);
        }));
        stage = TrendStage.of(room, "air-temp-1", Theme.DARK, TextSize.NORMAL, 1366, 768);
        beat(0);
        stage.focus();
        await().atMost(20, SECONDS).until(() -> {
            beat(0);
            return !Sight.on(stage.page::busy);
        });
        await().atMost(20, SECONDS)
                .until(() ->
                        Sight.on(() -> stage.page.node().lookup(".trend-chart").isFocused()));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aPersonReadsTheLastMinutesAddsAnotherLineAndTakesItOutAgain() {
        seen("Air temperature, Bay 1 (air-temp-1)");
        seen("21.40");
        assertEquals("Trend: Air temperature", Sight.on(stage.page::title));

        temperature = 23.75;
        beat(1);
        seen("23.75");
        stage.key(KeyCode.LEFT);
        seen("good, 05:52:07");
        stage.key(KeyCode.LEFT);
        seen("good, 05:52:06");
        seen("21.40");
        stage.key(KeyCode.LEFT);
        seen("20.99");
        stage.key(KeyCode.SHIFT, KeyCode.LEFT);
        seen("good, 05:51:56");
        stage.key(KeyCode.RIGHT);
        seen("good, 05:51:57");

        stage.key(KeyCode.PAGE_UP);
        seen("PAUSED");
        seen("05:22 to 05:37 CET, today");
        beat(60);
        assertTrue(stage.texts().contains("05:22 to 05:37 CET, today"), "it stands still while time goes on");
        stage.key(KeyCode.L);
        seen("LIVE");
        seen("05:38 to 05:53 CET, today");

        stage.key(KeyCode.SPACE);
        seen("PAUSED");
        stage.key(KeyCode.END);
        seen("LIVE");

        stage.key(KeyCode.SLASH);
        Sight.on(() -> 0);
        for (KeyCode k : List.of(KeyCode.H, KeyCode.U, KeyCode.M)) {
            stage.key(k);
        }
        seen("Relative humidity");
        stage.key(KeyCode.ENTER);
        seen("Relative humidity, Bay 1 (air-hum-1)");
        seen("68.4");
        assertEquals(new PageAddress(Kind.TREND, "air-temp-1,air-hum-1"), stage.page.address());
        assertEquals("Trend: Air temperature and 1 more", Sight.on(stage.page::title));

        stage.focus();
        stage.key(KeyCode.DELETE);
        gone("Relative humidity, Bay 1 (air-hum-1)");
        stage.press("Remove");
        seen(
                "Nothing is drawn yet. Press / and write some letters of a value, then Enter. Or drag a value from wherever"
                        + " it stands onto Trend at the left.");
    }

    @Test
    void zoomingReadsWhatIsMissingAndHomeGoesToTheOldestReading() {
        stage.key(KeyCode.MINUS);
        seen("05:22 to 05:52 CET, today");
        stage.key(KeyCode.HOME);
        seen("PAUSED");
        seen("04:52 to 05:22 CET, today");
        stage.key(KeyCode.END);
        seen("LIVE");
        stage.press("7 d");
        seen("Sat 14 Nov 05:52 to today 05:52 CET");
    }

    @Test
    void theMouseReadsWhereItPoints() {
        Sight.on(() -> {
            Node chart = stage.page.node().lookup(".trend-chart");
            Bounds at = chart.localToScreen(chart.getLayoutBounds());
            new Robot().mouseMove(at.getCenterX(), at.getCenterY());
            return 0;
        });
        await().atMost(20, SECONDS).until(() -> stage.texts().stream().anyMatch(t -> t.startsWith("good, 05:44:")));
    }

    @Test
    void whatIsOverWhileItIsReadReadsNoMore() throws InterruptedException {
        CountDownLatch reading = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        room.record((stream, from, to, most) -> {
            asked.incrementAndGet();
            reading.countDown();
            try {
                go.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return List.of();
        });
        stage.close();
        stage = TrendStage.of(room, "air-temp-1,air-temp-2,co2-1", Theme.DARK, TextSize.NORMAL, 1366, 768);
        beat(0);
        assertTrue(reading.await(20, SECONDS));
        int subscriptions = room.subscriptionsEver();
        stage.close();
        go.countDown();
        await().atMost(20, SECONDS).until(TrendStoryTest::noRequestIsUnderWay);
        beat(1);
        beat(20);
        Sight.on(() -> 0);
        assertEquals(1, asked.get(), "the other streams are not asked for");
        assertFalse(Sight.on(stage.page::busy));
        assertEquals(0, subscriptions + room.subscribers(), "it lives by the beats of the window alone");
    }

    private void beat(int seconds) {
        now = now.plusSeconds(seconds);
        FacilitySnapshot s = Facilities.at(Facilities.calm(), now, temperature);
        stage.beat(s, now);
    }

    private static boolean noRequestIsUnderWay() {
        return Thread.getAllStackTraces().keySet().stream()
                .noneMatch(t -> t.getName().startsWith("penstock-window-request"));
    }

    private void seen(String text) {
        await(text).atMost(20, SECONDS).untilAsserted(() -> {
            beat(0);
            assertTrue(stage.texts().contains(text), () -> text + " is not among " + stage.texts());
        });
    }

    private void gone(String text) {
        await(text).atMost(20, SECONDS).until(() -> !stage.texts().contains(text));
    }
}
