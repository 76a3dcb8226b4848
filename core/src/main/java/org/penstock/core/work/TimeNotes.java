package org.penstock.core.work;

import static org.penstock.core.db.tables.tables.TimeNotes.TIME_NOTES;

import com.github.f4b6a3.uuid.UuidCreator;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jooq.Condition;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventChain;
import org.penstock.core.audit.Evidence;
import org.penstock.core.audit.Evidence.Key;
import org.penstock.core.audit.Evidence.Row;
import org.penstock.core.db.tables.tables.records.TimeNotesRecord;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.Actors;
import org.penstock.core.identity.Provenance;

/**
 * The notes of a site. A row is never changed: whoever amends or withdraws a note writes its next revision, and every
 * revision is an event. Every method works in the transaction of {@code sql}.
 */
public final class TimeNotes {
    /** Characters of a note at most. */
    public static final int LONGEST = 2_000;

    private final ChainId chain;

    public TimeNotes(ChainId chain) {
        this.chain = chain;
    }

    /**
     * Notes something.
     *
     * @param to null for a moment
     * @throws NoteRefused when it is too long, says nothing, or ends before it begins
     */
    public TimeNote write(
            DSLContext sql,
            String subject,
            Instant from,
            @Nullable Instant to,
            String text,
            Provenance by,
            Instant now) {
        if (to != null && !to.isAfter(from)) {
            throw new NoteRefused("The note ends before it begins.");
        }
        EventChain.append(sql, chain, List.of());
        UUID id = UuidCreator.getTimeOrderedEpoch();
        TimeNotesRecord row = row(sql, id, id, 1, fit(text), by, now);
        row.setSubject(subject);
        row.setFromAt(micros(from));
        row.setToAt(to == null ? null : micros(to));
        return insert(sql, row, "note.written", by);
    }

    /** Gives a note other words. @param seen revision that was read @throws NoteRefused when it has moved on */
    public TimeNote amend(DSLContext sql, UUID note, int seen, String text, Provenance by, Instant now) {
        return next(sql, note, seen, fit(text), false, "note.amended", by, now);
    }

    /** Takes a note back; its words stay in the record. @param why may be "" */
    public TimeNote withdraw(DSLContext sql, UUID note, int seen, String why, Provenance by, Instant now) {
        return next(sql, note, seen, why.isBlank() ? "withdrawn" : fit(why), true, "note.withdrawn", by, now);
    }

    private TimeNote next(
            DSLContext sql,
            UUID note,
            int seen,
            String text,
            boolean withdrawn,
            String kind,
            Provenance by,
            Instant now) {
        EventChain.append(sql, chain, List.of());
        TimeNotesRecord newest = sql.selectFrom(TIME_NOTES)
                .where(TIME_NOTES.SITE_ID.eq(chain.id()))
                .and(TIME_NOTES.ROOT_ID.eq(note))
                .orderBy(TIME_NOTES.REVISION.desc())
                .limit(1)
                .fetchOptional()
                .orElseThrow(() -> new NoteRefused("There is no such note."));
        if (newest.getWithdrawn()) {
            throw new NoteRefused("This note was withdrawn at " + newest.getWrittenAt() + ". Write a new one.");
        }
        if (newest.getRevision() != seen) {
            throw new NoteRefused(
                    "Somebody amended this note at " + newest.getWrittenAt() + ". Read it again before you change it.");
        }
        TimeNotesRecord row = row(sql, UuidCreator.getTimeOrderedEpoch(), note, seen + 1, text, by, now);
        row.setSubject(newest.getSubject());
        row.setFromAt(newest.getFromAt());
        row.setToAt(newest.getToAt());
        row.setWithdrawn(withdrawn);
        return insert(sql, row, kind, by);
    }

