package org.penstock.core.runtime;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.penstock.core.alert.CorrectiveAction;
import org.penstock.core.identity.Asker;

/**
 * What was done about alerts, and who else saw that it helped. What is refused is told by {@link
 * org.penstock.core.alert.ActionRefused} and {@link org.penstock.core.identity.NotAllowed}. Every method blocks on the
 * database; any thread.
 */
public interface CorrectiveBook {
    /** Writes down what was wrong, and what was done or is to be done; it is open until another person verified it. */
    CorrectiveAction write(Asker asker, long alertNo, String problem, String action);

    /** Says that it was done and helped; never who wrote it. @param note what was seen, may be "" */
    CorrectiveAction verify(Asker asker, long no, String note);

    /** Corrective actions, the newest first. @param alertNo only those for it, null for every alert */
    List<CorrectiveAction> newest(Asker asker, @Nullable Long alertNo, int most);
}
