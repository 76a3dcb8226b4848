package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.IOException;
import java.io.PrintWriter;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** The stories of the window that a {@link SecondWindow second} and a {@link ThirdWindow third} process tell while this one tells the others. */
@Execution(ExecutionMode.CONCURRENT)
@Order(1) // It only waits: the others run meanwhile.
@Timeout(value = 15, unit = TimeUnit.MINUTES)
class OtherWindowsTest {
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void end() {
        processes.forEach(Process::destroyForcibly);
    }

    @Test
    void theStoriesOfTheOtherProcessesHold() throws Exception {
        Files.createDirectories(said(SecondWindow.TAG).getParent());
        Process second = start(SecondWindow.TAG);
        Process third = start(ThirdWindow.TAG);
        assertEquals(0, third.waitFor(), () -> told(said(ThirdWindow.TAG)));
        assertEquals(0, second.waitFor(), () -> told(said(SecondWindow.TAG)));
    }

    private Process start(String tag) throws IOException {
        Process process = new ProcessBuilder(command(tag))
                .redirectErrorStream(true)
                .redirectOutput(said(tag).toFile())
                .start();
        processes.add(process);
        return process;
    }

    private static Path said(String tag) {
        return Path.of("target/surefire-reports", tag + ".txt");
    }

    private static List<String> command(String tag) {
        List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(a -> !a.startsWith("-javaagent"))
                .forEach(command::add);
        System.getProperties().stringPropertyNames().stream()
                .filter(name -> name.startsWith("penstock."))
                .forEach(name -> command.add("-D" + name + "=" + System.getProperty(name)));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), OtherWindowsTest.class.getName(), tag));
        return command;
    }

    private static String told(Path said) {
        try {
            String all = Files.readString(said, StandardCharsets.UTF_8);
            return said + "\n" + all.substring(Math.max(0, all.lastIndexOf("Failures (")));
        } catch (IOException e) {
            return "nothing readable in " + said + ": " + e;
        }
    }

    /** Another process, for the stories with a tag: ends with 0 when there was something to tell and all of it held. */
    public static void main(String[] args) {
        SummaryGeneratingListener summary = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectPackage(OtherWindowsTest.class.getPackageName()))
                                // Another engine would read every class of the product to find nothing.
                                .filters(EngineFilter.includeEngines("junit-jupiter"), TagFilter.includeTags(args[0]))
                                .build(),
                        summary);
        PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
        summary.getSummary().printTo(out);
        summary.getSummary().printFailuresTo(out, 40);
        boolean held = summary.getSummary().getTestsSucceededCount() > 0
                && summary.getSummary().getTotalFailureCount() == 0;
        System.exit(held ? 0 : 1);
    }
}
