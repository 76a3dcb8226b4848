package org.penstock.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.Sample;
import org.penstock.core.link.WriteOutcome;
import org.penstock.core.quantity.QualityCode;

/**
 * Sensors without a wire: every stream of every device reports once a second, ten values a message, spread over the
 * second. Counts what it handed in and what was acknowledged.
 */
final class SensorDriver implements Driver {
    final AtomicLong delivered = new AtomicLong();
    final AtomicLong acknowledged = new AtomicLong();
    final AtomicBoolean silent = new AtomicBoolean();

    @Override
    public String protocol() {
        return "bench";
    }

    @Override
    public void check(LinkSpec spec, Problems problems) {
        // Every address is good: there is no device.
    }

    @Override
    public Link open(LinkSpec spec, LinkContext context) {
        return new Sensors(spec, context);
    }

    private final class Sensors implements Link {
        private final LinkSpec spec;
        private final LinkContext context;
        private final Random random = new Random(1);
        private final Thread thread;
        private final double[] values;

        Sensors(LinkSpec spec, LinkContext context) {
            this.spec = spec;
            this.context = context;
            this.values = new double
                    [spec.devices().stream().mapToInt(d -> d.streams().size()).sum()];
            thread = Thread.ofPlatform().name("bench-sensors").daemon().unstarted(this::report);
        }

        @Override
        public String key() {
            return spec.key();
        }

        @Override
        public void start() {
            context.status(status());
            thread.start();
        }

        private void report() {
            long apart = TimeUnit.SECONDS.toNanos(1) / spec.devices().size();
            long next = System.nanoTime();
            try {
                while (!silent.get()) {
                    int at = 0;
                    for (LinkSpec.Device device : spec.devices()) {
                        message(device, at);
                        at += device.streams().size();
                        next += apart;
                        LockSupport.parkNanos(next - System.nanoTime());
                    }
                }
            } catch (InterruptedException unused) {
                // Only close() interrupts this thread.
            }
        }

        private void message(LinkSpec.Device device, int first) throws InterruptedException {
            long wall = TimeUnit.MILLISECONDS.toMicros(context.wall().millis());
            List<Sample> samples = new ArrayList<>();
            for (int i = 0; i < device.streams().size(); i++) {
                samples.add(new Sample(
                        device.streams().get(i).no(),
                        value(first + i),
                        wall - random.nextInt(15_000),
                        QualityCode.GOOD));
            }
            int n = samples.size();
            context.deliver(new Batch(
                    spec.key(), samples, wall, context.ticker().nanos(), false, null, () -> acknowledged.addAndGet(n)));
            delivered.addAndGet(n);
        }

        /** As sensors are: four in ten in tenths, three in hundredths, one constant, one counter, one full of noise. */
        private double value(int i) {
            int kind = i % 10;
            if (kind < 4) {
                values[i] = Math.rint(values[i] * 10 + random.nextInt(3) - 1) / 10;
            } else if (kind < 7) {
                values[i] = Math.rint(values[i] * 100 + random.nextInt(3) - 1) / 100;
            } else if (kind == 8) {
                values[i]++;
            } else if (kind == 9) {
                values[i] = random.nextGaussian();
            }
            return values[i];
        }

        @Override
        public WriteOutcome write(OutputWrite write) {
            return new WriteOutcome.Failed("a bench has no outputs");
        }

        @Override
        public WriteOutcome readBack(int output) {
            return new WriteOutcome.Failed("a bench has no outputs");
        }

        @Override
        public LinkStatus status() {
            return new LinkStatus(spec.key(), LinkState.ONLINE, "", 0, null, delivered.get(), 0, 0, 0);
        }

        @Override
        public void close() {
            silent.set(true);
            thread.interrupt();
        }
    }
}
