import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * Makes what the packaged program starts from: {@code aot/facility.aot} for the window and the server, {@code aot/command.aot}
 * for a command. Both hold classes as the virtual machine has them once they are read, checked and linked (JEP 483, 514), so
 * they are made by letting the program itself do what it does for a person: it shows the demonstration with its pages in
 * windows of their own, answers {@code penstock status}, and is ended. Argument: the directory of the program. JAVA_HOME of
 * the program is the Java this runs on; one that is packed with the program goes before it.
 */
public class MakeCaches {
    private static final String LIVING = "first living values on the screen";
    /** A start takes about 6 s; a machine that stands still meanwhile may spoil one. */
    private static final int TRIES = 3;

    private static final int POLL_MS = 100;
    private static final int COMES_UP_SECONDS = 120;
    private static final int WRITES_SECONDS = 300;
    /** Pages whose classes are worth to be there when somebody opens them; their keys are those of the greenhouse. */
    private static final String PAGES =
            "trend:air-temp stream:air-temp output:valve-1 place:house synoptic: alerts: programs:"
                    + " devices: record: lots: handover: system:";

    private final Path program;
    private final Path place;
    private final Path aot;

    private MakeCaches(Path program, Path place) {
        this.program = program;
        this.place = place;
        this.aot = program.resolve("aot");
    }

    public static void main(String[] args) throws Exception {
        if (!Files.isExecutable(Path.of("/bin/sh"))) {
            System.out.println("No POSIX shell: the program starts without caches here.");
            return;
        }
        Path place = Files.createTempDirectory("penstock-caches-");
        MakeCaches caches = new MakeCaches(Path.of(args[0]).toAbsolutePath(), place);
        int code = 1;
        try {
            caches.make();
            code = 0;
        } catch (Failed e) {
            System.err.println(
                    "The packaged program, run to make the caches it starts from, failed: " + e.getMessage());
            System.err.println("-DskipTraining packs it without them.");
        } finally {
            delete(place);
            if (code != 0) {
                delete(caches.aot);
            }
        }
        System.exit(code);
    }

    private void make() throws Exception {
        delete(aot);
        FileTime now = FileTime.from(Instant.now().truncatedTo(ChronoUnit.SECONDS));
        dateJars(now);
        for (int i = 1; !train(place.resolve("data-" + i)); i++) {
            if (i == TRIES) {
                throw new Failed("no living values in its window within " + COMES_UP_SECONDS
                        + " s, nor when it was tried again");
            }
        }
        Files.createDirectories(aot);
        for (String cache : List.of("facility", "command")) {
            Files.move(place.resolve(cache), aot.resolve(cache + ".aot"));
        }
        // Last: without it the script takes no cache.
        Path release = aot.resolve("release");
        Files.copy(java().resolve("release"), release);
        Files.setLastModifiedTime(release, now);
        used("org.penstock.app.cli.Main", "--version");
        used("org.penstock.app.cli.Main", "serve", "--help");
    }

    /**
     * The virtual machine refuses a cache when a jar has another time than at its making, and knows a jar by nothing but its
     * size besides: so the jars of no two builds have the same.
     */
    private void dateJars(FileTime now) throws IOException {
        try (var jars = Files.newDirectoryStream(program.resolve("lib"), "*.jar")) {
            for (Path jar : jars) {
                Files.setLastModifiedTime(jar, now);
            }
        }
    }

