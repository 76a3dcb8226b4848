package org.penstock.app.window.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.runtime.ControlRoom.Significance;

/** How far a request is on its way from wish to answer. */
public sealed interface Confirmation {
    /** The facility is asked what would happen. */
    record Asking() implements Confirmation {}

    /** A person reads what would happen. @param readable monotonic time from which a press counts, ns */
    record Open(Proposal proposal, long readable) implements Confirmation {}

    /** Confirmed; the engine has not answered yet. */
    record Sent(Proposal proposal) implements Confirmation {}

    /** It did not happen, and why. */
    record Refused(String why) implements Confirmation {}

    /** It could not even be asked, or no answer came: what is known and what to do. */
    record Failed(String why) implements Confirmation {}

    /**
     * What the dialog shows.
     *
     * @param gates gates that would refuse it now
     * @param foot how long it can be confirmed, or what is being waited for
     * @param confirmable whether the button does something
     * @param askableAgain whether a person may ask anew
     * @param high the button names a consequence and is never pressed by Enter
     */
    record View(
            String title,
            String text,
            List<String> gates,
            String foot,
            String confirm,
            boolean confirmable,
            boolean askableAgain,
            boolean high) {}

    /** Whether a press at {@code nanos} may confirm: not shut, not too old, and not faster than anybody reads. */
    default @Nullable Proposal confirmable(Instant now, long nanos) {
        return this instanceof Open(Proposal p, long readable)
                        && p.shut().isEmpty()
                        && now.isBefore(p.expires())
                        && nanos - readable >= 0
                ? p
                : null;
    }

    /** What the dialog for {@code ask} shows at {@code now}. */
    default View view(Ask ask, Instant now, Words words, Times times) {
        return switch (this) {
            case Asking() ->
                new View(ask.action(), words.of("confirm.asking"), List.of(), "", ask.action(), false, false, false);
            case Open open -> open(ask, open.proposal(), now, words, times);
            case Sent(Proposal p) ->
                new View(
                        ask.action(),
                        p.text(),
                        List.of(),
                        words.of("confirm.sent"),
                        ask.action(),
                        false,
                        false,
                        high(p));
            case Refused(String why) ->
                new View(
                        words.of("confirm.refused", ask.action()),
                        why,
                        List.of(),
                        "",
                        ask.action(),
                        false,
                        true,
                        false);
            case Failed(String why) ->
                new View(
                        words.of("confirm.failed", ask.action()), why, List.of(), "", ask.action(), false, true, false);
        };
    }

    private static View open(Ask ask, Proposal p, Instant now, Words words, Times times) {
        double left = (p.expires().toEpochMilli() - now.toEpochMilli()) / 1_000.0;
        boolean expired = left <= 0;
        boolean shut = !p.shut().isEmpty();
        String foot = expired
                ? words.of("confirm.expired")
                : shut
                        ? words.of("confirm.shut")
                        : words.of(high(p) ? "confirm.left-high" : "confirm.left", times.countdown(left));
        return new View(
                ask.action(), p.text(), p.shut(), foot, ask.action(), !expired && !shut, expired || shut, high(p));
    }

    private static boolean high(Proposal p) {
        return p.significance() == Significance.HIGH;
    }
}
