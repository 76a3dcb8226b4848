package org.penstock.app.window;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.PastAlert;
import org.penstock.app.window.model.ShelvedRow;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Actions;
import org.penstock.app.window.view.AlertsView;
import org.penstock.app.window.view.Going;
import org.penstock.app.window.view.MainView;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.Shown;
import org.penstock.core.runtime.ControlRoom;

/** The page of the alerts; those that are over are read from the record while it is in sight. */
final class Alerts implements Page {
    /** Alerts shown: some weeks of a bad season. */
    private static final int MOST = 1_000;

    private static final double EVERY_SECONDS = 5;

    private final Words words;
    private final AlertsView view;
    private final Shown<Now> shown;
    private final Reread<List<PastAlert>> past;
    private final AlertActions deeds;
    private boolean anyOpen;

    Alerts(
            ControlRoom room,
            Desk desk,
            MainView main,
            WindowOptions options,
            Words words,
            Executor screen,
            Actions actions,
            Going going) {
        this.words = words;
        this.view = new AlertsView(words, actions, going);
        this.deeds = new AlertActions(room, desk, options.person(), options.wall(), main, view, words, screen);
        view.deeds(deeds);
        this.shown = new Shown<>(this::show);
        Times times = new Times(words, room.snapshot().site().zone());
        this.past = new Reread<>(
                desk,
                screen,
                "which alerts there were",
                () -> PastAlert.of(room.record().alerts(MOST), options.wall().instant(), words, times),
                view::past,
                view::refused,
                EVERY_SECONDS);
    }

    private record Now(List<AlertRow> open, List<ShelvedRow> shelved) {
        static Now of(Beat beat) {
            return new Now(Frame.alerts(beat).stream().filter(a -> !a.shelved()).toList(), ShelvedRow.of(beat));
        }
    }

    private void show(Now now) {
        anyOpen = !now.open().isEmpty();
        view.open(now.open());
        view.shelved(now.shelved());
    }

    @Override
    public PageAddress address() {
        return PageAddress.of(Kind.ALERTS);
    }

    @Override
    public String title() {
        return words.of(Kind.ALERTS.wordKey());
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public Runnable write(Beat beat) {
        return shown.write(Now.of(beat));
    }

    @Override
    public void inSight(boolean inSight) {
        past.inSight(inSight);
        deeds.inSight(inSight);
    }

    @Override
    public boolean reveal(String key) {
        return view.reveal(key);
    }

    @Override
    public void focus() {
        view.focus(anyOpen);
    }

    @Override
    public void close() {
        past.close();
        deeds.close();
    }
}
