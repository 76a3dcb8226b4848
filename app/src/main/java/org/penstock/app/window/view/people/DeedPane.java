package org.penstock.app.window.view.people;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.people.Deed;
import org.penstock.app.window.model.people.Deed.Part;
import org.penstock.app.window.model.people.Machines;
import org.penstock.app.window.model.people.PeopleModel;
import org.penstock.app.window.model.people.Reach;
import org.penstock.app.window.model.people.RoleRow;
import org.penstock.app.window.model.people.Subject;
import org.penstock.app.window.model.people.Wish;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Scroll;
import org.penstock.app.window.view.Texts;
import org.penstock.core.identity.Permission;

/** Says what follows from something that is done to a person, a session or a role, and asks for what it needs. */
final class DeedPane extends VBox implements ProofPane {
    private final TextField name = new TextField();
    private final TextField login = new TextField();
    private final TextField key = new TextField();
    private final ComboBox<String> role = new ComboBox<>();
    private final ComboBox<String> scope = new ComboBox<>();
    private final ComboBox<String> device = new ComboBox<>();
    private final SecretField badge = new SecretField();
    private final Map<Permission, CheckBox> permissions = new EnumMap<>(Permission.class);
    private final TextField reason = new TextField();
    private final Label problem = Texts.sentence("dialog-problem");
    private final Button go;
    private final Deed deed;
    private final Subject subject;
    private final PeopleModel model;
    private final Words words;
    private final PeopleActions actions;
    private final Runnable leave;

    DeedPane(Words words, Deed deed, Subject subject, PeopleModel model, PeopleActions actions, Runnable leave) {
        this.words = words;
        this.deed = deed;
        this.subject = subject;
        this.model = model;
        this.actions = actions;
        this.leave = leave;
        getStyleClass().addAll("dialog", "deed");
        Label title = Texts.sentence("dialog-title");
        String what = words.of(deed.wordKey());
        title.setText(subject.name().isEmpty() ? what : words.of("people.deed-of", what, subject.name()));
        Label text = Texts.sentence("dialog-text");
        text.setText(words.of(deed.textKey()));
        getChildren().addAll(title, text, fields());
        if (deed.asks(Part.PERMISSIONS)) {
            getChildren().add(list());
        }
        Button cancel = FormLines.button(words.of("confirm.cancel"), leave);
        go = FormLines.button(what, this::send);
        go.getStyleClass().add("confirm");
        go.setDefaultButton(true);
        HBox buttons = new HBox(Texts.spring(), cancel, go);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(problem, buttons);
    }

    private FieldGrid fields() {
        FieldGrid fields = new FieldGrid();
        if (deed.asks(Part.NAME)) {
            name.setText(subject.name());
            name.setPromptText(words.of(deed == Deed.MAKE_ROLE ? "people.role-hint" : "owner.name-hint"));
            fields.add(words.of("people.name"), name);
        }
        if (deed.asks(Part.LOGIN)) {
            login.setPromptText(words.of("owner.login-hint"));
            fields.add(words.of("people.login"), login);
        }
        if (deed.asks(Part.KEY)) {
            key.setText(subject.about());
            key.setDisable(!subject.about().isEmpty());
            key.setPromptText(words.of("people.key-hint"));
            fields.add(words.of("people.key"), key);
        }
        if (deed.asks(Part.ROLE)) {
            role.getItems().setAll(model.roles().stream().map(RoleRow::name).toList());
            role.setPromptText(words.of("people.choose-role"));
            fields.add(words.of("people.role"), role);
        }
        if (deed.asks(Part.SCOPE)) {
            scope.getItems()
                    .setAll(model.reach().choices().stream()
                            .map(Reach.Choice::name)
                            .toList());
            scope.getSelectionModel().selectFirst();
            fields.add(words.of("people.reach"), scope);
        }
        if (deed.asks(Part.DEVICE)) {
            device.getItems()
                    .setAll(model.machines().all().stream().map(this::said).toList());
            device.setPromptText(words.of("people.choose-device"));
            fields.add(words.of("people.device"), device);
        }
        if (deed.asks(Part.BADGE)) {
            fields.add(words.of("sign-in.badge"), badge);
        }
        if (deed.asks(Part.REASON)) {
            reason.setPromptText(words.of("form.reason-must"));
            fields.add(words.of("form.reason"), reason);
        }
        return fields;
    }

