package org.penstock.core.consent;

import static org.penstock.core.db.tables.tables.SignoffPolicies.SIGNOFF_POLICIES;
import static org.penstock.core.db.tables.tables.SignoffPolicyVersions.SIGNOFF_POLICY_VERSIONS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.penstock.core.audit.CanonicalJson;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.SoundEvents;
import org.penstock.core.db.tables.tables.records.SignoffPoliciesRecord;
import org.penstock.core.db.tables.tables.records.SignoffPolicyVersionsRecord;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;

/**
 * The policies of a chain's scope: a site's own, else its organization's, else what the program brings. One is changed only
 * by a sign-off of its own; a version is never changed again, and a sign-off keeps the one it was asked for under.
 */
public final class Policies {
    static final String VERSION = "policy_version.";
    static final String HEAD = "policy.";
    static final String CHANGED = "signoff_policy.changed";
    static final String SUBJECT = "signoff_policy:";

    private Policies() {}

    /** Every policy in force, in the order of {@link Action}. */
    public static List<Policy> inForce(DSLContext sql, ChainId chain) {
        return Action.known().stream().map(a -> inForce(sql, chain, a)).toList();
    }

    /**
     * The policy in force.
     *
     * @throws SignoffRefused when its row is not what the chain says
     */
    public static Policy inForce(DSLContext sql, ChainId chain, Action action) {
        Optional<Policy> own = newest(sql, chain, action);
        if (own.isEmpty() && chain.siteId() != null) {
            own = newest(sql, ChainId.ofOrganization(chain.organizationId()), action);
        }
        return own.orElseGet(() -> BuiltInPolicies.of(action));
    }

    private static Optional<Policy> newest(DSLContext sql, ChainId scope, Action action) {
        Optional<SignoffPolicyVersionsRecord> row = sql.select(SIGNOFF_POLICY_VERSIONS.fields())
                .from(SIGNOFF_POLICY_VERSIONS)
                .join(SIGNOFF_POLICIES)
                .on(SIGNOFF_POLICIES.ID.eq(SIGNOFF_POLICY_VERSIONS.POLICY_ID))
                .where(SIGNOFF_POLICIES.SCOPE_ID.eq(scope.id()))
                .and(SIGNOFF_POLICIES.ACTION.eq(action.word()))
                .orderBy(SIGNOFF_POLICY_VERSIONS.VERSION_NO.desc())
                .limit(1)
                .fetchOptionalInto(SIGNOFF_POLICY_VERSIONS);
        int recorded = recorded(sql, scope, action);
        if (row.map(SignoffPolicyVersionsRecord::getVersionNo).orElse(0) != recorded) {
            throw new SignoffRefused(new Refusal.Doubted("The policy to " + action.inWords() + " has version "
                    + recorded + " in the record, and "
                    + row.map(r -> "version " + r.getVersionNo()).orElse("none") + " in the tables."));
        }
        return row.map(r -> read(sql, scope, action, r));
    }

    /** The newest version that was recorded; 0 = none: a row that is gone must not bring an easier policy back. */
    private static int recorded(DSLContext sql, ChainId scope, Action action) {
        return SoundEvents.about(sql, scope, subject(action), CHANGED).stream()
                .map(SoundEvents.Read::event)
                .filter(Objects::nonNull)
                .map(e -> RowText.in(VERSION, e.data()).get(VERSION + "version_no"))
                .filter(Objects::nonNull)
                .mapToInt(Integer::parseInt)
                .max()
                .orElse(0);
    }

    private static Policy read(DSLContext sql, ChainId scope, Action action, SignoffPolicyVersionsRecord row) {
        SortedMap<String, String> is = RowText.of(VERSION, row);
        boolean recorded = SoundEvents.about(sql, scope, subject(action), CHANGED).stream()
                .map(SoundEvents.Read::event)
                .filter(Objects::nonNull)
                .anyMatch(e -> RowText.in(VERSION, e.data()).equals(is));
        if (!recorded) {
            throw new SignoffRefused(new Refusal.Doubted("The policy to " + action.inWords() + ", version "
                    + row.getVersionNo() + ", was never recorded as it stands in the table."));
        }
        return Policy.read(row.getBody());
    }

    /** What a sign-off about the policy of {@code action} is about. */
    static String subject(Action action) {
        return SUBJECT + action.word();
    }

