package org.penstock.app.window.view.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javafx.geometry.Orientation;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextField;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.register.Entry;
import org.penstock.app.window.model.register.Form;
import org.penstock.app.window.model.register.Offer;
import org.penstock.app.window.model.register.Register;
import org.penstock.app.window.model.register.RegisterRow;
import org.penstock.app.window.model.register.Shape;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.ListTable;
import org.penstock.app.window.view.Texts;

/** A list of records with the chosen one whole: beside it where there is room, else below it. Letters do what the buttons say, / searches. */
public final class RegisterView extends StackPane {
    /** From so many letter widths on the record stands beside the list. */
    private static final double BESIDE_FROM_EM = 96;

    private static final double LIST_BESIDE = 0.55;
    private static final double LIST_ABOVE = 0.36;

    private final ListTable<RegisterRow> table;
    private final EntryView entry;
    private final TextField letters = new TextField();
    private final Map<String, CheckBox> switches = new LinkedHashMap<>();
    private final OfferButtons offers;
    private final Label why = Texts.sentence("quiet");
    private final Label summary = Texts.flexible("panel-summary");
    private final Label told = Texts.sentence("signoff-told");
    private final SplitPane split;
    private final Layer layer;
    private final RegisterActions actions;
    private final Words words;
    private TextSize size = TextSize.NORMAL;
    private Register model = Register.without("");
    private String wanted = "";
    private String chosen = "";
    private @Nullable Early early;
    private boolean showing;

