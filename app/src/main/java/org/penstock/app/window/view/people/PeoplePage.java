package org.penstock.app.window.view.people;

import java.util.EnumMap;
import java.util.Map;
import java.util.function.Function;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.people.Deed;
import org.penstock.app.window.model.people.PeopleModel;
import org.penstock.app.window.model.people.Subject;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.Shown;
import org.penstock.app.window.view.Texts;
import org.penstock.core.identity.Secret;

/** Who works here, who is signed in where, what the roles allow, and what is one's own. */
public final class PeoplePage implements Page {
    private final StackPane root = new StackPane();
    private final PersonsSheet persons;
    private final SessionsSheet sessions;
    private final RolesSheet roles;
    private final KeysSheet keys;
    private final OwnSheet own;
    private final Label note = Texts.sentence("people-note");
    private final Label refusal = Texts.sentence("empty-drawing");
    private final Button signIn;
    private final VBox shut;
    private final Map<Sheet, ToggleButton> titles = new EnumMap<>(Sheet.class);
    private final StackPane sheets = new StackPane();
    private final Layer layer;
    private final Words words;
    private final PeopleActions actions;
    private final Function<Beat, PeopleModel> model;
    private final Shown<PeopleModel> shown = new Shown<>(this::show);
    private PeopleModel now = PeopleModel.NONE;
    private Sheet sheet = Sheet.PERSONS;
    /** Who is to be chosen as soon as the list has them; "" = nobody. */
    private String awaited = "";

    /** What the page shows. */
    public enum Sheet {
        PERSONS("people.sheet-persons"),
        SESSIONS("people.sheet-sessions"),
        ROLES("people.sheet-roles"),
        KEYS("people.sheet-keys"),
        OWN("people.sheet-own");

        private final String wordKey;

        Sheet(String wordKey) {
            this.wordKey = wordKey;
        }
    }

    /** @param model what there is to show at a beat; runs on the window's pulse thread */
    public PeoplePage(Words words, PeopleActions actions, Function<Beat, PeopleModel> model) {
        this.words = words;
        this.actions = actions;
        this.model = model;
        persons = new PersonsSheet(words, actions);
        sessions = new SessionsSheet(words, actions);
        roles = new RolesSheet(words, actions);
        keys = new KeysSheet(words, actions);
        own = new OwnSheet(words, actions);
        signIn = FormLines.button(words.of("ended.sign-in"), actions::signIn);
        shut = new VBox(refusal, signIn);
        shut.getStyleClass().add("empty-page");
        HBox heads = new HBox();
        heads.getStyleClass().add("leaf-titles");
        ToggleGroup group = new ToggleGroup();
        for (Sheet s : Sheet.values()) {
            ToggleButton title = new ToggleButton(words.of(s.wordKey));
            title.getStyleClass().setAll("leaf-title");
            title.setMinWidth(HBox.USE_PREF_SIZE);
            title.setToggleGroup(group);
            title.setOnAction(_ -> turn(s));
            titles.put(s, title);
            heads.getChildren().add(title);
        }
        VBox.setVgrow(sheets, Priority.ALWAYS);
        sheets.setMinHeight(0);
        sheets.getChildren().addAll(persons, sessions, roles, keys, own, shut);
        VBox body = new VBox(heads, note, sheets);
        body.getStyleClass().add("devices-page");
        layer = new Layer(body);
        root.getChildren().addAll(body, layer);
        show(PeopleModel.NONE);
    }

    @Override
    public PageAddress address() {
        return PageAddress.of(PageAddress.Kind.PEOPLE);
    }

    @Override
    public String title() {
        return words.of(PageAddress.Kind.PEOPLE.wordKey());
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public Runnable write(Beat beat) {
        return shown.write(model.apply(beat));
    }

    private void show(PeopleModel next) {
        boolean other = !next.me().equals(now.me());
        now = next;
        if (other && layer.open() != null) {
            layer.hide();
        }
        if (other) {
            note.setText("");
        }
        refusal.setText(next.refusal());
        Texts.present(signIn, next.signInHelps());
        if (!next.note().isEmpty()) {
            note.setText(next.note());
        }
        persons.show(next);
        if (!awaited.isEmpty() && persons.reveal(awaited)) {
            awaited = "";
        }
        sessions.show(next);
        roles.show(next);
        keys.show(next);
        own.show(next.me());
        select();
    }

    private void select() {
        ToggleButton title = titles.get(sheet);
        if (title != null) {
            title.setSelected(true);
        }
        boolean open = now.refusal().isEmpty();
        Texts.present(persons, open && sheet == Sheet.PERSONS);
        Texts.present(sessions, open && sheet == Sheet.SESSIONS);
        Texts.present(roles, open && sheet == Sheet.ROLES);
        Texts.present(keys, open && sheet == Sheet.KEYS);
        Texts.present(own, sheet == Sheet.OWN);
        Texts.present(shut, !open && sheet != Sheet.OWN);
    }

    /** Brings a sheet forward. */
    public void turn(Sheet next) {
        awaited = "";
        sheet = next;
        select();
        focus();
    }

    /** Asks for what a deed needs. */
    public void ask(Deed deed, Subject subject) {
        layer.show(new DeedPane(words, deed, subject, now, actions, layer::hide));
    }

    /** What was wished is being done. */
    public void waiting() {
        if (layer.open() instanceof DeedPane pane) {
            pane.waiting();
        }
    }

    /** It could not be done, and why. */
    public void refused(String why) {
        if (layer.open() instanceof DeedPane pane) {
            pane.refused(why);
        } else {
            note.setText(why);
        }
    }

    /** It was done. */
    public void done(String text) {
        if (layer.open() instanceof DeedPane) {
            layer.hide();
        }
        note.setText(text);
    }

    /** Shows a code, which nobody will see again. */
    public void code(String name, String login, Secret code) {
        layer.show(new CodePane(
                words,
                words.of("code.title", name),
                words.of("code.text", name, login),
                "pairing-code",
                code,
                layer::hide));
    }

    /** Shows the key of a device, which nobody will see again. */
    public void key(String name, Secret key) {
        layer.show(new CodePane(
                words,
                words.of("people.key-title", name),
                words.of("people.key-text"),
                "device-key",
                key,
                layer::hide));
    }

    /** Says what became of the own password or PIN. */
    public void own(String text) {
        own.tell(text);
    }

    @Override
    public void textSize(TextSize size) {
        persons.textSize(size);
    }

    @Override
    public boolean reveal(String login) {
        turn(Sheet.PERSONS);
        boolean there = persons.reveal(login);
        // Somebody who was invited a moment ago is found before the list has been read again.
        awaited = there ? "" : login;
        return there;
    }

    @Override
    public void focus() {
        Layer.Dialog open = layer.open();
        Node first =
                switch (sheet) {
                    case PERSONS -> persons.first();
                    case SESSIONS -> sessions.first();
                    case ROLES -> roles.first();
                    case KEYS -> keys.first();
                    case OWN -> own.first();
                };
        (open != null ? open.first() : shut.isVisible() ? signIn : first).requestFocus();
    }

    @Override
    public void close() {
        if (layer.open() != null) {
            layer.hide();
        }
    }
}
