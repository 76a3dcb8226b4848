package org.penstock.app.window.view.record;

import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.ProgressBar;
import javafx.scene.control.TextField;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.record.Verified;
import org.penstock.app.window.model.signoff.Fact;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.SentenceList;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.signoff.FactsView;

/** Proves the record, says where its chains stand, hands it out or prints it; tells how that goes on, and can be stopped. */
final class ProofPane extends VBox implements Layer.Dialog {
    private final Purpose purpose;
    private final CheckBox readings = new CheckBox();
    private final TextField target = new TextField();
    private final ProgressBar bar = new ProgressBar(0);
    private final Label told = Texts.sentence("detail-sentence");
    private final SentenceList findings = new SentenceList();
    private final FactsView heads = new FactsView();
    private final Button go;
    private final Button cancel;
    private final RecordActions actions;
    private final Runnable leave;
    private final Words words;
    private boolean running;

    /** What it is open for. */
    enum Purpose {
        VERIFY("record.verify.title", "record.verify.text", "record.verify.go"),
        HEADS("record.heads.title", "record.heads.text", ""),
        EXPORT("record.export.title", "record.export.text", "record.export.go"),
        PRINT("record.print.title", "record.print.text", "record.print.go");

        private final String title;
        private final String text;
        private final String button;

        Purpose(String title, String text, String button) {
            this.title = title;
            this.text = text;
            this.button = button;
        }
    }

    ProofPane(Words words, Purpose purpose, RecordActions actions, Runnable leave) {
        this.words = words;
        this.purpose = purpose;
        this.actions = actions;
        this.leave = leave;
        getStyleClass().addAll("dialog", "plan");
        Label title = Texts.sentence("dialog-title");
        title.setText(words.of(purpose.title));
        Label text = Texts.sentence("dialog-text");
        text.setText(words.of(purpose.text));
        readings.setText(words.of("record.verify.readings"));
        HBox where = FormLines.named(words.of("record.target"), target);
        HBox.setHgrow(target, Priority.ALWAYS);
        target.setOnAction(_ -> press());
        where.getChildren().add(FormLines.button(words.of("record.choose-target"), this::choose));
        bar.setMaxWidth(Double.MAX_VALUE);
        findings.getStyleClass().add("sentence-list");
        go = FormLines.button(purpose.button.isEmpty() ? "" : words.of(purpose.button), this::press);
        go.getStyleClass().add("confirm");
        cancel = FormLines.button(words.of("confirm.close"), this::leave);
        HBox buttons = new HBox(cancel, Texts.spring(), go);
        buttons.getStyleClass().add("dialog-buttons");
        getChildren().addAll(title, text, readings, where, heads, bar, told, findings, buttons);
        Texts.present(readings, purpose == Purpose.VERIFY);
        Texts.present(where, purpose == Purpose.EXPORT || purpose == Purpose.PRINT);
        Texts.present(go, purpose != Purpose.HEADS && (purpose != Purpose.VERIFY || actions.verifiable()));
        Texts.present(bar, false);
        Texts.present(findings, false);
        if (purpose == Purpose.VERIFY && !actions.verifiable()) {
            told.setText(words.of("record.verify.not-here"));
        }
    }

    private void choose() {
        @Nullable File chosen;
        if (purpose == Purpose.PRINT) {
            FileChooser chooser = new FileChooser();
            chooser.setTitle(words.of(purpose.title));
            chosen = chooser.showSaveDialog(getScene().getWindow());
        } else {
            DirectoryChooser chooser = new DirectoryChooser();
            chooser.setTitle(words.of(purpose.title));
            chosen = chooser.showDialog(getScene().getWindow());
        }
        if (chosen != null) {
            target.setText(chosen.getAbsolutePath());
        }
    }

    private void press() {
        if (running) {
            return;
        }
        if (purpose == Purpose.VERIFY) {
            actions.verify(readings.isSelected());
            return;
        }
        Path path;
        try {
            path = Path.of(target.getText().strip());
        } catch (InvalidPathException e) {
            told.setText(words.of("record.no-target", target.getText()));
            return;
        }
        if (!path.isAbsolute()) {
            told.setText(words.of("record.no-target", target.getText()));
        } else if (purpose == Purpose.PRINT) {
            actions.print(path);
        } else {
            actions.export(path);
        }
    }

    void show(Verified now) {
        running = now.running();
        Texts.present(bar, now.running());
        bar.setProgress(now.done() < 0 ? ProgressBar.INDETERMINATE_PROGRESS : now.done());
        told.setText(now.text());
        findings.show(now.findings());
        Texts.present(findings, !now.findings().isEmpty());
        if (now.running() && go.isFocused()) {
            // A button that goes grey hands the keyboard to whatever comes next, which may be another page.
            cancel.requestFocus();
        }
        go.setDisable(now.running());
        cancel.setText(words.of(now.running() ? "record.stop" : "confirm.close"));
    }

    void heads(List<Fact> facts) {
        heads.show(facts);
    }

    @Override
    public Region node() {
        return this;
    }

    @Override
    public Node first() {
        return target.getParent().isVisible() ? target : go.isVisible() ? go : cancel;
    }

    /** What is under way is stopped first; a second press leaves. */
    @Override
    public void leave() {
        if (running) {
            actions.cancel();
        } else {
            leave.run();
        }
    }
}
