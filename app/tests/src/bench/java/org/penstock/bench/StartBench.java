package org.penstock.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * From starting the program to living values laid out in its window, as a person starts it: the packaged script, the
 * demonstration, an empty data directory; first where this person never started it, then once more, then with the facility
 * that is there. Classes kept from an earlier start matter only where those packed with the program do not fit the JDK.
 * Needs a DISPLAY. Argument: the script.
 */
public final class StartBench {
    private static final double BAR_SECONDS = 5;
    private static final int GIVE_UP_SECONDS = 60;
    private static final Pattern TOLD = Pattern.compile("first living values on the screen (\\d+) ms");

    private StartBench() {}

    public static void main(String[] args) throws Exception {
        if (System.getenv().getOrDefault("DISPLAY", "").isEmpty()) {
            System.out.println("There is no DISPLAY: nothing was measured.");
            System.exit(1);
        }
        Path script = Path.of(args.length > 0 ? args[0] : "../target/penstock/bin/penstock")
                .toAbsolutePath();
        Path dir = Files.createTempDirectory("penstock-bench-");
        try {
            System.out.println(ReactionBench.load());
            double first = start(script, dir, dir.resolve("data-1"), "the very first start");
            double empty = start(script, dir, dir.resolve("data-2"), "first start in another directory");
            double again = start(script, dir, dir.resolve("data-2"), "the next start");
            System.out.println(
                    Math.max(first, Math.max(empty, again)) <= BAR_SECONDS ? "bar (5 s) held" : "bar (5 s) NOT held");
        } finally {
            ReactionBench.delete(dir);
        }
    }

    private static double start(Path script, Path cache, Path data, String what) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(script.toString(), "--demo", "--data", data.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("XDG_CACHE_HOME", cache.resolve("cache").toString());
        Path log = data.resolve("log").resolve("penstock.log");
        long before = Files.exists(log) ? Files.size(log) : 0;
        long began = System.nanoTime();
        Process program = builder.start();
        try {
            long said = awaitSaid(log, before, program);
            double all = (System.nanoTime() - began) / 1e9;
            // The script itself, which looks for a JDK, is in the second figure only.
            System.out.printf("%-34s %5.2f s in the process, %5.2f s with its script%n", what, said / 1e3, all);
            return all;
        } finally {
            program.destroy();
            if (!program.waitFor(20, TimeUnit.SECONDS)) {
                program.destroyForcibly();
            }
        }
    }

    private static long awaitSaid(Path log, long from, Process program) throws IOException, InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(GIVE_UP_SECONDS);
        while (System.nanoTime() < giveUp && program.isAlive()) {
            if (Files.exists(log)) {
                Matcher told = TOLD.matcher(Files.readString(log).substring((int) from));
                if (told.find()) {
                    return Long.parseLong(told.group(1));
                }
            }
            Thread.sleep(10);
        }
        throw new IOException("no living values within " + GIVE_UP_SECONDS + " s; look at " + log);
    }
}
