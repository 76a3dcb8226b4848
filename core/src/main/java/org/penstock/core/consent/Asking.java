package org.penstock.core.consent;

import static org.penstock.core.db.tables.tables.Signoffs.SIGNOFFS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventDraft;
import org.penstock.core.db.tables.tables.records.SignoffsRecord;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;

/** Freezes a wish: from here on nothing of it changes. */
final class Asking {
    private Asking() {}

    /** @throws SignoffRefused when the policy lets nobody do it, or the same is open already */
    static SignoffsRecord freeze(
            DSLContext sql, ChainId chain, Wish wish, Provenance requester, UUID actor, Instant now) {
        Policy policy = Policies.inForce(sql, chain, wish.action());
        if (!policy.allowed()) {
            throw new SignoffRefused(new Refusal.NotAllowed(wish.action()));
        }
        SignoffRows.list(
                        sql,
                        SIGNOFFS.CHAIN_ID
                                .eq(chain.id())
                                .and(SIGNOFFS.ACTION.eq(wish.action().word()))
                                .and(SIGNOFFS.SUBJECT.eq(wish.subject()))
                                .and(SIGNOFFS.STATE.in(SignoffState.PENDING.word(), SignoffState.APPROVED.word()))
                                .and(SIGNOFFS.EXPIRES_AT.gt(now)),
                        1)
                .forEach(open -> {
                    throw new SignoffRefused(new Refusal.AskedAlready(open.view()));
                });
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        SignoffsRecord row = sql.newRecord(SIGNOFFS);
        row.setId(UuidCreator.getTimeOrderedEpoch());
        row.setOrganizationId(chain.organizationId());
        row.setSiteId(chain.siteId());
        row.setChainId(chain.id());
        row.setAction(wish.action().word());
        row.setAlone(wish.action().alone());
        row.setSubject(wish.subject());
        row.setSubjectVersion(wish.subjectVersion());
        row.setSummary(wish.summary());
        row.setPayload(Content.json(wish.payload()));
        row.setExcluded(Content.json(wish.excluded()));
        row.setPolicy(policy.json());
        row.setPolicyVersion(policy.version());
        row.setRequesterId(actor);
        row.setRequesterRoles(String.join(" ", requester.roles()));
        row.setRequesterWorkstation(EventDraft.clean(requester.workstation()));
        row.setRequesterSession(requester.session());
        row.setRequestReason(wish.reason());
        row.setRequestedAt(at);
        row.setExpiresAt(at.plus(policy.validFor()));
        row.setState(SignoffState.PENDING.word());
        row.setEndReason("");
        row.setContentHash(Content.hash(
                row.getId(),
                row.getChainId(),
                row.getAction(),
                requester.actor(),
                at,
                row.getSubject(),
                row.getSubjectVersion(),
                row.getPayload(),
                row.getExcluded(),
                row.getPolicy()));
        row.insert();
        Signing.party(sql, row, actor, "requester");
        if (policy.apart()) {
            Actors.idsOf(sql, chain.organizationId(), wish.excluded().keySet(), now).values().stream()
                    .filter(id -> !id.equals(actor))
                    .forEach(id -> Signing.party(sql, row, id, "excluded"));
        }
        return row;
    }
}
