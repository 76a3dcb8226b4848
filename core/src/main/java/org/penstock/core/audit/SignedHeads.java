package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.SignedHeads.SIGNED_HEADS;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;
import org.jooq.Record;

/** The signed heads in the database. */
final class SignedHeads {
    private SignedHeads() {}

    /** Every one, by chain and day. */
    static List<SignedHead> all(DSLContext sql) {
        return sql.selectFrom(SIGNED_HEADS)
                .orderBy(SIGNED_HEADS.CHAIN_ID, SIGNED_HEADS.HEAD_DAY)
                .fetch(SignedHeads::head);
    }

    /** The newest one of a chain. */
    static Optional<SignedHead> newest(DSLContext sql, ChainId chain) {
        return sql.selectFrom(SIGNED_HEADS)
                .where(SIGNED_HEADS.CHAIN_ID.eq(chain.id()))
                .orderBy(SIGNED_HEADS.HEAD_DAY.desc())
                .limit(1)
                .fetchOptional(SignedHeads::head);
    }

    /** @return false when the day has one already */
    static boolean add(DSLContext sql, SignedHead head) {
        return sql.insertInto(SIGNED_HEADS)
                        .set(SIGNED_HEADS.CHAIN_ID, head.chain())
                        .set(SIGNED_HEADS.HEAD_DAY, head.day())
                        .set(SIGNED_HEADS.SEQ, head.seq())
                        .set(SIGNED_HEADS.HASH, head.hash())
                        .set(SIGNED_HEADS.SIGNED_AT, head.at())
                        .set(SIGNED_HEADS.KEY_ID, head.keyId())
                        .set(SIGNED_HEADS.PUBLIC_KEY, head.key().spki())
                        .set(SIGNED_HEADS.BODY, head.body())
                        .set(SIGNED_HEADS.SIGNATURE, head.signature())
                        .onConflictDoNothing()
                        .execute()
                > 0;
    }

    private static SignedHead head(Record r) {
        LocalDate day = r.get(SIGNED_HEADS.HEAD_DAY);
        return new SignedHead(
                r.get(SIGNED_HEADS.CHAIN_ID),
                day,
                r.get(SIGNED_HEADS.SEQ),
                r.get(SIGNED_HEADS.HASH),
                r.get(SIGNED_HEADS.SIGNED_AT),
                r.get(SIGNED_HEADS.KEY_ID),
                new VerifyingKey(r.get(SIGNED_HEADS.PUBLIC_KEY)),
                r.get(SIGNED_HEADS.BODY),
                r.get(SIGNED_HEADS.SIGNATURE));
    }
}
