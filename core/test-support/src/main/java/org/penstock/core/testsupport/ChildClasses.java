package org.penstock.core.testsupport;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;

/**
 * The classes that processes of the test class path load, prepared once: a third of the processor time of one that starts,
 * works a second and is killed went into reading them. The JVM keeps such an archive for jars only, so that directories of
 * the class path become jars first; and it writes one when a process ends in order, so that one process is started for
 * nothing else.
 */
public final class ChildClasses {
    private static final Duration LONG = Duration.ofMinutes(3);

    private final String path;
    private final List<String> options;

    private ChildClasses(String path, List<String> options) {
        this.path = path;
        this.options = options;
    }

    /** Those of a process that opens a database and writes its first events. */
    private static final class OfDatabase {
        static final ChildClasses CLASSES = learned(List.of(), OpeningChild.class, "ready");
    }

    /** What {@link OpeningChild} loads; prepared at the first use. */
    public static ChildClasses ofDatabase() {
        return OfDatabase.CLASSES;
    }

    /** As they are: for a process that starts once. */
    public static ChildClasses plain() {
        return new ChildClasses(System.getProperty("java.class.path"), List.of());
    }

    /**
     * Those that {@code main} has loaded when it says {@code ready}; it is started in a directory of its own, which is the
     * last of its arguments.
     */
    public static ChildClasses learned(List<String> jvm, Class<?> main, String ready, String... arguments) {
        try {
            Path directory = MemoryDirectory.untilTheEnd("penstock-classes-");
            ChildClasses jars = new ChildClasses(jars(directory), List.of());
            Path archive = directory.resolve("classes.jsa");
            List<String> options = new ArrayList<>(jvm);
            options.add("-XX:ArchiveClassesAtExit=" + archive);
            List<String> all = new ArrayList<>(List.of(arguments));
            all.add(directory.resolve("data").toString());
            try (ChildProcess child = ChildProcess.start(jars, options, main, all.toArray(String[]::new))) {
                child.await(line -> line.contains(ready), LONG);
                child.terminate();
                child.exit(LONG);
            }
            // Without an archive everything still runs, only slower.
            return Files.exists(archive)
                    ? new ChildClasses(jars.path, List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:disable"))
                    : plain();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String path() {
        return path;
    }

    List<String> options() {
        return options;
    }

    private static String jars(Path directory) throws IOException {
        List<String> path = new ArrayList<>();
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            if (entry.isEmpty()) {
                continue;
            }
            if (Files.isDirectory(Path.of(entry))) {
                Path jar = directory.resolve(path.size() + ".jar");
                StringWriter said = new StringWriter();
                PrintWriter out = new PrintWriter(said);
                int code = ToolProvider.findFirst("jar")
                        .orElseThrow()
                        .run(out, out, "--create", "--no-compress", "--file", jar.toString(), "-C", entry, ".");
                if (code != 0) {
                    throw new IOException("no jar of " + entry + ": " + said);
                }
                path.add(jar.toString());
            } else if (Files.exists(Path.of(entry))) {
                path.add(entry);
            }
        }
        return String.join(File.pathSeparator, path);
    }
}
