package org.penstock.core.compliance;

import java.util.List;
import org.jooq.DSLContext;
import org.penstock.core.audit.Adoption;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.SoundEvents;
import org.penstock.core.audit.ToldRows;

/** Compares destructions with the events that made them. */
public final class DestructionVerifier implements RecordCheck {
    @Override
    public String inWords() {
        return "destructions";
    }

    @Override
    public List<RowFinding> check(DSLContext sql, ChainId chain) {
        return ToldRows.of(SoundEvents.beginning(
                        sql,
                        chain,
                        List.of("destruction.", "destruction:", Adoption.subject(DestructionEvidence.WHAT))))
                .compare(sql, List.of(chain), DestructionEvidence.TABLES, DestructionEvidence.all(sql, chain));
    }
}
