package org.penstock.core.telemetry;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * This program's store beside other embedded stores, one after the other in one run: 2,000 streams a second durable and each
 * reading once, a commit for 10,000; then a month of one more stream, the usual questions, and the size. The month is not part
 * of what is timed. Arguments: a directory, minutes of the mix (20), how many of the stores (5).
 */
public final class PeersBench {
    private static final int DAYS = 30;
    private static final int TIMES = 60;

    private PeersBench() {}

    public static void main(String[] args) throws Exception {
        Path parent = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("penstock-bench-");
        int minutes = args.length > 1 ? Integer.parseInt(args[1]) : 20;
        System.out.printf(
                "%-26s %14s %14s %10s %12s %12s %10s%n",
                "", "durable /s", "found /s", "24 h ms", "30 d raw ms", "lasts ms", "B/reading");
        List<Making> peers = List.of(
                PenstockPeer::new,
                QuestPeer::new,
                d -> new RowPeer(RowPeer.Kind.DUCKDB, d),
                d -> new RowPeer(RowPeer.Kind.SQLITE, d),
                d -> new RowPeer(RowPeer.Kind.POSTGRES, d));
        for (Making making : peers.subList(0, args.length > 2 ? Integer.parseInt(args[2]) : peers.size())) {
            // Of a program that has run for a while: the first time is told nobody.
            measure(parent, making, minutes, _ -> {});
            List<Rates> rates = new ArrayList<>();
            measure(parent, making, minutes, rates::add);
            measure(parent, making, minutes, rates::add);
            tell(parent, making, minutes, rates);
        }
    }

    /** Makes a store in a directory. */
    private interface Making {
        Peer make(Path directory) throws Exception;
    }

    /** @param durable readings/s until each is on the disk @param found until questions find them, too */
    private record Rates(double durable, double found) {}

    private static void measure(Path parent, Making making, int minutes, Consumer<Rates> rates) throws Exception {
        Path directory = Files.createTempDirectory(parent, "peer-");
        try (Peer peer = making.make(directory)) {
            rates.accept(fill(peer, minutes, System.currentTimeMillis() * 1_000));
        } finally {
            GateToDurable.delete(directory);
        }
    }

    private static Rates fill(Peer peer, int minutes, long end) throws Exception {
        int seconds = minutes * 60;
        Mix mix = new Mix(end - (seconds + 60) * Mix.SECOND);
        long start = System.nanoTime();
        long mixing = 0;
        long readings = 0;
        for (int s = 1; s <= seconds; s++) {
            long before = System.nanoTime();
            Mix.Batch batch = mix.second();
            mixing += System.nanoTime() - before;
            peer.add(batch);
            readings += batch.size();
            if (s % 50 == 0) {
                peer.add(batch);
            }
            if (s % 5 == 0) {
                peer.commit();
            }
        }
        peer.commit();
        double durable = (System.nanoTime() - start - mixing) / 1e9;
        start = System.nanoTime();
        peer.settle();
        double found = durable + (System.nanoTime() - start) / 1e9;
        return new Rates(readings / durable, readings / found);
    }

    private static void tell(Path parent, Making making, int minutes, List<Rates> rates) throws Exception {
        Path directory = Files.createTempDirectory(parent, "peer-");
        try (Peer peer = making.make(directory)) {
            long end = System.currentTimeMillis() * 1_000;
            rates.add(fill(peer, minutes, end));
            int month = DAYS * 86_400;
            Mix mix = new Mix(end);
            for (int day = 0; day < DAYS; day++) {
                peer.add(mix.month(end - (DAYS - 1 - day) * 86_400L * Mix.SECOND, 86_400));
                peer.commit();
            }
            peer.settle();
            if (peer instanceof PenstockPeer penstock) {
                penstock.seal();
            }
            double day = time(() -> peer.raw(Mix.LONG, end - 86_400 * Mix.SECOND, end));
            double raw = time(() -> peer.pieces(Mix.LONG, end - month * Mix.SECOND, end, 1_000));
            double lasts = time(peer::lasts);
            String rollUps = peer instanceof PenstockPeer penstock
                    ? String.format(
                            "; 30 d from roll-ups %.1f ms",
                            time(() -> penstock.fromRollUps(Mix.LONG, end - month * Mix.SECOND, end, 1_000)))
                    : "";
            System.out.printf(
                    "%-26s %,14.0f %,14.0f %10.1f %12.1f %12.2f %10.1f%s%n",
                    peer.name(),
                    median(rates.stream().mapToDouble(Rates::durable).toArray()),
                    median(rates.stream().mapToDouble(Rates::found).toArray()),
                    day,
                    raw,
                    lasts,
                    peer.bytes(directory) / (double) (minutes * 60 * Mix.STREAMS + month),
                    rollUps);
        } finally {
            GateToDurable.delete(directory);
        }
    }

    /** @return median, ms */
    private static double time(Callable<Integer> question) throws Exception {
        double[] took = new double[TIMES];
        for (int i = 0; i < TIMES; i++) {
            long start = System.nanoTime();
            question.call();
            took[i] = (System.nanoTime() - start) / 1e6;
        }
        return median(took);
    }

    private static double median(double[] of) {
        double[] sorted = of.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
