package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.ProgramRow;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.overview.SinceWhen;
import org.penstock.app.window.model.overview.TilesModel;

/** The whole facility from across the room: a tile for every place, and the programs beside them. */
public final class OverviewPage implements Page {
    private final TilesView tiles;
    private final RowStack<ProgramRow> programs;
    private final Label noPrograms = Texts.sentence("empty-hint");
    private final HBox all;
    private final Words words;
    private final SinceWhen since = new SinceWhen();
    private final Shown<TilesModel> shown = new Shown<>(this::show);

    public OverviewPage(Words words, Actions actions, Going going) {
        this.words = words;
        tiles = new TilesView(going);
        programs = new RowStack<>(() -> new ProgramRowView(words, actions));
        Panel panel = new Panel(words.of("panel.programs"), PlaceView.scroll(new VBox(programs, noPrograms)));
        panel.getStyleClass().add("overview-programs");
        panel.setMinWidth(Region.USE_PREF_SIZE);
        all = new HBox(tiles, panel);
        all.getStyleClass().add("overview");
        HBox.setHgrow(tiles, Priority.ALWAYS);
    }

    @Override
    public PageAddress address() {
        return PageAddress.of(Kind.OVERVIEW);
    }

    @Override
    public String title() {
        return words.of("page.overview");
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public Runnable write(Beat beat) {
        return shown.write(TilesModel.of(beat, since));
    }

    private void show(TilesModel model) {
        all.pseudoClassStateChanged(PlaceView.LOST, model.lost());
        tiles.show(model);
        programs.show(model.programs());
        noPrograms.setText(model.programs().isEmpty() && model.empty().isEmpty() ? words.of("programs.empty") : "");
    }

    @Override
    public void textSize(TextSize size) {
        tiles.textSize(size);
    }

    @Override
    public void focus() {
        tiles.focus();
    }

    @Override
    public void close() {
        // It subscribed to nothing.
    }
}
