package org.penstock.core.work;

import static org.penstock.core.db.tables.tables.Handovers.HANDOVERS;

import java.util.List;
import java.util.Set;
import org.jooq.DSLContext;
import org.penstock.core.audit.Adoption;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.SoundEvents;
import org.penstock.core.audit.ToldRows;

/** Compares hand-overs of shifts with the events that made them. */
public final class HandoverVerifier implements RecordCheck {
    @Override
    public String inWords() {
        return "hand-overs";
    }

    @Override
    public List<RowFinding> check(DSLContext sql, ChainId chain) {
        return ToldRows.of(SoundEvents.beginning(
                        sql, chain, List.of("handover.", "handover:", Adoption.subject(HandoverEvidence.WHAT))))
                .compare(sql, List.of(chain), Set.of(HANDOVERS), HandoverEvidence.all(sql, chain));
    }
}
