package org.penstock.core.work;

import static org.penstock.core.db.tables.tables.Handovers.HANDOVERS;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.Evidence;
import org.penstock.core.audit.Evidence.Key;
import org.penstock.core.audit.Evidence.Row;
import org.penstock.core.db.tables.tables.records.HandoversRecord;
import org.penstock.core.identity.AdoptedRows;

/** Hand-overs as rows of evidence. */
final class HandoverEvidence {
    /** What hand-overs are adopted as. */
    static final String WHAT = "handover";

    private HandoverEvidence() {}

    static Row row(DSLContext sql, UUID id) {
        return row(sql.fetchSingle(HANDOVERS, HANDOVERS.ID.eq(id)));
    }

    static List<Row> all(DSLContext sql, ChainId chain) {
        return sql.selectFrom(HANDOVERS).where(HANDOVERS.SITE_ID.eq(chain.id())).fetch(HandoverEvidence::row);
    }

    /** Takes what was there before events told of rows into the record, once. Before anything is written or appended. */
    static void adopt(DSLContext sql, ChainId chain, Instant now) {
        AdoptedRows.take(sql, chain, WHAT, chain.id(), () -> all(sql, chain), now);
    }

    private static Row row(HandoversRecord record) {
        return new Row(
                new Key(HANDOVERS.getName(), record.getId()),
                "handover:" + record.getId(),
                "the hand-over of " + record.getGivenAt(),
                Evidence.digest(record, Set.of(HANDOVERS.ID)));
    }
}
