package org.penstock.core.testsupport;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/**
 * A main class of the test class path in a JVM of its own, to be killed. What it prints is collected line by line, both
 * streams in one; a line it printed before it was killed is never lost.
 */
public final class ChildProcess implements AutoCloseable {
    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();

    private ChildProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::collect, "test-child-output");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts {@code main} with options that start fast: C1 only, serial collector, 256 MB. */
    public static ChildProcess start(Class<?> main, String... arguments) {
        return start(ChildClasses.plain(), List.of(), main, arguments);
    }

    /** Starts {@code main} with classes that were prepared and further options for its JVM. */
    public static ChildProcess start(ChildClasses classes, List<String> options, Class<?> main, String... arguments) {
        return start(List.of(), classes, options, main, arguments);
    }

    /**
     * Starts {@code main} where {@code directory} is a disk of so many megabytes, which ends with the child and which nobody
     * else sees. Linux only, and only where a user may have name spaces of their own: see {@link #smallDisks}.
     */
    public static ChildProcess startOnSmallDisk(Path directory, int megabytes, Class<?> main, String... arguments) {
        String mount = "mount -t tmpfs -o size=" + megabytes + "m tmpfs '" + directory + "' && exec \"$@\"";
        List<String> before =
                List.of("unshare", "--user", "--map-root-user", "--mount", "sh", "-c", mount, "small-disk");
        return start(before, ChildClasses.ofDatabase(), List.of(), main, arguments);
    }

    /** Whether {@link #startOnSmallDisk} is possible here. */
    public static boolean smallDisks() {
        try {
            Process tried = new ProcessBuilder(
                            "unshare", "--user", "--map-root-user", "--mount", "sh", "-c", "mount -t tmpfs tmpfs /mnt")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return tried.waitFor(10, TimeUnit.SECONDS) && tried.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static ChildProcess start(
            List<String> before, ChildClasses classes, List<String> options, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(before);
        command.addAll(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m"));
        command.addAll(classes.options());
        command.addAll(options);
        command.addAll(List.of("-cp", classes.path(), main.getName()));
        command.addAll(List.of(arguments));
        try {
            return new ChildProcess(
                    new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Everything printed so far. */
    public List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    /**
     * Waits for a line.
     *
     * @throws AssertionError with all that was printed when it does not come in time or the child ends without it
     */
    public String await(Predicate<String> wanted, Duration most) {
        long end = System.nanoTime() + most.toNanos();
        synchronized (lines) {
            int seen = 0;
            while (true) {
                for (; seen < lines.size(); seen++) {
                    if (wanted.test(lines.get(seen))) {
                        return lines.get(seen);
                    }
                }
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0 || !reader.isAlive()) {
                    throw new AssertionError("the child never said it; it said:\n" + String.join("\n", lines));
                }
                try {
                    lines.wait(Math.min(left, 100));
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new AssertionError("interrupted", e);
                }
            }
        }
    }

    /** Writes a line to the child's standard input. */
    public void say(String line) {
        try {
            BufferedWriter in = process.outputWriter();
            in.write(line);
            in.newLine();
            in.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** kill -9, and waits until it is gone and all it printed is collected. */
    public void kill() {
        // By its handle: the process's own methods also close its output, and what it said last would be lost.
        process.toHandle().destroyForcibly();
        exit(Duration.ofSeconds(30));
    }

    /** SIGTERM: asks it to close in order. */
    public void terminate() {
        process.toHandle().destroy();
    }

    /** Waits for its end. @return the exit code */
    public int exit(Duration most) {
        try {
            if (!process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("the child did not end; it said:\n" + String.join("\n", lines()));
            }
            reader.join(10_000);
            return process.exitValue();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    /** Process id, to find it from outside. */
    public long pid() {
        return process.pid();
    }

    @Override
    public void close() {
        kill();
    }

    private void collect() {
        try (BufferedReader out = process.inputReader()) {
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                    lines.notifyAll();
                }
            }
        } catch (IOException e) {
            synchronized (lines) {
                lines.add("(output ended: " + e.getMessage() + ")");
            }
        }
    }
}
