package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.testsupport.OtherSite;
import org.penstock.core.facility.Example;

/** The people of a running greenhouse, from the first owner to a viewer who tries everything, through the whole program. */
class PeopleCommandsTest extends AtTheCommandLine {
    private static final String OWNERS = "a pond of quiet ducks";
    private static final String VIEWERS = "seven grey geese";
    private static final String SUES = "nine white swans";
    private static final String BROKERS = "mosquitoes bite";

    /** Tries something that must be refused. @return the words */
    private String tried(String... arguments) {
        refused("yes\n", arguments);
        return out() + err();
    }

    /** What of {@code attempts} was not refused for want of the right. @param refusal what has to be said of each */
    private List<String> notRefused(String refusal, List<String[]> attempts) {
        List<String> done = new ArrayList<>();
        for (String[] attempt : attempts) {
            int exit = run("yes\n", attempt);
            String said = (out() + err()).replaceAll("\\s+", " ").strip();
            if (exit == 0 || !said.matches(".*(" + refusal + ").*")) {
                done.add(String.join(" ", attempt) + " said " + exit + ": " + said);
            }
        }
        return done;
    }

    @Test
    void anOwnerIsMadeAViewerInvitedAndTriesEverything() throws IOException {
        try (FacilityProcess process = serve(Example.GROW.text())) {
            Path file = temp.resolve("north.yaml");
            // Nobody owns it: the computer's account may act, but name nobody.
            ok(BROKERS + "\n", "secret", "set", "broker");
            ok("yes\n", "command", "run", "evening");
            assertTrue(
                    tried("people", "invite", "bob", "--name", "Bob Ng").contains("before this facility has an owner"));

            ok(OWNERS + "\n", "people", "first-owner", "anna", "--name", "Anna Lee");
            assertTrue(out().contains("Anna Lee owns this facility and is signed in."), out());
            ok("", "people", "invite", "bob", "--name", "Bob Ng");
            String code = code(out());
            ok("", "people", "invite", "sue", "--name", "Sue Bell");
            String sues = code(out());
            OtherSite.administeredBy("sue", process.room(), data());
            ok("", "people", "grant", "bob", "viewer", "--reason", "looks on");
            ok("", "people");
            assertTrue(out().contains("anna   Anna Lee  active   password     owner at organization"), out());
            // Something to be tried at: a lot to be destroyed, and one whose release waits for signatures.
            ok("", "items", "make", "strain/blue", "--unit", "kg");
            for (String lot : List.of("L-1", "L-2")) {
                ok("", "lots", "receive", lot, "3", "--item", "strain/blue", "--kind", "harvest", "--to", "bay-1");
            }
            ok("", "destroy", "schedule", "L-1", "--reason", "mould");
            ok("", "holds", "place", "L-2", "--reason", "other", "--note", "looks odd");
            ok("", "holds", "release", "L-2", "--reason", "it is fine");
            ok("", "signoffs");
            String waits = id();
            // What was seen is noted at its time.
            ok("", "notes", "write", "vent left open", "--stream", "air-temp", "--from", "10min", "--to", "5min");
            assertTrue(out().contains("stream:air-temp") && out().contains("vent left open"), out());
            refused("", "notes", "write", "nowhere", "--location", "moon");
            assertTrue(err().contains("There is no place moon in the facility file."), err());
            ok("", "notes", "--from", "1h");
            String note = out().lines().skip(1).findFirst().orElseThrow().split(" ")[0];
            ok("", "sign-out");

            // Nobody is signed in: looking on is all there is, and stopping everything.
            ok("", "status");
            assertTrue(
                    tried("command", "run", "evening").contains("Only a signed-in person may start and stop programs"));
            assertTrue(tried("people").contains("Only a signed-in person may see persons"));
            ok("yes\n", "command", "stop", "all");

            ok(code + "\n" + VIEWERS + "\n", "sign-in", "bob", "--first");
            Files.writeString(file, Example.GROW.text().replace("Day watering", "Daily watering"));
            assertEquals(List.of(), notRefused("Bob Ng \\(viewer\\) may not", attempts(file, waits, note)));
            ok("yes\n", "command", "stop", "all");
            ok("", "sign-out");
            // Sue has every right, at another site.
            ok(sues + "\n" + SUES + "\n", "sign-in", "sue", "--first");
            List<String[]> everything = new ArrayList<>(attempts(file, waits, note));
            everything.addAll(looks(file));
            assertEquals(List.of(), notRefused("Sue Bell .*may not", everything));
            ok("yes\n", "command", "stop", "all");
            ok("", "sign-out");

            ok(OWNERS + "\n", "sign-in", "anna");
            ok("", "signoffs", "withdraw", waits, "--reason", "it was a drill");
            ok("", "people", "lock", "bob", "--reason", "tried everything");
            ok("yes\n", "command", "run", "evening", "--reason", "over now");
            ok(BROKERS + "\n", "secret", "set", "broker");
            ok("", "events", "--most", "200", "--json");
            String events = out();
            assertTrue(events.contains("\"by_roles\" : \"owner\""), events);
            assertEquals(3, events.split("secret:broker").length, "set by the account, then by Anna, and not by Bob");
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
            assertTrue(out().contains("The policy is in force."), out());
            ok("", "facility", "apply", file.toString(), "--yes", "--reason", "renamed");
            assertTrue(out().contains("Nothing has changed yet"), out());
            ok("", "signoffs");
            String change = id();
            ok(VIEWERS + "\n", "signoffs", "sign", change, "--login", "bob", "--reason", "read it");
            assertTrue(out().contains("The change is in force"), out());
            ok("", "audit", "verify");
            // The words of a note can be changed and taken back, and all of them stay.
            ok("", "notes", "amend", note, "vent-left-half-open");
            ok("", "notes", "--json");
            assertTrue(out().contains("\"revision\" : 2") && out().contains("vent-left-half-open"), out());
            ok("", "notes", "withdraw", note, "--reason", "another bay");
            ok("", "notes");
            assertTrue(out().contains("Nothing was noted at that time."), out());
            ok("", "audit", "verify");
            // Anna goes home, Bob takes over what the facility says is open.
            ok(OWNERS + "\n", "handover", "give", "--note", "listen to pump 2");
            assertTrue(out().contains("note:\n  listen to pump 2"), out());
            assertEquals(1, run(OWNERS + "\n", "handover", "take"), "her own shift");
            ok(VIEWERS + "\n", "handover", "take", "--login", "bob");
            assertTrue(out().contains("bob has taken over from anna."), out());
            List<String> secrets = new ArrayList<>(List.of(OWNERS, VIEWERS, SUES, code, sues));
            Path kept = data().resolve("secrets.json");
            assertTrue(Files.readString(kept).contains(BROKERS), "the value is what was set last, not what Bob typed");
            secrets.add(BROKERS);
            for (Path each : files(data()).stream().filter(f -> !f.equals(kept)).toList()) {
                String bytes = new String(Files.readAllBytes(each), StandardCharsets.ISO_8859_1);
                secrets.forEach(s -> assertFalse(bytes.contains(s), () -> each + " holds a secret"));
            }
            secrets.forEach(s -> assertFalse(events.contains(s)));
        }
    }

