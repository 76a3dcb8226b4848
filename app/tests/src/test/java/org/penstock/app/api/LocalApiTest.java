package org.penstock.app.api;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.penstock.app.testsupport.FakeControlRoom;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAddress;
import org.penstock.core.db.DatabaseAway;
import tools.jackson.databind.JsonNode;

/** The local API as a program on the same machine meets it, spoken to byte by byte so that nothing is prettied up. */
@Isolated("counts the threads of the whole process")
class LocalApiTest {
    @TempDir
    Path data;

    private final FakeControlRoom room = new FakeControlRoom();
    private final CountDownLatch verify = new CountDownLatch(1);
    private LocalApi api;

    @BeforeEach
    void open() throws IOException {
        ChainCheck chains = progress -> {
            progress.accept(10);
            verify.await();
            return new ChainCheck.Report(20, List.of("event 7 of north: its hash does not fit its text"));
        };
        Parts.Process process = new Parts.Process("serve", 4711, FakeControlRoom.NOW, true);
        api = LocalApi.open(
                new Endpoints(room, chains, process, "ada", InstantSource.fixed(FakeControlRoom.NOW)),
                data,
                "serve",
                FakeControlRoom.NOW);
    }

    @AfterEach
    void close() {
        verify.countDown();
        api.close();
    }

    private record Reply(int status, String head, String body) {}

    private Reply send(String head) throws IOException {
        return send(head, "");
    }

    private Reply send(String head, String body) throws IOException {
        try (Socket socket = new Socket("127.0.0.1", api.running().port())) {
            socket.setSoTimeout(10_000);
            OutputStream out = socket.getOutputStream();
            out.write((head.strip().replace("\n", "\r\n") + "\r\nConnection: close\r\n\r\n" + body)
                    .getBytes(StandardCharsets.UTF_8));
            out.flush();
            String all = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            int end = all.indexOf("\r\n\r\n");
            assertTrue(end > 0, "no answer: " + all);
            return new Reply(Integer.parseInt(all.substring(9, 12)), all.substring(0, end), all.substring(end + 4));
        }
    }

    private String admitted(String line) {
        return line + " HTTP/1.1\nHost: 127.0.0.1:" + api.running().port() + "\nAuthorization: Bearer "
                + api.running().token();
    }

    private Reply get(String path) throws IOException {
        return send(admitted("GET " + path));
    }

    private Reply post(String path, String body) throws IOException {
        int length = body.getBytes(StandardCharsets.UTF_8).length;
        return send(admitted("POST " + path) + "\nContent-Type: application/json\nContent-Length: " + length, body);
    }

    @Test
    void answersWhoeverShowsTheToken() throws IOException {
        Reply reply = get("/v1/status");

        assertEquals(200, reply.status());
        assertTrue(reply.body().contains("\"schema\" : \"penstock.status.1\""), reply.body());
        assertTrue(reply.head().contains("application/json; charset=utf-8"), reply.head());
        assertTrue(reply.head().contains("no-store"), reply.head());
    }

    @Test
    void turnsAwayWhoeverDoesNot() throws IOException {
        String host =
                "GET /v1/status HTTP/1.1\nHost: 127.0.0.1:" + api.running().port();
        String token = api.running().token();

        assertEquals(401, send(host).status());
        assertEquals(401, send(host + "\nAuthorization: Bearer ").status());
        assertEquals(401, send(host + "\nAuthorization: Bearer " + token + "x").status());
        assertEquals(
                401,
                send(host + "\nAuthorization: Bearer " + token.substring(1)).status());
        assertEquals(401, send(host + "\nAuthorization: Basic " + token).status());
        assertEquals(
                401,
                send(host.replace("/v1/status", "/v1/status?token=" + token)).status());
    }

    @Test
    void isNotReachedByAWebPageThroughAForeignName() throws IOException {
        String rest = "\nAuthorization: Bearer " + api.running().token();
        int port = api.running().port();

        assertEquals(
                421,
                send("GET /v1/status HTTP/1.1\nHost: evil.example:" + port + rest)
                        .status());
        assertEquals(
                421, send("GET /v1/status HTTP/1.1\nHost: 127.0.0.1" + rest).status());
        assertEquals(
                403,
                send(admitted("GET /v1/status") + "\nOrigin: http://evil.example")
                        .status());
        assertEquals(
                200,
                send("GET /v1/status HTTP/1.1\nHost: localhost:" + port + rest).status());
    }

