package org.penstock.app.window;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Opens a file as a double click would, with whatever the desktop opens such files with. Waits for an answer: not for the JavaFX thread. */
final class DesktopProgram {
    /** Whoever cannot open it says so within this time; a program that runs on has opened it, s. */
    private static final long ANSWER_SECONDS = 5;

    private final List<String> command;

    private DesktopProgram(List<String> command) {
        this.command = List.copyOf(command);
    }

    /** @param system as the property {@code os.name} says */
    static DesktopProgram of(String system) {
        String name = system.toLowerCase(Locale.ROOT);
        return new DesktopProgram(
                name.contains("win")
                        ? List.of("rundll32", "url.dll,FileProtocolHandler")
                        : name.contains("mac") ? List.of("open") : List.of("xdg-open"));
    }

    /** What is started, before the file. */
    List<String> command() {
        return command;
    }

    /** @throws IOException in words when the desktop has no such program, or it refuses the file */
    void open(Path file) throws IOException {
        List<String> line = new java.util.ArrayList<>(command);
        line.add(file.toString());
        Process process;
        try {
            process = new ProcessBuilder(line)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new IOException(command.getFirst() + " is not on this computer", e);
        }
        try {
            if (process.waitFor(ANSWER_SECONDS, TimeUnit.SECONDS) && process.exitValue() != 0) {
                throw new IOException(command.getFirst() + " ended with " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
