package org.penstock.app.window.view.people;

import org.penstock.app.window.view.Scroll;
import java.util.List;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.people.Deed;
import org.penstock.app.window.model.people.GrantRow;
import org.penstock.app.window.model.people.PersonRow;
import org.penstock.app.window.model.people.Subject;
import org.penstock.app.window.view.Buttons;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.RowStack;
import org.penstock.app.window.view.RowView;
import org.penstock.app.window.view.Texts;

/** One person: state, ways of signing in, roles, and what whoever is here may do. */
final class PersonDetail extends Scroll {
    private final Label name = Texts.sentence("detail-title");
    private final Label hint = Texts.sentence("empty-hint");
    private final GridPane facts = new GridPane();
    private final Label login = Texts.sentence("fact-text");
    private final Label state = Texts.sentence("fact-text");
    private final Label ways = Texts.sentence("fact-text");
    private final Label since = Texts.sentence("fact-text");
    private final Label head = Texts.whole("piece-head");
    private final Label noRoles = Texts.sentence("quiet");
    private final RowStack<GrantRow> roles;
    private final FlowPane deeds = new FlowPane();
    private final Words words;
    private final PeopleActions actions;
    private @Nullable PersonRow person;
    private List<Deed> offered = List.of();
    private boolean mayTake;

    PersonDetail(Words words, PeopleActions actions) {
        this.words = words;
        this.actions = actions;
        facts.getStyleClass().add("facts");
        fact("people.login", login);
        fact("people.state", state);
        fact("people.ways", ways);
        fact("people.since", since);
        head.setText(words.of("people.roles"));
        roles = new RowStack<>(GrantLine::new);
        deeds.getStyleClass().add("form-flow");
        VBox all = new VBox(name, hint, facts, head, noRoles, roles, deeds);
        all.getStyleClass().add("detail");
        getStyleClass().add("column-scroll");
        setContent(all);
        setFitToWidth(true);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        setFocusTraversable(false);
        show(null, List.of(), false);
    }

    private void fact(String key, Label text) {
        Label label = Texts.whole("fact-name");
        label.setText(words.of(key));
        facts.addRow(facts.getRowCount(), label, text);
    }

    /** @param next null when nobody is chosen @param can what whoever is here may do to the person */
    void show(@Nullable PersonRow next, List<Deed> can, boolean canTake) {
        if (next != null && next.equals(person) && can.equals(offered) && canTake == mayTake) {
            return;
        }
        boolean sameDeeds = can.equals(offered) && next != null && person != null;
        person = next;
        offered = can;
        mayTake = canTake;
        hint.setText(next == null ? words.of("people.choose") : "");
        name.setText(next == null ? "" : next.name());
        for (Node part : List.of(facts, head, roles, deeds)) {
            Texts.present(part, next != null);
        }
        if (next == null) {
            noRoles.setText("");
            return;
        }
        login.setText(next.key());
        state.setText(next.state());
        ways.setText(next.ways());
        since.setText(next.since());
        noRoles.setText(next.grants().isEmpty() ? words.of("people.no-roles-hint") : "");
        roles.show(List.of());
        roles.show(next.grants());
        if (!sameDeeds) {
            deeds.getChildren().setAll(can.stream().map(this::button).toList());
        }
    }

    private Button button(Deed deed) {
        Button button = FormLines.button(words.of("people.asks", words.of(deed.wordKey())), () -> {
            PersonRow whom = person;
            if (whom != null) {
                actions.ask(deed, Subject.of(whom.key(), whom.name()));
            }
        });
        Buttons.acting(words, button);
        return button;
    }

    /** One role, how far it reaches, where it comes from, and what takes it back. */
    private final class GrantLine implements RowView<GrantRow> {
        private final Label text = Texts.sentence("row-name");
        private final Label note = Texts.whole("row-state");
        private final Button take = Buttons.small();
        private final HBox line = new HBox(text, note, take);
        private @Nullable GrantRow row;

        GrantLine() {
            line.getStyleClass().addAll("row-line", "grant-line");
            HBox.setHgrow(text, Priority.ALWAYS);
            take.setText(words.of("people.take-short"));
            Buttons.acting(words, take);
            take.setOnAction(_ -> {
                PersonRow whom = person;
                GrantRow grant = row;
                if (whom != null && grant != null) {
                    actions.ask(
                            Deed.TAKE,
                            new Subject(whom.key(), whom.name(), grant.role(), grant.scope(), Set.of()));
                }
            });
        }

        @Override
        public Node node() {
            return line;
        }

        @Override
        public void show(GrantRow next) {
            row = next;
            text.setText(next.text());
            note.setText(next.note());
            Texts.present(note, !next.note().isEmpty());
            Texts.present(take, mayTake && next.takeable());
        }
    }
}
