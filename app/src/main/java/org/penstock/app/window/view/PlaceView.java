package org.penstock.app.window.view;

import java.util.List;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.geometry.HPos;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.RowConstraints;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PlaceModel;
import org.penstock.app.window.model.ProgramRow;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.trend.StreamDrag;

/**
 * A place on one screen: values, outputs and programs, and of a place smaller than the site its alerts. In three columns, or in two where three would be too narrow to read.
 */
final class PlaceView extends GridPane {
    /** Narrower than this many letter heights, and two columns read better than three. */
    private static final double THREE_COLUMNS_FROM_EM = 103;

    private static final PseudoClass FOUND = PseudoClass.getPseudoClass("found");
    static final PseudoClass LOST = PseudoClass.getPseudoClass("lost");

    private final LiveList<ValueLine> values;
    private final RowStack<OutputRow> outputs;
    private final RowStack<ProgramRow> programs;
    private final RowStack<AlertRow> alerts;
    private final Panel valuesPanel;
    private final Panel outputsPanel;
    private final Panel programsPanel;
    private final Panel alertsPanel;
    private final VBox middle = new VBox();
    private final VBox right = new VBox();
    private final ScrollPane middleScroll = scroll(middle);
    private final ScrollPane rightScroll = scroll(right);
    private final Label noOutputs = Texts.sentence("empty-hint");
    private final Label noPrograms = Texts.sentence("empty-hint");
    private final Label noAlerts = Texts.sentence("empty-hint");
    private final Words words;
    private @Nullable Node marked;
    private int columns;
    private final boolean whole;
    private boolean known;
    private TextSize size = TextSize.NORMAL;

    /**
     * @param whole whether it is the whole site
     * @param going where a value or an output leads
     */
    PlaceView(Words words, Actions actions, Going going, boolean whole) {
        this.words = words;
        this.whole = whole;
        getStyleClass().add("overview");
        values = new LiveList<>(() -> new ValueLineView(words), words.of("values.empty"));
        values.node().setOnKeyPressed(event -> {
            if (event.getCode() == KeyCode.ENTER) {
                event.consume();
                openStream(going);
            }
        });
        values.node().setOnMouseClicked(event -> {
            if (event.getClickCount() == 2) {
                openStream(going);
            }
        });
        StreamDrag.from(values.node(), () -> values.selected() instanceof ValueLine.Value value ? value.stream() : "");
        outputs = new RowStack<>(() -> new OutputRowView(words, actions));
        alerts = new RowStack<>(() -> new PlaceAlertView(words, actions));
        programs = new RowStack<>(() -> new ProgramRowView(words, actions));
        valuesPanel = new Panel(words.of("panel.values"), values.node());
        outputsPanel = panel("panel.outputs", outputs, noOutputs);
        programsPanel = panel("panel.programs", programs, noPrograms);
        alertsPanel = panel("panel.alerts", alerts, noAlerts);
        RowConstraints row = new RowConstraints();
        row.setVgrow(Priority.ALWAYS);
        row.setValignment(VPos.TOP);
        row.setFillHeight(true);
        getRowConstraints().add(row);
        middle.getStyleClass().add("column");
        right.getStyleClass().add("column");
        widthProperty().subscribe(_ -> arrange());
    }

    void textSize(TextSize next) {
        size = next;
        arrange();
    }

    void show(PlaceModel model) {
        pseudoClassStateChanged(LOST, model.lost());
        known = model.known();
        values.show(model.values().lines());
        values.empty(model.values().empty());
        valuesPanel.summary(model.values().summary());
        outputs.show(model.outputs());
        noOutputs.setText(hint(model.outputs(), whole ? "outputs.empty" : "outputs.none-here"));
        outputsPanel.summary(summary(
                model.outputs().stream().filter(OutputRow::releasable).count(), model.outputs(), "outputs.summary"));
        programs.show(model.programs());
        noPrograms.setText(hint(model.programs(), whole ? "programs.empty" : "programs.none-here"));
        programsPanel.summary(summary(
                model.programs().stream().filter(p -> p.run() != null).count(), model.programs(), "programs.summary"));
        alerts.show(model.alerts());
        noAlerts.setText(model.alerts().isEmpty() && known ? words.of("alerts.none-here") : "");
    }

