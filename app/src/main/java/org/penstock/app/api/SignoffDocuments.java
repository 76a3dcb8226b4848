package org.penstock.app.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.penstock.core.consent.Policy;
import org.penstock.core.consent.Signature;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.Slot;

/** Documents about what waits for signatures; described in API.md. */
public final class SignoffDocuments {
    private SignoffDocuments() {}

    /** {@code penstock.signoffs.1}. */
    public record Signoffs(String schema, List<One> open, List<One> reviewsOwed) {}

    /** {@code penstock.signoff.1}. @param outcome what a signature led to, "" where nothing */
    public record Single(String schema, One signoff, String outcome) {}

    /** A sign-off. @param open signatures still wanted */
    public record One(
            String id,
            String action,
            String subject,
            String summary,
            Map<String, String> payload,
            String contentHash,
            String requester,
            String reason,
            Instant requested,
            Instant expires,
            String state,
            @Nullable Instant reviewDue,
            List<Signed> signatures,
            List<Wanted> open,
            String endReason) {
        static One of(Signoff s) {
            return new One(
                    s.id().toString(),
                    s.action().word(),
                    s.subject(),
                    s.summary(),
                    s.payload(),
                    s.contentHash(),
                    s.requester().actor(),
                    s.reason(),
                    s.requestedAt(),
                    s.expiresAt(),
                    s.state().word(),
                    s.reviewDueAt(),
                    s.signatures().stream().map(Signed::of).toList(),
                    s.open().stream().map(Wanted::of).toList(),
                    s.endReason());
        }
    }

    /** A signature as it is printed. */
    public record Signed(
            String signer, String name, String meaning, Instant at, Set<String> roles, String workstation) {
        static Signed of(Signature s) {
            return new Signed(s.signer(), s.printedName(), s.meaning().word(), s.at(), s.roles(), s.workstation());
        }
    }

    /** A signature that is wanted. @param roles of which the signer must have one; empty = any */
    public record Wanted(String meaning, Set<String> roles) {
        static Wanted of(Slot slot) {
            return new Wanted(slot.meaning().word(), slot.roles());
        }
    }

    /** {@code penstock.policies.1}. */
    public record Policies(String schema, List<Rule> policies) {
        static Policies of(List<Policy> policies) {
            return new Policies(
                    "penstock.policies.1", policies.stream().map(Rule::of).toList());
        }
    }

    /** A policy. @param version 0 = as the program brings it */
    public record Rule(
            String action,
            int version,
            boolean allowed,
            List<Wanted> signatures,
            boolean apart,
            String workstation,
            boolean bulk,
            long validSeconds,
            long reviewSeconds) {
        static Rule of(Policy p) {
            return new Rule(
                    p.action().word(),
                    p.version(),
                    p.allowed(),
                    p.slots().stream().map(Wanted::of).toList(),
                    p.apart(),
                    p.where().word(),
                    p.bulk(),
                    p.validFor().toSeconds(),
                    p.reviewWithin().toSeconds());
        }
    }
}
