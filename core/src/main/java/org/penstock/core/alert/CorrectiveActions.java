package org.penstock.core.alert;

import static org.penstock.core.db.tables.tables.Alerts.ALERTS;
import static org.penstock.core.db.tables.tables.CorrectiveActions.CORRECTIVE_ACTIONS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jooq.impl.DSL;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.Evidence;
import org.penstock.core.audit.Evidence.Key;
import org.penstock.core.audit.Evidence.Row;
import org.penstock.core.db.tables.tables.records.CorrectiveActionsRecord;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;

/**
 * The corrective actions of a site. What was written is never changed; it is verified once, by somebody else, and both are
 * events with the digest of the row. Every method works in the transaction of {@code sql}.
 */
public final class CorrectiveActions {
    /** Characters of a problem, and of what a verifier saw, at most. */
    public static final int LONGEST_PROBLEM = 1_000;
    /** Characters of an action at most. */
    public static final int LONGEST_ACTION = 2_000;

    private final ChainId chain;

    public CorrectiveActions(ChainId chain) {
        this.chain = chain;
    }

    /** Writes one down. @throws ActionRefused when a part is missing or too long, or nobody knows the alert */
    public CorrectiveAction write(
            DSLContext sql, long alertNo, String problem, String action, Provenance by, Instant now) {
        String wrong = fit(problem, "what was wrong", LONGEST_PROBLEM);
        String done = fit(action, "what was done or is to be done", LONGEST_ACTION);
        EventChain.append(sql, chain, List.of());
        if (!sql.fetchExists(ALERTS, ALERTS.SITE_ID.eq(chain.id()).and(ALERTS.ALERT_NO.eq(alertNo)))) {
            throw new ActionRefused("There is no alert " + alertNo
                    + " in the record. An alert of this moment is there in a second or two.");
        }
        CorrectiveActionsRecord row = sql.newRecord(CORRECTIVE_ACTIONS);
        row.setId(UuidCreator.getTimeOrderedEpoch());
        row.setSiteId(chain.id());
        row.setActionNo(nextNo(sql));
        row.setAlertNo(alertNo);
        row.setProblem(wrong);
        row.setAction(done);
        row.setActorId(Actors.idOf(sql, chain.organizationId(), by.actor(), now));
        row.setWrittenAt(now.truncatedTo(ChronoUnit.MICROS));
        row.setVerifiedNote("");
        row.insert();
        return told(sql, row, "corrective_action.written", by, now);
    }

    /**
     * Says that it was done and helped.
     *
     * @param note what was seen, may be ""
     * @throws ActionRefused when there is none, when it was verified already, or by who wrote it
     */
    public CorrectiveAction verify(DSLContext sql, long no, String note, Provenance by, Instant now) {
        if (note.strip().length() > LONGEST_PROBLEM) {
            throw new ActionRefused("What was seen is longer than " + LONGEST_PROBLEM + " characters.");
        }
        EventChain.append(sql, chain, List.of());
        CorrectiveActionsRecord row = sql.fetchOptional(CORRECTIVE_ACTIONS, mine(CORRECTIVE_ACTIONS.ACTION_NO.eq(no)))
                .orElseThrow(() -> new ActionRefused("There is no corrective action " + no + "."));
        UUID verifier = Actors.idOf(sql, chain.organizationId(), by.actor(), now);
        if (row.getVerifiedAt() != null) {
            throw new ActionRefused(
                    "Corrective action " + no + " was verified at " + row.getVerifiedAt() + " already.");
        }
        if (row.getActorId().equals(verifier)) {
            throw new ActionRefused(by.actor() + " wrote corrective action " + no + "; somebody else verifies it.");
        }
        row.setVerifiedBy(verifier);
        row.setVerifiedAt(now.truncatedTo(ChronoUnit.MICROS));
        row.setVerifiedNote(note.strip());
        row.update();
        return told(sql, row, "corrective_action.verified", by, now);
    }

