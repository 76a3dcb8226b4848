package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.penstock.app.api.Json;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RecordPlace;
import org.penstock.app.start.Refusal;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.facility.Example;
import org.penstock.core.testsupport.TestDatabase;
import org.penstock.core.testsupport.TestDatabases;
import tools.jackson.databind.JsonNode;

/** What a facility records on a server is looked at from another workstation, and driven from nowhere else. */
class ConsoleTest extends AtTheCommandLine {
    private static final String STREAM = "flow";

    private JsonNode json(Path data, String... words) {
        Ran ran = at(data, Stream.concat(Stream.of(words), Stream.of("--json")).toArray(String[]::new));
        assertEquals(0, ran.code(), () -> String.join(" ", words) + ": " + ran.out() + ran.err());
        return Json.mapper().readTree(ran.out());
    }

    private Ran at(Path data, String... words) {
        return Ran.line(
                facilities,
                InstantSource.system(),
                temp,
                "postgres\n",
                Stream.concat(Stream.of(words), Stream.of("--data", data.toString()))
                        .toList());
    }

    /** Every page of an answer, four readings at a time. */
    private List<JsonNode> paged(Path data, Instant from, Instant to) {
        List<JsonNode> all = new ArrayList<>();
        JsonNode page =
                json(data, "readings", STREAM, "--from", from.toString(), "--to", to.toString(), "--limit", "4");
        while (true) {
            page.path("readings").forEach(all::add);
            String next = page.path("next").asString("");
            if (next.isEmpty()) {
                return all;
            }
            page = json(data, "readings", STREAM, "--cursor", next, "--limit", "4");
        }
    }

    @Test
    void aConsoleAnswersAsTheFacilityDoesAndNobodyElseDrivesIt() throws IOException {
        Path console = temp.resolve("console");
        Path other = temp.resolve("other");
        Path file = Files.writeString(temp.resolve("north.yaml"), Example.GROW.text());
        try (TestDatabase server = TestDatabases.postgres()) {
            DatabaseAddress.Server address = (DatabaseAddress.Server) server.address();
            RecordPlace place = new RecordPlace(address.url(), address.user());
            for (Path data : List.of(data(), console, other)) {
                assertEquals(0, at(data, "secret", "set", "database").code());
            }
            String[] make = {"console", "--database", address.url(), "--database-user", address.user()};
            Ran empty = at(console, make);
            assertEquals(1, empty.code());
            says(empty.err(), "It holds no site yet");

            Instant from = Instant.now();
            try (FacilityProcess process = FacilityProcess.open(
                    facilities,
                    new Opening(data(), file, null, place, Opening.Kind.SERVE),
                    "ada",
                    InstantSource.system())) {
                Awaitility.await()
                        .atMost(Duration.ofSeconds(60))
                        .until(() -> process.room()
                                        .record()
                                        .readings(STREAM, from, Instant.now(), 100)
                                        .size()
                                >= 7);
                Instant to = Instant.now().minusSeconds(1);

                Ran made = at(console, make);
                assertEquals(0, made.code(), made.err());
                says(made.out(), "is a console of the site");
                String[] all = {"readings", STREAM, "--from", from.toString(), "--to", to.toString()};
                JsonNode there = json(data(), all).path("readings");
                assertTrue(there.size() >= 4, there.toString());
                assertEquals(there, json(console, all).path("readings"));
                assertEquals(there.valueStream().toList(), paged(console, from, to));
                String[] then = {"readings", STREAM, "--as-of", to.toString()};
                assertEquals(
                        json(data(), then).path("readings"), json(console, then).path("readings"));
                JsonNode events = json(data(), "events").path("events");
                assertFalse(events.isEmpty());
                assertEquals(events, json(console, "events").path("events"));

                Ran driven = at(console, "serve");
                assertEquals(1, driven.code());
                says(driven.err(), "is a console", "driven from another workstation");
                Refusal refused = assertThrows(
                        Refusal.class,
                        () -> facilities.open(new Opening(other, file, null, place, Opening.Kind.SERVE)));
                assertEquals(ExitCode.REFUSED, refused.code());
                says(refused.what(), "recorded on this server by another data directory", "only one may drive it");
                // As a process leaves it that is killed while it makes a console.
                Files.delete(console.resolve("configuration.json"));
                says(at(console, "serve", "--facility", file.toString()).err(), "is a console");
                assertEquals(0, at(console, make).code());

                Ran full = at(data(), make);
                assertEquals(ExitCode.USAGE.number(), full.code());
                says(full.err(), "holds a facility of its own");

                // The record goes on as if nobody had tried.
                Instant later = Instant.now();
                Awaitility.await()
                        .atMost(Duration.ofSeconds(30))
                        .until(() -> !json(
                                        console,
                                        "readings",
                                        STREAM,
                                        "--from",
                                        later.toString(),
                                        "--to",
                                        Instant.now().plusSeconds(5).toString())
                                .path("readings")
                                .isEmpty());
            }
        }
    }
}
