package org.penstock.core.consent;

import static org.penstock.core.db.tables.tables.Signatures.SIGNATURES;
import static org.penstock.core.db.tables.tables.Signoffs.SIGNOFFS;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;

/** Looks sign-offs up. Reads only, and believes the rows: what is carried out is proven again. */
public final class SignoffQuery {
    private final ChainId chain;

    public SignoffQuery(ChainId chain) {
        this.chain = chain;
    }

    /** One by its id. */
    public Optional<Signoff> find(DSLContext sql, UUID id) {
        return list(sql, SIGNOFFS.ID.eq(id), 1).stream().findFirst();
    }

    /** What is pending or waits to be carried out, the oldest first. */
    public List<Signoff> open(DSLContext sql, int most) {
        return list(sql, SIGNOFFS.STATE.in(SignoffState.PENDING.word(), SignoffState.APPROVED.word()), most);
    }

    /** The inbox of a person: what this person could sign now, with one meaning or another. */
    public List<Signoff> inbox(DSLContext sql, Provenance person, Instant now, int most) {
        return list(sql, SIGNOFFS.STATE.eq(SignoffState.PENDING.word()).and(SIGNOFFS.EXPIRES_AT.gt(now)), most).stream()
                .filter(s -> Arrays.stream(Meaning.values())
                        .anyMatch(m ->
                                s.wouldRefuse(person.actor(), person, m, now).isEmpty()))
                .toList();
    }

    /** Everything ever asked about a subject. */
    public List<Signoff> about(DSLContext sql, String subject) {
        return list(sql, SIGNOFFS.SUBJECT.eq(subject), 1000);
    }

    /** What one person did alone and nobody has looked at yet, the longest overdue first. */
    public List<Signoff> reviewsOwed(DSLContext sql, int most) {
        return list(sql, SIGNOFFS.REVIEW_DUE_AT.isNotNull().and(SIGNOFFS.REVIEWED_AT.isNull()), most);
    }

    /** Every signature given on a subject: {@code signoff:…}, or a record that needs no sign-off. */
    public List<Signature> signatures(DSLContext sql, String subject) {
        var rows = sql.selectFrom(SIGNATURES)
                .where(SIGNATURES.CHAIN_ID.eq(chain.id()))
                .and(SIGNATURES.SUBJECT.eq(subject))
                .orderBy(SIGNATURES.SIGNED_AT, SIGNATURES.ID)
                .fetch();
        Map<UUID, String> keys =
                Actors.keysOf(sql, rows.stream().map(r -> r.getSignerId()).collect(Collectors.toSet()));
        return rows.stream()
                .map(r -> SignoffRows.signature(r, String.valueOf(keys.get(r.getSignerId()))))
                .toList();
    }

    private List<Signoff> list(DSLContext sql, Condition wanted, int most) {
        return SignoffRows.list(sql, SIGNOFFS.CHAIN_ID.eq(chain.id()).and(wanted), most).stream()
                .map(SignoffRows.Whole::view)
                .toList();
    }
}
