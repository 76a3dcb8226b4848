package org.penstock.bench;

import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/**
 * Eight lines of 100,000 readings each in sight, and a person who goes through time by Ctrl and an arrow: how long a step
 * takes from the key until its picture has been handed over, and whether memory stays where it is after 1,000 steps. Twice:
 * with the lines thinned to what pixels can show, as the window reads them, and with every reading held by the picture. The
 * record answers from memory: what it costs is measured by the benchmarks of the store. Then the same for another width and another span, which have no bar. Needs a DISPLAY; the bars are for
 * 1366×768 drawn by the processor. Arguments: steps.
 */
public final class TrendBench {
    private static final long BAR_MILLIS = 20;
    private static final int SETTLING = 45;
    private static final String INSIDE = "inside";

    /** Five times what is in sight is held, every reading of it: the window never does that, and its heap has no room for it. */
    private static final List<String> ROOM_FOR_ALL = List.of("-Xmx768m");

    private static final int OTHERS = 60;

    private TrendBench() {}

    public static void main(String[] args) throws Exception {
        String steps = args.length > 0 ? args[0] : "1000";
        if (args.length > 2 && args[2].equals(INSIDE)) {
            run(Integer.parseInt(steps), args[1].equals("all"));
            return;
        }
        if (System.getenv().getOrDefault("DISPLAY", "").isEmpty()) {
            System.out.println(
                    "There is no DISPLAY: nothing can be measured. Try: xvfb-run -s '-screen 0 1366x768x24'");
            return;
        }
        System.out.println(ReactionBench.load());
        for (String held : List.of("thinned", "all")) {
            List<String> room = held.equals("all") ? ROOM_FOR_ALL : List.of();
            Process child = Children.start(room, TrendBench.class.getName(), List.of(steps, held, INSIDE));
            child.inputReader(StandardCharsets.UTF_8).lines().forEach(System.out::println);
            child.waitFor();
        }
    }

    private static void run(int steps, boolean all) throws Exception {
        DrawnPulses drawn = new DrawnPulses();
        System.setProperty("javafx.pulseLogger", "true");
        // Else only pulses above 17 ms are written in full, and only those would count.
        System.setProperty("javafx.pulseLogger.threshold", "0");
        System.setErr(new PrintStream(drawn, true, StandardCharsets.UTF_8));
        TrendWalk walk = new TrendWalk(all);
        walk.open();
        for (int i = 0; i < SETTLING; i++) {
            walk.step(i);
            walk.load();
        }
        long before = walk.heap();
        drawn.begin();
        Latencies taken = new Latencies();
        Latencies worked = new Latencies();
        for (int i = 0; i < steps; i++) {
            long cpu = screenCpu();
            taken.add(walk.step(i));
            worked.add(screenCpu() - cpu);
            walk.beat();
        }
        Latencies pulses = drawn.end();
        long after = walk.heap();
        double p95 = pulses.millis(0.95);
        System.out.printf(
                Locale.ROOT,
                "%s: %,d steps over 8 x %,d readings in sight; from the key until the picture is laid out p50 %.1f,"
                        + " p95 %.1f ms; its pulse, layout and render p50 %.0f, p95 %.0f, max %.0f ms (bar: p95 %d, %,d"
                        + " pulses);"
                        + " processor time of the threads that draw, a step and the two pulses after it, p50 %.1f, p95 %.1f"
                        + " ms; heap %.1f to %.1f MB, resident %,d MB%n",
                all ? "every reading held" : "thinned as the window reads",
                steps,
                TrendWalk.READINGS,
                taken.millis(0.5),
                taken.millis(0.95),
                pulses.millis(0.5),
                p95,
                pulses.millis(1),
                BAR_MILLIS,
                pulses.size(),
                worked.millis(0.5),
                worked.millis(0.95),
                before / 1e6,
                after / 1e6,
                DaySoak.residentBytes() >> 20);
        boolean held = p95 <= BAR_MILLIS && after - before < 8_000_000;
        System.out.println(held ? "bar held" : "bar NOT held");
        others("another width", drawn, walk::resize, walk);
        if (!all) {
            others("closer and wider", drawn, walk::zoom, walk);
        }
        System.out.flush();
        System.exit(0);
    }

    private interface Deed {
        long take(int i) throws Exception;
    }

    /** What has no bar: all is read and laid out anew, and what the record adds is drawn with the beats that follow. */
    private static void others(String name, DrawnPulses drawn, Deed deed, TrendWalk walk) throws Exception {
        drawn.begin();
        Latencies worked = new Latencies();
        for (int i = 0; i < OTHERS; i++) {
            long cpu = screenCpu();
            deed.take(i);
            worked.add(screenCpu() - cpu);
            walk.load();
        }
        Latencies pulses = drawn.end();
        System.out.printf(
                Locale.ROOT,
                "%s, %d times: pulses p50 %.0f, p95 %.0f, max %.0f ms (%d pulses); processor time p50 %.1f, p95 %.1f ms%n",
                name,
                OTHERS,
                pulses.millis(0.5),
                pulses.millis(0.95),
                pulses.millis(1),
                pulses.size(),
                worked.millis(0.5),
                worked.millis(0.95));
    }

    /** What the thread of the screen and the one that paints have used so far, ns: no other load of the machine is in it. */
    private static long screenCpu() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long all = 0;
        for (long id : threads.getAllThreadIds()) {
            ThreadInfo info = threads.getThreadInfo(id);
            if (info != null
                    && (info.getThreadName().startsWith("JavaFX Application")
                            || info.getThreadName().startsWith("QuantumRenderer"))) {
                all += Math.max(0, threads.getThreadCpuTime(id));
            }
        }
        return all;
    }
}
