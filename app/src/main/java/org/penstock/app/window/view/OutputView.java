package org.penstock.app.window.view;

import java.util.List;
import java.util.stream.Stream;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.CommandRow;
import org.penstock.app.window.model.GateRow;
import org.penstock.app.window.model.OutputModel;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.ProgramRow;
import org.penstock.app.window.model.StreamModel;
import org.penstock.app.window.model.Words;

/** One output: how it is and why, what may be asked of it, what keeps it shut, what moves it, and what was sent to it. */
public final class OutputView extends VBox {
    private final Words words;
    private final Label name = Texts.whole("place-title");
    private final Label path = Texts.flexible("quiet");
    private final Glyph phase = new Glyph();
    private final Label state = Texts.whole("hero-number");
    private final Label since = Texts.sentence("row-detail");
    private final Label wanted = Texts.sentence("fact-text");
    private final Label until = Texts.sentence("output-until");
    private final Label shut = Texts.sentence("row-shut");
    private final Button set = Buttons.small();
    private final Button release = Buttons.small();
    private final GridPane facts = new GridPane();
    private final RowStack<AlertRow> alerts;
    private final RowStack<GateRow> gates;
    private final RowStack<ProgramRow> programs;
    private final RowStack<CommandRow> commands;
    private final Label noGates = Texts.sentence("empty-hint");
    private final Label noPrograms = Texts.sentence("empty-hint");
    private final Label noCommands = Texts.sentence("empty-hint");
    private List<StreamModel.Fact> told = List.of();
    private @Nullable OutputRow row;
    private String place = "";
    private String device = "";

    public OutputView(Words words, Actions actions, Going going) {
        this.words = words;
        alerts = new RowStack<>(() -> new PlaceAlertView(words, actions));
        gates = new RowStack<>(() -> new GateRowView(words, actions));
        programs = new RowStack<>(() -> new ProgramRowView(words, actions));
        commands = new RowStack<>(CommandRowView::new);
        HBox head = new HBox(name, path);
        head.getStyleClass().add("place-head");
        HBox.setHgrow(path, Priority.ALWAYS);
        VBox about = about(actions, going);
        about.getStyleClass().addAll("panel", "stream-about");
        about.setMinWidth(Region.USE_PREF_SIZE);
        VBox middle = new VBox(
                new Panel(words.of("outputs.gates"), new VBox(gates, noGates)),
                new Panel(words.of("panel.programs"), new VBox(programs, noPrograms)));
        middle.getStyleClass().add("column");
        ScrollPane middleScroll = PlaceView.scroll(middle);
        Panel sent = new Panel(words.of("outputs.commands"), PlaceView.scroll(new VBox(commands, noCommands)));
        HBox body = new HBox(PlaceView.scroll(about), middleScroll, sent);
        body.getStyleClass().add("stream-body");
        for (Region part : List.of(middleScroll, sent)) {
            HBox.setHgrow(part, Priority.ALWAYS);
            part.setMinWidth(0);
            part.setPrefWidth(1);
        }
        body.setMinHeight(0);
        body.setPrefHeight(0);
        VBox.setVgrow(body, Priority.ALWAYS);
        noCommands.setText(words.of("outputs.no-commands"));
        getChildren().addAll(head, body);
        // Typed, not pressed: the letter must not be typed into the form that it opens.
        addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    }

    /** A letter is for the gate that has the keyboard, else for the first for which it stands for something. */
    private void typed(KeyEvent event) {
        if (event.isShortcutDown() || event.isAltDown() || event.getTarget() instanceof TextInputControl) {
            return;
        }
        List<GateRowView> all = gates.views(GateRowView.class);
        if (Stream.concat(all.stream().filter(GateRowView::focused), all.stream().filter(g -> !g.focused()))
                .anyMatch(g -> g.press(event.getCharacter()))) {
            event.consume();
        }
    }

    private VBox about(Actions actions, Going going) {
        HBox now = new HBox(phase, state);
        now.getStyleClass().add("condition");
        release.setText(words.of("output.release"));
        set.setOnAction(_ -> {
            if (row != null) {
                actions.askForOutput(row);
            }
        });
        release.setOnAction(_ -> {
            if (row != null) {
                actions.ask(row.release());
            }
        });
        HBox ask = new HBox(set, release);
        ask.getStyleClass().add("stream-buttons");
        Buttons.acting(words, set, release);
        Button toPlace = Buttons.small();
        toPlace.setText(words.of("outputs.to-place"));
        toPlace.setOnAction(_ -> going.go(new PageAddress(Kind.PLACE, place)));
        Button toDevice = Buttons.small();
        toDevice.setText(words.of("stream.to-device"));
        toDevice.setOnAction(_ -> going.goTo(PageAddress.of(Kind.DEVICES), device));
        HBox leads = new HBox(toPlace, toDevice);
        leads.getStyleClass().add("stream-buttons");
        facts.getStyleClass().add("facts");
        return new VBox(now, since, wanted, until, shut, ask, facts, leads, alerts);
    }

    public void show(OutputModel model) {
        row = model.row();
        place = model.place();
        device = model.device();
        name.setText(model.name());
        path.setText(model.path());
        since.setText(model.since());
        wanted.setText(model.wanted());
        until.setText(model.until());
        shut.setText(model.shut().isEmpty() ? "" : words.of("output.shut", model.shut()));
        OutputRow of = model.row();
        Texts.present(set, of != null);
        Texts.present(release, of != null && of.releasable());
        if (of != null) {
            phase.show(of.phaseClass(), "");
            state.setText(of.state());
            set.setText(words.of("output.set", of.startVerb()));
        }
        gates.show(model.gates());
        noGates.setText(model.gates().isEmpty() ? words.of("outputs.no-gates") : "");
        programs.show(model.programs());
        noPrograms.setText(model.programs().isEmpty() ? words.of("outputs.no-programs") : "");
        alerts.show(model.alerts());
        facts(model.facts());
    }

    private void facts(List<StreamModel.Fact> next) {
        if (next.equals(told)) {
            return;
        }
        told = next;
        facts.getChildren().clear();
        int line = 0;
        for (StreamModel.Fact fact : next) {
            Label what = Texts.whole("fact-name");
            what.setText(fact.name());
            Label text = Texts.sentence("fact-text");
            text.setText(fact.text());
            facts.addRow(line++, what, text);
        }
    }

    /** What was sent to it, newest first. */
    public void commands(List<CommandRow> rows) {
        commands.show(rows);
        noCommands.setText(rows.isEmpty() ? words.of("outputs.no-commands") : "");
    }

    /** Why what was sent cannot be read; what is shown stays. */
    public void refused(String why) {
        noCommands.setText(words.of("outputs.refused", why));
    }

    /** What stands on its tab. */
    public String title() {
        return name.getText();
    }

    /** Puts the keyboard on what may be asked. */
    public void focus() {
        set.requestFocus();
    }
}
