package org.penstock.bench;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.penstock.app.window.ControlRoomWindow;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.trend.TrendModel;
import org.penstock.app.window.model.trend.TrendSpec;
import org.penstock.app.window.view.trend.TrendPage;
import org.penstock.core.place.Site;
import org.penstock.core.runtime.FacilitySnapshot;
import org.penstock.core.runtime.FieldSnapshot;
import org.penstock.core.testsupport.SnapshotBuilder;
import org.penstock.core.testsupport.SnapshotParts;

/** A page with eight lines, and the person before it. */
final class TrendWalk {
    /** Readings of each line in sight at first. */
    static final int READINGS = 100_000;

    private static final long EVERY = 1_000;
    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private final Words words = Words.in(Locale.ENGLISH);
    private final Times times = new Times(words, ZoneId.of("Europe/Amsterdam"));
    private final Shelf shelf;
    private final TrendPage page;
    private final CompletableFuture<Stage> stage = new CompletableFuture<>();

    /** @param all whether every reading is held */
    TrendWalk(boolean all) {
        shelf = new Shelf(all ? 1 : READINGS * EVERY / 2_000);
        long span = READINGS * EVERY;
        String spec = new TrendSpec(
                        IntStream.range(0, TrendModel.MOST)
                                .mapToObj(i -> "s-" + i)
                                .toList(),
                        span,
                        NOW.toEpochMilli() - 3 * span)
                .text();
        CompletableFuture<TrendPage> made = new CompletableFuture<>();
        Platform.startup(() -> {
            try {
                made.complete(new TrendPage(new PageAddress(Kind.TREND, spec), shelf, words, new Nowhere()));
            } catch (RuntimeException e) {
                made.completeExceptionally(e);
            }
        });
        page = made.join();
    }

    void open() throws Exception {
        onScreen(() -> {
            StackPane root = new StackPane(page.node());
            root.getStyleClass().addAll("root", "text-normal");
            Scene shown = new Scene(root, 1366, 768);
            shown.setUserAgentStylesheet(new atlantafx.base.theme.PrimerDark().getUserAgentStylesheet());
            shown.getStylesheets().setAll(sheet("theme-dark.css"), sheet("window.css"));
            Stage window = new Stage();
            window.setScene(shown);
            window.setX(0);
            window.setY(0);
            window.show();
            stage.complete(window);
            return 0;
        });
        for (int i = 0; i < 40 || onScreen(page::busy); i++) {
            beat();
            Thread.sleep(50);
        }
        onScreen(() -> {
            page.focus();
            return 0;
        });
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(ControlRoomWindow.class.getResource(name), name)
                .toExternalForm();
    }

    /** Until everything in sight is there: what is measured is the picture, whole, and not its absence. */
    void load() throws Exception {
        do {
            beat();
            Thread.sleep(20);
        } while (onScreen(page::busy));
        beat();
    }

    /** What comes from the record comes into the picture. */
    void beat() throws Exception {
        Runnable show = page.write(new Beat(facility(), new Moment(NOW, 0.1, true), "bench", words, times));
        onScreen(() -> {
            show.run();
            return 0;
        });
    }

    /** One step to and fro. @return from the key until it has been laid out, ns */
    long step(int i) throws Exception {
        KeyCode way = i / 20 % 2 == 0 ? KeyCode.LEFT : KeyCode.RIGHT;
        return take(
                () -> chart().fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", way, false, true, false, false)));
    }

    /** Closer and wider again; what that asks of the record comes with the next beats. @return as {@link #step} */
    long zoom(int i) throws Exception {
        String sign = words.of(i % 2 == 0 ? "trend.key.closer" : "trend.key.wider");
        return take(() -> chart().fireEvent(
                        new KeyEvent(KeyEvent.KEY_TYPED, sign, "", KeyCode.UNDEFINED, false, false, false, false)));
    }

    /** Another width of the page. @return as {@link #step} */
    long resize(int i) throws Exception {
        return take(() ->
                ((StackPane) stage.join().getScene().getRoot()).setPadding(new Insets(0, i % 2 == 0 ? 66 : 0, 0, 0)));
    }

    private Node chart() {
        return stage.join().getScene().getRoot().lookup(".trend-chart");
    }

    private long take(Runnable deed) throws Exception {
        CompletableFuture<Long> drawn = new CompletableFuture<>();
        Platform.runLater(() -> {
            Scene s = stage.join().getScene();
            long[] pressed = new long[1];
            Runnable[] after = new Runnable[1];
            after[0] = () -> {
                s.removePostLayoutPulseListener(after[0]);
                drawn.complete(System.nanoTime() - pressed[0]);
            };
            pressed[0] = System.nanoTime();
            deed.run();
            long handled = System.nanoTime() - pressed[0];
            s.addPreLayoutPulseListener(new Runnable() {
                @Override
                public void run() {
                    s.removePreLayoutPulseListener(this);
                    // The time until the next pulse is nobody's work.
                    pressed[0] = System.nanoTime() - handled;
                }
            });
            s.addPostLayoutPulseListener(after[0]);
            Platform.requestNextPulse();
        });
        long nanos = drawn.get();
        settle();
        return nanos;
    }

    /** Until the next but one pulse, which begins only when the picture has been handed over. */
    private void settle() throws Exception {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        Platform.runLater(() -> new AnimationTimer() {
            private int pulses;

            @Override
            public void handle(long now) {
                if (++pulses == 3) {
                    stop();
                    done.complete(true);
                }
            }
        }.start());
        done.get();
    }

    long heap() throws Exception {
        for (int i = 0; i < 4; i++) {
            System.gc();
            Thread.sleep(100);
        }
        Runtime r = Runtime.getRuntime();
        return r.totalMemory() - r.freeMemory();
    }

    private static FacilitySnapshot facility() {
        List<FieldSnapshot.Stream> streams = new ArrayList<>();
        String[][] kinds = {{"temperature", "°C"}, {"temperature", "°F"}, {"humidity", "%"}, {"co2", "ppm"}};
        for (int i = 0; i < TrendModel.MOST; i++) {
            String[] kind = kinds[i % kinds.length];
            streams.add(SnapshotParts.stream(
                    "s-" + i, "Sensor " + i, "room", "d", kind[0], 21, kind[1], 2, "good", false, 1, false));
        }
        return new SnapshotBuilder(
                        new Site("bench", "Bench", "bench", "Bench", "grow", ZoneId.of("Europe/Amsterdam")), NOW)
                .simulated(true)
                .streams(streams)
                .health(SnapshotParts.health(null, null, 1, null, 0, false, 0, 0, 0))
                .build();
    }

    static <T> T onScreen(Callable<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Exception e) {
                done.completeExceptionally(e);
            }
        });
        return done.get();
    }
}
