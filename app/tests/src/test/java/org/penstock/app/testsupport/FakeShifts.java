package org.penstock.app.testsupport;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.IdentityRefused;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.runtime.ShiftChange;
import org.penstock.core.work.Handover;
import org.penstock.core.work.HandoverRefused;

/**
 * A facility with nothing to hand over but what a test puts there. Whoever is named signs with {@code right}; giving and taking
 * are refused as the real one refuses them.
 */
public final class FakeShifts implements ShiftChange {
    /** When everything here is signed. */
    public static final Instant NOW = Instant.parse("2026-03-01T06:00:00Z");

    /** What is handed over. */
    public final SortedMap<String, String> content = new TreeMap<>();
    /** What was, the newest first. */
    public final List<Handover> handovers = new CopyOnWriteArrayList<>();

    @Override
    public SortedMap<String, String> draft() {
        return new TreeMap<>(content);
    }

    @Override
    public Handover give(Asker.Session asker, Secret secret, String note) {
        return give(FakePersons.name(asker), secret, note);
    }

    @Override
    public Handover give(SignIn.Proof proof, String note) {
        return give(who(proof), secret(proof), note);
    }

    private Handover give(String who, Secret secret, String note) {
        demandRight(secret);
        handovers.stream().filter(h -> h.takenAt() == null).findFirst().ifPresent(h -> {
            throw new HandoverRefused("What " + h.givenBy() + " handed over was not taken over yet. Take it over first.");
        });
        SortedMap<String, String> all = draft();
        if (!note.isBlank()) {
            all.put("note", note);
        }
        Handover given = new Handover(
                new UUID(7, handovers.size()), all, Integer.toHexString(all.hashCode() | 1 << 28).repeat(8), who, NOW, null, null);
        handovers.addFirst(given);
        return given;
    }

    @Override
    public Handover take(Asker.Session asker, Secret secret, UUID id, String seenHash) {
        return take(FakePersons.name(asker), secret, id, seenHash);
    }

    @Override
    public Handover take(SignIn.Proof proof, UUID id, String seenHash) {
        return take(who(proof), secret(proof), id, seenHash);
    }

    private Handover take(String who, Secret secret, UUID id, String seenHash) {
        demandRight(secret);
        Handover given =
                handovers.stream().filter(h -> h.id().equals(id)).findFirst().orElseThrow();
        if (given.givenBy().equals(who)) {
            throw new HandoverRefused(who + " gave this shift away; somebody else takes it over.");
        }
        if (!given.contentHash().equals(seenHash)) {
            throw new HandoverRefused("What was shown is not what was handed over. Look at it again.");
        }
        Handover taken = new Handover(
                id, given.content(), given.contentHash(), given.givenBy(), given.givenAt(), who, NOW.plusSeconds(300));
        handovers.set(handovers.indexOf(given), taken);
        return taken;
    }

    private static String who(SignIn.Proof proof) {
        return switch (proof) {
            case SignIn.Proof.Password(String login, Secret _) -> login;
            case SignIn.Proof.Badge(Secret number, Secret _) -> number.text();
        };
    }

    private static Secret secret(SignIn.Proof proof) {
        return switch (proof) {
            case SignIn.Proof.Password(String _, Secret password) -> password;
            case SignIn.Proof.Badge(Secret _, Secret pin) -> pin;
        };
    }

    private static void demandRight(Secret secret) {
        if (!secret.text().equals("right")) {
            throw new IdentityRefused("That is not right: check the sign-in name or badge, and the password or PIN.");
        }
    }

    @Override
    public List<Handover> newest(int most) {
        return handovers.stream().limit(most).toList();
    }
}
