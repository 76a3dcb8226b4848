package org.penstock.app.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.RecordPlace;
import org.penstock.app.start.Refusal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** What a start can fill an empty data directory with. */
@Command
final class Filling {
    @Option(
            names = "--facility",
            paramLabel = "FILE",
            description = "Fill an empty data directory from this file. A filled one goes on as it is; where the file"
                    + " differs from it, that is said: penstock facility plan and apply change it.")
    private @Nullable Path facility;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Keep the record of an empty data directory on this PostgreSQL server,"
                    + " jdbc:postgresql://host:5432/name, instead of in the directory. Later starts find it.")
    private @Nullable String database;

    @Option(
            names = "--database-user",
            paramLabel = "NAME",
            defaultValue = "penstock",
            description = "Its user; default ${DEFAULT-VALUE}. The password: penstock secret set database.")
    private String databaseUser = "";

    @Nullable
    Path facility() {
        return facility;
    }

    @Nullable
    RecordPlace record() {
        return database == null ? null : new RecordPlace(database, databaseUser);
    }

    /**
     * Refuses what contradicts itself or is not there, before a directory is made or a window shown.
     *
     * @param filled whether the directory holds a facility already, which needs no file
     */
    void check(boolean demo, boolean filled) {
        if (facility != null && demo) {
            throw new Refusal(
                    ExitCode.USAGE,
                    "--facility and --demo exclude each other.",
                    "The demonstration brings its own facility file.");
        }
        if (!filled && facility != null && !facility.toFile().isFile()) {
            throw Refusal.noFile(facility);
        }
    }
}
