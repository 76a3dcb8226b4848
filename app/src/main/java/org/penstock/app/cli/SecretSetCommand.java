package org.penstock.app.cli;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Json;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.RecordPlace;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "set",
        description = {
            "Keep the value of $${secret:NAME} in the data directory, readable by its owner only.",
            "The value is typed unseen, or read as one line from standard input; it is never an argument, for",
            "arguments are seen by every user of the machine. Takes the right to change the facility file; that it",
            "was set is on record, its value is not. Before there is a facility in the directory, whoever may",
            "write there sets it, and so is the password of its database while nothing runs: without it nobody",
            "can read who may."
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
        if (nobodyToAsk()) {
            penstock.surroundings().facilities().setSecret(penstock.dataDirectory(), name, value);
            terminal.out().println("Kept. Links that use it take it at their next connection.");
            return ExitCode.OK.number();
        }
        try (Talk talk = penstock.talk()) {
            String body = Json.mapper().writeValueAsString(Map.of("value", value));
            terminal.out()
                    .println(talk.ask(Asked.post("/v1/secrets/" + name, body))
                            .path("text")
                            .asString());
        }
        return ExitCode.OK.number();
    }

    private boolean nobodyToAsk() {
        Surroundings surroundings = penstock.surroundings();
        Path data = penstock.dataDirectory();
        return !surroundings.facilities().isThere(data)
                || name.equals(RecordPlace.SECRET)
                        && new FindFacility(surroundings).running(data).isEmpty();
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
