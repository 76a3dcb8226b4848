package org.penstock.app.testsupport;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.runtime.ShiftChange;
import org.penstock.core.work.Handover;
import org.penstock.core.work.HandoverRefused;

/** A facility with nothing to hand over but what a test puts there; nobody can sign. */
public final class FakeShifts implements ShiftChange {
    /** What is handed over. */
    public final SortedMap<String, String> content = new TreeMap<>();
    /** What was. */
    public final List<Handover> handovers = new ArrayList<>();

    @Override
    public SortedMap<String, String> draft() {
        return new TreeMap<>(content);
    }

    @Override
    public Handover give(Asker.Session asker, Secret secret, String note) {
        throw new HandoverRefused("Nobody signs here.");
    }

    @Override
    public Handover take(Asker.Session asker, Secret secret, UUID id, String seenHash) {
        throw new HandoverRefused("Nobody signs here.");
    }

    @Override
    public Handover take(SignIn.Proof proof, UUID id, String seenHash) {
        throw new HandoverRefused("Nobody signs here.");
    }

    @Override
    public List<Handover> newest(int most) {
        return List.copyOf(handovers);
    }
}
