package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.api.RunningFile;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.facility.Example;
import org.penstock.core.quantity.Ticker;

/** The controller of the greenhouse asks over HTTP by a key of its own, and loses it. */
@Execution(ExecutionMode.CONCURRENT)
class DeviceKeyTest {
    private static final String OWNERS = "a pond of quiet ducks";

    @TempDir
    Path temp;

    private final RuntimeFacilities facilities = new RuntimeFacilities("ada", InstantSource.system(), Ticker.system());
    private final StringWriter out = new StringWriter();
    private final HttpClient http = HttpClient.newHttpClient();

    private int run(String typed, String... arguments) {
        out.getBuffer().setLength(0);
        Surroundings surroundings = new Surroundings(
                new Terminal(
                        new PrintWriter(out, true),
                        new PrintWriter(out, true),
                        new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)),
                        null),
                facilities,
                opening -> opening.call().close(),
                where -> {},
                InstantSource.system(),
                Map.of("HOME", temp.toString()),
                "Linux",
                "ada");
        return CommandLines.of(surroundings)
                .execute(Stream.concat(
                                Stream.of(arguments),
                                Stream.of("--data", temp.resolve("data").toString()))
                        .toArray(String[]::new));
    }

    private void ok(String typed, String... arguments) {
        assertEquals(0, run(typed, arguments), () -> String.join(" ", arguments) + ": " + out);
    }

    private HttpResponse<String> asks(String key, String method, String path, String body) throws Exception {
        RunningFile running = RunningFile.read(temp.resolve("data")).orElseThrow();
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
        Path file = Files.writeString(temp.resolve("north.yaml"), Example.GROW.text());
        try (FacilityProcess process = FacilityProcess.open(
                facilities,
                new Opening(temp.resolve("data"), file, null, null, Opening.Kind.SERVE),
                "ada",
                InstantSource.system())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> !process.room().snapshot().outputs().isEmpty());
            ok(OWNERS + "\n", "people", "first-owner", "anna", "--name", "Anna Lee");
            assertEquals(1, run("", "people", "device-key", "nothing", "--reason", "x"));
            ok("", "people", "device-key", "climate", "--reason", "its display");
            String key = out.toString().lines().toList().getLast().strip();
            assertTrue(key.matches("penstock-key-[A-Za-z0-9_-]{43}"), out.toString());

            // It looks at the living facility, and may nothing that takes a right, in nobody's name.
            assertEquals(200, asks(key, "GET", "/v1/streams", "").statusCode());
            for (String path : List.of("/v1/events", "/v1/people", "/v1/facility", "/v1/lots", "/v1/device_keys")) {
                HttpResponse<String> refused = asks(key, "GET", path, "");
                assertEquals(403, refused.statusCode(), path + ": " + refused.body());
                assertTrue(refused.body().contains("device:climate (device) may not"), refused.body());
            }
            for (String kind : List.of("program.run", "output.set")) {
                HttpResponse<String> wish = asks(
                        key,
                        "POST",
                        "/v1/proposals",
                        "{\"kind\": \"" + kind + "\", \"subject\": \""
                                + (kind.equals("program.run") ? "evening" : "valve-1")
                                + "\", \"value\": 1, \"for_seconds\": 10}");
                assertTrue(
                        wish.body().contains("may not") || wish.statusCode() >= 400, wish.statusCode() + wish.body());
            }
            assertEquals(
                    403,
                    asks(key, "POST", "/v1/people/eve/invite", "{\"name\": \"Eve\"}")
                            .statusCode());
            assertEquals(401, asks(key + "x", "GET", "/v1/streams", "").statusCode());
            assertEquals(401, asks("", "GET", "/v1/streams", "").statusCode());

            ok("", "people", "revoke-key", "climate", "--reason", "the display is gone");
            assertEquals(401, asks(key, "GET", "/v1/streams", "").statusCode(), "revoked at once");
            ok("", "events", "--most", "50", "--json");
            assertTrue(out.toString().contains("credential.revoked")
                    && out.toString().contains("device:climate"));
            assertFalse(out.toString().contains(key));
            ok("", "audit", "verify");
            holdsNowhere(temp.resolve("data"), key);
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
