package org.penstock.app.window.view.configuration;

import org.penstock.app.window.view.Scroll;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.configuration.FieldModel;
import org.penstock.app.window.model.configuration.FormModel;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.SentenceList;
import org.penstock.app.window.view.Texts;
import org.penstock.core.facility.FacilityElements.ElementId;

/** One element: its fields, or its lines in the file; both change the same text. */
final class FormView extends VBox {
    private final Label title = Texts.sentence("detail-title");
    private final Label now = Texts.whole("field-now");
    private final Label about = Texts.sentence("quiet");
    private final SentenceList told = new SentenceList();
    private final VBox fields = new VBox();
    private final ScrollPane form = new Scroll(fields);
    private final TextArea lines = new TextArea();
    private final VBox text;
    private final SentenceList textTold = new SentenceList();
    private final ToggleButton asText = new ToggleButton();
    private final Button archive;
    private final ConfigurationActions actions;
    private final Map<String, FieldView> views = new LinkedHashMap<>();
    private @Nullable ElementId id;
    private List<List<Object>> made = List.of();
    private boolean showing;

    FormView(Words words, ConfigurationActions actions) {
        this.actions = actions;
        getStyleClass().add("detail");
        HBox.setHgrow(title, Priority.ALWAYS);
        title.setMinWidth(0);
        HBox.setHgrow(about, Priority.ALWAYS);
        about.setMinWidth(0);
        asText.setText(words.of("config.as-text"));
        asText.setMinWidth(USE_PREF_SIZE);
        Button open = FormLines.button(words.of("config.open"), actions::open);
        archive = FormLines.button(words.of("config.archive"), actions::archive);
        fields.getStyleClass().add("form-fields");
        form.setFitToWidth(true);
        form.getStyleClass().add("column-scroll");
        form.visibleProperty().bind(asText.selectedProperty().not());
        lines.getStyleClass().add("yaml");
        lines.textProperty().subscribe((_, next) -> {
            if (!showing) {
                actions.writeLines(next);
            }
        });
        VBox.setVgrow(lines, Priority.ALWAYS);
        lines.setMinHeight(0);
        textTold.getStyleClass().add("sentence-list");
        Label hint = Texts.sentence("quiet");
        hint.setText(words.of("config.text-hint"));
        text = new VBox(hint, lines, textTold);
        text.getStyleClass().add("step-body");
        text.visibleProperty().bind(asText.selectedProperty());
        told.getStyleClass().add("sentence-list");
        StackPane body = new StackPane(form, text);
        VBox.setVgrow(body, Priority.ALWAYS);
        body.setMinHeight(0);
        getChildren().addAll(FormLines.line(title, asText, open, archive), FormLines.line(about, now), told, body);
    }

    /** Shows an element, or what became of it. */
    void show(FormModel model) {
        boolean other = !model.id().equals(id);
        List<List<Object>> shape = model.fields().stream()
                .<List<Object>>map(f -> List.of(f.word(), f.control()))
                .toList();
        if (other || !shape.equals(made)) {
            id = model.id();
            made = shape;
            views.clear();
            model.fields().forEach(f -> views.put(f.word(), view(f)));
            fields.getChildren().setAll(views.values());
            form.setVvalue(0);
        }
        if (other) {
            asText.setSelected(!model.kind().formed());
        }
        title.setText(model.title());
        about.setText(model.about());
        for (FieldModel f : model.fields()) {
            Objects.requireNonNull(views.get(f.word())).show(f);
        }
        showing = true;
        if (other || !lines.getText().stripTrailing().equals(model.text().stripTrailing())) {
            lines.setText(model.text());
        }
        showing = false;
        textTold.show(model.textTold());
        Texts.present(textTold, !model.textTold().isEmpty());
        told.show(model.told());
        Texts.present(told, !model.told().isEmpty() && !asText.isSelected());
        Texts.present(archive, model.kind().many());
    }

    /** What it measures now, "" where nothing does. */
    void now(String value) {
        boolean beside = false;
        for (FieldView v : views.values()) {
            beside |= v.now(value);
        }
        now.setText(beside ? "" : value);
    }

    private FieldView view(FieldModel field) {
        return new FieldView(
                field, (value, unit) -> actions.write(field.word(), field.yaml(value, unit)));
    }

    /** Shows the fields, or the lines. */
    void asText(boolean on) {
        asText.setSelected(on);
    }

    Node first() {
        if (asText.isSelected()) {
            return lines;
        }
        return views.values().stream()
                .map(FieldView::first)
                .filter(Objects::nonNull)
                .<Node>map(c -> c)
                .findFirst()
                .orElse(asText);
    }
}
