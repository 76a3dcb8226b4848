package org.penstock.core.testsupport;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.penstock.core.facility.Problems;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Handed;
import org.penstock.core.link.Link;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.OutputWrite;
import org.penstock.core.link.Sample;
import org.penstock.core.link.WriteOutcome;

/**
 * Devices under the test's hand: it says what streams read and looks at what outputs were driven to. Outputs survive the
 * link, as a real valve survives the program. Any thread.
 */
public final class FakeDevices implements Driver {
    private final String protocol;
    private final ConcurrentMap<String, Double> outputs = new ConcurrentHashMap<>();
    private final List<String> writes = new ArrayList<>();
    private volatile boolean dead;
    private volatile long answerMillis;
    private volatile @Nullable FakeLink link;

    public FakeDevices(String protocol) {
        this.protocol = protocol;
    }

    @Override
    public String protocol() {
        return protocol;
    }

    @Override
    public void check(LinkSpec spec, Problems problems) {}

    @Override
    public Link open(LinkSpec spec, LinkContext context) {
        FakeLink opened = new FakeLink(spec, context);
        link = opened;
        return opened;
    }

    /** The device sends a value of a stream now. */
    public void says(String stream, double value) {
        Objects.requireNonNull(link, "no link is open").says(stream, value);
    }

    /** A device sends a message that is handed on, with no value in it. @param acknowledge called when it is durable */
    public void handsOn(Handed message, Runnable acknowledge) {
        Objects.requireNonNull(link, "no link is open").deliver(List.of(), List.of(message), acknowledge);
    }

    /** What an output is driven to at the device; 0 before the first write. */
    public double output(String key) {
        return outputs.getOrDefault(key, 0.0);
    }

    /** Someone else changes the output at the device. */
    public void turn(String key, double value) {
        outputs.put(key, value);
    }

    /** Every write so far, {@code valve-1=1.0}, in order. */
    public List<String> writes() {
        synchronized (writes) {
            return List.copyOf(writes);
        }
    }

    /** From now on nothing is written or read back. */
    public void die() {
        dead = true;
    }

    /** From now on devices do at once what is written, and say so only after so long. */
    public void answerAfter(long millis) {
        answerMillis = millis;
    }

    /** Writes work again. */
    public void live() {
        dead = false;
    }

    private final class FakeLink implements Link {
        private final LinkSpec spec;
        private final LinkContext context;
        private final Map<String, Integer> streams = new HashMap<>();
        private final Map<Integer, String> outputKeys = new HashMap<>();

        FakeLink(LinkSpec spec, LinkContext context) {
            this.spec = spec;
            this.context = context;
            for (LinkSpec.Device d : spec.devices()) {
                d.streams().forEach(s -> streams.put(s.key(), s.no()));
                d.outputs().forEach(o -> outputKeys.put(o.no(), o.key()));
            }
        }

        void says(String stream, double value) {
            int no = Objects.requireNonNull(streams.get(stream), () -> "no stream " + stream);
            deliver(List.of(Sample.now(no, value)), List.of(), Batch.NOTHING_TO_ACKNOWLEDGE);
        }

        void deliver(List<Sample> samples, List<Handed> handed, Runnable acknowledge) {
            try {
                context.deliver(new Batch(
                        spec.key(),
                        samples,
                        handed,
                        context.wall().instant().toEpochMilli() * 1000,
                        context.ticker().nanos(),
                        false,
                        null,
                        acknowledge));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public String key() {
            return spec.key();
        }

        @Override
        public void start() {
            context.status(status());
        }

        @Override
        public WriteOutcome write(OutputWrite write) throws InterruptedException {
            String key = Objects.requireNonNull(outputKeys.get(write.output()));
            if (dead) {
                return new WriteOutcome.Failed(key + " does not answer");
            }
            synchronized (writes) {
                writes.add(key + "=" + write.value());
            }
            outputs.put(key, write.value());
            Thread.sleep(answerMillis);
            return new WriteOutcome.Verified(write.value());
        }

        @Override
        public WriteOutcome readBack(int output) {
            String key = Objects.requireNonNull(outputKeys.get(output));
            return dead
                    ? new WriteOutcome.Failed(key + " does not answer")
                    : new WriteOutcome.Verified(FakeDevices.this.output(key));
        }

        @Override
        public LinkStatus status() {
            return new LinkStatus(spec.key(), LinkState.ONLINE, "", 0, null, 0, 0, 0, 0);
        }

        @Override
        public void close() {}
    }
}
