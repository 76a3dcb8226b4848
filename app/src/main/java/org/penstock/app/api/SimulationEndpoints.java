package org.penstock.app.api;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Asker;
import org.penstock.core.link.Simulated;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Simulation;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** The part of {@link Endpoints} that lets simulated plants go wrong. Thread-safe. */
final class SimulationEndpoints {
    /** Where it all is. */
    static final String PATH = "/v1/simulation";

    private static final int LONGEST_TEXT = 500;
    private static final double LONGEST_SECONDS = 366 * 86_400.0;
    private static final int ANSWER_SECONDS = 5;

    private final ControlRoom room;
    private final String actor;
    private final JsonMapper json = Json.mapper();

    SimulationEndpoints(ControlRoom room, String actor) {
        this.room = room;
        this.actor = actor;
    }

    /** The document that answers. */
    Object look(Asked asked) {
        if (asked.path().equals(PATH + "/faults")) {
            if (asked.method().equals("POST")) {
                asked.only(Set.of());
                return begin(asked.asker(actor), read(asked.body(), SimulationDocuments.Asking.class));
            }
            Endpoints.must(asked, "GET", Set.of());
            return faults();
        }
        if (asked.path().equals(PATH + "/clear")) {
            Endpoints.must(asked, "POST", Set.of());
            SimulationDocuments.Clearing c = read(asked.body(), SimulationDocuments.Clearing.class);
            return answer(room.simulation()
                    .clear(asked.asker(actor), text(c.subject(), "subject"), text(c.reason(), "reason")));
        }
        throw new ApiProblem(404, "unknown_path", "There is nothing at " + asked.path() + ".", "See app/API.md.");
    }

    private SimulationDocuments.Faults faults() {
        Simulation simulation = room.simulation();
        return new SimulationDocuments.Faults(
                "penstock.simulation.1",
                Parts.Place.of(room.snapshot().site()),
                simulation.links(),
                simulation.faults().stream().map(SimulationDocuments.Fault::of).toList());
    }

    private Documents.Answer begin(Asker asker, SimulationDocuments.Asking a) {
        String subject = text(a.subject(), "subject");
        String kind = text(a.kind(), "kind");
        if (subject.isEmpty() || kind.isEmpty()) {
            throw Asked.wrong("A fault needs subject and kind.");
        }
        double seconds = a.forSeconds() == null ? 0 : a.forSeconds();
        if (!(seconds >= 0 && seconds <= LONGEST_SECONDS) || (a.forSeconds() != null && seconds == 0)) {
            throw Asked.wrong("for_seconds is " + seconds
                    + "; it must be a number above 0 and at most a year, or left out: until it is cleared.");
        }
        return answer(room.simulation()
                .begin(
                        asker,
                        new Simulated.Wish(
                                subject,
                                kind,
                                text(a.by(), "by"),
                                Math.round(seconds * 1e6),
                                text(a.reason(), "reason"))));
    }

    private <B> B read(String body, Class<B> type) {
        try {
            B read = json.readValue(body, type);
            if (read != null) {
                return read;
            }
        } catch (JacksonException e) {
            throw Asked.wrong("The body does not say what is asked: " + e.getOriginalMessage());
        }
        throw Asked.wrong("The body does not say what is asked.");
    }

    private static String text(@Nullable String text, String name) {
        String given = text == null ? "" : text;
        if (given.length() > LONGEST_TEXT) {
            throw Asked.wrong(name + " is longer than " + LONGEST_TEXT + " characters.");
        }
        return given;
    }

    private static Documents.Answer answer(CompletableFuture<ControlRoom.Answer> future) {
        try {
            ControlRoom.Answer answer = future.get(ANSWER_SECONDS, TimeUnit.SECONDS);
            return new Documents.Answer("penstock.answer.1", answer.accepted(), answer.text());
        } catch (TimeoutException e) {
            throw new ApiProblem(
                    503,
                    "no_answer",
                    "The engine did not answer within " + ANSWER_SECONDS + " s; whether it did this is not known.",
                    "Look at penstock simulate faults before you try again.");
        } catch (ExecutionException e) {
            throw new IllegalStateException("the simulation failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ApiProblem(503, "closing", "The program is closing.", "Try again when it runs.");
        }
    }
}
