package org.penstock.core.work;

import static org.penstock.core.db.tables.tables.Handovers.HANDOVERS;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.Evidence;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.RecordSignatures;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.ProvenPerson;
import org.penstock.core.identity.Provenance;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * The hand-overs of a site. Whoever gives one signs what the facility told at that moment and what he adds; whoever takes
 * over signs the same content, and is another person. Every method works in the transaction of {@code sql}.
 */
public final class Handovers {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final TypeReference<TreeMap<String, String>> TEXTS = new TypeReference<>() {};

    private final ChainId chain;

    public Handovers(ChainId chain) {
        this.chain = chain;
    }

    /**
     * Gives the shift away.
     *
     * @param content by topic; {@code note} in the giver's words
     * @throws HandoverRefused when one waits to be taken over
     */
    public Handover give(DSLContext sql, SortedMap<String, String> content, ProvenPerson giver, Instant now) {
        EventChain.append(sql, chain, List.of());
        HandoverEvidence.adopt(sql, chain, now);
        open(sql).ifPresent(h -> {
            throw new HandoverRefused("What " + h.givenBy() + " handed over at " + h.givenAt()
                    + " was not taken over yet. Take it over first.");
        });
        UUID id = UuidCreator.getTimeOrderedEpoch();
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        sql.insertInto(HANDOVERS)
                .set(HANDOVERS.ID, id)
                .set(HANDOVERS.SITE_ID, chain.id())
                .set(HANDOVERS.CONTENT, JSON.writeValueAsString(content))
                .set(HANDOVERS.CONTENT_HASH, RecordSignatures.hash(content))
                .set(HANDOVERS.GIVEN_BY, giver.actorId())
                .set(HANDOVERS.GIVEN_AT, at)
                .execute();
        Handover given = find(sql, id).orElseThrow();
        sign(sql, given, giver, Meaning.AUTHORED, now);
        event(sql, "handover.given", given, giver.by(), at);
        return given;
    }

    /**
     * Takes the shift over.
     *
     * @param seenHash hash of the content that was shown
     * @throws HandoverRefused when it is another content, was taken over already, or is the taker's own
     */
    public Handover take(DSLContext sql, UUID id, String seenHash, ProvenPerson taker, Instant now) {
        EventChain.append(sql, chain, List.of());
        HandoverEvidence.adopt(sql, chain, now);
        Handover given = find(sql, id).orElseThrow(() -> new HandoverRefused("There is no such hand-over."));
        if (given.takenAt() != null) {
            throw new HandoverRefused(given.takenBy() + " took this over at " + given.takenAt() + ".");
        }
        if (given.givenBy().equals(taker.by().actor())) {
            throw new HandoverRefused(taker.printedName() + " gave this shift away; somebody else takes it over.");
        }
        if (!given.contentHash().equals(seenHash)) {
            throw new HandoverRefused("What was shown is not what was handed over. Look at it again.");
        }
        sign(sql, given, taker, Meaning.REVIEWED, now);
        Instant at = now.truncatedTo(ChronoUnit.MICROS);
        sql.update(HANDOVERS)
                .set(HANDOVERS.TAKEN_BY, taker.actorId())
                .set(HANDOVERS.TAKEN_AT, at)
                .where(HANDOVERS.ID.eq(id))
                .execute();
        Handover taken = find(sql, id).orElseThrow();
        event(sql, "handover.taken", taken, taker.by(), at);
        return taken;
    }

    private void sign(DSLContext sql, Handover h, ProvenPerson person, Meaning meaning, Instant now) {
        RecordSignatures.sign(sql, chain, h.subject(), h.content(), person, meaning, "", now);
    }

    private void event(DSLContext sql, String kind, Handover h, Provenance by, Instant at) {
        SortedMap<String, String> data = by.data();
        data.put("content_hash", h.contentHash());
        data.put("note", h.content().getOrDefault("note", ""));
        data.putAll(Evidence.data(List.of(HandoverEvidence.row(sql, h.id()))));
        ActorEvents.append(
                sql,
                chain,
                List.of(new ActorEvents.ActorEvent(
                        ChronoUnit.MICROS.between(Instant.EPOCH, at), by.actor(), kind, h.subject(), data)));
    }

    /** The one that waits to be taken over. */
    public Optional<Handover> open(DSLContext sql) {
        return list(sql, HANDOVERS.TAKEN_AT.isNull(), 1).stream().findFirst();
    }

    /** One by its id. */
    public Optional<Handover> find(DSLContext sql, UUID id) {
        return list(sql, HANDOVERS.ID.eq(id), 1).stream().findFirst();
    }

    /** The newest first. */
    public List<Handover> newest(DSLContext sql, int most) {
        return list(sql, HANDOVERS.ID.isNotNull(), most);
    }

    private List<Handover> list(DSLContext sql, Condition which, int most) {
        var rows = sql.selectFrom(HANDOVERS)
                .where(HANDOVERS.SITE_ID.eq(chain.id()))
                .and(which)
                .orderBy(HANDOVERS.GIVEN_AT.desc(), HANDOVERS.ID.desc())
                .limit(most)
                .fetch();
        Set<UUID> persons = new HashSet<>();
        rows.forEach(r -> {
            persons.add(r.getGivenBy());
            if (r.getTakenBy() != null) {
                persons.add(r.getTakenBy());
            }
        });
        Map<UUID, String> keys = Actors.keysOf(sql, persons);
        return rows.map(r -> new Handover(
                r.getId(),
                JSON.readValue(r.getContent(), TEXTS),
                r.getContentHash(),
                Objects.requireNonNull(keys.get(r.getGivenBy())),
                r.getGivenAt(),
                r.getTakenBy() == null ? null : keys.get(r.getTakenBy()),
                r.getTakenAt()));
    }
}
