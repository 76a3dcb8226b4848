package org.penstock.app.cli;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.Consumer;
import org.penstock.app.start.Facilities;

/**
 * Everything the commands take from outside.
 *
 * @param user name of the operating system's user, recorded as the actor until there is a sign-in
 * @param os the property {@code os.name}
 * @param window how the window is shown
 * @param logTo makes the log go to a data directory that this process is about to hold
 */
public record Surroundings(
        Terminal terminal,
        Facilities facilities,
        ShowWindow window,
        Consumer<Path> logTo,
        InstantSource wall,
        Map<String, String> environment,
        String os,
        String user) {
    public Surroundings {
        environment = Map.copyOf(environment);
    }
}
