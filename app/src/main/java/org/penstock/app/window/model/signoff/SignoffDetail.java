package org.penstock.app.window.model.signoff;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.core.consent.Policy;
import org.penstock.core.consent.Signature;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.Slot;

/**
 * One sign-off whole.
 *
 * @param about who asks, why, until when, what the policy wants
 * @param content what is signed: the frozen names and values, and the hash of them
 * @param signatures those that are there, as 21 CFR 11.50 wants to see them, then those that are wanted
 */
public record SignoffDetail(String title, List<Fact> about, List<Fact> content, List<Fact> signatures) {
    public SignoffDetail {
        about = List.copyOf(about);
        content = List.copyOf(content);
        signatures = List.copyOf(signatures);
    }

    static SignoffDetail of(Signoff s, UnaryOperator<String> names, Instant now, Words words, Times times) {
        return new SignoffDetail(
                s.summary(), about(s, names, now, words, times), content(s, words), signatures(s, words, times, now));
    }

    private static List<Fact> about(Signoff s, UnaryOperator<String> names, Instant now, Words words, Times times) {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(
                words.of("signoff.asked-by"),
                words.of(
                        "signoff.person",
                        names.apply(s.requester().actor()),
                        s.requester().actor(),
                        roles(s.requester().roles(), words),
                        s.requester().workstation(),
                        times.moment(s.requestedAt(), now))));
        if (!s.reason().isEmpty()) {
            facts.add(new Fact(words.of("signoff.reason"), s.reason()));
        }
        facts.add(new Fact(words.of("signoff.until"), times.moment(s.expiresAt(), now)));
        facts.add(new Fact(words.of("signoff.policy"), policy(s.policy(), words)));
        if (s.policy().apart()) {
            s.excluded()
                    .forEach((who, why) -> facts.add(new Fact(
                            words.of("signoff.kept-out"), words.of("signoff.kept-out-why", names.apply(who), why))));
        }
        Instant due = s.reviewDueAt();
        if (due != null && s.reviewOwed()) {
            facts.add(new Fact(words.of("signoff.review"), words.of("signoff.review-due", times.moment(due, now))));
        }
        return facts;
    }

    private static List<Fact> content(Signoff s, Words words) {
        List<Fact> facts = new ArrayList<>();
        s.payload().forEach((name, value) -> facts.add(fact(name, value, words)));
        facts.add(new Fact(words.of("signoff.hash"), Hashes.grouped(s.contentHash()), true));
        return facts;
    }

    private static Fact fact(String name, String value, Words words) {
        if (Hashes.is(value)) {
            return new Fact(name, Hashes.grouped(value), true);
        }
        if (name.equals("policy")) {
            try {
                return new Fact(
                        name,
                        words.of(
                                "signoff.policy-of",
                                Policy.read(value).action().inWords(),
                                policy(Policy.read(value), words)));
            } catch (IllegalArgumentException e) {
                return new Fact(name, value, true);
            }
        }
        return new Fact(name, value);
    }

    private static List<Fact> signatures(Signoff s, Words words, Times times, Instant now) {
        List<Fact> facts = new ArrayList<>();
        for (Signature g : s.signatures()) {
            String who = words.of(
                    "signoff.person",
                    g.printedName(),
                    g.signer(),
                    roles(g.roles(), words),
                    g.workstation(),
                    times.moment(g.at(), now));
            facts.add(new Fact(
                    meaning(g.meaning().word(), words),
                    g.reason().isEmpty() ? who : words.of("signoff.person-reason", who, g.reason())));
        }
        for (Slot slot : s.open()) {
            facts.add(new Fact(meaning(slot.meaning().word(), words), words.of("signoff.wanted-by", by(slot, words))));
        }
        return facts;
    }

    private static String by(Slot slot, Words words) {
        return slot.roles().isEmpty() ? words.of("signoff.anybody") : String.join(words.of("signoff.or"), slot.roles());
    }

    static String meaning(String word, Words words) {
        return words.orElse("signoff.meaning." + word, word);
    }

    private static String roles(java.util.Collection<String> roles, Words words) {
        return roles.isEmpty() ? words.of("signoff.no-role") : String.join(", ", roles);
    }

    /** What a policy wants, in a few sentences. */
    static String policy(Policy p, Words words) {
        String where = switch (p.where()) {
            case ANY -> words.of("signoff.where.any");
            case SAME -> words.of("signoff.where.same");
            case OTHER -> words.of("signoff.where.other");
        };
        return words.of(
                "signoff.policy-words",
                p.inWords(),
                where,
                words.of(p.bulk() ? "signoff.several" : "signoff.one-by-one"));
    }
}
