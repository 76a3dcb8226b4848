package org.penstock.app.cli;

import java.io.ByteArrayOutputStream;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Where a command prints and asks.
 *
 * @param out answers; nothing else, so that it can be piped
 * @param err questions, progress and errors
 * @param in what is typed or piped in
 * @param console the person's terminal, null when input or output is redirected
 */
public record Terminal(
        PrintWriter out,
        PrintWriter err,
        InputStream in,
        @Nullable Console console) {
    private static final int LONGEST_LINE = 64 * 1024;

    /** The process's own. UTF-8 whatever the locale says: a value keeps its °C in a cron job, too. */
    public static Terminal system() {
        Console console = System.console();
        return new Terminal(
                writer(System.out),
                writer(System.err),
                System.in,
                console != null && console.isTerminal() ? console : null);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    /** Whether a person sits there. */
    public boolean interactive() {
        return console != null;
    }

    /** Asks and reads one line; null at the end of the input. */
    public @Nullable String ask(String question) {
        err.print(question);
        err.flush();
        return line();
    }

    /** Asks for something nobody may read over the shoulder; from a pipe, reads a line. Null at the end of the input. */
    public @Nullable String askHidden(String question) {
        if (console == null) {
            return line();
        }
        char[] typed = console.readPassword("%s", question);
        return typed == null ? null : new String(typed);
    }

    private @Nullable String line() {
        try {
            var bytes = new ByteArrayOutputStream();
            int next = in.read();
            if (next < 0) {
                return null;
            }
            // Byte by byte: what follows the line belongs to whoever reads next.
            while (next >= 0 && next != '\n' && bytes.size() < LONGEST_LINE) {
                bytes.write(next);
                next = in.read();
            }
            String line = bytes.toString(StandardCharsets.UTF_8);
            return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
