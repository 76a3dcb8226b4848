package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.penstock.app.api.Json;
import org.penstock.app.api.LocalApi;
import org.penstock.app.api.Routes;
import org.penstock.app.api.RunningFile;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.testsupport.OtherSite;
import org.penstock.core.facility.Example;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Persons;
import tools.jackson.databind.JsonNode;

/**
 * Every request that the program answers, as it lists them itself, tried by the account that nobody has signed in at, by a
 * viewer, by a device with its key, and by the administrator of another site of the organization. A request that is added and
 * not tried here fails the test.
 */
class EveryRequestWithoutTheRightTest extends AtTheCommandLine {
    private static final Secret ANNAS = new Secret("a pond of quiet ducks");
    private static final Secret BOBS = new Secret("seven grey geese");
    private static final Secret SUES = new Secret("eleven red robins");
    private static final String TEA =
            "recipe: tea\nname: Tea\nkind: feed\nbatch: 1 L\ncomponents: [{item: strain/blue, share: 9 %}]";
    private static final String NOBODYS_ID = "00000000-0000-0000-0000-000000000000";

    /** What whoever stands at the computer may: see how it stands, and say who he is. */
    private static final Set<String> LOOKS = Set.of(
            "GET /v1/status",
            "GET /v1/devices",
            "GET /v1/devices/{device}",
            "GET /v1/devices/{device}/messages",
            "GET /v1/streams",
            "GET /v1/readings",
            "GET /v1/calibrations",
            "GET /v1/enrolments",
            "GET /v1/runs",
            "GET /v1/alerts",
            "GET /v1/wiring",
            "GET /v1/session",
            "GET /v1/audit/verify",
            "GET /v1/interlocks",
            "GET /v1/shadows",
            "GET /v1/notes",
            "GET /v1/notes/{note}",
            "GET /v1/simulation/faults");

    /** What everybody does for himself, with his own secret, which is wrong here. */
    private static final Set<String> OWN = Set.of(
            "POST /v1/session",
            "POST /v1/session/end",
            "POST /v1/session/password",
            "POST /v1/session/pin",
            "POST /v1/people/{login}/first_owner");

    /** What a viewer may beside them. */
    private static final Set<String> VIEWS = Set.of(
            "GET /v1/facility",
            "GET /v1/facility/versions",
            "GET /v1/facility/versions/{no}",
            "POST /v1/facility/plans",
            "GET /v1/items",
            "GET /v1/lots",
            "GET /v1/lots/{lot}",
            "GET /v1/holds",
            "GET /v1/recipes",
            "GET /v1/recipes/{recipe}",
            "GET /v1/destructions",
            "GET /v1/destructions/{destruction}",
            "GET /v1/destructions/{destruction}/photo/{sha256}",
            "GET /v1/jurisdictions");

    /** What a device sees. */
    private static final Set<String> SHOWN = Set.of(
            "GET /v1/status",
            "GET /v1/devices",
            "GET /v1/streams",
            "GET /v1/readings",
            "GET /v1/runs",
            "GET /v1/alerts");

    /** Told as words, for the proposal is part of the answer. */
    private static final Set<String> PROPOSES =
            Set.of("POST /v1/proposals", "POST /v1/proposals/{proposal}/confirm");

    /** Answered by whether it was done, with the words beside it. */
    private static final Set<String> ANSWERS = Set.of(
            "POST /v1/simulation/faults", "POST /v1/simulation/clear", "POST /v1/facility/plans/{plan}/apply");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, List<String>> tries = new LinkedHashMap<>();

