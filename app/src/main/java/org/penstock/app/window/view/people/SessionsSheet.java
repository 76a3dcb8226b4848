package org.penstock.app.window.view.people;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.people.Deed;
import org.penstock.app.window.model.people.PeopleModel;
import org.penstock.app.window.model.people.SessionRow;
import org.penstock.app.window.model.people.Subject;
import org.penstock.app.window.view.Buttons;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.ListTable;
import org.penstock.app.window.view.Texts;

/** Who is signed in, where, and since when. */
final class SessionsSheet extends VBox {
    private final ListTable<SessionRow> table;
    private final Button end;

    SessionsSheet(Words words, PeopleActions actions) {
        getStyleClass().add("sheet");
        table = new ListTable<>(
                List.of(
                        new ListTable.Column<>(words.of("people.name"), 0.24, "cell-strong", SessionRow::name),
                        new ListTable.Column<>(
                                words.of("people.workstation"), 0.22, "cell-name", SessionRow::workstation),
                        new ListTable.Column<>(words.of("people.opened"), 0.16, "cell-quiet", SessionRow::since),
                        new ListTable.Column<>(words.of("people.used"), 0.16, "cell-quiet", SessionRow::used),
                        new ListTable.Column<>(words.of("people.note"), 0.22, "cell-quiet", SessionRow::note)),
                _ -> Mark.NONE,
                words.of("people.no-sessions"));
        end = FormLines.button(words.of("people.asks", words.of("people.end-session")), () -> {
            SessionRow row = table.selected();
            if (row != null) {
                actions.ask(Deed.END_SESSION, Subject.of(row.key(), row.name()));
            }
        });
        Buttons.acting(words, end);
        end.disableProperty()
                .bind(table.node().getSelectionModel().selectedItemProperty().isNull());
        VBox.setVgrow(table, Priority.ALWAYS);
        table.setMinHeight(0);
        getChildren().addAll(table, FormLines.line(end));
    }

    void show(PeopleModel model) {
        table.show(model.sessions());
        Texts.present(end, model.deeds().contains(Deed.END_SESSION));
    }

    Node first() {
        return table.node();
    }
}
