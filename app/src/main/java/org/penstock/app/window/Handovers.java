package org.penstock.app.window;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.Executor;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.handover.HandoverDeed;
import org.penstock.app.window.model.handover.HandoverList;
import org.penstock.app.window.model.register.Filled;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Pen;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.view.Going;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.ShiftChange;
import org.penstock.core.work.Handover;

/** The page of the change of shifts. */
final class Handovers extends RegisterPage {
    private static final int MOST = 100;

    private volatile List<Handover> past = List.of();
    private volatile String me = "";
    /** Hash of what stood there when taking over was asked for: that is what is signed. */
    private volatile String seenHash = "";

    Handovers(ControlRoom room, Desk desk, WindowOptions options, Words words, Executor screen, Going going) {
        super(Kind.HANDOVER, HandoverList.shape(words), room, desk, options, words, screen, going);
    }

    @Override
    Told read(String chosen, Set<String> on, Asker asker, Pen pen) {
        // It gathers what is on record: holds, sign-offs, who did what.
        String shut = why(asker, Permission.RECORD_READ);
        if (!shut.isEmpty()) {
            past = List.of();
            return (_, _) -> new Register(List.of(), "", shut, chosen, null, List.of());
        }
        SortedMap<String, String> draft = room.shifts().draft();
        List<Handover> read = room.shifts().newest(MOST);
        Optional<Access.SignedIn> in = room.persons().who(asker);
        String name = in.map(i -> i.person().name()).orElse("");
        String login = in.map(i -> i.person().login()).orElse("");
        String why = why(asker, Permission.HANDOVER_SIGN);
        past = read;
        me = name;
        return (_, now) -> HandoverList.of(draft, read, chosen, name, login, why, now);
    }

    @Override
    public void press(String offer) {
        HandoverDeed deed = HandoverDeed.of(offer).orElseThrow();
        String about = deed.leaving() ? "" : chosen();
        seenHash = past.stream()
                .filter(h -> h.id().toString().equals(about))
                .map(Handover::contentHash)
                .findFirst()
                .orElse("");
        ask(deed.form(about, me, pen()));
    }

    @Override
    Done does(Form form, Filled filled, Asker asker, Pen pen) {
        HandoverDeed deed = HandoverDeed.of(form.deed()).orElseThrow();
        ShiftChange shifts = room.shifts();
        Secret secret = filled.secret("secret").orElseThrow(() -> new Filled.Unfit(words.of("signoff.no-secret")));
        if (deed.leaving()) {
            String note = filled.text("note");
            Handover given = deed.here()
                    ? shifts.give(session(asker), secret, note)
                    : shifts.give(proof(deed, filled, secret), note);
            return new Done(pen.of("handover.is-given", pen.name(given.givenBy())), given.id().toString(), null);
        }
        UUID id = UUID.fromString(form.about());
        Handover taken = deed.here()
                ? shifts.take(session(asker), secret, id, seenHash)
                : shifts.take(proof(deed, filled, secret), id, seenHash);
        return new Done(pen.of(
                "handover.is-taken", pen.name(String.valueOf(taken.takenBy())), pen.name(taken.givenBy())));
    }

    private Asker.Session session(Asker asker) {
        if (asker instanceof Asker.Session session) {
            return session;
        }
        throw new Filled.Unfit(words.of("signoff.nobody"));
    }

    private SignIn.Proof proof(HandoverDeed deed, Filled filled, Secret secret) {
        return deed.byBadge()
                ? new SignIn.Proof.Badge(
                        filled.secret("badge").orElseThrow(() -> new Filled.Unfit(words.of("signoff.no-secret"))),
                        secret)
                : new SignIn.Proof.Password(filled.text("login"), secret);
    }
}
