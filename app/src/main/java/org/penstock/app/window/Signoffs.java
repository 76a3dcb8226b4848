package org.penstock.app.window;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.signoff.InboxModel;
import org.penstock.app.window.model.signoff.SignoffRow;
import org.penstock.app.window.view.signoff.SignoffActions;
import org.penstock.app.window.view.signoff.SignoffsView;
import org.penstock.core.consent.Meaning;
import org.penstock.core.consent.Refusal;
import org.penstock.core.consent.Signoff;
import org.penstock.core.identity.Access;
import org.penstock.core.identity.Asker;
import org.penstock.core.identity.Permission;
import org.penstock.core.identity.Secret;
import org.penstock.core.runtime.Consents;
import org.penstock.core.runtime.ControlRoom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page of what waits for signatures, read from the record while it is in sight. */
final class Signoffs extends ReadPage implements SignoffActions {
    /** More never wait at one site at a time. */
    private static final int MOST = 500;

    private static final double EVERY_SECONDS = 3;
    private static final Logger LOG = LoggerFactory.getLogger(Signoffs.class);

    private final @Nullable Runnable signIn;
    private final SignoffsView view;
    private final Reread<InboxModel> open;
    /** When a session's person last signed here: one component is enough for a while after it. */
    private final Map<UUID, Instant> proven = new HashMap<>();

    private boolean closed;

    /** @param signIn lets somebody sign in; null where that cannot be offered */
    Signoffs(
            ControlRoom room,
            Desk desk,
            WindowOptions options,
            Words words,
            Executor screen,
            @Nullable Runnable signIn) {
        super(Kind.SIGNOFFS, room, desk, options, words, screen);
        this.signIn = signIn;
        this.view = new SignoffsView(words, this);
        this.open = new Reread<>(
                desk, screen, "what waits for signatures", this::read, view::show, view::refused, EVERY_SECONDS);
    }

    private InboxModel read() {
        Asker asker = options.person().asker();
        // As a command and the API ask.
        String shut = room.persons().may(asker, Permission.SIGNOFF_SIGN) ? "" : why(asker, Permission.RECORD_READ);
        if (!shut.isEmpty()) {
            return InboxModel.shut(shut);
        }
        Consents consents = room.consents();
        return InboxModel.of(
                consents.open(MOST),
                consents.reviewsOwed(MOST),
                SignersHere.of(room.persons(), asker),
                both(room.persons().who(asker)),
                names(),
                options.wall().instant(),
                words,
                times);
    }

    private synchronized boolean both(Optional<Access.SignedIn> in) {
        return in.map(i -> {
                    Instant last = proven.getOrDefault(i.session().id(), i.session().opened());
                    return !options.wall()
                            .instant()
                            .isBefore(last.plus(Duration.ofMinutes(Consents.PERIOD_MINUTES)));
                })
                .orElse(false);
    }

    @Override
    public @Nullable Runnable signIn() {
        return signIn;
    }

    @Override
    public void sign(List<SignoffRow> rows, As as, @Nullable Meaning meaning, String reason) {
        Asker asker = options.person().asker();
        work("signing", () -> switch (as) {
            case As.Present(Secret secret) -> present(asker, secret, rows, meaning, reason);
            case As.Proven(var proof) -> {
                List<String> told = new ArrayList<>();
                for (SignoffRow row : rows) {
                    told.add(outcome(room.consents()
                            .sign(proof, row.id(), row.hash(), said(row, meaning), reason)));
                }
                yield join(told);
            }
        });
    }

    private String present(
            Asker asker, Secret secret, List<SignoffRow> rows, @Nullable Meaning meaning, String reason) {
        if (!(asker instanceof Asker.Session session)) {
            return words.of("signoff.nobody");
        }
        List<String> told = new ArrayList<>();
        if (rows.size() == 1) {
            SignoffRow row = rows.getFirst();
            told.add(outcome(room.consents()
                    .sign(session, secret, row.id(), row.hash(), said(row, meaning), reason)));
        } else {
            EnumMap<Meaning, List<SignoffRow>> parts = new EnumMap<>(Meaning.class);
            rows.forEach(r -> parts.computeIfAbsent(said(r, meaning), _ -> new ArrayList<>())
                    .add(r));
            parts.forEach((said, part) -> told.addAll(several(session, secret, part, said, reason)));
        }
        remember(asker);
        return join(told);
    }

