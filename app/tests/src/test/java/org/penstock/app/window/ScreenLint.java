package org.penstock.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javafx.geometry.BoundingBox;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ComboBoxBase;
import javafx.scene.control.Labeled;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.control.TextInputControl;
import javafx.scene.layout.BackgroundFill;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.paint.Color;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/**
 * What a person would complain about without knowing the facility: words cut off, things over one another, things out of
 * the window, words that cannot be read.
 */
final class ScreenLint {
    /** WCAG AA for text of this size. */
    static final double LEAST_CONTRAST = 4.5;

    /** Less than this of something longer says nothing, px: two lines. */
    private static final double LEAST_ROOM = 40;

    private final List<String> faults = new ArrayList<>();
    private final Color canvas;
    private final Bounds window;
    private int texts;

    private ScreenLint(Scene scene) {
        canvas = opaque(scene.getRoot(), Color.WHITE);
        window = scene.getRoot().localToScene(scene.getRoot().getLayoutBounds());
    }

    /** Every fault found in {@code scene}. */
    static List<String> faults(String name, Scene scene) {
        return faults(name, scene, scene.getRoot());
    }

    /** Every fault found in {@code part} of {@code scene}. */
    static List<String> faults(String name, Scene scene, Node part) {
        ScreenLint lint = new ScreenLint(scene);
        lint.walk(part, lint.canvas, 1);
        if (lint.texts < 10) {
            lint.faults.add("only " + lint.texts + " texts are on the screen");
        }
        return lint.faults.stream().map(fault -> name + ": " + fault).toList();
    }

    private void walk(Node node, Color behind, double opacity) {
        if (!node.isVisible()) {
            return;
        }
        double visible = opacity * node.getOpacity();
        Color under = opaque(node, behind);
        if (node instanceof Labeled labeled
                && labeled.getText() != null
                && !labeled.getText().isEmpty()) {
            cutOff(labeled);
        }
        if (node instanceof TextField field) {
            promptCutOff(field);
        }
        if (node instanceof ScrollPane scroll
                && scroll.getHeight() < LEAST_ROOM
                && scroll.getContent() instanceof Region inner
                && inner.getHeight() > scroll.getHeight() + 1) {
            faults.add("no room: " + Math.round(scroll.getHeight()) + " px for what needs "
                    + Math.round(inner.getHeight()));
        }
        if (pressable(node) && !node.isDisabled() && !node.isFocusTraversable()) {
            faults.add("the keyboard cannot reach " + words(node));
        }
        if (node instanceof Text text && !text.getText().isBlank()) {
            texts++;
            contrast(text, under, visible);
        }
        if (node instanceof HBox || node instanceof VBox || node instanceof GridPane) {
            overlaps((Parent) node);
        }
        if (node instanceof Parent parent && !(node instanceof ScrollBar)) {
            parent.getChildrenUnmodifiable().forEach(child -> walk(child, under, visible));
        }
    }

    /** Something that does something when a person presses it or writes into it. */
    private static boolean pressable(Node node) {
        return node instanceof ButtonBase || node instanceof TextInputControl || node instanceof ComboBoxBase<?>;
    }

    private void cutOff(Labeled labeled) {
        @Nullable Text inner = (Text) labeled.lookup(".text");
        String shown = inner == null ? "" : inner.getText();
        boolean ellipsis = shown.endsWith(labeled.getEllipsisString())
                && !labeled.getText().endsWith(labeled.getEllipsisString());
        if (ellipsis) {
            faults.add("cut off: \"" + labeled.getText() + "\" reads \"" + shown + "\"");
        }
        if (inner != null && inner.getLayoutBounds().getHeight() > labeled.getHeight() + 1) {
            faults.add("cut off below: \"" + labeled.getText() + "\"");
        }
        Bounds at = labeled.localToScene(labeled.getLayoutBounds());
        if (at.getMaxX() > window.getMaxX() + 1 || at.getMinX() < window.getMinX() - 1) {
            faults.add("out of the window: \"" + labeled.getText() + "\" at " + round(at));
        }
    }

