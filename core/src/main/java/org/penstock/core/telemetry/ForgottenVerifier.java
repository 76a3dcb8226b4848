package org.penstock.core.telemetry;

import static org.penstock.core.db.tables.tables.ReadingForgotten.READING_FORGOTTEN;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.SoundEvents;
import org.penstock.core.audit.ToldRows;

/** Compares what the tables say of forgotten readings with the events that let them go. */
public final class ForgottenVerifier implements RecordCheck {
    @Override
    public String inWords() {
        return "forgotten readings";
    }

    @Override
    public List<RowFinding> check(DSLContext sql, ChainId chain) {
        return ToldRows.of(SoundEvents.beginning(sql, chain, List.of(ForgottenRows.KIND, "readings:")))
                .compare(sql, List.of(chain), Set.of(READING_FORGOTTEN), new ForgottenRows(chain.id()).evidence(sql));
    }
}