    @Test
    void refusesBodiesItDoesNotWant() throws IOException {
        assertEquals(
                413, post("/v1/proposals", "x".repeat(LocalApi.MOST_BODY + 1)).status());
        assertEquals(
                415,
                send(admitted("POST /v1/proposals") + "\nContent-Type: text/plain\nContent-Length: 2", "{}")
                        .status());
        for (String body : List.of(
                "",
                "[]",
                "{}",
                "null",
                "{\"kind\":",
                "[".repeat(20_000),
                "{\"kind\":\"program.run\",\"subject\":\"morning\",\"surprise\":1}",
                "{\"kind\":\"valve.open\"}",
                "{\"kind\":\"output.set\",\"subject\":\"valve-1\",\"value\":1}",
                "{\"kind\":\"output.set\",\"subject\":\"valve-1\",\"value\":\"NaN\",\"for_seconds\":5}",
                "{\"kind\":\"output.set\",\"subject\":\"valve-1\",\"value\":1,\"for_seconds\":-5}",
                "{\"kind\":\"program.run\",\"reason\":\"" + "x".repeat(600) + "\"}")) {
            assertEquals(400, post("/v1/proposals", body).status(), body);
        }
        assertTrue(room.proposed.isEmpty(), room.proposed::toString);
        for (String body : List.of(
                "{}",
                "{\"subject\":\"valve-1\"}",
                "{\"subject\":\"valve-1\",\"kind\":\"stuck_open\",\"for_seconds\":0}",
                "{\"subject\":\"valve-1\",\"kind\":\"stuck_open\",\"for_seconds\":1e12}",
                "{\"subject\":\"valve-1\",\"kind\":\"stuck_open\",\"surprise\":1}")) {
            assertEquals(400, post("/v1/simulation/faults", body).status(), body);
        }
        assertEquals(405, get("/v1/simulation/clear").status());
        assertTrue(room.confirmed.isEmpty(), room.confirmed::toString);
    }

    @Test
    void givesReadingsPageByPageAndTheOneThatStoodAtAMoment() throws IOException {
        String span = "/v1/readings?stream=air-temp&from=2026-11-21T04:00:00Z&to=2026-11-21T06:00:00Z&most=2";
        JsonNode first = Json.mapper().readTree(get(span).body());
        assertEquals(2, first.get("readings").size());
        assertTrue(first.get("more").asBoolean());
        String next = first.get("next").asString();
        JsonNode second = Json.mapper()
                .readTree(get("/v1/readings?stream=air-temp&most=2&cursor=" + next)
                        .body());
        assertEquals(1, second.get("readings").size());
        assertEquals(
                "2026-11-21T05:00:10Z", second.get("readings").get(0).get("at").asString());
        assertEquals("2026-11-21T06:00:00Z", second.get("to").asString());
        assertFalse(second.get("more").asBoolean());
        assertTrue(second.get("next").isNull());

        assertEquals(400, get("/v1/readings?stream=door&cursor=" + next).status());
        assertEquals(400, get(span + "&cursor=" + next).status());

        JsonNode asOf = Json.mapper()
                .readTree(get("/v1/readings?stream=air-temp&as_of=2026-11-21T05:00:07Z")
                        .body());
        assertEquals("penstock.reading_as_of.1", asOf.get("schema").asString());
        assertEquals("not_a_number", asOf.get("reading").get("quality").asString());
        JsonNode none = Json.mapper()
                .readTree(get("/v1/readings?stream=air-temp&as_of=2026-11-21T04:00:00Z")
                        .body());
        assertTrue(none.get("reading").isNull());
    }

    @Test
    void saysWhatIsWrongWithAQuestion() throws IOException {
        Reply unknown = get("/v1/statsu");
        assertEquals(404, unknown.status());
        assertTrue(unknown.body().contains("There is nothing at /v1/statsu."), unknown.body());

        assertEquals(405, post("/v1/status", "{}").status());
        assertEquals(405, send(admitted("DELETE /v1/alerts")).status());
        assertEquals(405, send(admitted("HEAD /v1/status")).status());
        for (String path : List.of(
                "/v1/runs?mots=5",
                "/v1/runs?most=0",
                "/v1/runs?most=5&most=6",
                "/v1/runs?most=%25zz",
                "/v1/readings",
                "/v1/readings?stream=air-temp&from=yesterday",
                "/v1/readings?stream=air-temp&cursor=zzzz",
                "/v1/readings?stream=air-temp&as_of=2026-11-21T05:00:00Z&most=3",
                "/v1/readings?stream=air-temp&from=2026-11-21T05:00:00Z&to=2026-11-21T05:00:00Z")) {
            assertEquals(400, get(path).status(), path);
        }
        assertEquals(404, get("/v1/readings?stream=nothing").status());
    }

    @Test
    void proposesForItsOwnUserAndConfirmsOnce() throws IOException {
        Reply proposal = post(
                "/v1/proposals",
                "{\"kind\":\"output.set\",\"subject\":\"valve-1\",\"value\":1,\"for_seconds\":120,\"reason\":\"dry\"}");
        assertEquals(200, proposal.status(), proposal.body());
        assertEquals(List.of("ada output.set valve-1 1.0 120.0 dry"), room.proposed);

        Reply answer = post("/v1/proposals/p1/confirm", "{}");
        assertTrue(answer.body().contains("\"accepted\" : true"), answer.body());
        Reply again = post("/v1/proposals/p1/confirm", "{}");
        assertEquals(200, again.status());
        assertTrue(again.body().contains("\"accepted\" : false"), again.body());
        assertEquals(List.of("p1"), room.confirmed);
    }

