package org.penstock.core.compliance;

import static org.penstock.core.db.tables.tables.JurisdictionRules.JURISDICTION_RULES;

import com.github.f4b6a3.uuid.UuidCreator;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.Evidence;
import org.penstock.core.compliance.JurisdictionRule.Method;
import org.penstock.core.db.tables.tables.records.JurisdictionRulesRecord;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;

/**
 * The rules of jurisdictions: a few that the program brings, each with the text that it was read from, and those that an
 * organization writes. A built-in rule says what one of its sources says and is no advice; who answers for the site reads the
 * law that holds today and writes a newer rule where it says otherwise.
 */
public final class JurisdictionRules {
    /** What events about a rule are about, before its jurisdiction. */
    static final String SUBJECT = "jurisdiction_rule:";

    /** Where no rule of a jurisdiction is known: any method, no hold, two persons. */
    public static final JurisdictionRule DEFAULT =
            rule("", "1970-01-01", 0, Set.of(), "0", "Penstock's own: no rule of a jurisdiction is set for this site");

    /** What the program brings, each valid from the day for which its text was seen. */
    public static final List<JurisdictionRule> BUILT_IN = List.of(
            DEFAULT,
            // Grinding with other material so that at least 50 % by volume is not cannabis; the 72 hours are the
            // quarantine
            // of the state's traceability system.
            rule(
                    "us-wa",
                    "2024-01-01",
                    72,
                    Set.of(Method.GRIND_AND_MIX),
                    "50",
                    "WAC 314-55-097 (rendered unusable, at least 50 % non-cannabis waste by volume), as described in the"
                            + " bill report on SHB 5376, 2024; 72 hours of quarantine before destruction in the state's"
                            + " traceability: openthc.org/sop/destruction"),
            rule(
                    "us-co",
                    "2024-04-10",
                    0,
                    Set.of(),
                    "50",
                    "1 CCR 212-3, rule 3-230 (waste made unusable and unrecognizable; ground with at least 50 %"
                            + " non-marijuana waste), current through Register Vol. 47, No. 7, April 10, 2024"),
            rule(
                    "us-nm",
                    "2024-09-24",
                    72,
                    Set.of(Method.GRIND_AND_MIX),
                    "50",
                    "NMAC 16.8.2.15 A and C (ground into other ground material, at least fifty percent non-cannabis by"
                            + " volume; held a minimum of 72 hours), current through Register Vol. 35, No. 18, September"
                            + " 24, 2024"),
            rule(
                    "ca",
                    "2019-10-17",
                    0,
                    Set.of(),
                    "0",
                    "Cannabis Regulations SOR/2018-144, s. 43 and s. 229 (net weight before destruction, method, statement"
                            + " signed and dated by two witnesses, kept two years), version from 2019-10-17"));

    private JurisdictionRules() {}

    private static JurisdictionRule rule(
            String jurisdiction, String from, int hours, Set<Method> methods, String mix, String source) {
        TreeSet<String> words = new TreeSet<>();
        methods.forEach(m -> words.add(m.word()));
        return new JurisdictionRule(
                jurisdiction, LocalDate.parse(from), hours, words, new BigDecimal(mix), 2, new TreeSet<>(), source);
    }

    /**
     * The rule of a day.
     *
     * @param file what the facility file in force says
     * @param jurisdiction {@code us-wa}; "" = none is set
     * @param day in the site's zone
     * @return the newest that holds on that day; of the same day the file's own before the organization's, and that before a
     *     built-in one; where none does, {@link #DEFAULT}
     * @throws DestructionRefused when the organization's own rule is not as the record tells it
     */
    public static JurisdictionRule of(
            DSLContext sql, ChainId chain, Jurisdictions file, String jurisdiction, LocalDate day) {
        List<JurisdictionRulesRecord> own = sql.selectFrom(JURISDICTION_RULES)
                .where(JURISDICTION_RULES.ORGANIZATION_ID.eq(chain.organizationId()))
                .and(JURISDICTION_RULES.JURISDICTION.eq(jurisdiction))
                .and(JURISDICTION_RULES.CODE.eq(JurisdictionRule.CODE))
                .and(JURISDICTION_RULES.VALID_FROM.le(day))
                .orderBy(JURISDICTION_RULES.VALID_FROM.desc())
                .limit(1)
                .fetch();
        own.forEach(row -> JurisdictionRuleVerifier.doubt(sql, chain, row).ifPresent(doubt -> {
            throw new DestructionRefused(new DestructionRefusal.RuleInDoubt(doubt.inWords()));
        }));
        return Stream.of(
                        Jurisdictions.newest(BUILT_IN, jurisdiction, day).stream(),
                        own.stream().map(row -> JurisdictionRule.read(row.getBody())),
                        file.on(jurisdiction, day).stream())
                .flatMap(rules -> rules)
                // Of equal days the later of these three.
                .reduce((a, b) -> b.validFrom().isBefore(a.validFrom()) ? a : b)
                .orElse(DEFAULT);
    }

    /**
     * Writes an organization's own rule.
     *
     * @throws org.jooq.exception.DataAccessException when one of that day is there: a rule never changes
     */
    public static void add(
            DSLContext sql, ChainId chain, JurisdictionRule rule, String reason, Provenance by, Instant now) {
        JurisdictionRuleVerifier.adopt(sql, chain, now);
        UUID id = UuidCreator.getTimeOrderedEpoch();
        sql.insertInto(JURISDICTION_RULES)
                .set(JURISDICTION_RULES.ID, id)
                .set(JURISDICTION_RULES.ORGANIZATION_ID, chain.organizationId())
                .set(JURISDICTION_RULES.JURISDICTION, rule.jurisdiction())
                .set(JURISDICTION_RULES.CODE, JurisdictionRule.CODE)
                .set(JURISDICTION_RULES.VALID_FROM, rule.validFrom())
                .set(JURISDICTION_RULES.BODY, rule.json())
                .set(JURISDICTION_RULES.CREATED_BY, Actors.idOf(sql, chain.organizationId(), by.actor(), now))
                .set(JURISDICTION_RULES.CREATED_AT, now.truncatedTo(ChronoUnit.MICROS))
                .execute();
        SortedMap<String, String> data = new TreeMap<>(by.data());
        data.put("rule", rule.json());
        data.put("reason", reason);
        data.putAll(Evidence.data(List.of(
                JurisdictionRuleVerifier.row(sql.fetchSingle(JURISDICTION_RULES, JURISDICTION_RULES.ID.eq(id))))));
        ActorEvents.append(
                sql,
                chain,
                List.of(new ActorEvent(
                        ChronoUnit.MICROS.between(Instant.EPOCH, now),
                        by.actor(),
                        "jurisdiction_rule.added",
                        SUBJECT + rule.jurisdiction(),
                        data)));
    }
}
