package org.penstock.core.runtime;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Policies;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.consent.Wish;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.facility.Change;
import org.penstock.core.facility.Configuration;
import org.penstock.core.facility.DurableFile;
import org.penstock.core.identity.Provenance;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Configurations that wait for signatures. One lies in {@code signoffs/ID.json} of the data directory until it is applied or
 * void; what is signed is its hash. Thread-safe.
 */
final class SignedConfigurations {
    private static final Logger LOG = LoggerFactory.getLogger(SignedConfigurations.class);
    private static final String CONFIGURATION = "configuration";
    /** What of a facility file has a policy of its own, by the kind of element. */
    private static final Map<String, Action> OWN =
            Map.of("program", Action.PROGRAM_APPROVAL, "alert", Action.ALERT_RULE_CHANGE);

    private static final Set<Action> OF_CHANGES = Set.of(
            Action.CONFIGURATION_APPLY,
            Action.PROGRAM_APPROVAL,
            Action.ALERT_RULE_CHANGE,
            Action.CLOSED_LOOP_PROMOTION);

    private static final long APPLY_SECONDS = 15;

    private final Database database;
    private final ChainId chain;
    private final Signoffs signoffs;
    private final Changes changes;
    private final Path waiting;
    private final Path demand;
    private final Supplier<List<ControlSnapshot.Shadow>> shadows;
    private final InstantSource wall;

    /** @param shadows what rules that only look on would have done until now */
    SignedConfigurations(
            Database database,
            ChainId chain,
            Changes changes,
            Path data,
            Supplier<List<ControlSnapshot.Shadow>> shadows,
            InstantSource wall) {
        this.database = database;
        this.chain = chain;
        this.signoffs = new Signoffs(chain);
        this.changes = changes;
        this.waiting = data.resolve("signoffs");
        this.demand = waiting.resolve("configuration.demanded");
        this.shadows = shadows;
        this.wall = wall;
    }

    /**
     * Which policies a change must satisfy: those that somebody decided on. What changes a program or an alert is measured by
     * the policy for that, where there is one; everything else by that for the whole configuration. In HACCP mode alerts are
     * measured by their policy also while it is the one the program brings.
     *
     * @return empty = it needs no signature
     * @throws DatabaseAway when it needs one, as far as is known, and none can be asked for now
     */
    Set<Action> demanded(Plans.Ready ready) {
        try {
            return of(demanded(), ready);
        } catch (DatabaseAway e) {
            if (of(remembered(), ready).isEmpty()) {
                return Set.of();
            }
            throw e;
        }
    }

    private static Set<Action> of(Set<Action> decided, Plans.Ready ready) {
        Set<Action> needed = EnumSet.noneOf(Action.class);
        // A file of which only the layout differs is another file as well.
        List<Action> own = ready.changes().isEmpty()
                ? List.of(Action.CONFIGURATION_APPLY)
                : ready.changes().stream()
                        .filter(c -> !ready.modes().onlyLooksOn(c))
                        .map(c -> own(ready, c))
                        .toList();
        if (ready.haccp().ends() || ready.changes().stream().anyMatch(ready.haccp()::signed)) {
            needed.add(Action.ALERT_RULE_CHANGE);
        }
        for (Action action : own) {
            if (decided.contains(action)) {
                needed.add(action);
            } else if (!needed.contains(action) && decided.contains(Action.CONFIGURATION_APPLY)) {
                needed.add(Action.CONFIGURATION_APPLY);
            }
        }
        return needed;
    }

    private static Action own(Plans.Ready ready, Change change) {
        return ready.modes().promotes(change)
                ? Action.CLOSED_LOOP_PROMOTION
                : ready.haccp().ends(change)
                        ? Action.ALERT_RULE_CHANGE
                        : OWN.getOrDefault(change.kind(), Action.CONFIGURATION_APPLY);
    }

    /**
     * What of changes takes signatures here. What was true when it was last read is kept in the data directory: pulling the
     * database's plug must not make a signature unnecessary.
     */
    Set<Action> demanded() {
        Set<Action> decided = database.read(sql -> {
            Set<Action> found = EnumSet.noneOf(Action.class);
            for (Action action : OF_CHANGES) {
                if (Policies.inForce(sql, chain, action).version() > 0) {
                    found.add(action);
                }
            }
            return found;
        });
        if (!decided.equals(remembered())) {
            remember(decided);
        }
        return decided;
    }