    /** The first id that was printed. */
    private String id() {
        return out().lines().findFirst().orElseThrow().split(" ")[0];
    }

    /** What everybody at this computer may: look on, stop everything, say who he is, and what touches no facility. */
    private static final Set<String> OPEN = Set.of(
            "alerts",
            "calibrations",
            "command stop all",
            "console",
            "devices",
            "devices pairing",
            "facility check",
            "facility init",
            "facility schema",
            "help",
            "people first-owner",
            "readings",
            "readings export",
            "runs",
            "serve",
            "shadows",
            "sign-in",
            "sign-out",
            "simulate",
            "simulate faults",
            "status");

    /** What a viewer may, for he may read the facility file and the lots. */
    private static final Set<String> LOOKS = Set.of(
            "destroy print",
            "destroy rules",
            "facility diff",
            "facility export",
            "facility history",
            "facility plan",
            "recipes show");

    /** What ends in a request that is tried, before which it looks at what there is. */
    private static final Map<String, String> AS = Map.of(
            "facility add", "facility apply", "facility restore", "facility apply", "simulate clear", "simulate fault");

    @Test
    void noCommandIsForgotten() throws IOException {
        Path file = temp.resolve("north.yaml");
        List<String> tried =
                attempts(file, "00000000-0000-0000-0000-000000000000", "00000000-0000-0000-0000-000000000000").stream()
                        .map(words -> String.join(" ", words))
                        .toList();
        List<String> forgotten = commands().entrySet().stream()
                .filter(c -> c.getValue().getSubcommands().isEmpty())
                .map(Map.Entry::getKey)
                .filter(c -> tried.stream().noneMatch(t -> t.equals(c) || t.startsWith(c + " ")))
                .filter(c -> !OPEN.contains(c) && !LOOKS.contains(c) && !AS.containsKey(c))
                .toList();
        assertEquals(
                LOOKS,
                looks(file).stream().map(words -> words[0] + " " + words[1]).collect(Collectors.toSet()),
                "somebody of another site has to try these, too");
        assertEquals(List.of(), forgotten, "a person without the right has to try these, too");
    }