    /** @param key of a device, or "" for a program of this user @param session "" for nobody's */
    private HttpResponse<String> asks(String key, String session, String method, String path, String body)
            throws Exception {
        RunningFile running = RunningFile.read(data()).orElseThrow();
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + running.port() + path.replace(" ", "%20")))
                .header("Authorization", "Bearer " + (key.isEmpty() ? running.token() : key))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(body));
        if (!session.isEmpty()) {
            request.header(LocalApi.SESSION, session);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** @param request as {@link Routes} writes it @param body of a POST */
    private void tried(String request, String path, String body) {
        tries.computeIfAbsent(request, _ -> new ArrayList<>()).add(path + " " + body);
    }

    private void posts(String route, String path, String body) {
        tried("POST " + route, path, body);
    }

    private void gets(String route, String path) {
        tried("GET " + route, path, "");
    }

    private @Nullable FacilityProcess serving;

    @Test
    void everyRequestIsRefusedToWhoeverHasNotTheRight() throws Exception {
        try (FacilityProcess process = serve(Example.GROW.text())) {
            serving = process;
            Persons persons = process.room().persons();
            Asker.Session anna = session(persons.firstOwner(Asker.account("ada"), "anna", "Anna Lee", ANNAS));
            Secret code = persons.invite(anna, "bob", "Bob Ng");
            persons.grant(anna, "bob", "viewer", persons.scope("organization").orElseThrow(), "looks on");
            persons.firstSignIn("bob", code, BOBS);
            code = persons.invite(anna, "sue", "Sue Bell");
            OtherSite.administeredBy("sue", process.room(), data());
            persons.firstSignIn("sue", code, SUES);
            String key = persons.deviceKey(anna, "climate", "its display").text();
            things(anna);

            Set<String> untried = new TreeSet<>();
            Routes.ALL.forEach(r -> untried.add(r.toString()));
            untried.removeAll(tries.keySet());
            assertEquals(Set.of(), untried, "a person without the right has to try these, too");
            Set<String> unknown = new TreeSet<>(tries.keySet());
            Routes.ALL.forEach(r -> unknown.remove(r.toString()));
            assertEquals(Set.of(), unknown, "nobody answers these");
            String page = Files.readString(Path.of("..", "API.md"));
            assertEquals(
                    List.of(),
                    Routes.ALL.stream()
                            .map(r -> r.path().replaceAll("/\\{.*", ""))
                            .filter(p -> !page.contains(p))
                            .toList(),
                    "not on the page of the API");

            long before = newest(process);
            List<String> wrong = new ArrayList<>();
            everyOne("", "", "Only a signed-in person may|Nobody is signed in", Set.of(), wrong);
            String bob = session(persons.signIn(new SignIn.Proof.Password("bob", BOBS), false)).token();
            everyOne("", bob, "Bob Ng \\(viewer\\) may not", VIEWS, wrong);
            String sue = session(persons.signIn(new SignIn.Proof.Password("sue", SUES), false)).token();
            everyOne("", sue, "Sue Bell .*may not", Set.of(), wrong);
            everyOne(key, "", "A device may not ask for this|\\(device\\) may not", Set.of(), wrong);
            assertEquals(List.of(), wrong);
            assertEquals(
                    Set.of(),
                    process.room().record().events(1_000).stream()
                            .filter(e -> e.seq() > before)
                            .map(e -> e.kind() + " of " + e.actor())
                            .filter(k -> !k.startsWith("session.") && !k.startsWith("sign_in.") && !k.endsWith(" of system"))
                            .collect(Collectors.toCollection(TreeSet::new)),
                    "and nothing happened");
            assertEquals(List.of(), process.room().snapshot().control().running(), "nothing runs");
        }
    }

    private static long newest(FacilityProcess process) {
        return process.room().record().events(1).getFirst().seq();
    }

    private static Asker.Session session(SignIn.Opened opened) {
        return new Asker.Session(opened.token().text());
    }

    /** @param refusal what must be said of everything that he may not */
    private void everyOne(String key, String session, String refusal, Set<String> may, List<String> wrong)
            throws Exception {
        String secret = session.isEmpty() ? "x" : refusal.startsWith("Bob") ? BOBS.text() : SUES.text();
        for (Map.Entry<String, List<String>> route : tries.entrySet()) {
            String request = route.getKey();
            String method = request.substring(0, request.indexOf(' '));
            for (String each : route.getValue()) {
                int end = each.indexOf(' ');
                String body = each.substring(end + 1).replace("SECRET", secret);
                HttpResponse<String> answer = asks(key, session, method, each.substring(0, end), body);
                String said = answer.body().replaceAll("\\s+", " ");
                boolean refused = answer.statusCode() == 403 && said.matches(".*(" + refusal + ").*");
                boolean fits =
                        key.isEmpty()
                                ? may.contains(request) || LOOKS.contains(request)
                                        ? answer.statusCode() == 200 || answer.statusCode() == 404
                                        : OWN.contains(request)
                                                ? own(request, session, answer.statusCode())
                                                : PROPOSES.contains(request)
                                                        ? shut(said, refusal)
                                                        : refused || ANSWERS.contains(request) && shut(said, refusal)
                                : SHOWN.contains(request)
                                        ? answer.statusCode() == 200
                                        : PROPOSES.contains(request) ? shut(said, refusal) : refused;
                if (!fits) {
                    wrong.add((key.isEmpty() ? session.isEmpty() ? "nobody" : refusal : "device") + ": " + request + " ("
                            + each + ") said " + answer.statusCode() + " " + said);
                }
            }
        }
    }

    private static boolean own(String request, String session, int status) {
        boolean signedIn = !session.isEmpty();
        return switch (request) {
            case "POST /v1/session/end" -> status == (signedIn ? 200 : 403);
            case "POST /v1/session/password", "POST /v1/session/pin" -> status == (signedIn ? 409 : 403);
            // Wrong secrets, and an owner where there is one.
            default -> status == 409;
        };
    }

    /** Whether a proposal is shut by the missing right, or an answer says that nothing was done. */
    private static boolean shut(String said, String refusal) {
        JsonNode answer = Json.mapper().readTree(said);
        return answer.has("shut")
                ? !answer.get("shut").isEmpty()
                        && answer.get("shut").get(0).asString().matches(".*(" + refusal + ").*")
                : answer.has("accepted") && !answer.get("accepted").asBoolean();
    }

    private ControlRoom room() {
        return Objects.requireNonNull(serving).room();
    }

    /** What there is to be tried at, and what is tried with it. */
    private void things(Asker.Session anna) {
        ok(ANNAS.text() + "\n", "sign-in", "anna");
        ok("", "items", "make", "strain/blue", "--unit", "kg");
        for (String lot : List.of("L-1", "L-2", "L-3")) {
            ok("", "lots", "receive", lot, "3", "--item", "strain/blue", "--kind", "harvest", "--to", "bay-1");
        }
        room().stock().recipes().draft(anna, "tea", TEA, "asked for");
        ok("", "destroy", "schedule", "L-1", "--reason", "mould");
        ok("", "holds", "place", "L-2", "--reason", "other", "--note", "looks odd");
        String signoff = ok("", "holds", "release", "L-2", "--reason", "fine").substring(0, 36);
        ok(ANNAS.text() + "\n", "handover", "give", "--note", "x");
        String handover = room().shifts().newest(1).getFirst().id().toString();
        String hash = room().shifts().newest(1).getFirst().contentHash();
        String legal = room()
                .retention()
                .place(
                        anna,
                        new org.penstock.core.compliance.LegalHolds.Placing(
                                "24-117",
                                "lawsuit",
                                org.penstock.core.compliance.LegalHold.Scope.SITE,
                                "",
                                Instant.now().minus(Duration.ofDays(1)),
                                null,
                                null))
                .id()
                .toString();
        String proposal = room()
                .propose(anna, "program.run", "evening", Double.NaN, 0, "x")
                .id();
        looks();
        changes(proposal);
        persons();
        signs(signoff, handover, hash);
        stuff();
        recipes();
        time(legal);
        ok("", "sign-out");
    }

    private void looks() {
        for (String path : List.of("status", "devices", "streams", "calibrations", "enrolments", "runs", "interlocks", "shadows", "alerts", "notes")) {
            gets("/v1/" + path, "/v1/" + path);
        }
        gets("/v1/devices/{device}", "/v1/devices/climate");
        gets("/v1/devices/{device}/messages", "/v1/devices/climate/messages");
        gets("/v1/readings", "/v1/readings?stream=air-temp");
        gets("/v1/events", "/v1/events?most=5");
        gets("/v1/imports", "/v1/imports?most=5");
        gets("/v1/traffic", "/v1/traffic?link=sim");
        gets("/v1/wiring", "/v1/wiring");
        gets("/v1/audit/verify", "/v1/audit/verify");
        gets("/v1/audit/head", "/v1/audit/head");
        gets("/v1/audit/export", "/v1/audit/export");
        gets("/v1/facility", "/v1/facility");
        gets("/v1/facility/versions", "/v1/facility/versions");
        gets("/v1/facility/versions/{no}", "/v1/facility/versions/1");
        gets("/v1/notes/{note}", "/v1/notes/" + NOBODYS_ID);
        gets("/v1/surveys/{survey}", "/v1/surveys/x");
        gets("/v1/simulation/faults", "/v1/simulation/faults");
        gets("/v1/session", "/v1/session");
    }

    private void changes(String proposal) {
        gets("/v1/corrective-actions", "/v1/corrective-actions");
        posts("/v1/corrective-actions", "/v1/corrective-actions", "{\"alert\": 1, \"problem\": \"x\", \"action\": \"y\"}");
        posts("/v1/corrective-actions/{action}/verify", "/v1/corrective-actions/1/verify", "{}");
        for (String kind : List.of(
                "program.run\", \"subject\": \"evening",
                "output.set\", \"subject\": \"valve-1",
                "alert.shelve\", \"subject\": \"1",
                "alert.unshelve\", \"subject\": \"1",
                "interlock.bypass\", \"subject\": \"tank-low/pump-1",
                "interlock.bypass_end\", \"subject\": \"tank-low/pump-1")) {
            posts("/v1/proposals", "/v1/proposals", "{\"kind\": \"" + kind + "\", \"value\": 1, \"for_seconds\": 5}");
        }
        posts("/v1/proposals/{proposal}/confirm", "/v1/proposals/" + proposal + "/confirm", "{}");
        posts("/v1/readings", "/v1/readings", "{\"stream\": \"air-temp\", \"value\": \"21\"}");
        posts("/v1/audit/verify", "/v1/audit/verify", "");
        posts("/v1/audit/export", "/v1/audit/export", "{\"to\": \"" + temp.resolve("out") + "\"}");
        posts("/v1/audit/unlock", "/v1/audit/unlock", "{\"passphrase\": \"x\"}");
        posts("/v1/audit/protect", "/v1/audit/protect", "{\"passphrase\": \"x\"}");
        posts(
                "/v1/facility/plans",
                "/v1/facility/plans",
                "{\"files\": [{\"name\": \"a.yaml\", \"text\": \"penstock: 1\"}]}");
        posts("/v1/facility/plans/{plan}/apply", "/v1/facility/plans/x/apply", "{\"reason\": \"x\"}");
        posts("/v1/secrets/{secret}", "/v1/secrets/broker", "{\"value\": \"x\"}");
        posts("/v1/surveys", "/v1/surveys", "{\"link\": \"sim\"}");
        posts("/v1/surveys/{survey}/end", "/v1/surveys/x/end", "{}");
        posts(
                "/v1/simulation/faults",
                "/v1/simulation/faults",
                "{\"subject\": \"air-temp\", \"kind\": \"stuck\", \"reason\": \"x\"}");
        posts("/v1/simulation/clear", "/v1/simulation/clear", "{\"subject\": \"\"}");
        posts(
                "/v1/imports",
                "/v1/imports",
                "{\"file\": \"a.csv\", \"sha256\": \"" + "0".repeat(64) + "\", \"bytes\": 1, \"streams\": [\"air-temp\"]}");
        String rows = "{\"series\": [{\"stream\": \"air-temp\", \"at\": [1], \"values\": [1]}]}";
        posts("/v1/imports/look", "/v1/imports/look", rows);
        posts("/v1/imports/{import}/rows", "/v1/imports/" + NOBODYS_ID + "/rows", rows);
        posts("/v1/imports/{import}/end", "/v1/imports/" + NOBODYS_ID + "/end", "{}");
    }

    private void persons() {
        posts("/v1/session", "/v1/session", "{\"login\": \"anna\", \"password\": \"wrong wrong wrong\"}");
        posts("/v1/session/password", "/v1/session/password", "{\"password\": \"wrong\", \"next\": \"a new long one\"}");
        posts("/v1/session/pin", "/v1/session/pin", "{\"password\": \"wrong\", \"pin\": \"739152\"}");
        gets("/v1/people", "/v1/people");
        gets("/v1/device_keys", "/v1/device_keys");
        posts("/v1/device_keys/{device}/make", "/v1/device_keys/climate/make", "{\"reason\": \"x\"}");
        posts("/v1/device_keys/{device}/revoke", "/v1/device_keys/climate/revoke", "{\"reason\": \"x\"}");
        posts("/v1/roles/{role}", "/v1/roles/night", "{\"name\": \"Night\", \"permissions\": [], \"reason\": \"x\"}");
        posts("/v1/sessions/{session}/end", "/v1/sessions/" + NOBODYS_ID + "/end", "{\"reason\": \"x\"}");
        for (String verb : List.of("renew", "lock", "unlock", "leave", "revoke_badge")) {
            posts("/v1/people/{login}/" + verb, "/v1/people/anna/" + verb, "{\"reason\": \"x\"}");
        }
        posts("/v1/people/{login}/invite", "/v1/people/eve/invite", "{\"name\": \"Eve\"}");
        posts("/v1/people/{login}/rename", "/v1/people/anna/rename", "{\"name\": \"Ann\", \"reason\": \"x\"}");
        posts("/v1/people/{login}/badge", "/v1/people/anna/badge", "{\"badge\": \"0012345678\", \"reason\": \"x\"}");
        String role = "{\"role\": \"owner\", \"at\": \"organization\", \"reason\": \"x\"}";
        posts("/v1/people/{login}/grant", "/v1/people/bob/grant", role);
        posts(
                "/v1/people/{login}/grant",
                "/v1/people/bob/grant",
                role.replace("}", ", \"alone\": true, \"password\": \"SECRET\"}"));
        posts("/v1/people/{login}/take", "/v1/people/anna/take", role);
    }

    private void signs(String signoff, String handover, String hash) {
        gets("/v1/signoffs", "/v1/signoffs");
        gets("/v1/signoffs/{signoff}", "/v1/signoffs/" + signoff);
        String content = room().consents().open(10).getFirst().contentHash();
        posts(
                "/v1/signoffs/{signoff}/sign",
                "/v1/signoffs/" + signoff + "/sign",
                "{\"hash\": \"" + content + "\", \"meaning\": \"approved\", \"secret\": \"SECRET\"}");
        posts("/v1/signoffs/{signoff}/refuse", "/v1/signoffs/" + signoff + "/refuse", "{\"reason\": \"x\"}");
        posts("/v1/signoffs/{signoff}/withdraw", "/v1/signoffs/" + signoff + "/withdraw", "{\"reason\": \"x\"}");
        posts(
                "/v1/signoffs/{signoff}/review",
                "/v1/signoffs/" + signoff + "/review",
                "{\"secret\": \"SECRET\", \"reason\": \"x\"}");
        gets("/v1/policies", "/v1/policies");
        String policy = "{\"signatures\": [{\"meaning\": \"approved\", \"roles\": [\"owner\"]}], \"reason\": \"x\"";
        posts("/v1/policies/{action}", "/v1/policies/configuration.apply", policy + "}");
        posts(
                "/v1/policies/{action}",
                "/v1/policies/configuration.apply",
                policy + ", \"alone\": true, \"secret\": \"SECRET\"}");
        gets("/v1/handovers", "/v1/handovers");
        posts("/v1/handovers", "/v1/handovers", "{\"note\": \"x\", \"secret\": \"SECRET\"}");
        posts(
                "/v1/handovers/{handover}/take",
                "/v1/handovers/" + handover + "/take",
                "{\"hash\": \"" + hash + "\", \"secret\": \"SECRET\"}");
    }

    private void stuff() {
        for (String path : List.of("items", "lots", "holds", "destructions", "jurisdictions")) {
            gets("/v1/" + path, "/v1/" + path);
        }
        posts("/v1/items", "/v1/items", "{\"kind\": \"strain\", \"code\": \"red\", \"unit\": \"kg\"}");
        posts(
                "/v1/lots",
                "/v1/lots",
                "{\"lot\": \"L-9\", \"item_kind\": \"strain\", \"item\": \"blue\", \"kind\": \"harvest\", \"quantity\": 1,"
                        + " \"to\": \"bay-1\"}");
        gets("/v1/lots/{lot}", "/v1/lots/L-3");
        Map.of(
                        "move", "\"to\": \"bay-2\"",
                        "split", "\"into\": \"L-9\"",
                        "merge", "\"into\": \"L-2\"",
                        "count", "\"found\": 2",
                        "judge", "\"fit\": true",
                        "use", "\"from\": \"bay-1\"")
                .forEach((verb, more) -> posts(
                        "/v1/lots/{lot}/" + verb,
                        "/v1/lots/L-3/" + verb,
                        "{\"quantity\": 1, \"reason\": \"x\", " + more + "}"));
        for (String verb : List.of("ship", "dispense", "waste", "reserve", "unreserve", "reverse")) {
            posts("/v1/lots/{lot}/" + verb, "/v1/lots/L-3/" + verb, "{\"quantity\": 1, \"reason\": \"x\"}");
        }
        posts("/v1/holds", "/v1/holds", "{\"lots\": [\"L-3\"], \"reason\": \"other\", \"note\": \"x\"}");
        posts("/v1/holds/{hold}/release", "/v1/holds/L-2/release", "{\"reason\": \"x\"}");
        String alone = "{\"reason\": \"x\", \"alone\": true, \"secret\": \"SECRET\"}";
        posts("/v1/holds/{hold}/release", "/v1/holds/L-2/release", alone);
        posts("/v1/destructions", "/v1/destructions", "{\"lot\": \"L-3\", \"reason\": \"x\"}");
        gets("/v1/destructions/{destruction}", "/v1/destructions/L-1");
        gets(
                "/v1/destructions/{destruction}/photo/{sha256}",
                "/v1/destructions/L-1/photo/" + "0".repeat(64));
        Map.of(
                        "weigh", "{\"weight\": 1, \"unit\": \"kg\"}",
                        "record", "{\"method\": \"compost\"}",
                        "photo", "{\"role\": \"scale\", \"base64\": \"AAAA\"}",
                        "cancel", "{\"reason\": \"x\"}",
                        "sign", "{\"reason\": \"x\"}")
                .forEach((verb, body) -> posts(
                        "/v1/destructions/{destruction}/" + verb, "/v1/destructions/L-1/" + verb, body));
        posts("/v1/destructions/{destruction}/sign", "/v1/destructions/L-1/sign", alone);
    }

    private void recipes() {
        gets("/v1/recipes", "/v1/recipes");
        gets("/v1/recipes/{recipe}", "/v1/recipes/tea");
        posts(
                "/v1/recipes",
                "/v1/recipes",
                Json.mapper().writeValueAsString(Map.of("file", "tea", "text", TEA.replace("9", "8"), "reason", "x")));
        posts("/v1/recipes/{recipe}/ask", "/v1/recipes/tea/ask", "{\"reason\": \"x\"}");
        posts("/v1/recipes/{recipe}/retire", "/v1/recipes/tea/retire", "{\"reason\": \"x\"}");
    }

    private void time(String legal) {
        posts("/v1/notes", "/v1/notes", "{\"about\": \"stream:air-temp\", \"text\": \"x\"}");
        posts("/v1/notes/{note}/amend", "/v1/notes/" + NOBODYS_ID + "/amend", "{\"seen\": 1, \"text\": \"x\"}");
        posts("/v1/notes/{note}/withdraw", "/v1/notes/" + NOBODYS_ID + "/withdraw", "{\"seen\": 1, \"reason\": \"x\"}");
        gets("/v1/retention", "/v1/retention");
        gets("/v1/retention/preview", "/v1/retention/preview");
        posts("/v1/retention/run", "/v1/retention/run", "{\"reason\": \"x\"}");
        gets("/v1/storage", "/v1/storage");
        gets("/v1/legal-holds", "/v1/legal-holds");
        posts(
                "/v1/legal-holds",
                "/v1/legal-holds",
                "{\"case_ref\": \"x\", \"reason\": \"x\", \"scope\": \"site\", \"from\": \"2024-01-01T00:00:00Z\"}");
        posts("/v1/legal-holds/{hold}/lift", "/v1/legal-holds/" + legal + "/lift", "{\"reason\": \"x\"}");
        // Last, for a session that ended may nothing.
        posts("/v1/people/{login}/first_owner", "/v1/people/eve/first_owner", "{\"name\": \"Eve\", \"password\": \"a flock of geese\"}");
        posts("/v1/session/end", "/v1/session/end", "{}");
    }
}