    /** An empty field says what belongs into it, to the last letter. */
    private void promptCutOff(TextField field) {
        String prompt = field.getPromptText();
        if (prompt == null || prompt.isEmpty() || !field.getText().isEmpty()) {
            return;
        }
        Text whole = new Text(prompt);
        whole.setFont(field.getFont());
        double room = field.getWidth() - field.snappedLeftInset() - field.snappedRightInset();
        if (whole.getLayoutBounds().getWidth() > room + 1) {
            faults.add("cut off: the prompt \"" + prompt + "\" needs "
                    + Math.round(whole.getLayoutBounds().getWidth()) + " px of " + Math.round(room));
        }
    }

    private void contrast(Text text, Color under, double visible) {
        if (!(text.getFill() instanceof Color fill) || visible < 0.99 || fill.getOpacity() == 0) {
            return;
        }
        double ratio = contrast(over(fill, under), under);
        if (ratio < LEAST_CONTRAST) {
            faults.add(String.format(
                    Locale.ROOT, "hard to read (%.2f:1): \"%s\" %s on %s", ratio, text.getText(), fill, under));
        }
    }

    private void overlaps(Parent parent) {
        List<Node> children = parent.getChildrenUnmodifiable().stream()
                .filter(n -> n.isManaged() && n.isVisible())
                .toList();
        Bounds inside = parent.getLayoutBounds();
        for (int i = 0; i < children.size(); i++) {
            Bounds a = laidOut(children.get(i));
            if (a.getWidth() > 0 && (a.getMaxX() > inside.getMaxX() + 1.5 || a.getMinX() < inside.getMinX() - 1.5)) {
                faults.add("sticks out: " + words(children.get(i)) + " of " + words(parent) + " by "
                        + Math.round(a.getMaxX() - inside.getMaxX()) + " px");
            }
            for (int j = i + 1; j < children.size(); j++) {
                Bounds b = laidOut(children.get(j));
                double width = Math.min(a.getMaxX(), b.getMaxX()) - Math.max(a.getMinX(), b.getMinX());
                double height = Math.min(a.getMaxY(), b.getMaxY()) - Math.max(a.getMinY(), b.getMinY());
                if (width > 1.5 && height > 1.5) {
                    faults.add("over one another: " + words(children.get(i)) + " and " + words(children.get(j)));
                }
            }
        }
    }

    private static Bounds laidOut(Node node) {
        Bounds local = node.getLayoutBounds();
        return new BoundingBox(
                local.getMinX() + node.getLayoutX(),
                local.getMinY() + node.getLayoutY(),
                local.getWidth(),
                local.getHeight());
    }

    private static String words(Node node) {
        return node instanceof Labeled labeled
                ? '"' + labeled.getText() + '"'
                : node.getStyleClass().toString();
    }

    private static String round(Bounds b) {
        return Math.round(b.getMinX()) + "…" + Math.round(b.getMaxX());
    }

    /** The colour under the words of {@code node}, when {@code behind} is what shines through it. */
    private static Color opaque(Node node, Color behind) {
        Color under = behind;
        if (node instanceof Region region
                && region.getBackground() != null
                && !region.getStyleClass().contains("tab-header-background")) {
            for (BackgroundFill fill : region.getBackground().getFills()) {
                if (fill.getFill() instanceof Color color) {
                    under = over(color, under);
                }
            }
        }
        return under;
    }

    private static Color over(Color top, Color under) {
        double a = top.getOpacity();
        return Color.color(
                top.getRed() * a + under.getRed() * (1 - a),
                top.getGreen() * a + under.getGreen() * (1 - a),
                top.getBlue() * a + under.getBlue() * (1 - a));
    }

    /** Contrast of two colours as WCAG 2 counts it, 1..21. */
    static double contrast(Color a, Color b) {
        double la = luminance(a);
        double lb = luminance(b);
        return (Math.max(la, lb) + 0.05) / (Math.min(la, lb) + 0.05);
    }

    private static double luminance(Color c) {
        return 0.2126 * linear(c.getRed()) + 0.7152 * linear(c.getGreen()) + 0.0722 * linear(c.getBlue());
    }

    private static double linear(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }
}
