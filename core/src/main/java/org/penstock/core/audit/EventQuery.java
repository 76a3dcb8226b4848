package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.Events.EVENTS;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.SortField;
import org.jspecify.annotations.Nullable;

/**
 * Lists events, newest first.
 *
 * @param kind only this kind; one that ends in a dot means all below it ({@code run.}); null = every kind
 * @param subject only about this; null = everything
 * @param before only events with a smaller seq: the last seq of the page before; {@link Long#MAX_VALUE} = from the newest
 * @param most length of the page, 1..10,000
 * @param actor only what this row of actors did; null = everybody
 * @param from only what happened then or later; null = from the beginning
 * @param to only what happened earlier; null = until now
 */
public record EventQuery(
        @Nullable String kind,
        @Nullable String subject,
        long before,
        int most,
        @Nullable UUID actor,
        @Nullable Instant from,
        @Nullable Instant to) {
    public EventQuery {
        if (most < 1 || most > 10_000) {
            throw new IllegalArgumentException("a page has 1 to 10,000 events, not " + most);
        }
    }

    /** Of everybody and of any time. */
    public EventQuery(@Nullable String kind, @Nullable String subject, long before, int most) {
        this(kind, subject, before, most, null, null, null);
    }

    /** The newest events of any kind. */
    public static EventQuery newest(int most) {
        return new EventQuery(null, null, Long.MAX_VALUE, most);
    }

    /** The page after {@code page}, which must not be empty. */
    public EventQuery after(List<Event> page) {
        return new EventQuery(kind, subject, page.getLast().seq(), most, actor, from, to);
    }

    /**
     * A recorded event.
     *
     * @param at when, to the microsecond
     * @param actor key of who did it
     * @param data names and values as recorded
     */
    public record Event(
            long seq,
            Instant at,
            String actor,
            String kind,
            String subject,
            SortedMap<String, String> data,
            String hash) {}

    /** Runs the query. @throws IllegalArgumentException when a body was damaged; the verifier says which */
    public List<Event> list(DSLContext sql, ChainId chain) {
        Condition wanted = EVENTS.CHAIN_ID.eq(chain.id()).and(EVENTS.SEQ.lt(before));
        if (kind != null) {
            wanted = wanted.and(kind.endsWith(".") ? EVENTS.KIND.startsWith(kind) : EVENTS.KIND.eq(kind));
        }
        if (subject != null) {
            wanted = wanted.and(EVENTS.SUBJECT.eq(subject));
        }
        if (actor != null) {
            wanted = wanted.and(EVENTS.ACTOR_ID.eq(actor));
        }
        if (from != null) {
            wanted = wanted.and(EVENTS.AT.ge(from));
        }
        if (to != null) {
            wanted = wanted.and(EVENTS.AT.lt(to));
        }
        return sql.select(EVENTS.SEQ, EVENTS.BODY, EVENTS.HASH)
                .from(EVENTS)
                .where(wanted)
                .orderBy(order())
                .limit(most)
                .fetch(r -> event(r.value1(), r.value2(), r.value3()));
    }

    /** As the index has it that serves the question: otherwise H2 sorts everything that is left for each page. */
    private List<SortField<?>> order() {
        if (subject != null) {
            return List.of(EVENTS.CHAIN_ID.desc(), EVENTS.SUBJECT.desc(), EVENTS.SEQ.desc());
        }
        if (kind != null) {
            return kind.endsWith(".")
                    ? List.of(EVENTS.SEQ.desc())
                    : List.of(EVENTS.CHAIN_ID.desc(), EVENTS.KIND.desc(), EVENTS.SEQ.desc());
        }
        return List.of(EVENTS.CHAIN_ID.desc(), EVENTS.SEQ.desc());
    }

    /** The newest event about one of {@code subjects}. */
    public static Optional<Event> newestAbout(DSLContext sql, ChainId chain, Collection<String> subjects) {
        return sql.select(EVENTS.SEQ, EVENTS.BODY, EVENTS.HASH)
                .from(EVENTS)
                .where(EVENTS.CHAIN_ID.eq(chain.id()))
                .and(EVENTS.SUBJECT.in(subjects))
                .orderBy(EVENTS.SEQ.desc())
                .limit(1)
                .fetchOptional(r -> event(r.value1(), r.value2(), r.value3()));
    }

    static Event event(long seq, String body, String hash) {
        EventBody.Read read = EventBody.read(body);
        return new Event(seq, read.at(), read.actor(), read.kind(), read.subject(), read.data(), hash);
    }
}
