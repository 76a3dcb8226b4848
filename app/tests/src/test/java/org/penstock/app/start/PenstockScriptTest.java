package org.penstock.app.start;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** {@code bin/penstock} on machines of every kind, played with JDKs that only tell what they were called with. */
@Execution(ExecutionMode.CONCURRENT)
class PenstockScriptTest {
    /** In the order of their bytes, which is that of no dictionary. */
    private static final List<String> JARS = List.of("Z-1.jar", "a-2.jar", "b.jar");

    private static final Instant MADE = Instant.parse("2026-05-04T03:02:01Z");

    @TempDir
    Path temp;

    private Path program;
    private final Map<String, String> environment = new LinkedHashMap<>();

    @BeforeEach
    void installed() throws IOException {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "a POSIX shell is needed");
        program = temp.resolve("where spaces are").resolve("penstock");
        Files.createDirectories(program.resolve("lib"));
        for (String jar : JARS) {
            Files.writeString(program.resolve("lib").resolve(jar), jar);
        }
        Path script = program.resolve("bin").resolve("penstock");
        Files.createDirectories(script.getParent());
        Files.copy(Path.of("../src/main/dist/bin/penstock"), script);
        executable(script);
        Files.createDirectories(temp.resolve("home"));
        environment.put("HOME", temp.resolve("home").toString());
        environment.put("PATH", "/usr/bin:/bin");
    }

    private static void executable(Path file) throws IOException {
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** A JDK that prints its home and its arguments, one a line. */
    private Path jdk(String where, String version) throws IOException {
        Path home = temp.resolve(where);
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
        Path java = home.resolve("bin/java");
        Files.writeString(java, """
                #!/bin/sh
                if [ "$1" = -XshowSettings:properties ]; then echo "    java.home = %s" >&2; exit; fi
                echo "%s"
                for a in "$@"; do echo "$a"; done
                """.formatted(home, home));
        executable(java);
        return home;
    }

    private static String jarsIn(Path program) {
        return JARS.stream().map(jar -> program + "/lib/" + jar).collect(Collectors.joining(":"));
    }

    /** What the build puts beside the program: made with {@code jdk} and the jars that are there. */
    private void caches(Path jdk) throws IOException {
        Path release = Files.createDirectories(program.resolve("aot")).resolve("release");
        Files.copy(jdk.resolve("release"), release, StandardCopyOption.REPLACE_EXISTING);
        dated(release, MADE);
        for (String jar : JARS) {
            dated(program.resolve("lib").resolve(jar), MADE);
        }
    }

    private static void dated(Path file, Instant at) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(at));
    }

    private record Ran(int code, List<String> out, String err) {}

    private Ran run(Path script, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(script.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(temp.toFile());
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        assertTrue(process.waitFor(20, TimeUnit.SECONDS));
        return new Ran(
                process.exitValue(),
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                        .lines()
                        .toList(),
                new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8));
    }

    private Ran run(String... arguments) throws Exception {
        return run(program.resolve("bin/penstock"), arguments);
    }

    @Test
    void takesTheJdkItIsToldToTake() throws Exception {
        Path told = jdk("a jdk", "25.0.3");
        environment.put("PENSTOCK_JAVA_HOME", told.toString());
        environment.put("JAVA_HOME", jdk("other", "25.0.1").toString());

        Ran ran = run("status", "--data", "/srv/north house", "*");

        assertEquals("", ran.err());
        assertEquals(told.toString(), ran.out().getFirst());
        int main = ran.out().indexOf("org.penstock.app.cli.Main");
        assertEquals(jarsIn(program), ran.out().get(main - 1));
        assertEquals(
                List.of("status", "--data", "/srv/north house", "*"),
                ran.out().subList(main + 1, ran.out().size()));
    }

    @Test
    void saysWhenTheOneItIsToldIsTheWrongOne() throws Exception {
        environment.put("PENSTOCK_JAVA_HOME", jdk("old", "17.0.9").toString());

        Ran ran = run("status");

        assertEquals(ExitCode.NEEDS_INSTALL.number(), ran.code());
        assertTrue(ran.err().contains("which is not a Java 25"), ran.err());
    }

    @Test
    void passesOverAnOlderJavaHome() throws Exception {
        environment.put("JAVA_HOME", jdk("old", "17.0.9").toString());
        Path own = jdk("home/.jdks/temurin-25", "25");
        hideSystemJdks();

        assertEquals(own.toString(), run("status").out().getFirst());
    }

    @Test
    void findsWhatSdkmanInstalled() throws Exception {
        jdk("home/.sdkman/candidates/java/24.0.1-tem", "24.0.1");
        Path own = jdk("home/.sdkman/candidates/java/25.0.3-tem", "25.0.3");
        hideSystemJdks();

        assertEquals(own.toString(), run("status").out().getFirst());
    }

    @Test
    void prefersTheRuntimeItWasInstalledWith() throws Exception {
        Path packed = jdk("where spaces are/penstock/runtime", "25.0.3");
        environment.put("JAVA_HOME", jdk("other", "25.0.1").toString());

        assertEquals(packed.toRealPath().toString(), run("status").out().getFirst());
    }

    @Test
    void takesTheJavaOfThePathAtLast() throws Exception {
        Path own = jdk("somewhere", "25.0.3");
        environment.put("PATH", own.resolve("bin") + ":/usr/bin:/bin");
        hideSystemJdks();

        assertEquals(own.toString(), run("status").out().getFirst());
    }

    @Test
    void saysWhatToInstallWhereThereIsNone() throws Exception {
        hideSystemJdks();
        Path old = jdk("old", "17.0.9");
        environment.put("PATH", old.resolve("bin") + ":/usr/bin:/bin");

        Ran ran = run();

        assertEquals(ExitCode.NEEDS_INSTALL.number(), ran.code());
        assertTrue(ran.err().startsWith("Penstock needs a JDK 25 and found none"), ran.err());
        assertTrue(ran.err().contains("PENSTOCK_JAVA_HOME="), ran.err());
    }

    @Test
    void worksThroughLinks() throws Exception {
        environment.put("PENSTOCK_JAVA_HOME", jdk("jdk", "25.0.3").toString());
        Path absolute = Files.createDirectories(temp.resolve("usr/bin")).resolve("penstock");
        Files.createSymbolicLink(absolute, program.resolve("bin/penstock"));
        Path relative = temp.resolve("p");
        Files.createSymbolicLink(relative, Path.of("usr/bin/penstock"));

        assertTrue(run(relative, "status").out().contains(jarsIn(program.toRealPath())));
    }

    @Test
    void givesTheWholeMachineOnlyToWhatHoldsAFacility() throws Exception {
        environment.put("PENSTOCK_JAVA_HOME", jdk("jdk", "25.0.3").toString());

        for (String[] holds : new String[][] {
            {}, {"--demo"}, {"--demo", "cold"}, {"--data", "status"}, {"--data=x", "serve"}, {"serve", "--demo", "lab"}
        }) {
            assertTrue(run(holds).out().contains("-XX:+ExitOnOutOfMemoryError"), String.join(" ", holds));
        }
        environment.put("XDG_CACHE_HOME", temp.resolve("a cache").toString());
        assertTrue(run("serve").out().contains("-XX:SharedArchiveFile=" + temp.resolve("a cache/penstock/serve.jsa")));
        assertTrue(run().out().contains("-XX:SharedArchiveFile=" + temp.resolve("a cache/penstock/window.jsa")));
        for (String[] asks : new String[][] {{"status"}, {"--data", "serve", "status"}, {"--help"}}) {
            assertTrue(run(asks).out().contains("-XX:TieredStopAtLevel=1"), String.join(" ", asks));
        }
    }

    @Test
    void startsFromWhatWasMadeWithTheProgram() throws Exception {
        Path jdk = jdk("jdk", "25.0.3");
        environment.put("PENSTOCK_JAVA_HOME", jdk.toString());
        environment.put("PENSTOCK_JAVA_OPTS", "-Xlog:gc");
        caches(jdk);

        assertEquals(List.of("facility.aot"), archives(run("--demo")));
        assertEquals(List.of("facility.aot"), archives(run("serve")));
        Ran status = run("status");
        assertEquals(List.of("command.aot"), archives(status));
        assertTrue(
                status.out().indexOf("-Xlog:disable") < status.out().indexOf("-Xlog:gc"),
                "a cache that is passed over is not told, what the person asks for is");
    }

    @Test
    void passesOverWhatWasMadeOnAnotherJavaOrWithOtherJars() throws Exception {
        Path jdk = jdk("jdk", "25.0.3");
        environment.put("PENSTOCK_JAVA_HOME", jdk.toString());
        Path jar = program.resolve("lib").resolve(JARS.get(1));

        caches(jdk("other", "25.0.4"));
        assertEquals(List.of("serve.jsa"), archives(run("serve")));
        assertEquals(List.of(), archives(run("status")));

        for (Instant copied : List.of(MADE.plusMillis(8), MADE.minusSeconds(1))) {
            caches(jdk);
            dated(jar, copied);
            assertEquals(List.of("serve.jsa"), archives(run("serve")), "a jar of " + copied);
            assertEquals(List.of(), archives(run("status")), "a jar of " + copied);
        }
    }

    @Test
    void leavesArchivesToWhoeverSpeaksOfThem() throws Exception {
        Path jdk = jdk("jdk", "25.0.3");
        environment.put("PENSTOCK_JAVA_HOME", jdk.toString());
        caches(jdk);

        for (String own : List.of("-XX:AOTCacheOutput=/x/mine.aot", "-XX:SharedArchiveFile=/x/mine.jsa")) {
            environment.put("PENSTOCK_JAVA_OPTS", own);
            assertEquals(List.of(own.substring(own.indexOf("mine"))), archives(run("serve")));
        }
        environment.put("PENSTOCK_JAVA_OPTS", "-Xshare:off");
        assertEquals(List.of(), archives(run("status")));
    }

    /** Names of the archives the virtual machine is to start from. */
    private static List<String> archives(Ran ran) {
        return ran.out().stream()
                .filter(a -> a.startsWith("-XX:AOT") || a.startsWith("-XX:SharedArchiveFile"))
                .map(a -> a.substring(a.lastIndexOf('/') + 1))
                .toList();
    }

    @Test
    void handsOnOptionsForTheVirtualMachine() throws Exception {
        environment.put("PENSTOCK_JAVA_HOME", jdk("jdk", "25.0.3").toString());
        environment.put("PENSTOCK_JAVA_OPTS", "-Xmx1g -Dx=*");

        Ran ran = run("serve");

        assertTrue(ran.out().containsAll(List.of("-Xmx1g", "-Dx=*")), ran.out().toString());
    }

    /** The test machine has a JDK 25 in a well-known place; the script is made to look elsewhere for those. */
    private void hideSystemJdks() throws IOException {
        Path script = program.resolve("bin/penstock");
        String text = Files.readString(script);
        for (String place : List.of("/usr/lib/jvm", "/usr/lib64/jvm", "/usr/java", "/opt", "/Library")) {
            assertTrue(text.contains(" " + place + "/"), "the script looks in " + place);
            text = text.replace(" " + place + "/", " " + temp + "/nowhere" + place + "/");
        }
        Files.writeString(script, text);
    }
}
