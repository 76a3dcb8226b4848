package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.Events.EVENTS;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.Record;
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

    StoredEvent(
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

    /** A row as it was read, before anything is made of it: reading and hashing are the work of different threads. */
    static final class Raw {
        private final Record row;

        private Raw(Record row) {
            this.row = row;
        }

        /** Position in the table. */
        long seq() {
            return row.get(EVENTS.SEQ);
        }

        /** Hashes and reads it. */
        StoredEvent read() {
            return new StoredEvent(
                    row.get(EVENTS.CHAIN_ID),
                    row.get(EVENTS.SEQ),
                    row.get(EVENTS.BODY),
                    row.get(EVENTS.PREV_HASH),
                    row.get(EVENTS.HASH),
                    row.get(EVENTS.SITE_ID),
                    row.get(EVENTS.AT),
                    row.get(EVENTS.ACTOR_ID),
                    row.get(EVENTS.KIND),
                    row.get(EVENTS.SUBJECT));
        }
    }

    /** Rows of a chain after a position, in order of seq. */
    static List<Raw> page(DSLContext sql, ChainId chain, long afterSeq, int skip, int most) {
        return select(sql, EVENTS.CHAIN_ID.eq(chain.id()).and(EVENTS.SEQ.ge(afterSeq)), skip, most);
    }

    /** Rows that say they follow the event with this hash. */
    static List<StoredEvent> following(DSLContext sql, ChainId chain, String prevHash) {
        return select(sql, EVENTS.CHAIN_ID.eq(chain.id()).and(EVENTS.PREV_HASH.eq(prevHash)), 0, 10).stream()
                .map(Raw::read)
                .toList();
    }

    private static List<Raw> select(DSLContext sql, Condition wanted, int skip, int most) {
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
                // As the primary key has it: by seq alone, or by seq and hash, H2 sorts all that is left for each page.
                .orderBy(EVENTS.CHAIN_ID, EVENTS.SEQ)
                .limit(skip, most)
                .fetch(Raw::new);
    }

    /** Where the page after this one starts: rows with the last seq that were seen already are skipped. */
    static int seenOfLast(List<Raw> page) {
        long last = page.getLast().seq();
        return (int) page.stream().filter(e -> e.seq() == last).count();
    }
}
