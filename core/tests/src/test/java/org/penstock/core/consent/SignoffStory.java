package org.penstock.core.consent;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.penstock.core.identity.Role.COMPLIANCE;
import static org.penstock.core.identity.Role.OPERATOR;
import static org.penstock.core.identity.Role.SUPERVISOR;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import org.jooq.DSLContext;
import org.penstock.core.audit.ChainId;
import org.penstock.core.audit.EventQuery;
import org.penstock.core.db.Database;
import org.penstock.core.identity.ProvenPerson;
import org.penstock.core.identity.Provenance;
import org.penstock.core.testsupport.Northglass;
import org.penstock.core.testsupport.StoryPeople;
import org.penstock.core.testsupport.TestDatabase;

/** A hold that is to be released, and the people around it. */
final class SignoffStory {
    static final Provenance OTTO = StoryPeople.by("otto", OPERATOR);
    static final Provenance SVEN = StoryPeople.by("sven", SUPERVISOR);
    static final Provenance CARA = StoryPeople.by("cara", COMPLIANCE);
    static final Provenance CLEO = StoryPeople.by("cleo", COMPLIANCE);

    final Database database;
    final ChainId chain;
    final Signoffs signoffs;
    Instant now = Instant.parse("2026-03-02T08:00:00Z");

    SignoffStory(TestDatabase db) {
        database = db.database();
        chain = Northglass.chain(Northglass.put(database));
        signoffs = new Signoffs(chain);
    }

    static SortedMap<String, String> payload() {
        return new TreeMap<>(Map.of("hold", "h1", "lot", "B-17", "quantity", "12.500 kg"));
    }

    static Wish release() {
        return release("hold:h1");
    }

    static Wish release(String subject) {
        return new Wish(
                Action.HOLD_RELEASE,
                subject,
                "v3",
                "Release the hold on lot B-17",
                payload(),
                new TreeMap<>(Map.of("cleo", "placed the hold")),
                "the second sample passed");
    }

    void passes(Duration time) {
        now = now.plus(time);
    }

    <T> T in(Function<DSLContext, T> work) {
        return database.transact(work);
    }

    Signoff asked() {
        return asked(release());
    }

    Signoff asked(Wish wish) {
        return in(sql -> signoffs.request(sql, wish, OTTO, now));
    }

    ProvenPerson proven(Provenance by) {
        return new StoryPeople(database, chain).proven(now, by);
    }

    Signoff signs(Signoff signoff, Provenance by) {
        return signs(signoff, by, Meaning.APPROVED);
    }

    Signoff signs(Signoff signoff, Provenance by, Meaning meaning) {
        ProvenPerson person = proven(by);
        return in(sql -> signoffs.sign(sql, signoff.id(), signoff.contentHash(), person, meaning, "looked at it", now));
    }

    Refusal refused(Signoff signoff, Provenance by) {
        return refused(() -> signs(signoff, by));
    }

    static Refusal refused(Runnable work) {
        return assertThrows(SignoffRefused.class, work::run).refusal();
    }

    Signoff approved() {
        Signoff asked = asked();
        signs(asked, CARA);
        return signs(asked, SVEN);
    }

    Execution<String> carriedOut(UUID id) {
        return carriedOut(id, payload(), "v3");
    }

    Execution<String> carriedOut(UUID id, SortedMap<String, String> payload, String version) {
        return in(sql -> signoffs.execute(sql, id, payload, version, OTTO, now, a -> "released " + a.signed("lot")));
    }

    Signoff found(UUID id) {
        return database.read(sql -> new SignoffQuery(chain).find(sql, id)).orElseThrow();
    }

    List<String> kinds() {
        return database.read(sql -> EventQuery.newest(100).list(sql, chain)).reversed().stream()
                .map(EventQuery.Event::kind)
                .toList();
    }
}
