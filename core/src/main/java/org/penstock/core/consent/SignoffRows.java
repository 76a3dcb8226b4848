package org.penstock.core.consent;

import static org.penstock.core.db.tables.tables.Signatures.SIGNATURES;
import static org.penstock.core.db.tables.tables.SignoffParties.SIGNOFF_PARTIES;
import static org.penstock.core.db.tables.tables.Signoffs.SIGNOFFS;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.tables.tables.records.SignaturesRecord;
import org.penstock.core.db.tables.tables.records.SignoffPartiesRecord;
import org.penstock.core.db.tables.tables.records.SignoffsRecord;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;

/** Rows of sign-offs and what belongs to them, and the values that they stand for. */
final class SignoffRows {
    private SignoffRows() {}

    /** One sign-off with everything that hangs on it. @param actors keys of every actor named */
    record Whole(
            SignoffsRecord row,
            List<SignoffPartiesRecord> parties,
            List<SignaturesRecord> signatures,
            Map<UUID, String> actors) {
        String key(@Nullable UUID actor) {
            return actor == null ? "" : actors.getOrDefault(actor, actor.toString());
        }

        Signoff view() {
            UUID ended = row.getEndedBy();
            return new Signoff(
                    row.getId(),
                    Action.read(row.getAction()),
                    row.getSubject(),
                    row.getSubjectVersion(),
                    row.getSummary(),
                    Content.read(row.getPayload()),
                    Content.read(row.getExcluded()),
                    Policy.read(row.getPolicy()),
                    row.getContentHash(),
                    new Provenance(
                            key(row.getRequesterId()),
                            words(row.getRequesterRoles()),
                            row.getRequesterWorkstation(),
                            row.getRequesterSession()),
                    row.getRequestReason(),
                    row.getRequestedAt(),
                    row.getExpiresAt(),
                    SignoffState.of(row.getState()),
                    row.getApprovedAt(),
                    row.getEndedAt(),
                    ended == null ? null : key(ended),
                    row.getEndReason(),
                    row.getReviewDueAt(),
                    row.getReviewedAt(),
                    signatures.stream().map(s -> signature(s, key(s.getSignerId()))).toList());
        }
    }

    static Signature signature(SignaturesRecord s, String signer) {
        return new Signature(
                s.getId(),
                s.getSubject(),
                signer,
                s.getPrintedName(),
                Meaning.of(s.getMeaning())
                        .orElseThrow(() -> new IllegalArgumentException(s.getMeaning() + " is no meaning")),
                s.getReason(),
                s.getSignedAt(),
                words(s.getRoles()),
                s.getWorkstation(),
                s.getSessionId(),
                s.getComponents(),
                s.getContentHash());
    }

    static SortedSet<String> words(String text) {
        return text.isEmpty() ? new TreeSet<>() : new TreeSet<>(Arrays.asList(text.split(" ", -1)));
    }

    /** Locks and reads one. */
    static Optional<Whole> lock(DSLContext sql, UUID chain, UUID id) {
        return sql.selectFrom(SIGNOFFS)
                .where(SIGNOFFS.CHAIN_ID.eq(chain))
                .and(SIGNOFFS.ID.eq(id))
                .forUpdate()
                .fetchOptional()
                .map(row -> whole(sql, List.of(row)).getFirst());
    }

    /** Reads those that fit, in the order they were asked for. */
    static List<Whole> list(DSLContext sql, Condition wanted, int most) {
        return whole(
                sql,
                sql.selectFrom(SIGNOFFS)
                        .where(wanted)
                        .orderBy(SIGNOFFS.REQUESTED_AT, SIGNOFFS.ID)
                        .limit(most)
                        .fetch());
    }

    private static List<Whole> whole(DSLContext sql, List<SignoffsRecord> rows) {
        List<UUID> ids = rows.stream().map(SignoffsRecord::getId).toList();
        Map<UUID, List<SignoffPartiesRecord>> parties = new HashMap<>();
        sql.selectFrom(SIGNOFF_PARTIES)
                .where(SIGNOFF_PARTIES.SIGNOFF_ID.in(ids))
                .forEach(p -> parties.computeIfAbsent(p.getSignoffId(), _ -> new ArrayList<>())
                        .add(p));
        Map<UUID, List<SignaturesRecord>> signatures = new HashMap<>();
        sql.selectFrom(SIGNATURES)
                .where(SIGNATURES.SIGNOFF_ID.in(ids))
                .orderBy(SIGNATURES.SIGNED_AT, SIGNATURES.ID)
                .forEach(s -> signatures
                        .computeIfAbsent(s.getSignoffId(), _ -> new ArrayList<>())
                        .add(s));
        Map<UUID, String> actors = Actors.keysOf(sql, named(rows, parties.values(), signatures.values()));
        return rows.stream()
                .map(r -> new Whole(
                        r,
                        parties.getOrDefault(r.getId(), List.of()),
                        signatures.getOrDefault(r.getId(), List.of()),
                        actors))
                .toList();
    }

    private static Set<UUID> named(
            List<SignoffsRecord> rows,
            Collection<List<SignoffPartiesRecord>> parties,
            Collection<List<SignaturesRecord>> signatures) {
        Set<UUID> named = new HashSet<>();
        for (SignoffsRecord row : rows) {
            named.add(row.getRequesterId());
            if (row.getEndedBy() != null) {
                named.add(row.getEndedBy());
            }
        }
        parties.forEach(list -> list.forEach(p -> named.add(p.getActorId())));
        signatures.forEach(list -> list.forEach(s -> named.add(s.getSignerId())));
        return named;
    }
}
