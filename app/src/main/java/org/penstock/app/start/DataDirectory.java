package org.penstock.app.start;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Example;

/**
 * Which directory is meant. {@code --data} is taken as it is; without it the platform's place for a program's data, and
 * below it {@code demo} for the demonstration greenhouse and {@code demo-cold} and so on for the others, which never mix
 * with each other or with a real facility.
 */
public final class DataDirectory {
    private DataDirectory() {}

    /**
     * @param given what follows {@code --data}, null when it is not given
     * @param demo which demonstration is meant, null for a real facility
     * @param environment of the process
     * @param os the property {@code os.name}
     * @throws Refusal when what is given can be no directory
     */
    public static Path choose(
            @Nullable Path given, @Nullable Example demo, Map<String, String> environment, String os) {
        if (given != null) {
            return checked(given);
        }
        Path standard = standard(environment, os.toLowerCase(Locale.ROOT));
        if (demo == null) {
            return standard;
        }
        return standard.resolve(demo == Example.GROW ? "demo" : "demo-" + demo.profile());
    }

    private static Path checked(Path given) {
        // What a variable without a value becomes on a command line; it would be the directory one happens to stand in.
        if (given.toString().isEmpty()) {
            throw new Refusal(ExitCode.USAGE, "--data names no directory.", "Write --data DIRECTORY, or leave it out.");
        }
        if (Files.exists(given) && !Files.isDirectory(given)) {
            throw new Refusal(
                    ExitCode.USAGE,
                    given + " is a file, not a directory to keep data in.",
                    "Name a directory with --data; a facility file is given with --facility.");
        }
        return given.toAbsolutePath().normalize();
    }

    private static Path standard(Map<String, String> environment, String os) {
        if (os.startsWith("windows")) {
            String local = environment.get("LOCALAPPDATA");
            if (local != null && !local.isEmpty()) {
                return Path.of(local, "Penstock");
            }
        }
        String home = home(environment);
        if (os.startsWith("mac")) {
            return Path.of(home, "Library", "Application Support", "Penstock");
        }
        String xdg = environment.get("XDG_DATA_HOME");
        // The specification: a relative path there is invalid and to be ignored.
        return xdg != null && xdg.startsWith("/")
                ? Path.of(xdg, "penstock")
                : Path.of(home, ".local", "share", "penstock");
    }

    private static String home(Map<String, String> environment) {
        for (String name : new String[] {"HOME", "USERPROFILE"}) {
            String home = environment.get(name);
            if (home != null && !home.isEmpty()) {
                return home;
            }
        }
        throw new Refusal(
                ExitCode.USAGE, "There is no home directory to keep data in.", "Say where with --data DIRECTORY.");
    }
}
