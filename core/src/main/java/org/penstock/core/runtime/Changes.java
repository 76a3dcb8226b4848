package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.io.IOException;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.Map;
import java.util.Optional;
import org.penstock.core.facility.Users;
import org.penstock.core.identity.Provenance;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.ConfigurationStore;
import org.penstock.core.facility.FacilityFile;
import org.penstock.core.facility.FacilityPlan;
import org.penstock.core.facility.Rebase;
import org.penstock.core.facility.Secrets;
import org.penstock.core.link.Links;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.telemetry.Input;
import org.penstock.core.identity.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Plans changed facility files and applies them: one input of one frame, durable in the journal before anybody is told
 * that it is done; then stored as the configuration in force. Where no engine works, a change waits in the data directory
 * for the next start. Thread-safe.
 */
final class Changes {
    private static final Logger LOG = LoggerFactory.getLogger(Changes.class);
    private static final int MOST_PLANS = 8;
    private static final long DISK_SECONDS = 10;
    private static final long STORED_WITHIN_MILLIS = 5_000;
    private static final String MOVED_ON = "Another change was applied since this was planned. Plan it again.";

    private final FacilityFile file;
    private final Secrets secrets;
    private final ConfigurationStore store;
    private final PendingChange pending;
    private final Surroundings surroundings;
    private final Map<String, Planned> plans = new LinkedHashMap<>();
    private volatile Configuration current;
    private @Nullable Underway underway;
    private @Nullable Thread storing;
    private long durable;
    private long setAsideAfter = Long.MAX_VALUE;
    private volatile boolean unusable;

