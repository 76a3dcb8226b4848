package org.penstock.core.consent;

import static org.penstock.core.db.tables.tables.Signoffs.SIGNOFFS;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.db.tables.tables.records.SignaturesRecord;
import org.penstock.core.db.tables.tables.records.SignoffsRecord;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.ProvenPerson;
import org.penstock.core.identity.Provenance;

/**
 * The sign-offs of one chain: asked for, signed, carried out. Every method works in the transaction of {@code sql} and
 * appends its events there; whatever throws {@link SignoffRefused} must roll back. {@code now} is wall time.
 *
 * <p>Whether somebody may ask, sign or carry out at all is asked of {@code identity} before; here is only decided whether
 * this signature, on this request, by this person, is wanted.
 */
public final class Signoffs {
    private final ChainId chain;
    private final Ending ends;

    public Signoffs(ChainId chain) {
        this.chain = chain;
        this.ends = new Ending(chain);
    }

    /**
     * Freezes what is wished, under the policy in force now.
     *
     * @throws SignoffRefused when the policy lets nobody do it, the same is open already, or the action is one that its asker
     *     signs alone ({@link #alone})
     */
    public Signoff request(DSLContext sql, Wish wish, Provenance requester, Instant now) {
        if (wish.action().alone()) {
            throw new IllegalArgumentException("to " + wish.action().inWords() + " is signed by who asks, at once");
        }
        UUID actor = Actors.idOf(sql, chain.organizationId(), requester.actor(), now);
        SignoffsRecord row = Asking.freeze(sql, chain, wish, requester, actor, now);
        SignoffLog log = new SignoffLog(chain, requester, now);
        log.add("requested", row, null, null, Ending.reason(wish.reason()));
        log.append(sql);
        return ends.whole(sql, row.getId()).view();
    }

    /**
     * The exception for a facility of one: who asks signs himself, and it is approved. It is flagged until another person has
     * {@link #review reviewed} it.
     *
     * @param others how many other persons of the site could sign: where they are enough for the ordinary policy, nobody acts
     *     alone
     * @throws SignoffRefused also without a reason
     */
    public Signoff alone(DSLContext sql, Wish wish, ProvenPerson person, int others, Instant now) {
        if (!wish.action().alone()) {
            throw new IllegalArgumentException("to " + wish.action().inWords() + " takes other persons");
        }
        Signing.demandFit(person, wish.reason(), now);
        demandReason(wish.reason(), "what one person does alone");
        Action ordinary = wish.action().ordinary();
        int needed = Policies.inForce(sql, chain, ordinary).slots().size();
        if (others >= needed) {
            throw new SignoffRefused(new Refusal.NotAlone(ordinary, others, needed));
        }
        SignoffsRecord row = Asking.freeze(sql, chain, wish, person.by(), person.actorId(), now);
        SignoffLog log = new SignoffLog(chain, person.by(), now);
        log.add("requested", row, null, null, Ending.reason(wish.reason()));
        Policy policy = Policy.read(row.getPolicy());
        Slot slot = policy.slots().getFirst();
        if (!slot.takes(slot.meaning(), person.by().roles())) {
            throw new SignoffRefused(new Refusal.NotWanted(
                    ends.whole(sql, row.getId()).view(),
                    person.by().actor(),
                    slot.meaning(),
                    person.by().roles()));
        }
        SignaturesRecord signature = Signing.signoff(sql, row, person, "requester", slot.meaning(), wish.reason(), now);
        log.add("signed", row, signature, null, Ending.reason(wish.reason()));
        approve(row, policy, now);
        row.update();
        log.add("approved", row, null, SignoffState.PENDING.word(), new TreeMap<>());
        log.append(sql);
        return ends.whole(sql, row.getId()).view();
    }

    /**
     * Signs.
     *
     * @param seenHash the content hash of what was shown to the person: what you see is what you sign
     * @param reason in the person's words; may be empty
     * @return as it is then: approved when this was the last signature wanted
     * @throws SignoffRefused when this signature is not wanted
     */
    public Signoff sign(
            DSLContext sql,
            UUID id,
            String seenHash,
            ProvenPerson person,
            Meaning meaning,
            String reason,
            Instant now) {
        SignoffLog log = new SignoffLog(chain, person.by(), now);
        sign(sql, id, seenHash, person, meaning, reason, now, 1, log);
        log.append(sql);
        return ends.whole(sql, id).view();
    }

    /** One of several that are signed at once. @param seenHash its content hash as it was listed */
    public record Listed(UUID id, String seenHash) {}

    /** What became of one of several. @param refusal null when it was signed */
    public record SignedOne(Listed listed, Optional<Refusal> refusal) {}

