package org.penstock.app.window.view;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.AlertRow;
import org.penstock.app.window.model.AnswerRow;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Confirmation;
import org.penstock.app.window.model.DeviceRow;
import org.penstock.app.window.model.FoundRow;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.Overview;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;

/**
 * Everything inside the window: header, strip of alerts, overview, lists, the last answer, and the layer in which a
 * dialog stands. Header and strip stay reachable while a dialog is open.
 */
public final class MainView extends VBox {
    /** Part of the height below the strip that belongs to the lists. */
    private static final double LISTS_SHARE = 0.25;

    /** Narrower than this many letter heights, and one list shows at a time, without its minor columns. */
    private static final double MEDIUM_FROM_EM = 103;

    /** Narrower than this, and lists leave out what a second look can find elsewhere. */
    private static final double WIDE_FROM_EM = 130;

    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private static final PseudoClass MEDIUM = PseudoClass.getPseudoClass("medium");

    private final HeaderView header;
    private final AlertStripView strip;
    private final OverviewView overview;
    private final ListsView lists;
    private final VBox beneath;
    private @Nullable DevicesPage devices;
    private final AnswerLine last;
    private final Label message = Texts.sentence("message");
    private final StackPane messagePane = new StackPane(message);
    private final Layer layer;
    private final ConfirmPane confirm;
    private final Words words;
    private TextSize size = TextSize.NORMAL;

    public MainView(Words words, Actions actions, Choices choices) {
        this.words = words;
        getStyleClass().add("main");
        header = new HeaderView(words, actions);
        strip = new AlertStripView(words, actions);
        overview = new OverviewView(words, actions);
        lists = new ListsView(words, actions);
        last = new AnswerLine(words, actions);
        last.node().getStyleClass().add("last-answer");
        beneath = new VBox(overview, lists, last.node());
        VBox.setVgrow(overview, Priority.ALWAYS);
        lists.prefHeightProperty().bind(beneath.heightProperty().multiply(LISTS_SHARE));
        lists.setMinHeight(USE_PREF_SIZE);
        overview.setMinHeight(0);
        overview.setPrefHeight(0);
        layer = new Layer(beneath);
        confirm = new ConfirmPane(words, choices);
        messagePane.getStyleClass().add("message-pane");
        StackPane stage = new StackPane(beneath, messagePane, layer);
        VBox.setVgrow(stage, Priority.ALWAYS);
        stage.setMinHeight(0);
        getChildren().addAll(header, strip, stage);
        message("");
        last.say(words.of("answers.none"));
        widthProperty().subscribe(_ -> measure());
    }

    private void measure() {
        double letters = getWidth() / size.pixels();
        pseudoClassStateChanged(NARROW, letters < MEDIUM_FROM_EM);
        pseudoClassStateChanged(MEDIUM, letters < WIDE_FROM_EM);
        lists.apart(letters >= MEDIUM_FROM_EM);
        if (devices != null) {
            devices.beside(letters >= MEDIUM_FROM_EM);
        }
    }

    /** Shows the overview as it is now. */
    public void show(Overview model) {
        header.show(model.header());
        strip.show(model.strip());
        overview.show(model);
        lists.show(model);
        message("");
    }

    /** Covers everything below the strip with a sentence: starting, failed, stopping. "" uncovers it. */
    public void message(String text) {
        message.setText(text);
        Texts.present(messagePane, !text.isEmpty());
    }

    /** What was asked here, newest first; the newest stays in sight below the lists. */
    public void answers(List<AnswerRow> rows) {
        lists.answers(rows);
        if (!rows.isEmpty()) {
            last.show(rows.getFirst());
        }
    }

    /** Every size follows the text. */
    public void textSize(TextSize next) {
        size = next;
        overview.textSize(next);
        measure();
    }

    /** Shows how far the request is; opens the dialog if it is not open. */
    public void confirm(Confirmation.View view) {
        confirm.show(view);
        if (layer.open() != confirm) {
            layer.show(confirm);
        }
    }

    /** Puts the keyboard on the button that confirms. */
    public void toConfirm() {
        confirm.toConfirm();
    }

    /** Asks for time, value and reason. */
    public void form(OutputRow row, Times times, Consumer<Ask> propose) {
        layer.show(new OutputForm(row, words, times, propose, layer::hide));
    }

    public void keys() {
        layer.show(new KeysPane(words, layer::hide));
    }

    public void closing(List<String> stopping, Runnable close) {
        layer.show(new ClosePane(stopping, words, close, layer::hide));
    }

    /** Takes away whatever dialog is open. */
    public void noDialog() {
        if (layer.open() != null) {
            layer.hide();
        }
    }

    /** The alert shown in the strip, null when none. */
    public @Nullable AlertRow alertShown() {
        return strip.shown();
    }

    /** Makes the page of the devices, which stands in place of the overview while it is shown. */
    public DevicesPage devices(DeviceActions deviceActions, AddActions addActions) {
        DevicesPage page = new DevicesPage(words, deviceActions, addActions);
        Texts.present(page, false);
        VBox.setVgrow(page, Priority.ALWAYS);
        page.setMinHeight(0);
        page.setPrefHeight(0);
        beneath.getChildren().add(1, page);
        devices = page;
        measure();
        return page;
    }

    /** Shows the devices instead of the overview, or the overview again. Does nothing while a dialog is open. */
    public void showDevices(boolean shown) {
        DevicesPage page = devices;
        if (layer.open() != null || page == null) {
            return;
        }
        Texts.present(overview, !shown);
        Texts.present(lists, !shown);
        Texts.present(page, shown);
        if (shown) {
            page.focus();
        }
    }

    /** Asks why a device is taken out of service. */
    public void disable(DeviceRow device, Consumer<Ask> propose) {
        layer.show(new DisableForm(device, words, propose, layer::hide));
    }

    /** Asks what a sensor showed against which reference. */
    public void calibrate(DeviceRow device, Consumer<Ask> propose) {
        layer.show(new CalibrationForm(device, words, propose, layer::hide));
    }

    /** Asks whether what was written of a new device may go. */
    public void discard(Runnable go) {
        layer.show(new DiscardPane(words, go, layer::hide));
    }

    /** Asks for some letters and shows what they find. */
    public void find(Function<String, List<FoundRow>> find, Consumer<FoundRow> go) {
        layer.show(new FindPane(words, find, go, layer::hide));
    }

    /** Brings what was found into sight. */
    public void reveal(FoundRow row) {
        if (row.kind() == FoundRow.Kind.ALERT) {
            lists.reveal(row);
        } else {
            overview.reveal(row);
        }
    }

    /** Brings a part forward and puts the keyboard on it. Does nothing while a dialog is open. */
    public void focus(Key key) {
        if (layer.open() != null) {
            return;
        }
        showDevices(false);
        switch (key) {
            case ALERTS, STARTS, ANSWERS -> lists.focus(key);
            default -> overview.focus(key);
        }
    }

    /** Gives {@code scene} the keys of the window. */
    public void keys(Scene scene, Consumer<Key> pressed) {
        for (Key key : Key.values()) {
            scene.getAccelerators().put(key.combination(), () -> pressed.accept(key));
        }
        // "?" is typed differently on each keyboard, so the character counts and not the key.
        scene.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            @Nullable Node owner = scene.getFocusOwner();
            if ("?".equals(event.getCharacter()) && !(owner instanceof TextInputControl)) {
                pressed.accept(Key.HELP);
            }
        });
    }
}
