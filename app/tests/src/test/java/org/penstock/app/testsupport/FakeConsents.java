package org.penstock.app.testsupport;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.BuiltInPolicies;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Policy;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.runtime.Consents;

/** Sign-offs that a test puts there; what is done to them is noted and changes nothing. The right secret is {@code right}. */
public final class FakeConsents implements Consents {
    /** What waits. */
    public final List<Signoff> waiting = new ArrayList<>();
    /** What was done, in order. */
    public final List<String> done = new ArrayList<>();

    @Override
    public List<Signoff> open(int most) {
        return List.copyOf(waiting);
    }

    @Override
    public List<Signoff> inbox(Asker asker, int most) {
        return List.copyOf(waiting);
    }

    @Override
    public List<Signoff> reviewsOwed(int most) {
        return waiting.stream().filter(Signoff::reviewOwed).toList();
    }

    @Override
    public Optional<Signoff> find(UUID id) {
        return waiting.stream().filter(s -> s.id().equals(id)).findFirst();
    }

    @Override
    public List<String> inWords(UUID id) {
        return List.of();
    }

    @Override
    public List<Policy> policies() {
        return Action.known().stream().map(BuiltInPolicies::of).toList();
    }

    @Override
    public Signed sign(Asker.Session asker, Secret secret, UUID id, String seenHash, Meaning meaning, String reason) {
        return sign(secret, FakePersons.name(asker), id, seenHash, meaning, reason);
    }

    @Override
    public Signed sign(SignIn.Proof proof, UUID id, String seenHash, Meaning meaning, String reason) {
        return switch (proof) {
            case SignIn.Proof.Password(String login, Secret password) ->
                sign(password, login, id, seenHash, meaning, reason);
            case SignIn.Proof.Badge(Secret _, Secret pin) -> sign(pin, "badge", id, seenHash, meaning, reason);
        };
    }

    private Signed sign(Secret secret, String who, UUID id, String seenHash, Meaning meaning, String reason) {
        if (!secret.text().equals("right")) {
            throw new IdentityRefused("That is not right: check the password or PIN.");
        }
        Signoff signoff = find(id).orElseThrow();
        done.add(who + " signs " + signoff.subject() + " " + seenHash.equals(signoff.contentHash()) + " "
                + meaning.word() + " " + reason);
        waiting.remove(signoff);
        return new Signed(signoff, "Approved: it can be carried out now.");
    }

    @Override
    public List<Signoffs.SignedOne> signAll(
            Asker.Session asker, Secret secret, List<Signoffs.Listed> listed, Meaning meaning, String reason) {
        return listed.stream()
                .map(one -> {
                    sign(asker, secret, one.id(), one.seenHash(), meaning, reason);
                    return new Signoffs.SignedOne(one, Optional.empty());
                })
                .toList();
    }

    @Override
    public Signoff refuse(Asker asker, UUID id, String reason) {
        return over(id, "refuses", FakePersons.name(asker), reason);
    }

    @Override
    public Signoff withdraw(Asker asker, UUID id, String reason) {
        return over(id, "withdraws", FakePersons.name(asker), reason);
    }

    private Signoff over(UUID id, String verb, String who, String reason) {
        Signoff signoff = find(id).orElseThrow();
        done.add(who + " " + verb + " " + signoff.subject() + " " + reason);
        waiting.remove(signoff);
        return signoff;
    }

    @Override
    public Signoff review(Asker.Session asker, Secret secret, UUID id, String note) {
        return over(id, "reviews", FakePersons.name(asker), note);
    }

    @Override
    public Signoff changePolicy(Asker asker, Policy next, String reason) {
        throw new IdentityRefused("Policies are not changed here.");
    }

    @Override
    public Signed changePolicyAlone(Asker.Session asker, Secret secret, Policy next, String reason) {
        throw new IdentityRefused("Policies are not changed here.");
    }
}
