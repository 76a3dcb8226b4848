package org.penstock.app.cli;

import java.time.InstantSource;
import org.penstock.app.start.LogFile;
import org.penstock.app.start.RuntimeFacilities;
import org.penstock.core.quantity.Ticker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where the virtual machine begins: the outermost edge, the only place that reads clock, environment and user. */
public final class Main {
    private static final Logger LOG = LoggerFactory.getLogger(Main.class);

    private Main() {}

    /** Executes one command line and ends the process with its exit code. */
    public static void main(String[] arguments) {
        LogFile.quiet();
        // A dying thread belongs into the log, not onto the terminal of whoever started the program.
        Thread.setDefaultUncaughtExceptionHandler((thread, error) -> LOG.error("{} died", thread.getName(), error));
        String user = System.getProperty("user.name");
        InstantSource wall = InstantSource.system();
        Ticker ticker = Ticker.system();
        Surroundings surroundings = new Surroundings(
                Terminal.system(),
                new RuntimeFacilities(user, wall, ticker),
                new JavaFxWindow(user, wall, ticker, System.getenv()),
                LogFile::in,
                wall,
                System.getenv(),
                System.getProperty("os.name"),
                user);
        int code = CommandLines.execute(surroundings, arguments);
        LogFile.close();
        System.exit(code);
    }
}
