package org.penstock.core.telemetry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Sample;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Quality;
import org.penstock.core.quantity.QualityCode;

class GateProperties {
    private static final long SECOND = 1_000_000;

    /** Whatever comes in: everything is accounted for, nothing enters twice, time never runs back, good is good. */
    @Property(tries = 200)
    void everythingOfferedIsAccountedForOnce(@ForAll Random r) {
        HandClock clock = new HandClock("2026-11-21T06:00:00Z");
        IngestCounts counts = new IngestCounts();
        Gate gate =
                new Gate(new EngineClock(clock, clock, JournalEnd.NONE), JournalEnd.NONE, new MessageMemory(), counts);
        List<StreamSpec> streams = new ArrayList<>();
        for (int no = 0; no < 4; no++) {
            Metric metric = Metric.values()[r.nextInt(Metric.values().length)];
            streams.add(new StreamSpec(
                    no,
                    "s" + no,
                    "",
                    "d" + no % 2,
                    "",
                    metric,
                    metric.canonical(),
                    SECOND,
                    60 * SECOND,
                    SECOND,
                    3600 * SECOND));
        }
        gate.configure(streams);
        long offered = 0;
        long counted = 0;
        long stored = 0;
        long inFrames = 0;
        long lastMono = Long.MIN_VALUE;
        Set<String> identities = new HashSet<>();
        for (int i = 0; i < 60; i++) {
            List<Batch> batches = new ArrayList<>();
            for (int b = r.nextInt(4); b > 0; b--) {
                Batch batch = batch(r, clock);
                offered += batch.samples().size();
                batches.add(batch);
            }
            Frame f = (i == 59
                            ? gate.lastFrame(new Inbox.Taken(List.of(), batches))
                            : gate.frame(new Inbox.Taken(List.of(), batches)))
                    .frame();
            assertEquals(i + 1, f.seq());
            assertTrue(f.monoMicros() >= lastMono);
            lastMono = f.monoMicros();
            for (Frame.Count c : f.counts()) {
                counted += c.n();
                stored +=
                        c.reason().equals(IngestCounts.STORED) || c.reason().equals(IngestCounts.CONFLICT) ? c.n() : 0;
            }
            Samples s = f.samples();
            inFrames += s.size();
            for (int k = 0; k < s.size(); k++) {
                assertTrue(s.bornMicros(k) <= f.monoMicros());
                assertTrue(s.eventMicros(k) >= 0 && s.eventMicros(k) < 7_258_118_400_000_000L);
                boolean first = identities.add(s.stream(k) + "@" + s.eventMicros(k));
                assertTrue(
                        first || s.has(k, Samples.CONFLICT),
                        "fewer readings than the memory holds: recognised exactly");
                if (QualityCode.of(s.qualityCode(k)).quality() == Quality.GOOD) {
                    Metric m = streams.get(s.stream(k)).metric();
                    assertTrue(m.rounded(s.value(k)) >= m.min() && m.rounded(s.value(k)) <= m.max());
                }
            }
            clock.pass(r.nextInt(500_000));
            if (r.nextInt(10) == 0) {
                clock.set(clock.wall() + (r.nextInt(5) - 2) * 3600 * SECOND);
            }
        }
        assertEquals(offered, counted);
        assertEquals(inFrames, stored);
    }

    private static Batch batch(Random r, HandClock clock) {
        List<Sample> samples = new ArrayList<>();
        for (int n = 1 + r.nextInt(3); n > 0; n--) {
            long event = switch (r.nextInt(8)) {
                case 0 -> Sample.NO_TIME;
                case 1 -> r.nextLong();
                case 2 -> clock.wall() - r.nextInt(2) * 7200 * SECOND;
                case 3 -> clock.wall() + 600 * SECOND;
                default -> clock.wall() - r.nextInt(5) * SECOND;
            };
            double value = switch (r.nextInt(6)) {
                case 0 -> Double.NaN;
                case 1 -> r.nextDouble() * 1e9 - 5e8;
                case 2 -> Double.NEGATIVE_INFINITY;
                default -> r.nextInt(3);
            };
            QualityCode said = r.nextInt(5) == 0 ? QualityCode.values()[r.nextInt(9)] : QualityCode.GOOD;
            samples.add(new Sample(r.nextInt(5), value, event, said));
        }
        String id = r.nextInt(3) == 0 ? "m" + r.nextInt(5) : null;
        return new Batch(
                r.nextBoolean() ? "a" : "b", samples, clock.wall(), clock.nanos(), r.nextInt(10) == 0, id, () -> {});
    }
}
