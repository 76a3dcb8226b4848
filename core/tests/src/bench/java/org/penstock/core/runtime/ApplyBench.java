package org.penstock.core.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.Problems;
import org.penstock.core.identity.Asker;
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
import org.penstock.core.quantity.Ticker;

/**
 * How long a change of a running facility of 5,000 streams takes, and how long its engine does nothing else meanwhile. One
 * limit is changed and 100 streams are added, first cold, then again and again. Every stream says something once a second.
 * Bars: the answer within 10 s, the engine never away for more than 200 ms. Argument: a directory.
 */
public final class ApplyBench {
    private static final int STREAMS = 5_000;
    private static final int LINKS = 5;
    private static final int MORE = 100;
    private static final int ROUNDS = 8;

    private static final AtomicLong LAST = new AtomicLong();
    private static final AtomicLong LONGEST = new AtomicLong();

    private ApplyBench() {}

    public static void main(String[] args) throws Exception {
        Path parent = args.length > 0 ? Path.of(args[0]) : Files.createTempDirectory("penstock-bench-");
        Path data = Files.createTempDirectory(parent, "apply-");
        FacilityOptions options = new FacilityOptions(
                data,
                new FacilityOptions.FacilityText("bench.yaml", text(0)),
                null,
                List.of(new Sensors()),
                true,
                "bench",
                "os:bench",
                InstantSource.system(),
                watched());
        try (Facility facility = Facility.open(options)) {
            TimeUnit.SECONDS.sleep(5);
            pause("before", 5);
            for (int round = 1; round <= ROUNDS; round++) {
                List<Configuration.File> files = List.of(new Configuration.File("bench.yaml", text(round)));
                LONGEST.set(0);
                long start = System.nanoTime();
                FacilityChange change = facility.configuration().plan(files, false);
                long planned = System.nanoTime();
                ControlRoom.Answer answer = facility.configuration()
                        .apply(Asker.account("bench"), change.id(), "")
                        .get(30, TimeUnit.SECONDS);
                long applied = System.nanoTime();
                TimeUnit.SECONDS.sleep(3);
                System.out.printf(
                        "%s: %s; plan %,.0f ms, apply %,.0f ms, longest pause of the engine %,.0f ms; %s%n",
                        round == 1 ? "cold" : "warm",
                        change.counts(),
                        (planned - start) / 1e6,
                        (applied - planned) / 1e6,
                        LONGEST.get() / 1e6,
                        answer.accepted() ? "in force" : answer.text());
            }
        }
    }

    private static void pause(String when, int seconds) throws InterruptedException {
        LONGEST.set(0);
        TimeUnit.SECONDS.sleep(seconds);
        System.out.printf("%s: longest pause of the engine %,.0f ms%n", when, LONGEST.get() / 1e6);
    }

    /** A clock that sees how often the engine looks at it: at least once a turn, and readings come every few ms. */
    private static Ticker watched() {
        return () -> {
            long now = System.nanoTime();
            if (Thread.currentThread().getName().equals("penstock-engine")) {
                long before = LAST.getAndSet(now);
                if (before != 0) {
                    LONGEST.accumulateAndGet(now - before, Math::max);
                }
            }
            return now;
        };
    }

    private static String text(int round) {
        StringBuilder text = new StringBuilder("""
                penstock: 1
                organization: {key: bench, name: Bench}
                site: {key: bench, name: Bench, profile: grow, timezone: Europe/Amsterdam}
                locations:
                  - {key: house, name: House, kind: building}
                links:
                """);
        for (int link = 0; link < LINKS; link++) {
            text.append("  - {key: link-").append(link).append(", driver: mqtt, connection: {host: h}}\n");
        }
        text.append("devices:\n");
        int streams = STREAMS + round * MORE;
        for (int link = 0; link < LINKS; link++) {
            text.append("  - key: dev-%d\n    name: Dev %d\n    link: link-%d\n    location: house\n    streams:\n"
                    .formatted(link, link, link));
            for (int s = link; s < streams; s += LINKS) {
                text.append(("      - {key: s-%d, name: Stream %d, metric: temperature, unit: °C, interval: 1s,"
                                + " address: {topic: t/%d}}%n")
                        .formatted(s, s, s));
            }
            text.append("    outputs:\n");
            for (int o = 0; o < 20; o++) {
                text.append(
                        ("      - {key: fan-%d-%d, name: Fan %d %d, kind: fan, safe: 0, on_start: safe, guard: none,"
                                        + " address: {topic: o/%d/%d}}%n")
                                .formatted(link, o, link, o, link, o));
            }
        }
        text.append("rules:\n");
        for (int r = 0; r < 100; r++) {
            text.append(("  - {key: r-%d, name: Rule %d, stream: s-%d, when: above, limit: %d °C, output: fan-%d-%d,"
                            + " value: 1}%n")
                    .formatted(r, r, r * 10, 40 + (r == 0 ? round % 2 : 0), r % LINKS, r / LINKS));
        }
        text.append("alerts:\n");
        for (int a = 0; a < 1_000; a++) {
            text.append("  - {key: a-%d, name: Alert %d, stream: s-%d, type: missing_data, severity: info}%n"
                    .formatted(a, a, a * 5));
        }
        return text.toString();
    }

    /** Says something of every stream once a second, a few at a time. */
    private record Sensors() implements Driver {
        @Override
        public String protocol() {
            return "mqtt";
        }

        @Override
        public void check(LinkSpec spec, Problems problems) {}

        @Override
        public Link open(LinkSpec spec, LinkContext context) {
            return new Nodes(spec, context);
        }
    }

    private static final class Nodes implements Link {
        private static final int PARTS = 100;

        private final LinkSpec spec;
        private final LinkContext context;
        private final Thread thread;
        private final List<Integer> streams = new ArrayList<>();
        private volatile boolean closed;

        Nodes(LinkSpec spec, LinkContext context) {
            this.spec = spec;
            this.context = context;
            spec.devices().forEach(d -> d.streams().forEach(s -> streams.add(s.no())));
            thread = Thread.ofVirtual().name("bench-" + spec.key()).unstarted(this::run);
        }

        private void run() {
            try {
                for (int part = 0; !closed; part = (part + 1) % PARTS) {
                    List<Sample> samples = new ArrayList<>();
                    for (int s = part; s < streams.size(); s += PARTS) {
                        samples.add(Sample.now(streams.get(s), 20 + s % 10));
                    }
                    context.deliver(new Batch(
                            spec.key(),
                            samples,
                            System.currentTimeMillis() * 1_000,
                            context.ticker().nanos(),
                            false,
                            null,
                            Batch.NOTHING_TO_ACKNOWLEDGE));
                    TimeUnit.MILLISECONDS.sleep(1_000 / PARTS);
                }
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
            thread.start();
        }

        @Override
        public WriteOutcome write(OutputWrite write) {
            return new WriteOutcome.Verified(write.value());
        }

        @Override
        public WriteOutcome readBack(int output) {
            return new WriteOutcome.Verified(0);
        }

        @Override
        public LinkStatus status() {
            return new LinkStatus(spec.key(), LinkState.ONLINE, "", 0, null, 0, 0, 0, 0);
        }

        @Override
        public void close() {
            closed = true;
            thread.interrupt();
        }
    }
}
