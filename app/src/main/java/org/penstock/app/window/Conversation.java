package org.penstock.app.window;

import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AnswerRow;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Confirmation;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Choices;
import org.penstock.app.window.view.MainView;
import org.penstock.core.quantity.Ticker;
import org.penstock.core.runtime.ControlRoom.Answer;
import org.penstock.core.runtime.ControlRoom.Proposal;
import org.penstock.core.runtime.ControlRoom.Significance;

/**
 * One request at a time from wish to answer: propose, show, confirm, say what came of it. Lives on the JavaFX thread;
 * the facility is asked through the {@link Desk}. An answer that comes after the person turned to something else is
 * still told below the lists, but moves no dialog.
 */
final class Conversation implements Choices {
    /** A confirmation pressed sooner than this after it became readable is a stray key, ns. */
    static final long READABLE_NANOS = 400_000_000;

    /** Answers remembered. */
    static final int REMEMBERED = 200;

    private final Desk desk;
    private final MainView view;
    private final Words words;
    private final InstantSource wall;
    private final Ticker ticker;
    private final Executor screen;
    private final Supplier<Times> times;
    private final Predicate<Ask> unknown;
    private final Consumer<Runnable> signIn;
    private final Deque<AnswerRow> answers = new ArrayDeque<>();
    private @Nullable Ask ask;
    private Confirmation state = new Confirmation.Asking();
    private @Nullable Beat beat;
    private long turn;
    private long answered;

    /**
     * @param unknown whether a request is refused because nobody has signed in
     * @param signIn lets somebody say who he is, and goes on with what it is given
     */
    Conversation(
            Desk desk,
            MainView view,
            Words words,
            WindowOptions options,
            Executor screen,
            Supplier<Times> times,
            Predicate<Ask> unknown,
            Consumer<Runnable> signIn) {
        this.unknown = unknown;
        this.signIn = signIn;
        this.desk = desk;
        this.view = view;
        this.words = words;
        this.wall = options.wall();
        this.ticker = options.ticker();
        this.screen = screen;
        this.times = times;
    }

    /** Proposes and opens the dialog. */
    void begin(Ask next) {
        long mine = ++turn;
        ask = next;
        to(new Confirmation.Asking());
        desk.propose(next).whenCompleteAsync((proposal, failure) -> proposed(mine, next, proposal, failure), screen);
    }

    /** Does {@code next} without a dialog where the facility has nothing to say about it; opens one where it has. */
    void quick(Ask next) {
        desk.propose(next)
                .whenCompleteAsync(
                        (proposal, failure) -> {
                            if (proposal != null
                                    && proposal.shut().isEmpty()
                                    && proposal.significance() == Significance.NORMAL) {
                                send(0, next, proposal);
                            } else {
                                long mine = ++turn;
                                ask = next;
                                proposed(mine, next, proposal, failure);
                            }
                        },
                        screen);
    }

    /** Stop everything: opens at once; pressed again, it confirms. */
    void stopEverything() {
        Ask stop = Ask.stopAll(words);
        if (ask != null && ask.toSafety() && state instanceof Confirmation.Open) {
            confirm();
            return;
        }
        if (ask != null
                && ask.toSafety()
                && !(state instanceof Confirmation.Refused || state instanceof Confirmation.Failed)) {
            return;
        }
        begin(stop);
    }

    /** Time passed, and the facility is now so. */
    void tick(Beat now) {
        beat = now;
        if (ask != null) {
            show();
        }
    }

    @Override
    public void confirm() {
        Ask current = ask;
        if (current == null) {
            return;
        }
        Proposal proposal = state.confirmable(wall.instant(), ticker.nanos());
        if (proposal == null) {
            show();
            return;
        }
        to(new Confirmation.Sent(proposal));
        send(turn, current, proposal);
    }

    @Override
    public void askAgain() {
        if (ask != null) {
            begin(ask);
        }
    }

    /** The screen is locked: what was begun is left, but for stopping everything. */
    void locked() {
        if (ask == null || !ask.toSafety()) {
            leave();
        }
    }

    @Override
    public void signInFirst() {
        signIn.accept(putAside());
    }

    /** Puts away what is being asked. @return asks it anew; does nothing when nothing is being asked */
    Runnable putAside() {
        Ask aside = ask;
        turn++;
        ask = null;
        return aside == null ? () -> {} : () -> begin(aside);
    }

    @Override
    public void leave() {
        turn++;
        ask = null;
        view.noDialog();
    }

    private void proposed(long mine, Ask asked, @Nullable Proposal proposal, @Nullable Throwable failure) {
        if (mine != turn) {
            return;
        }
        if (proposal == null) {
            to(new Confirmation.Failed(words.of("confirm.not-asked", reason(failure))));
            return;
        }
        long wait = asked.toSafety() ? 0 : READABLE_NANOS;
        to(new Confirmation.Open(proposal, ticker.nanos() + wait));
        if (asked.toSafety()) {
            view.toConfirm();
        }
    }

    private void send(long mine, Ask asked, Proposal proposal) {
        desk.confirm(asked, proposal)
                .whenCompleteAsync((answer, failure) -> answered(mine, asked, answer, failure), screen);
    }

    private void answered(long mine, Ask asked, @Nullable Answer answer, @Nullable Throwable failure) {
        String text = answer != null ? answer.text() : words.of("confirm.no-answer", reason(failure));
        boolean accepted = answer != null && answer.accepted();
        String word = words.of(accepted ? "answer.accepted" : answer != null ? "answer.refused" : "answer.unknown");
        Ask undo = accepted && beat != null ? AnswerRow.undo(asked, beat) : null;
        answers.addFirst(new AnswerRow(
                "answer:" + ++answered, times.get().clock(wall.instant()), accepted, word, asked.action(), text, undo));
        if (answers.size() > REMEMBERED) {
            answers.removeLast();
        }
        view.answers(List.copyOf(answers));
        if (mine != turn || ask == null) {
            return;
        }
        if (accepted) {
            leave();
        } else {
            to(answer != null ? new Confirmation.Refused(text) : new Confirmation.Failed(text));
        }
    }

    private String reason(@Nullable Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof TimeoutException) {
            return words.of("confirm.time-out", Long.toString(Desk.ANSWER_SECONDS));
        }
        return cause == null || cause.getMessage() == null ? String.valueOf(cause) : cause.getMessage();
    }

    private void to(Confirmation next) {
        state = next;
        show();
    }

    private void show() {
        if (ask != null) {
            view.confirm(state.view(ask, wall.instant(), words, times.get()), unknown.test(ask));
        }
    }
}
