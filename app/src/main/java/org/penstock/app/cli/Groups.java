package org.penstock.app.cli;

import picocli.CommandLine.Command;

/** The names above other commands. */
final class Groups {
    private Groups() {}

    @Command(
            name = "command",
            description = "Tell the running facility to do something: says first what will happen and which gates are"
                    + " shut, then asks.")
    static final class Tell extends Group {}

    @Command(name = "simulate", description = "Let something simulated go wrong, to see what the facility does then.")
    static final class Simulate extends Group {}

    @Command(name = "audit", description = "Prove the record, sign it, hand it out.")
    static final class Audit extends Group {}

    @Command(name = "facility", description = "Begin, check, change, compare and restore the facility file.")
    static final class Facility extends Group {}

    @Command(name = "secret", description = "Keep passwords out of the facility file.")
    static final class Secret extends Group {}
}
