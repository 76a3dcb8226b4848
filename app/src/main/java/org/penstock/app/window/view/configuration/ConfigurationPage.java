package org.penstock.app.window.view.configuration;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.configuration.ElementKind;
import org.penstock.app.window.model.configuration.PlanModel;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.Page;
import org.penstock.app.window.view.Texts;

/** The configurations that were in force, and everything the file says with a form for each. */
public final class ConfigurationPage implements Page {
    private final StackPane root = new StackPane();
    private final Label shut = Texts.sentence("quiet");
    private final VBox body;
    private final Supplier<String> mayNot;
    private final HistoryView history;
    private final EditView edit;
    private final PlanPane plan;
    private final Layer layer;
    private final Words words;
    private final ConfigurationActions actions;
    private final Function<Beat, String> now;
    private final Runnable closing;
    private final Map<Sheet, ToggleButton> titles = new EnumMap<>(Sheet.class);
    private @Nullable NewElementPane beginning;
    private Sheet sheet = Sheet.HISTORY;

    /** What the page shows. */
    public enum Sheet {
        /** Every version that was in force. */
        HISTORY("config.history"),
        /** What the file says, to be changed. */
        EDIT("config.edit");

        private final String wordKey;

        Sheet(String wordKey) {
            this.wordKey = wordKey;
        }
    }

    /**
     * @param now what the chosen element measures at a beat, in words; runs on the window's pulse thread
     * @param closing what ends with the page
     * @param mayNot why who sits here may not see the file, "" when he may; asked on any thread, at every beat
     */
    public ConfigurationPage(
            Words words,
            ConfigurationActions actions,
            Function<Beat, String> now,
            Runnable closing,
            Supplier<String> mayNot) {
        this.mayNot = mayNot;
        this.words = words;
        this.actions = actions;
        this.now = now;
        this.closing = closing;
        history = new HistoryView(words, actions);
        edit = new EditView(words, actions);
        plan = new PlanPane(words, actions);
        HBox heads = new HBox();
        heads.getStyleClass().add("leaf-titles");
        StackPane sheets = new StackPane();
        VBox.setVgrow(sheets, Priority.ALWAYS);
        sheets.setMinHeight(0);
        ToggleGroup group = new ToggleGroup();
        for (Sheet s : Sheet.values()) {
            ToggleButton title = new ToggleButton(words.of(s.wordKey));
            title.getStyleClass().setAll("leaf-title");
            title.setMinWidth(HBox.USE_PREF_SIZE);
            title.setToggleGroup(group);
            title.setOnAction(_ -> turn(s));
            titles.put(s, title);
            heads.getChildren().add(title);
            Node view = s == Sheet.HISTORY ? history : edit;
            view.visibleProperty().bind(title.selectedProperty());
            view.managedProperty().bind(title.selectedProperty());
            sheets.getChildren().add(view);
        }
        body = new VBox(heads, sheets);
        body.getStyleClass().add("devices-page");
        layer = new Layer(body);
        VBox sentence = new VBox(shut);
        sentence.getStyleClass().add("sheet");
        sentence.visibleProperty().bind(body.visibleProperty().not());
        root.getChildren().addAll(sentence, body, layer);
        select(Sheet.HISTORY);
        show(mayNot.get());
    }

    @Override
    public PageAddress address() {
        return PageAddress.of(PageAddress.Kind.CONFIGURATION);
    }

    @Override
    public String title() {
        return words.of("config.title-of-page");
    }

    @Override
    public Node node() {
        return root;
    }

    @Override
    public Runnable write(Beat beat) {
        String why = mayNot.get();
        String value = now.apply(beat);
        return () -> {
            show(why);
            edit.now(value);
        };
    }

    /** Whoever may not see the file sees why; what was begun stays under it for who began it. */
    private void show(String why) {
        if (why.equals(shut.getText()) && body.isVisible() == why.isEmpty()) {
            return;
        }
        shut.setText(why);
        body.setVisible(why.isEmpty());
        if (why.isEmpty()) {
            actions.turned(sheet);
        } else {
            layer.hide();
        }
    }

    @Override
    public void focus() {
        Layer.Dialog open = layer.open();
        (open != null ? open.first() : sheet == Sheet.HISTORY ? history.first() : edit.first()).requestFocus();
    }

    @Override
    public void close() {
        closing.run();
    }

    /** Brings a sheet forward and puts the keyboard on its list. */
    public void turn(Sheet next) {
        select(next);
        focus();
        actions.turned(next);
    }

    private void select(Sheet next) {
        sheet = next;
        ToggleButton title = titles.get(next);
        if (title != null) {
            title.setSelected(true);
        }
    }

    /** What is shown. */
    public Sheet sheet() {
        return sheet;
    }

    public HistoryView history() {
        return history;
    }

    public EditView edit() {
        return edit;
    }

    /** Shows a plan over the sheets, or how it goes on. */
    public void plan(PlanModel model) {
        boolean fresh = layer.open() != plan;
        if (fresh) {
            plan.begin();
        }
        plan.show(model);
        if (fresh) {
            layer.show(plan);
        } else if (!model.waiting()) {
            plan.toFirst();
        }
    }

    /** Asks what a new element is called. */
    public void begin(ElementKind kind, List<String> devices) {
        beginning = new NewElementPane(words, kind, devices, actions);
        layer.show(beginning);
    }

    /** Says what is missing of the new element. */
    public void missing(String what) {
        if (beginning != null) {
            beginning.tell(what);
        }
    }

    /** Asks whether changes may be thrown away. */
    public void ask(String what, Runnable go) {
        layer.show(new AskPane(words, what, go, layer::hide));
    }

    /** No dialog any more. */
    public void noDialog() {
        layer.hide();
    }
}
