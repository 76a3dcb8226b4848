package org.penstock.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.RecordPlace;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "console",
        description = {
            "Make an empty data directory one from which the record of another workstation is looked at.",
            "A facility there keeps it on a PostgreSQL server; the commands and the answers are the same here as",
            "there. Nothing is driven from a console. Set the password first: penstock secret set database."
        })
final class ConsoleCommand implements Callable<Integer> {
    private final Penstock penstock;

    @Option(
            names = "--database",
            required = true,
            paramLabel = "URL",
            description = "The server, jdbc:postgresql://host:5432/name.")
    private String database = "";

    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            defaultValue = "penstock",
            description = "Its user; default ${DEFAULT-VALUE}.")
    private String databaseUser = "";

    @Option(names = "--site", paramLabel = "KEY", description = "Which site, where the server holds several.")
    private @Nullable String site;

    ConsoleCommand(Penstock penstock) {
        this.penstock = penstock;
    }

    @Override
    public Integer call() {
        Path data = penstock.dataDirectory();
        String found =
                penstock.surroundings().facilities().console(data, new RecordPlace(database, databaseUser, site));
        penstock.surroundings()
                .terminal()
                .out()
                .println(data + " is a console of the site " + found
                        + ". Ask with penstock readings, events, runs or alerts" + " --data " + data + ".");
        return ExitCode.OK.number();
    }
}
