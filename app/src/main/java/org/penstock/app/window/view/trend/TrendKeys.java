package org.penstock.app.window.view.trend;

import javafx.scene.Node;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.penstock.app.window.model.Words;

/**
 * The keys of a trend: those that go through time work wherever the keyboard is but in a text field, those that move the
 * cursor only on the picture, because elsewhere the arrows go from control to control.
 */
final class TrendKeys {
    private static final int FAR = 10;

    private final Words words;
    private final Node picture;
    private final Acts acts;

    /** What keys do besides what buttons do. */
    interface Acts extends TrendControls.Moves {
        /** Stands still, or goes along again. */
        void turn();

        void oldest();

        /** Moves the cursor by readings. */
        void step(int by);

        void chooseNext(int by);

        void removeChosen();

        /** @return whether there was a cursor */
        boolean noCursor();
    }

    TrendKeys(Words words, Node picture, Acts acts) {
        this.words = words;
        this.picture = picture;
        this.acts = acts;
    }

    /** Listens to the keys of {@code node} and all that is in it. */
    void on(Node node) {
        node.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
        node.addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    }

    /** Signs are where each keyboard has them, so they are taken as typed. */
    private void typed(KeyEvent event) {
        if (event.getTarget() instanceof TextInputControl) {
            return;
        }
        boolean closer = words.of("trend.key.closer").equals(event.getCharacter());
        if (closer || words.of("trend.key.wider").equals(event.getCharacter())) {
            event.consume();
            acts.zoom(closer ? -1 : 1);
        }
    }

    private void pressed(KeyEvent event) {
        boolean other = event.getTarget() instanceof TextInputControl || event.isControlDown() || event.isAltDown();
        boolean onPicture = event.getTarget() == picture;
        if (!other
                && (onPicture && onPicture(event.getCode(), event.isShiftDown() ? FAR : 1)
                        || anywhere(event.getCode()))) {
            event.consume();
        }
    }

    private boolean onPicture(KeyCode code, int by) {
        switch (code) {
            case LEFT -> acts.step(-by);
            case RIGHT -> acts.step(by);
            case UP -> acts.chooseNext(-1);
            case DOWN -> acts.chooseNext(1);
            case DELETE -> acts.removeChosen();
            case SPACE -> acts.turn();
            case ESCAPE -> {
                return acts.noCursor();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean anywhere(KeyCode code) {
        switch (code) {
            case PAGE_UP -> acts.move(-1);
            case PAGE_DOWN -> acts.move(1);
            case HOME -> acts.oldest();
            case END, L -> acts.live();
            default -> {
                return false;
            }
        }
        return true;
    }
}
