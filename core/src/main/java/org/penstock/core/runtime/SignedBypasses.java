package org.penstock.core.runtime;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.penstock.core.audit.ChainId;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.Execution;
import org.penstock.core.consent.Signature;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffRefused;
import org.penstock.core.consent.SignoffState;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.consent.Wish;
import org.penstock.core.control.Bypass;
import org.penstock.core.control.ControlConfig;
import org.penstock.core.control.InterlockSpec;
import org.penstock.core.control.OutputSpec;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.facility.Configuration;
import org.penstock.core.identity.Provenance;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.telemetry.Input;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets an output pass an interlock for a while when two others have signed that, and nothing else. Asking freezes which
 * interlock, which output, how long and what the interlock is by its definition; the last signature gives it to the engine,
 * within the transaction that says so. Thread-safe; blocks on the database.
 */
final class SignedBypasses {
    /** What people may take for an interlock, and why nobody can bypass it. */
    static final Map<String, String> LAST_LINES = Map.of(
            "max_on", "the longest time on is never bypassed: it is the last line when everything else fails",
            "max_runtime", "the longest time on is never bypassed: it is the last line when everything else fails",
            "guard", "the guard of a device is never bypassed: it closes the output when this program is gone",
            "fail_safe", "that outputs go to safe when the engine stops is never bypassed");

    private static final Logger LOG = LoggerFactory.getLogger(SignedBypasses.class);
    /** Nobody knows whether the engine did it. */
    private static final Answer UNCLEAR = new Answer(false, "the engine did not answer");

    private static final int LONGEST_REASON = 500;
    private static final long ANSWER_SECONDS = 5;

    private final Database database;
    private final Signoffs signoffs;
    private final Supplier<Configuration> configuration;
    private final Function<Input.Request, CompletableFuture<Answer>> engine;
    private final Supplier<FacilitySnapshot> snapshot;
    private final InstantSource wall;
    /** Sign-offs of bypasses of which engine and record say the same; used by one thread. */
    private final Set<String> settled = new HashSet<>();

    SignedBypasses(
            Database database,
            ChainId chain,
            Supplier<Configuration> configuration,
            Function<Input.Request, CompletableFuture<Answer>> engine,
            Supplier<FacilitySnapshot> snapshot,
            InstantSource wall) {
        this.database = database;
        this.signoffs = new Signoffs(chain);
        this.configuration = configuration;
        this.engine = engine;
        this.snapshot = snapshot;
        this.wall = wall;
    }

    /** What of a request itself does not fit, in words. */
    static Optional<String> unfit(Input.Request r) {
        if (r.reason().isBlank()) {
            return Optional.of("say why; those who sign read it, and it is shown as long as it lasts");
        }
        if (r.reason().length() > LONGEST_REASON) {
            return Optional.of("say why in " + LONGEST_REASON + " characters");
        }
        return r.forMicros() < Bypass.SHORTEST_MICROS || r.forMicros() > Bypass.LONGEST_MICROS
                ? Optional.of("a bypass lasts from " + ProposalText.time(Bypass.SHORTEST_MICROS / 1e6) + " to "
                        + ProposalText.time(Bypass.LONGEST_MICROS / 1e6) + ", not "
                        + ProposalText.time(r.forMicros() / 1e6))
                : Optional.empty();
    }

    /** What is bypassed, as it is in force now. */
    private record About(InterlockSpec interlock, OutputSpec output, ControlConfig config) {
        String subject() {
            return Bypass.subject(interlock.key(), output.key());
        }

        String definition() {
            return Bypass.definition(interlock, output);
        }

        SortedMap<String, String> payload(String seconds) {
            SortedMap<String, String> payload = new TreeMap<>();
            payload.put("for_seconds", seconds);
            payload.put("interlock", interlock.key());
            payload.put("interlock_name", interlock.name());
            payload.put("output", output.key());
            payload.put("output_name", output.name());
            return payload;
        }
    }

    private Optional<About> about(String interlock, String output) {
        ControlConfig config = configuration.get().part(ControlConfig.class);
        return config.interlocks().stream()
                .filter(i -> i.key().equals(interlock))
                .findFirst()
                .flatMap(i -> config.outputs().stream()
                        .filter(o -> o.key().equals(output) && i.outputs().contains(o.no()))
                        .findFirst()
                        .map(o -> new About(i, o, config)));
    }

