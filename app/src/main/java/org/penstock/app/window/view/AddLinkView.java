package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SelectionMode;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.AddModel;
import org.penstock.app.window.model.FindingRow;
import org.penstock.app.window.model.Inventory;
import org.penstock.app.window.model.LookModel;
import org.penstock.app.window.model.Words;

/** The link a new device is reached over, and what a look found there, to choose from. */
final class AddLinkView extends VBox implements AddStepView {
    private final ComboBox<String> link = new ComboBox<>();
    private final Label hint = Texts.sentence("quiet");
    private final ListTable<FindingRow> found;
    private final Words words;
    private String foundOn = "";
    private LookModel look = LookModel.NONE;

    AddLinkView(Words words, AddActions actions) {
        this.words = words;
        getStyleClass().add("step-body");
        link.setPromptText(words.of("look.choose-link"));
        found = LookView.findings(words, words.of("look.none"));
        found.node().getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
        link.valueProperty().subscribe((_, _) -> {
            shown();
            picked(actions);
        });
        found.node().getSelectionModel().getSelectedIndices().subscribe(() -> picked(actions));
        Button first = FormLines.button(words.of("add.look-first"), () -> actions.lookFirst(FormLines.chosen(link)));
        VBox.setVgrow(found, Priority.ALWAYS);
        found.setMinHeight(0);
        getChildren()
                .addAll(FormLines.line(FormLines.named(words.of("look.link"), link), first), hint, found);
        shown();
    }

    private void picked(AddActions actions) {
        actions.pick(FormLines.chosen(link), found.allSelected());
    }

    /** What the last look found, and on which link. */
    void found(String ofLink, LookModel next) {
        foundOn = ofLink;
        look = next;
        shown();
    }

    void choose(String key) {
        link.setValue(key);
    }

    private void shown() {
        boolean its = !foundOn.isEmpty() && foundOn.equals(FormLines.chosen(link));
        List<FindingRow> rows =
                its ? look.rows().stream().filter(FindingRow::writable).toList() : List.of();
        found.show(rows);
        Texts.present(found, !rows.isEmpty());
        hint.setText(words.of(rows.isEmpty() ? "add.nothing-found" : "add.pick"));
    }

    @Override
    public void show(Inventory inventory) {
        FormLines.offer(
                link, inventory.links().stream().map(Inventory.LinkEntry::key).toList());
    }

    @Override
    public void show(AddModel model) {
        String chosen = model.device().link();
        if (chosen.isEmpty() ? link.getItems().size() > 1 : !chosen.equals(link.getValue())) {
            link.setValue(chosen.isEmpty() ? null : chosen);
        }
    }

    @Override
    public Node node() {
        return this;
    }

    @Override
    public Node first() {
        return link;
    }
}
