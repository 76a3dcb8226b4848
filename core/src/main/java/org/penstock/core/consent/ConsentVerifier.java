package org.penstock.core.consent;

import static org.penstock.core.db.tables.tables.Signatures.SIGNATURES;
import static org.penstock.core.db.tables.tables.SignoffPolicies.SIGNOFF_POLICIES;
import static org.penstock.core.db.tables.tables.SignoffPolicyVersions.SIGNOFF_POLICY_VERSIONS;
import static org.penstock.core.db.tables.tables.Signoffs.SIGNOFFS;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jooq.DSLContext;
import org.jooq.Table;
import org.jooq.TableField;
import org.jooq.UpdatableRecord;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventQuery.Event;
import org.penstock.core.audit.RecordCheck;
import org.penstock.core.audit.RowFinding;
import org.penstock.core.audit.SoundEvents;
import org.penstock.core.db.tables.tables.records.SignaturesRecord;
import org.penstock.core.db.tables.tables.records.SignoffPolicyVersionsRecord;
import org.penstock.core.db.tables.tables.records.SignoffsRecord;

/**
 * Compares every sign-off, signature and policy of a chain with the events that made them, both ways: a row without its event
 * was written behind the program, an event without its row shows what was taken away, and a column that says something else
 * was changed.
 */
public final class ConsentVerifier implements RecordCheck {
    private static final int BATCH = 500;

    @Override
    public String inWords() {
        return "signatures and sign-offs";
    }

    @Override
    public List<RowFinding> check(DSLContext sql, ChainId chain) {
        Told told = new Told();
        SoundEvents.beginning(sql, chain, List.of("signoff", RecordSignatures.SIGNED)).forEach(told::add);
        List<RowFinding> findings = new ArrayList<>();
        signoffs(sql, chain, told, findings);
        compare(
                sql,
                chain,
                told,
                SIGNATURES,
                SIGNATURES.ID,
                Proof.SIGNATURE,
                told.signatures,
                rows(sql, SIGNATURES, SIGNATURES.ID, SIGNATURES.CHAIN_ID, chain, told.signatures),
                findings);
        compare(
                sql,
                chain,
                told,
                SIGNOFF_POLICY_VERSIONS,
                SIGNOFF_POLICY_VERSIONS.ID,
                Policies.VERSION,
                told.policies,
                rows(
                        sql,
                        SIGNOFF_POLICY_VERSIONS,
                        SIGNOFF_POLICY_VERSIONS.ID,
                        SIGNOFF_POLICY_VERSIONS.SCOPE_ID,
                        chain,
                        told.policies),
                findings);
        heads(sql, chain, told, findings);
        return findings;
    }

    /** A version without its policy is followed by nobody: the built-in one must not come back unseen. */
    private static void heads(DSLContext sql, ChainId chain, Told told, List<RowFinding> findings) {
        compare(
                sql,
                chain,
                told,
                SIGNOFF_POLICIES,
                SIGNOFF_POLICIES.ID,
                Policies.HEAD,
                told.heads,
                rows(sql, SIGNOFF_POLICIES, SIGNOFF_POLICIES.ID, SIGNOFF_POLICIES.SCOPE_ID, chain, told.heads).stream()
                        .filter(r -> told.heads.containsKey(r.getId()) || !told.followed.contains(r.getId()))
                        .toList(),
                findings);
        Set<UUID> there = new HashSet<>(sql.select(SIGNOFF_POLICIES.ID)
                .from(SIGNOFF_POLICIES)
                .where(SIGNOFF_POLICIES.ID.in(told.followed))
                .fetch(SIGNOFF_POLICIES.ID));
        told.followed.stream()
                .filter(id -> !told.heads.containsKey(id) && !there.contains(id))
                .forEach(id -> findings.add(new RowFinding(
                        SIGNOFF_POLICIES.getName(), id.toString(), "it is gone: only events of its versions are left")));
    }

    /** What sound events say, and which subjects a damaged one speaks of. */
    private static final class Told {
        final Map<UUID, List<Event>> signoffs = new HashMap<>();
        final Map<UUID, SortedMap<String, String>> newest = new HashMap<>();
        final Map<UUID, SortedMap<String, String>> signatures = new HashMap<>();
        final Map<UUID, SortedMap<String, String>> policies = new HashMap<>();
        final Map<UUID, SortedMap<String, String>> heads = new HashMap<>();
        /** Policies of which versions were recorded, also before events told of the policy's own row. */
        final Set<UUID> followed = new TreeSet<>();
        final Map<UUID, Set<UUID>> signers = new HashMap<>();
        private final Set<String> damaged = new HashSet<>();

        /** Whether what is said about the row may be the damaged event's fault, which the chain's verifier names. */
        boolean damaged(UpdatableRecord<?> row) {
            return switch (row) {
                case SignoffsRecord signoff -> damaged.contains(Proof.subject(signoff));
                case SignaturesRecord signature -> damaged.contains(signature.getSubject());
                default -> damaged.stream().anyMatch(s -> s.startsWith(Policies.SUBJECT));
            };
        }

