package org.penstock.app.window;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.ProgramsModel;
import org.penstock.app.window.model.RunLine;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Actions;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.ProgramsView;
import org.penstock.app.window.view.Shown;
import org.penstock.core.runtime.ControlRoom;

/** The page of the programs; what ran is read from the record while it is in sight. */
final class Programs implements Page {
    /** Runs shown: some weeks of a busy site. */
    private static final int MOST = 500;

    private static final double EVERY_SECONDS = 5;

    private final Words words;
    private final ProgramsView view;
    private final Shown<ProgramsModel> shown;
    private final Reread<List<RunLine>> runs;

    Programs(ControlRoom room, Desk desk, WindowOptions options, Words words, Executor screen, Actions actions) {
        this.words = words;
        this.view = new ProgramsView(words, actions);
        this.shown = new Shown<>(view::show);
        Times times = new Times(words, room.snapshot().site().zone());
        this.runs = new Reread<>(
                desk,
                screen,
                "what ran",
                () -> {
                    Instant now = options.wall().instant();
                    return RunLine.of(room.record().runs(MOST), now, words, times);
                },
                view::runs,
                view::refused,
                EVERY_SECONDS);
    }

    @Override
    public PageAddress address() {
        return PageAddress.of(Kind.PROGRAMS);
    }

    @Override
    public String title() {
        return words.of(Kind.PROGRAMS.wordKey());
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public Runnable write(Beat beat) {
        return shown.write(ProgramsModel.of(beat));
    }

    @Override
    public void inSight(boolean inSight) {
        runs.inSight(inSight);
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
        runs.close();
    }
}
