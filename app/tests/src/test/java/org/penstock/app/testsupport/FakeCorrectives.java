package org.penstock.app.testsupport;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.ActionRefused;
import org.penstock.core.alert.CorrectiveAction;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.CorrectiveBook;

/** Corrective actions that are forgotten with the test; nobody verifies his own. */
public final class FakeCorrectives implements CorrectiveBook {
    /** Those there are, the newest first. */
    public final List<CorrectiveAction> all = new CopyOnWriteArrayList<>();

    @Override
    public CorrectiveAction write(Asker asker, long alertNo, String problem, String action) {
        CorrectiveAction made = new CorrectiveAction(
                all.size() + 1, alertNo, problem, action, FakePersons.name(asker), FakeShifts.NOW, null, null, "");
        all.addFirst(made);
        return made;
    }

    @Override
    public CorrectiveAction verify(Asker asker, long no, String note) {
        CorrectiveAction a =
                all.stream().filter(x -> x.no() == no).findFirst().orElseThrow(() -> new ActionRefused("none " + no));
        String who = FakePersons.name(asker);
        if (a.actor().equals(who)) {
            throw new ActionRefused(who + " wrote corrective action " + no + "; somebody else verifies it.");
        }
        CorrectiveAction verified = new CorrectiveAction(
                a.no(), a.alertNo(), a.problem(), a.action(), a.actor(), a.at(), who, FakeShifts.NOW, note);
        all.set(all.indexOf(a), verified);
        return verified;
    }

    @Override
    public List<CorrectiveAction> newest(Asker asker, @Nullable Long alertNo, int most) {
        return all.stream()
                .filter(a -> alertNo == null || a.alertNo() == alertNo)
                .limit(most)
                .toList();
    }
}
