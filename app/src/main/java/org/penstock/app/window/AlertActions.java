package org.penstock.app.window;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import org.penstock.app.window.model.ActionRow;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.AlertDeeds;
import org.penstock.app.window.view.AlertsView;
import org.penstock.app.window.view.MainView;
import org.penstock.app.window.view.WrittenForm;
import org.penstock.core.alert.CorrectiveAction;
import org.penstock.core.identity.Asker;
import org.penstock.core.runtime.ControlRoom;

/** Writes and verifies corrective actions, and reads those there are while the page is in sight. Lives on the JavaFX thread. */
final class AlertActions implements AlertDeeds, AutoCloseable {
    /** Corrective actions shown. */
    private static final int MOST = 200;

    private static final double EVERY_SECONDS = 5;

    private final ControlRoom room;
    private final Desk desk;
    private final Present person;
    private final MainView view;
    private final Words words;
    private final Executor screen;
    private final Reread<List<ActionRow>> actions;

    AlertActions(
            ControlRoom room,
            Desk desk,
            Present person,
            InstantSource wall,
            MainView view,
            AlertsView page,
            Words words,
            Executor screen) {
        this.room = room;
        this.desk = desk;
        this.person = person;
        this.view = view;
        this.words = words;
        this.screen = screen;
        Times times = new Times(words, room.snapshot().site().zone());
        this.actions = new Reread<>(
                desk,
                screen,
                "what was done about alerts",
                () -> ActionRow.of(room.correctives().newest(person.asker(), null, MOST), wall.instant(), words, times),
                page::actions,
                page::noActions,
                EVERY_SECONDS);
    }

    void inSight(boolean inSight) {
        actions.inSight(inSight);
    }

    @Override
    public void write(long alertNo, String text) {
        WrittenForm[] form = new WrittenForm[1];
        form[0] = new WrittenForm(
                words,
                words.of("action.write-title", Long.toString(alertNo)),
                words.of("action.write-text", text),
                List.of(words.of("action.problem"), words.of("action.action")),
                words.of("action.write"),
                said -> {
                    Asker asker = person.asker();
                    does(
                            form[0],
                            "a corrective action",
                            () -> room.correctives().write(asker, alertNo, said.getFirst(), said.getLast()));
                },
                view::noDialog);
        view.dialog(form[0]);
    }

    @Override
    public void verify(ActionRow action) {
        WrittenForm[] form = new WrittenForm[1];
        form[0] = new WrittenForm(
                words,
                words.of("action.verify-title", action.title()),
                words.of("action.verify-text", action.said(), action.written()),
                List.of(words.of("action.seen")),
                words.of("action.verify"),
                said -> {
                    Asker asker = person.asker();
                    does(
                            form[0],
                            "the verification of a corrective action",
                            () -> room.correctives().verify(asker, action.no(), said.getFirst()));
                },
                view::noDialog);
        view.dialog(form[0]);
    }

    private void does(WrittenForm form, String what, Callable<CorrectiveAction> deed) {
        desk.told(what, deed)
                .whenCompleteAsync(
                        (done, failure) -> {
                            if (failure != null) {
                                form.refused(Devices.reason(failure));
                            } else {
                                if (view.shows(form)) {
                                    view.noDialog();
                                }
                                actions.read();
                            }
                        },
                        screen);
    }

    @Override
    public void close() {
        actions.close();
    }
}
