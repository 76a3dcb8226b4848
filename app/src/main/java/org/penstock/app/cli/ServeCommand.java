package org.penstock.app.cli;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import org.penstock.app.start.ExitCode;
import org.penstock.app.start.FacilityProcess;
import org.penstock.app.start.Opening;
import org.penstock.app.start.StopSignal;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

@Command(
        name = "serve",
        description = {
            "Run the facility without a window, until Ctrl-C or SIGTERM, which close it in order.",
            "If the engine stops by a fault, outputs go to safe and it ends with code 70, so that a service manager can"
                    + " start it again."
        })
final class ServeCommand implements Callable<Integer> {
    private final Penstock penstock;

    @Mixin
    private final Filling filling = new Filling();

    ServeCommand(Penstock penstock) {
        this.penstock = penstock;
    }

    @Override
    public Integer call() throws InterruptedException {
        Terminal terminal = penstock.surroundings().terminal();
        penstock.mustBeOpenable(filling);
        ExitCode exit = ExitCode.OK;
        try (StopSignal stop = StopSignal.listen()) {
            try (FacilityProcess process = penstock.hold(filling, Opening.Kind.SERVE)) {
                greet(terminal, process);
                EngineWatch engine = new EngineWatch(process.room());
                try (engine) {
                    CompletableFuture.anyOf(stop.wanted(), engine.stopped()).join();
                    if (!stop.isWanted()) {
                        String why = engine.awaitSafe(stop.wanted());
                        terminal.err().println(why);
                        exit = ExitCode.FAULT;
                    }
                }
                terminal.out().println("Closing.");
                process.room().closing().forEach(terminal.out()::println);
            }
            terminal.out().println("Closed.");
        }
        return exit.number();
    }

    private void greet(Terminal terminal, FacilityProcess process) {
        Path data = penstock.dataDirectory();
        terminal.out()
                .println(process.room().snapshot().site().name() + " runs. Process "
                        + process.running().pid() + ", data in " + data + ", log in "
                        + data.resolve("log").resolve("penstock.log") + ".");
        terminal.out().println("Ask it with penstock status --data " + data + "; Ctrl-C closes it in order.");
    }
}