    private Set<Action> remembered() {
        Set<Action> known = EnumSet.noneOf(Action.class);
        try {
            if (Files.exists(demand)) {
                Files.readAllLines(demand).forEach(line -> Action.of(line).ifPresent(known::add));
                if (known.isEmpty()) {
                    // As it was written before there were several.
                    known.add(Action.CONFIGURATION_APPLY);
                }
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be read: {}", demand, e.toString());
            known.addAll(OF_CHANGES);
        }
        return known;
    }

    private void remember(Set<Action> decided) {
        try {
            if (decided.isEmpty()) {
                Files.deleteIfExists(demand);
            } else {
                Files.createDirectories(waiting);
                DurableFile.write(
                        demand,
                        "Changes of the configuration take signatures here:\n"
                                + decided.stream().map(a -> a.word() + "\n").collect(Collectors.joining()));
            }
        } catch (IOException e) {
            LOG.warn("{} cannot be written: {}", demand, e.toString());
        }
    }

    /** Freezes a planned configuration until it is signed. @return what the asker is told */
    Answer request(Provenance by, Plans.Ready ready, Action action, String reason) {
        Promotion promotion = Promotion.of(ready.modes(), shadows.get());
        Signoff asked = database.transact(sql -> {
            Signoff signoff = signoffs.request(
                    sql,
                    new Wish(
                            action,
                            CONFIGURATION,
                            ready.base(),
                            promotion.summary("The configuration is changed: " + ready.counts()),
                            payload(ready.next(), ready.base(), promotion.facts()),
                            new TreeMap<>(),
                            reason),
                    by,
                    wall.instant());
            // Before the commit: what waits for signatures must be there.
            keep(signoff.id(), ready.next());
            return signoff;
        });
        return new Answer(
                true,
                "Nothing has changed yet: this waits for signatures (" + asked.policy().inWords() + "), until "
                        + asked.expiresAt() + ". Sign-off " + asked.id() + ".");
    }

    /** @param facts what rules would have done when it was asked for: said to the signers, and signed as it was said */
    private static SortedMap<String, String> payload(
            Configuration next, String base, SortedMap<String, String> facts) {
        SortedMap<String, String> payload = new TreeMap<>(facts);
        payload.put("base", base);
        payload.put("file", next.fileName());
        payload.put("hash", next.hash());
        return payload;
    }

    private void keep(UUID id, Configuration next) {
        try {
            Files.createDirectories(waiting);
            DurableFile.write(waiting.resolve(id + ".json"), next.json());
        } catch (IOException e) {
            throw new IllegalStateException(
                    "The configuration could not be kept in " + waiting + " until it is signed: " + e.getMessage(), e);
        }
    }

    /** It was applied, or is void. */
    void forget(UUID id) {
        try {
            Files.deleteIfExists(waiting.resolve(id + ".json"));
        } catch (IOException e) {
            LOG.warn("{} stays in {}: {}", id, waiting, e.toString());
        }
    }

    /** What is to be ended because it speaks of a configuration that is not in force any more. */
    List<Signoff> voided(DSLContext sql, Instant now) {
        return signoffs.changed(sql, CONFIGURATION, changes.latest().hash(), Provenance.ofSystem(""), now);
    }

    /** Applies what is approved. @return what came of it @throws NotApplied when it cannot be applied any more */
    String apply(Signoff signoff, Provenance by) {
        Configuration next;
        try {
            next = changes.reread(Files.readString(waiting.resolve(signoff.id() + ".json")));
        } catch (IOException | IllegalArgumentException e) {
            throw new NotApplied("what was signed cannot be read any more: " + e.getMessage());
        }
        String base = changes.latest().hash();
        // Applied within the transaction that says so: neither is ever without the other, but for a crash between the two,
        // after which the configuration is in force and the sign-off is told as void.
        Execution<Boolean> execution = database.transact(sql -> signoffs.execute(
                sql, signoff.id(), payload(next, base, Promotion.facts(signoff)), base, by, wall.instant(), _ -> {
                    Answer answer = apply(signoff, base, next);
                    if (!answer.accepted()) {
                        throw new NotApplied(answer.text());
                    }
                    return true;
                }));
        return switch (execution) {
            case Execution.Done<Boolean> _ -> {
                forget(signoff.id());
                yield "The change is in force: " + signoff.summary();
            }
            case Execution.Refused<Boolean> refused -> refused.refusal().inWords();
        };
    }

    private Answer apply(Signoff signoff, String base, Configuration next) {
        CompletableFuture<Answer> applied = changes.applySigned(
                signoff.requester(), signoff.reason() + " (sign-off " + signoff.id() + ")", base, next, signoff.summary());
        try {
            return applied.get(APPLY_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return new Answer(false, "the engine did not answer");
        } catch (ExecutionException e) {
            throw new IllegalStateException("applying what was signed failed", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer(false, "the program is closing");
        }
    }

    /** What one would change, in words; empty when it is none. */
    List<String> inWords(UUID id) {
        Path kept = waiting.resolve(id + ".json");
        try {
            return Files.exists(kept) ? changes.plans().inWords(changes.reread(Files.readString(kept))) : List.of();
        } catch (IOException | IllegalArgumentException e) {
            return List.of("What waits here cannot be read any more: " + e.getMessage() + ".");
        }
    }
}
