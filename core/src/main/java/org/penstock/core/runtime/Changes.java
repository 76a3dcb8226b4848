package org.penstock.core.runtime;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationStore;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.Secrets;
import org.penstock.core.identity.Provenance;
import org.penstock.core.link.Links;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.telemetry.Input;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Applies changed facility files: one input of one frame, durable in the journal before anybody is told that it is done; then
 * stored as the configuration in force. Where no engine works, a change is left for the next start. Thread-safe.
 */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final long DISK_SECONDS = 10;
    private static final long STORED_WITHIN_MILLIS = 5_000;
    private static final String MOVED_ON = "Another change was applied since this was planned. Plan it again.";

    private final FacilityFile file;
    private final ConfigurationStore store;
    private final LeftForStart left;
    private final Plans plans;
    private final Surroundings surroundings;
    private volatile Configuration current;
    private @Nullable Underway underway;
    private @Nullable Thread storing;
    private long durable;

    /** An applied change that is not durable and stored yet. @param seq frame that holds it, 0 before it is scanned */
    private record Underway(Configuration next, long seq, CompletableFuture<Answer> answer, String text) {}

    /** What the rest of the facility knows and does. */
    interface Surroundings {
        /** Whether this process controls the facility; if not, it only looks at the record. */
        boolean drives();

        /** What the engine knows, null before its first scan and where none works. */
        @Nullable
        Picture picture();

        /** That the engine stopped, in words; null while it works. */
        @Nullable
        String stopped();

        /** Why nothing may be applied now, null when it may. */
        @Nullable
        String shut();

        /** Keys of the links that would be closed or opened. */
        List<String> links(Configuration next);

        /** Gives an input to the engine. @return whether it was taken */
        boolean post(Input input);

        /** Files of a configuration that was in force. */
        Optional<List<Configuration.File>> files(String hash);
    }

    Changes(
            Configuration current,
            FacilityFile file,
            Secrets secrets,
            ConfigurationStore store,
            PendingChange pending,
            Surroundings surroundings) {
        this.current = current;
        this.file = file;
        this.store = store;
        this.surroundings = surroundings;
        this.left = new LeftForStart(file, pending, surroundings);
        this.plans = new Plans(file, secrets, surroundings, this::latest);
    }

    /** The configuration in force. */
    Configuration current() {
        return current;
    }

    /** What the next change is compared with: the configuration in force, or the one that waits for the next start. */
    Configuration latest() {
        return surroundings.drives() ? current : left.next().orElse(current);
    }

    /** What was planned and can be applied. */
    Plans plans() {
        return plans;
    }

    /** Reads a configuration that was kept as JSON. @throws IllegalArgumentException when this program cannot use it */
    Configuration reread(String json) {
        return file.reread(json);
    }

    /** Applies what was signed, if nothing else was applied meanwhile. */
    CompletableFuture<Answer> applySigned(
            Provenance by, String reason, String base, Configuration next, String counts) {
        if (!surroundings.drives()) {
            return CompletableFuture.completedFuture(left.leave(by, reason, next, counts));
        }
        String shut = surroundings.shut();
        return shut != null ? refused(shut) : post(by.actor(), by.data(), reason, base, next, counts);
    }

    /** Applies what was planned, if nothing else was applied meanwhile. */
    CompletableFuture<Answer> apply(Provenance by, String id, String reason) {
        Plans.Planned planned = plans.take(id);
        if (planned == null) {
            return refused("This plan was already applied, or is too old. Plan it again.");
        }
        Configuration next = planned.plan().next();
        String counts = planned.plan().counts();
        if (!surroundings.drives()) {
            return planned.base().equals(latest().hash())
                    ? CompletableFuture.completedFuture(left.leave(by, reason, next, counts))
                    : refused(MOVED_ON);
        }
        String shut = surroundings.shut();
        return shut != null ? refused(shut) : post(by.actor(), by.data(), reason, planned.base(), next, counts);
    }

    /**
     * Applies what was left for this start. Once, before anybody can plan anything.
     *
     * @param seq the last frame before this start
     */
    void applyPending(long seq, Instant now) {
        Configuration before = current;
        left.apply(
                before,
                seq,
                now,
                (change, compiled) -> post(
                        change.actor(), change.by(), change.reason(), before.hash(), compiled, "left for this start"));
    }

    private CompletableFuture<Answer> post(
            String actor, Map<String, String> by, String reason, String base, Configuration next, String counts) {
        // Compiled once more and kept, so that the engine finds it ready. Not under the lock, which the journal needs.
        Configuration ready = file.reread(next.json());
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        synchronized (this) {
            if (underway != null) {
                return refused("Another change is just being applied. Plan this one again.");
            }
            // Asked here: between a look from outside and this lock another change may come and be done with.
            if (!base.equals(current.hash())) {
                return refused(MOVED_ON);
            }
            underway = new Underway(ready, 0, answer, "The change is in force: " + counts + ".");
            if (!surroundings.post(new Input.ConfigChange(
                    Input.Cause.APPLY, actor, reason, ready.hash(), ready.json(), new TreeMap<>(by)))) {
                underway = null;
                return refused("The engine takes no more requests now; it may be stopped. Look at its state.");
            }
        }
        CompletableFuture.delayedExecutor(DISK_SECONDS, TimeUnit.SECONDS)
                .execute(() -> answer.complete(new Answer(false, late())));
        return answer;
    }

    private String late() {
        String stopped = surroundings.stopped();
        return stopped != null
                ? "The change is not in force. " + stopped
                : "The change is not on disk after " + DISK_SECONDS
                        + " s; a crash now would take it back. Look at the disk of the data directory.";
    }

    /** The engine works under {@code next} from frame {@code seq} on. Engine thread. */
    synchronized void scanned(long seq, Configuration next) {
        current = next;
        Underway u = underway;
        if (u != null && u.next().hash().equals(next.hash())) {
            underway = new Underway(u.next(), seq, u.answer(), u.text());
            settle();
        }
    }

    /** Everything up to frame {@code seq} is durable. Journal thread. */
    synchronized void durable(long seq) {
        durable = seq;
        left.durable(seq);
        settle();
    }

    /** The journal may have a frame before the engine's thread comes to tell what was in it. */
    private void settle() {
        Underway done = underway;
        if (storing == null && done != null && done.seq() != 0 && done.seq() <= durable) {
            storing = Thread.ofVirtual().name("penstock-configuration").start(() -> store(done));
        }
    }

    /** Two never store at once: the next change comes when this one is stored. */
    private void store(Underway done) {
        try {
            store.save(done.next());
        } catch (IOException e) {
            // The journal has it; the next start stores it again from there.
            LOG.warn("{} could not be written: {}", store.path(), e.toString());
        }
        // Also when it could not be stored: left there it would be applied again over whatever comes after.
        left.forget();
        synchronized (this) {
            underway = null;
            storing = null;
        }
        done.answer()
                .complete(new Answer(
                        true,
                        done.text() + " Streams: "
                                + done.next()
                                        .part(ControlConfig.class)
                                        .streams()
                                        .size() + ", outputs: "
                                + done.next()
                                        .part(ControlConfig.class)
                                        .outputs()
                                        .size() + ", links: "
                                + done.next().part(Links.class).links().size() + "."));
    }

    /** Waits until what is durable is stored: nothing is written when the data directory is given back. */
    void close() {
        Thread last;
        synchronized (this) {
            last = storing;
        }
        try {
            if (last != null) {
                last.join(STORED_WITHIN_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static CompletableFuture<Answer> refused(String why) {
        return CompletableFuture.completedFuture(new Answer(false, why));
    }
}
