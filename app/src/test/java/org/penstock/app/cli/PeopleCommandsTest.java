package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.facility.Example;
import org.penstock.core.quantity.Ticker;

/** The people of a running greenhouse, from the first owner to a viewer who tries everything, through the whole program. */
class PeopleCommandsTest {
    private static final String OWNERS = "a pond of quiet ducks";
    private static final String VIEWERS = "seven grey geese";

    @TempDir
    Path temp;

    private final RuntimeFacilities facilities = new RuntimeFacilities("ada", InstantSource.system(), Ticker.system());
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String typed, String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Surroundings surroundings = new Surroundings(
                new Terminal(
                        new PrintWriter(out, true),
                        new PrintWriter(err, true),
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
        assertEquals(0, run(typed, arguments), () -> String.join(" ", arguments) + ": " + out + err);
    }

    /** Tries something that must be refused. @return the words */
    private String refused(String... arguments) {
        int code = run("yes\n", arguments);
        String said = "" + out + err;
        assertEquals(1, code, () -> String.join(" ", arguments) + " was not refused: " + said);
        return said;
    }

    @Test
    void anOwnerIsMadeAViewerInvitedAndTriesEverything() throws IOException {
        Path file = Files.writeString(temp.resolve("north.yaml"), Example.GROW.text());
        try (FacilityProcess process = FacilityProcess.open(
                facilities,
                new Opening(temp.resolve("data"), file, null, null, Opening.Kind.SERVE),
                "ada",
                InstantSource.system())) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .until(() -> process.room().snapshot().outputs().stream()
                                    .filter(o -> o.key().startsWith("valve-"))
                                    .filter(o -> o.phase().equals("safe") && o.shut() == null)
                                    .count()
                            == 4);
            // Nobody owns it: the computer's account may act, but name nobody.
            ok("yes\n", "command", "run", "evening");
            assertTrue(refused("people", "invite", "bob", "--name", "Bob Ng")
                    .contains("before this facility has an owner"));

            ok(OWNERS + "\n", "people", "first-owner", "anna", "--name", "Anna Lee");
            assertTrue(out.toString().contains("Anna Lee owns this facility and is signed in."), out.toString());
            ok("", "people", "invite", "bob", "--name", "Bob Ng");
            String code = out.toString().replaceAll("(?s).*: ([A-Z0-9-]{14}).*", "$1");
            ok("", "people", "grant", "bob", "viewer", "--reason", "looks on");
            ok("", "people");
            assertTrue(
                    out.toString().contains("anna   Anna Lee  active   password     owner at organization"),
                    out.toString());
            ok("", "sign-out");

            // Nobody is signed in: looking on is all there is, and stopping everything.
            ok("", "status");
            assertTrue(refused("command", "run", "evening")
                    .contains("Only a signed-in person may start and stop programs"));
            assertTrue(refused("people").contains("Only a signed-in person may see persons"));
            ok("yes\n", "command", "stop", "all");

            ok(code + "\n" + VIEWERS + "\n", "sign-in", "bob", "--first");
            Files.writeString(file, Example.GROW.text().replace("Day watering", "Daily watering"));
            for (String[] attempt : attempts(file)) {
                String said = refused(attempt);
                assertTrue(
                        said.contains("Bob Ng (viewer) may not"), () -> String.join(" ", attempt) + " said: " + said);
            }
            ok("yes\n", "command", "stop", "all");
            ok("", "sign-out");

            ok(OWNERS + "\n", "sign-in", "anna");
            ok("", "people", "lock", "bob", "--reason", "tried everything");
            ok("yes\n", "command", "run", "evening", "--reason", "over now");
            ok("", "events", "--most", "200", "--json");
            String events = out.toString();
            assertTrue(events.contains("\"by_roles\" : \"owner\""), events);
            Awaitility.await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
                ok("", "audit", "verify");
            });
            // Two persons change the file from now on: Bob, compliance officer by now, signs the policy and then a
            // change.
            ok("", "people", "unlock", "bob", "--reason", "it was a drill");
            ok("", "people", "grant", "bob", "compliance", "--reason", "audits");
            ok("", "policies", "set", "configuration.apply", "--signature", "approved:compliance", "--reason", "audit");
            String policy = id();
            assertTrue(run(OWNERS + "\n", "signoffs", "sign", policy) == 1, "own request");
            ok(VIEWERS + "\n", "signoffs", "sign", policy, "--login", "bob");
            assertTrue(out.toString().contains("The policy is in force."), out.toString());
            ok("", "facility", "apply", file.toString(), "--yes", "--reason", "renamed");
            assertTrue(out.toString().contains("Nothing has changed yet"), out.toString());
            ok("", "signoffs");
            String change = id();
            ok(VIEWERS + "\n", "signoffs", "sign", change, "--login", "bob", "--reason", "read it");
            assertTrue(out.toString().contains("The change is in force"), out.toString());
            ok("", "audit", "verify");
            // Anna goes home, Bob takes over what the facility says is open.
            ok(OWNERS + "\n", "handover", "give", "--note", "listen to pump 2");
            assertTrue(out.toString().contains("note:\n  listen to pump 2"), out.toString());
            assertEquals(1, run(OWNERS + "\n", "handover", "take"), "her own shift");
            ok(VIEWERS + "\n", "handover", "take", "--login", "bob");
            assertTrue(out.toString().contains("bob has taken over from anna."), out.toString());
            List<String> secrets = new ArrayList<>(List.of(OWNERS, VIEWERS, code));
            for (Path each : files(temp.resolve("data"))) {
                String bytes = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
                secrets.forEach(s -> assertFalse(bytes.contains(s), () -> each + " holds a secret"));
            }
            secrets.forEach(s -> assertFalse(events.contains(s)));
        }
    }

    /** The first id that was printed. */
    private String id() {
        return out.toString().lines().findFirst().orElseThrow().split(" ")[0];
    }

    /** Whatever changes or discloses something. */
    private static List<String[]> attempts(Path file) {
        return Stream.of(
                        "command run evening",
                        "command stop 1",
                        "command set valve-1 open --for 1min",
                        "command release valve-1",
                        "command acknowledge 1",
                        "command reset e-stop",
                        "command confirm-clock",
                        "devices disable climate --reason x",
                        "devices enable climate --reason x",
                        "devices pair climate",
                        "simulate fault valve-1 stuck_closed",
                        "facility apply " + file + " --yes --reason x",
                        "events",
                        "audit verify",
                        "audit head",
                        "survey sim",
                        "audit export " + file.resolveSibling("out"),
                        "people",
                        "people invite eve --name Eve",
                        "people renew anna --reason x",
                        "people lock anna --reason x",
                        "people unlock anna --reason x",
                        "people leave anna --reason x",
                        "people grant bob owner --reason x",
                        "people take anna owner --reason x",
                        "people revoke-badge anna --reason x",
                        "people make-role night --name Night --may program.run --reason x",
                        "signoffs",
                        "handover",
                        "policies",
                        "policies set configuration.apply --reason x",
                        "items make strain/x --unit kg",
                        "lots receive L-1 1 --item strain/x --kind harvest --to bay-1",
                        "lots move L-1 1 --to bay-1",
                        "lots split L-1 1 --into L-2",
                        "lots use L-1 1",
                        "lots ship L-1 1",
                        "lots dispense L-1 1",
                        "lots waste L-1 1 --reason x",
                        "lots reserve L-1 1",
                        "lots unreserve L-1 1",
                        "lots merge L-1 1 --into L-2",
                        "lots reverse L-1 --reason x",
                        "lots count L-1 1",
                        "lots judge L-1 fit --reason x",
                        "holds place L-1 --reason other --note x",
                        "destroy schedule L-1 --reason x",
                        "retention",
                        "retention preview",
                        "retention run --reason x",
                        "readings storage",
                        "legal-holds",
                        "legal-holds place --case x --reason x --from 2024-01-01",
                        "legal-holds lift 00000000-0000-0000-0000-000000000000 --reason x",
                        "people device-key climate --reason x",
                        "people revoke-key climate --reason x",
                        "readings record air-temp 21",
                        "people end-session 00000000-0000-0000-0000-000000000000 --reason x")
                .map(line -> line.split(" "))
                .toList();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).filter(Files::isReadable).toList();
        }
    }
}
