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
    private static final double PART = 0.1;

    private final Words words;
    private final Node picture;
    private final Acts acts;

    /** What keys do besides what buttons do. */
    interface Acts extends TrendControls.Moves {
        /** Stands still, or goes along again. */
        void turn();

        void oldest();

        /** Begins or ends a selection at the cursor. */
        void select();

        void selectAll();

        /** Shows what is selected and nothing else. */
        void zoomToSelection();

        /** To the next (1) or previous (-1) note. */
        void note(int by);

        /** Does something that needs more than the picture. @return whether there is such a thing here */
        boolean deed(Deed deed);

        /** Moves the cursor by readings. */
        void step(int by);

        void chooseNext(int by);

        void removeChosen();

        /** No selection any more; where there was none, no cursor. @return whether there was either */
        boolean less();
    }

    /** What the page around a picture does. */
    enum Deed {
        COMPARE("trend.deed.compare"),
        NOTE("trend.deed.note"),
        AMEND("trend.deed.amend"),
        VIEWS("trend.deed.views"),
        EXPORT("trend.deed.export"),
        PRINT("trend.deed.print");

        private final String wordKey;

        Deed(String wordKey) {
            this.wordKey = wordKey;
        }

        /** Bundle key of its button. */
        String wordKey() {
            return wordKey;
        }
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
        if (!(event.getTarget() instanceof TextInputControl) && !event.isAltDown() && withControl(event)) {
            event.consume();
            return;
        }
        boolean other = event.getTarget() instanceof TextInputControl || event.isControlDown() || event.isAltDown();
        boolean onPicture = event.getTarget() == picture;
        if (!other
                && (onPicture && onPicture(event.getCode(), event.isShiftDown() ? FAR : 1)
                        || anywhere(event.getCode(), event.isShiftDown() ? -1 : 1))) {
            event.consume();
        }
    }

    /** Ctrl with an arrow goes through time by a part of the picture. */
    private boolean withControl(KeyEvent event) {
        if (!event.isControlDown()) {
            return false;
        }
        switch (event.getCode()) {
            case LEFT -> acts.move(-PART);
            case RIGHT -> acts.move(PART);
            case A -> acts.selectAll();
            case Z -> acts.undo();
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean onPicture(KeyCode code, int by) {
        switch (code) {
            case LEFT -> acts.step(-by);
            case RIGHT -> acts.step(by);
            case UP -> acts.chooseNext(-1);
            case DOWN -> acts.chooseNext(1);
            case DELETE -> acts.removeChosen();
            case SPACE -> acts.turn();
            case ENTER -> acts.zoomToSelection();
            case ESCAPE -> {
                return acts.less();
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private boolean anywhere(KeyCode code, int way) {
        switch (code) {
            case PAGE_UP -> acts.move(-1);
            case PAGE_DOWN -> acts.move(1);
            case HOME -> acts.oldest();
            case END, L -> acts.live();
            case Z, BACK_SPACE -> acts.undo();
            case S -> acts.select();
            case N -> acts.note(way);
            case C -> {
                return acts.deed(Deed.COMPARE);
            }
            case T -> {
                return acts.deed(Deed.NOTE);
            }
            case E -> {
                return acts.deed(Deed.AMEND);
            }
            case V -> {
                return acts.deed(Deed.VIEWS);
            }
            case X -> {
                return acts.deed(Deed.EXPORT);
            }
            case P -> {
                return acts.deed(Deed.PRINT);
            }
            default -> {
                return false;
            }
        }
        return true;
    }
}
