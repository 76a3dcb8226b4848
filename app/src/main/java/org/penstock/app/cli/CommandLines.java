package org.penstock.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Json;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.LogFile;
import org.penstock.app.start.Refusal;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Puts the commands together, and turns whatever goes wrong in one into words and an exit code. */
final class CommandLines {
    private static final int WIDTH = 100;

    private static final Logger LOG = LoggerFactory.getLogger(CommandLines.class);

    private CommandLines() {}

    /** Does what was typed behind {@code penstock}. @return the exit code */
    static int execute(Surroundings surroundings, String... arguments) {
        return of(surroundings, arguments).execute(arguments);
    }

    /**
     * What {@code penstock} needs to execute {@code arguments}: the command that the first of them names, or everything there
     * is where it names none.
     */
    static CommandLine of(Surroundings surroundings, String... arguments) {
        Penstock penstock = new Penstock(surroundings);
        CommandLine line = new CommandLine(penstock);
        SequencedMap<String, Supplier<CommandLine>> commands = new CommandTree(penstock).commands();
        @Nullable Supplier<CommandLine> named = arguments.length == 0 ? null : commands.get(arguments[0]);
        if (named != null) {
            line.addSubcommand(named.get());
        } else {
            commands.values().forEach(command -> line.addSubcommand(command.get()));
        }
        addHelp(line);
        // It has such an option of its own.
        line.addSubcommand(new HelpCommand());
        Terminal terminal = surroundings.terminal();
        return line.setOut(terminal.out())
                .setErr(terminal.err())
                .setExecutionStrategy(parsed -> execute(penstock, parsed))
                .setParameterExceptionHandler((e, _) -> misused(e))
                .setExecutionExceptionHandler((e, which, parsed) -> failed(e, which, penstock));
    }

    private static void addHelp(CommandLine line) {
        line.addMixin("help", new HelpOption());
        line.getCommandSpec()
                .usageMessage()
                .width(WIDTH)
                .sortOptions(false)
                .parameterListHeading("%nWhat:%n")
                .optionListHeading("%nOptions:%n");
        line.getSubcommands().values().forEach(CommandLines::addHelp);
    }

    private static int execute(Penstock penstock, ParseResult parsed) {
        if (penstock.verbose()) {
            LogFile.onConsole();
        }
        try {
            return new CommandLine.RunLast().execute(parsed);
        } catch (Error e) {
            // The library hands over exceptions only; a program file that is missing would end us without a word.
            List<CommandLine> named = parsed.asCommandLineList();
            return told(fault(e, penstock), named.getLast());
        }
    }

    private static int misused(ParameterException e) {
        CommandLine line = e.getCommandLine();
        PrintWriter err = line.getErr();
        err.println(e.getMessage());
        UnmatchedArgumentException.printSuggestions(e, err);
        String name = line.getCommandSpec().qualifiedName();
        err.println("See " + name + " --help.");
        return ExitCode.USAGE.number();
    }

    private static int failed(Exception e, CommandLine which, Penstock penstock) {
        if (e instanceof ParameterException misuse) {
            return misused(misuse);
        }
        return told(e instanceof Refusal r ? r : fault(e, penstock), which);
    }

    private static int told(Refusal refusal, CommandLine which) {
        PrintWriter err = which.getErr();
        err.println(refusal.what());
        if (!refusal.remedy().isEmpty()) {
            err.println(refusal.remedy());
        }
        if (which.getCommand() instanceof Question question && question.json) {
            which.getOut()
                    .println(Json.mapper()
                            .writeValueAsString(new Documents.Problem(
                                    "penstock.problem.1",
                                    refusal.code().name().toLowerCase(Locale.ROOT),
                                    refusal.what(),
                                    refusal.remedy())));
        }
        return refusal.code().number();
    }

    private static Refusal fault(Throwable e, Penstock penstock) {
        LOG.error("The command failed", e);
        return new Refusal(
                ExitCode.FAULT,
                "Penstock itself failed: " + e + ".",
                "The log in " + penstock.dataDirectory().resolve("log")
                        + " says more, if it could be written; --verbose" + " shows it here. Please report it.");
    }
}