    private Node list() {
        VBox boxes = new VBox();
        boxes.getStyleClass().add("permission-list");
        for (Permission p : Permission.values()) {
            CheckBox box = new CheckBox(p.inWords());
            box.setSelected(subject.permissions().contains(p));
            permissions.put(p, box);
            boxes.getChildren().add(box);
        }
        ScrollPane scroll = new Scroll(boxes);
        scroll.getStyleClass().addAll("column-scroll", "permission-scroll");
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        return scroll;
    }

    private void send() {
        String missing = missing();
        problem.setText(missing.isEmpty() ? "" : words.of(missing));
        if (missing.isEmpty()) {
            actions.wish(new Wish(
                    deed,
                    deed.asks(Part.DEVICE) ? machine() : subject,
                    name.getText().strip(),
                    login.getText().strip(),
                    switch (deed) {
                        case GRANT -> roleWord();
                        case MAKE_ROLE -> key.getText().strip();
                        default -> subject.role();
                    },
                    deed == Deed.GRANT ? reachWord() : subject.scope(),
                    badge.take(),
                    chosen(),
                    reason.getText().strip()));
        }
    }

    private String missing() {
        if (deed.asks(Part.NAME) && name.getText().isBlank()
                || deed.asks(Part.LOGIN) && login.getText().isBlank()
                || deed.asks(Part.KEY) && key.getText().isBlank()
                || deed.asks(Part.BADGE) && badge.blank()
                || deed.asks(Part.DEVICE) && machine().about().isEmpty()
                || deed.asks(Part.ROLE) && roleWord().isEmpty()) {
            return "sign-in.missing";
        }
        return deed.asks(Part.REASON) && reason.getText().isBlank() ? "people.no-reason" : "";
    }

    private String roleWord() {
        String chosen = FormLines.chosen(role);
        return model.roles().stream()
                .filter(r -> r.name().equals(chosen))
                .map(RoleRow::key)
                .findFirst()
                .orElse("");
    }

    /** By its name and, as two can be called the same, its key. */
    private String said(Machines.Machine machine) {
        return words.of("people.device-choice", machine.name(), machine.key());
    }

    private Subject machine() {
        String chosen = FormLines.chosen(device);
        return model.machines().all().stream()
                .filter(m -> said(m).equals(chosen))
                .map(m -> Subject.of(m.key(), m.name()))
                .findFirst()
                .orElse(Subject.NONE);
    }

    private String reachWord() {
        String chosen = FormLines.chosen(scope);
        return model.reach().choices().stream()
                .filter(c -> c.name().equals(chosen))
                .map(Reach.Choice::word)
                .findFirst()
                .orElse("");
    }

    private Set<Permission> chosen() {
        EnumSet<Permission> chosen = EnumSet.noneOf(Permission.class);
        permissions.forEach((p, box) -> {
            if (box.isSelected()) {
                chosen.add(p);
            }
        });
        return chosen;
    }

    @Override
    public void waiting() {
        go.setDisable(true);
    }

    @Override
    public void refused(String why) {
        go.setDisable(false);
        problem.setText(why);
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return List.of(Part.NAME, Part.ROLE, Part.BADGE, Part.DEVICE).stream()
                .filter(deed::asks)
                .findFirst()
                .<Node>map(part -> switch (part) {
                    case NAME -> name;
                    case ROLE -> role;
                    case DEVICE -> device;
                    default -> badge;
                })
                .orElse(reason);
    }

    @Override
    public void leave() {
        leave.run();
    }
}
