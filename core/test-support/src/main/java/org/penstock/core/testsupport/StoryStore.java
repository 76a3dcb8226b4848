package org.penstock.core.testsupport;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.Signoffs;
import org.penstock.core.consent.Wish;
import org.penstock.core.db.Database;
import org.penstock.core.identity.ProvenPerson;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.inventory.Act;
import org.penstock.core.inventory.Items;
import org.penstock.core.inventory.LotKind;
import org.penstock.core.inventory.LotQuery;
import org.penstock.core.inventory.LotSpec;
import org.penstock.core.inventory.Lots;
import org.penstock.core.place.PlaceRows.Placed;

/** Northglass with a store: two bays, an item in kilograms, and people who sign. */
public final class StoryStore {
    /** Works the shift. */
    public static final Provenance OTTO = StoryPeople.by("otto", Role.OPERATOR);

    public final Database database;
    public final ChainId chain;
    public final UUID bay1;
    public final UUID bay2;
    public final Lots lots;
    public final LotQuery query;
    public final Items.Item item;
    public Instant now = Instant.parse("2026-03-02T08:00:00Z");
    private int deeds;

    public StoryStore(TestDatabase db) {
        database = db.database();
        Placed placed = Northglass.put(database);
        chain = Northglass.chain(placed);
        bay1 = placed.location("bay-1");
        bay2 = placed.location("bay-2");
        lots = new Lots(chain);
        query = new LotQuery(chain);
        item = in(sql -> Items.make(sql, chain, "product", "FLOWER", "Dried flower", "kg", OTTO, now));
    }

    /** In one transaction. */
    public <T> T in(Function<DSLContext, T> work) {
        return database.transact(work);
    }

    /** Lets time pass. */
    public void passes(Duration time) {
        now = now.plus(time);
    }

    /** Something Otto does now. */
    public Act act(String reason) {
        return Act.now(OTTO, now, reason, "deed-" + ++deeds);
    }

    /** A released lot in bay 1. */
    public UUID lot(String no, String quantity) {
        return in(sql -> lots.receive(
                sql,
                new LotSpec(item.id(), no, LotKind.PACKAGE, "harvest 7", true, null),
                new BigDecimal(quantity),
                bay1,
                act("")));
    }

    /** How much there is of a lot, without trailing zeros. */
    public String left(UUID lot) {
        BigDecimal left =
                database.read(sql -> query.find(sql, lot)).orElseThrow().quantity();
        return left.signum() == 0 ? "0" : left.stripTrailingZeros().toPlainString();
    }

    /** Asked by Otto. */
    public Signoff asked(Wish wish) {
        return in(sql -> new Signoffs(chain).request(sql, wish, OTTO, now));
    }

    /** Signed by somebody. */
    public Signoff signs(Signoff signoff, Provenance by, Meaning meaning) {
        ProvenPerson person = new StoryPeople(database, chain).proven(now, by);
        return in(sql ->
                new Signoffs(chain).sign(sql, signoff.id(), signoff.contentHash(), person, meaning, "seen", now));
    }
}
