package org.penstock.app.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Supplier;
import picocli.CommandLine;

/**
 * What can be typed behind {@code penstock}, in the order of the help. Each command is made when it is asked for: to make
 * all of them takes longer than most of them take to answer.
 */
final class CommandTree {
    private final Penstock penstock;

    CommandTree(Penstock penstock) {
        this.penstock = penstock;
    }

    /** Every command by its name. */
    SequencedMap<String, Supplier<CommandLine>> commands() {
        SequencedMap<String, Supplier<CommandLine>> all = new LinkedHashMap<>();
        all.put("serve", () -> line(new ServeCommand(penstock)));
        all.put("console", () -> line(new ConsoleCommand(penstock)));
        all.put("status", () -> line(new StatusCommand(penstock)));
        all.put("devices", this::devices);
        all.put("survey", () -> line(new LookCommand.OfLink(penstock)));
        all.put("preview", () -> line(new LookCommand.OfDevice(penstock)));
        all.put("watch", () -> line(new WatchCommand(penstock)));
        all.put("commission", () -> line(new CommissionCommand(penstock)));
        all.put("readings", this::readings);
        all.put("retention", this::retention);
        all.put("legal-holds", this::legalHolds);
        all.put("calibrate", () -> line(new CalibrateCommand(penstock)));
        all.put("calibrations", () -> line(new CalibrationsCommand(penstock)));
        all.put("runs", () -> line(new RunsCommand(penstock)));
        all.put("alerts", this::alerts);
        all.put("actions", this::actions);
        all.put("interlocks", this::interlocks);
        all.put("shadows", () -> line(new ShadowsCommand(penstock)));
        all.put("events", () -> line(new EventsCommand(penstock)));
        all.put("notes", this::notes);
        all.put("command", () -> line(new Groups.Tell(), TellingCommands.all(penstock)));
        all.put("sign-in", () -> line(new SignInCommand(penstock)));
        all.put("sign-out", () -> line(new SignInCommand.Out(penstock)));
        all.put("people", () -> line(new PeopleCommand(penstock), PeopleCommands.all(penstock)));
        all.put("signoffs", this::signoffs);
        all.put("handover", this::handover);
        all.put("policies", this::policies);
        all.put("items", () -> line(new ItemCommands.Look(penstock), List.of(new ItemCommands.Make(penstock))));
        all.put("lots", () -> line(new LotCommands.Look(penstock), LotCommands.all(penstock)));
        all.put("holds", this::holds);
        all.put("recipes", () -> line(new RecipeCommands.Look(penstock), RecipeCommands.all(penstock)));
        all.put("destroy", () -> line(new DestroyCommands.Look(penstock), DestroyCommands.all(penstock)));
        all.put("simulate", () -> line(new Groups.Simulate(), SimulateCommands.all(penstock)));
        all.put("audit", () -> line(new Groups.Audit(), AuditCommands.all(penstock)));
        all.put("facility", this::facility);
        all.put("secret", () -> line(new Groups.Secret(), List.of(new SecretSetCommand(penstock))));
        return all;
    }

    private CommandLine devices() {
        return line(
                new DevicesCommand(penstock),
                List.of(
                        new PairCommand(penstock),
                        new DevicesCommand.Pairing(penstock),
                        new DevicesCommand.Disable(penstock),
                        new DevicesCommand.Enable(penstock),
                        new ReplaceCommand(penstock)));
    }

    private CommandLine readings() {
        return line(
                new ReadingsCommand(penstock),
                List.of(
                        new ReadingsImportCommand(penstock),
                        new ReadingsExportCommand(penstock),
                        new ReadingsRecordCommand(penstock),
                        new RetentionCommands.Storage(penstock)));
    }

    private CommandLine retention() {
        return line(
                new RetentionCommands.Look(penstock),
                List.of(new RetentionCommands.Preview(penstock), new RetentionCommands.Run(penstock)));
    }

    private CommandLine legalHolds() {
        return line(
                new RetentionCommands.Holds(penstock),
                List.of(new RetentionCommands.Place(penstock), new RetentionCommands.Lift(penstock)));
    }

    private CommandLine alerts() {
        return line(
                new AlertsCommand(penstock),
                List.of(new AlertCommands.Shelve(penstock), new AlertCommands.Unshelve(penstock)));
    }

    private CommandLine actions() {
        return line(
                new ActionCommands.Look(penstock),
                List.of(new ActionCommands.Write(penstock), new ActionCommands.Verify(penstock)));
    }

    private CommandLine interlocks() {
        return line(
                new InterlockCommands.Look(penstock),
                List.of(new InterlockCommands.Pass(penstock), new InterlockCommands.End(penstock)));
    }

    private CommandLine notes() {
        return line(
                new NoteCommands.Look(penstock),
                List.of(
                        new NoteCommands.Write(penstock),
                        new NoteCommands.Amend(penstock),
                        new NoteCommands.Withdraw(penstock)));
    }

    private CommandLine signoffs() {
        return line(
                new SignoffCommands.Look(penstock),
                List.of(
                        new SignoffCommands.Sign(penstock),
                        new SignoffCommands.End(penstock, "refuse", "Say no: nobody can sign it any more."),
                        new SignoffCommands.End(penstock, "withdraw", "Take back what you asked for.")));
    }

    private CommandLine handover() {
        return line(
                new HandoverCommands.Look(penstock),
                List.of(new HandoverCommands.Give(penstock), new HandoverCommands.Take(penstock)));
    }

    private CommandLine policies() {
        return line(new SignoffCommands.PoliciesCommand(penstock), List.of(new SignoffCommands.SetPolicy(penstock)));
    }

    private CommandLine holds() {
        return line(
                new HoldCommands.Look(penstock),
                List.of(new HoldCommands.Place(penstock), new HoldCommands.Release(penstock)));
    }

    private CommandLine facility() {
        CommandLine facility = line(
                new Groups.Facility(),
                List.of(
                        new FacilityInitCommand(penstock),
                        new FacilityCheckCommand(penstock),
                        new FacilitySchemaCommand(penstock)));
        add(facility, FacilityCommands.all(penstock));
        return facility;
    }

    private static CommandLine line(Object command) {
        return line(command, List.of());
    }

    private static CommandLine line(Object command, List<?> below) {
        CommandLine line = new CommandLine(command);
        add(line, below);
        return line;
    }

    private static void add(CommandLine line, List<?> below) {
        below.forEach(one -> line.addSubcommand(one instanceof Named named ? named(named) : new CommandLine(one)));
    }

    private static CommandLine named(Named verb) {
        CommandLine one = new CommandLine(verb);
        one.getCommandSpec().name(verb.name()).usageMessage().description(verb.description());
        return one;
    }
}
