package org.penstock.app.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
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

    /** The whole of {@code penstock}, ready to execute arguments. */
    static CommandLine of(Surroundings surroundings) {
        Penstock penstock = new Penstock(surroundings);
        CommandLine tell = new CommandLine(new Groups.Tell());
        for (Telling verb : TellingCommands.all(penstock)) {
            tell.addSubcommand(verb);
        }
        CommandLine facility = new CommandLine(new Groups.Facility())
                .addSubcommand(new FacilityInitCommand(penstock))
                .addSubcommand(new FacilityCheckCommand(penstock))
                .addSubcommand(new FacilitySchemaCommand(penstock));
        for (Question question : FacilityCommands.all(penstock)) {
            facility.addSubcommand(question);
        }
        CommandLine simulate = new CommandLine(new Groups.Simulate());
        for (Question question : SimulateCommands.all(penstock)) {
            simulate.addSubcommand(question);
        }
        CommandLine people = new CommandLine(new PeopleCommand(penstock));
        for (Question verb : PeopleCommands.all(penstock)) {
            people.addSubcommand(verb instanceof Named named ? named(named) : new CommandLine(verb));
        }
        CommandLine signoffs = new CommandLine(new SignoffCommands.Look(penstock))
                .addSubcommand(new SignoffCommands.Sign(penstock))
                .addSubcommand(
                        named(new SignoffCommands.End(penstock, "refuse", "Say no: nobody can sign it any more.")))
                .addSubcommand(named(new SignoffCommands.End(penstock, "withdraw", "Take back what you asked for.")));
        CommandLine items =
                new CommandLine(new ItemCommands.Look(penstock)).addSubcommand(new ItemCommands.Make(penstock));
        CommandLine lots = new CommandLine(new LotCommands.Look(penstock));
        for (Question verb : LotCommands.all(penstock)) {
            lots.addSubcommand(verb instanceof Named named ? named(named) : new CommandLine(verb));
        }
        CommandLine holds = new CommandLine(new HoldCommands.Look(penstock))
                .addSubcommand(new HoldCommands.Place(penstock))
                .addSubcommand(new HoldCommands.Release(penstock));
        CommandLine recipes = new CommandLine(new RecipeCommands.Look(penstock));
        for (Question verb : RecipeCommands.all(penstock)) {
            recipes.addSubcommand(verb);
        }
        CommandLine destroy = new CommandLine(new DestroyCommands.Look(penstock));
        for (Question verb : DestroyCommands.all(penstock)) {
            destroy.addSubcommand(verb);
        }
        CommandLine audit = new CommandLine(new Groups.Audit());
        for (Question question : AuditCommands.all(penstock)) {
            audit.addSubcommand(question);
        }
        CommandLine line = new CommandLine(penstock)
                .addSubcommand(new ServeCommand(penstock))
                .addSubcommand(new ConsoleCommand(penstock))
                .addSubcommand(new StatusCommand(penstock))
                .addSubcommand(new CommandLine(new DevicesCommand(penstock))
                        .addSubcommand(new PairCommand(penstock))
                        .addSubcommand(new DevicesCommand.Pairing(penstock))
                        .addSubcommand(new DevicesCommand.Disable(penstock))
                        .addSubcommand(new DevicesCommand.Enable(penstock))
                        .addSubcommand(new ReplaceCommand(penstock)))
                .addSubcommand(new LookCommand.OfLink(penstock))
                .addSubcommand(new LookCommand.OfDevice(penstock))
                .addSubcommand(new WatchCommand(penstock))
                .addSubcommand(new CommissionCommand(penstock))
                .addSubcommand(new CommandLine(new ReadingsCommand(penstock))
                        .addSubcommand(new ReadingsImportCommand(penstock))
                        .addSubcommand(new ReadingsExportCommand(penstock))
                        .addSubcommand(new ReadingsRecordCommand(penstock))
                        .addSubcommand(new RetentionCommands.Storage(penstock)))
                .addSubcommand(new CommandLine(new RetentionCommands.Look(penstock))
                        .addSubcommand(new RetentionCommands.Preview(penstock))
                        .addSubcommand(new RetentionCommands.Run(penstock)))
                .addSubcommand(new CommandLine(new RetentionCommands.Holds(penstock))
                        .addSubcommand(new RetentionCommands.Place(penstock))
                        .addSubcommand(new RetentionCommands.Lift(penstock)))
                .addSubcommand(new CalibrateCommand(penstock))
                .addSubcommand(new CalibrationsCommand(penstock))
                .addSubcommand(new RunsCommand(penstock))
                .addSubcommand(new CommandLine(new AlertsCommand(penstock))
                        .addSubcommand(new AlertCommands.Shelve(penstock))
                        .addSubcommand(new AlertCommands.Unshelve(penstock)))
                .addSubcommand(new CommandLine(new ActionCommands.Look(penstock))
                        .addSubcommand(new ActionCommands.Write(penstock))
                        .addSubcommand(new ActionCommands.Verify(penstock)))
                .addSubcommand(new CommandLine(new InterlockCommands.Look(penstock))
                        .addSubcommand(new InterlockCommands.Pass(penstock))
                        .addSubcommand(new InterlockCommands.End(penstock)))
                .addSubcommand(new ShadowsCommand(penstock))
                .addSubcommand(new EventsCommand(penstock))
                .addSubcommand(new CommandLine(new NoteCommands.Look(penstock))
                        .addSubcommand(new NoteCommands.Write(penstock))
                        .addSubcommand(new NoteCommands.Amend(penstock))
                        .addSubcommand(new NoteCommands.Withdraw(penstock)))
                .addSubcommand(tell)
                .addSubcommand(new SignInCommand(penstock))
                .addSubcommand(new SignInCommand.Out(penstock))
                .addSubcommand(people)
                .addSubcommand(signoffs)
                .addSubcommand(new CommandLine(new HandoverCommands.Look(penstock))
                        .addSubcommand(new HandoverCommands.Give(penstock))
                        .addSubcommand(new HandoverCommands.Take(penstock)))
                .addSubcommand(new CommandLine(new SignoffCommands.PoliciesCommand(penstock))
                        .addSubcommand(new SignoffCommands.SetPolicy(penstock)))
                .addSubcommand(items)
                .addSubcommand(lots)
                .addSubcommand(holds)
                .addSubcommand(recipes)
                .addSubcommand(destroy)
                .addSubcommand(simulate)
                .addSubcommand(audit)
                .addSubcommand(facility)
                .addSubcommand(new CommandLine(new Groups.Secret()).addSubcommand(new SecretSetCommand(penstock)));
        addHelp(line);
        // It has such an option of its own.
        line.addSubcommand(new HelpCommand());
        Terminal terminal = surroundings.terminal();
        return line.setOut(terminal.out())
                .setErr(terminal.err())
                .setExecutionStrategy(parsed -> execute(penstock, parsed))
                .setParameterExceptionHandler((e, arguments) -> misused(e))
                .setExecutionExceptionHandler((e, which, parsed) -> failed(e, which, penstock));
    }

    private static CommandLine named(Named verb) {
        CommandLine one = new CommandLine(verb);
        one.getCommandSpec().name(verb.name()).usageMessage().description(verb.description());
        return one;
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
