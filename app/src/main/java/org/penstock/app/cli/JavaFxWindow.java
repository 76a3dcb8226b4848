package org.penstock.app.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import javafx.application.Platform;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Refusal;
import org.penstock.app.start.StopSignal;
import org.penstock.app.window.ControlRoomWindow;
import org.penstock.app.window.WindowOptions;
import org.penstock.core.quantity.Ticker;

/** The window on the screen. The toolkit and the facility start side by side: each takes about as long as the other. */
final class JavaFxWindow implements ShowWindow {
    private final WindowOptions options;
    private final boolean display;

    JavaFxWindow(String person, InstantSource wall, Ticker ticker, Map<String, String> environment) {
        this.options = new WindowOptions(person, settings(environment), wall, ticker);
        this.display = !System.getProperty("os.name").equals("Linux")
                || !environment.getOrDefault("DISPLAY", "").isEmpty()
                || System.getProperty("glass.platform") != null;
    }

    private static Path settings(Map<String, String> environment) {
        String xdg = environment.get("XDG_CONFIG_HOME");
        Path configuration = xdg != null && xdg.startsWith("/")
                ? Path.of(xdg)
                : Path.of(environment.getOrDefault("HOME", System.getProperty("user.home")), ".config");
        return configuration.resolve("penstock").resolve("window.properties");
    }

    @Override
    public void show(Callable<FacilityProcess> opening) throws Exception {
        if (!display) {
            // Known before anything is opened: the toolkit would only find out beside a facility that already starts.
            throw noWindow("there is no DISPLAY");
        }
        try (StopSignal stop = StopSignal.listen()) {
            CompletableFuture<FacilityProcess> process = new CompletableFuture<>();
            Thread.ofPlatform().name("penstock-opening").start(() -> open(opening, process));
            try {
                ControlRoomWindow window = window(process);
                // The toolkit takes itself down beside us when the process ends: its window may not answer any more.
                CompletableFuture.anyOf(window.closed(), stop.wanted()).get();
                if (!stop.isWanted()) {
                    Platform.exit();
                }
            } finally {
                // Also when the person was quicker than the start, or there is no screen: what was opened is closed.
                close(process);
            }
        }
    }

    private static void open(Callable<FacilityProcess> opening, CompletableFuture<FacilityProcess> process) {
        try {
            process.complete(opening.call());
        } catch (Exception | Error e) {
            process.completeExceptionally(e);
        }
    }

    private ControlRoomWindow window(CompletableFuture<FacilityProcess> process) throws InterruptedException {
        try {
            return ControlRoomWindow.open(
                            options,
                            process.thenApply(FacilityProcess::room),
                            process.thenApply(FacilityProcess::chains))
                    .get();
        } catch (UnsupportedOperationException | ExecutionException e) {
            throw noWindow(String.valueOf(e.getMessage()));
        }
    }

    private static Refusal noWindow(String why) {
        return new Refusal(
                ExitCode.NEEDS_INSTALL,
                "No window can be opened here: " + why + ".",
                "Log in to a desktop, or run it without a window: penstock serve.");
    }

    private static void close(CompletableFuture<FacilityProcess> process) throws Exception {
        try {
            process.get().close();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }
}
