package org.penstock.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penstock.app.start.DataDirectory;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.core.facility.Example;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** {@code penstock} itself: without a command it opens the window. */
@Command(
        name = "penstock",
        description = "The control room of a facility that grows, keeps or makes living things and food.",
        customSynopsis = {
            "penstock [--data DIR] [--facility FILE | --demo [PROFILE]]   the control room in a window",
            "       penstock serve [--data DIR] [...]                            the same without a window",
            "       penstock COMMAND [--data DIR] [...]                          ask it, or tell it"
        },
        synopsisHeading = "Usage: ",
        descriptionHeading = "%n",
        commandListHeading = "%nCommands:%n",
        footerHeading = "%n",
        footer = {
            "First steps: penstock --demo shows a living greenhouse, penstock --demo cold | barn | lab | plant",
            "other kinds of places. penstock facility init writes a first file of your own, penstock facility",
            "check FILE says what is wrong with it, penstock --facility FILE starts with it.",
            "",
            "Exit codes: 0 done; 1 refused by a gate, not confirmed, or the record is broken; 2 wrong",
            "command line; 65 faults in the facility file; 66 no such facility, stream or file;",
            "69 something must be installed; 70 a fault of Penstock, see the log; 73 another process",
            "holds the directory; 74 the disk refused; 75 nobody can answer now, try again."
        },
        versionProvider = ProductVersion.class)
public final class Penstock implements Callable<Integer> {
    private final Surroundings surroundings;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "The data directory. Default: ~/.local/share/penstock, or the platform's place for data.")
    private @Nullable Path data;

    @Option(
            names = "--demo",
            arity = "0..1",
            paramLabel = "PROFILE",
            scope = ScopeType.INHERIT,
            parameterConsumer = DemoProfile.class,
            description = "A demonstration facility, in a data directory of its own unless --data names one:"
                    + " grow (the default), cold, barn, lab or plant.")
    private @Nullable Example demo;

    @Mixin
    private final Filling filling = new Filling();

    @Option(
            names = {"-v", "--verbose"},
            scope = ScopeType.INHERIT,
            description = "Also write the log to standard error.")
    private boolean verbose;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Print the version.")
    private boolean version;

    Penstock(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    Surroundings surroundings() {
        return surroundings;
    }

    boolean verbose() {
        return verbose;
    }

    /** The directory that is meant. */
    Path dataDirectory() {
        return DataDirectory.choose(data, demo, surroundings.environment(), surroundings.os());
    }

    /** Whoever can answer for it. */
    Talk talk() {
        return new TalkInSession(new FindFacility(surroundings).talk(dataDirectory()), session());
    }

    /** Where this user's session is kept between commands. */
    KeptSession session() {
        return new KeptSession(dataDirectory());
    }

    /** Opens the facility for this process to hold. */
    FacilityProcess hold(Filling with, Opening.Kind kind) {
        Path directory = dataDirectory();
        surroundings.logTo().accept(directory);
        FacilityProcess process = FacilityProcess.open(
                surroundings.facilities(),
                new Opening(directory, with.facility(), demo, with.record(), kind),
                surroundings.user(),
                surroundings.wall());
        process.remarks().forEach(surroundings.terminal().err()::println);
        return process;
    }

    /** Refuses early what cannot be opened, before a directory is made or a window shown. */
    void mustBeOpenable(Filling with) {
        boolean filled = surroundings.facilities().isThere(dataDirectory());
        with.check(demo != null, filled);
        if (with.facility() == null && demo == null && !filled) {
            throw FindFacility.nothing(dataDirectory());
        }
    }

    @Override
    public Integer call() throws Exception {
        mustBeOpenable(filling);
        surroundings.window().show(() -> hold(filling, Opening.Kind.WINDOW));
        return ExitCode.OK.number();
    }
}
