package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.Attachments.ATTACHMENTS;
import static org.penstock.core.db.tables.tables.Media.MEDIA;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.MediaFiles.Stored;

/**
 * What is known of pictures and papers, and what they show. A medium is expected (a device said that it will come), stored,
 * and purged when its time is over: its hash and the reason stay. Each change is an event, made by who is given.
 */
public final class MediaRows {
    private final ChainId chain;

    public MediaRows(ChainId chain) {
        this.chain = chain;
    }

    /** Who does it: the row and the key of an actor, and what an event says of where. */
    public record Who(UUID id, String key, SortedMap<String, String> data) {}

    /**
     * A medium and what it was attached for.
     *
     * @param role {@code before}, {@code after}, {@code scale}
     * @param state expected, stored or purged
     */
    public record Attached(UUID media, String sha256, String mime, long bytes, String state, String role, Instant at) {}

    /** A medium that is to come, known by its hash. The same again changes nothing. @return its id */
    public UUID expect(
            DSLContext sql, Stored announced, @Nullable Instant capturedAt, String device, Who who, Instant now) {
        return row(sql, announced, "expected", capturedAt, device, who, now);
    }

    /**
     * A medium whose bytes {@link MediaFiles#keep} has kept.
     *
     * @param capturedAt when it was taken; null = nobody knows
     * @param device what took it; may be empty
     * @return its id, also when it was there
     */
    public UUID stored(DSLContext sql, Stored kept, @Nullable Instant capturedAt, String device, Who who, Instant now) {
        UUID id = row(sql, kept, "stored", capturedAt, device, who, now);
        adopt(sql, who, now);
        int came = sql.update(MEDIA)
                .set(MEDIA.STATE, "stored")
                .set(MEDIA.STORED_AT, micros(now))
                .set(MEDIA.MIME, kept.mime())
                .set(MEDIA.SIZE_BYTES, kept.bytes())
                .where(MEDIA.ID.eq(id))
                .and(MEDIA.STATE.eq("expected"))
                .execute();
        if (came > 0) {
            event(sql, "media.stored", data(kept), who, now, "media:" + id, List.of(media(sql, id)));
        }
        return id;
    }

    private UUID row(
            DSLContext sql,
            Stored stored,
            String state,
            @Nullable Instant capturedAt,
            String device,
            Who who,
            Instant now) {
        UUID known = sql.select(MEDIA.ID)
                .from(MEDIA)
                .where(MEDIA.SITE_ID.eq(chain.id()))
                .and(MEDIA.SHA256.eq(stored.sha256()))
                .fetchOne(MEDIA.ID);
        if (known != null) {
            return known;
        }
        UUID id = UuidCreator.getTimeOrderedEpoch();
        adopt(sql, who, now);
        sql.insertInto(MEDIA)
                .set(MEDIA.ID, id)
                .set(MEDIA.SITE_ID, chain.id())
                .set(MEDIA.SHA256, stored.sha256())
                .set(MEDIA.MIME, stored.mime())
                .set(MEDIA.SIZE_BYTES, stored.bytes())
                .set(MEDIA.STATE, state)
                .set(MEDIA.CAPTURED_AT, capturedAt == null ? null : micros(capturedAt))
                .set(MEDIA.DEVICE, device)
                .set(MEDIA.ACTOR_ID, who.id())
                .set(MEDIA.CREATED_AT, micros(now))
                .set(MEDIA.STORED_AT, state.equals("stored") ? micros(now) : null)
                .execute();
        event(sql, "media." + state, data(stored), who, now, "media:" + id, List.of(media(sql, id)));
        return id;
    }

