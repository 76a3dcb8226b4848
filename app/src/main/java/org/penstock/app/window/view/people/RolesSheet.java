package org.penstock.app.window.view.people;

import org.penstock.app.window.view.Scroll;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.people.Deed;
import org.penstock.app.window.model.people.PeopleModel;
import org.penstock.app.window.model.people.RoleRow;
import org.penstock.app.window.model.people.Subject;
import org.penstock.app.window.view.Buttons;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.ListTable;
import org.penstock.app.window.view.Texts;

/** The roles, and what each of them lets a person do. */
final class RolesSheet extends VBox {
    private final ListTable<RoleRow> table;
    private final Label title = Texts.sentence("detail-title");
    private final VBox allows = new VBox();
    private final Button make;
    private final Button change;
    private final Words words;
    private @Nullable RoleRow shown;
    private boolean may;

    RolesSheet(Words words, PeopleActions actions) {
        this.words = words;
        getStyleClass().add("sheet");
        table = new ListTable<>(
                List.of(
                        new ListTable.Column<>(words.of("people.role"), 0.4, "cell-strong", RoleRow::name),
                        new ListTable.Column<>(words.of("people.kind"), 0.36, "cell-quiet", RoleRow::kind),
                        new ListTable.Column<>(words.of("people.persons"), 0.24, "cell-number", RoleRow::count)),
                _ -> Mark.NONE,
                words.of("people.no-role-known"));
        make = FormLines.button(
                words.of("people.asks", words.of("people.make-role")), () -> actions.ask(Deed.MAKE_ROLE, Subject.NONE));
        change = FormLines.button(words.of("people.change-role"), () -> {
            RoleRow row = table.selected();
            if (row != null) {
                actions.ask(Deed.MAKE_ROLE, new Subject(row.key(), row.name(), "", "", row.permissions()));
            }
        });
        Buttons.acting(words, make, change);
        VBox detail = new VBox(title, allows);
        detail.getStyleClass().add("detail");
        ScrollPane scroll = new Scroll(detail);
        scroll.getStyleClass().addAll("column-scroll", "role-detail");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.setFocusTraversable(false);
        HBox.setHgrow(table, Priority.ALWAYS);
        HBox.setHgrow(scroll, Priority.ALWAYS);
        table.setPrefWidth(1);
        scroll.setPrefWidth(1);
        HBox body = new HBox(table, scroll);
        VBox.setVgrow(body, Priority.ALWAYS);
        body.setMinHeight(0);
        getChildren().addAll(body, FormLines.line(make, change));
        table.node().getSelectionModel().selectedItemProperty().subscribe(_ -> choose());
    }

    void show(PeopleModel model) {
        may = model.deeds().contains(Deed.MAKE_ROLE);
        table.show(model.roles());
        Texts.present(make, may);
        choose();
    }

    private void choose() {
        RoleRow row = table.selected();
        Texts.present(change, may && row != null && row.own());
        if (row == null || !row.equals(shown)) {
            title.setText(row == null ? words.of("people.choose-role") : words.of("people.role-allows", row.name()));
            allows.getChildren().clear();
            if (row != null) {
                List<String> lines = row.allows();
                (lines.isEmpty() ? List.of(words.of("people.allows-nothing")) : lines)
                        .forEach(line -> allows.getChildren().add(sentence(line)));
            }
            shown = row;
        }
    }

    private static Label sentence(String text) {
        Label label = Texts.sentence("fact-text");
        label.setText(text);
        return label;
    }

    Node first() {
        return table.node();
    }
}
