package org.penstock.core.alert;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.penstock.core.db.tables.tables.Alerts.ALERTS;
import static org.penstock.core.db.tables.tables.CorrectiveActions.CORRECTIVE_ACTIONS;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jooq.exception.DataAccessException;
import org.penstock.core.identity.Provenance;
import org.penstock.core.identity.Role;
import org.penstock.core.testsupport.BothDatabases;
import org.penstock.core.testsupport.EvidenceTables;
import org.penstock.core.testsupport.StoryPeople;
import org.penstock.core.testsupport.StoryStore;
import org.penstock.core.testsupport.TestDatabase;

/** What was done about an alert is open until somebody else saw that it helped, and nobody changes it unseen. */
class CorrectiveActionsTest {
    private static final Provenance GUS = StoryPeople.by("gus", Role.GROWER);
    private static final Provenance SUE = StoryPeople.by("sue", Role.SUPERVISOR);

    @BothDatabases
    void nobodyVerifiesHisOwnAndEveryColumnIsCompared(TestDatabase db) {
        StoryStore store = new StoryStore(db);
        CorrectiveActions actions = new CorrectiveActions(store.chain);
        store.in(sql -> sql.insertInto(ALERTS)
                .set(ALERTS.ID, UUID.randomUUID())
                .set(ALERTS.SITE_ID, store.chain.id())
                .set(ALERTS.ALERT_NO, 7L)
                .set(ALERTS.SOURCE, "stream:cooler")
                .set(ALERTS.ALERT_KEY, "cooler-warm")
                .set(ALERTS.ALERT_TYPE, "limit_high")
                .set(ALERTS.SEVERITY, "critical")
                .set(ALERTS.STATE, "active")
                .set(ALERTS.MESSAGE, "Cooler too warm")
                .set(ALERTS.TOLD_COUNT, 1)
                .set(ALERTS.RAISED_AT, store.now)
                .set(ALERTS.REFRESHED_AT, store.now)
                .execute());

        CorrectiveAction first =
                store.in(sql -> actions.write(sql, 7, " door left open ", "closed it, moved the milk", GUS, store.now));
        assertEquals("1 gus door left open", first.no() + " " + first.actor() + " " + first.problem());
        store.in(sql -> actions.write(sql, 7, "gasket torn", "new one is ordered", SUE, store.now));
        assertEquals(
                List.of(1L, 2L),
                store.database.read(sql -> actions.open(sql, 10)).stream()
                        .map(CorrectiveAction::no)
                        .toList());
        refused("gus wrote corrective action 1; somebody else verifies it.", store, actions, 1, GUS);
        refused("There is no corrective action 3.", store, actions, 3, SUE);
        assertThrows(
                ActionRefused.class, () -> store.in(sql -> actions.write(sql, 8, "no alert", "none", GUS, store.now)));
        assertThrows(ActionRefused.class, () -> store.in(sql -> actions.write(sql, 7, "", "done", GUS, store.now)));

        CorrectiveAction verified = store.in(sql -> actions.verify(sql, 1, "3.8 °C at six", SUE, store.now));
        assertEquals("sue: 3.8 °C at six", verified.verifiedBy() + ": " + verified.note());
        assertFalse(verified.open());
        assertThrows(ActionRefused.class, () -> store.in(sql -> actions.verify(sql, 1, "", SUE, store.now)));
        assertEquals(1, store.database.read(sql -> actions.open(sql, 10)).size());
        assertEquals(
                List.of(2L, 1L),
                store.database.read(sql -> actions.newest(sql, 7L, 10)).stream()
                        .map(CorrectiveAction::no)
                        .toList());

        DataAccessException own = assertThrows(
                DataAccessException.class,
                () -> store.in(sql -> sql.update(CORRECTIVE_ACTIONS)
                        .set(CORRECTIVE_ACTIONS.VERIFIED_BY, CORRECTIVE_ACTIONS.ACTOR_ID)
                        .set(CORRECTIVE_ACTIONS.VERIFIED_AT, store.now)
                        .where(CORRECTIVE_ACTIONS.ACTION_NO.eq(2L))
                        .execute()));
        assertTrue(
                String.valueOf(own.getMessage()).toLowerCase(Locale.ROOT).contains("corrective_actions_other_ck"),
                own::getMessage);

        store.in(sql -> actions.verify(sql, 2, "", GUS, store.now));
        EvidenceTables tables = new EvidenceTables(store.database, store.chain, new CorrectiveActionVerifier());
        assertEquals(List.of(), tables.findings());
        tables.unguard("corrective_actions");
        assertTrue(tables.everyColumn(CORRECTIVE_ACTIONS, "id", CORRECTIVE_ACTIONS.ACTION_NO.eq(2L), Set.of()) > 8);
        assertEquals(
                1,
                tables.after(sql -> sql.deleteFrom(CORRECTIVE_ACTIONS)
                                .where(CORRECTIVE_ACTIONS.ACTION_NO.eq(2L))
                                .execute())
                        .size());
    }

    private static void refused(String why, StoryStore store, CorrectiveActions actions, long no, Provenance by) {
        ActionRefused e =
                assertThrows(ActionRefused.class, () -> store.in(sql -> actions.verify(sql, no, "", by, store.now)));
        assertEquals(why, e.getMessage());
    }
}
