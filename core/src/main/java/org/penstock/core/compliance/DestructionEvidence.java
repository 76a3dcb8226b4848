package org.penstock.core.compliance;

import static org.penstock.core.db.tables.tables.DestructionEvents.DESTRUCTION_EVENTS;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.Evidence;
import org.penstock.core.audit.Evidence.Key;
import org.penstock.core.audit.Evidence.Row;
import org.penstock.core.db.tables.tables.records.DestructionEventsRecord;
import org.penstock.core.identity.AdoptedRows;

/** Destructions as rows of evidence. */
final class DestructionEvidence {
    /** What destructions are adopted as. */
    static final String WHAT = "destruction";

    static final Set<Table<?>> TABLES = Set.of(DESTRUCTION_EVENTS);

    private DestructionEvidence() {}

    static Row row(DSLContext sql, UUID id) {
        return row(sql.fetchSingle(DESTRUCTION_EVENTS, DESTRUCTION_EVENTS.ID.eq(id)));
    }

    static List<Row> all(DSLContext sql, ChainId chain) {
        return sql.selectFrom(DESTRUCTION_EVENTS)
                .where(DESTRUCTION_EVENTS.SITE_ID.eq(chain.id()))
                .fetch(DestructionEvidence::row);
    }

    private static Row row(DestructionEventsRecord record) {
        return new Row(
                new Key(DESTRUCTION_EVENTS.getName(), record.getId()),
                "destruction:" + record.getId(),
                "",
                Evidence.digest(record, Set.of(DESTRUCTION_EVENTS.ID)));
    }

    /** Takes what was there before events told of rows into the record, once; not {@code now}'s row, which is told itself. */
    static void adopt(DSLContext sql, ChainId chain, UUID now, Instant at) {
        AdoptedRows.take(
                sql,
                chain,
                WHAT,
                chain.id(),
                () -> all(sql, chain).stream()
                        .filter(r -> !r.key().id().equals(now))
                        .toList(),
                at);
    }
}
