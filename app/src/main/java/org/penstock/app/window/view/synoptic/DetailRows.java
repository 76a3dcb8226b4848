package org.penstock.app.window.view.synoptic;

import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.SeverityStyle;
import org.penstock.app.window.model.ValueLine;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Glyph;
import org.penstock.app.window.view.RowView;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.trend.StreamDrag;

/** The lines beside the drawing: a mark, a name, what it is, and below whatever must be said about it. */
final class DetailRows {
    private DetailRows() {}

    static RowView<AlertRow> alert(Words words) {
        return new Line<>() {
            @Override
            public void show(AlertRow row) {
                mark.show(row.style().styleClass(), row.style().number());
                mark.dim(!row.blinkOn());
                name(row.text());
                write("", words.of("synoptic.alert-since", row.state(), row.age()), row.measured());
            }
        };
    }

    static RowView<OutputRow> output() {
        return new Line<>() {
            @Override
            public void show(OutputRow row) {
                mark.show(row.phaseClass(), "");
                name(row.name());
                write(row.state(), row.detail(), row.shut());
            }
        };
    }

    static RowView<ValueLine.Value> value(Words words) {
        return new Line<>() {
            private String style = "";
            private String stream = "";

            {
                StreamDrag.from(all, () -> stream);
            }

            @Override
            public void show(ValueLine.Value row) {
                stream = row.stream();
                @Nullable SeverityStyle alert = row.alert();
                mark.show(
                        alert == null ? row.state().mark().styleClass() : alert.styleClass(),
                        alert == null ? "" : alert.number());
                Texts.present(mark, alert != null || row.state().mark() != Mark.NONE);
                name(row.name());
                if (!style.equals(row.state().styleClass())) {
                    all.getStyleClass().remove(style);
                    style = row.state().styleClass();
                    all.getStyleClass().add(style);
                }
                Texts.slant(state, row.state().mark() != Mark.NONE);
                write(
                        row.unit().isEmpty() ? row.value() : words.of("synoptic.number", row.value(), row.unit()),
                        row.note(),
                        "");
            }
        };
    }

    private abstract static class Line<R> implements RowView<R> {
        final Glyph mark = new Glyph();
        final Label state = Texts.whole("drawn-number");
        final VBox all;
        private final Label name = Texts.sentence("row-name");
        private final Label note = Texts.sentence("row-detail");
        private final Label gate = Texts.sentence("row-shut");

        Line() {
            HBox line = new HBox(mark, name, state);
            line.getStyleClass().add("row-line");
            HBox.setHgrow(name, Priority.ALWAYS);
            all = new VBox(line, note, gate);
            all.getStyleClass().add("detail-row");
        }

        final void name(String text) {
            name.setText(text);
        }

        final void write(String now, String more, String shut) {
            state.setText(now);
            note.setText(more);
            gate.setText(shut);
        }

        @Override
        public Node node() {
            return all;
        }
    }
}
