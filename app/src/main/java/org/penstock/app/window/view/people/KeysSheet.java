package org.penstock.app.window.view.people;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.people.Deed;
import org.penstock.app.window.model.people.KeyRow;
import org.penstock.app.window.model.people.PeopleModel;
import org.penstock.app.window.model.people.Subject;
import org.penstock.app.window.view.Buttons;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.ListTable;
import org.penstock.app.window.view.Texts;

/** Which devices ask over HTTP by keys of their own, and since when. The keys themselves are nowhere any more. */
final class KeysSheet extends VBox {
    private final ListTable<KeyRow> table;
    private final Button make;
    private final Button revoke;

    KeysSheet(Words words, PeopleActions actions) {
        getStyleClass().add("sheet");
        Label text = Texts.sentence("dialog-text");
        text.setText(words.of("people.keys-text"));
        table = new ListTable<>(
                List.of(
                        new ListTable.Column<>(words.of("people.device"), 0.3, "cell-strong", KeyRow::name),
                        new ListTable.Column<>(words.of("people.device-key"), 0.26, "cell-quiet", KeyRow::device),
                        new ListTable.Column<>(words.of("people.key-is"), 0.22, "cell-name", KeyRow::ends),
                        new ListTable.Column<>(words.of("people.made"), 0.22, "cell-quiet", KeyRow::since)),
                _ -> Mark.NONE,
                words.of("people.no-keys"));
        make = FormLines.button(
                words.of("people.asks", words.of("people.make-key")), () -> actions.ask(Deed.MAKE_KEY, Subject.NONE));
        revoke = FormLines.button(words.of("people.asks", words.of("people.revoke-keys")), () -> {
            KeyRow row = table.selected();
            if (row != null) {
                actions.ask(Deed.REVOKE_KEYS, Subject.of(row.device(), row.name()));
            }
        });
        Buttons.acting(words, make, revoke);
        revoke.disableProperty()
                .bind(table.node().getSelectionModel().selectedItemProperty().isNull());
        VBox.setVgrow(table, Priority.ALWAYS);
        table.setMinHeight(0);
        getChildren().addAll(text, table, FormLines.line(make, revoke));
    }

    void show(PeopleModel model) {
        table.show(model.keys());
        boolean may = model.deeds().contains(Deed.MAKE_KEY);
        Texts.present(make, may);
        Texts.present(revoke, may);
    }

    Node first() {
        return table.node();
    }
}
