package org.penstock.app.window.view;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.css.PseudoClass;
import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
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
import org.penstock.app.window.model.Frame;
import org.penstock.app.window.model.GateRow;
import org.penstock.app.window.model.OutputRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Times;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.people.NoticeBar;

/**
 * Everything inside the window: header, strip of alerts, the way to the pages, the page in sight, lists, the last answer, the
 * quiet corner, and the layer in which a dialog stands. Header and strip stay reachable while a dialog is open.
 */
public final class MainView extends VBox {
    /** Narrower than this many letter heights, and one list shows at a time. */
    private static final double APART_FROM_EM = 88;

    /** Part of the height below the strip that belongs to the lists. */
    private static final double LISTS_SHARE = 0.25;

    /** Narrower than this many letter heights, and lists do without their minor columns. */
    private static final double MEDIUM_FROM_EM = 103;

    /** Narrower than this, and lists leave out what a second look can find elsewhere. */
    private static final double WIDE_FROM_EM = 130;

    /** A window narrower than this needs its width for the page: the way to the pages is hidden until asked for. */
    private static final double NAV_FROM_EM = 90;

    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");
    private static final PseudoClass LOCKED = PseudoClass.getPseudoClass("locked");

    /** Style classes of what does something in the facility. */
    private static final List<String> ACTS = List.of("acting", "confirm");

    private static final PseudoClass MEDIUM = PseudoClass.getPseudoClass("medium");

    /** A text field would take the one for the way to the next control, and a list the other for the wish to write into a line. */
    private static final List<Key> TAKEN = List.of(Key.NEXT_TAB, Key.ALERTS);

    private final HeaderView header;
    private final AlertStripView strip;
    private final NavView nav;
    private final TabsView tabs;
    private final StackPane holder = new StackPane();
    private final ListsView lists;
    private final CornerView corner;
    private final HBox foot;
    private final VBox content;
    private final HBox beneath;
    private final AnswerLine last;
    private final NoticeBar notice;
    private final BypassStrip bypasses;
    private final Actions actions;
    private final Label message = Texts.sentence("message");
    private final StackPane messagePane = new StackPane(message);
    private final Layer layer;
    private final ConfirmPane confirm;
    private final Words words;
    private @Nullable Boolean navWished;
    private boolean listsWished = true;
    private boolean wall;
    private boolean locked;
    private final List<Node> guarded = new ArrayList<>();
    private TextSize size = TextSize.NORMAL;

    public MainView(Words words, Actions actions, Choices choices, Going going, TabsView.Wishes wishes) {
        this.words = words;
        this.actions = actions;
        getStyleClass().add("main");
        header = new HeaderView(words, actions);
        strip = new AlertStripView(words, actions, going);
        nav = new NavView(words, going);
        tabs = new TabsView(words, wishes);
        lists = new ListsView(words, actions, going);
        corner = new CornerView(words, going);
        last = new AnswerLine(words, actions);
        last.node().getStyleClass().add("last-answer");
        HBox.setHgrow(last.node(), Priority.ALWAYS);
        foot = new HBox(last.node(), corner);
        foot.getStyleClass().add("foot");
        content = new VBox(tabs, holder, lists, foot);
        content.getStyleClass().add("content");
        VBox.setVgrow(holder, Priority.ALWAYS);
        holder.setMinHeight(0);
        holder.setPrefHeight(0);
        lists.prefHeightProperty().bind(content.heightProperty().multiply(LISTS_SHARE));
        lists.setMinHeight(USE_PREF_SIZE);
        beneath = new HBox(nav, content);
        HBox.setHgrow(content, Priority.ALWAYS);
        content.setMinWidth(0);
        content.setPrefWidth(0);
        layer = new Layer(beneath);
        confirm = new ConfirmPane(words, choices);
        messagePane.getStyleClass().add("message-pane");
        StackPane stage = new StackPane(beneath, messagePane, layer);
        VBox.setVgrow(stage, Priority.ALWAYS);
        stage.setMinHeight(0);
        notice = new NoticeBar(actions::signIn);
        bypasses = new BypassStrip(words);
        guard(beneath);
        getChildren().addAll(header, strip, bypasses, notice, stage);
        message("");
        last.say(words.of("answers.none"));
        widthProperty().subscribe(_ -> measure());
        content.widthProperty().subscribe(_ -> measure());
    }

    private void measure() {
        narrow(this, getWidth() / size.pixels());
        double letters = content.getWidth() / size.pixels();
        narrow(content, letters);
        lists.apart(letters >= APART_FROM_EM);
        Texts.present(nav, !wall && (navWished == null ? getWidth() / size.pixels() >= NAV_FROM_EM : navWished));
    }

    private static void narrow(Node node, double letters) {
        node.pseudoClassStateChanged(NARROW, letters < MEDIUM_FROM_EM);
        node.pseudoClassStateChanged(MEDIUM, letters < WIDE_FROM_EM);
    }

    /** Shows what stands around the pages as it is now. */
    public void show(Frame model) {
        header.show(model.header());
        strip.show(model.strip());
        bypasses.show(model.bypasses());
        nav.show(model.nav());
        lists.show(model);
        corner.show(model.corner());
        message("");
    }

