package org.penstock.core.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.penstock.core.audit.ChainVerifier.Watch;
import org.penstock.core.db.Database;
import org.penstock.core.identity.ActorEvents;
import org.penstock.core.identity.ActorEvents.ActorEvent;
import org.penstock.core.identity.Actors;
import org.penstock.core.place.PlaceRows.Placed;
import org.penstock.core.testsupport.Northglass;

/** A site's chain with a few events a day, the key that signs it, and a clock that the test turns. */
final class SignedRecord {
    static final Instant FIRST_DAY = Instant.parse("2026-03-01T00:00:00Z");
    private static final int FEW_ROUNDS = 1_000;

    final Database database;
    final Placed placed;
    final ChainId chain;
    final Path data;
    final HeadsFile file;
    RecordKey key;
    HeadSigning signing;
    Instant now = FIRST_DAY;
    private int events;

    SignedRecord(Database database, Path data) {
        this.database = database;
        this.data = data;
        this.placed = Northglass.put(database);
        this.chain = Northglass.chain(placed);
        this.file = new HeadsFile(data);
        start();
    }

    /** A start of the program. */
    void start() {
        key = RecordKey.open(data, true, new SecureRandom(), FEW_ROUNDS);
        InstantSource clock = () -> now;
        signing = new HeadSigning(
                database, key, file, clock, "system", (sql, c) -> Actors.idOf(sql, c.organizationId(), "system", now));
    }

    /** @param day from 0 */
    void happen(int day, int howMuch) {
        List<ActorEvent> list = new ArrayList<>();
        for (int i = 0; i < howMuch; i++) {
            events++;
            long at = (FIRST_DAY.getEpochSecond() + day * 86_400L + 3_600 + events) * 1_000_000;
            list.add(
                    new ActorEvent(at, "anna", "step.ended", "run:" + events, new TreeMap<>(Map.of("litres", "12.5"))));
        }
        database.run(sql -> ActorEvents.append(sql, chain, list));
    }

    /** Six in the morning of a day, from 0. */
    HeadSigning.State morning(int day) throws IOException {
        now = FIRST_DAY.plusSeconds(day * 86_400L + 6 * 3_600L);
        return signing.signDue();
    }

    List<SignedHead> heads() {
        return database.read(SignedHeads::all);
    }

    List<Finding> findings() throws IOException {
        return new RecordVerifier(database, file, key)
                .verify(Watch.none()).stream()
                        .flatMap(v -> v.findings().stream())
                        .toList();
    }
}
