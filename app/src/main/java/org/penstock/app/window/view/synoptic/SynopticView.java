package org.penstock.app.window.view.synoptic;

import java.util.List;
import java.util.function.Supplier;
import javafx.css.PseudoClass;
import javafx.geometry.Rectangle2D;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.synoptic.Arranging;
import org.penstock.app.window.model.synoptic.Layout;
import org.penstock.app.window.model.synoptic.PieceDetail;
import org.penstock.app.window.model.synoptic.Plan;
import org.penstock.app.window.model.synoptic.SynopticModel;
import org.penstock.app.window.view.Texts;

/** The page of the drawing: what it is of, the drawing, the chosen piece beside it, what its lines mean. */
public final class SynopticView extends VBox {
    private static final PseudoClass LOST = PseudoClass.getPseudoClass("lost");

    private final Label name = Texts.whole("detail-title");
    private final Label summary = Texts.flexible("quiet");
    private final Label problem = Texts.sentence("dialog-problem");
    private final Button arrange;
    private final Button undo;
    private final Button redo;
    private final Button automatic;
    private final Button done;
    private final List<Button> sizes;
    private final ToggleButton power;
    private final String keys;
    private final Label hint = Texts.flexible("arrange-hint");
    private final DrawingPane drawing;
    private final Viewport viewport;
    private final EmptyView empty;
    private final LegendView legend;
    private final DetailView detail;

    public SynopticView(Words words, SynopticActions actions, Supplier<String> chosen) {
        getStyleClass().add("synoptic");
        arrange = button(words.of("synoptic.arrange"), () -> actions.arrange(true));
        undo = button(words.of("synoptic.undo"), actions::undo);
        redo = button(words.of("synoptic.redo"), actions::redo);
        automatic = button(words.of("synoptic.automatic"), actions::automatic);
        done = button(words.of("synoptic.done"), () -> actions.arrange(false));
        done.getStyleClass().add("confirm");
        hint.setText(words.of("synoptic.arrange-hint"));
        drawing = new DrawingPane(actions, n -> words.of("synoptic.more", Integer.toString(n)));
        keys = words.of("synoptic.keys");
        viewport = new Viewport(drawing);
        empty = new EmptyView(words, actions);
        legend = new LegendView(words);
        detail = new DetailView(words, actions);
        Button smaller = button(words.of("synoptic.smaller"), () -> viewport.zoom(false));
        Button larger = button(words.of("synoptic.larger"), () -> viewport.zoom(true));
        Button whole = button(words.of("synoptic.whole"), viewport::whole);
        sizes = List.of(smaller, larger, whole);
        power = new ToggleButton(words.of("synoptic.power"));
        power.setMinWidth(Region.USE_PREF_SIZE);
        power.setOnAction(_ -> drawing.powers(power.isSelected()));
        HBox bar = new HBox(name, summary, hint, undo, redo, automatic, done, power, smaller, larger, whole, arrange);
        bar.getStyleClass().add("synoptic-bar");
        HBox.setHgrow(summary, Priority.ALWAYS);
        HBox.setHgrow(hint, Priority.ALWAYS);
        StackPane sheet = new StackPane(viewport, empty);
        sheet.setMinWidth(0);
        HBox.setHgrow(sheet, Priority.ALWAYS);
        HBox middle = new HBox(sheet, detail);
        middle.getStyleClass().add("synoptic-middle");
        middle.setMinHeight(0);
        VBox.setVgrow(middle, Priority.ALWAYS);
        getChildren().addAll(bar, problem, middle, legend);
        new DrawingKeys(actions, viewport, chosen).attach(drawing);
        mode(null);
        Texts.present(power, false);
        Texts.present(empty, false);
    }

    private static Button button(String text, Runnable action) {
        Button button = new Button(text);
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(_ -> action.run());
        return button;
    }

    /** What the drawing is of. */
    public void name(String text) {
        name.setText(text);
    }

    /** Shows another plan, laid out as {@code layout} says. */
    public void plan(Plan plan, Layout layout) {
        drawing.plan(plan);
        layout(layout);
        boolean any = !plan.faces().isEmpty();
        Texts.present(viewport, any);
        Texts.present(legend, any);
        Texts.present(empty, !any);
        sizes.forEach(button -> Texts.present(button, any));
        Texts.present(arrange, any);
        Texts.present(power, !plan.plumbing().wires().isEmpty());
        viewport.byItself();
    }

    /** Puts everything where {@code layout} says. */
    public void layout(Layout layout) {
        drawing.layout(layout);
        viewport.refit();
    }

    /** Shows what everything is now. @param lost whether nothing of it is living */
    public void show(SynopticModel model, boolean lost) {
        pseudoClassStateChanged(LOST, lost);
        drawing.show(model);
        summary.setText(model.summary());
    }

    /** There is nothing to draw anywhere; see {@link EmptyView}. */
    public void nothing(String example) {
        empty.nothing(example);
    }

    /** There is nothing to draw here. */
    public void elsewhere(String place) {
        empty.elsewhere(place);
    }

    /** Shows the chosen piece, null for none. */
    public void detail(@Nullable PieceDetail next) {
        detail.show(next);
        drawing.setAccessibleText(next == null ? keys : next.name());
    }

    /** Marks the chosen piece and brings it into sight; "" for none. */
    public void chosen(String id) {
        drawing.chosen(id);
        Rectangle2D place = drawing.place(id);
        if (place != null) {
            viewport.reveal(place);
        }
    }

    /** Shows the buttons of arranging, or the one that begins it. @param arranging null while nobody arranges */
    public void mode(@Nullable Arranging arranging) {
        boolean on = arranging != null;
        drawing.arranging(on);
        for (Region part : new Region[] {hint, undo, redo, automatic, done}) {
            Texts.present(part, on);
        }
        Texts.present(arrange, !on && viewport.isVisible());
        Texts.present(summary, !on);
        Texts.present(name, !on);
        undo.setDisable(arranging == null || !arranging.canUndo());
        redo.setDisable(arranging == null || !arranging.canRedo());
    }

    /** Says what went wrong, "" when nothing. */
    public void problem(String text) {
        problem.setText(text);
    }

    /** Puts the keyboard on the drawing, or on what there is instead. */
    public void focus() {
        if (viewport.isVisible()) {
            drawing.requestFocus();
        } else {
            empty.first().requestFocus();
        }
    }
}
