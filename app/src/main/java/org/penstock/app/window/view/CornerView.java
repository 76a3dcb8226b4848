package org.penstock.app.window.view;

import java.util.ArrayList;
import java.util.List;
import javafx.css.PseudoClass;
import javafx.scene.control.Button;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.controlsfx.control.PopOver;
import org.penstock.app.window.model.CornerModel;
import org.penstock.app.window.model.Mark;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.PageAddress.Kind;
import org.penstock.app.window.model.Words;

/** The quiet corner: how connections, journal, database and clock are; one press from each to its why. */
final class CornerView extends HBox {
    private static final PseudoClass ABNORMAL = PseudoClass.getPseudoClass("abnormal");

    private final Going going;
    private final String more;
    private final List<ItemView> items = new ArrayList<>();

    CornerView(Words words, Going going) {
        this.going = going;
        this.more = words.of("corner.more");
        getStyleClass().add("corner");
    }

    void show(CornerModel model) {
        while (items.size() < model.items().size()) {
            ItemView item = new ItemView(going, more);
            items.add(item);
            getChildren().add(item.button);
        }
        for (int i = 0; i < items.size(); i++) {
            boolean present = i < model.items().size();
            Texts.present(items.get(i).button, present);
            if (present) {
                items.get(i).show(model.items().get(i));
            }
        }
    }

    private static final class ItemView {
        private final Button button = new Button();
        private final Glyph mark = new Glyph();
        private final Tooltip tip = new Tooltip();
        private final WhyPopOver why;

        ItemView(Going going, String more) {
            why = new WhyPopOver(
                    more, PopOver.ArrowLocation.BOTTOM_RIGHT, () -> going.go(PageAddress.of(Kind.SYSTEM)));
            button.getStyleClass().addAll("corner-item");
            button.setMinWidth(USE_PREF_SIZE);
            button.setTooltip(tip);
            button.setGraphic(mark);
            button.setOnAction(_ -> why.show(button, tip.getText()));
        }

        void show(CornerModel.Item item) {
            boolean abnormal = item.mark() != Mark.NONE;
            button.setText(item.text());
            tip.setText(item.why());
            mark.show(item.mark().styleClass(), "");
            Texts.present(mark, abnormal);
            button.pseudoClassStateChanged(ABNORMAL, abnormal);
        }
    }
}
