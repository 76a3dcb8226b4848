package org.penstock.app.api;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/**
 * Serves {@link Endpoints} over HTTP/JSON on 127.0.0.1, on a free port named with a token in {@link RunningFile}. Open it
 * when the facility can answer; closing removes the file first, so that nobody is sent to a dead port.
 */
public final class LocalApi implements AutoCloseable {
    /** Largest body taken, bytes. */
    static final int MOST_BODY = 64 * 1024;
    /** A facility file of 4 million characters, written as JSON. */
    static final int MOST_FACILITY_BODY = 24 << 20;
    /** The largest picture, written as base 64. */
    static final int MOST_PHOTO_BODY = 14 << 20;
    /** A piece of a file of readings. */
    static final int MOST_IMPORT_BODY = 4 << 20;
    /** Questions that may need the record worked on at the same time. */
    static final int LOOKS = 4;
    /** Such questions that may wait for their turn; more are turned away in words. */
    static final int WAITING = 16;
    /**
     * Requests at the same time. The rest is for what asks the engine: a database that answers nobody must keep nobody
     * from stopping everything.
     */
    static final int MOST_THREADS = LOOKS + WAITING + 8;

    /** Header with the token of the asker's session. */
    public static final String SESSION = "Penstock-Session";

    private static final Logger LOG = LoggerFactory.getLogger(LocalApi.class);

    private final HttpServer server;
    private final ThreadPoolExecutor workers;
    private final Endpoints endpoints;
    private final Path data;
    private final RunningFile running;
    private final Doorman doorman;
    private final JsonMapper json = Json.mapper();
    private final Semaphore looks = new Semaphore(LOOKS, true);
    private final AtomicInteger looking = new AtomicInteger();

    private LocalApi(HttpServer server, Endpoints endpoints, Path data, RunningFile running) {
        this.server = server;
        this.endpoints = endpoints;
        this.data = data;
        this.running = running;
        this.doorman = new Doorman(running.port(), running.token(), endpoints::holds);
        AtomicInteger number = new AtomicInteger();
        this.workers = new ThreadPoolExecutor(
                0,
                MOST_THREADS,
                30,
                TimeUnit.SECONDS,
                new SynchronousQueue<>(),
                body -> Thread.ofPlatform()
                        .name("penstock-api-" + number.incrementAndGet())
                        // Losing an answer at the very end of the process is harmless: it closes in order before.
                        .daemon(true)
                        .unstarted(body));
    }

