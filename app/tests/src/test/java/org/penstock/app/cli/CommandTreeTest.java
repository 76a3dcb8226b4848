package org.penstock.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.penstock.app.testsupport.FakeFacilities;
import picocli.CommandLine;

/** Only the command that is typed is made, and it is the same as when all of them are. */
@Execution(ExecutionMode.CONCURRENT)
class CommandTreeTest {
    @TempDir
    Path home;

    private CommandLine line(String... arguments) {
        Terminal terminal = new Terminal(
                new PrintWriter(new StringWriter()),
                new PrintWriter(new StringWriter()),
                new ByteArrayInputStream(new byte[0]),
                null);
        return CommandLines.of(
                Ran.surroundings(new FakeFacilities(), InstantSource.system(), home, terminal), arguments);
    }

    @Test
    void aCommandIsFoundByItsOwnNameAndSaysTheSameOfItself() {
        CommandLine all = line();
        assertTrue(
                all.getSubcommands().size() > 30,
                () -> all.getSubcommands().keySet().toString());
        all.getSubcommands().forEach((name, command) -> {
            if (name.equals("help")) {
                return;
            }
            CommandLine one = line(name, "--json");
            assertEquals(Set.of(name, "help"), one.getSubcommands().keySet());
            assertEquals(
                    command.getUsageMessage(),
                    Objects.requireNonNull(one.getSubcommands().get(name)).getUsageMessage());
        });
    }

    @Test
    void whoMistypesACommandIsToldOfAllOfThem() {
        assertEquals(line().getUsageMessage(), line("stauts").getUsageMessage());
        assertEquals(line().getUsageMessage(), line("--verbose", "status").getUsageMessage());
        assertEquals(line().getUsageMessage(), line("help").getUsageMessage());
    }
}