    /**
     * What is to be asked for so that {@code next} comes into force here: give it to {@link Signoffs#request}, or to
     * {@link Signoffs#alone}.
     *
     * @param workstations how many there can be: 1 on an embedded database
     * @param alone as the exception for a facility of one
     * @throws SignoffRefused when it cannot hold here
     */
    public static Wish change(
            DSLContext sql, ChainId chain, Policy next, int workstations, boolean alone, String reason) {
        next.unfit(workstations).ifPresent(why -> {
            throw new SignoffRefused(new Refusal.Unfit(why));
        });
        Policy now = inForce(sql, chain, next.action());
        return new Wish(
                alone ? Action.SIGNOFF_POLICY_CHANGE_ALONE : Action.SIGNOFF_POLICY_CHANGE,
                subject(next.action()),
                version(now),
                "To " + next.action().inWords() + " shall take: " + (next.allowed() ? next.inWords() : "nobody may"),
                payload(sql, chain, next),
                new TreeMap<>(),
                reason);
    }

    private static String version(Policy policy) {
        return policy.version() + " " + CanonicalJson.sha256(policy.json());
    }

    private static SortedMap<String, String> payload(DSLContext sql, ChainId chain, Policy next) {
        SortedMap<String, String> payload = new TreeMap<>();
        payload.put("policy", next.as(nextNo(sql, chain, next.action())).json());
        return payload;
    }

    /**
     * Brings into force what was signed.
     *
     * @param signoff id of an approved sign-off that {@link #change} was the wish of
     * @return with the new policy, unless refused; commit it, also when refused
     */
    public static Execution<Policy> bring(
            DSLContext sql, ChainId chain, UUID signoff, Policy next, Provenance by, Instant now) {
        return new Signoffs(chain)
                .execute(
                        sql,
                        signoff,
                        payload(sql, chain, next),
                        version(inForce(sql, chain, next.action())),
                        by,
                        now,
                        approved -> put(sql, approved));
    }

    private static Policy put(DSLContext sql, Approved approved) {
        approved.demand(Action.SIGNOFF_POLICY_CHANGE);
        Policy policy = Policy.read(approved.signed("policy"));
        ChainId chain = approved.chain();
        SignoffPolicyVersionsRecord row = sql.newRecord(SIGNOFF_POLICY_VERSIONS);
        row.setId(UuidCreator.getTimeOrderedEpoch());
        row.setScopeId(chain.id());
        SignoffPoliciesRecord head = head(sql, approved, policy.action());
        row.setPolicyId(head.getId());
        row.setVersionNo(policy.version());
        row.setBody(policy.json());
        row.setSignoffId(approved.id());
        row.setChangedBy(Actors.idOf(sql, chain.organizationId(), approved.by().actor(), approved.now()));
        row.setChangedAt(approved.now().truncatedTo(ChronoUnit.MICROS));
        row.insert();
        SignoffLog log = new SignoffLog(chain, approved.by(), approved.now());
        SortedMap<String, String> data = RowText.of(VERSION, row);
        data.putAll(RowText.of(HEAD, head));
        data.put("reason", approved.signoff().reason());
        log.note(CHANGED, subject(policy.action()), data);
        log.append(sql);
        return policy;
    }

    private static SignoffPoliciesRecord head(DSLContext sql, Approved approved, Action action) {
        ChainId chain = approved.chain();
        sql.insertInto(SIGNOFF_POLICIES)
                .set(SIGNOFF_POLICIES.ID, UuidCreator.getTimeOrderedEpoch())
                .set(SIGNOFF_POLICIES.ORGANIZATION_ID, chain.organizationId())
                .set(SIGNOFF_POLICIES.SITE_ID, chain.siteId())
                .set(SIGNOFF_POLICIES.SCOPE_ID, chain.id())
                .set(SIGNOFF_POLICIES.ACTION, action.word())
                .set(SIGNOFF_POLICIES.CREATED_AT, approved.now().truncatedTo(ChronoUnit.MICROS))
                .onConflictDoNothing()
                .execute();
        return sql.fetchSingle(
                SIGNOFF_POLICIES,
                SIGNOFF_POLICIES.SCOPE_ID.eq(chain.id()).and(SIGNOFF_POLICIES.ACTION.eq(action.word())));
    }

    private static int nextNo(DSLContext sql, ChainId chain, Action action) {
        Integer newest = sql.select(DSL.max(SIGNOFF_POLICY_VERSIONS.VERSION_NO))
                .from(SIGNOFF_POLICY_VERSIONS)
                .join(SIGNOFF_POLICIES)
                .on(SIGNOFF_POLICIES.ID.eq(SIGNOFF_POLICY_VERSIONS.POLICY_ID))
                .where(SIGNOFF_POLICIES.SCOPE_ID.eq(chain.id()))
                .and(SIGNOFF_POLICIES.ACTION.eq(action.word()))
                .fetchOne(0, Integer.class);
        return newest == null ? 1 : newest + 1;
    }
}
