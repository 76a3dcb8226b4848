package org.penstock.core.runtime;

import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.work.Handover;

/**
 * The change of shifts: what the facility has to tell the next one, given away with a signature and taken over with another
 * person's. What is refused is told by {@link org.penstock.core.work.HandoverRefused} and as in {@link Consents}. But for
 * {@link #draft} every method blocks on the database; any thread.
 */
public interface ShiftChange {
    /**
     * What would be handed over now, by topic: {@code actions} that wait to be verified, {@code alerts}, {@code devices}, {@code holds}, {@code interlocks},
     * {@code overrides}, {@code runs} (under way, due, and those that
     * did not take place since the last hand-over), {@code shelved} alerts, {@code signoffs}. One line for each thing; a topic of which there is nothing is left out.
     */
    SortedMap<String, String> draft();

    /** Gives the shift away as the person of a session. @param note what the facility cannot know */
    Handover give(Asker.Session asker, Secret secret, String note);

    /** Gives it away as whoever proves himself at this workstation, as at the end of a long shift. @param note as above */
    Handover give(SignIn.Proof proof, String note);

    /** Takes it over as the person of a session. @param seenHash hash of the content that was shown */
    Handover take(Asker.Session asker, Secret secret, UUID id, String seenHash);

    /** Takes it over as whoever proves himself at this workstation. */
    Handover take(SignIn.Proof proof, UUID id, String seenHash);

    /** Hand-overs, newest first; one that waits is among them. */
    List<Handover> newest(int most);
}
