package org.penstock.app.window.view;

import java.util.EnumMap;
import java.util.Map;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Inventory;
import org.penstock.app.window.model.ReplaceModel;
import org.penstock.app.window.model.StepTestModel;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Words;

/**
 * Putting devices into service, in place of the overview: the devices and how they are, a look at a link, what goes over
 * it, and a new device. Header, strip and last answer stay where they are; Esc goes back.
 */
public final class DevicesPage extends StackPane {
    /** From so many letter heights on a device stands beside the list of all. */
    private static final double BESIDE_FROM_EM = 103;

    private final DevicesView devices;
    private final LookView look;
    private final TrafficView traffic;
    private final AddView add;
    private final Map<Sheet, ToggleButton> titles = new EnumMap<>(Sheet.class);
    private final DeviceActions actions;
    private final Words words;
    private final Layer layer;
    private @Nullable ReplaceForm replacing;
    private @Nullable ReplaceModel replaced;
    private @Nullable StepTestPane testing;
    private Sheet sheet = Sheet.DEVICES;
    private TextSize size = TextSize.NORMAL;

    /** What the page shows. */
    public enum Sheet {
        /** Every device and how it is. */
        DEVICES("devices.title"),
        /** What is on a link. */
        LOOK("look.title"),
        /** A new device. */
        ADD("add.title"),
        /** What goes over a link. */
        TRAFFIC("traffic.title");

        private final String wordKey;

        Sheet(String wordKey) {
            this.wordKey = wordKey;
        }
    }

    public DevicesPage(Words words, DeviceActions actions, AddActions addActions) {
        this.actions = actions;
        this.words = words;
        VBox beneath = new VBox();
        beneath.getStyleClass().add("devices-page");
        layer = new Layer(beneath);
        devices = new DevicesView(words, actions);
        look = new LookView(words, actions);
        traffic = new TrafficView(words, actions);
        add = new AddView(words, addActions);
        HBox heads = new HBox();
        heads.getStyleClass().add("leaf-titles");
        StackPane sheets = new StackPane();
        VBox.setVgrow(sheets, Priority.ALWAYS);
        sheets.setMinHeight(0);
        ToggleGroup group = new ToggleGroup();
        for (Sheet s : Sheet.values()) {
            ToggleButton title = new ToggleButton(words.of(s.wordKey));
            title.getStyleClass().setAll("leaf-title");
            title.setMinWidth(USE_PREF_SIZE);
            title.setToggleGroup(group);
            title.setOnAction(_ -> turn(s));
            titles.put(s, title);
            heads.getChildren().add(title);
            Node view = node(s);
            view.visibleProperty().bind(title.selectedProperty());
            view.managedProperty().bind(title.selectedProperty());
            sheets.getChildren().add(view);
        }
        Button back = FormLines.button(words.of("devices.back"), actions::leaveDevices);
        back.getStyleClass().add("quiet-button");
        heads.getChildren().addAll(Texts.spring(), back);
        beneath.getChildren().addAll(heads, sheets);
        beneath.setMinHeight(0);
        beneath.setMinWidth(0);
        setMinWidth(0);
        getChildren().addAll(beneath, layer);
        title(Sheet.DEVICES).setSelected(true);
        widthProperty().subscribe(_ -> measure());
        addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE) {
                event.consume();
                actions.leaveDevices();
            }
        });
    }

    /** Brings a sheet forward and puts the keyboard on its first control. */
    public void turn(Sheet next) {
        sheet = next;
        title(next).setSelected(true);
        focus();
        actions.turned(next);
    }

    /** What is shown. */
    public Sheet sheet() {
        return sheet;
    }

    /** What links, devices and places there are to choose from. */
    public void show(Inventory inventory) {
        look.show(inventory);
        traffic.show(inventory);
        add.show(inventory);
    }

    public DevicesView devices() {
        return devices;
    }

    public LookView look() {
        return look;
    }

    public TrafficView traffic() {
        return traffic;
    }

    public AddView add() {
        return add;
    }

    /** Shows how far a sensor is replaced; opens the dialog if it is not open. */
    public void replace(ReplaceModel model, ReplaceActions replaceActions) {
        ReplaceForm form = replacing;
        if (form == null || replaced != model) {
            form = new ReplaceForm(model, words, replaceActions);
            replacing = form;
            replaced = model;
            layer.show(form);
        } else {
            form.show(model);
        }
    }

    /** Shows how far a step test is; opens the dialog if it is not open. */
    public void stepTest(StepTestModel model, StepTestActions testActions) {
        StepTestPane pane = testing;
        if (pane == null) {
            pane = new StepTestPane(model, words, testActions);
            testing = pane;
            layer.show(pane);
        } else {
            pane.show(model);
        }
    }

    /** Takes away the dialog of the page. */
    public void noDialog() {
        replacing = null;
        replaced = null;
        testing = null;
        if (layer.open() != null) {
            layer.hide();
        }
    }

    /** Puts the keyboard on the first control of what is shown. */
    public void focus() {
        Layer.Dialog dialog = layer.open();
        if (dialog != null) {
            dialog.first().requestFocus();
            return;
        }
        switch (sheet) {
            case DEVICES -> devices.first().requestFocus();
            case LOOK -> look.first().requestFocus();
            case TRAFFIC -> traffic.first().requestFocus();
            case ADD -> add.first().requestFocus();
        }
    }

    /** Every size follows the text. */
    public void textSize(TextSize next) {
        size = next;
        measure();
    }

    private void measure() {
        devices.beside(getWidth() / size.pixels() >= BESIDE_FROM_EM);
    }

    private ToggleButton title(Sheet of) {
        ToggleButton button = titles.get(of);
        if (button == null) {
            throw new IllegalStateException(of.name());
        }
        return button;
    }

    private Node node(Sheet of) {
        return switch (of) {
            case DEVICES -> devices;
            case LOOK -> look;
            case TRAFFIC -> traffic;
            case ADD -> add;
        };
    }
}