    private List<String> several(
            Asker.Session session, Secret secret, List<SignoffRow> rows, Meaning meaning, String reason) {
        List<org.penstock.core.consent.Signoffs.Listed> listed = rows.stream()
                .map(r -> new org.penstock.core.consent.Signoffs.Listed(r.id(), r.hash()))
                .toList();
        return room.consents().signAll(session, secret, listed, meaning, reason).stream()
                .map(one -> one.refusal()
                        .map(Refusal::inWords)
                        .orElseGet(() -> room.consents()
                                .find(one.listed().id())
                                .map(s -> words.of("signoff.signed-state", s.summary(), state(s)))
                                .orElse("")))
                .toList();
    }

    private String outcome(Consents.Signed signed) {
        Signoff s = signed.signoff();
        return signed.outcome().isEmpty()
                ? words.of("signoff.signed-state", s.summary(), state(s))
                : words.of("signoff.signed-outcome", signed.outcome());
    }

    private String state(Signoff s) {
        return switch (s.state()) {
            case PENDING -> words.of("signoff.state.pending", Integer.toString(s.open().size()));
            case APPROVED -> words.of("signoff.row-approved");
            case EXECUTED -> words.of("signoff.state.executed");
            case FAILED, REFUSED, WITHDRAWN, EXPIRED ->
                words.of("signoff.state.over", s.state().word(), s.endReason());
        };
    }

    private static Meaning said(SignoffRow row, @Nullable Meaning chosen) {
        if (chosen != null) {
            return chosen;
        }
        Meaning own = row.meaning();
        return own != null ? own : row.open().stream().findFirst().orElse(Meaning.APPROVED);
    }

    private static String join(List<String> told) {
        return told.stream().filter(t -> !t.isEmpty()).collect(Collectors.joining("\n"));
    }

    private synchronized void remember(Asker asker) {
        room.persons().who(asker).ifPresent(i -> {
            proven.keySet().retainAll(Set.of(i.session().id()));
            proven.put(i.session().id(), options.wall().instant());
        });
    }

    @Override
    public void review(SignoffRow row, Secret secret, String note) {
        if (options.person().asker() instanceof Asker.Session session) {
            work("reviewing", () -> {
                room.consents().review(session, secret, row.id(), note);
                remember(session);
                return words.of("signoff.reviewed", row.what());
            });
        } else {
            view.paneTold(words.of("signoff.nobody"));
        }
    }

    @Override
    public void refuse(SignoffRow row, String reason) {
        Asker asker = options.person().asker();
        work("refusing", () -> {
            room.consents().refuse(asker, row.id(), reason);
            return words.of("signoff.refused", row.what());
        });
    }

    @Override
    public void withdraw(SignoffRow row, String reason) {
        Asker asker = options.person().asker();
        work("withdrawing", () -> {
            room.consents().withdraw(asker, row.id(), reason);
            return words.of("signoff.withdrawn", row.what());
        });
    }

    @Override
    public void look(SignoffRow row) {
        desk.told("what a sign-off would change", () -> room.consents().inWords(row.id()))
                .whenCompleteAsync(
                        (sentences, failure) -> {
                            if (sentences == null) {
                                LOG.debug("what {} would change cannot be told", row.id(), failure);
                            } else if (!closed) {
                                view.inWords(row.key(), String.join("\n", sentences));
                            }
                        },
                        screen);
    }

    private void work(String what, Callable<String> does) {
        desk.told(what, does).whenCompleteAsync(this::answered, screen);
    }

    private void answered(@Nullable String told, @Nullable Throwable failure) {
        if (closed) {
            return;
        }
        if (told != null) {
            view.done(told);
            view.focus();
        } else {
            LOG.debug("a sign-off was not signed", failure);
            view.paneTold(Devices.reason(failure));
        }
        open.read();
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void inSight(boolean inSight) {
        open.inSight(inSight);
    }

    @Override
    public boolean reveal(String key) {
        return view.reveal(key);
    }

    @Override
    public void focus() {
        view.focus();
    }

    @Override
    public void close() {
        closed = true;
        open.close();
    }
}