    /**
     * Starts to answer and writes {@code running.json}.
     *
     * @param endpoints what answers; closed with this
     * @param kind window or serve
     * @throws IOException when no port is free or the file cannot be written; nothing stays open then
     */
    public static LocalApi open(Endpoints endpoints, Path data, String kind, Instant now) throws IOException {
        limits();
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 16);
        ProcessHandle self = ProcessHandle.current();
        RunningFile running = new RunningFile(
                1,
                self.pid(),
                self.info().startInstant().orElse(now),
                kind,
                now,
                server.getAddress().getPort(),
                token());
        LocalApi api = new LocalApi(server, endpoints, data, running);
        server.createContext("/", api::handle);
        server.setExecutor(api.workers);
        server.start();
        boolean ready = false;
        try {
            running.write(data);
            ready = true;
            return api;
        } finally {
            if (!ready) {
                api.stop();
            }
        }
    }

    /** A client that sends or reads a byte now and then must not hold a worker for ever. Read once a process by the JDK. */
    private static void limits() {
        setUnlessGiven("sun.net.httpserver.maxReqTime", "10");
        setUnlessGiven("sun.net.httpserver.maxRspTime", "60");
        setUnlessGiven("sun.net.httpserver.idleInterval", "30");
        setUnlessGiven("sun.net.httpserver.maxReqHeaders", "50");
        setUnlessGiven("jdk.httpserver.maxConnections", "64");
    }

    private static void setUnlessGiven(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static String token() {
        byte[] bits = new byte[32];
        new SecureRandom().nextBytes(bits);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    }

    /** Where and to whom it answers. */
    public RunningFile running() {
        return running;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            int status = 200;
            Object document;
            try {
                document = answer(exchange);
            } catch (ApiProblem e) {
                status = e.status();
                document = e.document();
            } catch (RuntimeException e) {
                LOG.error(
                        "{} {} failed",
                        exchange.getRequestMethod(),
                        exchange.getRequestURI().getPath(),
                        e);
                status = 500;
                document = new ApiProblem(
                                500,
                                "failed",
                                "This could not be answered: " + e.getClass().getSimpleName() + ".",
                                "The log in " + data.resolve("log") + " says more.")
                        .document();
            }
            send(exchange, status, json.writeValueAsBytes(document));
        }
    }

    private Object answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String key =
                doorman.admit(headers.getFirst("Host"), headers.getFirst("Origin"), headers.getFirst("Authorization"));
        if (asksTheEngine(exchange.getRequestURI().getPath())) {
            return endpoints.answer(asked(exchange, key));
        }
        try {
            if (looking.incrementAndGet() > LOOKS + WAITING) {
                throw busy();
            }
            looks.acquire();
            try {
                return endpoints.answer(asked(exchange, key));
            } finally {
                looks.release();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy();
        } finally {
            looking.decrementAndGet();
        }
    }

    /** Whether a request is answered without the record: how things are now, and what is asked of the engine. */
    private static boolean asksTheEngine(String path) {
        return path.equals("/v1/status") || path.equals("/v1/streams") || path.startsWith("/v1/proposals");
    }

    private static ApiProblem busy() {
        return new ApiProblem(
                503,
                "busy",
                "More is asked of the record than it answers.",
                "Ask again; what is asked of the engine is answered all the same.");
    }

    private Asked asked(HttpExchange exchange, String key) throws IOException {
        var headers = exchange.getRequestHeaders();
        String body = body(exchange);
        if (!body.isEmpty() && !isJson(headers.getFirst("Content-Type"))) {
            throw new ApiProblem(415, "not_json", "The body must be application/json.", "");
        }
        return new Asked(
                exchange.getRequestMethod(),
                exchange.getRequestURI().getPath(),
                Asked.parameters(exchange.getRequestURI().getRawQuery()),
                body,
                // A device asks as itself, in nobody's session.
                key.isEmpty() ? Objects.requireNonNullElse(headers.getFirst(SESSION), "") : key);
    }

    private static boolean isJson(@Nullable String type) {
        return type != null && type.toLowerCase(Locale.ROOT).startsWith("application/json");
    }

    private static String body(HttpExchange exchange) throws IOException {
        InputStream in = exchange.getRequestBody();
        int most = most(exchange.getRequestURI().getPath());
        byte[] bytes = in.readNBytes(most + 1);
        if (bytes.length > most) {
            throw new ApiProblem(413, "too_large", "The body is larger than " + most + " bytes.", "");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Asked.wrong("The body is not UTF-8.");
        }
    }

    /** Largest body that a path takes, bytes. */
    static int most(String path) {
        if (path.startsWith(FacilityEndpoints.PATH)) {
            return MOST_FACILITY_BODY;
        }
        if (path.startsWith(IntakeEndpoints.PATH + "/")) {
            return MOST_IMPORT_BODY;
        }
        return path.equals(IntakeEndpoints.READINGS)
                        || path.startsWith(DestructionEndpoints.PATH + "/")
                                && path.endsWith("/" + DestructionEndpoints.PHOTO)
                ? MOST_PHOTO_BODY
                : MOST_BODY;
    }

    private static void send(HttpExchange exchange, int status, byte[] body) throws IOException {
        var headers = exchange.getResponseHeaders();
        headers.set("Content-Type", "application/json; charset=utf-8");
        headers.set("Cache-Control", "no-store");
        headers.set("X-Content-Type-Options", "nosniff");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.sendResponseHeaders(status, -1);
            return;
        }
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
    }

    /** Stops answering; requests under way have a second to end. Idempotent. */
    @Override
    public void close() {
        try {
            running.remove(data);
        } catch (IOException e) {
            LOG.warn("running.json stays in {}: {}. It is recognised as left behind", data, e.toString());
        }
        stop();
    }

    private void stop() {
        endpoints.close();
        server.stop(1);
        workers.shutdownNow();
    }
}
