package org.penstock.core.runtime;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Inbox;

/** Hands readings of people in through the telemetry lane, and waits until they are durable. Thread-safe. */
final class IntakeDelivery {
    /** So that a frame stays short: what is controlled waits for no file. */
    private static final int SAMPLES = 2_000;

    private static final long DURABLE_SECONDS = 30;

    private final Inbox inbox;
    private final InstantSource wall;
    private final Ticker ticker;
    private final Supplier<@Nullable String> shut;

    /** @param shut why nothing can be taken in now, null when it can */
    IntakeDelivery(Inbox inbox, InstantSource wall, Ticker ticker, Supplier<@Nullable String> shut) {
        this.inbox = inbox;
        this.wall = wall;
        this.ticker = ticker;
        this.shut = shut;
    }

    /** @throws IntakeRefused when nothing can be taken in now */
    void mustBeOpen() {
        String why = shut.get();
        if (why != null) {
            throw new IntakeRefused(why);
        }
    }

    /** Wall time now, µs UTC. */
    long now() {
        return EngineClock.micros(wall.instant());
    }

    /** As a device delivers one. */
    void live(String link, Sample sample) {
        CountDownLatch durable = new CountDownLatch(1);
        send(
                List.of(new Batch(link, List.of(sample), now(), ticker.nanos(), false, null, durable::countDown)),
                durable);
    }

    /** Out of a file: for the record only. */
    void ofFile(String link, List<Sample> samples) {
        if (samples.isEmpty()) {
            return;
        }
        CountDownLatch durable = new CountDownLatch(1);
        List<Batch> batches = new ArrayList<>();
        for (int from = 0; from < samples.size(); from += SAMPLES) {
            int to = Math.min(samples.size(), from + SAMPLES);
            // They become durable in order: the last one tells of all.
            Runnable told = to == samples.size() ? durable::countDown : Batch.NOTHING_TO_ACKNOWLEDGE;
            batches.add(Batch.ofFile(link, samples.subList(from, to), now(), ticker.nanos(), told));
        }
        send(batches, durable);
    }

    private void send(List<Batch> batches, CountDownLatch durable) {
        mustBeOpen();
        try {
            for (Batch b : batches) {
                inbox.deliver(b);
            }
            if (durable.await(DURABLE_SECONDS, TimeUnit.SECONDS)) {
                return;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IntakeRefused("The program is closing. Do the same again when it runs: nothing is taken twice.");
        }
        throw new IntakeRefused("The readings were not durable within " + DURABLE_SECONDS
                + " s; the disk may be full or slow. Do the same again later: nothing is taken twice.");
    }
}
