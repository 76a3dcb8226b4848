package org.penstock.core.compliance;

import static org.penstock.core.db.tables.tables.JurisdictionRules.JURISDICTION_RULES;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jooq.DSLContext;
import org.penstock.core.audit.Adoption;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.Evidence;
import org.penstock.core.audit.Evidence.Key;
import org.penstock.core.audit.Evidence.Row;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.SoundEvents;
import org.penstock.core.audit.ToldRows;
import org.penstock.core.db.tables.tables.records.JurisdictionRulesRecord;
import org.penstock.core.identity.AdoptedRows;

/**
 * Compares an organization's own rules of jurisdictions with the events that made them. Such a rule is of the organization and
 * was written at one of its sites: every chain of the organization is read.
 */
public final class JurisdictionRuleVerifier implements RecordCheck {
    /** What rules are adopted as. */
    private static final String WHAT = "jurisdiction_rule";

    private static final List<String> EVENTS =
            List.of("jurisdiction_rule.", JurisdictionRules.SUBJECT, Adoption.subject(WHAT));

    @Override
    public String inWords() {
        return "rules of jurisdictions";
    }

    @Override
    public List<RowFinding> check(DSLContext sql, ChainId chain) {
        List<ChainId> chains = chains(sql, chain);
        return told(sql, chains).compare(sql, chains, Set.of(JURISDICTION_RULES), all(sql, chain));
    }

    /** What speaks against a rule that a destruction is about to follow. */
    static Optional<RowFinding> doubt(DSLContext sql, ChainId chain, JurisdictionRulesRecord rule) {
        return Adoption.due(sql, WHAT, chain.organizationId())
                ? Optional.empty()
                : told(sql, chains(sql, chain)).doubt(row(rule));
    }

    /** Takes what was there before events told of rows into the record, once. Before anything is written or appended. */
    static void adopt(DSLContext sql, ChainId chain, Instant now) {
        AdoptedRows.take(sql, chain, WHAT, chain.organizationId(), () -> all(sql, chain), now);
    }

    static Row row(JurisdictionRulesRecord record) {
        return new Row(
                new Key(JURISDICTION_RULES.getName(), record.getId()),
                JurisdictionRules.SUBJECT + record.getJurisdiction(),
                "the rule of " + record.getJurisdiction() + " from " + record.getValidFrom(),
                Evidence.digest(record, Set.of(JURISDICTION_RULES.ID)));
    }

    private static ToldRows told(DSLContext sql, List<ChainId> chains) {
        List<SoundEvents.Read> read = new ArrayList<>();
        chains.forEach(c -> read.addAll(SoundEvents.beginning(sql, c, EVENTS)));
        return ToldRows.of(read);
    }

    private static List<Row> all(DSLContext sql, ChainId chain) {
        return sql.selectFrom(JURISDICTION_RULES)
                .where(JURISDICTION_RULES.ORGANIZATION_ID.eq(chain.organizationId()))
                .fetch(JurisdictionRuleVerifier::row);
    }

    private static List<ChainId> chains(DSLContext sql, ChainId chain) {
        return EventChain.chains(sql).stream()
                .filter(c -> c.organizationId().equals(chain.organizationId()))
                .toList();
    }
}
