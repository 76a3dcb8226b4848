package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.penstock.app.api.Json;
import org.penstock.app.api.RunningFile;
import org.penstock.app.start.FacilityProcess;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;

/** The controller of the greenhouse asks over HTTP by a key of its own, and loses it. */
class DeviceKeyTest extends AtTheCommandLine {
    private static final String OWNERS = "a pond of quiet ducks";

    private static final String WISH = "{\"kind\": \"%s\", \"subject\": \"%s\"}";

    private final HttpClient http = HttpClient.newHttpClient();

    private HttpResponse<String> asks(String key, String method, String path, String body) throws Exception {
        RunningFile running = RunningFile.read(data()).orElseThrow();
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
                        .header("Authorization", "Bearer " + key)
                        .header("Content-Type", "application/json")
                        .method(
                                method,
                                body.isEmpty()
                                        ? HttpRequest.BodyPublishers.noBody()
                                        : HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void aDeviceAsksByItsKeyUntilItIsRevoked() throws Exception {
        try (FacilityProcess process = serve(Example.GROW.text())) {
            ok(OWNERS + "\n", "people", "first-owner", "anna", "--name", "Anna Lee");
            assertEquals(1, run("", "people", "device-key", "nothing", "--reason", "x"));
            ok("", "people", "device-key", "climate", "--reason", "its display");
            String key = out().lines().toList().getLast().strip();
            assertTrue(key.matches("penstock-key-[A-Za-z0-9_-]{43}"), out());

            // It sees how the facility stands, and may nothing that takes a right; every request is tried in
            // EveryRequestWithoutTheRightTest.
            assertEquals(200, asks(key, "GET", "/v1/status", "").statusCode());
            for (Permission permission : Permission.values()) {
                assertFalse(process.room().persons().may(new Asker.Key(key), permission), permission.inWords());
            }
            assertTrue(asks(key, "POST", "/v1/proposals", WISH.formatted("program.run", "evening"))
                    .body()
                    .contains("device:climate (device) may not start and stop programs"));
            // What everybody may: an emergency button is a device, too.
            String id = Json.mapper()
                    .readTree(asks(key, "POST", "/v1/proposals", WISH.formatted("stop.all", ""))
                            .body())
                    .path("id")
                    .asString();
            HttpResponse<String> stopped = asks(key, "POST", "/v1/proposals/" + id + "/confirm", "{}");
            assertTrue(
                    stopped.body().contains("\"accepted\" : true")
                            || stopped.body().contains("\"accepted\":true"),
                    stopped.body());
            assertEquals(401, asks(key + "x", "GET", "/v1/streams", "").statusCode());
            assertEquals(401, asks("", "GET", "/v1/streams", "").statusCode());

            ok("", "people", "revoke-key", "climate", "--reason", "the display is gone");
            assertEquals(401, asks(key, "GET", "/v1/streams", "").statusCode(), "revoked at once");
            ok("", "events", "--most", "50", "--json");
            assertTrue(out().contains("credential.revoked") && out().contains("device:climate"));
            assertFalse(out().contains(key));
            ok("", "audit", "verify");
            holdsNowhere(data(), key);
        }
    }

    private static void holdsNowhere(Path directory, String key) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path each :
                    all.filter(Files::isRegularFile).filter(Files::isReadable).toList()) {
                assertFalse(
                        new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1).contains(key),
                        each + " holds the key");
            }
        }
    }
}
