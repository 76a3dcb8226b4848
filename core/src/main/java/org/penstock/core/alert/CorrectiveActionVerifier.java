package org.penstock.core.alert;

import static org.penstock.core.db.tables.tables.CorrectiveActions.CORRECTIVE_ACTIONS;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.SoundEvents;
import org.penstock.core.audit.ToldRows;

/** Compares corrective actions with the events that wrote and verified them. */
public final class CorrectiveActionVerifier implements RecordCheck {
    @Override
    public String inWords() {
        return "corrective actions";
    }

    @Override
    public List<RowFinding> check(DSLContext sql, ChainId chain) {
        return ToldRows.of(SoundEvents.beginning(sql, chain, List.of("corrective_action.", "corrective_action:")))
                .compare(
                        sql,
                        List.of(chain),
                        Set.of(CORRECTIVE_ACTIONS),
                        sql.selectFrom(CORRECTIVE_ACTIONS)
                                .where(CORRECTIVE_ACTIONS.SITE_ID.eq(chain.id()))
                                .fetch(CorrectiveActions::evidence));
    }
}
