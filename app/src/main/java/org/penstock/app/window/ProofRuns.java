package org.penstock.app.window;

import java.util.function.Supplier;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.ChainCheck;
import org.penstock.app.print.EventList;
import org.penstock.app.print.PrintedEvents;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.record.Verified;
import org.penstock.core.audit.RecordExport;
import org.penstock.core.identity.Provenance;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.Proof;
import org.penstock.core.telemetry.ReadingProof;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Proves the record, hands it out, prints it: one at a time, each on a thread of its own that can be stopped. Begun and
 * stopped on the JavaFX thread, told there too.
 */
final class ProofRuns implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProofRuns.class);

    /** Shortest time between two tellings, ns: a million events must not mean as many turns of the screen. */
    private static final long PAUSE_NANOS = 100_000_000;

    private final ControlRoom room;
    private final Words words;
    private final Executor screen;
    private final Consumer<Verified> show;
    private @Nullable Thread worker;
    private volatile boolean closed;

    ProofRuns(ControlRoom room, Words words, Executor screen, Consumer<Verified> show) {
        this.room = room;
        this.words = words;
        this.screen = screen;
        this.show = show;
    }

    /** Proves the chains, and the readings, too. @param admit throws where the person may not */
    void verify(ChainCheck chains, boolean readings, Runnable admit) {
        run("penstock-window-verify", words.of("record.verifying", "0"), told -> {
            admit.run();
            long of = room.proof().heads().chains().stream()
                    .mapToLong(Proof.Chain::seq)
                    .sum();
            ChainCheck.Report report =
                    chains.verify(n -> told.tell(n, of, words.of("record.verifying-of", number(n), number(of))));
            List<String> findings = new ArrayList<>(report.findings());
            String looked = number(report.events());
            if (readings) {
                ReadingProof.Proof proof = room.proof().readings((hour, hours) -> {
                    told.tell(hour, hours, words.of("record.verifying-readings", number(hour), number(hours)));
                    return !Thread.currentThread().isInterrupted();
                });
                if (proof.cancelled()) {
                    throw new InterruptedException();
                }
                proof.faults().forEach(f -> findings.add(f.inWords()));
                looked = words.of("record.and-readings", looked, number(proof.readings()), number(proof.hours()));
            }
            return new Verified(
                    false,
                    1,
                    findings.isEmpty()
                            ? words.of("record.whole", looked)
                            : words.of("record.broken", looked, Integer.toString(findings.size())),
                    findings);
        });
    }

    /** Hands the record out. */
    void export(Path target, Supplier<Provenance> admit) {
        run("penstock-window-export", words.of("record.exporting", "0", ""), told -> {
            Provenance by = admit.get();
            RecordExport.Exported out = room.proof().export(by, target, (n, of) -> {
                told.tell(n, of, words.of("record.exporting", number(n), number(of)));
                return !Thread.currentThread().isInterrupted();
            });
            if (out.cancelled()) {
                throw new InterruptedException();
            }
            return Verified.over(words.of(
                    out.keyId().isEmpty() ? "record.exported-unsigned" : "record.exported",
                    number(out.events()),
                    Integer.toString(out.heads()),
                    target.toString()));
        });
    }

    /** Writes a list of events as a document to a file that is not there yet. */
    void print(Path target, Callable<EventList> list) {
        run("penstock-window-print", words.of("record.printing"), _ -> {
            EventList printed = list.call();
            try (OutputStream out = Files.newOutputStream(target, StandardOpenOption.CREATE_NEW)) {
                PrintedEvents.write(printed, out);
            }
            return Verified.over(words.of("record.printed", target.toString()));
        });
    }

    /** Stops what is under way. */
    void cancel() {
        Thread running = worker;
        if (running != null) {
            running.interrupt();
        }
    }

    /** What is done on the thread. */
    private interface Job {
        Verified run(Telling told) throws Exception;
    }

    private void run(String name, String first, Job job) {
        Thread running = worker;
        if (running != null && running.isAlive()) {
            return;
        }
        show.accept(new Verified(true, -1, first, List.of()));
        Telling told = new Telling();
        worker = Thread.ofPlatform().name(name).daemon(true).start(() -> tell(outcome(job, told)));
    }

    private Verified outcome(Job job, Telling told) {
        try {
            return job.run(told);
        } catch (InterruptedException e) {
            return Verified.over(words.of("record.stopped"));
        } catch (IOException | RuntimeException e) {
            LOG.warn("the record could not be proven or handed out: {}", e.toString());
            return Verified.over(words.of("record.failed", String.valueOf(e.getMessage())));
        } catch (Exception e) {
            LOG.error("the record could not be proven or handed out", e);
            return Verified.over(words.of("record.failed", e.toString()));
        }
    }

    private void tell(Verified now) {
        screen.execute(() -> {
            if (!closed) {
                show.accept(now);
            }
        });
    }

    private static String number(long n) {
        return String.format(java.util.Locale.ROOT, "%,d", n).replace(',', '\u202f');
    }

    /** Tells how far it is, but not too often. */
    private final class Telling {
        private long last = System.nanoTime() - PAUSE_NANOS;

        void tell(long n, long of, String text) {
            long now = System.nanoTime();
            if (now - last >= PAUSE_NANOS) {
                last = now;
                ProofRuns.this.tell(new Verified(true, of > 0 ? Math.min(1.0, n / (double) of) : -1, text, List.of()));
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        cancel();
    }
}
