package org.penstock.app.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Every command explains itself. */
@Command
final class HelpOption {
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Say how this is used.")
    private boolean help;
}