    private record Planned(String base, FacilityPlan plan) {}

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
        this.secrets = secrets;
        this.store = store;
        this.pending = pending;
        this.surroundings = surroundings;
    }

    /** The configuration in force. */
    Configuration current() {
        return current;
    }

    /** What the next change is compared with: the configuration in force, or the one that waits for the next start. */
    Configuration latest() {
        return surroundings.drives() ? current : pending.next(file).orElse(current);
    }

    /** Compares; changes nothing. May take seconds for a large facility. */
    FacilityChange plan(List<Configuration.File> files, boolean rebase) {
        return look(files, rebase, true);
    }

    /** See {@link ConfigurationBook#check}. */
    FacilityChange check(List<Configuration.File> files) {
        return look(files, false, false);
    }

    private FacilityChange look(List<Configuration.File> files, boolean rebase, boolean keep) {
        Configuration now = latest();
        return switch (FacilityPlan.of(file, now, files, known())) {
            case FacilityPlan.Outcome.Refused(var problems) ->
                new FacilityChange("", now.hash(), problems, List.of(), List.of(), List.of(), List.of(), false, files);
            case FacilityPlan.Outcome.Planned(FacilityPlan plan) ->
                plan.base().isEmpty() || plan.base().equals(now.hash())
                        ? told(now, plan, keep && plan.textDiffers() ? keep(now, plan) : "")
                        : moved(now, plan, files, rebase);
        };
    }

    private Predicate<String> known() {
        return name -> {
            try {
                return secrets.get(name).isPresent();
            } catch (IOException e) {
                LOG.warn("The secrets cannot be read: {}", e.toString());
                return false;
            }
        };
    }

    /** Keeps a plan until it is applied or too many came after it. @return its id */
    private String keep(Configuration now, FacilityPlan plan) {
        String id = UuidCreator.getTimeOrderedEpoch().toString();
        synchronized (plans) {
            if (plans.size() >= MOST_PLANS) {
                plans.remove(plans.keySet().iterator().next());
            }
            plans.put(id, new Planned(now.hash(), plan));
        }
        return id;
    }

    private FacilityChange told(Configuration now, FacilityPlan plan, String id) {
        List<String> links = surroundings.drives() ? surroundings.links(plan.next()) : List.of();
        boolean layoutOnly = plan.changes().isEmpty() && plan.textDiffers();
        return new FacilityChange(
                id,
                now.hash(),
                plan.warnings(),
                plan.changes(),
                Consequences.of(
                        plan.changes(),
                        plan.next(),
                        HaccpMode.of(now, plan.next()),
                        links,
                        surroundings.picture()),
                List.of(),
                List.of(),
                layoutOnly,
                plan.next().files());
    }

    private FacilityChange moved(Configuration now, FacilityPlan plan, List<Configuration.File> files, boolean rebase) {
        Optional<List<Configuration.File>> base = surroundings.files(plan.base());
        if (base.isEmpty()) {
            return new FacilityChange(
                    "",
                    now.hash(),
                    List.of(FacilityFile.unknownBase(files)),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    false,
                    files);
        }
        Rebase merged = Rebase.of(base.get(), files, now.files());
        if (rebase && merged.conflicts().isEmpty()) {
            return plan(merged.files(), false);
        }
        List<Change> theirs = FacilityPlan.between(base.get(), now.files());
        return new FacilityChange(
                "",
                now.hash(),
                plan.warnings(),
                FacilityPlan.between(base.get(), files),
                List.of(),
                theirs,
                merged.conflicts(),
                false,
                files);
    }

    /** Roles that a plan gives somebody or takes from somebody: that is more than changing the facility. */
    Set<Role> rolesTouched(String id) {
        Planned planned;
        synchronized (plans) {
            planned = plans.get(id);
        }
        Set<Role> touched = EnumSet.noneOf(Role.class);
        if (planned != null) {
            Map<String, Set<Role>> before = roles(latest());
            Map<String, Set<Role>> after = roles(planned.plan().next());
            Set<String> logins = new HashSet<>(before.keySet());
            logins.addAll(after.keySet());
            for (String login : logins) {
                Set<Role> was = before.getOrDefault(login, Set.of());
                Set<Role> is = after.getOrDefault(login, Set.of());
                was.stream().filter(r -> !is.contains(r)).forEach(touched::add);
                is.stream().filter(r -> !was.contains(r)).forEach(touched::add);
            }
        }
        return touched;
    }

    /** Whether a plan gives somebody a role that the file in force does not give him. */
    boolean givesRoles(String id) {
        Optional<Ready> ready = ready(id);
        if (ready.isEmpty()) {
            return false;
        }
        Map<String, Set<Role>> before = roles(latest());
        return roles(ready.get().next()).entrySet().stream()
                .anyMatch(e -> !before.getOrDefault(e.getKey(), Set.of()).containsAll(e.getValue()));
    }

    private static Map<String, Set<Role>> roles(Configuration configuration) {
        return configuration.part(Users.class).users().stream()
                .collect(Collectors.toMap(Users.User::name, Users.User::roles));
    }

    /**
     * What was planned and could be applied.
     *
     * @param base hash of the configuration it changes
     * @param modes which rules it lets drive, or only look on
     * @param haccp whether the site is in HACCP mode
     */
    record Ready(
            String base, Configuration next, String counts, List<Change> changes, RuleModes modes, HaccpMode haccp) {}

    /** What was planned, to be signed before it is applied; empty when it was applied already or is too old. */
    Optional<Ready> ready(String id) {
        Configuration now = latest();
        synchronized (plans) {
            return Optional.ofNullable(plans.get(id))
                    .map(p -> new Ready(
                            p.base(),
                            p.plan().next(),
                            p.plan().counts(),
                            p.plan().changes(),
                            RuleModes.of(now, p.plan().next()),
                            HaccpMode.of(now, p.plan().next())));
        }
    }

    /** Drops a plan that waits for signatures now. */
    void drop(String id) {
        synchronized (plans) {
            plans.remove(id);
        }
    }

    /** Reads a configuration that was kept as JSON. @throws IllegalArgumentException when this program cannot use it */
    Configuration reread(String json) {
        return file.reread(json);
    }

    /** What {@code next} would change and do, in words, compared with what is in force. */
    List<String> inWords(Configuration next) {
        FacilityChange change = check(next.files());
        List<String> words = new ArrayList<>();
        change.changes().forEach(c -> words.add(switch (c) {
            case Change.Added a -> a.title() + " is new";
            case Change.Removed r -> r.title() + " is archived";
            case Change.Changed d -> d.title() + ": "
                    + d.words().stream().map(Change.Word::toString).collect(Collectors.joining("; "));
        }));
        words.addAll(change.consequences());
        return words;
    }

    /** Applies what was signed, if nothing else was applied meanwhile. */
    CompletableFuture<Answer> applySigned(
            Provenance by, String reason, String base, Configuration next, String counts) {
        if (!surroundings.drives()) {
            return waitForStart(by, reason, next, counts);
        }
        String shut = surroundings.shut();
        return shut != null ? refused(shut) : post(by.actor(), by.data(), reason, base, next, counts);
    }

    /** Applies what was planned, if nothing else was applied meanwhile. */
    CompletableFuture<Answer> apply(Provenance by, String id, String reason) {
        Planned planned;
        synchronized (plans) {
            planned = plans.remove(id);
        }
        if (planned == null) {
            return refused("This plan was already applied, or is too old. Plan it again.");
        }
        Configuration next = planned.plan().next();
        String counts = planned.plan().counts();
        if (!surroundings.drives()) {
            return planned.base().equals(latest().hash())
                    ? waitForStart(by, reason, next, counts)
                    : refused(MOVED_ON);
        }
        String shut = surroundings.shut();
        return shut != null ? refused(shut) : post(by.actor(), by.data(), reason, planned.base(), next, counts);
    }

    private CompletableFuture<Answer> waitForStart(Provenance by, String reason, Configuration next, String counts) {
        try {
            pending.write(by, reason, next);
            return CompletableFuture.completedFuture(new Answer(
                    true, "Nothing is running here: the change (" + counts + ") comes into force at the next start."));
        } catch (IOException e) {
            return refused("The change could not be written to the data directory: " + e.getMessage());
        }
    }

    /**
     * Applies what was left for this start, if no start tried it before. Once, before anybody can plan anything.
     *
     * @param seq the last frame before this start
     */
    void applyPending(long seq, Instant now) {
        try {
            Optional<PendingChange.Change> left = pending.read();
            if (left.isPresent()) {
                applyPending(left.get(), seq, now);
            }
        } catch (IllegalArgumentException e) {
            unusable(e.getMessage());
        } catch (IOException e) {
            unusable("it could not be marked as tried: " + e);
        }
    }

    private void applyPending(PendingChange.Change left, long seq, Instant now) throws IOException {
        if (left.json().equals(current.json())) {
            forgetPending();
        } else if (left.tried() == null) {
            // Whatever it does to this process, the next one knows that it was tried.
            pending.mark(left, now);
            post(left.actor(), left.by(), left.reason(), current.hash(), compiled(left), "left for this start");
        } else {
            LOG.error("The change that was left for a start ended it at {}; it is set aside", left.tried());
            tellOfLeft("refused", triedInVain(left));
            tellOfLeft("taken", "What was in force before it goes on.");
            setAsideAfter = seq;
        }
    }

    /** One that this program does not accept ended nothing: the next version may accept it. */
    private Configuration compiled(PendingChange.Change left) throws IOException {
        try {
            return file.reread(left.json());
        } catch (IllegalArgumentException e) {
            pending.mark(left, null);
            throw e;
        }
    }

    private static String triedInVain(PendingChange.Change left) {
        return "The change that " + left.actor() + " left for the next start"
                + (left.reason().isEmpty() ? "" : " (" + left.reason() + ")") + " is not in force: the start that tried"
                + " it, at " + left.tried() + ", ended before it was. It is set aside as " + PendingChange.REFUSED
                + ", and what was in force before goes on. Was it the power, apply the file again; if not, report it"
                + " with the log of that time";
    }

    private void unusable(@Nullable String why) {
        LOG.error("The change that was left for this start is not applied: {}", why);
        tellOfLeft("refused", "The change that was left for this start is not in force: " + why);
        unusable = true;
    }

    private void tellOfLeft(String kind, String detail) {
        surroundings.post(new Input.Notice("change left for this start", kind, "", detail));
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
            if (!surroundings.post(
                    new Input.ConfigChange(
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
        // Not before the record has it that it was tried in vain.
        if (seq > setAsideAfter) {
            setAsideAfter = Long.MAX_VALUE;
            try {
                pending.setAside();
            } catch (IOException e) {
                LOG.warn("The change that was tried in vain could not be set aside: {}", e.toString());
            }
        }
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
        forgetPending();
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

    private void forgetPending() {
        try {
            pending.forget();
            if (unusable) {
                tellOfLeft("taken", "Another change took its place.");
            }
        } catch (IOException e) {
            LOG.warn("The change that was left for this start could not be deleted: {}", e.toString());
        }
    }

    private static CompletableFuture<Answer> refused(String why) {
        return CompletableFuture.completedFuture(new Answer(false, why));
    }
}
