package org.penstock.app.commission;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.Documents;
import org.penstock.app.api.Parts;
import org.penstock.app.api.WiringDocuments;
import org.penstock.app.print.CommissioningSheet.Observation;
import org.penstock.app.print.CommissioningSheet.Result;
import org.penstock.app.print.CommissioningSheet.Step;
import org.penstock.app.print.CommissioningSheet.Value;
import org.penstock.app.start.Refusal;

/**
 * Drives one output away from safe and back, by ordinary requests that the engine may refuse, and sees what it and the
 * watched streams did. Whatever happens after the request went out, the output is released before {@link #run} returns or
 * throws; should even that be impossible, the request ends by itself. For one output, on one thread.
 */
public final class StepTest {
    private static final long LOOK_EVERY_MILLIS = 100;
    /** On top of the output's own time-out: the engine has the first word about what failed. */
    private static final long PATIENCE_MILLIS = 3_000;

    private static final long LONGEST_AFTER_MILLIS = 5_000;

    private final Field field;
    private final InstantSource wall;
    private final CompletableFuture<Void> end;
    private final Consumer<String> say;
    private final Subject subject;

    private List<Parts.Stream> before = List.of();
    private List<Parts.Stream> during = List.of();
    private List<Parts.Stream> after = List.of();
    private @Nullable Double opened;
    private @Nullable Double closed;
    private String why = "";

    /**
     * What is tested.
     *
     * @param watched keys of the streams that are looked at meanwhile
     * @param value what it is driven to
     * @param holdMillis how long it stays there once read back
     */
    public record Subject(
            Parts.Output output,
            WiringDocuments.Output wired,
            List<String> watched,
            double value,
            long holdMillis,
            String reason) {
        /**
         * An output as it is to be tested.
         *
         * @param value what it is driven to; null for 1, or 0 where safe is 1
         * @param watched the streams to look at; empty for those that are bound to it
         * @param holdMillis how long at most; an output that would end itself sooner is released before that
         */
        public static Subject of(
                Documents.Devices seen,
                WiringDocuments.Output wired,
                @Nullable Double value,
                List<String> watched,
                long holdMillis,
                String person) {
            Parts.Output output = Field.output(seen, wired.key());
            double safe = output.safe() == null ? 0 : output.safe();
            double open = value != null ? value : safe == 0 ? 1 : 0;
            // Left alone it would end at its longest time, and that is no failure of the output.
            Double most = wired.mostSeconds();
            long longest = most == null ? Long.MAX_VALUE : Math.round(most * 1_000 * 0.8);
            return new Subject(
                    output,
                    wired,
                    watched.isEmpty() ? wired.related() : watched,
                    open,
                    Math.min(holdMillis, longest),
                    "step test by " + person);
        }

        /** How long the request may last when nobody releases it, seconds. */
        public double requestSeconds() {
            return (holdMillis + PATIENCE_MILLIS) / 1_000.0 + wired.timeoutSeconds();
        }
    }

    /** @param end completes when the person wants to stop: the output is released at once then */
    public StepTest(
            Field field, InstantSource wall, CompletableFuture<Void> end, Consumer<String> say, Subject subject) {
        this.field = field;
        this.wall = wall;
        this.end = end;
        this.say = say;
        this.subject = subject;
    }

    /** Does what was proposed, and takes it back. */
    public Step run(Documents.Proposal proposal) {
        before = watched(field.look());
        Instant asked = wall.instant();
        boolean driven = true;
        try {
            Documents.Answer answer = field.confirm(proposal);
            driven = answer.accepted();
            if (!driven) {
                return step(asked, Result.SKIPPED, answer.text());
            }
            open(asked);
        } catch (Refusal e) {
            fail(e.what());
        } finally {
            if (driven) {
                release();
            }
        }
        return step(asked, why.isEmpty() ? Result.PASSED : Result.FAILED, why);
    }

    private void open(Instant asked) {
        Documents.Devices seen = await(
                now -> switch (output(now).phase()) {
                    case "opening" -> false;
                    // Still safe, or safe again: then it is so since after the request.
                    case "safe" -> became(now).isAfter(asked);
                    default -> true;
                },
                true);
        Parts.Output o = output(seen);
        if (end.isDone()) {
            fail("Interrupted before it was read back.");
        } else if (!o.phase().equals("held")) {
            fail("It was not read back at " + Figures.number(subject.value()) + ": "
                    + sentence(o.why().isEmpty() ? "it is " + o.phase() : o.why()));
        } else {
            opened = since(asked, seen);
            say.accept(name() + " is read back at " + Figures.number(o.value()) + " after " + Figures.seconds(opened)
                    + ".");
            hold();
        }
    }

    private void hold() {
        for (long left = subject.holdMillis(); left > 0; left -= LOOK_EVERY_MILLIS) {
            if (ended(Math.min(left, LOOK_EVERY_MILLIS))) {
                fail("Interrupted while it was away from safe.");
                return;
            }
            Documents.Devices seen = field.look();
            during = watched(seen);
            Parts.Output o = output(seen);
            if (!o.phase().equals("held")) {
                fail("It did not stay at " + Figures.number(subject.value()) + ": " + sentence(o.why()));
                return;
            }
            // The engine knows how long it has been so; looking takes time, too.
            if (o.sinceSeconds() != null && o.sinceSeconds() * 1_000 >= subject.holdMillis()) {
                return;
            }
        }
    }

