package org.penstock.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import javafx.animation.AnimationTimer;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.stage.Window;
import org.penstock.app.window.ControlRoomWindow;
import org.penstock.app.window.WindowOptions;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Facility;
import org.penstock.core.runtime.FacilityOptions;

/**
 * 2,000 living streams in 40 places on the overview, at one reading a second: how long the pulses of the JavaFX thread take,
 * what processor and memory the process needs, and how long it takes from a press until another page has been drawn. Needs a
 * DISPLAY; the bars are for 1366×768 drawn by the processor. Arguments: minutes on the overview, directory.
 */
public final class ScreenBench {
    private static final int PLACES = 40;
    private static final int STREAMS_A_PLACE = 50;
    private static final int SETTLING_SECONDS = 20;
    private static final int ROUNDS = 12;
    private static final String INSIDE = "inside";

    private ScreenBench() {}

    public static void main(String[] args) throws Exception {
        String minutes = args.length > 0 ? args[0] : "2";
        if (args.length > 2 && args[2].equals(INSIDE)) {
            run(Integer.parseInt(minutes), Path.of(args[1]));
            return;
        }
        if (System.getenv().getOrDefault("DISPLAY", "").isEmpty()) {
            System.out.println(
                    "There is no DISPLAY: nothing can be measured. Try: xvfb-run -s '-screen 0 1366x768x24'");
            return;
        }
        Path parent = args.length > 1 ? Path.of(args[1]) : Files.createTempDirectory("penstock-bench-");
        Path dir = Files.createTempDirectory(Files.createDirectories(parent), "screen-");
        try {
            Process child = Children.start(ScreenBench.class.getName(), List.of(minutes, dir.toString(), INSIDE));
            child.inputReader(StandardCharsets.UTF_8).lines().forEach(System.out::println);
            child.waitFor();
        } finally {
            ReactionBench.delete(dir);
        }
    }

