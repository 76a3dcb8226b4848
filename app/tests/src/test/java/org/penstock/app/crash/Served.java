package org.penstock.app.crash;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.penstock.app.api.Json;
import org.penstock.app.api.RunningFile;
import org.penstock.app.cli.Main;
import org.penstock.core.testsupport.ChildClasses;
import org.penstock.core.testsupport.ChildProcess;
import tools.jackson.databind.JsonNode;

/** {@code penstock serve} in a process of its own, and its local API. Times are {@link System#nanoTime}. */
final class Served implements AutoCloseable {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** Said when everything is open. */
    private static final String RUNS = " runs. Process ";

    private final Path data;
    private final ChildProcess child;
    final long started = System.nanoTime();
    /** MAX_VALUE for one that was killed before. */
    long ready = Long.MAX_VALUE;
    /** MAX_VALUE for one that was closed in order. */
    long killed = Long.MAX_VALUE;

    /** Starts with a facility file, which a directory that holds a facility must agree with. */
    Served(Path data, Path facility) {
        this(data, "--facility", facility.toString());
    }

    /** Starts with what the directory holds. */
    Served(Path data) {
        this(data, new String[0]);
    }

    /** What {@code penstock serve} of the demonstration loads; prepared at the first start. */
    private static final class Classes {
        static final ChildClasses OF_PENSTOCK =
                ChildClasses.learned(List.of("-Xmx512m"), Main.class, RUNS, "serve", "--demo", "--data");
    }

    private Served(Path data, String... more) {
        this.data = data;
        List<String> arguments = new ArrayList<>(List.of("serve", "--data", data.toString()));
        arguments.addAll(List.of(more));
        child = ChildProcess.start(
                Classes.OF_PENSTOCK, List.of("-Xmx512m"), Main.class, arguments.toArray(String[]::new));
    }

    /** Waits as long as a start takes on a machine that has much else to do: how fast it is, is not judged here. */
    void awaitReady() {
        child.await(line -> line.contains(RUNS), Duration.ofMinutes(3));
        ready = System.nanoTime();
    }

    void kill() {
        child.kill();
        killed = System.nanoTime();
    }

    /** Closes in order. @return everything it said */
    List<String> closeInOrder() {
        child.terminate();
        int code = child.exit(Duration.ofSeconds(60));
        assertEquals(143, code, () -> "exit code of SIGTERM; it said " + child.lines());
        return child.lines();
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return exchange("GET", path, "");
    }

    JsonNode post(String path, String body) throws IOException, InterruptedException {
        return exchange("POST", path, body);
    }

    /** Proposes and confirms. @return whether it was accepted and is on disk */
    boolean ask(String kind, String subject, String more) throws IOException, InterruptedException {
        JsonNode proposal = exchange(
                "POST", "/v1/proposals", "{\"kind\":\"" + kind + "\",\"subject\":\"" + subject + "\"" + more + "}");
        JsonNode answer =
                exchange("POST", "/v1/proposals/" + proposal.required("id").asString() + "/confirm", "");
        return answer.required("accepted").asBoolean()
                && !answer.required("text").asString().contains("not on disk");
    }

    private JsonNode exchange(String method, String path, String body) throws IOException, InterruptedException {
        RunningFile running = RunningFile.read(data).orElseThrow(() -> new IOException("nobody runs"));
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + running.port() + path))
                .timeout(Duration.ofSeconds(20))
                .header("Authorization", "Bearer " + running.token())
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body))
                .build();
        HttpResponse<String> response = HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        if (response.statusCode() != 200) {
            throw new IOException(path + " answered " + response.statusCode() + ": " + response.body());
        }
        return Json.mapper().readTree(response.body());
    }

    @Override
    public void close() {
        child.close();
    }
}
