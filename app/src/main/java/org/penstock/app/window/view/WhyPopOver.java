package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import org.controlsfx.control.PopOver;
import org.penstock.app.window.model.TextSize;

/**
 * Says why something is as it is, beside it and without leaving the page: Esc or a press anywhere else takes it away again.
 */
final class WhyPopOver {
    private static final double WIDTH_EM = 30;

    private final Label text = Texts.sentence("why-text");
    private final Button more = new Button();
    private final VBox body = new VBox(text, more);
    private final PopOver pop = new PopOver(body);

    /** @param moreText what the button says that leads to the page about it @param arrow where the arrow is */
    WhyPopOver(String moreText, PopOver.ArrowLocation arrow, Runnable onMore) {
        body.getStyleClass().add("why");
        more.setText(moreText);
        more.setOnAction(_ -> {
            pop.hide();
            onMore.run();
        });
        pop.setArrowLocation(arrow);
        pop.setDetachable(false);
        pop.setAnimated(false);
        pop.setAutoHide(true);
        pop.setHideOnEscape(true);
    }

    private static boolean size(String styleClass) {
        return List.of(TextSize.values()).stream().anyMatch(s -> s.styleClass().equals(styleClass));
    }

    /** Shows it beside {@code owner}. */
    void show(Node owner, String why) {
        text.setText(why);
        pop.show(owner);
        // A window of its own knows nothing of the sheets and the text size of the one it belongs to.
        body.getScene().getStylesheets().setAll(owner.getScene().getStylesheets());
        body.getScene().setUserAgentStylesheet(owner.getScene().getUserAgentStylesheet());
        body.getStyleClass().setAll("why");
        owner.getScene().getRoot().getStyleClass().stream()
                .filter(WhyPopOver::size)
                .forEach(body.getStyleClass()::add);
        body.applyCss();
        body.setMaxWidth(WIDTH_EM * text.getFont().getSize());
        more.requestFocus();
    }
}
