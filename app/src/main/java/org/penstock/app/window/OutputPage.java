package org.penstock.app.window;

import java.util.List;
import java.util.concurrent.Executor;
import javafx.scene.Node;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.CommandRow;
import org.penstock.app.window.model.OutputModel;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.OutputView;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.Shown;
import org.penstock.core.control.CommandQuery;
import org.penstock.core.runtime.ControlRoom;

/** The page of one output; what was sent to it is read from the record while it is in sight. */
final class OutputPage implements Page {
    /** Commands shown: some days of a valve. */
    private static final int MOST = 200;

    private static final double EVERY_SECONDS = 3;

    private final PageAddress address;
    private final OutputView view;
    private final WindowOptions options;
    private final Words words;
    private final Times times;
    private final Shown<OutputModel> shown;
    private final Reread<List<CommandQuery.Recorded>> commands;
    private @Nullable OutputRow row;

    OutputPage(
            PageAddress address,
            ControlRoom room,
            Desk desk,
            WindowOptions options,
            Words words,
            Executor screen,
            OutputView view) {
        this.address = address;
        this.view = view;
        this.options = options;
        this.words = words;
        this.times = new Times(words, room.snapshot().site().zone());
        this.shown = new Shown<>(this::show);
        this.commands = new Reread<>(
                desk,
                screen,
                "what was sent to an output",
                () -> room.record().commands(address.subject(), MOST),
                this::commands,
                view::refused,
                EVERY_SECONDS);
    }

    private void show(OutputModel model) {
        row = model.row();
        view.show(model);
    }

    private void commands(List<CommandQuery.Recorded> recorded) {
        OutputRow of = row;
        if (of != null) {
            view.commands(CommandRow.of(recorded, of, options.wall().instant(), words, times));
        }
    }

    @Override
    public PageAddress address() {
        return address;
    }

    @Override
    public String title() {
        return view.title();
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public Runnable write(Beat beat) {
        return shown.write(OutputModel.of(beat, address.subject()));
    }

    @Override
    public void inSight(boolean inSight) {
        commands.inSight(inSight);
    }

    @Override
    public void focus() {
        view.focus();
    }

    @Override
    public void close() {
        commands.close();
    }
}
