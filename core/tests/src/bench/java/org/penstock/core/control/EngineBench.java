package org.penstock.core.control;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.quantity.Metric;
import org.penstock.core.telemetry.Frame;
import org.penstock.core.telemetry.Input;
import org.penstock.core.telemetry.Samples;

/**
 * The engine alone, on one thread: 2,000 streams with three typed rules each, readings that wander and cross limits now
 * and then. Prints readings a second for several frame sizes, and the cost of a scan with nothing to do.
 */
public final class EngineBench {
    private static final int STREAMS = 2_000;
    private static final int OUTPUTS = 60;
    private static final int RULES_A_STREAM = 3;
    /** On a busy machine the time of the thread says more than the time on the wall. */
    private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();

    private EngineBench() {}

    public static void main(String[] args) {
        for (int round = 0; round < 3; round++) {
            for (int size : new int[] {500, 1_000, 2_000}) {
                readings(size, 8_000_000);
            }
        }
        idle();
    }

    private static Engine engine() {
        List<StreamSpec> streams = new ArrayList<>();
        List<OutputSpec> outputs = new ArrayList<>();
        List<RuleSpec> rules = new ArrayList<>();
        for (int s = 0; s < STREAMS; s++) {
            streams.add(new StreamSpec(
                    s,
                    "s" + s,
                    "Stream " + s,
                    "d",
                    "l",
                    Metric.TEMPERATURE,
                    Metric.TEMPERATURE.canonical(),
                    1_000_000,
                    300_000_000,
                    30_000_000,
                    30L * 86_400_000_000L));
        }
        for (int o = 0; o < OUTPUTS; o++) {
            outputs.add(new OutputSpec(
                    o,
                    "o" + o,
                    "Output " + o,
                    "d",
                    "l",
                    "fan",
                    0,
                    OutputSpec.OnStart.SAFE,
                    86_400_000_000L,
                    OutputSpec.Guard.HARDWARE,
                    "",
                    2_000_000));
        }
        for (int s = 0; s < STREAMS; s++) {
            for (int r = 0; r < RULES_A_STREAM; r++) {
                rules.add(new RuleSpec(
                        "r" + s + "-" + r,
                        "Rule",
                        s,
                        r == 2 ? Comparison.LT : Comparison.GT,
                        r == 0 ? 27 : r == 1 ? 29.95 : 5,
                        1,
                        r * 5_000_000L,
                        10_000_000,
                        60_000_000,
                        (s * RULES_A_STREAM + r) % OUTPUTS,
                        1,
                        OptionalDouble.empty()));
            }
        }
        ControlConfig config =
                new ControlConfig("bench", ZoneOffset.UTC, streams, outputs, List.of(), rules, List.of());
        Configuration configuration = Configuration.of("{}", Map.of(ControlConfig.class, config));
        return new Engine(_ -> configuration, List.of(), List.of());
    }

    private static Frame start() {
        return new Frame(
                1,
                0,
                0,
                Samples.NONE,
                List.of(new Input.ConfigChange(Input.Cause.START, "bench", "", "{}")),
                List.of(),
                List.of());
    }

    private static void readings(int size, int total) {
        Engine engine = engine();
        engine.scan(start());
        // Frames are made ahead and used round after round with later times: the engine is measured, not the making.
        int count = total / size;
        long step = 1_000_000L * size / STREAMS;
        long effects = 0;
        long nanos = 0;
        long cpu = 0;
        Samples.Builder builder = new Samples.Builder(size);
        List<Frame> chunk = new ArrayList<>();
        int next = 0;
        for (int made = 0; made < count; ) {
            chunk.clear();
            for (int i = 0; i < 500 && made < count; i++, made++) {
                long now = (made + 1) * step;
                for (int j = 0; j < size; j++) {
                    int s = (next + j) % STREAMS;
                    double wave = Math.sin((now / 1e6 + s * 0.37) * 0.02) * 5.0;
                    builder.add(s, 22 + wave + (s % 7) * 0.45, now, now, 0, 0);
                }
                next = (next + size) % STREAMS;
                chunk.add(new Frame(made + 2, now, now, builder.build(), List.of(), List.of(), List.of()));
            }
            long begin = System.nanoTime();
            long cpuBegin = THREAD.getCurrentThreadCpuTime();
            for (Frame frame : chunk) {
                effects += engine.scan(frame).effects().size();
            }
            nanos += System.nanoTime() - begin;
            cpu += THREAD.getCurrentThreadCpuTime() - cpuBegin;
        }
        System.out.printf(
                "frames of %,5d: %,12.0f readings/s (%,12.0f per second of CPU), %d rules a stream, %,d effects%n",
                size, (double) count * size * 1e9 / nanos, (double) count * size * 1e9 / cpu, RULES_A_STREAM, effects);
    }

    private static void idle() {
        Engine engine = engine();
        engine.scan(start());
        int n = 2_000_000;
        for (int round = 0; round < 3; round++) {
            long begin = System.nanoTime();
            for (int i = 0; i < n; i++) {
                engine.scan(Frame.tick(engine.lastSeq() + 1, 70_000_000, 70_000_000));
            }
            System.out.printf("a scan with nothing to do: %.0f ns%n", (double) (System.nanoTime() - begin) / n);
        }
    }
}