    /** Puts a page into the middle. @param withLists whether the lists stand beneath it */
    public void page(Page page, boolean withLists) {
        holder.getChildren().setAll(page.node());
        nav.here(page.address());
        listsWished = withLists;
        Texts.present(lists, withLists && !wall);
        // Only what is laid out can take the keyboard, and a page that arranges itself by its width is laid out twice.
        for (int i = 0; i < 2; i++) {
            applyCss();
            layout();
        }
    }

    /** The titles of the open pages. */
    public TabsView tabs() {
        return tabs;
    }

    /** Only pages of these kinds can be opened. */
    public void kinds(List<PageAddress.Kind> kinds) {
        nav.only(kinds);
    }

    /** Says quietly beside a page how much of it waits for who sits here. */
    public void waiting(PageAddress.Kind kind, int count) {
        nav.waiting(kind, count);
    }

    /** Shows or hides the way to the pages, whatever the width of the window. */
    public void toggleNav() {
        navWished = !nav.isVisible();
        measure();
        if (nav.isVisible()) {
            nav.focusPlaces();
        }
    }

    /** Leaves only header, strip and page in sight, for a screen on a wall; or brings the rest back. */
    public void wall(boolean next) {
        wall = next;
        Texts.present(tabs, !next);
        Texts.present(foot, !next);
        Texts.present(lists, listsWished && !next);
        measure();
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
        measure();
    }

    /** Shows how far the request is; opens the dialog if it is not open. */
    public void confirm(Confirmation.View view) {
        confirm(view, false);
    }

    /** The same. @param askWho whether it is refused because nobody has signed in */
    public void confirm(Confirmation.View view, boolean askWho) {
        confirm.show(view, askWho);
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

    /** Asks for how long and why an output is to pass an interlock. */
    public void bypass(GateRow gate, Times times, Consumer<Ask> propose) {
        layer.show(TimedForm.bypass(gate, words, times, propose, layer::hide));
    }

    /** Asks for how long and why alerts are shelved. */
    public void shelf(List<AlertRow> alerts, Times times, Consumer<Ask> propose) {
        layer.show(TimedForm.shelf(alerts, words, times, propose, layer::hide));
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

    /** Opens a dialog in place of whatever is open. */
    public void dialog(Layer.Dialog dialog) {
        layer.show(dialog);
    }

    /** Whether this dialog is the one in sight. */
    public boolean shows(Layer.@Nullable Dialog dialog) {
        return dialog != null && layer.open() == dialog;
    }

    /** Says something about who may act here, below the alerts; "" says nothing. @param button what leads to signing in */
    public void notice(String sentence, String button) {
        notice.say(sentence, button);
    }

    /** At a locked screen everything stays in sight and living, and what acts leads to unlocking. */
    public void locked(boolean next) {
        locked = next;
        pseudoClassStateChanged(LOCKED, next);
        guarded.forEach(part -> part.pseudoClassStateChanged(LOCKED, next));
    }

    /** What acts in this part of the screen does not while the screen is locked. */
    public void guard(Node part) {
        guarded.add(part);
        part.pseudoClassStateChanged(LOCKED, locked);
        part.addEventFilter(ActionEvent.ACTION, event -> {
            if (locked && event.getTarget() instanceof Node node && ACTS.stream().anyMatch(node.getStyleClass()::contains)) {
                event.consume();
                actions.signIn();
            }
        });
    }

    /** A part of the screen that was guarded is gone. */
    public void unguard(Node part) {
        guarded.remove(part);
    }

    /** The alert shown in the strip, null when none. */
    public @Nullable AlertRow alertShown() {
        return strip.shown();
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

    /** Asks for some letters and shows what they find. @return looks again, for more may be found by now */
    public Runnable find(Function<String, List<FoundRow>> find, Consumer<FoundRow> go) {
        FindPane pane = new FindPane(words, find, go, layer::hide);
        layer.show(pane);
        return pane::again;
    }

    /** Whether a dialog is open, under which nothing may move. */
    public boolean busy() {
        return layer.open() != null;
    }

    /** Whether the lists stand beneath the page in sight. */
    public boolean listsShown() {
        return lists.isVisible();
    }

    /** Brings a list forward and puts the keyboard on it. */
    public void focusList(Key key) {
        lists.focus(key);
    }

    /** Gives {@code scene} the keys of the window. */
    public void keys(Scene scene, Consumer<Key> pressed) {
        for (Key key : Key.values()) {
            scene.getAccelerators().put(key.combination(), () -> pressed.accept(key));
            key.also().forEach(c -> scene.getAccelerators().put(c, () -> pressed.accept(key)));
        }
        scene.addEventFilter(
                KeyEvent.KEY_PRESSED,
                event -> TAKEN.stream()
                        .filter(key -> key.combination().match(event))
                        .findFirst()
                        .ifPresent(key -> {
                            event.consume();
                            pressed.accept(key);
                        }));
        // "?" is typed differently on each keyboard, so the character counts and not the key.
        scene.addEventHandler(KeyEvent.KEY_TYPED, event -> {
            @Nullable Node owner = scene.getFocusOwner();
            if ("?".equals(event.getCharacter()) && !(owner instanceof TextInputControl)) {
                pressed.accept(Key.HELP);
            }
        });
    }
}
