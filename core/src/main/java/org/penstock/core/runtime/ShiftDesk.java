package org.penstock.core.runtime;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Supplier;
import org.jooq.DSLContext;
import org.penstock.core.alert.CorrectiveActions;
import org.penstock.core.audit.ChainId;
import org.penstock.core.consent.SignoffQuery;
import org.penstock.core.control.OwedRunQuery;
import org.penstock.core.db.Database;
import org.penstock.core.db.DatabaseAway;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.ProvenPerson;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.work.Handover;
import org.penstock.core.work.HandoverRefused;
import org.penstock.core.work.Handovers;

/** Hands shifts over. Thread-safe. */
final class ShiftDesk implements ShiftChange {
    private static final int MOST = 200;
    private static final int LONGEST_NOTE = 4_000;
    /** Where nobody handed over before. */
    private static final Duration OWED_AT_FIRST = Duration.ofDays(1);
    /** After a long time without a hand-over. */
    private static final Duration OWED_AT_MOST = Duration.ofDays(7);

    private final Database database;
    private final ChainId chain;
    private final Handovers handovers;
    private final PeopleDesk people;
    private final Supplier<FacilitySnapshot> snapshot;
    private final InstantSource wall;

    ShiftDesk(
            Database database,
            ChainId chain,
            PeopleDesk people,
            Supplier<FacilitySnapshot> snapshot,
            InstantSource wall) {
        this.database = database;
        this.chain = chain;
        this.handovers = new Handovers(chain);
        this.people = people;
        this.snapshot = snapshot;
        this.wall = wall;
    }

    @Override
    public SortedMap<String, String> draft() {
        FacilitySnapshot now = snapshot.get();
        try {
            return database.read(sql -> HandoverDraft.of(
                    now,
                    new HandoverDraft.Kept(
                            new SignoffQuery(chain).open(sql, MOST),
                            new LotQuery(chain).openHolds(sql),
                            new CorrectiveActions(chain).open(sql, MOST),
                            OwedRunQuery.since(sql, chain.id(), owedSince(sql), MOST))));
        } catch (DatabaseAway e) {
            SortedMap<String, String> without = HandoverDraft.of(now, HandoverDraft.Kept.NOTHING);
            without.put(
                    "database",
                    "Sign-offs, holds, corrective actions and runs that did not take place are not told: "
                            + e.getMessage());
            return without;
        }
    }

    /** Whoever handed over last has told what was owed until then. */
    private Instant owedSince(DSLContext sql) {
        Instant now = wall.instant();
        Instant given = handovers.newest(sql, 1).stream()
                .map(Handover::givenAt)
                .findFirst()
                .orElse(now.minus(OWED_AT_FIRST));
        Instant longest = now.minus(OWED_AT_MOST);
        return given.isBefore(longest) ? longest : given;
    }

    @Override
    public Handover give(Asker.Session asker, Secret secret, String note) {
        demandShort(note);
        return give(people.prove(asker, secret, Permission.HANDOVER_SIGN), note);
    }

    @Override
    public Handover give(SignIn.Proof proof, String note) {
        demandShort(note);
        return give(people.prove(proof, Permission.HANDOVER_SIGN), note);
    }

    private static void demandShort(String note) {
        if (note.length() > LONGEST_NOTE) {
            throw new HandoverRefused("The note is longer than " + LONGEST_NOTE + " characters.");
        }
    }

    private Handover give(ProvenPerson giver, String note) {
        SortedMap<String, String> content = draft();
        if (!note.isBlank()) {
            content.put("note", note.strip());
        }
        return database.transact(sql -> handovers.give(sql, content, giver, wall.instant()));
    }

    @Override
    public Handover take(Asker.Session asker, Secret secret, UUID id, String seenHash) {
        return take(people.prove(asker, secret, Permission.HANDOVER_SIGN), id, seenHash);
    }

    @Override
    public Handover take(SignIn.Proof proof, UUID id, String seenHash) {
        return take(people.prove(proof, Permission.HANDOVER_SIGN), id, seenHash);
    }

    private Handover take(ProvenPerson taker, UUID id, String seenHash) {
        return database.transact(sql -> handovers.take(sql, id, seenHash, taker, wall.instant()));
    }

    @Override
    public List<Handover> newest(int most) {
        return database.read(sql -> handovers.newest(sql, most));
    }
}
