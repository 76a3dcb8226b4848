package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Ask;
import org.penstock.app.window.model.Beat;
import org.penstock.app.window.model.HealthRow;
import org.penstock.app.window.model.InterlockRow;
import org.penstock.app.window.model.Keyed;
import org.penstock.app.window.model.LinkRow;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.SystemModel;
import org.penstock.app.window.model.TextSize;
import org.penstock.app.window.model.Words;

/** Interlocks, links and the program itself, each with its why and what a person can do about it. */
public final class SystemPage implements Page {
    /** From so many letter heights on three things stand beside one another. */
    private static final double BESIDE_FROM_EM = 85;

    private final RowStack<InterlockRow> interlocks;
    private final RowStack<LinkRow> links;
    private final RowStack<HealthRow> health;
    private final Label noInterlocks = Texts.sentence("empty-hint");
    private final Label noLinks = Texts.sentence("empty-hint");
    private final HBox all = new HBox();
    private final VBox stack = new VBox();
    private final ScrollPane scroll = PlaceView.scroll(stack);
    private final List<Panel> panels;
    private boolean beside;
    private TextSize size = TextSize.NORMAL;
    private final Words words;
    private final Shown<SystemModel> shown = new Shown<>(this::show);

    public SystemPage(Words words, Actions actions) {
        this.words = words;
        interlocks = new RowStack<>(() -> new StateRowView<>(
                r -> new StateRowView.Line(r.name(), r.mark(), r.state(), r.why(), r.resettable() ? r.reset() : null),
                words.of("interlock.reset"),
                words,
                actions));
        links = new RowStack<>(() -> new StateRowView<>(
                r -> new StateRowView.Line(r.name(), r.mark(), r.state(), r.reason(), none()), "", words, actions));
        health = new RowStack<>(() -> new StateRowView<>(
                r -> new StateRowView.Line(r.name(), r.mark(), r.state(), r.why(), r.ask()),
                words.of("health.confirm-clock"),
                words,
                actions));
        all.getStyleClass().add("system");
        stack.getStyleClass().add("column");
        HBox.setHgrow(scroll, Priority.ALWAYS);
        panels = List.of(
                panel("panel.interlocks", interlocks, noInterlocks),
                panel("panel.links", links, noLinks),
                panel("panel.health", health, new Label()));
        all.widthProperty().subscribe(_ -> arrange());
    }

    /** Beside one another where each is wide enough to be read, else one below the other. */
    private void arrange() {
        if (all.getWidth() <= 0) {
            return;
        }
        boolean wide = all.getWidth() / size.pixels() >= BESIDE_FROM_EM;
        if (all.getChildren().isEmpty() || wide != beside) {
            beside = wide;
            all.getChildren().clear();
            stack.getChildren().clear();
            if (wide) {
                all.getChildren().addAll(panels);
            } else {
                stack.getChildren().addAll(panels);
                all.getChildren().add(scroll);
            }
        }
    }

    private static @Nullable Ask none() {
        return null;
    }

    private Panel panel(String titleKey, RowStack<?> rows, Label hint) {
        Panel panel = new Panel(words.of(titleKey), new VBox(rows, hint));
        HBox.setHgrow(panel, Priority.ALWAYS);
        panel.setPrefWidth(1);
        return panel;
    }

    @Override
    public PageAddress address() {
        return PageAddress.of(Kind.SYSTEM);
    }

    @Override
    public String title() {
        return words.of(Kind.SYSTEM.wordKey());
    }

    @Override
    public Node node() {
        return all;
    }

    @Override
    public Runnable write(Beat beat) {
        return shown.write(SystemModel.of(beat));
    }

    private void show(SystemModel model) {
        all.pseudoClassStateChanged(PlaceView.LOST, model.lost());
        interlocks.show(model.interlocks());
        noInterlocks.setText(hint(model, model.interlocks(), "interlocks.empty"));
        links.show(model.links());
        noLinks.setText(hint(model, model.links(), "links.empty"));
        health.show(model.health());
    }

    private String hint(SystemModel model, List<? extends Keyed> rows, String key) {
        return rows.isEmpty() && model.known() ? words.of(key) : "";
    }

    @Override
    public void textSize(TextSize next) {
        size = next;
        arrange();
    }

    @Override
    public boolean reveal(String key) {
        for (RowStack<?> part : List.of(interlocks, links, health)) {
            @Nullable Node node = part.node(key);
            if (node != null) {
                return Rows.focusFirst(node);
            }
        }
        return false;
    }

    @Override
    public void focus() {
        if (!Rows.focusFirst(all)) {
            all.requestFocus();
        }
    }

    @Override
    public void close() {
        // It subscribed to nothing.
    }
}