    /** Says what a medium shows. The same again changes nothing. @param changed rows of {@code subject} that it changed */
    public void attach(
            DSLContext sql, UUID media, String subject, String role, Who who, Instant now, Evidence.Row... changed) {
        boolean there = 0
                < sql.fetchCount(
                        ATTACHMENTS,
                        ATTACHMENTS
                                .MEDIA_ID
                                .eq(media)
                                .and(ATTACHMENTS.SUBJECT.eq(subject))
                                .and(ATTACHMENTS.ATTACHMENT_ROLE.eq(role)));
        if (there) {
            return;
        }
        String sha256 = sql.select(MEDIA.SHA256)
                .from(MEDIA)
                .where(MEDIA.SITE_ID.eq(chain.id()))
                .and(MEDIA.ID.eq(media))
                .fetchSingle(MEDIA.SHA256);
        UUID id = UuidCreator.getTimeOrderedEpoch();
        adopt(sql, who, now);
        sql.insertInto(ATTACHMENTS)
                .set(ATTACHMENTS.ID, id)
                .set(ATTACHMENTS.SITE_ID, chain.id())
                .set(ATTACHMENTS.MEDIA_ID, media)
                .set(ATTACHMENTS.SUBJECT, subject)
                .set(ATTACHMENTS.ATTACHMENT_ROLE, role)
                .set(ATTACHMENTS.ACTOR_ID, who.id())
                .set(ATTACHMENTS.ATTACHED_AT, micros(now))
                .execute();
        SortedMap<String, String> data = new TreeMap<>();
        data.put("media", media.toString());
        data.put("role", role);
        data.put("sha256", sha256);
        event(
                sql,
                "media.attached",
                data,
                who,
                now,
                subject,
                Stream.concat(
                                Stream.of(MediaVerifier.row(sql.fetchSingle(ATTACHMENTS, ATTACHMENTS.ID.eq(id)))),
                                Stream.of(changed))
                        .toList());
    }

    /** What is attached to a subject, in the order it came. */
    public List<Attached> of(DSLContext sql, String subject) {
        return sql.select(
                        MEDIA.ID,
                        MEDIA.SHA256,
                        MEDIA.MIME,
                        MEDIA.SIZE_BYTES,
                        MEDIA.STATE,
                        ATTACHMENTS.ATTACHMENT_ROLE,
                        ATTACHMENTS.ATTACHED_AT)
                .from(ATTACHMENTS)
                .join(MEDIA)
                .on(MEDIA.ID.eq(ATTACHMENTS.MEDIA_ID))
                .where(ATTACHMENTS.SITE_ID.eq(chain.id()))
                .and(ATTACHMENTS.SUBJECT.eq(subject))
                .orderBy(ATTACHMENTS.ATTACHED_AT, ATTACHMENTS.ID)
                .fetch(r -> new Attached(
                        r.value1(), r.value2(), r.value3(), r.value4(), r.value5(), r.value6(), r.value7()));
    }

    /**
     * Gives the bytes of a medium up: remove the file once this is committed.
     *
     * @param reason why; never empty
     * @return whether there were any to give up
     */
    public boolean purge(DSLContext sql, UUID media, String reason, Who who, Instant now) {
        adopt(sql, who, now);
        int purged = sql.update(MEDIA)
                .set(MEDIA.STATE, "purged")
                .set(MEDIA.PURGED_AT, micros(now))
                .set(MEDIA.PURGE_REASON, reason)
                .where(MEDIA.SITE_ID.eq(chain.id()))
                .and(MEDIA.ID.eq(media))
                .and(MEDIA.STATE.eq("stored"))
                .execute();
        if (purged > 0) {
            SortedMap<String, String> data = new TreeMap<>();
            data.put("reason", reason);
            event(sql, "media.purged", data, who, now, "media:" + media, List.of(media(sql, media)));
        }
        return purged > 0;
    }

    private static SortedMap<String, String> data(Stored stored) {
        SortedMap<String, String> data = new TreeMap<>();
        data.put("sha256", stored.sha256());
        data.put("mime", stored.mime());
        data.put("bytes", Long.toString(stored.bytes()));
        return data;
    }

    private static Evidence.Row media(DSLContext sql, UUID id) {
        return MediaVerifier.row(sql.fetchSingle(MEDIA, MEDIA.ID.eq(id)));
    }

    /** Takes what was there before events told of rows into the record, once. Before a new row. */
    private void adopt(DSLContext sql, Who who, Instant now) {
        if (Adoption.due(sql, MediaVerifier.WHAT, chain.id())) {
            EventChain.append(
                    sql,
                    chain,
                    Adoption.of(sql, MediaVerifier.WHAT, chain.id(), MediaVerifier.all(sql, chain)).stream()
                            .map(rows -> new EventDraft(
                                    now,
                                    who.id(),
                                    who.key(),
                                    Adoption.ADOPTED,
                                    Adoption.subject(MediaVerifier.WHAT),
                                    rows))
                            .toList());
        }
    }

    private void event(
            DSLContext sql,
            String kind,
            SortedMap<String, String> data,
            Who who,
            Instant now,
            String subject,
            List<Evidence.Row> rows) {
        SortedMap<String, String> all = new TreeMap<>(who.data());
        all.putAll(data);
        all.putAll(Evidence.data(rows));
        EventChain.append(sql, chain, List.of(new EventDraft(now, who.id(), who.key(), kind, subject, all)));
    }

    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