    private static void run(int minutes, Path data) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        SensorDriver sensors = new SensorDriver();
        FacilityOptions options = new FacilityOptions(
                data,
                new FacilityOptions.FacilityText("screen.yaml", facility()),
                null,
                List.of(sensors),
                true,
                "bench",
                "bench",
                InstantSource.system(),
                Ticker.system());
        try (Facility facility = Facility.open(options)) {
            WindowOptions look = new WindowOptions(
                    "bench", data.resolve("window.properties"), InstantSource.system(), Ticker.system());
            ControlRoomWindow.open(look, CompletableFuture.<ControlRoom>completedFuture(facility))
                    .get();
            Thread.sleep(SETTLING_SECONDS * 1_000L);
            System.out.printf(
                    "%,d streams in %d places, overview in sight; %s%n",
                    PLACES * STREAMS_A_PLACE, PLACES, ReactionBench.load());
            Scene scene = onScreen(() -> Window.getWindows().getFirst().getScene());
            Pulses pulses = onScreen(() -> new Pulses(scene));
            long cpu = system.getProcessCpuTime();
            long began = System.nanoTime();
            long most = 0;
            for (int m = 0; m < minutes; m++) {
                for (int s = 0; s < 60; s++) {
                    Thread.sleep(1_000);
                    most = Math.max(most, DaySoak.residentBytes());
                }
                System.out.printf("after %d min: resident %,d MB%n", m + 1, DaySoak.residentBytes() >> 20);
            }
            double share = (system.getProcessCpuTime() - cpu) / (double) (System.nanoTime() - began);
            Latencies taken = onScreen(pulses::stop);
            double p99 = taken.millis(0.99);
            System.out.printf(
                    Locale.ROOT,
                    "pulses of the JavaFX thread: %,d, p50 %.1f, p99 %.1f, max %.1f ms (bar: p99 16); %.0f %% of a core"
                            + " (bar 40); resident at most %,d MB (bar 600)%n",
                    taken.size(),
                    taken.millis(0.5),
                    p99,
                    taken.millis(1),
                    100 * share,
                    most >> 20);
            double p95 = switches(scene);
            boolean held = p99 <= 16 && share <= 0.4 && most <= 600L << 20 && p95 <= 150;
            System.out.println(held ? "bars held" : "bars NOT held");
        }
        System.out.flush();
        System.exit(0);
    }

    /** Presses every task, coming from every other. @return p95 of all after the first time, ms */
    private static double switches(Scene scene) throws Exception {
        List<String> tasks = onScreen(() -> scene.getRoot().lookupAll(".nav-task").stream()
                .map(n -> ((Button) n).getText())
                .toList());
        Latencies all = new Latencies();
        for (String task : tasks) {
            System.out.printf(Locale.ROOT, "first time %-14s %6.1f ms%n", task, press(scene, task) / 1e6);
        }
        for (String task : tasks) {
            Latencies taken = new Latencies();
            for (int round = 0; round < ROUNDS; round++) {
                press(scene, tasks.get((tasks.indexOf(task) + 1 + round % (tasks.size() - 1)) % tasks.size()));
                taken.add(press(scene, task));
            }
            all.addAll(taken);
            System.out.printf(
                    Locale.ROOT, "to %-14s p50 %6.1f, max %6.1f ms%n", task, taken.millis(0.5), taken.millis(1));
        }
        System.out.printf(
                Locale.ROOT,
                "from a press until the page has been drawn: p50 %.1f, p95 %.1f, max %.1f ms (bar: p95 150)%n",
                all.millis(0.5),
                all.millis(0.95),
                all.millis(1));
        return all.millis(0.95);
    }

    /** Presses a task. @return until the pulse after the one that laid its page out, ns */
    private static long press(Scene scene, String task) throws Exception {
        CompletableFuture<Long> drawn = new CompletableFuture<>();
        Platform.runLater(() -> {
            long pressed = System.nanoTime();
            scene.getRoot().lookupAll(".nav-task").stream()
                    .map(Button.class::cast)
                    .filter(b -> b.getText().equals(task))
                    .forEach(Button::fire);
            new AnimationTimer() {
                private int pulses;

                @Override
                public void handle(long now) {
                    // The next but one pulse begins only when the picture of the first has been handed over.
                    if (++pulses == 2) {
                        stop();
                        drawn.complete(System.nanoTime() - pressed);
                    }
                }
            }.start();
        });
        long nanos = drawn.get();
        Thread.sleep(150);
        return nanos;
    }

    /** How long styles and layout take in each pulse. */
    private static final class Pulses {
        private final Scene scene;
        private final Latencies taken = new Latencies();
        private final Runnable before = this::before;
        private final Runnable after = this::after;
        private long began;

        Pulses(Scene scene) {
            this.scene = scene;
            scene.addPreLayoutPulseListener(before);
            scene.addPostLayoutPulseListener(after);
        }

        private void before() {
            began = System.nanoTime();
        }

        private void after() {
            taken.add(System.nanoTime() - began);
        }

        Latencies stop() {
            scene.removePreLayoutPulseListener(before);
            scene.removePostLayoutPulseListener(after);
            return taken;
        }
    }

    private static <T> T onScreen(Callable<T> work) throws Exception {
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

    private static String facility() {
        StringBuilder file = new StringBuilder("""
                penstock: 1
                organization: {key: bench, name: Bench}
                site: {key: bench, name: Bench, profile: grow, timezone: Europe/Amsterdam}
                locations:
                """);
        for (int p = 0; p < PLACES; p++) {
            file.append("  - {key: room-%d, name: Room %d, kind: room}\n".formatted(p, p));
        }
        file.append("links:\n  - {key: field, driver: bench, connection: {}}\ndevices:\n");
        for (int p = 0; p < PLACES; p++) {
            file.append("  - {key: d-%d, name: Device %d, link: field, location: room-%d, address: {}, streams: ["
                    .formatted(p, p, p));
            for (int s = 0; s < STREAMS_A_PLACE; s++) {
                file.append(s == 0 ? "" : ", ")
                        .append(("{key: s-%d-%d, name: Sensor %d/%d, metric: temperature, unit: °C, interval: 1s,"
                                        + " max_age: 60s, address: {at: %d}}")
                                .formatted(p, s, p, s, s));
            }
            file.append("]}\n");
        }
        file.append("alerts:\n");
        for (int p = 0; p < PLACES; p++) {
            file.append(("  - {key: a-%d, name: Too hot %d, stream: s-%d-0, type: limit_high, limit: 90 °C,"
                            + " hysteresis: 1 °C, severity: warning}\n")
                    .formatted(p, p, p));
        }
        return file.toString();
    }
}