    /** Whatever changes or discloses something. */
    private static List<String[]> attempts(Path file, String waits, String note) throws IOException {
        return Stream.of(
                        "command run evening",
                        "alerts shelve 1 --for 15min --reason x",
                        "alerts unshelve 1",
                        "actions",
                        "actions write 1 --problem x --action y",
                        "actions verify 1",
                        "command stop 1",
                        "command set valve-1 open --for 1min",
                        "command release valve-1",
                        "command acknowledge 1",
                        "command reset e-stop",
                        "command confirm-clock",
                        "interlocks bypass tank-low pump-1 --reason x",
                        "interlocks end tank-low pump-1",
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
                        "recipes draft " + file + " --reason x",
                        "recipes ask x --reason x",
                        "recipes retire x --reason x",
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
                        "readings import "
                                + Files.writeString(
                                        file.resolveSibling("log.csv"), "time,air-temp\n2026-03-01T00:00:00Z,21\n")
                                + " --check",
                        "audit protect",
                        "audit unlock",
                        "calibrate air-temp --reference 21",
                        "commission valve-1 --for 1s --yes --json",
                        "destroy cancel L-1 --reason x",
                        "destroy photo L-1 " + file + " --as scale",
                        "destroy record L-1 --method compost",
                        "destroy sign L-1 --reason x",
                        "destroy weigh L-1 1 --unit kg",
                        "devices replace air-temp --as air-temp-2 --yes --reason x",
                        "handover give",
                        "handover take",
                        "notes write x",
                        "notes amend " + note + " x",
                        "notes withdraw " + note,
                        "holds release L-2 --reason x",
                        "people badge anna --reason x",
                        "secret set broker",
                        "preview climate",
                        "signoffs refuse " + waits + " --reason x",
                        "signoffs sign " + waits,
                        "signoffs withdraw " + waits + " --reason x",
                        "watch sim --once",
                        "people end-session 00000000-0000-0000-0000-000000000000 --reason x")
                .map(line -> line.split(" "))
                .toList();
    }

    /** What a viewer of this site may, and nobody else. */
    private static List<String[]> looks(Path file) {
        return Stream.of(
                        "destroy print L-1",
                        "destroy rules",
                        "facility diff 1",
                        "facility export",
                        "facility history",
                        "facility plan " + file,
                        "recipes show x")
                .map(line -> line.split(" "))
                .toList();
    }

    private static List<Path> files(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            return all.filter(Files::isRegularFile).filter(Files::isReadable).toList();
        }
    }
}
