package org.penstock.core.telemetry;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.quantity.Ticker;

/**
 * Readings from two links through inbox, gate and journal until they are synced: as fast as it goes, then paced. Prints
 * readings a second, the time from frame to durable and bytes a reading. Argument: a directory on the disk to measure.
 */
public final class GateToDurable {
    private static final int STREAMS = 2_000;
    private static final int BATCH = 500;

    private GateToDurable() {}

    public static void main(String[] args) throws Exception {
        Path directory = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("penstock-bench-");
        handOver();
        for (int round = 0; round < 3; round++) {
            run(directory, 4_000_000, 0);
        }
        run(directory, 100_000, 10_000);
        run(directory, 20_000, 2_000);
    }

    /** From {@link Inbox#post} on one thread to {@link Inbox#take} on another. */
    private static void handOver() throws Exception {
        Inbox inbox = new Inbox(1_000, 1_000);
        int n = 20_000;
        long[] nanos = new long[n];
        AtomicLong sent = new AtomicLong();
        Thread taker = new Thread(
                () -> {
                    for (int got = 0; got < n; ) {
                        try {
                            int inputs = inbox.take(1, 1_000_000_000L).inputs().size();
                            if (inputs > 0) {
                                nanos[got] = System.nanoTime() - sent.get();
                                got += inputs;
                            }
                        } catch (InterruptedException e) {
                            return;
                        }
                    }
                },
                "bench-taker");
        taker.start();
        for (int i = 0; i < n; i++) {
            sent.set(System.nanoTime());
            inbox.post(new Input.Notice("bench", "", "", ""));
            long until = System.nanoTime() + 100_000;
            while (System.nanoTime() < until) {
                Thread.onSpinWait();
            }
        }
        taker.join();
        Arrays.sort(nanos);
        System.out.printf("hand-over: p50 %.0f µs, p99 %.0f µs%n", nanos[n / 2] / 1e3, nanos[n * 99 / 100] / 1e3);
    }

    private static void run(Path parent, int readings, int perSecond) throws Exception {
        Path directory = Files.createTempDirectory(parent, "journal-");
        Inbox inbox = new Inbox(50_000, 5_000);
        AtomicLong durable = new AtomicLong();
        List<Long> waits = new ArrayList<>();
        try (Journal journal = Journal.open(new JournalDirectory(directory), Ticker.system())) {
            EngineClock clock = new EngineClock(InstantSource.system(), Ticker.system(), journal.end());
            Gate gate = new Gate(clock, journal.end(), new MessageMemory(), new IngestCounts());
            gate.configure(streams());
            CountDownLatch all = new CountDownLatch(1);
            long start = System.nanoTime();
            for (int link = 0; link < 2; link++) {
                int first = link;
                Thread.ofPlatform()
                        .name("bench-link-" + link)
                        .start(() -> send(inbox, first, readings / 2, perSecond / 2));
            }
            int taken = 0;
            while (taken < readings) {
                Inbox.Taken t = inbox.take(journal.full() ? 0 : 10_000, 10_000_000);
                Gate.Gated g = gate.frame(t);
                int size = g.frame().samples().size();
                taken += size;
                long appended = System.nanoTime();
                boolean last = taken >= readings;
                List<Runnable> acks = List.of(() -> {
                    waits.add(System.nanoTime() - appended);
                    durable.addAndGet(size);
                    if (last) {
                        all.countDown();
                    }
                });
                while (!journal.append(new JournalRecord.Inputs(g.frame()), acks)) {
                    Thread.onSpinWait();
                }
            }
            all.await();
            double seconds = (System.nanoTime() - start) / 1e9;
            waits.sort(null);
            System.out.printf(
                    "%s: %,.0f readings/s durable; frame to durable p50 %.2f ms, p99 %.2f ms (%d frames); %.1f bytes a reading%n",
                    perSecond == 0 ? "as fast as it goes" : "paced " + perSecond + "/s",
                    durable.get() / seconds,
                    waits.get(waits.size() / 2) / 1e6,
                    waits.get(waits.size() * 99 / 100) / 1e6,
                    waits.size(),
                    size(directory) / (double) durable.get());
        } finally {
            delete(directory);
        }
    }

    private static void send(Inbox inbox, int link, int readings, int perSecond) {
        try {
            long next = System.nanoTime();
            int batch = perSecond == 0 ? BATCH : perSecond / 100;
            for (int sent = 0; sent < readings; sent += batch) {
                long now = System.currentTimeMillis() * 1000;
                List<Sample> samples = new ArrayList<>(batch);
                for (int i = 0; i < batch; i++) {
                    int stream = link + 2 * ((sent + i) % (STREAMS / 2));
                    samples.add(new Sample(
                            stream,
                            (200 + (sent + i) % 50) / 10.0,
                            now + (sent + i) / (STREAMS / 2),
                            QualityCode.GOOD));
                }
                inbox.deliver(new Batch("link-" + link, samples, now, System.nanoTime(), false, null, () -> {}));
                if (perSecond > 0) {
                    next += 10_000_000;
                    Thread.sleep(Math.max(0, (next - System.nanoTime()) / 1_000_000));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    static List<StreamSpec> streams() {
        List<StreamSpec> streams = new ArrayList<>();
        for (int no = 0; no < STREAMS; no++) {
            streams.add(new StreamSpec(
                    no,
                    "s" + no,
                    "",
                    "d",
                    "",
                    Metric.TEMPERATURE,
                    Metric.TEMPERATURE.canonical(),
                    1_000_000,
                    120_000_000,
                    60_000_000,
                    30 * 86_400_000_000L));
        }
        return streams;
    }

    static long size(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.filter(Files::isRegularFile)
                    .mapToLong(f -> f.toFile().length())
                    .sum();
        }
    }

    static void delete(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }
}
