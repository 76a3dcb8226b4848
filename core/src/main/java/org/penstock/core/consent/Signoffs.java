package org.penstock.core.consent;

import static org.penstock.core.db.tables.tables.Signoffs.SIGNOFFS;

import com.github.f4b6a3.uuid.UuidCreator;
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
import org.penstock.core.audit.EventDraft;
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

    public Signoffs(ChainId chain) {
        this.chain = chain;
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
        SignoffsRecord row = freeze(sql, wish, requester, actor, now);
        SignoffLog log = new SignoffLog(chain, requester, now);
        log.add("requested", row, null, null, reason(wish.reason()));
        log.append(sql);
        return whole(sql, row.getId()).view();
    }

    /**
     * The exception for a facility of one: who asks signs himself, and it is approved. It is flagged until another person has
     * {@link #review reviewed} it.
     *
     * @throws SignoffRefused also without a reason
     */
    public Signoff alone(DSLContext sql, Wish wish, ProvenPerson person, Instant now) {
        if (!wish.action().alone()) {
            throw new IllegalArgumentException("to " + wish.action().inWords() + " takes other persons");
        }
        Signing.demandFresh(person, now);
        demandReason(wish.reason(), "what one person does alone");
        SignoffsRecord row = freeze(sql, wish, person.by(), person.actorId(), now);
        SignoffLog log = new SignoffLog(chain, person.by(), now);
        log.add("requested", row, null, null, reason(wish.reason()));
        Policy policy = Policy.read(row.getPolicy());
        Slot slot = policy.slots().getFirst();
        if (!slot.takes(slot.meaning(), person.by().roles())) {
            throw new SignoffRefused(new Refusal.NotWanted(
                    whole(sql, row.getId()).view(),
                    person.by().actor(),
                    slot.meaning(),
                    person.by().roles()));
        }
        SignaturesRecord signature = Signing.signoff(sql, row, person, "requester", slot.meaning(), wish.reason(), now);
        log.add("signed", row, signature, null, reason(wish.reason()));
        approve(row, policy, now);
        row.update();
        log.add("approved", row, null, SignoffState.PENDING.word(), new TreeMap<>());
        log.append(sql);
        return whole(sql, row.getId()).view();
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
        return whole(sql, id).view();
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
        Signing.demandFresh(person, now);
        SignoffRows.Whole whole = locked(sql, id);
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
        SortedMap<String, String> more = reason(reason);
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
        SignoffRows.Whole whole = locked(sql, id);
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
        return end(sql, whole, SignoffState.REFUSED, "refused", by, reason, now);
    }

    /** Takes back what one asked for. @throws SignoffRefused when another one asked */
    public Signoff withdraw(DSLContext sql, UUID id, Provenance by, String reason, Instant now) {
        demandReason(reason, "a withdrawal");
        SignoffRows.Whole whole = locked(sql, id);
        Signoff signoff = whole.view();
        demandPending(signoff);
        if (!by.actor().equals(signoff.requester().actor())) {
            throw new SignoffRefused(new Refusal.NotTheirs(
                    signoff,
                    by.actor(),
                    "withdraw what " + signoff.requester().actor() + " asked for; refuse it instead"));
        }
        return end(sql, whole, SignoffState.WITHDRAWN, "withdrawn", by, reason, now);
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
        return endAll(
                sql,
                due,
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
        return endAll(
                sql, voided, by, now, s -> "what it speaks of changed from " + s.subjectVersion() + " to " + version);
    }

    private List<Signoff> endAll(
            DSLContext sql, List<UUID> ids, Provenance by, Instant now, Function<Signoff, String> why) {
        List<Signoff> ended = new ArrayList<>();
        for (UUID id : ids) {
            SignoffRows.Whole whole = SignoffRows.lock(sql, chain.id(), id).orElseThrow();
            // One that somebody wrote into is left as it is, for whoever looks into that.
            if (!whole.view().state().over() && Proof.doubt(sql, chain, whole).isEmpty()) {
                boolean expired = by.actor().equals(Actors.SYSTEM);
                boolean approved = whole.view().state() == SignoffState.APPROVED;
                SignoffState state =
                        approved ? SignoffState.FAILED : expired ? SignoffState.EXPIRED : SignoffState.WITHDRAWN;
                ended.add(end(sql, whole, state, state.word(), by, why.apply(whole.view()), now));
            }
        }
        return ended;
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
        Optional<SignoffRows.Whole> found = SignoffRows.lock(sql, chain.id(), id);
        if (found.isEmpty()) {
            return new Execution.Refused<>(new Refusal.Unknown(id));
        }
        SignoffRows.Whole whole = found.get();
        Optional<String> doubt = Proof.doubt(sql, chain, whole);
        if (doubt.isPresent()) {
            SignoffLog log = new SignoffLog(chain, by, now);
            SortedMap<String, String> data = reason(doubt.get());
            data.put("signoff", id.toString());
            log.note("record.doubted", Proof.subject(whole.row()), data);
            log.append(sql);
            return new Execution.Refused<>(new Refusal.Doubted(doubt.get()));
        }
        Signoff signoff = whole.view();
        if (signoff.state() != SignoffState.APPROVED
                || !new Matching(signoff.policy().slots(), signoff.given()).complete()) {
            return new Execution.Refused<>(new Refusal.Over(signoff));
        }
        Optional<Refusal> outdated = outdated(whole, payload, subjectVersion, now);
        if (outdated.isPresent()) {
            String why = outdated.get() instanceof Refusal.Changed changed ? changed.what() : "it came too late";
            end(sql, whole, SignoffState.FAILED, "failed", by, why, now);
            return new Execution.Refused<>(outdated.get());
        }
        T result = work.apply(new Approved(chain, signoff, by, now));
        return new Execution.Done<>(result, end(sql, whole, SignoffState.EXECUTED, "executed", by, "", now));
    }

    private static Optional<Refusal> outdated(
            SignoffRows.Whole whole, SortedMap<String, String> payload, String subjectVersion, Instant now) {
        Signoff signoff = whole.view();
        if (!now.isBefore(signoff.expiresAt())) {
            return Optional.of(new Refusal.TooLate(signoff));
        }
        if (!subjectVersion.equals(signoff.subjectVersion())) {
            return Optional.of(new Refusal.Changed(
                    signoff, "what it speaks of was " + signoff.subjectVersion() + " and is " + subjectVersion));
        }
        String frozen = Content.json(payload);
        String hash = Proof.hash(whole, signoff.action().word(), subjectVersion, frozen);
        return hash.equals(signoff.contentHash())
                ? Optional.empty()
                : Optional.of(new Refusal.Changed(signoff, different(signoff.payload(), payload)));
    }

    private static String different(SortedMap<String, String> signed, SortedMap<String, String> now) {
        TreeSet<String> names = new TreeSet<>(signed.keySet());
        names.addAll(now.keySet());
        return names.stream()
                .filter(n -> !String.valueOf(signed.get(n)).equals(String.valueOf(now.get(n))))
                .findFirst()
                .map(n -> n + " was signed as " + signed.get(n) + " and would be " + now.get(n))
                .orElse("its hash is another one");
    }

    /** Ends what was approved and could not be done. */
    public Signoff fail(DSLContext sql, UUID id, String reason, Provenance by, Instant now) {
        demandReason(reason, "a failure");
        SignoffRows.Whole whole = locked(sql, id);
        if (whole.view().state() != SignoffState.APPROVED) {
            throw new SignoffRefused(new Refusal.Over(whole.view()));
        }
        return end(sql, whole, SignoffState.FAILED, "failed", by, reason, now);
    }

    /**
     * Another person has looked at what one did alone.
     *
     * @param note what was found
     * @throws SignoffRefused when nothing is to be reviewed, or the person did it himself
     */
    public Signoff review(DSLContext sql, UUID id, ProvenPerson person, String note, Instant now) {
        demandReason(note, "a review");
        Signing.demandFresh(person, now);
        SignoffRows.Whole whole = locked(sql, id);
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
        log.add("reviewed", row, signature, null, reason(note));
        log.append(sql);
        return whole(sql, id).view();
    }

    private SignoffsRecord freeze(DSLContext sql, Wish wish, Provenance requester, UUID actor, Instant now) {
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

    private static void approve(SignoffsRecord row, Policy policy, Instant now) {
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        row.setState(SignoffState.APPROVED.word());
        row.setApprovedAt(at);
        row.setExpiresAt(at.plus(policy.validFor()));
        if (policy.reviewWithin().compareTo(Duration.ZERO) > 0) {
            row.setReviewDueAt(at.plus(policy.reviewWithin()));
        }
    }

    private Signoff end(
            DSLContext sql,
            SignoffRows.Whole whole,
            SignoffState state,
            String kind,
            Provenance by,
            String reason,
            Instant now) {
        SignoffsRecord row = whole.row();
        String before = row.getState();
        row.setState(state.word());
        row.setEndedAt(now.truncatedTo(ChronoUnit.MICROS));
        row.setEndedBy(Actors.idOf(sql, chain.organizationId(), by.actor(), now));
        row.setEndReason(shortened(reason));
        row.update();
        SignoffLog log = new SignoffLog(chain, by, now);
        log.add(kind, row, null, before, reason(reason));
        log.append(sql);
        return whole(sql, row.getId()).view();
    }

    private static String shortened(String reason) {
        String clean = EventDraft.clean(reason);
        return clean.length() <= 1000 ? clean : clean.substring(0, 999) + "…";
    }

    /** Locks one that is to be changed, and demands that its rows are what was recorded. */
    private SignoffRows.Whole locked(DSLContext sql, UUID id) {
        SignoffRows.Whole whole =
                SignoffRows.lock(sql, chain.id(), id).orElseThrow(() -> new SignoffRefused(new Refusal.Unknown(id)));
        Proof.doubt(sql, chain, whole).ifPresent(what -> {
            throw new SignoffRefused(new Refusal.Doubted(what));
        });
        return whole;
    }

    private SignoffRows.Whole whole(DSLContext sql, UUID id) {
        return SignoffRows.list(sql, SIGNOFFS.CHAIN_ID.eq(chain.id()).and(SIGNOFFS.ID.eq(id)), 1)
                .getFirst();
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

    private static SortedMap<String, String> reason(String reason) {
        SortedMap<String, String> data = new TreeMap<>();
        if (!reason.isEmpty()) {
            data.put("reason", reason);
        }
        return data;
    }

    private static Provenance system() {
        return new Provenance(Actors.SYSTEM, new TreeSet<>(), "", "");
    }
}