    public RegisterView(Words words, Shape shape, RegisterActions actions) {
        this.words = words;
        this.actions = actions;
        List<ListTable.Column<RegisterRow>> columns = new ArrayList<>();
        for (int i = 0; i < shape.columns().size(); i++) {
            Shape.Column c = shape.columns().get(i);
            int at = i;
            columns.add(new ListTable.Column<>(c.title(), c.share(), style(c.kind()), r -> r.cells().get(at)));
        }
        table = new ListTable<>(columns, RegisterRow::mark, shape.reading());
        table.node().getSelectionModel().selectedIndexProperty().subscribe((_, _) -> chosen());
        table.node().addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        table.node().addEventFilter(KeyEvent.KEY_TYPED, this::typed);
        entry = new EntryView(words, shape.choose(), actions::press, table.node());
        offers = new OfferButtons(words, actions::press, table.node());
        Label title = Texts.whole("panel-title");
        title.setText(shape.title());
        HBox head = new HBox(title, Texts.spring(), summary);
        head.getStyleClass().add("panel-head");
        FlowPane bar = new FlowPane();
        bar.getStyleClass().add("form-flow");
        if (!shape.prompt().isEmpty()) {
            letters.setPromptText(shape.prompt());
            letters.getStyleClass().add("filter-field");
            letters.textProperty().subscribe((_, _) -> filter());
            letters.addEventFilter(KeyEvent.KEY_PRESSED, this::fromLetters);
            bar.getChildren().add(letters);
        }
        for (Shape.Switch s : shape.switches()) {
            CheckBox box = new CheckBox(s.name());
            box.setMinWidth(USE_PREF_SIZE);
            box.setOnAction(_ -> filter());
            switches.put(s.key(), box);
            bar.getChildren().add(box);
        }
        bar.getChildren().add(offers);
        table.setMinHeight(0);
        entry.setMinSize(0, 0);
        split = new SplitPane(table, entry);
        split.setMinHeight(0);
        VBox.setVgrow(split, Priority.ALWAYS);
        VBox sheet = new VBox(bar, why, split, told);
        sheet.getStyleClass().add("sheet");
        VBox.setVgrow(sheet, Priority.ALWAYS);
        sheet.setMinHeight(0);
        VBox body = new VBox(head, sheet);
        body.getStyleClass().add("devices-page");
        layer = new Layer(body);
        getChildren().addAll(body, layer);
        widthProperty().subscribe(_ -> arrange());
        addEventFilter(KeyEvent.KEY_PRESSED, _ -> actions.used());
        addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> actions.used());
    }

    private static String style(Shape.Kind kind) {
        return switch (kind) {
            case NAME -> "cell-strong";
            case TEXT -> "cell-name";
            case NUMBER -> "cell-number";
            case QUIET -> "cell-quiet";
        };
    }

    /** Every size follows the text. */
    public void textSize(TextSize next) {
        size = next;
        arrange();
    }

    private void arrange() {
        boolean wide = getWidth() / size.pixels() >= BESIDE_FROM_EM;
        Orientation next = wide ? Orientation.HORIZONTAL : Orientation.VERTICAL;
        if (split.getOrientation() != next || split.getDividerPositions()[0] == 0.5) {
            split.setOrientation(next);
            split.setDividerPositions(wide ? LIST_BESIDE : LIST_ABOVE);
        }
    }

    /** What there is. */
    public void show(Register next) {
        model = next;
        showing = true;
        table.empty(next.empty());
        table.show(next.rows());
        boolean waits = !wanted.isEmpty() && !table.reveal(wanted);
        if (!waits || next.chosen().equals(wanted) && next.entry() == null) {
            wanted = "";
        }
        if (wanted.isEmpty() && table.node().getSelectionModel().isEmpty() && !next.rows().isEmpty()) {
            table.node().getSelectionModel().selectFirst();
        }
        showing = false;
        summary.setText(next.summary());
        why.setText(Offer.reasons(next.offers(), words));
        offers.show(next.offers());
        if (wanted.isEmpty()) {
            chosen();
        }
        entry();
        pressEarly();
    }

    /** A letter that was pressed before the record was read. @param record key of the one that was chosen then */
    private record Early(KeyCode letter, String record) {}

    private void entry() {
        Entry now = model.entry();
        entry.show(now != null && model.chosen().equals(chosen) ? now : null);
    }

    private void chosen() {
        if (showing) {
            return;
        }
        RegisterRow row = table.selected();
        String key = row == null ? "" : row.key();
        if (!key.equals(chosen)) {
            chosen = key;
            entry();
            actions.choose(key);
        }
    }

    private void filter() {
        Set<String> on = new LinkedHashSet<>();
        switches.forEach((key, box) -> {
            if (box.isSelected()) {
                on.add(key);
            }
        });
        actions.filter(letters.getText().strip(), on);
    }

    private void fromLetters(KeyEvent event) {
        if (event.getCode() == KeyCode.ENTER || event.getCode() == KeyCode.DOWN) {
            event.consume();
            table.node().requestFocus();
        } else if (event.getCode() == KeyCode.ESCAPE && !letters.getText().isEmpty()) {
            event.consume();
            letters.clear();
        }
    }

    private void pressed(KeyEvent event) {
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        Offer offer = offer(event.getCode());
        early = null;
        if (offer != null) {
            event.consume();
            press(offer);
        } else if (event.getCode().isLetterKey() && !model.chosen().equals(chosen)) {
            event.consume();
            early = new Early(event.getCode(), chosen);
        }
    }

    /** A sign is where each keyboard has it, so it is taken as typed. */
    private void typed(KeyEvent event) {
        if (words.of("register.letters-key").equals(event.getCharacter()) && letters.getParent() != null) {
            event.consume();
            letters.requestFocus();
        }
    }

    private void press(Offer offer) {
        if (offer.open()) {
            actions.press(offer.key());
        } else {
            tell(offer.why());
        }
    }

    /** A letter for a record that was just chosen waits until it has been read what can be done with it. */
    private void pressEarly() {
        Early waits = early;
        if (waits == null || !model.chosen().equals(chosen)) {
            return;
        }
        early = null;
        Offer offer = waits.record().equals(chosen) && layer.open() == null ? offer(waits.letter()) : null;
        if (offer != null) {
            press(offer);
        }
    }

    private @Nullable Offer offer(KeyCode code) {
        Entry now = model.entry();
        Stream<Offer> ofEntry =
                now != null && model.chosen().equals(chosen) ? now.offers().stream() : Stream.empty();
        return Stream.concat(model.offers().stream(), ofEntry)
                .filter(o -> o.letter().equals(code.getName()))
                .findFirst()
                .orElse(null);
    }

    /** Asks for what a deed needs. */
    public void ask(Form form) {
        tell("");
        layer.show(new FormPane(words, form, filled -> actions.filled(form, filled), layer::hide));
    }

    /** What came of something. */
    public void tell(String text) {
        told.setText(text);
    }

    /** The pane says why it was not done, and stays. */
    public void refused(String why) {
        if (layer.open() instanceof FormPane pane) {
            pane.tell(why);
        } else {
            tell(why);
        }
    }

    /** It is done: no pane any more. */
    public void done(String text) {
        if (layer.open() != null) {
            layer.hide();
        }
        tell(text);
    }

    /** Chooses one, now or as soon as it is read. @return whether it is there */
    public boolean reveal(String key) {
        boolean there = table.reveal(key);
        wanted = there ? "" : key;
        return there;
    }

    /** Takes the filter off. */
    public void everything() {
        letters.clear();
        switches.values().forEach(box -> box.setSelected(false));
        filter();
    }

    /** Puts the keyboard on the list, or on the pane that is open. */
    public void focus() {
        Layer.Dialog open = layer.open();
        if (open != null) {
            open.first().requestFocus();
            return;
        }
        table.node().requestFocus();
    }
}
