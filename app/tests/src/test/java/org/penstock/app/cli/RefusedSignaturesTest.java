package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.penstock.app.api.Json;
import org.penstock.app.api.LocalApi;
import org.penstock.app.api.RunningFile;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.consent.Signoff;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.TestDatabases;

/**
 * Four ways of being two persons without being two, each tried in a terminal and over HTTP: to sign one's own request, to sign
 * twice, to sign by another's badge with the own PIN, and to sign at another workstation than the policy wants. The window is
 * tried in {@code SignoffsStoryTest}.
 */
class RefusedSignaturesTest extends AtTheCommandLine {
    private static final String ANNAS = "a pond of quiet ducks";
    private static final String BOBS = "seven grey geese walk";
    private static final String DORAS = "one white swan asleep";
    private static final String CARLS = "nine brown otters swim";
    private static final String BOBS_PIN = "739152";
    private static final String DORAS_PIN = "480613";
    private static final String DORAS_BADGE = "0012345678";

    private final HttpClient http = HttpClient.newHttpClient();

    private static RuntimeFacilities at(String workstation) {
        return new RuntimeFacilities(
                "ada", InstantSource.system(), Ticker.system(), new SlowHash.Cost(64, 1, 1), workstation);
    }

    /** The same record, opened at some computer. */
    private FacilityProcess open(String workstation) throws Exception {
        boolean first = !Files.exists(data().resolve("configuration.json"));
        if (first) {
            TestDatabases.put(data());
        }
        FacilityProcess process = FacilityProcess.open(
                at(workstation),
                new Opening(
                        data(),
                        first ? Files.writeString(temp.resolve("north.yaml"), Example.GROW.text()) : null,
                        null,
                        null,
                        Opening.Kind.SERVE),
                "ada",
                InstantSource.system());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> process.room().persons().directory().isPresent());
        return process;
    }

    /** Signs over HTTP, in a session or by what the body says. @return the words of the refusal, or "" */
    private String posts(FacilityProcess process, String session, Signoff signoff, Map<String, String> more)
            throws Exception {
        RunningFile running = RunningFile.read(data()).orElseThrow();
        Map<String, String> body = new java.util.HashMap<>(more);
        body.put("hash", signoff.contentHash());
        body.put("meaning", "approved");
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + running.port() + "/v1/signoffs/" + signoff.id() + "/sign"))
                .header("Authorization", "Bearer " + running.token())
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Json.mapper().writeValueAsString(body)));
        if (!session.isEmpty()) {
            request.header(LocalApi.SESSION, session);
        }
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(process.running().port(), running.port());
        assertEquals(409, answer.statusCode(), answer.body());
        return Json.mapper().readTree(answer.body()).path("message").asString();
    }

    private void staff() {
        ok(ANNAS + "\n", "people", "first-owner", "anna", "--name", "Anna Lee");
        join("bob", "Bob Ng", "compliance", BOBS);
        ok(BOBS + "\n" + BOBS_PIN + "\n", "sign-in", "--set-pin");
        ok("", "sign-out");
        ok(ANNAS + "\n", "sign-in", "anna");
        join("dora", "Dora May", "supervisor", DORAS);
        ok(DORAS + "\n" + DORAS_PIN + "\n", "sign-in", "--set-pin");
        ok("", "sign-out");
        ok(ANNAS + "\n", "sign-in", "anna");
        ok(DORAS_BADGE + "\n", "people", "badge", "dora", "--reason", "new badge");
        ok("", "items", "make", "strain/blue", "--unit", "kg");
        ok("", "lots", "receive", "L-1", "3", "--item", "strain/blue", "--kind", "harvest", "--to", "bay-1");
        ok("", "holds", "place", "L-1", "--reason", "other", "--note", "looks odd");
    }

    @Test
    void nobodyIsTwoPersons() throws Exception {
        String id;
        try (FacilityProcess process = open("desk 1")) {
            staff();
            // Where there is one workstation nobody can promise another one; together at the same is a policy.
            says(
                    refused("", "policies", "set", "hold.release", "--workstation", "other", "--reason", "x"),
                    "an embedded database serves a single workstation");
            String policy = ok("", "policies", "set", "hold.release", "--workstation", "same", "--reason", "x")
                    .substring(0, 36);
            ok(BOBS + "\n", "signoffs", "sign", policy, "--login", "bob");
            join("carl", "Carl Ito", "supervisor", CARLS);
            id = ok("", "holds", "release", "L-1", "--reason", "the laboratory found nothing")
                    .substring(0, 36);
            Signoff asked = process.room().consents().open(1).getFirst();
            String carl = Files.readString(data().resolve("session.token")).strip();

            says(refused(CARLS + "\n", "signoffs", "sign", id), "carl asked for this and cannot sign it");
            says(posts(process, carl, asked, Map.of("secret", CARLS)), "carl asked for this and cannot sign it");
            says(
                    posts(process, "", asked, Map.of("login", "carl", "password", CARLS)),
                    "carl asked for this and cannot sign it");

            says(refused(DORAS_BADGE + "\n" + BOBS_PIN + "\n", "signoffs", "sign", id, "--badge"), "That is not right");
            says(posts(process, "", asked, Map.of("badge", DORAS_BADGE, "pin", BOBS_PIN)), "That is not right");

            ok(BOBS + "\n", "signoffs", "sign", id, "--login", "bob", "--reason", "read it");
            says(refused(BOBS + "\n", "signoffs", "sign", id, "--login", "bob"), "bob has signed this already");
            says(posts(process, "", asked, Map.of("login", "bob", "password", BOBS)), "bob has signed this already");
        }
        try (FacilityProcess process = open("desk 2")) {
            Signoff asked = process.room().consents().open(1).getFirst();
            String elsewhere = "signed where it was asked for, at desk 1, not at desk 2";
            says(refused(DORAS_BADGE + "\n" + DORAS_PIN + "\n", "signoffs", "sign", id, "--badge"), elsewhere);
            says(posts(process, "", asked, Map.of("badge", DORAS_BADGE, "pin", DORAS_PIN)), elsewhere);
            says(posts(process, "", asked, Map.of("login", "dora", "password", DORAS)), elsewhere);
            // And the same person at two workstations is one person all the same.
            says(refused(BOBS + "\n", "signoffs", "sign", id, "--login", "bob"), "bob has signed this already");
        }
        try (FacilityProcess process = open("desk 1")) {
            says(ok(DORAS_BADGE + "\n" + DORAS_PIN + "\n", "signoffs", "sign", id, "--badge"), "Lot L-1 is released.");
            ok("", "audit", "verify");
            assertEquals(0, process.room().consents().open(5).size());
        }
    }
}
