package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.ChainHeads.CHAIN_HEADS;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;

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
        ChainHead head = EventRows.lock(sql, chain);
        if (head == null) {
            throw new IllegalStateException("chain " + chain.id() + " was never founded");
        }
        if (drafts.isEmpty()) {
            return head;
        }
        List<EventRows.Placed> events = new ArrayList<>(drafts.size());
        for (EventDraft draft : drafts) {
            long seq = head.seq() + 1;
            String body = EventBody.of(chain, seq, head.hash(), draft);
            events.add(new EventRows.Placed(draft, seq, body, head.hash(), EventBody.hash(body)));
            head = new ChainHead(seq, events.getLast().hash());
        }
        EventRows.append(sql, chain, events);
        return head;
    }
}
