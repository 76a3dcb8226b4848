package org.penstock.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
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

/**
 * Eight lines of 100,000 readings each in sight, and a person who goes through time by Ctrl and an arrow: how long a step
 * takes from the key until its picture has been handed over, and whether memory stays where it is after 1,000 steps. Twice:
 * with the lines thinned to what pixels can show, as the window reads them, and with every reading held by the picture. The
 * record answers from memory: what it costs is measured by the benchmarks of the store. Needs a DISPLAY; the bars are for
 * 1366×768 drawn by the processor. Arguments: steps.
 */
public final class TrendBench {
    private static final int READINGS = 100_000;
    private static final long EVERY = 1_000;
    private static final long BAR_MILLIS = 20;
    private static final int SETTLING = 45;
    private static final String INSIDE = "inside";

    /** Five times what is in sight is held, every reading of it: the window never does that, and its heap has no room for it. */
    private static final List<String> ROOM_FOR_ALL = List.of("-Xmx768m");

    private static final Instant NOW = Instant.parse("2026-11-26T12:00:00Z");

    private TrendBench() {}

    public static void main(String[] args) throws Exception {
        String steps = args.length > 0 ? args[0] : "1000";
        if (args.length > 2 && args[2].equals(INSIDE)) {
            run(Integer.parseInt(steps), args[1].equals("all"));
            return;
        }
        if (System.getenv().getOrDefault("DISPLAY", "").isEmpty()) {
            System.out.println(
                    "There is no DISPLAY: nothing can be measured. Try: xvfb-run -s '-screen 0 1366x768x24'");
            return;
        }
        System.out.println(ReactionBench.load());
        for (String held : List.of("thinned", "all")) {
            List<String> room = held.equals("all") ? ROOM_FOR_ALL : List.of();
            Process child = Children.start(room, TrendBench.class.getName(), List.of(steps, held, INSIDE));
            child.inputReader(StandardCharsets.UTF_8).lines().forEach(System.out::println);
            child.waitFor();
        }
    }

    private static void run(int steps, boolean all) throws Exception {
        DrawnPulses drawn = new DrawnPulses();
        System.setProperty("javafx.pulseLogger", "true");
        // Else only pulses above 17 ms are written in full, and only those would count.
        System.setProperty("javafx.pulseLogger.threshold", "0");
        System.setErr(new PrintStream(drawn, true, StandardCharsets.UTF_8));
        Walk walk = new Walk(all);
        walk.open();
        for (int i = 0; i < SETTLING; i++) {
            walk.step(i);
            walk.load();
        }
        long before = walk.heap();
        drawn.begin();
        Latencies taken = new Latencies();
        Latencies worked = new Latencies();
        for (int i = 0; i < steps; i++) {
            long cpu = screenCpu();
            taken.add(walk.step(i));
            worked.add(screenCpu() - cpu);
            walk.beat();
        }
        Latencies pulses = drawn.end();
        long after = walk.heap();
        double p95 = pulses.millis(0.95);
        System.out.printf(
                Locale.ROOT,
                "%s: %,d steps over 8 x %,d readings in sight; from the key until the picture is laid out p50 %.1f,"
                        + " p95 %.1f ms; its pulse, layout and render p50 %.0f, p95 %.0f, max %.0f ms (bar: p95 %d, %,d"
                        + " pulses);"
                        + " processor time of the threads that draw, a step and the two pulses after it, p50 %.1f, p95 %.1f"
                        + " ms; heap %.1f to %.1f MB, resident %,d MB%n",
                all ? "every reading held" : "thinned as the window reads",
                steps,
                READINGS,
                taken.millis(0.5),
                taken.millis(0.95),
                pulses.millis(0.5),
                p95,
                pulses.millis(1),
                BAR_MILLIS,
                pulses.size(),
                worked.millis(0.5),
                worked.millis(0.95),
                before / 1e6,
                after / 1e6,
                DaySoak.residentBytes() >> 20);
        boolean held = p95 <= BAR_MILLIS && after - before < 8_000_000;
        System.out.println(held ? "bar held" : "bar NOT held");
        System.out.flush();
        System.exit(0);
    }

    /** What the thread of the screen and the one that paints have used so far, ns: no other load of the machine is in it. */
    private static long screenCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long all = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null
                    && (info.getThreadName().startsWith("JavaFX Application")
                            || info.getThreadName().startsWith("QuantumRenderer"))) {
                all += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return all;
    }

    /** A page with eight lines, and the person before it. */
    private static final class Walk {
        private final Words words = Words.in(Locale.ENGLISH);
        private final Times times = new Times(words, ZoneId.of("Europe/Amsterdam"));
        private final Shelf shelf;
        private final TrendPage page;
        private final CompletableFuture<Scene> scene = new CompletableFuture<>();

        Walk(boolean all) {
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
                Stage stage = new Stage();
                stage.setScene(shown);
                stage.setX(0);
                stage.setY(0);
                stage.show();
                scene.complete(shown);
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
            CompletableFuture<Long> drawn = new CompletableFuture<>();
            Platform.runLater(() -> {
                Scene s = scene.join();
                Node chart = s.getRoot().lookup(".trend-chart");
                long[] pressed = new long[1];
                Runnable[] after = new Runnable[1];
                after[0] = () -> {
                    s.removePostLayoutPulseListener(after[0]);
                    drawn.complete(System.nanoTime() - pressed[0]);
                };
                pressed[0] = System.nanoTime();
                chart.fireEvent(new KeyEvent(KeyEvent.KEY_PRESSED, "", "", way, false, true, false, false));
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
            List<FacilitySnapshot.Stream> streams = new ArrayList<>();
            String[][] kinds = {{"temperature", "°C"}, {"temperature", "°F"}, {"humidity", "%"}, {"co2", "ppm"}};
            for (int i = 0; i < TrendModel.MOST; i++) {
                String[] kind = kinds[i % kinds.length];
                streams.add(new FacilitySnapshot.Stream(
                        "s-" + i, "Sensor " + i, "room", "d", kind[0], 21, kind[1], 2, "good", false, 1, false));
            }
            return new FacilitySnapshot(
                    new Site("bench", "Bench", "bench", "Bench", "grow", ZoneId.of("Europe/Amsterdam")),
                    NOW,
                    true,
                    streams,
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    new FacilitySnapshot.Health(null, null, 1, null, 0, false, 0, 0, 0));
        }
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
