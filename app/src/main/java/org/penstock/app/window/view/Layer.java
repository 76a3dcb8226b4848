package org.penstock.app.window.view;

import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * Where a dialog stands: over the overview, which stays readable, and never over the strip of alerts. As long as a dialog
 * is there the keyboard cannot go beneath it; Esc leaves.
 */
public final class Layer extends StackPane {
    private final Region beneath;
    private @Nullable Node before;
    private @Nullable Dialog open;
    private Subscription guard = Subscription.EMPTY;

    /** What can stand in the layer. */
    public interface Dialog {
        /** The node shown. */
        Region node();

        /** Where the keyboard starts. */
        Node first();

        /** The person leaves without doing anything. */
        void leave();
    }

    public Layer(Region beneath) {
        this.beneath = beneath;
        getStyleClass().add("layer");
        Texts.present(this, false);
        addEventFilter(KeyEvent.KEY_PRESSED, event -> {
            if (event.getCode() == KeyCode.ESCAPE && open != null) {
                event.consume();
                open.leave();
            }
        });
    }

    /** The dialog shown now, null when none. */
    public @Nullable Dialog open() {
        return open;
    }

    public void show(Dialog dialog) {
        Scene scene = getScene();
        if (open == null && scene != null) {
            before = scene.getFocusOwner();
            guard = scene.focusOwnerProperty().subscribe(this::keepOut);
        }
        open = dialog;
        Region node = dialog.node();
        node.setMaxSize(Region.USE_PREF_SIZE, Region.USE_PREF_SIZE);
        getChildren().setAll(node);
        Texts.present(this, true);
        // Only what has its skin takes keys, and a reader of badges types faster than the next pulse comes.
        applyCss();
        layout();
        dialog.first().requestFocus();
    }

    public void hide() {
        guard.unsubscribe();
        guard = Subscription.EMPTY;
        open = null;
        getChildren().clear();
        Texts.present(this, false);
        if (before != null && before.getScene() != null) {
            before.requestFocus();
        }
        before = null;
    }

    private void keepOut(@Nullable Node owner) {
        if (open != null && owner != null && isBeneath(owner)) {
            open.first().requestFocus();
        }
    }

    private boolean isBeneath(Node node) {
        for (Node at = node; at != null; at = at.getParent()) {
            if (at == beneath) {
                return true;
            }
        }
        return false;
    }
}
