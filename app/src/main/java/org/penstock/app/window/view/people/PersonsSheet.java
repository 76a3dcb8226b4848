package org.penstock.app.window.view.people;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.people.Deed;
import org.penstock.app.window.model.people.PeopleModel;
import org.penstock.app.window.model.people.PersonRow;
import org.penstock.app.window.model.people.Subject;
import org.penstock.app.window.view.Buttons;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.ListTable;
import org.penstock.app.window.view.Texts;

/** Everybody who works here, and one of them with everything that can be done. */
final class PersonsSheet extends VBox {
    /** From so many letter heights on a person stands beside the list of all. */
    private static final double BESIDE_FROM_EM = 92;

    private final TextField search = new TextField();
    private final Button invite;
    private final Label count = Texts.flexible("quiet");
    private final ListTable<PersonRow> table;
    private final PersonDetail detail;
    private final StackPane body = new StackPane();
    private final Words words;
    private PeopleModel model = PeopleModel.NONE;
    private TextSize size = TextSize.NORMAL;
    private @Nullable Boolean beside;

    PersonsSheet(Words words, PeopleActions actions) {
        this.words = words;
        getStyleClass().add("sheet");
        search.setPromptText(words.of("people.search"));
        search.getStyleClass().add("filter-field");
        invite = FormLines.button(
                words.of("people.asks", words.of("people.invite")), () -> actions.ask(Deed.INVITE, Subject.NONE));
        Buttons.acting(words, invite);
        table = new ListTable<>(
                List.of(
                        new ListTable.Column<>(words.of("people.name"), 0.26, "cell-strong", PersonRow::name),
                        new ListTable.Column<>(words.of("people.state"), 0.22, "cell-quiet", PersonRow::state),
                        new ListTable.Column<>(words.of("people.roles"), 0.52, "cell-name", PersonRow::roles)),
                _ -> Mark.NONE,
                words.of("people.empty"));
        detail = new PersonDetail(words, actions);
        search.textProperty().subscribe(_ -> list());
        table.node().getSelectionModel().selectedItemProperty().subscribe(_ -> choose());
        HBox.setHgrow(count, Priority.ALWAYS);
        HBox top = FormLines.line(search, invite, count);
        VBox.setVgrow(body, Priority.ALWAYS);
        body.setMinHeight(0);
        getChildren().addAll(top, body);
        body.widthProperty().subscribe(_ -> arrange());
    }

    private void arrange() {
        if (body.getWidth() <= 0) {
            return;
        }
        boolean wide = body.getWidth() / size.pixels() >= BESIDE_FROM_EM;
        if (beside != null && wide == beside) {
            return;
        }
        beside = wide;
        body.getChildren().clear();
        table.setMinHeight(0);
        detail.setMinHeight(0);
        if (wide) {
            detail.getStyleClass().remove("person-below");
            detail.getStyleClass().add("person-beside");
            HBox.setHgrow(table, Priority.ALWAYS);
            body.getChildren().setAll(new HBox(table, detail));
        } else {
            detail.getStyleClass().remove("person-beside");
            detail.getStyleClass().add("person-below");
            VBox.setVgrow(table, Priority.ALWAYS);
            VBox.setVgrow(detail, Priority.ALWAYS);
            table.setPrefHeight(1);
            detail.setPrefHeight(1);
            body.getChildren().setAll(new VBox(table, detail));
        }
    }

    void textSize(TextSize next) {
        size = next;
        arrange();
    }

    void show(PeopleModel next) {
        model = next;
        Texts.present(invite, next.deeds().contains(Deed.INVITE));
        list();
    }

    private void list() {
        List<PersonRow> rows =
                model.persons().stream().filter(p -> p.matches(search.getText())).toList();
        table.show(rows);
        table.empty(words.of(model.persons().isEmpty() ? "people.empty" : "people.nobody-found"));
        count.setText(words.of(
                "people.count", Integer.toString(rows.size()), Integer.toString(model.persons().size())));
        choose();
    }

    private void choose() {
        PersonRow person = table.selected();
        detail.show(
                person, person == null ? List.of() : model.offered(person), model.deeds().contains(Deed.TAKE));
    }

    boolean reveal(String login) {
        search.clear();
        return table.reveal(login);
    }

    Node first() {
        return model.persons().isEmpty() ? search : table.node();
    }
}