    /**
     * Signs several at once, each by its own hash; one that is refused does not keep the others.
     *
     * @return one for each listed, in order
     */
    public List<SignedOne> signAll(
            DSLContext sql, List<Listed> listed, ProvenPerson person, Meaning meaning, String reason, Instant now) {
        SignoffLog log = new SignoffLog(chain, person.by(), now);
        List<SignedOne> results = new ArrayList<>();
        // Always in the order of ids, so that two persons who sign many cannot lock each other out.
        Map<UUID, Optional<Refusal>> became = new TreeMap<>();
        listed.stream().sorted((a, b) -> a.id().compareTo(b.id())).forEach(one -> {
            if (became.containsKey(one.id())) {
                return;
            }
            try {
                sign(sql, one.id(), one.seenHash(), person, meaning, reason, now, listed.size(), log);
                became.put(one.id(), Optional.empty());
            } catch (SignoffRefused refused) {
                became.put(one.id(), Optional.of(refused.refusal()));
            }
        });
        log.append(sql);
        listed.forEach(one -> results.add(new SignedOne(one, became.getOrDefault(one.id(), Optional.empty()))));
        return results;
    }

    /** Everything is judged before the first row is written: a refusal leaves nothing behind. */
    private void sign(
            DSLContext sql,
            UUID id,
            String seenHash,
            ProvenPerson person,
            Meaning meaning,
            String reason,
            Instant now,
            int together,
            SignoffLog log) {
        Signing.demandFit(person, reason, now);
        SignoffRows.Whole whole = ends.locked(sql, id);
        Signoff signoff = whole.view();
        signoff.wouldRefuse(person.by().actor(), person.by(), meaning, now).ifPresent(r -> {
            throw new SignoffRefused(r);
        });
        if (together > 1 && !signoff.policy().bulk()) {
            throw new SignoffRefused(new Refusal.OneByOne(signoff));
        }
        if (!signoff.contentHash().equals(seenHash)) {
            throw new SignoffRefused(new Refusal.Changed(signoff, "what was shown has another hash"));
        }
        SignoffsRecord row = whole.row();
        SignaturesRecord signature = Signing.signoff(sql, row, person, "signer", meaning, reason, now);
        SortedMap<String, String> more = Ending.reason(reason);
        if (together > 1) {
            more.put("signed_together", Integer.toString(together));
        }
        log.add("signed", row, signature, null, more);
        List<Matching.Given> given = new ArrayList<>(signoff.given());
        given.add(new Matching.Given(meaning, person.by().roles()));
        if (new Matching(signoff.policy().slots(), given).complete()) {
            approve(row, signoff.policy(), now);
            row.update();
            log.add("approved", row, null, SignoffState.PENDING.word(), new TreeMap<>());
        }
    }

    /**
     * Says no: nobody can sign it any more.
     *
     * @throws SignoffRefused without a reason, or when this person could not sign it either; who asked withdraws instead
     */
    public Signoff refuse(DSLContext sql, UUID id, Provenance by, String reason, Instant now) {
        demandReason(reason, "a refusal");
        SignoffRows.Whole whole = ends.locked(sql, id);
        Signoff signoff = whole.view();
        demandPending(signoff);
        boolean could = signoff.policy().slots().stream().anyMatch(s -> s.takes(s.meaning(), by.roles()));
        if (by.actor().equals(signoff.requester().actor())) {
            throw new SignoffRefused(
                    new Refusal.NotTheirs(signoff, by.actor(), "refuse what they asked for; withdraw it instead"));
        } else if (!could) {
            throw new SignoffRefused(new Refusal.NotTheirs(
                    signoff,
                    by.actor(),
                    "refuse this, having none of the roles that could sign it: "
                            + signoff.policy().inWords()));
        }
        return ends.end(sql, whole, SignoffState.REFUSED, "refused", by, reason, now);
    }

    /** Takes back what one asked for. @throws SignoffRefused when another one asked */
    public Signoff withdraw(DSLContext sql, UUID id, Provenance by, String reason, Instant now) {
        demandReason(reason, "a withdrawal");
        SignoffRows.Whole whole = ends.locked(sql, id);
        Signoff signoff = whole.view();
        demandPending(signoff);
        if (!by.actor().equals(signoff.requester().actor())) {
            throw new SignoffRefused(new Refusal.NotTheirs(
                    signoff,
                    by.actor(),
                    "withdraw what " + signoff.requester().actor() + " asked for; refuse it instead"));
        }
        return ends.end(sql, whole, SignoffState.WITHDRAWN, "withdrawn", by, reason, now);
    }

