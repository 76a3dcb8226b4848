package org.penstock.core.audit;

import static org.penstock.core.db.tables.tables.Events.EVENTS;

import java.io.IOException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiFunction;
import org.jooq.DSLContext;
import org.jspecify.annotations.Nullable;
import org.penstock.core.db.Database;

/**
 * Signs what every chain was at the end of each day (UTC) that is over, and keeps it in the database and beside it. Days
 * that were missed are caught up with; a day in which nothing happened needs none, for the head before still stands. Where
 * the key waits for its passphrase, the days wait too, and {@link State#waiting} counts them. Callable from any thread.
 */
public final class HeadSigning {
    /** The event that introduces a key to a chain, before its first signature there. */
    public static final String KEY_MADE = "record.key_introduced";

    private final Database database;
    private final RecordKey key;
    private final HeadsFile file;
    private final InstantSource wall;
    private final BiFunction<DSLContext, ChainId, UUID> signer;
    private final String actor;
    private final Map<ChainId, LocalDate> settled = new HashMap<>();
    private boolean repaired;
    private volatile State state = new State(0, null);

    /**
     * @param waiting days of chains that wait to be signed
     * @param why why they wait and what to do, null when nothing does
     */
    public record State(int waiting, @Nullable String why) {}

    /**
     * @param actor key of the actor that introduces a key
     * @param signer the row of that actor, in the transaction it is asked in
     */
    public HeadSigning(
            Database database,
            RecordKey key,
            HeadsFile file,
            InstantSource wall,
            String actor,
            BiFunction<DSLContext, ChainId, UUID> signer) {
        this.database = database;
        this.key = key;
        this.file = file;
        this.wall = wall;
        this.actor = actor;
        this.signer = signer;
    }

    /** As {@link #signDue} left it; never asks the database. */
    public State state() {
        return state;
    }

    /**
     * Signs what is due. Does nothing more when there is nothing.
     *
     * @return how it stands then
     * @throws org.penstock.core.db.DatabaseAway when the database cannot be reached; nothing is lost
     * @throws IOException when the file beside the database cannot be written; the heads are in the database
     */
    public synchronized State signDue() throws IOException {
        Instant now = wall.instant().truncatedTo(ChronoUnit.MICROS);
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        int waiting = 0;
        for (ChainId chain : database.read(EventChain::chains)) {
            if (today.equals(settled.get(chain))) {
                continue;
            }
            List<Due> due = database.read(sql -> due(sql, chain, today));
            if (!due.isEmpty() && key.waiting() != null) {
                waiting += due.size();
                continue;
            }
            if (!due.isEmpty()) {
                database.run(sql -> sign(sql, chain, due, now));
                repaired = false;
            }
            settled.put(chain, today);
        }
        if (!repaired) {
            repair();
            repaired = true;
        }
        state = new State(waiting, waiting == 0 ? null : key.waiting());
        return state;
    }

    /** The days that are over and not signed. */
    private static List<Due> due(DSLContext sql, ChainId chain, LocalDate today) {
        Optional<SignedHead> newest = SignedHeads.newest(sql, chain);
        At first = at(sql, chain, 1);
        if (first == null) {
            return List.of();
        }
        long seq = newest.map(SignedHead::seq).orElse(0L);
        LocalDate day = newest.map(h -> h.day().plusDays(1)).orElse(LocalDate.ofInstant(first.at, ZoneOffset.UTC));
        long last = sql.select(EVENTS.SEQ)
                .from(EVENTS)
                .where(EVENTS.CHAIN_ID.eq(chain.id()))
                .orderBy(EVENTS.CHAIN_ID.desc(), EVENTS.SEQ.desc())
                .limit(1)
                .fetchOptional(EVENTS.SEQ)
                .orElse(0L);
        List<Due> due = new ArrayList<>();
        while (day.isBefore(today) && seq < last) {
            At next = at(sql, chain, seq + 1);
            if (next == null) {
                break;
            }
            // Over days in which nothing happened at once: a facility may have been off for years.
            LocalDate of = LocalDate.ofInstant(next.at, ZoneOffset.UTC);
            day = of.isAfter(day) ? of : day;
            if (!day.isBefore(today)) {
                break;
            }
            At head = endOf(sql, chain, seq, last, day);
            if (head != null && head.seq > seq) {
                due.add(new Due(day, new ChainHead(head.seq, head.hash)));
                seq = head.seq;
            }
            day = day.plusDays(1);
        }
        return due;
    }

    /** The newest event before the end of a day: times in a chain rise nearly always, and any event near will do. */
    private static @Nullable At endOf(DSLContext sql, ChainId chain, long after, long last, LocalDate day) {
        Instant end = day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        long low = after;
        long high = last;
        At found = null;
        while (low < high) {
            long middle = low + (high - low + 1) / 2;
            At at = at(sql, chain, middle);
            if (at != null && at.seq <= high && at.at.isBefore(end)) {
                found = at;
                low = at.seq;
            } else {
                high = middle - 1;
            }
        }
        return found;
    }

    /** The event with this number, or the next that is there. */
    private static @Nullable At at(DSLContext sql, ChainId chain, long seq) {
        return sql.select(EVENTS.SEQ, EVENTS.AT, EVENTS.HASH)
                .from(EVENTS)
                .where(EVENTS.CHAIN_ID.eq(chain.id()))
                .and(EVENTS.SEQ.ge(seq))
                .orderBy(EVENTS.CHAIN_ID, EVENTS.SEQ)
                .limit(1)
                .fetchOne(r -> new At(r.value1(), r.value2(), r.value3()));
    }

    private void sign(DSLContext sql, ChainId chain, List<Due> due, Instant now) {
        VerifyingKey pub = key.verifying().orElseThrow();
        for (Due d : due) {
            SignedHead.sign(key, chain.id(), d.day, d.head, now).ifPresent(head -> SignedHeads.add(sql, head));
        }
        String subject = "key:" + pub.id();
        if (EventQuery.newestAbout(sql, chain, List.of(subject)).isEmpty()) {
            TreeMap<String, String> data = new TreeMap<>();
            data.put("algorithm", "Ed25519");
            data.put("public_key", pub.spki());
            EventChain.append(
                    sql, chain, List.of(new EventDraft(now, signer.apply(sql, chain), actor, KEY_MADE, subject, data)));
        }
    }

    /** What is in the database and not in the file: a process may have ended between the two. */
    private void repair() throws IOException {
        Set<String> there = new HashSet<>();
        file.read().heads().forEach(h -> there.add(h.body()));
        Collection<SignedHead> missing = database.read(SignedHeads::all).stream()
                .filter(h -> !there.contains(h.body()) && h.fault() == null)
                .toList();
        file.append(missing);
    }

    private record Due(LocalDate day, ChainHead head) {}

    private record At(long seq, Instant at, String hash) {}
}