    @Test
    void verifiesInTheBackgroundOnceAtATime() throws IOException {
        assertTrue(get("/v1/audit/verify").body().contains("\"state\" : \"none\""));

        assertTrue(post("/v1/audit/verify", "").body().contains("\"state\" : \"running\""));
        await().atMost(Duration.ofSeconds(5))
                .until(() -> get("/v1/audit/verify").body().contains("\"checked\" : 10"));
        assertTrue(post("/v1/audit/verify", "").body().contains("\"checked\" : 10"), "joined, not begun again");

        verify.countDown();
        await().atMost(Duration.ofSeconds(5))
                .until(() -> get("/v1/audit/verify").body().contains("\"state\" : \"broken\""));
        assertTrue(get("/v1/audit/verify").body().contains("event 7 of north"));
    }

    @Test
    void saysThatTheRecordIsAway() throws IOException {
        room.recordAway = away();

        Reply reply = get("/v1/runs");

        assertEquals(503, reply.status());
        assertTrue(reply.body().contains("database_away"), reply.body());
        assertEquals(200, get("/v1/status").status(), "what is now is not asked of the database");
    }

    /** What a real server that is not there makes of a question. */
    private static DatabaseAway away() {
        DatabaseAddress nobody = new DatabaseAddress.Server("jdbc:postgresql://127.0.0.1:1/penstock", "ada", "x");
        try (Database database = Database.open(nobody, InstantSource.system())) {
            return assertThrows(DatabaseAway.class, () -> database.read(sql -> sql.fetch("select 1")));
        }
    }

    @Test
    void keepsItsOwnFaultsToItself() throws IOException {
        room.recordAway = new IllegalStateException("select * from secrets");

        Reply reply = get("/v1/runs");

        assertEquals(500, reply.status());
        assertFalse(reply.body().contains("secrets"), reply.body());
    }

    @Test
    void answersManyAtOnceWithAFewThreads() throws Exception {
        try (ExecutorService callers = Executors.newFixedThreadPool(16)) {
            List<Future<Integer>> statuses = new ArrayList<>();
            for (int i = 0; i < 400; i++) {
                statuses.add(callers.submit(() -> get("/v1/devices").status()));
            }
            for (Future<Integer> status : statuses) {
                assertEquals(200, status.get(20, TimeUnit.SECONDS));
            }
        }
        long workers = Thread.getAllStackTraces().keySet().stream()
                .filter(t -> t.getName().matches("penstock-api-\\d+"))
                .count();
        assertTrue(workers <= LocalApi.MOST_THREADS, "threads: " + workers);
    }

    @Test
    void aRecordThatAnswersNobodyKeepsNobodyFromStoppingEverything() throws Exception {
        room.recordHangs = new CountDownLatch(1);
        try (ExecutorService callers = Executors.newCachedThreadPool()) {
            List<Future<Integer>> looks = new ArrayList<>();
            for (int i = 0; i < LocalApi.LOOKS + LocalApi.WAITING + 8; i++) {
                looks.add(callers.submit(() -> get("/v1/runs").status()));
            }
            await("more than can be taken are turned away in words")
                    .atMost(Duration.ofSeconds(5))
                    .until(() -> looks.stream().filter(Future::isDone).count() == 8);
            for (Future<Integer> look : looks) {
                if (look.isDone()) {
                    assertEquals(503, look.get());
                }
            }
            assertTrue(get("/v1/runs").body().contains("\"code\" : \"busy\""));

            assertEquals(200, get("/v1/status").status());
            assertEquals(
                    200,
                    post("/v1/proposals", "{\"kind\":\"stop.all\",\"subject\":\"\",\"reason\":\"\"}")
                            .status());
            assertTrue(post("/v1/proposals/p1/confirm", "{}").body().contains("\"accepted\" : true"));

            room.recordHangs.countDown();
            for (Future<Integer> look : looks) {
                look.get(5, TimeUnit.SECONDS);
            }
            assertEquals(
                    LocalApi.LOOKS + LocalApi.WAITING,
                    looks.stream().filter(l -> l.resultNow() == 200).count());
        }
    }

    @Test
    void tellsOnlyItsOwnerWhereItIs() throws IOException {
        RunningFile file = RunningFile.read(data).orElseThrow();

        assertEquals(api.running(), file);
        assertTrue(file.lives());
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve(RunningFile.NAME))));
        assertFalse(file.toString().contains(file.token()), "a token in a log is a token lost");
    }

    @Test
    void isGoneAfterTheClose() {
        int port = api.running().port();

        api.close();
        api.close();

        assertFalse(Files.exists(data.resolve(RunningFile.NAME)));
        assertThrows(ConnectException.class, () -> new Socket("127.0.0.1", port).close());
    }

    @Test
    void leavesTheFileOfItsSuccessorAlone() throws IOException {
        RunningFile successor = new RunningFile(1, 1, Instant.EPOCH, "window", Instant.EPOCH, 1, "other");
        successor.write(data);

        api.close();

        assertEquals(successor, RunningFile.read(data).orElseThrow());
    }
}
