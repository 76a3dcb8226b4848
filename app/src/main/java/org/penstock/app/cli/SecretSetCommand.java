package org.penstock.app.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = {
            "Keep the value of $${secret:NAME} in the data directory, readable by its owner only.",
            "The value is typed unseen, or read as one line from standard input; it is never an argument, for",
            "arguments are seen by every user of the machine."
        })
final class SecretSetCommand implements Callable<Integer> {
    private final Penstock penstock;

    @Parameters(paramLabel = "NAME", description = "Name of the secret: small letters, digits, - _ and dot.")
    private String name = "";

    SecretSetCommand(Penstock penstock) {
        this.penstock = penstock;
    }

    @Override
    public Integer call() {
        if (!name.matches("[a-z0-9][a-z0-9._-]{0,63}")) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "\"" + name + "\" cannot be the name of a secret.",
                    "Use small letters, digits, - _ and dot, 64 characters at most.");
        }
        Terminal terminal = penstock.surroundings().terminal();
        String value = typed(terminal);
        penstock.surroundings().facilities().setSecret(penstock.dataDirectory(), name, value);
        terminal.out().println("Kept. Links that use it take it at their next connection.");
        return ExitCode.OK.number();
    }

    private String typed(Terminal terminal) {
        @Nullable String value = terminal.askHidden("Value of " + name + ": ");
        if (value == null || value.isEmpty()) {
            throw new Refusal(ExitCode.USAGE, "No value was given; nothing was kept.", "Type it, or pipe it in.");
        }
        if (terminal.interactive() && !value.equals(terminal.askHidden("Once more: "))) {
            throw new Refusal(ExitCode.REFUSED, "The two differ; nothing was kept.", "Try again.");
        }
        return value;
    }
}
