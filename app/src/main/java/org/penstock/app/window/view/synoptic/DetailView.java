package org.penstock.app.window.view.synoptic;

import org.penstock.app.window.view.Scroll;
import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.synoptic.PieceDetail;
import org.penstock.app.window.view.RowStack;
import org.penstock.app.window.view.Texts;

/** Everything about the chosen piece, beside the drawing. */
final class DetailView extends VBox {
    private final Label name = Texts.sentence("detail-title");
    private final Label about = Texts.sentence("quiet");
    private final Button page = new Button();
    private final RowStack<AlertRow> alerts;
    private final RowStack<OutputRow> outputs = new RowStack<>(DetailRows::output);
    private final RowStack<ValueLine.Value> values;
    private final VBox ways = new VBox();
    private final Label alertsHead;
    private final Label outputsHead;
    private final Label valuesHead;
    private final Label waysHead;
    private List<String> told = List.of();
    private @Nullable PieceDetail shown;

    DetailView(Words words, SynopticActions actions) {
        getStyleClass().add("piece-detail");
        alerts = new RowStack<>(() -> DetailRows.alert(words));
        values = new RowStack<>(() -> DetailRows.value(words));
        alertsHead = head(words.of("synoptic.alerts"));
        outputsHead = head(words.of("synoptic.outputs"));
        valuesHead = head(words.of("synoptic.values"));
        waysHead = head(words.of("synoptic.ways"));
        ways.getStyleClass().add("ways");
        page.setMinWidth(Region.USE_PREF_SIZE);
        page.setOnAction(_ -> {
            PieceDetail now = shown;
            if (now != null) {
                actions.open(now.id(), false);
            }
        });
        VBox all = new VBox(
                alertsHead, alerts, outputsHead, outputs, valuesHead, values, waysHead, ways);
        ScrollPane scroll = new Scroll(all);
        scroll.setFitToWidth(true);
        scroll.setFocusTraversable(false);
        scroll.getStyleClass().add("column-scroll");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        getChildren().addAll(name, about, page, scroll);
        show(null);
    }

    private static Label head(String text) {
        Label head = Texts.whole("piece-head");
        head.setText(text);
        return head;
    }

    /** Shows a piece, or nothing at all. */
    void show(@Nullable PieceDetail detail) {
        shown = detail;
        Texts.present(this, detail != null);
        if (detail == null) {
            return;
        }
        name.setText(detail.name());
        about.setText(detail.about());
        page.setText(detail.pageWord());
        alerts.show(detail.alerts());
        outputs.show(detail.outputs());
        values.show(detail.values());
        Texts.present(alertsHead, !detail.alerts().isEmpty());
        Texts.present(outputsHead, !detail.outputs().isEmpty());
        Texts.present(valuesHead, !detail.values().isEmpty());
        Texts.present(waysHead, !detail.ways().isEmpty());
        if (!told.equals(detail.ways())) {
            told = detail.ways();
            ways.getChildren()
                    .setAll(told.stream()
                            .map(way -> {
                                Label line = Texts.sentence("way");
                                line.setText(way);
                                return line;
                            })
                            .toList());
        }
    }
}