    private CorrectiveAction told(
            DSLContext sql, CorrectiveActionsRecord row, String kind, Provenance by, Instant now) {
        CorrectiveAction action = actions(sql, List.of(row)).getFirst();
        SortedMap<String, String> data = by.data();
        data.put("alert", Long.toString(action.alertNo()));
        data.put("problem", action.problem());
        data.put("action", action.action());
        if (!action.open()) {
            data.put("note", action.note());
        }
        data.putAll(Evidence.data(List.of(evidence(row))));
        ActorEvents.append(
                sql,
                chain,
                List.of(new ActorEvents.ActorEvent(
                        ChronoUnit.MICROS.between(Instant.EPOCH, now), by.actor(), kind, action.subject(), data)));
        return action;
    }

    /** Those that wait to be verified, the oldest first. */
    public List<CorrectiveAction> open(DSLContext sql, int most) {
        return list(sql, CORRECTIVE_ACTIONS.VERIFIED_AT.isNull(), false, most);
    }

    /** The newest first. @param alertNo only those for it, null for every alert */
    public List<CorrectiveAction> newest(DSLContext sql, @Nullable Long alertNo, int most) {
        return list(sql, alertNo == null ? DSL.noCondition() : CORRECTIVE_ACTIONS.ALERT_NO.eq(alertNo), true, most);
    }

    private List<CorrectiveAction> list(DSLContext sql, Condition which, boolean newestFirst, int most) {
        return actions(
                sql,
                sql.selectFrom(CORRECTIVE_ACTIONS)
                        .where(mine(which))
                        .orderBy(newestFirst ? CORRECTIVE_ACTIONS.ACTION_NO.desc() : CORRECTIVE_ACTIONS.ACTION_NO.asc())
                        .limit(most)
                        .fetch());
    }

    private static List<CorrectiveAction> actions(DSLContext sql, List<CorrectiveActionsRecord> rows) {
        Set<UUID> persons = new HashSet<>();
        rows.forEach(r -> {
            persons.add(r.getActorId());
            if (r.getVerifiedBy() != null) {
                persons.add(r.getVerifiedBy());
            }
        });
        Map<UUID, String> keys = Actors.keysOf(sql, persons);
        return rows.stream()
                .map(r -> new CorrectiveAction(
                        r.getActionNo(),
                        r.getAlertNo(),
                        r.getProblem(),
                        r.getAction(),
                        Objects.requireNonNull(keys.get(r.getActorId())),
                        r.getWrittenAt(),
                        r.getVerifiedBy() == null ? null : keys.get(r.getVerifiedBy()),
                        r.getVerifiedAt(),
                        r.getVerifiedNote()))
                .toList();
    }

    private Condition mine(Condition which) {
        return CORRECTIVE_ACTIONS.SITE_ID.eq(chain.id()).and(which);
    }

    /** Serial: whoever writes holds the head of the chain. */
    private long nextNo(DSLContext sql) {
        Long last = sql.select(DSL.max(CORRECTIVE_ACTIONS.ACTION_NO))
                .from(CORRECTIVE_ACTIONS)
                .where(CORRECTIVE_ACTIONS.SITE_ID.eq(chain.id()))
                .fetchSingle()
                .value1();
        return last == null ? 1 : last + 1;
    }

    static Row evidence(CorrectiveActionsRecord row) {
        return new Row(
                new Key(CORRECTIVE_ACTIONS.getName(), row.getId()),
                "corrective_action:" + row.getActionNo(),
                "corrective action " + row.getActionNo(),
                Evidence.digest(row, Set.of(CORRECTIVE_ACTIONS.ID)));
    }

    private static String fit(String text, String what, int longest) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new ActionRefused("Say " + what + ".");
        }
        if (stripped.length() > longest) {
            throw new ActionRefused("What you say about " + what + " is longer than " + longest + " characters.");
        }
        return stripped;
    }
}
