package org.penstock.core.runtime;

import java.time.InstantSource;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Batch;
import org.penstock.core.link.LinkContext;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.quantity.Ticker;

/** What a link sees that is opened for a look only: its batches go to whoever looks, its counts nowhere. */
final class TrialContext implements LinkContext {
    private static final int MOST = 1_000;

    private final Clocks clocks;
    private final UnaryOperator<String> secrets;
    private final BlockingQueue<Batch> batches = new ArrayBlockingQueue<>(MOST);
    private volatile @Nullable LinkStatus status;
    private volatile String lastDrop = "";

    /** The two clocks. */
    record Clocks(InstantSource wall, Ticker ticker) {}

    TrialContext(Clocks clocks, UnaryOperator<String> secrets) {
        this.clocks = clocks;
        this.secrets = secrets;
    }

    /** What came, waiting for whoever looks. */
    BlockingQueue<Batch> batches() {
        return batches;
    }

    /** What the link said last of itself, null before it said anything. */
    @Nullable
    LinkStatus said() {
        return status;
    }

    /** Why the last thing was dropped, "" while nothing was. */
    String lastDrop() {
        return lastDrop;
    }

    @Override
    public boolean trial() {
        return true;
    }

    @Override
    public InstantSource wall() {
        return clocks.wall();
    }

    @Override
    public Ticker ticker() {
        return clocks.ticker();
    }

    @Override
    public void deliver(Batch batch) throws InterruptedException {
        batches.put(batch);
        batch.acknowledge().run();
    }

    @Override
    public boolean offer(Batch batch) {
        boolean taken = batches.offer(batch);
        if (taken) {
            batch.acknowledge().run();
        }
        return taken;
    }

    @Override
    public void dropped(String device, String reason) {
        lastDrop = (device.isEmpty() ? "" : device + ": ") + reason;
    }

    @Override
    public void missed(String device, long messages) {
        lastDrop = device + ": " + messages + " messages missed";
    }

    @Override
    public void status(LinkStatus now) {
        status = now;
    }

    @Override
    public String secret(String name) {
        return secrets.apply(name);
    }
}
