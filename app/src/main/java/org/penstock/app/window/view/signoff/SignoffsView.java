package org.penstock.app.window.view.signoff;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.model.signoff.InboxModel;
import org.penstock.app.window.model.signoff.SignoffRow;
import org.penstock.app.window.model.signoff.SignoffRow.Part;
import org.penstock.app.window.view.FormLines;
import org.penstock.app.window.view.Layer;
import org.penstock.app.window.view.LiveList;
import org.penstock.app.window.view.Texts;
import org.penstock.app.window.view.signoff.SignoffRowView.Line;

/** What waits for signatures, with the chosen one whole beside the list. A approves, R rejects, Space marks for several. */
public final class SignoffsView extends StackPane {
    private final LiveList<Line> list;
    private final SignoffDetailView detail;
    private final Label summary = Texts.flexible("panel-summary");
    private final Label told = Texts.sentence("signoff-told");
    private final Label nobody = Texts.sentence("detail-sentence");
    private final HBox signIn;
    private final Layer layer;
    private final SignoffActions actions;
    private final Words words;
    private final Set<String> marks = new HashSet<>();
    private String wanted = "";
    private String lookedAt = "";
    private InboxModel model = new InboxModel(List.of(), "", false, "");

    public SignoffsView(Words words, SignoffActions actions) {
        this.words = words;
        this.actions = actions;
        list = new LiveList<>(() -> new SignoffRowView(words), words.of("signoff.reading"));
        list.node().getStyleClass().add("signoff-list");
        list.node().getSelectionModel().selectedIndexProperty().subscribe((_, _) -> chosen());
        list.node().addEventFilter(KeyEvent.KEY_PRESSED, this::pressed);
        detail = new SignoffDetailView(words, this::approve, this::refuse, this::withdraw, this::mark);
        Label title = Texts.whole("panel-title");
        title.setText(words.of("signoff.title"));
        HBox head = new HBox(title, Texts.spring(), summary);
        head.getStyleClass().add("panel-head");
        nobody.setText(words.of("signoff.nobody"));
        HBox.setHgrow(nobody, Priority.ALWAYS);
        nobody.setMinWidth(0);
        signIn = FormLines.line(nobody);
        Runnable go = actions.signIn();
        if (go != null) {
            signIn.getChildren().add(FormLines.button(words.of("signoff.sign-in"), go));
        }
        signIn.getStyleClass().add("signoff-nobody");
        Texts.present(signIn, false);
        VBox left = new VBox(list.node());
        VBox.setVgrow(list.node(), Priority.ALWAYS);
        left.setMinWidth(0);
        detail.setMinWidth(0);
        SplitPane split = new SplitPane(left, detail);
        split.setDividerPositions(0.42);
        VBox.setVgrow(split, Priority.ALWAYS);
        split.setMinHeight(0);
        VBox body = new VBox(head, signIn, split, told);
        body.getStyleClass().add("devices-page");
        layer = new Layer(body);
        getChildren().addAll(body, layer);
        chosen();
    }

    /** What there is. */
    public void show(InboxModel next) {
        model = next;
        marks.retainAll(next.rows().stream()
                .filter(r -> r.part() == Part.TO_SIGN)
                .map(SignoffRow::key)
                .toList());
        list.empty(next.shut().isEmpty() ? words.of("signoff.none") : next.shut());
        lines();
        if (!wanted.isEmpty() && list.reveal(wanted)) {
            wanted = "";
        }
        if (list.node().getSelectionModel().isEmpty() && !next.rows().isEmpty()) {
            list.node().getSelectionModel().selectFirst();
        }
        Texts.present(signIn, next.me().isEmpty());
        chosen();
    }

    /** Why it could not be read; what was read before stays. */
    public void refused(String why) {
        list.empty(words.of("signoff.not-read", why));
        summary.setText(words.of("runs.refused-short"));
    }

    /** What came of what was asked. */
    public void tell(String text) {
        told.setText(text);
    }

