package org.penstock.app.cli;

import java.time.Duration;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;

/** A line that says how far long work is, on a terminal that somebody looks at. */
final class Waiting {
    private static final Duration BETWEEN = Duration.ofMillis(100);

    private final Terminal terminal;

    Waiting(Terminal terminal) {
        this.terminal = terminal;
    }

    void show(String text) {
        if (terminal.interactive()) {
            terminal.err().print("\r\033[K" + text);
            terminal.err().flush();
        }
    }

    /** @param interrupted what to say when somebody interrupts the command */
    void pause(String interrupted) {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Refusal(ExitCode.TRY_AGAIN, interrupted, "");
        }
    }

    void done() {
        show("");
    }
}
