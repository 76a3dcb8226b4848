package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.ChainHeads.CHAIN_HEADS;

import java.util.List;
import java.util.Optional;
import org.jooq.DSLContext;

/**
 * Where a chain stands.
 *
 * @param head its newest event, as the row that names it says
 * @param signed the newest signed head
 */
public record ChainStanding(ChainId chain, ChainHead head, Optional<SignedHead> signed) {
    /** Of every chain of this database. */
    public static List<ChainStanding> all(DSLContext sql) {
        return sql
                .selectFrom(CHAIN_HEADS)
                .orderBy(CHAIN_HEADS.CHAIN_ID)
                .fetch(r -> new ChainStanding(
                        new ChainId(r.getOrganizationId(), r.getSiteId()),
                        new ChainHead(r.getSeq(), r.getHash()),
                        Optional.empty()))
                .stream()
                .map(s -> new ChainStanding(s.chain, s.head, SignedHeads.newest(sql, s.chain)))
                .toList();
    }
}