    /** The pane says why it was not done, and stays. */
    public void paneTold(String why) {
        if (layer.open() instanceof SignPane pane) {
            pane.tell(why, model.both());
        } else if (layer.open() instanceof RefusePane pane) {
            pane.tell(why);
        } else {
            tell(why);
        }
    }

    /** It is done: no pane any more. */
    public void done(String text) {
        marks.clear();
        lines();
        if (layer.open() != null) {
            layer.hide();
        }
        tell(text);
    }

    /** Chooses one, now or as soon as it is read. @return whether it is there */
    public boolean reveal(String key) {
        boolean there = list.reveal(key);
        wanted = there ? "" : key;
        return there;
    }

    /** What the chosen one would change, in words. @param key of the one that was asked about */
    public void inWords(String key, String sentences) {
        SignoffRow row = selected();
        if (row != null && row.key().equals(key)) {
            detail.inWords(sentences);
        }
    }

    /** Puts the keyboard on the list, or on the pane that is open. */
    public void focus() {
        Layer.Dialog open = layer.open();
        if (open != null) {
            open.first().requestFocus();
            return;
        }
        list.node().requestFocus();
        if (list.node().getSelectionModel().isEmpty()) {
            list.node().getSelectionModel().selectFirst();
        }
    }

    private void lines() {
        list.show(model.rows().stream()
                .map(r -> new Line(r, marks.contains(r.key())))
                .toList());
        int marked = marks.size();
        summary.setText(
                marked > 0
                        ? words.of("signoff.marked-so-many", Integer.toString(marked))
                        : words.of(
                                "signoff.summary",
                                Integer.toString(model.rows().size()),
                                Integer.toString(model.forMe())));
    }

    private @Nullable SignoffRow selected() {
        Line line = list.selected();
        return line == null ? null : line.row();
    }

    private void chosen() {
        SignoffRow row = selected();
        if (row == null) {
            detail.nothing(!model.rows().isEmpty());
        } else {
            detail.show(row);
        }
        String key = row == null ? "" : row.key();
        if (!key.equals(lookedAt)) {
            lookedAt = key;
            detail.inWords("");
            if (row != null) {
                actions.look(row);
            }
        }
    }

    private void pressed(KeyEvent event) {
        if (event.isControlDown() || event.isAltDown() || event.isMetaDown()) {
            return;
        }
        Runnable does =
                switch (event.getCode()) {
                    case A -> this::approve;
                    case R -> this::refuse;
                    case W -> this::withdraw;
                    case SPACE -> this::mark;
                    default -> null;
                };
        if (does != null) {
            event.consume();
            does.run();
        }
    }

    private void mark() {
        SignoffRow row = selected();
        if (row == null || row.part() != Part.TO_SIGN) {
            return;
        }
        if (!row.several()) {
            tell(words.of("signoff.one-only", row.what()));
        } else if (!marks.remove(row.key())) {
            marks.add(row.key());
        }
        lines();
    }

    /** What is marked, or what is chosen. */
    private void approve() {
        SignoffRow row = selected();
        List<SignoffRow> rows = marks.isEmpty()
                ? row == null ? List.of() : List.of(row)
                : model.rows().stream().filter(r -> marks.contains(r.key())).toList();
        if (rows.isEmpty()) {
            return;
        }
        tell("");
        layer.show(new SignPane(words, rows, model.me(), model.both(), actions, layer::hide));
    }

    private void refuse() {
        SignoffRow row = selected();
        if (row != null && row.part() != Part.TO_REVIEW) {
            tell("");
            layer.show(new RefusePane(
                    words, row, words.of("signoff.refuse"), r -> actions.refuse(row, r), layer::hide));
        }
    }

    private void withdraw() {
        SignoffRow row = selected();
        if (row != null && row.mine()) {
            tell("");
            layer.show(new RefusePane(
                    words, row, words.of("signoff.withdraw"), r -> actions.withdraw(row, r), layer::hide));
        }
    }

}
