package org.penstock.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Other Java processes with the class path of this one. Each ends with the bench. */
final class Children {
    /** What {@code bin/penstock} gives the process that holds a facility. */
    private static final List<String> PRODUCT = List.of(
            "-XX:+UseSerialGC",
            "-XX:-UsePerfData",
            "-Xms64m",
            "-Xmx256m",
            "-XX:TieredStopAtLevel=1",
            "-XX:TrimNativeHeapInterval=10000",
            "-XX:+ExitOnOutOfMemoryError",
            "--enable-native-access=ALL-UNNAMED",
            "--sun-misc-unsafe-memory-access=allow");

    private Children() {}

    /** Starts {@code main} with the product's options and those in the property {@code bench.child}. */
    static Process start(String main, List<String> arguments) throws IOException {
        return start(List.of(), main, arguments);
    }

    /** As {@link #start(String, List)}. @param other options of its JVM, which stand against the product's */
    static Process start(List<String> other, String main, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(PRODUCT);
        command.addAll(other);
        String more = System.getProperty("bench.child", "").strip();
        if (!more.isEmpty()) {
            command.addAll(List.of(more.split("\\s+")));
        }
        boolean card = Files.isDirectory(Path.of("/dev/dri"));
        if (!card) {
            command.add("-Dprism.order=sw");
        }
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main));
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        if (!card) {
            builder.environment().put("GDK_GL", "disable");
        }
        Process child = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(child::destroy));
        return child;
    }

    /** Waits for the first line the child prints. @throws IOException when it ends without one */
    static String firstLine(Process child) throws IOException {
        BufferedReader out = child.inputReader(StandardCharsets.UTF_8);
        String line = out.readLine();
        if (line == null) {
            throw new IOException("a process of the bench ended before it was ready: " + child);
        }
        // What else it says is read and dropped: a full pipe would hold it up.
        Thread.ofVirtual().start(() -> drain(out));
        return line;
    }

    private static void drain(BufferedReader out) {
        try {
            out.transferTo(Writer.nullWriter());
        } catch (IOException unused) {
            // The child was ended and its pipe with it.
        }
    }

    /** Ends a child in order, and by force when it does not. */
    static void end(Process child) throws InterruptedException, IOException {
        child.getOutputStream().close();
        child.destroy();
        if (!child.waitFor(15, TimeUnit.SECONDS)) {
            child.destroyForcibly();
            child.waitFor();
        }
    }
}