    private void release() {
        Instant asked = wall.instant();
        try {
            // Refused when nobody holds it any more: the engine was faster, and what counts is looked at below.
            field.confirm(field.proposeRelease(subject.output().key(), subject.reason()));
            // What is seen may be a tenth of a second old: from before the output began to move.
            slept(2 * LOOK_EVERY_MILLIS);
            Documents.Devices seen = await(now -> output(now).phase().equals("safe"), false);
            Parts.Output o = output(seen);
            if (o.phase().equals("safe")) {
                closed = since(asked, seen);
                say.accept(name() + " is released and read back at safe after " + Figures.seconds(closed) + ".");
                ended(Math.min(subject.holdMillis(), LONGEST_AFTER_MILLIS));
            } else {
                String shut = o.shut();
                fail("It is released but NOT confirmed at safe: " + sentence(shut == null ? o.why() : shut));
            }
            after = watched(field.look());
        } catch (Refusal e) {
            fail("It could not be released, or it is not known: " + e.what() + " The request ends by itself after "
                    + Figures.seconds(subject.requestSeconds()) + ".");
        }
    }

    private static String sentence(String words) {
        return words.endsWith(".") ? words : words + ".";
    }

    private String name() {
        return subject.output().name();
    }

    private void fail(String reason) {
        why = why.isEmpty() ? reason : why + " " + reason;
        say.accept(name() + ": " + reason);
    }

    private Parts.Output output(Documents.Devices seen) {
        return Field.output(seen, subject.output().key());
    }

    /** When the output came into the phase it is seen in. */
    private Instant became(Documents.Devices seen) {
        Double age = output(seen).sinceSeconds();
        return seen.at().minusNanos(Math.round((age == null ? 0 : age) * 1e9));
    }

    private double since(Instant asked, Documents.Devices seen) {
        return Math.max(0, Duration.between(asked, became(seen)).toNanos() / 1e9);
    }

    /** Looks until it is so, or no longer than makes sense. */
    private Documents.Devices await(Predicate<Documents.Devices> until, boolean endable) {
        long most = Math.round(subject.wired().timeoutSeconds() * 1_000) + PATIENCE_MILLIS;
        Documents.Devices seen = field.look();
        for (long waited = 0; waited < most && !until.test(seen); waited += LOOK_EVERY_MILLIS) {
            if (endable ? ended(LOOK_EVERY_MILLIS) : slept(LOOK_EVERY_MILLIS)) {
                return seen;
            }
            seen = field.look();
        }
        return seen;
    }

    /** Waits, or not as long. @return whether the person wants to stop */
    private boolean ended(long millis) {
        try {
            end.get(millis, TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        } catch (ExecutionException e) {
            throw new IllegalStateException("nobody completes this with an error", e);
        }
    }

    /** Waits, also for somebody who wants to stop: an output that moves is not left alone. @return whether it could not */
    private static boolean slept(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private List<Parts.Stream> watched(Documents.Devices seen) {
        return subject.watched().stream()
                .flatMap(key -> seen.streams().stream().filter(s -> s.key().equals(key)))
                .toList();
    }

    private Step step(Instant at, Result result, String reason) {
        return step(subject, at, result, reason, opened, closed, observations());
    }

    private List<Observation> observations() {
        List<Observation> seen = new ArrayList<>();
        for (Parts.Stream s : before) {
            seen.add(new Observation(
                    s.key(),
                    s.name(),
                    s.unit(),
                    s.decimals(),
                    value(s),
                    value(s.key(), during),
                    value(s.key(), after)));
        }
        return seen;
    }

    private static Value value(String key, List<Parts.Stream> seen) {
        return seen.stream()
                .filter(s -> s.key().equals(key))
                .findFirst()
                .map(StepTest::value)
                .orElse(Value.NONE);
    }

    /** What a stream shows. */
    public static Value value(Parts.Stream s) {
        return new Value(s.value(), s.quality(), s.stale());
    }

    /** What is said of an output that was not driven. */
    static Step skipped(Subject subject, Instant at, String reason) {
        return step(subject, at, Result.SKIPPED, reason, null, null, List.of());
    }

    private static Step step(
            Subject subject,
            Instant at,
            Result result,
            String reason,
            @Nullable Double opened,
            @Nullable Double closed,
            List<Observation> observations) {
        Parts.Output o = subject.output();
        WiringDocuments.Output w = subject.wired();
        return new Step(
                o.key(),
                o.name(),
                o.kind(),
                o.location(),
                w.device(),
                w.address(),
                o.guard(),
                w.mostSeconds(),
                o.safe(),
                subject.value(),
                at,
                result,
                reason,
                opened,
                closed,
                result == Result.SKIPPED ? List.of() : observations,
                null,
                "");
    }
}
