package org.penstock.core.runtime;

import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.CorrectiveAction;
import org.penstock.core.alert.CorrectiveActions;
import org.penstock.core.audit.ChainId;
import org.penstock.core.db.Database;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Provenance;

/** Keeps corrective actions. Thread-safe. */
final class CorrectiveDesk implements CorrectiveBook {
    private final Database database;
    private final CorrectiveActions actions;
    private final PeopleDesk people;
    private final InstantSource wall;

    CorrectiveDesk(Database database, ChainId chain, PeopleDesk people, InstantSource wall) {
        this.database = database;
        this.actions = new CorrectiveActions(chain);
        this.people = people;
        this.wall = wall;
    }

    @Override
    public CorrectiveAction write(Asker asker, long alertNo, String problem, String action) {
        Provenance by = people.admit(asker, Permission.ACTION_WRITE);
        return database.transact(sql -> actions.write(sql, alertNo, problem, action, by, wall.instant()));
    }

    @Override
    public CorrectiveAction verify(Asker asker, long no, String note) {
        Provenance by = people.admit(asker, Permission.ACTION_VERIFY);
        return database.transact(sql -> actions.verify(sql, no, note, by, wall.instant()));
    }

    @Override
    public List<CorrectiveAction> newest(Asker asker, @Nullable Long alertNo, int most) {
        people.admit(asker, Permission.RECORD_READ);
        return database.read(sql -> actions.newest(sql, alertNo, most));
    }
}