        void add(SoundEvents.Read read) {
            Event event = read.event();
            if (event == null) {
                damaged.add(read.subject());
                return;
            }
            SortedMap<String, String> row = RowText.in(Proof.SIGNOFF, event.data());
            put(newest, row, "signoff.id");
            String id = row.get("signoff.id");
            if (id != null) {
                signoffs.computeIfAbsent(UUID.fromString(id), _ -> new ArrayList<>())
                        .add(event);
            }
            SortedMap<String, String> signature = RowText.in(Proof.SIGNATURE, event.data());
            put(signatures, signature, "signature.id");
            String signer = signature.get("signature.signer_id");
            if (id != null && signer != null) {
                signers.computeIfAbsent(UUID.fromString(id), _ -> new HashSet<>())
                        .add(UUID.fromString(signer));
            }
            SortedMap<String, String> version = RowText.in(Policies.VERSION, event.data());
            put(policies, version, "policy_version.id");
            put(heads, RowText.in(Policies.HEAD, event.data()), "policy.id");
            String policy = version.get("policy_version.policy_id");
            if (policy != null) {
                followed.add(UUID.fromString(policy));
            }
        }

        private static void put(Map<UUID, SortedMap<String, String>> told, SortedMap<String, String> row, String name) {
            String id = row.get(name);
            if (id != null) {
                told.put(UUID.fromString(id), row);
            }
        }
    }

    private static void signoffs(DSLContext sql, ChainId chain, Told told, List<RowFinding> findings) {
        List<SignoffsRecord> rows = rows(sql, SIGNOFFS, SIGNOFFS.ID, SIGNOFFS.CHAIN_ID, chain, told.newest);
        Set<String> named = compare(
                sql, chain, told, SIGNOFFS, SIGNOFFS.ID, Proof.SIGNOFF, told.newest, rows, findings);
        for (int from = 0; from < rows.size(); from += BATCH) {
            List<UUID> ids = rows.subList(from, Math.min(from + BATCH, rows.size())).stream()
                    .map(SignoffsRecord::getId)
                    .filter(id -> !named.contains(id.toString()) && told.signoffs.containsKey(id))
                    .toList();
            for (SignoffRows.Whole whole : SignoffRows.list(sql, SIGNOFFS.ID.in(ids), BATCH)) {
                if (!told.damaged(whole.row())) {
                    // By the signers that were recorded, so that one signature that was changed is one finding.
                    UUID id = whole.row().getId();
                    findings.addAll(Proof.row(
                            whole,
                            told.signoffs.getOrDefault(id, List.of()),
                            told.signers.getOrDefault(id, Set.of())));
                }
            }
        }
    }

    /** Rows of the chain, and those that its events name, wherever they say they belong now. */
    private static <R extends UpdatableRecord<R>> List<R> rows(
            DSLContext sql,
            Table<R> table,
            TableField<R, UUID> id,
            TableField<R, UUID> scope,
            ChainId chain,
            Map<UUID, SortedMap<String, String>> told) {
        List<R> rows = new ArrayList<>(
                sql.selectFrom(table).where(scope.eq(chain.id())).orderBy(id).fetch());
        Set<UUID> here = new HashSet<>();
        rows.forEach(r -> here.add(r.get(id)));
        List<UUID> elsewhere =
                told.keySet().stream().filter(i -> !here.contains(i)).sorted().toList();
        for (int from = 0; from < elsewhere.size(); from += BATCH) {
            rows.addAll(sql.selectFrom(table)
                    .where(id.in(elsewhere.subList(from, Math.min(from + BATCH, elsewhere.size()))))
                    .orderBy(id)
                    .fetch());
        }
        return rows;
    }

    /** @return ids of the rows named */
    private static <R extends UpdatableRecord<R>> Set<String> compare(
            DSLContext sql,
            ChainId chain,
            Told told,
            Table<R> table,
            TableField<R, UUID> id,
            String prefix,
            Map<UUID, SortedMap<String, String>> events,
            List<R> rows,
            List<RowFinding> findings) {
        Map<UUID, SortedMap<String, String>> left = new TreeMap<>(events);
        List<R> strange = new ArrayList<>();
        Set<String> named = new HashSet<>();
        for (R row : rows) {
            SortedMap<String, String> event = left.remove(row.get(id));
            if (event == null) {
                strange.add(row);
            } else {
                Proof.difference(RowText.of(prefix, row), event, prefix)
                        .filter(_ -> !told.damaged(row))
                        .ifPresent(what -> name(table, row.get(id), what, named, findings));
            }
        }
        for (R row : strange) {
            SortedMap<String, String> is = RowText.of(prefix, row);
            UUID other = left.entrySet().stream()
                    .filter(e -> Proof.distance(is, e.getValue()) == 1)
                    .map(Map.Entry::getKey)
                    .findFirst()
                    .orElse(null);
            if (other != null) {
                left.remove(other);
                name(table, other, "it calls itself " + row.get(id) + " now", named, findings);
            } else if (!told.damaged(row)
                    && !SoundEvents.anyHolds(sql, chain, "\"" + prefix + "id\":\"" + row.get(id) + "\"")) {
                name(table, row.get(id), "it was never recorded: the chain has no event of it", named, findings);
            }
        }
        left.keySet().forEach(gone -> name(table, gone, "it is gone: only its event is left", named, findings));
        return named;
    }

    private static void name(
            Table<?> table, UUID id, String what, Set<String> named, List<RowFinding> findings) {
        named.add(id.toString());
        findings.add(new RowFinding(table.getName(), id.toString(), what));
    }
}
