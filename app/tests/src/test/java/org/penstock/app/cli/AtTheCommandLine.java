package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.identity.SlowHash;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.testsupport.TestDatabases;
import picocli.CommandLine;

/** A person at a terminal beside a running facility, who types whole command lines and reads what comes back. */
@Execution(ExecutionMode.CONCURRENT)
abstract class AtTheCommandLine {
    @TempDir
    Path temp;

    /** That a hash of a password is dear is tested elsewhere. */
    final RuntimeFacilities facilities =
            new RuntimeFacilities("ada", InstantSource.system(), Ticker.system(), new SlowHash.Cost(64, 1, 1));

    /** Everything that was ever printed. */
    final List<String> printed = new ArrayList<>();

    private Ran last = new Ran(0, "", "");

    /** Runs the facility of a file, without a window, and waits for its four valves. */
    final FacilityProcess serve(String facilityFile) throws IOException {
        Path file = Files.writeString(temp.resolve("north.yaml"), facilityFile);
        TestDatabases.put(data());
        FacilityProcess process = FacilityProcess.open(
                facilities, new Opening(data(), file, null, null, Opening.Kind.SERVE), "ada", InstantSource.system());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> process.room().snapshot().control().outputs().stream()
                                .filter(o -> o.key().startsWith("valve-"))
                                .filter(o -> o.phase().equals("safe") && o.shut() == null)
                                .count()
                        == 4);
        return process;
    }

    final Path data() {
        return temp.resolve("data");
    }

    /** Executes a line. @param typed what is typed in answer to questions, whole lines @return the exit code */
    final int run(String typed, String... arguments) {
        last = Ran.line(
                facilities,
                InstantSource.system(),
                temp,
                typed,
                Stream.concat(Stream.of(arguments), Stream.of("--data", data().toString()))
                        .toList());
        printed.add(last.out());
        printed.add(last.err());
        return last.code();
    }

    /** What the last line printed. */
    final String out() {
        return last.out();
    }

    /** What the last line complained of. */
    final String err() {
        return last.err();
    }

    /** Does something. @return what was printed */
    final String ok(String typed, String... arguments) {
        assertEquals(0, run(typed, arguments), () -> String.join(" ", arguments) + ": " + out() + err());
        return out();
    }

    /** Tries something that must be refused. @return the words */
    final String refused(String typed, String... arguments) {
        assertEquals(
                1, run(typed, arguments), () -> String.join(" ", arguments) + " was not refused: " + out() + err());
        return err();
    }

    /** Every command there is, as picocli knows them, by the words that are typed. */
    final SortedMap<String, CommandLine> commands() {
        SortedMap<String, CommandLine> found = new TreeMap<>();
        Terminal nobody = new Terminal(
                new PrintWriter(Writer.nullWriter()),
                new PrintWriter(Writer.nullWriter()),
                InputStream.nullInputStream(),
                null);
        below(CommandLines.of(Ran.surroundings(facilities, InstantSource.system(), temp, nobody)), "", found);
        return found;
    }

    private static void below(CommandLine line, String words, SortedMap<String, CommandLine> found) {
        found.put(words, line);
        line.getSubcommands().forEach((name, sub) -> below(sub, (words + " " + name).strip(), found));
    }

    /** Invites a person, who chooses a password and is signed in afterwards. @return the code of the invitation */
    final String join(String login, String name, String role, String password) {
        String code = code(ok("", "people", "invite", login, "--name", name));
        ok("", "people", "grant", login, role, "--reason", "works here");
        ok("", "sign-out");
        ok(code + "\n" + password + "\n", "sign-in", login, "--first");
        return code;
    }

    /** The code for a first sign-in in what was printed. */
    static String code(String text) {
        return text.replaceAll("(?s).*: ([A-Z0-9-]{14}).*", "$1");
    }

    static void says(String text, String... parts) {
        for (String part : parts) {
            assertTrue(text.contains(part), () -> "\"" + part + "\" is not in: " + text);
        }
    }
}