    private TimeNotesRecord row(
            DSLContext sql, UUID id, UUID root, int revision, String text, Provenance by, Instant now) {
        TimeNotesRecord row = sql.newRecord(TIME_NOTES);
        row.setId(id);
        row.setSiteId(chain.id());
        row.setRootId(root);
        row.setRevision(revision);
        row.setNote(text);
        row.setWithdrawn(false);
        row.setWrittenBy(Actors.idOf(sql, chain.organizationId(), by.actor(), now));
        row.setWrittenAt(micros(now));
        return row;
    }

    private TimeNote insert(DSLContext sql, TimeNotesRecord row, String kind, Provenance by) {
        row.insert();
        TimeNote note = note(row, Map.of(row.getWrittenBy(), by.actor()));
        SortedMap<String, String> data = by.data();
        data.put("about", note.subject());
        data.put("from", note.from().toString());
        if (note.to() != null) {
            data.put("to", note.to().toString());
        }
        data.put("text", note.text());
        data.put("revision", Integer.toString(note.revision()));
        data.putAll(Evidence.data(List.of(evidence(row))));
        ActorEvents.append(
                sql,
                chain,
                List.of(new ActorEvents.ActorEvent(
                        ChronoUnit.MICROS.between(Instant.EPOCH, note.at()), by.actor(), kind, note.about(), data)));
        return note;
    }

    /**
     * The newest revision of every note of a time that is not withdrawn, by time.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public List<TimeNote> between(DSLContext sql, Instant from, Instant to, int most) {
        TimeNotesRecords rows = rows(
                sql,
                TIME_NOTES
                        .FROM_AT
                        .lt(to)
                        .and(TIME_NOTES
                                .TO_AT
                                .ge(from)
                                .or(TIME_NOTES.TO_AT.isNull().and(TIME_NOTES.FROM_AT.ge(from)))),
                most);
        return rows.newest().stream().filter(n -> !n.withdrawn()).toList();
    }

    /** Every revision of a note, the first first. */
    public List<TimeNote> history(DSLContext sql, UUID note) {
        return rows(sql, TIME_NOTES.ROOT_ID.eq(note), Integer.MAX_VALUE).all();
    }

    private record TimeNotesRecords(List<TimeNote> all) {
        List<TimeNote> newest() {
            Map<UUID, Integer> last =
                    all.stream().collect(Collectors.toMap(TimeNote::id, TimeNote::revision, Math::max));
            return all.stream()
                    .filter(n -> last.getOrDefault(n.id(), 0) == n.revision())
                    .toList();
        }
    }

    private TimeNotesRecords rows(DSLContext sql, Condition which, int most) {
        var rows = sql.selectFrom(TIME_NOTES)
                .where(TIME_NOTES.SITE_ID.eq(chain.id()))
                .and(which)
                .orderBy(TIME_NOTES.FROM_AT, TIME_NOTES.ROOT_ID, TIME_NOTES.REVISION)
                .limit(most)
                .fetch();
        Map<UUID, String> actors = Actors.keysOf(
                sql, rows.stream().map(TimeNotesRecord::getWrittenBy).distinct().toList());
        return new TimeNotesRecords(rows.stream().map(r -> note(r, actors)).toList());
    }

    private static TimeNote note(TimeNotesRecord r, Map<UUID, String> actors) {
        return new TimeNote(
                r.getRootId(),
                r.getRevision(),
                r.getSubject(),
                r.getFromAt(),
                r.getToAt(),
                r.getNote(),
                r.getWithdrawn(),
                actors.getOrDefault(r.getWrittenBy(), ""),
                r.getWrittenAt());
    }

    static Row evidence(TimeNotesRecord row) {
        return new Row(
                new Key(TIME_NOTES.getName(), row.getId()),
                "note:" + row.getRootId(),
                "",
                Evidence.digest(row, Set.of(TIME_NOTES.ID)));
    }

    private static String fit(String text) {
        String stripped = text.strip();
        if (stripped.isEmpty()) {
            throw new NoteRefused("The note says nothing. Write what happened.");
        }
        if (stripped.length() > LONGEST) {
            throw new NoteRefused("The note is longer than " + LONGEST + " characters. Shorten it, or write two.");
        }
        return stripped;
    }

    private static Instant micros(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
