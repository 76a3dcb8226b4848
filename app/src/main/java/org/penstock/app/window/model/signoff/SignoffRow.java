package org.penstock.app.window.model.signoff;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Refusal;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffState;
import org.penstock.core.consent.Slot;

/**
 * A line of the list of sign-offs.
 *
 * @param part where it stands in the list
 * @param mine whether who sits here asked for it
 * @param several whether it may be signed together with others
 * @param meaning what the policy still wants that who sits here can give; null when nothing
 * @param open every meaning that is still wanted, from whomever
 * @param why why he cannot sign it, "" when he can
 * @param hash content hash, as it is signed
 */
public record SignoffRow(
        UUID id,
        Part part,
        String what,
        String who,
        String wanted,
        String until,
        boolean mine,
        boolean several,
        @Nullable Meaning meaning,
        List<Meaning> open,
        String why,
        String hash,
        SignoffDetail detail)
        implements Keyed {
    /** What can be done with it from here. */
    public enum Part {
        /** Who sits here can sign it. */
        TO_SIGN,
        /** Done by one person alone; who sits here is to look at it. */
        TO_REVIEW,
        /** Others must sign. */
        WAITS
    }

    public SignoffRow {
        open = List.copyOf(open);
    }

    @Override
    public String key() {
        return id.toString();
    }

    static SignoffRow of(
            Signoff s, Optional<Signer> me, UnaryOperator<String> names, Instant now, Words words, Times times) {
        boolean mine = me.filter(m -> m.login().equals(s.requester().actor())).isPresent();
        Optional<Meaning> meaning = me.filter(Signer::maySign).flatMap(m -> wanted(s, m, now));
        boolean review = s.reviewOwed();
        boolean toReview = review
                && me.filter(Signer::maySign).isPresent()
                && !mine
                && s.signatures().stream()
                        .noneMatch(g -> g.signer().equals(me.get().login()));
        Part part = meaning.isPresent() ? Part.TO_SIGN : toReview ? Part.TO_REVIEW : Part.WAITS;
        return new SignoffRow(
                s.id(),
                part,
                s.summary(),
                words.of("signoff.row-who", names.apply(s.requester().actor()), times.moment(s.requestedAt(), now)),
                state(s, words),
                review
                        ? words.of("signoff.row-review", times.moment(due(s), now))
                        : words.of("signoff.row-until", times.moment(s.expiresAt(), now)),
                mine,
                s.policy().bulk(),
                meaning.orElse(null),
                s.open().stream().map(Slot::meaning).distinct().toList(),
                part == Part.WAITS ? why(s, me, now, words) : "",
                s.contentHash(),
                SignoffDetail.of(s, names, now, words, times));
    }

    private static Instant due(Signoff s) {
        Instant due = s.reviewDueAt();
        return due == null ? s.expiresAt() : due;
    }

    private static String state(Signoff s, Words words) {
        if (s.reviewOwed()) {
            return words.of("signoff.row-alone");
        }
        if (s.state() == SignoffState.APPROVED) {
            return words.of("signoff.row-approved");
        }
        return words.of(
                "signoff.row-wanted",
                Integer.toString(s.signatures().size()),
                Integer.toString(s.policy().slots().size()),
                s.open().stream().map(Slot::inWords).collect(Collectors.joining(", ")));
    }

    /** The first meaning that is still wanted and that this person can give. */
    public static Optional<Meaning> wanted(Signoff s, Signer me, Instant now) {
        return s.open().stream()
                .map(Slot::meaning)
                .distinct()
                .filter(m -> s.wouldRefuse(me.login(), me.by(), m, now).isEmpty())
                .findFirst();
    }

    private static String why(Signoff s, Optional<Signer> me, Instant now, Words words) {
        if (me.isEmpty()) {
            return words.of("signoff.nobody-here");
        }
        if (!me.get().maySign()) {
            return words.of("signoff.may-not", me.get().name());
        }
        Meaning first =
                s.open().isEmpty() ? Meaning.APPROVED : s.open().getFirst().meaning();
        return s.wouldRefuse(me.get().login(), me.get().by(), first, now)
                .map(Refusal::inWords)
                .orElse("");
    }
}
