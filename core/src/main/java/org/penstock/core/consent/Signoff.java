package org.penstock.core.consent;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.penstock.core.identity.Provenance;

/**
 * A sign-off as it stands.
 *
 * @param excluded actor keys kept out, each with why
 * @param policy as it was when it was asked for
 * @param contentHash what is signed
 * @param requester who asked, with roles, workstation and session
 * @param expiresAt until when it can be signed; once approved, carried out
 * @param endedBy key of who ended it; null while it is open
 * @param endReason why it was refused, withdrawn or failed
 * @param reviewDueAt by when another person must have looked at what one did alone; null = nobody must
 * @param signatures in the order they were given; a later review is the last
 */
public record Signoff(
        UUID id,
        Action action,
        String subject,
        String subjectVersion,
        String summary,
        SortedMap<String, String> payload,
        SortedMap<String, String> excluded,
        Policy policy,
        String contentHash,
        Provenance requester,
        String reason,
        Instant requestedAt,
        Instant expiresAt,
        SignoffState state,
        @Nullable Instant approvedAt,
        @Nullable Instant endedAt,
        @Nullable String endedBy,
        String endReason,
        @Nullable Instant reviewDueAt,
        @Nullable Instant reviewedAt,
        List<Signature> signatures) {
    public Signoff {
        signatures = List.copyOf(signatures);
    }

    /** Signatures that are still wanted. */
    public List<Slot> open() {
        return new Matching(policy.slots(), given()).open();
    }

    /** Whether one person did it alone, and nobody has looked at it yet. */
    public boolean reviewOwed() {
        return reviewDueAt != null && reviewedAt == null;
    }

    /**
     * Why this person's signature would not be taken, so that no screen offers what will be refused.
     *
     * @param actor key of the person
     * @param by from whom, with roles and workstation
     */
    public Optional<Refusal> wouldRefuse(String actor, Provenance by, Meaning meaning, Instant now) {
        if (action == Action.UNKNOWN) {
            return Optional.of(new Refusal.NotKnown(this));
        }
        if (state != SignoffState.PENDING) {
            return Optional.of(new Refusal.Over(this));
        }
        if (!now.isBefore(expiresAt)) {
            return Optional.of(new Refusal.TooLate(this));
        }
        if (actor.equals(requester.actor())) {
            return Optional.of(new Refusal.OwnRequest(this));
        }
        String why = excluded.get(actor);
        if (why != null && policy.apart()) {
            return Optional.of(new Refusal.Concerned(this, actor, why));
        }
        if (signatures.stream().anyMatch(s -> s.signer().equals(actor))) {
            return Optional.of(new Refusal.SignedAlready(this, actor));
        }
        Optional<Refusal> place = place(by.workstation());
        return place.isPresent() ? place : slot(actor, by, meaning);
    }

    private Optional<Refusal> place(String workstation) {
        boolean fits = switch (policy.where()) {
            case ANY -> true;
            case SAME -> workstation.equals(requester.workstation());
            case OTHER ->
                !workstation.equals(requester.workstation())
                        && signatures.stream().noneMatch(s -> s.workstation().equals(workstation));
        };
        return fits ? Optional.empty() : Optional.of(new Refusal.WrongWorkstation(this, workstation));
    }

    private Optional<Refusal> slot(String actor, Provenance by, Meaning meaning) {
        List<Matching.Given> with = new ArrayList<>(given());
        with.add(new Matching.Given(meaning, by.roles()));
        return new Matching(policy.slots(), with).allUsed()
                ? Optional.empty()
                : Optional.of(new Refusal.NotWanted(this, actor, meaning, by.roles()));
    }

    List<Matching.Given> given() {
        return signatures.stream()
                .filter(s -> !(policy.action().alone() && s.meaning() == Meaning.REVIEWED))
                .map(s -> new Matching.Given(s.meaning(), s.roles()))
                .toList();
    }
}
