package org.penstock.app.window.view.synoptic;

import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.KeyEvent;
import org.penstock.app.window.model.synoptic.Walk;

/** What keys do while the drawing has the keyboard. */
final class DrawingKeys {
    private final SynopticActions actions;
    private final Viewport viewport;
    private final Supplier<String> chosen;

    DrawingKeys(SynopticActions actions, Viewport viewport, Supplier<String> chosen) {
        this.actions = actions;
        this.viewport = viewport;
        this.chosen = chosen;
    }

    void attach(Node drawing) {
        drawing.addEventHandler(KeyEvent.KEY_PRESSED, event -> {
            if (pressed(event)) {
                event.consume();
            }
        });
    }

    private boolean pressed(KeyEvent event) {
        return switch (event.getCode()) {
            case LEFT, KP_LEFT -> arrow(event, Walk.Way.LEFT);
            case RIGHT, KP_RIGHT -> arrow(event, Walk.Way.RIGHT);
            case UP, KP_UP -> arrow(event, Walk.Way.UP);
            case DOWN, KP_DOWN -> arrow(event, Walk.Way.DOWN);
            case ENTER -> {
                if (!chosen.get().isEmpty()) {
                    actions.open(chosen.get(), event.isControlDown());
                }
                yield true;
            }
            case PLUS, ADD, EQUALS -> zoom(event, true);
            case MINUS, SUBTRACT -> zoom(event, false);
            case DIGIT0, NUMPAD0 -> {
                if (!plain(event)) {
                    yield false;
                }
                viewport.whole();
                yield true;
            }
            case Z -> shortcut(event, actions::undo);
            case Y -> shortcut(event, actions::redo);
            case ESCAPE -> actions.leave();
            default -> false;
        };
    }

    private boolean arrow(KeyEvent event, Walk.Way way) {
        if (event.isAltDown() || event.isControlDown() || event.isMetaDown()) {
            return false;
        }
        if (event.isShiftDown()) {
            actions.nudge(way);
        } else {
            actions.walk(way);
        }
        return true;
    }

    private boolean zoom(KeyEvent event, boolean in) {
        if (plain(event)) {
            viewport.zoom(in);
            return true;
        }
        return false;
    }

    private static boolean shortcut(KeyEvent event, Runnable action) {
        if (event.isShortcutDown()) {
            action.run();
            return true;
        }
        return false;
    }

    private static boolean plain(KeyEvent event) {
        return !event.isAltDown() && !event.isControlDown() && !event.isMetaDown();
    }
}
