package org.penstock.core.consent;

import static org.penstock.core.db.tables.tables.Signatures.SIGNATURES;
import static org.penstock.core.db.tables.tables.SignoffParties.SIGNOFF_PARTIES;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;
import org.jooq.DSLContext;
import org.penstock.core.audit.EventDraft;
import org.penstock.core.db.tables.tables.records.SignaturesRecord;
import org.penstock.core.db.tables.tables.records.SignoffsRecord;
import org.penstock.core.identity.ProvenPerson;

/** Makes the row of a signature. Whether it is wanted was decided before. */
final class Signing {
    /** A proof of identity is for the signature that it was asked for, and a ceremony for many takes its time. */
    private static final Duration FRESH = Duration.ofMinutes(5);

    private static final int MOST = 1000;

    private Signing() {}

    /** @throws SignoffRefused when the person proved who he is too long ago, or says more than fits */
    static void demandFit(ProvenPerson person, String reason, Instant now) {
        if (reason.length() > MOST) {
            throw new SignoffRefused(new Refusal.TooLong("reason", MOST));
        }
        if (Duration.between(person.at(), now).abs().compareTo(FRESH) > 0) {
            throw new SignoffRefused(
                    new Refusal.StaleProof(person.by().actor(), person.at().truncatedTo(ChronoUnit.SECONDS)));
        }
    }

    /** Signs a sign-off. @param part {@code signer}, or {@code requester} who signs alone */
    static SignaturesRecord signoff(
            DSLContext sql,
            SignoffsRecord row,
            ProvenPerson person,
            String part,
            Meaning meaning,
            String reason,
            Instant now) {
        if (part.equals("signer")) {
            party(sql, row, person.actorId(), part);
        }
        SignaturesRecord signature =
                row(sql, row.getChainId(), Proof.subject(row), row.getContentHash(), person, meaning, reason, now);
        signature.setSignoffId(row.getId());
        signature.setRequesterId(row.getRequesterId());
        signature.setAlone(row.getAlone());
        signature.setPart(part);
        signature.insert();
        return signature;
    }

    static void party(DSLContext sql, SignoffsRecord row, UUID actor, String part) {
        sql.insertInto(SIGNOFF_PARTIES)
                .set(SIGNOFF_PARTIES.CHAIN_ID, row.getChainId())
                .set(SIGNOFF_PARTIES.SIGNOFF_ID, row.getId())
                .set(SIGNOFF_PARTIES.ACTOR_ID, actor)
                .set(SIGNOFF_PARTIES.PART, part)
                .execute();
    }

    /** A signature that is not in the table yet. */
    static SignaturesRecord row(
            DSLContext sql,
            UUID chain,
            String subject,
            String contentHash,
            ProvenPerson person,
            Meaning meaning,
            String reason,
            Instant now) {
        SignaturesRecord row = sql.newRecord(SIGNATURES);
        row.setId(UuidCreator.getTimeOrderedEpoch());
        row.setChainId(chain);
        row.setSubject(subject);
        row.setContentHash(contentHash);
        row.setSignerId(person.actorId());
        row.setPrintedName(EventDraft.clean(person.printedName()));
        row.setMeaning(meaning.word());
        row.setReason(EventDraft.clean(reason));
        row.setSignedAt(now.truncatedTo(ChronoUnit.MICROS));
        row.setProvenAt(person.at().truncatedTo(ChronoUnit.MICROS));
        row.setComponents(person.components());
        row.setRoles(String.join(" ", person.by().roles()));
        row.setWorkstation(EventDraft.clean(person.by().workstation()));
        row.setSessionId(person.by().session());
        return row;
    }
}
