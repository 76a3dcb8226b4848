package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.identity.Provenance;
import org.penstock.core.telemetry.Input;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Ends what runs before the program goes, so that nothing stays open behind it. One thread, once. */
final class OrderlyStop {
    private static final Logger LOG = LoggerFactory.getLogger(OrderlyStop.class);
    /** How long it waits for outputs to be read back at safe. */
    private static final long SAFE_WITHIN_NANOS = 4_000_000_000L;

    private static final long LOOK_NANOS = 10_000_000;

    private final RunningEngine running;
    private final EngineRequests engine;
    private final FailSafe failSafe;
    private final FacilityOptions options;

    OrderlyStop(RunningEngine running, EngineRequests engine, FailSafe failSafe, FacilityOptions options) {
        this.running = running;
        this.engine = engine;
        this.failSafe = failSafe;
        this.options = options;
    }

    /** What it would end, in sentences. @param drives whether an engine works here */
    static List<String> inWords(FacilitySnapshot s, boolean drives) {
        List<String> stops = new ArrayList<>();
        for (ControlSnapshot.Run run : s.control().running()) {
            stops.add("Run " + run.no() + " of " + run.programName() + " ends, " + Math.round(run.remainingSeconds())
                    + " s before its time.");
        }
        if (drives && !s.control().programs().isEmpty()) {
            s.control().programs().stream()
                    .flatMap(p -> p.next().stream())
                    .min(Instant::compareTo)
                    .ifPresent(
                            next -> stops.add("No program starts until it is opened again; the next one is planned for "
                                    + next.atZone(s.site().zone()).toLocalDateTime() + "."));
        }
        return stops;
    }

    /**
     * Ends runs and openings and waits for the devices to confirm. An engine that does not even answer is not waited for: then
     * the outputs are driven without it.
     */
    void goSafe() {
        // A picture of before may not know of an opening that is on its way.
        long since = running.clock().monoMicros();
        CompletableFuture<ControlRoom.Answer> asked = failSafe.why() == null ? close() : new CompletableFuture<>();
        long until = options.ticker().nanos() + SAFE_WITHIN_NANOS;
        boolean safe = false;
        while (!safe
                && options.ticker().nanos() < until
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(LOOK_NANOS);
            boolean answered = asked.isDone();
            if (answered && !asked.join().accepted() && failSafe.why() == null) {
                failSafe.engineStopped("it did not answer when the program was closed");
                until = options.ticker().nanos() + SAFE_WITHIN_NANOS;
            }
            safe = failSafe.why() != null ? failSafe.settled() : answered && allSafe(since);
        }
        if (!safe) {
            LOG.warn("Not every output was read back at safe before the close: {}", unsafe());
        }
    }

    private CompletableFuture<ControlRoom.Answer> close() {
        return engine.ask(new Input.Request(
                UuidCreator.getTimeOrderedEpoch().toString(),
                Provenance.ofAccount(options.actor(), options.workstation()).actor(),
                "site.close",
                "",
                Double.NaN,
                0,
                ""));
    }

    private boolean allSafe(long since) {
        Picture p = running.picture();
        return p == null
                || p.now() >= since
                        && p.outputs().stream()
                                .filter(o -> o.spec().onStart() == OutputSpec.OnStart.SAFE)
                                .allMatch(o -> o.view().safe());
    }

    private List<String> unsafe() {
        Picture p = running.picture();
        return p == null
                ? List.of()
                : p.outputs().stream()
                        .filter(o -> !o.view().safe())
                        .map(o -> o.spec().name() + " is "
                                + o.view().phase().name().toLowerCase(Locale.ROOT))
                        .toList();
    }
}