    /** Asks for the signatures. @return what the asker is told */
    Answer request(Provenance by, Input.Request r) {
        String[] parts = r.subject().split("/", -1);
        Optional<String> unfit = unfit(r);
        Optional<About> found = parts.length == 2 ? about(parts[0], parts[1]) : Optional.empty();
        if (found.isEmpty()) {
            return no(LAST_LINES.getOrDefault(parts[0], "there is no interlock that holds an output at " + r.subject()));
        }
        About about = found.get();
        Optional<String> never = Bypass.never(about.interlock(), about.config());
        if (never.isPresent() || unfit.isPresent()) {
            return no(never.map(why -> about.interlock().name() + " is never bypassed: " + why)
                    .or(() -> unfit)
                    .orElseThrow());
        }
        long seconds = r.forMicros() / 1_000_000;
        try {
            Signoff asked = database.transact(sql -> signoffs.request(
                    sql,
                    new Wish(
                            Action.INTERLOCK_BYPASS,
                            "interlock:" + about.subject(),
                            about.definition(),
                            about.interlock().name() + " does not hold " + about.output().name() + " for "
                                    + ProposalText.time(seconds) + " from the last signature on.",
                            about.payload(Long.toString(seconds)),
                            new TreeMap<>(),
                            r.reason()),
                    by,
                    wall.instant()));
            return new Answer(
                    true,
                    about.interlock().name() + " holds as before: this waits for signatures ("
                            + asked.policy().inWords() + "), until " + asked.expiresAt() + ". Sign-off " + asked.id()
                            + ".");
        } catch (SignoffRefused | DatabaseAway e) {
            return no(String.valueOf(e.getMessage()));
        }
    }

    /** How the interlock stands while somebody reads what he is to sign. */
    List<String> inWords(Signoff signoff) {
        FacilitySnapshot now = snapshot.get();
        return now.control().interlocks().stream()
                .filter(i -> i.key().equals(signoff.payload().get("interlock")))
                .map(i -> i.name()
                        + (i.tripped() || i.latched() ? " holds its outputs at safe now: " + i.why() : " is clear now"))
                .toList();
    }

    private static Answer no(String why) {
        return new Answer(false, why);
    }

    /**
     * Gives the engine what was signed.
     *
     * @return what came of it, in words
     * @throws NotApplied when the engine does not take it; then it is over, and to be asked for anew
     */
    String carryOut(Signoff signoff, Provenance by) {
        SortedMap<String, String> signed = signoff.payload();
        About about = about(String.valueOf(signed.get("interlock")), String.valueOf(signed.get("output")))
                .orElseThrow(() -> new NotApplied("that interlock does not hold that output any more"));
        String seconds = String.valueOf(signed.get("for_seconds"));
        AtomicBoolean perhaps = new AtomicBoolean();
        try {
            Execution<Boolean> execution = database.transact(sql -> signoffs.execute(
                    sql,
                    signoff.id(),
                    about.payload(seconds),
                    about.definition(),
                    by,
                    wall.instant(),
                    approved -> {
                        approved.demand(Action.INTERLOCK_BYPASS);
                        perhaps.set(true);
                        Answer answer = wait(engine.apply(begin(approved.signoff(), about, Long.parseLong(seconds))));
                        if (!answer.accepted()) {
                            perhaps.set(answer.equals(UNCLEAR));
                            throw new NotApplied(answer.text());
                        }
                        return true;
                    }));
            return switch (execution) {
                case Execution.Done<Boolean> _ ->
                    about.interlock().name() + " does not hold " + about.output().name() + " for "
                            + ProposalText.time(Double.parseDouble(seconds)) + " from now on. Nothing starts by itself.";
                case Execution.Refused<Boolean> refused -> refused.refusal().inWords();
            };
        } catch (RuntimeException e) {
            if (perhaps.get()) {
                // The record does not say that it is in force: it is not to be.
                LOG.warn(
                        "sign-off {} is taken back from the engine: {}",
                        signoff.id(),
                        wait(engine.apply(end(
                                        about.subject(), signoff.id().toString(), "the record could not take it in")))
                                .text());
            }
            throw e;
        }
    }

