package org.penstock.core.runtime;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.penstock.core.facility.StreamSpec;
import org.penstock.core.link.Batch;
import org.penstock.core.link.Driver;
import org.penstock.core.link.Finding;
import org.penstock.core.link.Findings;
import org.penstock.core.link.LinkSpec;
import org.penstock.core.link.LinkStatus;
import org.penstock.core.link.SurveyRefused;
import org.penstock.core.quantity.QualityCode;
import org.penstock.core.telemetry.EngineClock;
import org.penstock.core.telemetry.Gate;
import org.penstock.core.telemetry.Inbox;
import org.penstock.core.telemetry.IngestCounts;
import org.penstock.core.telemetry.JournalEnd;
import org.penstock.core.telemetry.MessageMemory;
import org.penstock.core.telemetry.Samples;

/**
 * What the streams of a device would be: its link is opened with this device alone, and what comes is judged by a gate like
 * the facility's own, so that unit, range and clock are seen before anything is stored. Used by one thread.
 */
final class Preview {
    private static final long LOOK_MILLIS = 100;

    private final Map<Integer, StreamSpec> streams;
    private final LinkSpec.Device device;
    private final TrialContext.Clocks clocks;
    private final Gate gate;

    Preview(List<StreamSpec> all, LinkSpec.Device device, TrialContext.Clocks clocks) {
        Set<Integer> mine =
                device.streams().stream().map(LinkSpec.StreamPoint::no).collect(Collectors.toSet());
        this.streams = new HashMap<>();
        all.stream().filter(s -> mine.contains(s.no())).forEach(s -> streams.put(s.no(), s));
        this.device = device;
        this.clocks = clocks;
        this.gate = new Gate(
                new EngineClock(clocks.wall(), clocks.ticker(), JournalEnd.NONE),
                JournalEnd.NONE,
                new MessageMemory(),
                new IngestCounts());
        gate.configure(List.copyOf(streams.values()));
    }

    void run(Driver driver, LinkSpec alone, UnaryOperator<String> secrets, long forMillis, Findings findings)
            throws InterruptedException, SurveyRefused {
        Set<Integer> heard = new HashSet<>();
        try (Trial trial = Trial.open(driver, alone, secrets, clocks)) {
            for (LinkSpec.StreamPoint s : device.streams()) {
                findings.found(new Finding(device.key(), s.key(), "", "nothing yet", ""));
            }
            long start = clocks.ticker().nanos();
            long length = TimeUnit.MILLISECONDS.toNanos(forMillis);
            while (clocks.ticker().nanos() - start < length) {
                Batch batch = trial.context().batches().poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
                if (batch != null) {
                    Samples samples = gate.frame(new Inbox.Taken(List.of(), List.of(batch)))
                            .frame()
                            .samples();
                    for (int i = 0; i < samples.size(); i++) {
                        heard.add(samples.stream(i));
                        findings.found(finding(samples, i, batch.receivedMicros()));
                    }
                }
                findings.progress(heard.size(), streams.size(), progress(trial, heard.size()));
            }
        }
    }

    private Finding finding(Samples samples, int i, long receivedMicros) {
        StreamSpec spec = streams.get(samples.stream(i));
        if (spec == null) {
            throw new IllegalStateException("a reading of stream " + samples.stream(i) + ", which was not asked for");
        }
        String canonical =
                number(samples.value(i), spec) + " " + spec.metric().canonical().symbol();
        String value = spec.sourceUnit() == spec.metric().canonical()
                ? canonical.strip()
                : number(spec.sourceUnit().fromCanonical(samples.value(i)), spec) + " "
                        + spec.sourceUnit().symbol() + " = " + canonical.strip();
        QualityCode quality = QualityCode.of(samples.qualityCode(i));
        long lag = (receivedMicros - samples.eventMicros(i)) / 1_000;
        String time = samples.has(i, Samples.ASSUMED_TIME)
                ? "no time of its own"
                : "its time " + EngineClock.instant(samples.eventMicros(i)) + ", "
                        + Duration.ofMillis(Math.abs(lag)).toSeconds() + " s "
                        + (lag < 0 ? "ahead of ours" : "before receipt");
        String retained = samples.has(i, Samples.RETAINED) ? ", an old value the broker keeps" : "";
        return new Finding(
                device.key(), spec.key(), value, quality.name().toLowerCase(Locale.ROOT) + ", " + time + retained, "");
    }

    private static String number(double value, StreamSpec spec) {
        return Double.isNaN(value) ? "no value" : Double.toString(spec.metric().rounded(value));
    }

    private String progress(Trial trial, int heard) {
        LinkStatus status = trial.link().status();
        String drop = trial.context().lastDrop();
        return heard + " of " + streams.size() + " streams have spoken"
                + (status.reason().isEmpty() ? "" : "; link: " + status.reason())
                + (drop.isEmpty() ? "" : "; last dropped: " + drop);
    }
}
