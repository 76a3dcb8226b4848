package org.penstock.app.window.view.signoff;

import org.penstock.app.window.view.Scroll;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.signoff.Hashes;
import org.penstock.app.window.model.signoff.SignoffRow;
import org.penstock.app.window.model.signoff.SignoffRow.Part;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.signoff.SignoffActions.As;
import org.penstock.core.consent.Meaning;
import org.penstock.core.identity.Secret;
import org.penstock.core.identity.SignIn;

/**
 * A person signs: every record with its hash, as whom, and the secret, which leaves its field as soon as the button is
 * pressed.
 */
final class SignPane extends VBox implements Layer.Dialog {
    private final List<SignoffRow> rows;
    private final String me;
    private final SignoffActions actions;
    private final Runnable leave;
    private final Words words;
    private final Label as = Texts.sentence("dialog-text");
    private final TextField login = new TextField();
    private final PasswordField badge = new PasswordField();
    private final PasswordField secret = new PasswordField();
    private final Label secretName = Texts.whole("quiet");
    private final HBox loginLine;
    private final HBox badgeLine;
    private final HBox secretLine;
    private final TextField reason = new TextField();
    private final ComboBox<String> meaning = new ComboBox<>();
    private final HBox meaningLine;
    private final Label told = Texts.sentence("dialog-problem");
    private final Button here;
    private final Button byName;
    private final Button byBadge;
    private final Button sign;
    private Way way;

    /** How the person proves himself. */
    private enum Way {
        /** Signed in, one component. */
        HERE,
        /** By name and password. */
        NAME,
        /** By badge and PIN. */
        BADGE
    }

    /**
     * @param me printed name of who is signed in here, "" when nobody is
     * @param both whether both components are wanted again
     */
    SignPane(
            Words words, List<SignoffRow> rows, String me, boolean both, SignoffActions actions, Runnable leave) {
        this.words = words;
        this.rows = rows;
        this.me = me;
        this.actions = actions;
        this.leave = leave;
        this.way = me.isEmpty() || both ? Way.NAME : Way.HERE;
        getStyleClass().addAll("dialog", "signing");
        OpeningKey.keepOut(this);
        Label title = Texts.sentence("dialog-title");
        String verb = SignoffDetailView.verb(words, rows);
        title.setText(
                rows.size() == 1
                        ? verb
                        : words.of("signoff.sign-several", Integer.toString(rows.size())));
        VBox records = new VBox();
        records.getStyleClass().add("dialog-lines");
        rows.forEach(r -> records.getChildren().add(record(r)));
        ScrollPane scroll = new Scroll(records);
        scroll.setFitToWidth(true);
        scroll.getStyleClass().addAll("column-scroll", "sign-records");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        loginLine = field(words.of("signoff.login"), login);
        badgeLine = field(words.of("signoff.badge"), badge);
        secretLine = new HBox(secretName, secret);
        secretLine.getStyleClass().add("field-pair");
        secretName.setLabelFor(secret);
        HBox.setHgrow(secret, Priority.ALWAYS);
        reason.setPromptText(words.of(review() ? "form.reason-must" : "form.reason-prompt"));
        meaningLine = FormLines.named(words.of("signoff.meaning"), meaning);
        FormLines.offer(
                meaning,
                rows.stream()
                        .flatMap(r -> r.open().stream())
                        .distinct()
                        .map(m -> meaning(m, words))
                        .toList());
        here = FormLines.button(words.of("signoff.as-me", me), () -> turn(Way.HERE));
        byName = FormLines.button(words.of("signoff.by-name"), () -> turn(Way.NAME));
        byBadge = FormLines.button(words.of("signoff.by-badge"), () -> turn(Way.BADGE));
        FlowPane ways = new FlowPane(here, byName, byBadge);
        ways.getStyleClass().add("form-flow");
        sign = FormLines.button(verb, this::press);
        sign.getStyleClass().add("confirm");
        Button cancel = FormLines.button(words.of("confirm.cancel"), this::leave);
        HBox buttons = new HBox(cancel, Texts.spring(), sign);
        buttons.getStyleClass().add("dialog-buttons");
        login.setOnAction(_ -> secret.requestFocus());
        badge.setOnAction(_ -> secret.requestFocus());
        secret.setOnAction(_ -> press());
        reason.setOnAction(_ -> press());
        getChildren()
                .addAll(
                        title,
                        scroll,
                        as,
                        loginLine,
                        badgeLine,
                        secretLine,
                        meaningLine,
                        field(words.of("form.reason"), reason),
                        ways,
                        told,
                        buttons);
        if (both && !me.isEmpty()) {
            told.setText(words.of("signoff.both"));
        }
        arrange();
    }

