package org.penstock.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.scene.Scene;
import org.jspecify.annotations.Nullable;
import org.penstock.app.api.ChainCheck;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.Moment;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Actions;
import org.penstock.app.window.view.Key;
import org.penstock.app.window.view.MainView;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;
import org.penstock.core.runtime.FacilitySnapshot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import java.util.function.Consumer;

/** What a window has for the person who sits at it, once the facility lives. On the JavaFX thread. */
final class Sitting {
    private static final Logger LOG = LoggerFactory.getLogger(Sitting.class);

    /** How often it is counted what waits for who sits here, s. */
    private static final double WAITING_SECONDS = 5;

    private final ControlRoom room;
    private final WindowOptions options;
    private final MainView view;
    private final Words words;
    private final Executor screen;
    private final FacilitySnapshot first;
    private final Times times;
    private final Desk desk;
    private final Belongings belongings;
    private final Attendance attendance;
    private final Conversation conversation;
    private final Trends trends;
    private final Shell shell;
    private @Nullable Reread<Integer> waiting;

    /** @param pressed what keys do @param actions what pages ask for @param chains proves the record; null when nothing can */
    Sitting(
            ControlRoom room,
            WindowOptions options,
            Scene scene,
            MainView view,
            Look look,
            Words words,
            Executor screen,
            Ways ways,
            Consumer<Key> pressed,
            Actions actions,
            @Nullable ChainCheck chains) {
        this.room = room;
        this.options = options;
        this.view = view;
        this.words = words;
        this.screen = screen;
        first = room.snapshot();
        times = new Times(words, first.site().zone());
        desk = new Desk(room, options.person());
        belongings = new Belongings(options, desk, words, screen);
        attendance = new Attendance(
                room.persons(),
                desk,
                view,
                words,
                options,
                screen,
                look::lockMinutes,
                this::locked,
                () -> belongings.came(layout -> ways.with(s -> s.changeOver(layout))));
        attendance.watch(scene);
        conversation = new Conversation(
                desk,
                view,
                words,
                options,
                screen,
                () -> times,
                ask -> !ask.toSafety() && attendance.nobody(),
                attendance::open);
        trends = new Trends(room, desk, options.person(), words, screen);
        trends.found();
        PageMaker maker = new PageMaker(
                room, desk, view, words, options, screen, actions, ways, actions::ask, trends, chains);
        DetachedWindows beside = new DetachedWindows(
                look,
                words,
                s -> {
                    view.keys(s, pressed);
                    view.guard(s.getRoot());
                    attendance.watch(s);
                },
                s -> view.unguard(s.getRoot()));
        shell = new Shell(view, maker, beside, belongings::keep);
    }

    private void locked() {
        conversation.locked();
    }

    /** Opens what was open at the end of the last sitting. */
    void restore() {
        Moment now = new Moment(options.wall().instant(), 0, true);
        Beat beat = new Beat(first, now, attendance.look(), words, times);
        try {
            shell.restore(belongings.atTheStart(), beat);
        } catch (RuntimeException e) {
            LOG.error("What was open before cannot be opened; the overview is shown", e);
            shell.restore(Layout.FIRST, beat);
        }
    }

    /** Begins to count what waits for the signature of who sits here. */
    void countWaiting() {
        Reread<Integer> forMe = new Reread<>(
                desk,
                screen,
                "how much waits for a signature",
                () -> SignersHere.count(room, options.person().asker(), options.wall().instant()),
                n -> view.waiting(PageAddress.Kind.SIGNOFFS, n),
                _ -> view.waiting(PageAddress.Kind.SIGNOFFS, 0),
                WAITING_SECONDS);
        forMe.inSight(true);
        waiting = forMe;
    }

    /** The facility as it was when the sitting began. */
    FacilitySnapshot first() {
        return first;
    }

    Times times() {
        return times;
    }

    Attendance attendance() {
        return attendance;
    }

    Conversation conversation() {
        return conversation;
    }

    Shell shell() {
        return shell;
    }

    /** Shows the search over everything there is. */
    void find(Find find, Ways ways) {
        Asker asker = options.person().asker();
        List<FoundRow> more = new ArrayList<>(People.found(room.persons(), asker, words));
        more.addAll(trends.found());
        ways.with(s -> more.addAll(Find.pages(s.kinds(), words)));
        find.open(
                room.snapshot(),
                more,
                desk.work("the lots that a search finds", () -> Lots.found(room, asker, words)),
                screen);
    }

    /** Closes the pages. */
    void close() {
        if (waiting != null) {
            waiting.close();
        }
        shell.close();
    }
}
