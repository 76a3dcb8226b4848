package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.Events.EVENTS;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;

/**
 * Reads events as evidence, oldest first: each is hashed again and compared with its copied columns, so that nobody is
 * believed because of a line that was written into the table. Where it stands in the chain {@link ChainVerifier} proves.
 */
public final class SoundEvents {
    private static final int PAGE = 2_000;

    private SoundEvents() {}

    /**
     * An event read as evidence.
     *
     * @param event what its body says; null when the body is damaged
     * @param subject what the table's column says that it is about
     * @param fault what is wrong with it; null when it is sound
     * @param body as it is stored, sound or not
     */
    public record Read(
            EventQuery.@Nullable Event event,
            String subject,
            @Nullable String fault,
            String body) {}

    /** Every event about {@code subject}, of the kinds that begin with {@code kind}. */
    public static List<Read> about(DSLContext sql, ChainId chain, String subject, String kind) {
        return all(sql, chain, EVENTS.SUBJECT.eq(subject).and(EVENTS.KIND.startsWith(kind)));
    }

    /**
     * Every event whose kind or subject begins with one of {@code beginnings}: by both, so that an event of which one column
     * was changed is still among them.
     */
    public static List<Read> beginning(DSLContext sql, ChainId chain, List<String> beginnings) {
        Condition wanted = DSL.noCondition();
        for (String beginning : beginnings) {
            wanted = wanted.or(EVENTS.KIND.startsWith(beginning)).or(EVENTS.SUBJECT.startsWith(beginning));
        }
        return all(sql, chain, wanted);
    }

    /** Every event whose kind begins with one of {@code kinds}, whatever it is about. */
    public static List<Read> ofKinds(DSLContext sql, ChainId chain, List<String> kinds) {
        Condition wanted = DSL.noCondition();
        for (String kind : kinds) {
            wanted = wanted.or(EVENTS.KIND.startsWith(kind));
        }
        return all(sql, chain, wanted);
    }

    /** Whether any event at all, of whatever kind and subject its columns say, holds {@code text}: reads the whole chain. */
    public static boolean anyHolds(DSLContext sql, ChainId chain, String text) {
        return 0 < sql.fetchCount(EVENTS, EVENTS.CHAIN_ID.eq(chain.id()).and(EVENTS.BODY.contains(text)));
    }

    private static List<Read> all(DSLContext sql, ChainId chain, Condition wanted) {
        List<Read> found = new ArrayList<>();
        long after = StoredEvent.BEGIN;
        while (true) {
            var page = sql.selectFrom(EVENTS)
                    .where(EVENTS.CHAIN_ID.eq(chain.id()))
                    .and(wanted)
                    .and(EVENTS.SEQ.gt(after))
                    .orderBy(EVENTS.SEQ)
                    .limit(PAGE)
                    .fetch();
            page.forEach(row -> found.add(read(
                    new StoredEvent(
                            row.getChainId(),
                            row.getSeq(),
                            row.getBody(),
                            row.getPrevHash(),
                            row.getHash(),
                            row.getSiteId(),
                            row.getAt(),
                            row.getActorId(),
                            row.getKind(),
                            row.getSubject()),
                    row.getBody(),
                    row.getHash(),
                    row.getSubject())));
            if (page.size() < PAGE) {
                return found;
            }
            after = page.getLast().getSeq();
        }
    }

    private static Read read(StoredEvent row, String body, String hash, String subject) {
        String fault = row.fault();
        return new Read(
                row.selfConsistent() ? EventQuery.event(row.seq(), body, hash) : null,
                subject,
                fault == null ? null : "event " + row.seq() + " was changed after it was recorded: " + fault,
                body);
    }

    /** The first of {@code events} that is damaged, in words. */
    public static Optional<String> fault(List<Read> events) {
        return events.stream()
                .flatMap(e -> Optional.ofNullable(e.fault()).stream())
                .findFirst();
    }
}
