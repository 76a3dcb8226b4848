package org.penstock.app.window.model.signoff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.signoff.SignoffRow.Part;
import org.penstock.core.consent.Action;
import org.penstock.core.consent.BuiltInPolicies;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Signoff;
import org.penstock.core.consent.SignoffState;
import org.penstock.core.identity.Provenance;

/** What stands in the list for whom, and with which meaning he would sign. */
class InboxModelTest {
    private static final Words WORDS = Words.in(Locale.ENGLISH);
    private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");
    private static final String HASH = "0123456789abcdef".repeat(4);

    private static Signoff signoff(int no, Action action, String by) {
        return new Signoff(
                new UUID(1, no),
                action,
                "lot:7",
                "1",
                "Summary " + no,
                new TreeMap<>(Map.of("file", "grow.yaml", "hash", HASH)),
                new TreeMap<>(),
                BuiltInPolicies.of(action),
                HASH,
                Provenance.ofPerson(by, List.of("owner"), "desk 1", "s"),
                "",
                NOW.minusSeconds(60),
                NOW.plus(Duration.ofHours(2)),
                SignoffState.PENDING,
                null,
                null,
                null,
                "",
                null,
                null,
                List.of());
    }

    private static InboxModel of(Optional<Signer> me, Signoff... open) {
        return InboxModel.of(
                List.of(open), List.of(), me, false, key -> key, NOW, WORDS, new Times(WORDS, ZoneOffset.UTC));
    }

    private static Optional<Signer> person(String login, String... roles) {
        return Optional.of(new Signer(login, Provenance.ofPerson(login, List.of(roles), "desk 1", "s"), true));
    }

    @Test
    void whatOneCanSignComesFirstWithTheMeaningThatIsWantedFromOne() {
        InboxModel model = of(
                person("gus", "grower"),
                signoff(1, Action.CONFIGURATION_APPLY, "anna"),
                signoff(2, Action.DESTRUCTION, "anna"));
        assertEquals(1, model.forMe());
        SignoffRow first = model.rows().getFirst();
        assertEquals("Summary 2", first.what());
        assertEquals(Part.TO_SIGN, first.part());
        assertEquals(Meaning.WITNESSED, first.meaning());
        assertEquals(List.of(Meaning.APPROVED, Meaning.WITNESSED), first.open());
        SignoffRow second = model.rows().getLast();
        assertNull(second.meaning());
        assertTrue(second.why().contains("is not wanted. Still wanted: approved by "), second.why());
    }

    @Test
    void whoAskedIsNotOfferedToSignButToTakeItBack() {
        SignoffRow row = of(person("anna", "owner"), signoff(1, Action.HOLD_RELEASE, "anna"))
                .rows()
                .getFirst();
        assertEquals(Part.WAITS, row.part());
        assertTrue(row.mine());
        assertTrue(row.why().startsWith("anna asked for this and cannot sign it."));
    }

    @Test
    void whereNobodyIsSignedInNothingIsForAnybodyButStaysToBeSigned() {
        InboxModel model = of(Optional.empty(), signoff(1, Action.HOLD_RELEASE, "anna"));
        assertEquals(0, model.forMe());
        assertEquals("", model.me());
        assertEquals(
                "Nobody is signed in here: A asks for name and password.",
                model.rows().getFirst().why());
    }

    @Test
    void oneIsSeenWholeWithItsHashInGroups() {
        SignoffDetail detail = of(Optional.empty(), signoff(1, Action.CONFIGURATION_APPLY, "anna"))
                .rows()
                .getFirst()
                .detail();
        String grouped = "01234567 89abcdef 01234567 89abcdef 01234567 89abcdef 01234567 89abcdef";
        assertEquals(
                List.of(
                        new Fact("file", "grow.yaml"),
                        new Fact("hash", grouped, true),
                        new Fact("Content hash", grouped, true)),
                detail.content());
        assertEquals(
                List.of(new Fact("approved", "still wanted, from admin or compliance or owner or supervisor")),
                detail.signatures());
    }
}
