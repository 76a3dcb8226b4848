package org.penstock.app.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RecordPlace;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.facility.Example;
import org.penstock.core.facility.Secrets;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlSnapshot;
import org.penstock.core.testsupport.BlackHole;

/** A whole facility whose PostgreSQL server takes every question and answers none, and a signed-in person in a hurry. */
@Timeout(240)
class SilentDatabaseTest {
    private final HttpClient http = HttpClient.newHttpClient();

    @TempDir
    Path temp;

    private record Person(RunningFile running, String token) {}

    private CompletableFuture<HttpResponse<String>> asks(Person person, String method, String path, String body) {
        return http.sendAsync(
                HttpRequest.newBuilder(URI.create(
                                "http://127.0.0.1:" + person.running().port() + path))
                        .header("Authorization", "Bearer " + person.running().token())
                        .header(LocalApi.SESSION, person.token())
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    /** Proposes and confirms. @return what was answered */
    private String does(Person person, String kind, String subject, String more) throws Exception {
        String proposal = asks(
                        person,
                        "POST",
                        "/v1/proposals",
                        "{\"kind\":\"" + kind + "\",\"subject\":\"" + subject + "\"" + more + "}")
                .get(60, TimeUnit.SECONDS)
                .body();
        String id = Json.mapper().readTree(proposal).required("id").asString();
        return asks(person, "POST", "/v1/proposals/" + id + "/confirm", "{}")
                .get(60, TimeUnit.SECONDS)
                .body();
    }

    private static ControlSnapshot.Output valve(FacilityProcess process, String key) {
        return process.room().snapshot().control().outputs().stream()
                .filter(o -> o.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    private static void assertAccepted(String answer) {
        assertTrue(Json.mapper().readTree(answer).required("accepted").asBoolean(), answer);
    }

    @Test
    void keepsNoSignedInPersonFromClosingAndStopping() throws Exception {
        Path data = Files.createDirectory(temp.resolve("data"));
        Path file = Files.writeString(temp.resolve("north.yaml"), Example.GROW.text());
        new Secrets(data).set(RecordPlace.SECRET, "postgres");
        try (EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                        .setDataDirectory(temp.resolve("postgres"))
                        .start();
                BlackHole line = new BlackHole(postgres.getPort());
                FacilityProcess process = FacilityProcess.open(
                        new RuntimeFacilities(
                                "ada", InstantSource.system(), Ticker.system(), new SlowHash.Cost(64, 1, 1)),
                        new Opening(
                                data,
                                file,
                                null,
                                new RecordPlace("jdbc:postgresql://127.0.0.1:" + line.port() + "/postgres", "postgres"),
                                Opening.Kind.SERVE),
                        "ada",
                        InstantSource.system())) {
            await().atMost(Duration.ofSeconds(60))
                    .until(() -> process.room().snapshot().control().outputs().stream()
                                    .filter(o -> o.key().startsWith("valve-"))
                                    .filter(o -> o.phase().equals("safe") && o.shut() == null)
                                    .count()
                            == 4);
            String token = process.room()
                    .persons()
                    .firstOwner(Asker.account("ada"), "anna", "Anna Lee", new Secret("a pond of quiet ducks"))
                    .token()
                    .text();
            Person anna = new Person(process.running(), token);
            String open = ",\"value\":1,\"for_seconds\":600";
            assertAccepted(does(anna, "output.set", "valve-1", open));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> valve(process, "valve-1").phase().equals("held"));

            line.swallow(true);
            List<CompletableFuture<HttpResponse<String>>> looks = new ArrayList<>();
            for (int i = 0; i < LocalApi.LOOKS + LocalApi.WAITING; i++) {
                looks.add(asks(anna, "GET", i % 2 == 0 ? "/v1/runs" : "/v1/people", ""));
            }
            assertAccepted(does(anna, "output.release", "valve-1", ""));
            assertTrue(
                    Json.mapper()
                            .readTree(does(anna, "alert.acknowledge", "77", ""))
                            .has("accepted"),
                    "also what the engine refuses is answered");
            assertTrue(Json.mapper()
                    .readTree(does(anna, "interlock.reset", "e-stop", ""))
                    .has("accepted"));
            assertAccepted(does(anna, "stop.all", "", ""));
            assertEquals(
                    200,
                    asks(anna, "GET", "/v1/status", "")
                            .get(60, TimeUnit.SECONDS)
                            .statusCode());
            assertTrue(
                    looks.stream().anyMatch(l -> !l.isDone()),
                    "answered while whoever asked the record still waits for it");
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> valve(process, "valve-1").phase().equals("safe"));

            line.swallow(false);
            line.cut();
            await("the record follows, and says who it was")
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> asks(anna, "GET", "/v1/events?most=50", "")
                            .get(60, TimeUnit.SECONDS)
                            .body()
                            .contains("stop.all"));
        }
    }
}
