package org.penstock.app.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import org.penstock.app.api.Asked;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Json;
import org.penstock.app.api.LocalApi;
import org.penstock.app.api.RunningFile;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.Refusal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the process that holds the facility, over its local API. Uses {@link HttpURLConnection}: it starts in a tenth of
 * the time of the newer client, and a command is mostly start.
 */
final class TalkToProcess implements Talk {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 30_000;
    /** A piece of a file waits while the database puts months of readings in order. */
    private static final int IMPORT_MILLIS = 600_000;

    private final RunningFile running;
    private final JsonMapper json = Json.mapper();

    TalkToProcess(RunningFile running) {
        this.running = running;
    }

    /** The process is not there to answer. */
    static final class Gone extends Exception {
        private static final long serialVersionUID = 1;

        Gone(IOException cause) {
            super(cause);
        }
    }

    /** Whether somebody answers at all. @throws Gone when nobody does */
    void hello() throws Gone {
        try {
            exchange(Asked.get("/v1/audit/verify"));
        } catch (IOException e) {
            throw new Gone(e);
        }
    }

    @Override
    public JsonNode ask(Asked asked) {
        try {
            return exchange(asked);
        } catch (IOException e) {
            throw new Refusal(
                    ExitCode.TRY_AGAIN,
                    "The process that holds the facility (" + running + ") did not answer: " + e.getMessage() + ".",
                    "It may be closing. Try again, or start it anew.");
        }
    }

    private JsonNode exchange(Asked asked) throws IOException {
        HttpURLConnection connection = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + running.port() + encoded(asked.path()) + query(asked))
                        .toURL()
                        .openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(CONNECT_MILLIS);
        connection.setReadTimeout(asked.path().startsWith("/v1/imports") ? IMPORT_MILLIS : ANSWER_MILLIS);
        connection.setRequestMethod(asked.method());
        connection.setRequestProperty("Authorization", "Bearer " + running.token());
        if (!asked.session().isEmpty()) {
            connection.setRequestProperty(LocalApi.SESSION, asked.session());
        }
        if (!asked.body().isEmpty()) {
            byte[] body = asked.body().getBytes(StandardCharsets.UTF_8);
            connection.setDoOutput(true);
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setFixedLengthStreamingMode(body.length);
            try (OutputStream out = connection.getOutputStream()) {
                out.write(body);
            }
        }
        int status = connection.getResponseCode();
        try (InputStream in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            if (in == null) {
                throw new IOException("it answered " + status + " and nothing else");
            }
            JsonNode document = json.readTree(in.readAllBytes());
            if (status >= 400) {
                throw ApiRefusal.of(status, json.treeToValue(document, Documents.Problem.class));
            }
            return document;
        } catch (JacksonException e) {
            throw new IOException("it answered something that is not JSON", e);
        }
    }

    /** A path as it goes over the wire: the number of a lot may hold blanks, and signs of any script. */
    private static String encoded(String path) {
        try {
            return new URI(null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(path + " is no path", e);
        }
    }

    private static String query(Asked asked) {
        return asked.query().isEmpty()
                ? ""
                : asked.query().entrySet().stream()
                        .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    @Override
    public boolean live() {
        return true;
    }

    @Override
    public void close() {
        // Each question is a connection of its own.
    }
}
