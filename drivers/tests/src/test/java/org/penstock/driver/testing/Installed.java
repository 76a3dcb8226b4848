package org.penstock.driver.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** Programs that are installed on the machine, for field tests. A missing one skips the test, loudly. */
public final class Installed {
    private Installed() {}

    /** The program's path; aborts the test when it is not there. */
    public static String program(String name) {
        String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin";
        for (String dir : path.split(":", -1)) {
            Path candidate = Path.of(dir, name);
            if (Files.isExecutable(candidate)) {
                return candidate.toString();
            }
        }
        String loud = "FIELD TEST SKIPPED: " + name + " is not installed; nothing was proven against it";
        System.err.println(loud);
        return Assumptions.abort(loud);
    }

    /** Runs a program to its end and returns what it printed. */
    public static String run(String... command) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(command));
        all.set(0, program(all.getFirst()));
        Process p = new ProcessBuilder(all).redirectErrorStream(true).start();
        byte[] out = p.getInputStream().readAllBytes();
        if (!p.waitFor(20, TimeUnit.SECONDS) || p.exitValue() != 0) {
            p.destroyForcibly();
            throw new IOException(all + ": " + new String(out, StandardCharsets.UTF_8));
        }
        return new String(out, StandardCharsets.UTF_8);
    }
}
