package org.penstock.app.window.view.trend;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Group;
import javafx.scene.control.Label;
import org.penstock.app.window.view.Texts;

/** Labels of one kind, made when they are first needed and used again from picture to picture. */
final class Labels {
    private final String styleClass;
    private final List<Label> made = new ArrayList<>();
    private final Group node = new Group();
    private int used;

    Labels(String styleClass) {
        this.styleClass = styleClass;
        node.setManaged(false);
        node.setAutoSizeChildren(false);
        node.setMouseTransparent(true);
    }

    Group node() {
        return node;
    }

    /** Begins a picture: none is needed yet. */
    void begin() {
        used = 0;
    }

    /** The next one, with its size, to be put somewhere. */
    Label next(String text) {
        if (used == made.size()) {
            Label label = Texts.whole(styleClass);
            made.add(label);
            node.getChildren().add(label);
            // Its letters must be known before it is measured; later changes of style come before the layout by
            // themselves.
            label.applyCss();
        }
        Label label = made.get(used++);
        label.setVisible(true);
        label.setText(text);
        label.resize(Math.ceil(label.prefWidth(-1)), Math.ceil(label.prefHeight(-1)));
        return label;
    }

    /** Ends a picture: what is not needed is not in sight. */
    void end() {
        for (int i = used; i < made.size(); i++) {
            made.get(i).setVisible(false);
        }
    }
}
