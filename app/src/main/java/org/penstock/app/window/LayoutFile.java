package org.penstock.app.window;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Keeps the layout of the window in its file, on a thread of its own; of many changes in a row only the last is written. */
final class LayoutFile {
    private final Path file;
    private final AtomicReference<@Nullable Layout> newest = new AtomicReference<>();

    LayoutFile(Path file) {
        this.file = file;
    }

    Layout read() {
        return Layout.read(file);
    }

    /** Empty where nothing was kept yet. Reads a disk. */
    Optional<Layout> readIfThere() {
        return Files.exists(file) ? Optional.of(read()) : Optional.empty();
    }

    /** Writes {@code layout} soon. Any thread. */
    void keep(Layout layout) {
        if (newest.getAndSet(layout) == null) {
            Thread writing = new Thread(this::write, "penstock-window-layout");
            writing.setDaemon(true);
            writing.start();
        }
    }

    private synchronized void write() {
        @Nullable Layout next = newest.getAndSet(null);
        if (next != null) {
            next.write(file);
        }
    }
}