    /** Puts the keyboard on the first control of a part. */
    void focus(Key key) {
        mark(null);
        Node part = switch (key) {
            case OUTPUTS -> outputs;
            case PROGRAMS -> programs;
            default -> values.node();
        };
        if (part == values.node() || !Rows.focusFirst(part)) {
            values.node().requestFocus();
        }
    }

    /** Brings a line into sight, marks it, and puts the keyboard on it where it has a control. @return whether it is there */
    boolean reveal(String key) {
        mark(null);
        for (RowStack<?> part : List.of(outputs, programs)) {
            @Nullable Node node = part.node(key);
            if (node != null) {
                mark(node);
                if (!Rows.focusFirst(node)) {
                    values.node().requestFocus();
                }
                scrollTo(node);
                return true;
            }
        }
        return values.reveal(key);
    }

    /** What was found stays marked until something else is looked for. */
    private void mark(@Nullable Node node) {
        if (marked != null) {
            marked.pseudoClassStateChanged(FOUND, false);
        }
        marked = node;
        if (node != null) {
            node.pseudoClassStateChanged(FOUND, true);
        }
    }

    private void scrollTo(Node node) {
        for (ScrollPane pane : List.of(middleScroll, rightScroll)) {
            Node content = pane.getContent();
            Bounds at = content.sceneToLocal(node.localToScene(node.getBoundsInLocal()));
            double beyond = content.getLayoutBounds().getHeight()
                    - pane.getViewportBounds().getHeight();
            if (content.getLayoutBounds().contains(at.getCenterX(), at.getCenterY()) && beyond > 0) {
                double middleOf = at.getCenterY() - pane.getViewportBounds().getHeight() / 2;
                pane.setVvalue(Math.clamp(middleOf / beyond, 0, 1));
            }
        }
    }

    private void openStream(Going going) {
        if (values.selected() instanceof ValueLine.Value value) {
            going.go(new PageAddress(PageAddress.Kind.STREAM, value.stream()));
        }
    }

    private String hint(List<? extends Keyed> rows, String key) {
        return rows.isEmpty() && known ? words.of(key) : "";
    }

    private String summary(long some, List<? extends Keyed> rows, String key) {
        return rows.isEmpty() ? "" : words.of(key, Long.toString(some), Integer.toString(rows.size()));
    }

    private Panel panel(String titleKey, RowStack<?> rows, Label hint) {
        return new Panel(words.of(titleKey), new VBox(rows, hint));
    }

    private void arrange() {
        if (getWidth() <= 0) {
            return;
        }
        int wanted = getWidth() / size.pixels() >= THREE_COLUMNS_FROM_EM ? 3 : 2;
        if (wanted == columns) {
            return;
        }
        columns = wanted;
        getChildren().clear();
        getColumnConstraints().clear();
        middle.getChildren().clear();
        right.getChildren().clear();
        addColumn(0, wanted == 3 ? 35 : 50, valuesPanel);
        addColumn(1, wanted == 3 ? 35 : 50, middleScroll);
        middle.getChildren().addAll(whole ? List.of(outputsPanel) : List.of(programsPanel, outputsPanel));
        Panel beside = whole ? programsPanel : alertsPanel;
        if (wanted == 3) {
            addColumn(2, 30, rightScroll);
            right.getChildren().add(beside);
        } else {
            middle.getChildren().addFirst(beside);
        }
    }

    private void addColumn(int at, double percent, Node node) {
        ColumnConstraints column = new ColumnConstraints();
        column.setPercentWidth(percent);
        column.setHalignment(HPos.LEFT);
        column.setFillWidth(true);
        getColumnConstraints().add(column);
        add(node, at, 0);
    }

    static ScrollPane scroll(VBox content) {
        ScrollPane pane = new Scroll(content);
        pane.setFitToWidth(true);
        pane.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        pane.setFocusTraversable(false);
        pane.getStyleClass().add("column-scroll");
        return pane;
    }
}
