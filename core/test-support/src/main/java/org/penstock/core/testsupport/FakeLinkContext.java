package org.penstock.core.testsupport;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.penstock.core.link.Batch;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkState;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Ticker;

/**
 * The facility as a link under test sees it: keeps every batch, drop and status, acknowledges at once or when told, and
 * can stand still like a full telemetry lane.
 */
public final class FakeLinkContext implements LinkContext {
    private final InstantSource wall;
    private final Ticker ticker;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<Batch> batches = new ArrayList<>();
    private final List<Batch> unacknowledged = new ArrayList<>();
    private final List<LinkStatus> statuses = new ArrayList<>();
    private final Map<String, Long> dropped = new TreeMap<>();
    private final List<String> devices = new ArrayList<>();
    private boolean acknowledging = true;
    private boolean full;

    /** On the system's clocks: for tests with real sockets. */
    public FakeLinkContext() {
        this(InstantSource.system(), Ticker.system());
    }

    public FakeLinkContext(InstantSource wall, Ticker ticker) {
        this.wall = wall;
        this.ticker = ticker;
    }

    /** Sets {@code ${secret:name}}. */
    public FakeLinkContext withSecret(String name, String value) {
        secrets.put(name, value);
        return this;
    }

    /** From now on batches are kept unacknowledged until {@link #acknowledgeAll}: the disk that has not answered yet. */
    public synchronized FakeLinkContext holdingAcknowledgements() {
        acknowledging = false;
        return this;
    }

    /** Acknowledges everything held, in order of delivery, and goes on acknowledging at once. */
    public void acknowledgeAll() {
        List<Batch> held;
        synchronized (this) {
            acknowledging = true;
            held = List.copyOf(unacknowledged);
            unacknowledged.clear();
        }
        held.forEach(b -> b.acknowledge().run());
    }

    /** Makes the telemetry lane full (deliver waits, offer refuses) or free again. */
    public synchronized void full(boolean now) {
        full = now;
        notifyAll();
    }

    @Override
    public InstantSource wall() {
        return wall;
    }

    @Override
    public Ticker ticker() {
        return ticker;
    }

    @Override
    public void deliver(Batch batch) throws InterruptedException {
        synchronized (this) {
            while (full) {
                wait();
            }
        }
        take(batch);
    }

    @Override
    public boolean offer(Batch batch) {
        synchronized (this) {
            if (full) {
                return false;
            }
        }
        take(batch);
        return true;
    }

    private void take(Batch batch) {
        boolean now;
        synchronized (this) {
            batches.add(batch);
            now = acknowledging;
            if (!now) {
                unacknowledged.add(batch);
            }
        }
        if (now) {
            batch.acknowledge().run();
        }
    }

    @Override
    public synchronized void dropped(String device, String reason) {
        dropped.merge(device + "/" + reason, 1L, Long::sum);
    }

    @Override
    public synchronized void missed(String device, long messages) {
        dropped.merge(device + "/missed", messages, Long::sum);
    }

    @Override
    public synchronized void status(LinkStatus status) {
        statuses.add(status);
    }

    @Override
    public synchronized void device(String device, String away) {
        devices.add(device + (away.isEmpty() ? " is back" : " is away: " + away));
    }

    /** What was said of single devices so far: {@code skid is away: …}, {@code skid is back}. */
    public synchronized List<String> devices() {
        return List.copyOf(devices);
    }

    @Override
    public String secret(String name) {
        String value = secrets.get(name);
        if (value == null) {
            throw new IllegalStateException("secret " + name + " was never set: penstock secret set " + name);
        }
        return value;
    }

    /** Every batch so far, in order. */
    public synchronized List<Batch> batches() {
        return List.copyOf(batches);
    }

    /** Every sample of one stream so far, in order. */
    public synchronized List<Sample> samples(int stream) {
        return batches.stream()
                .flatMap(b -> b.samples().stream())
                .filter(s -> s.stream() == stream)
                .toList();
    }

    /** Every value of one stream so far, in order. */
    public List<Double> values(int stream) {
        return samples(stream).stream().map(Sample::value).toList();
    }

    /** How often something was dropped. @param what {@code device/reason} */
    public synchronized long dropped(String what) {
        return dropped.getOrDefault(what, 0L);
    }

    /** Everything dropped, {@code device/reason} and how often. */
    public synchronized Map<String, Long> dropped() {
        return Map.copyOf(dropped);
    }

    /** Every status so far, in order. */
    public synchronized List<LinkStatus> statuses() {
        return List.copyOf(statuses);
    }

    /** The last status, if there was one. */
    public synchronized Optional<LinkStatus> status() {
        return statuses.isEmpty() ? Optional.empty() : Optional.of(statuses.getLast());
    }

    /** Whether the last status is {@code state}. */
    public boolean is(LinkState state) {
        return status().map(s -> s.state() == state).orElse(false);
    }

    /** Whether any status so far had that state and a reason containing {@code words}. */
    public synchronized boolean said(LinkState state, String words) {
        return statuses.stream().anyMatch(s -> s.state() == state && s.reason().contains(words));
    }
}
