package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.ChainHeads.CHAIN_HEADS;
import static org.penstock.core.db.tables.tables.Events.EVENTS;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.BatchBindStep;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Appends to a chain. Every change of business is one transaction that writes its rows and, last before its commit,
 * appends here: the head of the chain is locked from {@link #append} to the end of the transaction, so that appends come
 * one after the other whatever the number of threads and processes.
 *
 * <p>Genesis: the first event has seq 1 and as {@code prev_hash} 64 zeros. The chain's id stands in every body, so that
 * the beginning of one chain cannot be put before another.
 */
public final class EventChain {
    /** {@code prev_hash} of the first event. */
    public static final String GENESIS = "0".repeat(64);

    private static final int BATCH = 500;

    private EventChain() {}

    /** Founds a chain if it is not there yet. Its site or organization must be a row already. */
    public static void found(DSLContext sql, ChainId chain) {
        sql.insertInto(CHAIN_HEADS)
                .set(CHAIN_HEADS.CHAIN_ID, chain.id())
                .set(CHAIN_HEADS.ORGANIZATION_ID, chain.organizationId())
                .set(CHAIN_HEADS.SITE_ID, chain.siteId())
                .set(CHAIN_HEADS.SEQ, 0L)
                .set(CHAIN_HEADS.HASH, GENESIS)
                .onConflictDoNothing()
                .execute();
    }

    /** Every chain of this database. */
    public static List<ChainId> chains(DSLContext sql) {
        return sql.selectFrom(CHAIN_HEADS)
                .orderBy(CHAIN_HEADS.CHAIN_ID)
                .fetch(r -> new ChainId(r.getOrganizationId(), r.getSiteId()));
    }

    /**
     * Appends {@code drafts} in their order, in the transaction of {@code sql}.
     *
     * @return the head afterwards
     * @throws IllegalStateException when the chain was never founded
     */
    public static ChainHead append(DSLContext sql, ChainId chain, List<EventDraft> drafts) {
        ChainHead head = sql.select(CHAIN_HEADS.SEQ, CHAIN_HEADS.HASH)
                .from(CHAIN_HEADS)
                .where(CHAIN_HEADS.CHAIN_ID.eq(chain.id()))
                .forUpdate()
                .fetchOptional(r -> new ChainHead(r.value1(), r.value2()))
                .orElseThrow(() -> new IllegalStateException("chain " + chain.id() + " was never founded"));
        if (drafts.isEmpty()) {
            return head;
        }
        for (int from = 0; from < drafts.size(); from += BATCH) {
            head = insert(sql, chain, head, drafts.subList(from, Math.min(from + BATCH, drafts.size())));
        }
        sql.update(CHAIN_HEADS)
                .set(CHAIN_HEADS.SEQ, head.seq())
                .set(CHAIN_HEADS.HASH, head.hash())
                .where(CHAIN_HEADS.CHAIN_ID.eq(chain.id()))
                .execute();
        return head;
    }

    private static ChainHead insert(DSLContext sql, ChainId chain, ChainHead before, List<EventDraft> drafts) {
        BatchBindStep rows = sql.batch(sql.insertInto(
                        EVENTS,
                        EVENTS.CHAIN_ID,
                        EVENTS.SEQ,
                        EVENTS.BODY,
                        EVENTS.PREV_HASH,
                        EVENTS.HASH,
                        EVENTS.SITE_ID,
                        EVENTS.AT,
                        EVENTS.ACTOR_ID,
                        EVENTS.KIND,
                        EVENTS.SUBJECT)
                .values(
                        (UUID) null,
                        (Long) null,
                        (String) null,
                        (String) null,
                        (String) null,
                        (UUID) null,
                        (Instant) null,
                        (UUID) null,
                        (String) null,
                        (String) null));
        ChainHead head = before;
        for (EventDraft draft : drafts) {
            long seq = head.seq() + 1;
            String body = EventBody.of(chain, seq, head.hash(), draft);
            String hash = EventBody.hash(body);
            @Nullable UUID site = chain.siteId();
            rows = rows.bind(
                    chain.id(),
                    seq,
                    body,
                    head.hash(),
                    hash,
                    site,
                    draft.at(),
                    draft.actorId(),
                    draft.kind(),
                    draft.subject());
            head = new ChainHead(seq, hash);
        }
        rows.execute();
        return head;
    }
}
