package org.penstock.app.window;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.image.WritableImage;
import org.penstock.app.window.model.Words;

/** Runs work on the JavaFX thread, starts the toolkit once, and takes pictures. */
final class Sight {
    static final Path SCREENS = Path.of("target", "screens");
    static final Words WORDS = Words.in(Locale.ENGLISH);

    private Sight() {}

    /** Starts the toolkit if it is not running. */
    static void toolkit() throws InterruptedException {
        CountDownLatch up = new CountDownLatch(1);
        try {
            Platform.startup(up::countDown);
            Platform.setImplicitExit(false);
        } catch (IllegalStateException _) {
            up.countDown();
        }
        if (!up.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the toolkit did not start within 30 s");
        }
    }

    /** Does {@code work} on the JavaFX thread and waits for it. */
    static <T> T on(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        Platform.runLater(() -> {
            try {
                done.complete(work.call());
            } catch (Exception | Error e) {
                done.completeExceptionally(e);
            }
        });
        try {
            return done.get(30, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Leaves a picture of {@code scene} under {@code target/screens}. */
    static void picture(Scene scene, String name) {
        WritableImage image = scene.snapshot(null);
        try {
            Files.createDirectories(SCREENS);
            Png.write(image, SCREENS.resolve(name + ".png"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
