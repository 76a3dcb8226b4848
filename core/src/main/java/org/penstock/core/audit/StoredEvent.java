package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.Events.EVENTS;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;

/** A row of a chain as it lies there, and what its own bytes say about it. */
final class StoredEvent {
    /** Lowest position there can be; a tampered row may lie below 1. */
    static final long BEGIN = Long.MIN_VALUE;

    private final long seq;
    private final String prevColumn;
    private final String computed;
    private final EventBody.@Nullable Outline body;
    private final @Nullable String fault;

    private StoredEvent(
            UUID chain,
            long seq,
            String text,
            String prevHash,
            String hash,
            @Nullable UUID site,
            Instant at,
            UUID actor,
            String kind,
            String subject) {
        this.seq = seq;
        this.prevColumn = prevHash;
        this.computed = EventBody.hash(text);
        if (!computed.equals(hash)) {
            this.body = null;
            this.fault = "its body and its hash disagree";
            return;
        }
        EventBody.Outline read;
        try {
            read = EventBody.outline(text);
        } catch (IllegalArgumentException e) {
            this.body = null;
            this.fault = e.getMessage();
            return;
        }
        this.body = read;
        String differs = differs("chain_id", chain.toString(), read.chain());
        differs = differs != null ? differs : differs("seq", Long.toString(seq), Long.toString(read.seq()));
        differs = differs != null ? differs : differs("prev_hash", prevHash, read.prevHash());
        differs = differs != null ? differs : differs("site_id", site == null ? "" : site.toString(), read.site());
        differs = differs != null ? differs : differs("at", EventBody.time(at), read.at());
        differs = differs != null ? differs : differs("actor_id", actor.toString(), read.actorId());
        differs = differs != null ? differs : differs("kind", kind, read.kind());
        differs = differs != null ? differs : differs("subject", subject, read.subject());
        this.fault = differs;
    }

    private static @Nullable String differs(String column, String copy, String said) {
        return copy.equals(said) ? null : "column " + column + " says \"" + copy + "\", its body \"" + said + "\"";
    }

    /** Position in the table. */
    long seq() {
        return seq;
    }

    /** Number the event gave itself: its body's when that is proven by its hash, else its position. */
    long trueSeq() {
        return body != null ? body.seq() : seq;
    }

    /** The chain it belongs to by its own word, or "" when that is not proven. */
    String trueChain() {
        return body != null ? body.chain() : "";
    }

    /** Hash of the stored bytes. */
    String computed() {
        return computed;
    }

    /** Hash of the event that it follows, as it says itself. */
    String prevHash() {
        return body != null ? body.prevHash() : prevColumn;
    }

    /** Whether body and hash agree. */
    boolean selfConsistent() {
        return body != null;
    }

    /** What is wrong with the row taken alone, or null. */
    @Nullable
    String fault() {
        return fault;
    }

    /** Rows of a chain after a position, in order of seq. */
    static List<StoredEvent> page(DSLContext sql, ChainId chain, long afterSeq, int skip, int most) {
        return select(sql, EVENTS.CHAIN_ID.eq(chain.id()).and(EVENTS.SEQ.ge(afterSeq)), skip, most);
    }

    /** Rows that say they follow the event with this hash. */
    static List<StoredEvent> following(DSLContext sql, ChainId chain, String prevHash) {
        return select(sql, EVENTS.CHAIN_ID.eq(chain.id()).and(EVENTS.PREV_HASH.eq(prevHash)), 0, 10);
    }

    private static List<StoredEvent> select(DSLContext sql, Condition wanted, int skip, int most) {
        return sql.select(
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
                .from(EVENTS)
                .where(wanted)
                .orderBy(EVENTS.SEQ, EVENTS.HASH)
                .limit(skip, most)
                .fetch(r -> new StoredEvent(
                        r.get(EVENTS.CHAIN_ID),
                        r.get(EVENTS.SEQ),
                        r.get(EVENTS.BODY),
                        r.get(EVENTS.PREV_HASH),
                        r.get(EVENTS.HASH),
                        r.get(EVENTS.SITE_ID),
                        r.get(EVENTS.AT),
                        r.get(EVENTS.ACTOR_ID),
                        r.get(EVENTS.KIND),
                        r.get(EVENTS.SUBJECT)));
    }

    /** Where the page after this one starts: rows with the last seq that were seen already are skipped. */
    static int seenOfLast(List<StoredEvent> page) {
        long last = page.getLast().seq;
        return (int) page.stream().filter(e -> e.seq == last).count();
    }
}
