package org.penstock.core.compliance;

import static org.penstock.core.db.tables.tables.LegalHolds.LEGAL_HOLDS;
import static org.penstock.core.db.tables.tables.RetentionRuns.RETENTION_RUNS;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.Evidence;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.SoundEvents;
import org.penstock.core.audit.ToldRows;

/** Compares legal holds and the runs that they stand against with the events that made them. */
public final class RetentionVerifier implements RecordCheck {
    @Override
    public String inWords() {
        return "legal holds and what was forgotten";
    }

    @Override
    public List<RowFinding> check(DSLContext sql, ChainId chain) {
        List<Evidence.Row> rows = new ArrayList<>(sql.selectFrom(LEGAL_HOLDS)
                .where(LEGAL_HOLDS.SITE_ID.eq(chain.id()))
                .fetch(LegalHolds::evidence));
        rows.addAll(sql.selectFrom(RETENTION_RUNS)
                .where(RETENTION_RUNS.SITE_ID.eq(chain.id()))
                .fetch(RetentionRuns::evidence));
        return ToldRows.of(SoundEvents.beginning(
                        sql, chain, List.of("legal_hold.", "legal_hold:", "retention.", "retention_run:")))
                .compare(sql, List.of(chain), Set.of(LEGAL_HOLDS, RETENTION_RUNS), rows);
    }
}