    /** Where the Java is that the program chose. */
    private Path java() throws Exception {
        Path said = place.resolve("java");
        run("-XshowSettings:properties", said, "--version");
        return text(said)
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith("java.home = "))
                .map(line -> Path.of(line.substring("java.home = ".length())))
                .findFirst()
                .orElseThrow();
    }

    /** What was open at the end of a sitting before: the overview, and the other pages in windows of their own. */
    private void layOut() throws IOException {
        StringBuilder layout = new StringBuilder("tab.0=overview\\:%n".formatted());
        String[] pages = PAGES.replace(":", "\\:").split(" ");
        for (int i = 0; i < pages.length; i++) {
            layout.append("window.%d=%s%nwindow.%d.bounds=0 0 400 300%n".formatted(i, pages[i], i));
        }
        Path settings = Files.createDirectories(place.resolve("config/penstock"));
        Files.writeString(settings.resolve("layout.properties"), layout);
    }

    /** One run of the program. @return whether living values were in its window in time */
    private boolean train(Path data) throws Exception {
        layOut();
        Path said = data.resolveSibling(data.getFileName() + ".out");
        Path log = data.resolve("log/penstock.log");
        Process window = start(record("facility"), said, "--demo", "--data", data.toString());
        try {
            long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(COMES_UP_SECONDS);
            while (!Files.exists(log) || !text(log).contains(LIVING)) {
                if (window.waitFor(POLL_MS, TimeUnit.MILLISECONDS)) {
                    throw new Failed("it ended with " + window.exitValue() + " before its window lived", said, log);
                }
                if (System.nanoTime() > giveUp) {
                    System.err.println(new Failed("no living values yet", said, log).getMessage());
                    return false;
                }
            }
            Path answer = place.resolve("status");
            Process status = start(record("command"), answer, "status", "--data", data.toString());
            boolean over = false;
            while (!over && Files.size(answer) == 0) {
                over = status.waitFor(POLL_MS, TimeUnit.MILLISECONDS);
            }
            // Once it has its answer both are ended and write their caches side by side.
            window.destroy();
            awaitEnd(status, "status", answer);
            if (!window.waitFor(WRITES_SECONDS, TimeUnit.SECONDS)) {
                throw new Failed("it does not end", said, log);
            }
            if (!Files.exists(place.resolve("facility"))) {
                throw new Failed("the virtual machine wrote no cache at its end", said, log);
            }
            return true;
        } finally {
            window.destroyForcibly().waitFor();
        }
    }

    private String record(String cache) {
        return "-XX:AOTCacheOutput=" + place.resolve(cache);
    }

    /** Fails when the program, as anybody starts it, does not take {@code type} from a cache. */
    private void used(String type, String... arguments) throws Exception {
        Path said = place.resolve("used");
        run("-XX:AOTMode=on -Xlog:class+load", said, arguments);
        if (text(said).lines().noneMatch(l -> l.contains(type + " source: shared objects file"))) {
            throw new Failed("penstock " + String.join(" ", arguments) + " does not use its cache", said);
        }
    }

    private void run(String options, Path said, String... arguments) throws IOException, InterruptedException, Failed {
        awaitEnd(start(options, said, arguments), String.join(" ", arguments), said);
    }

    private static void awaitEnd(Process process, String what, Path said)
            throws IOException, InterruptedException, Failed {
        if (!process.waitFor(WRITES_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new Failed("penstock " + what + " does not end", said);
        }
        if (process.exitValue() != 0) {
            throw new Failed("penstock " + what + " ended with " + process.exitValue(), said);
        }
    }

    /** The program with an environment that has nothing of whoever builds it: no screen, no settings, no options. */
    private Process start(String options, Path said, String... arguments) throws IOException {
        var builder = new ProcessBuilder(program.resolve("bin/penstock").toString());
        builder.command().addAll(List.of(arguments));
        builder.redirectErrorStream(true).redirectOutput(said.toFile()).directory(place.toFile());
        Map<String, String> environment = builder.environment();
        environment.keySet().retainAll(Set.of("PATH", "LD_LIBRARY_PATH", "LANG", "LC_ALL", "LC_CTYPE"));
        environment.put("HOME", place.toString());
        environment.put("XDG_CONFIG_HOME", place.resolve("config").toString());
        environment.put("JAVA_HOME", System.getProperty("java.home"));
        environment.put(
                "PENSTOCK_JAVA_OPTS",
                "-Dglass.platform=Headless -Dprism.order=sw -Duser.home=" + place + " " + options);
        Process process = builder.start();
        // Whoever breaks off the build leaves none of them behind.
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
        return process;
    }

    /** What is written may end within a character, so far. */
    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }

    private static void delete(Path dir) throws IOException {
        if (Files.exists(dir)) {
            try (var all = Files.walk(dir)) {
                for (Path path : all.sorted((a, b) -> b.compareTo(a)).toList()) {
                    Files.delete(path);
                }
            }
        }
    }

    /** Why, and the last lines of what the program said. */
    private static final class Failed extends Exception {
        private static final int LINES = 60;

        Failed(String why, Path... told) throws IOException {
            super(why + tails(told));
        }

        private static String tails(Path... told) throws IOException {
            StringBuilder all = new StringBuilder();
            for (Path file : told) {
                if (Files.exists(file)) {
                    List<String> lines = text(file).lines().toList();
                    all.append(System.lineSeparator())
                            .append(file.getFileName())
                            .append(':');
                    lines.stream()
                            .skip(Math.max(0, lines.size() - LINES))
                            .forEach(l -> all.append(System.lineSeparator())
                                    .append("    ")
                                    .append(l));
                }
            }
            return all.toString();
        }
    }
}