    private boolean review() {
        return rows.getFirst().part() == Part.TO_REVIEW;
    }

    private VBox record(SignoffRow row) {
        Label what = Texts.sentence("detail-sentence");
        Meaning own = row.meaning();
        what.setText(
                own == null || rows.size() == 1
                        ? row.what()
                        : words.of("signoff.record", meaning(own, words), row.what()));
        Label hash = Texts.sentence("exact");
        hash.setText(Hashes.grouped(row.hash()));
        return new VBox(what, hash);
    }

    private static HBox field(String name, TextField field) {
        HBox line = FormLines.named(name, field);
        HBox.setHgrow(field, Priority.ALWAYS);
        return line;
    }

    private static String meaning(Meaning m, Words words) {
        return switch (m) {
            case AUTHORED -> words.of("signoff.meaning.authored");
            case REVIEWED -> words.of("signoff.meaning.reviewed");
            case APPROVED -> words.of("signoff.meaning.approved");
            case WITNESSED -> words.of("signoff.meaning.witnessed");
        };
    }

    private void turn(Way next) {
        way = next;
        told.setText("");
        secret.clear();
        badge.clear();
        arrange();
        first().requestFocus();
    }

    private void arrange() {
        as.setText(
                switch (way) {
                    case HERE -> words.of(review() ? "signoff.reviews-as" : "signoff.signs-as", me);
                    case NAME, BADGE -> words.of("signoff.signs-proven");
                });
        secretName.setText(
                switch (way) {
                    case HERE -> words.of("signoff.secret");
                    case NAME -> words.of("signoff.password");
                    case BADGE -> words.of("signoff.pin");
                });
        Texts.present(loginLine, way == Way.NAME);
        Texts.present(badgeLine, way == Way.BADGE);
        boolean knows = way == Way.HERE && rows.stream().allMatch(r -> r.meaning() != null);
        Texts.present(meaningLine, !knows && meaning.getItems().size() > 1);
        if (meaning.getValue() == null && !meaning.getItems().isEmpty()) {
            Meaning first = rows.getFirst().meaning();
            meaning.setValue(first == null ? meaning.getItems().getFirst() : meaning(first, words));
        }
        Texts.present(here, way != Way.HERE && !me.isEmpty());
        Texts.present(byName, way != Way.NAME && !review());
        Texts.present(byBadge, way != Way.BADGE && !review());
    }

    private void press() {
        String one = secret.getText();
        String number = badge.getText();
        secret.clear();
        badge.clear();
        if (one.isEmpty() || way == Way.NAME && login.getText().isBlank() || way == Way.BADGE && number.isEmpty()) {
            tell(words.of("signoff.no-secret"), false);
            return;
        }
        if (one.length() > Secret.MOST || number.length() > Secret.MOST) {
            tell(words.of("signoff.too-long"), false);
            return;
        }
        if (review() && reason.getText().isBlank()) {
            tell(words.of("signoff.no-note"), false);
            return;
        }
        // A button that goes grey hands the keyboard to whatever comes next, which may be another page.
        secret.requestFocus();
        sign.setDisable(true);
        told.setText(words.of("signoff.signing"));
        String why = reason.getText().strip();
        switch (way) {
            case HERE -> {
                if (review()) {
                    actions.review(rows.getFirst(), new Secret(one), why);
                } else {
                    actions.sign(rows, new As.Present(new Secret(one)), chosen(), why);
                }
            }
            case NAME ->
                actions.sign(
                        rows,
                        new As.Proven(new SignIn.Proof.Password(login.getText().strip(), new Secret(one))),
                        chosen(),
                        why);
            case BADGE ->
                actions.sign(
                        rows, new As.Proven(new SignIn.Proof.Badge(new Secret(number), new Secret(one))), chosen(), why);
        }
    }

    /** What is said, where a person had to choose it. */
    private @Nullable Meaning chosen() {
        if (!meaningLine.isVisible()) {
            return null;
        }
        return Stream.of(Meaning.values())
                .filter(m -> Objects.equals(meaning(m, words), meaning.getValue()))
                .findFirst()
                .orElse(Meaning.APPROVED);
    }

    /** Why it was not done. @param both whether both components are wanted from now on */
    void tell(String why, boolean both) {
        sign.setDisable(false);
        if (both && way == Way.HERE) {
            turn(Way.NAME);
        }
        told.setText(why);
        first().requestFocus();
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return switch (way) {
            case HERE -> secret;
            case NAME -> login.getText().isBlank() ? login : secret;
            case BADGE -> badge;
        };
    }

    @Override
    public void leave() {
        secret.clear();
        badge.clear();
        leave.run();
    }
}
