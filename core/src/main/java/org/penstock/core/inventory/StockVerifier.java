package org.penstock.core.inventory;

import java.util.ArrayList;
import java.util.List;
import org.jooq.DSLContext;
import org.penstock.core.audit.Adoption;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.SoundEvents;
import org.penstock.core.audit.ToldRows;

/** Compares items, lots, movements, relationships, holds and recipes with the events that made them. */
public final class StockVerifier implements RecordCheck {
    @Override
    public String inWords() {
        return "lots, movements, holds and recipes";
    }

    @Override
    public List<RowFinding> check(DSLContext sql, ChainId chain) {
        List<ChainId> others = EventChain.chains(sql).stream()
                .filter(c -> c.organizationId().equals(chain.organizationId()) && !c.equals(chain))
                .toList();
        List<SoundEvents.Read> read = new ArrayList<>(SoundEvents.beginning(
                sql,
                chain,
                List.of(
                        "lot.",
                        "inventory.",
                        "hold.",
                        "item.",
                        "recipe.",
                        "recipe:",
                        "lot:",
                        "item:",
                        Adoption.subject(StockEvidence.WHAT))));
        // Items are of the organization; the lots of another site are its own chain's.
        others.forEach(c -> read.addAll(SoundEvents.beginning(sql, c, List.of("item.", "item:"))));
        List<ChainId> chains = new ArrayList<>(others);
        chains.add(chain);
        return ToldRows.of(read).compare(sql, chains, StockEvidence.TABLES, StockEvidence.all(sql, chain));
    }
}
