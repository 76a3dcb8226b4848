package org.penstock.app.cli;

import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Json;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A command that prints an answer: as text for a person, with {@code --json} as one documented document. */
abstract class Question implements Callable<Integer> {
    final Penstock penstock;
    final JsonMapper mapper = Json.mapper();

    @Option(
            names = "--json",
            description = "Print one JSON document, described in API.md, instead of text; also when it fails.")
    boolean json;

    Question(Penstock penstock) {
        this.penstock = penstock;
    }

    @Override
    public final Integer call() {
        return answer().number();
    }

    abstract ExitCode answer();

    Terminal terminal() {
        return penstock.surroundings().terminal();
    }

    /** Refuses to go on when nobody talks to the devices. */
    void mustBeLive(Talk talk) {
        if (!talk.live()) {
            throw new Refusal(
                    ExitCode.TRY_AGAIN,
                    "Nothing is running in " + penstock.dataDirectory() + ": nobody could do this.",
                    "Start penstock or penstock serve with this directory, then try again.");
        }
    }

    /** Asks, and reads the document. */
    <D> D ask(Talk talk, Asked asked, Class<D> type) {
        return mapper.treeToValue(talk.ask(asked), type);
    }

    void printJson(@Nullable Object document) {
        terminal().out().println(mapper.writeValueAsString(document));
    }

    /** Asks one thing and prints it. */
    <D> ExitCode show(Asked asked, Class<D> type, Consumer<D> text) {
        try (Talk talk = penstock.talk()) {
            JsonNode document = talk.ask(asked);
            if (json) {
                printJson(document);
            } else {
                text.accept(mapper.treeToValue(document, type));
            }
            return ExitCode.OK;
        }
    }
}
