package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.testsupport.FakeFacilities;
import picocli.CommandLine;

/** Every command that README and API.md show can be typed: its verb is there, and so is each of its options. */
@Execution(ExecutionMode.CONCURRENT)
class ShownCommandsTest {
    private static final Pattern SHOWN = Pattern.compile("`penstock ([^`]+)`");

    @TempDir
    Path home;

    private CommandLine line() {
        Terminal terminal = new Terminal(
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                new ByteArrayInputStream(new byte[0]),
                null);
        return CommandLines.of(Ran.surroundings(new FakeFacilities(), InstantSource.system(), home, terminal));
    }

    @Test
    void whatTheDocumentsShowCanBeTyped() throws Exception {
        CommandLine penstock = line();
        List<String> wrong = new ArrayList<>();
        int shown = 0;
        for (Path document : List.of(Path.of("..", "..", "README.md"), Path.of("..", "API.md"))) {
            String text = Files.readString(document).replaceAll("\\s*\n\\s*", " ");
            for (Matcher m = SHOWN.matcher(text); m.find(); shown++) {
                String fault = fault(penstock, m.group(1));
                if (!fault.isEmpty()) {
                    wrong.add(document + ": penstock " + m.group(1) + ": " + fault);
                }
            }
        }
        assertEquals("", String.join("\n", wrong));
        assertTrue(shown > 100, "found only " + shown);
    }

    /** What cannot be typed of {@code shown}, "" when all can. */
    private static String fault(CommandLine penstock, String shown) {
        CommandLine at = penstock;
        boolean verbs = true;
        boolean first = true;
        for (String word : shown.replaceAll("[\\[\\]]", " ")
                .replaceAll("\"[^\"]*\"", "TEXT")
                .strip()
                .split("[\\s|]+")) {
            if (word.startsWith("-")) {
                String option = word.replaceAll("[=,.;…].*", "");
                if (!option.equals("-") && !at.getCommandSpec().optionsMap().containsKey(option)) {
                    return "no option " + option;
                }
            } else if (verbs && at.getSubcommands().containsKey(word)) {
                at = at.getSubcommands().get(word);
                verbs = !at.getSubcommands().isEmpty();
            } else if (first) {
                return word.matches("[a-z-]+") ? "no command " + word : "";
            }
            first = false;
        }
        return "";
    }
}