    /** Ends what waited too long, for signatures or to be carried out. Called now and then; a late call opens nothing. */
    public List<Signoff> expire(DSLContext sql, Instant now) {
        List<UUID> due = sql.select(SIGNOFFS.ID)
                .from(SIGNOFFS)
                .where(SIGNOFFS.CHAIN_ID.eq(chain.id()))
                .and(SIGNOFFS.STATE.in(SignoffState.PENDING.word(), SignoffState.APPROVED.word()))
                .and(SIGNOFFS.EXPIRES_AT.le(now))
                .orderBy(SIGNOFFS.ID)
                .fetch(SIGNOFFS.ID);
        return ends.all(
                sql,
                due,
                SignoffState.EXPIRED,
                system(),
                now,
                whole -> "nobody had it " + (whole.approvedAt() == null ? "signed" : "carried out") + " by "
                        + whole.expiresAt());
    }

    /**
     * What {@code subject} is has changed: whatever was signed or asked about another version of it is void.
     *
     * @param version what it is now
     */
    public List<Signoff> changed(DSLContext sql, String subject, String version, Provenance by, Instant now) {
        List<UUID> voided = sql.select(SIGNOFFS.ID)
                .from(SIGNOFFS)
                .where(SIGNOFFS.CHAIN_ID.eq(chain.id()))
                .and(SIGNOFFS.SUBJECT.eq(subject))
                .and(SIGNOFFS.STATE.in(SignoffState.PENDING.word(), SignoffState.APPROVED.word()))
                .and(SIGNOFFS.SUBJECT_VERSION.ne(version))
                .orderBy(SIGNOFFS.ID)
                .fetch(SIGNOFFS.ID);
        return ends.all(
                sql,
                voided,
                SignoffState.WITHDRAWN,
                by,
                now,
                s -> "what it speaks of changed from " + s.subjectVersion() + " to " + version);
    }

    /**
     * Carries out what was signed, once. Compares {@code payload} and {@code subjectVersion}, name by name, with what was
     * frozen, and every row with its event; then does {@code work} in this transaction. Whatever {@code work} throws undoes
     * everything, and the sign-off stays approved: {@link #fail} ends it.
     *
     * @param payload what would be done now, made anew by who does it
     * @param subjectVersion the version that its subject has now
     * @return commit it, also when refused
     */
    public <T> Execution<T> execute(
            DSLContext sql,
            UUID id,
            SortedMap<String, String> payload,
            String subjectVersion,
            Provenance by,
            Instant now,
            Function<Approved, T> work) {
        return new Carrying(chain).out(sql, id, payload, subjectVersion, by, now, work);
    }

    /** Ends what was approved and could not be done. */
    public Signoff fail(DSLContext sql, UUID id, String reason, Provenance by, Instant now) {
        demandReason(reason, "a failure");
        SignoffRows.Whole whole = ends.locked(sql, id);
        if (whole.view().state() != SignoffState.APPROVED) {
            throw new SignoffRefused(new Refusal.Over(whole.view()));
        }
        return ends.end(sql, whole, SignoffState.FAILED, "failed", by, reason, now);
    }

    /**
     * Another person has looked at what one did alone.
     *
     * @param note what was found
     * @throws SignoffRefused when nothing is to be reviewed, or the person did it himself
     */
    public Signoff review(DSLContext sql, UUID id, ProvenPerson person, String note, Instant now) {
        demandReason(note, "a review");
        Signing.demandFit(person, note, now);
        SignoffRows.Whole whole = ends.locked(sql, id);
        Signoff signoff = whole.view();
        if (!signoff.reviewOwed()) {
            throw new SignoffRefused(
                    new Refusal.NotTheirs(signoff, person.by().actor(), "review this: no review is owed"));
        }
        if (person.by().actor().equals(signoff.requester().actor())) {
            throw new SignoffRefused(new Refusal.OwnRequest(signoff));
        }
        SignoffsRecord row = whole.row();
        SignaturesRecord signature = Signing.signoff(sql, row, person, "signer", Meaning.REVIEWED, note, now);
        row.setReviewedAt(now.truncatedTo(ChronoUnit.MICROS));
        row.setReviewedBy(person.actorId());
        row.update();
        SignoffLog log = new SignoffLog(chain, person.by(), now);
        log.add("reviewed", row, signature, null, Ending.reason(note));
        log.append(sql);
        return ends.whole(sql, id).view();
    }

    private static void approve(SignoffsRecord row, Policy policy, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        row.setState(SignoffState.APPROVED.word());
        row.setApprovedAt(at);
        row.setExpiresAt(at.plus(policy.validFor()));
        if (policy.reviewWithin().compareTo(Duration.ZERO) > 0) {
            row.setReviewDueAt(at.plus(policy.reviewWithin()));
        }
    }

    private static void demandPending(Signoff signoff) {
        if (signoff.state() != SignoffState.PENDING) {
            throw new SignoffRefused(new Refusal.Over(signoff));
        }
    }

    private static void demandReason(String reason, String what) {
        if (reason.isBlank()) {
            throw new SignoffRefused(new Refusal.NoReason(what));
        }
    }

    private static Provenance system() {
        return new Provenance(Actors.SYSTEM, new TreeSet<>(), "", "");
    }
}