    /**
     * Brings engine and record together where the program ended between the two: what the engine lets pass, and whose
     * sign-off is still only approved, is told as carried out; behind what it lets pass otherwise stands no consent, and it
     * ends at once. Asks the database once about each bypass. Called by one thread.
     *
     * @param find a sign-off as the record has it
     * @param before what was approved later may be on its way just now
     */
    void settle(Function<UUID, Optional<Signoff>> find, Instant before) {
        for (ControlSnapshot.Interlock i : snapshot.get().control().interlocks()) {
            for (ControlSnapshot.Bypass b : i.bypasses()) {
                if (!settled.contains(b.signoff()) && settled(i.key(), b, find, before)) {
                    settled.add(b.signoff());
                }
            }
        }
    }

    private boolean settled(
            String interlock,
            ControlSnapshot.Bypass bypass,
            Function<UUID, Optional<Signoff>> find,
            Instant before) {
        Optional<Signoff> found = id(bypass.signoff()).flatMap(find);
        SignoffState state = found.map(Signoff::state).orElse(SignoffState.FAILED);
        if (state == SignoffState.EXECUTED) {
            return true;
        }
        Instant approved = found.map(Signoff::approvedAt).orElse(null);
        if (state == SignoffState.APPROVED && approved != null && !approved.isBefore(before)) {
            return false;
        }
        String subject = Bypass.subject(interlock, bypass.output());
        if (state == SignoffState.APPROVED && told(found.orElseThrow(), interlock, bypass.output())) {
            LOG.info("sign-off {}: the bypass of {} was in force when the program ended", bypass.signoff(), subject);
            return true;
        }
        Answer ended =
                wait(engine.apply(end(subject, bypass.signoff(), "the record does not say that it was signed")));
        LOG.warn("the bypass of {} has no sign-off that was carried out: {}", subject, ended.text());
        return ended.accepted();
    }

    /** Whether the record says now that it was carried out: only when it is what was signed, and not too late. */
    private boolean told(Signoff signoff, String interlock, String output) {
        Optional<About> about = about(interlock, output);
        return about.isPresent()
                && database.transact(sql -> signoffs.execute(
                                sql,
                                signoff.id(),
                                about.get().payload(String.valueOf(signoff.payload().get("for_seconds"))),
                                about.get().definition(),
                                Provenance.ofSystem(""),
                                wall.instant(),
                                approved -> {
                                    approved.demand(Action.INTERLOCK_BYPASS);
                                    return true;
                                }))
                        instanceof Execution.Done<Boolean>;
    }

    private static Optional<UUID> id(String signoff) {
        try {
            return Optional.of(UUID.fromString(signoff));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Input.Request begin(Signoff signoff, About about, long seconds) {
        SortedMap<String, String> data = new TreeMap<>(signoff.requester().data());
        data.put("definition", about.definition());
        data.put("signed_by", signers(signoff.signatures()));
        data.put(Bypass.SIGNOFF, signoff.id().toString());
        return new Input.Request(
                UuidCreator.getTimeOrderedEpoch().toString(),
                signoff.requester().actor(),
                Bypass.BEGIN,
                about.subject(),
                Double.NaN,
                seconds * 1_000_000,
                signoff.reason(),
                data);
    }

    private static Input.Request end(String subject, String signoff, String why) {
        return new Input.Request(
                UuidCreator.getTimeOrderedEpoch().toString(),
                Provenance.ofSystem("").actor(),
                Bypass.END,
                subject,
                Double.NaN,
                0,
                why,
                new TreeMap<>(Map.of(Bypass.SIGNOFF, signoff)));
    }

    private static String signers(List<Signature> signatures) {
        return signatures.stream().map(Signature::printedName).collect(Collectors.joining(" and "));
    }

    private static Answer wait(CompletableFuture<Answer> answer) {
        try {
            return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException e) {
            return UNCLEAR;
        } catch (ExecutionException e) {
            throw new IllegalStateException("the engine could not be asked", e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return UNCLEAR;
        }
    }
}
