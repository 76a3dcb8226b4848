package org.penstock.app.window;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.LookModel;
import org.penstock.app.window.model.Words;
import org.penstock.core.link.SurveyWish;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.SurveyView;

/**
 * One look at a time, at a link or at a device that is written: begins it, asks how it stands until it is over, ends it.
 * Lives on the JavaFX thread. An answer to a look that was begun before the present one is dropped.
 */
final class LinkLook {
    private static final double LONGEST_SECONDS = 3_600;

    private final ControlRoom room;
    private final Desk desk;
    private final Executor screen;
    private final Words words;
    private final Runnable changed;
    private String link = "";
    private String id = "";
    private LookModel model = LookModel.NONE;
    private boolean asking;
    private boolean ended;
    private long turn;

    LinkLook(ControlRoom room, Desk desk, Executor screen, Words words, Runnable changed) {
        this.room = room;
        this.desk = desk;
        this.screen = screen;
        this.words = words;
        this.changed = changed;
    }

    /** The link that was looked at last, "" before the first. */
    String link() {
        return link;
    }

    LookModel model() {
        return model;
    }

    /** Looks at a link for {@code seconds}, as written. */
    void begin(String of, Map<String, String> wish, String seconds) {
        long millis = millis(seconds);
        if (millis <= 0) {
            to(LookModel.refused(words.of("look.no-seconds")));
            return;
        }
        link = of;
        start("look at " + of, () -> room.commissioning().survey(List.of(), of, new SurveyWish(wish, millis)));
    }

    /** Begins with what {@code begin} says. */
    void start(String what, Callable<SurveyView> begin) {
        long mine = ++turn;
        id = "";
        ended = false;
        asking = true;
        to(LookModel.asking(words));
        desk.commission(what, begin).whenCompleteAsync((view, failure) -> stands(mine, view, failure), screen);
    }

    /** Asks how it stands, when it is under way and was not asked already. */
    void tick() {
        if (!model.running() || asking || id.isEmpty()) {
            return;
        }
        long mine = turn;
        String of = id;
        asking = true;
        desk.work("how the look stands", () -> room.commissioning().look(of))
                .whenCompleteAsync((view, failure) -> asked(mine, view, failure), screen);
    }

    /** Ends it; how it ended is asked for as before. */
    void end() {
        ended = true;
        if (!id.isEmpty()) {
            String of = id;
            desk.work("end of the look", () -> {
                        room.commissioning().end(of);
                        return of;
                    })
                    .whenCompleteAsync((_, _) -> tick(), screen);
        }
    }

    /** Ends it if it is under way, and knows nothing of it any more. */
    void forget() {
        if (model.running()) {
            end();
        }
        turn++;
        id = "";
        asking = false;
        model = LookModel.NONE;
    }

    private void asked(long mine, @Nullable Optional<SurveyView> view, @Nullable Throwable failure) {
        if (view != null && view.isEmpty() && mine == turn) {
            asking = false;
            to(LookModel.refused(words.of("look.forgotten")));
        } else {
            stands(mine, view == null ? null : view.orElse(null), failure);
        }
    }

    private void stands(long mine, @Nullable SurveyView view, @Nullable Throwable failure) {
        if (mine != turn) {
            if (view != null) {
                desk.work("end of an old look", () -> {
                    room.commissioning().end(view.id());
                    return view.id();
                });
            }
            return;
        }
        asking = false;
        if (view == null) {
            to(LookModel.refused(Devices.reason(failure)));
            return;
        }
        boolean first = id.isEmpty();
        id = view.id();
        to(LookModel.of(view, words));
        // Ended before its number was known.
        if (first && ended) {
            end();
        }
    }

    private void to(LookModel next) {
        model = next;
        changed.run();
    }

    private static long millis(String seconds) {
        try {
            double s = Double.parseDouble(seconds.strip().replace(',', '.'));
            return s > 0 && s <= LONGEST_SECONDS ? Math.round(s * 1_000) : 0;
        } catch (NumberFormatException _) {
            return 0;
        }
    }
}
