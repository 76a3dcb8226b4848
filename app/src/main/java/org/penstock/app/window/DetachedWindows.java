package org.penstock.app.window;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import javafx.scene.Scene;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.PageAddress;
import org.penstock.app.window.model.Words;
import org.penstock.app.window.view.Page;

/** Pages in windows of their own, for a second screen. They look like the main window and obey the same keys. JavaFX thread. */
final class DetachedWindows implements AutoCloseable {
    private static final double WIDTH = 900;
    private static final double HEIGHT = 600;

    private final Look look;
    private final Words words;
    private final Consumer<Scene> keys;
    private final List<Detached> open = new ArrayList<>();
    private Consumer<Page> closed = _ -> {};
    private final Consumer<Scene> released;
    private boolean closing;

    private record Detached(Page page, Stage stage) {}

    /** @param keys gives a scene the keys of the window @param released told of a scene that is gone */
    DetachedWindows(Look look, Words words, Consumer<Scene> keys, Consumer<Scene> released) {
        this.released = released;
        this.look = look;
        this.words = words;
        this.keys = keys;
    }

    /** @param told hears of a page whose window a person closed */
    void onClose(Consumer<Page> told) {
        closed = told;
    }

    /** Shows a page in a new window. */
    void open(Page page) {
        open(page, null);
    }

    /** Shows a page where it stood before. */
    void open(Page page, Layout.@Nullable Detached where) {
        StackPane root = new StackPane(page.node());
        root.getStyleClass().add("detached");
        Scene scene = new Scene(root, WIDTH, HEIGHT);
        keys.accept(scene);
        look.add(scene);
        Stage stage = new Stage();
        stage.setTitle(words.of("window.title-page", page.title()));
        stage.setScene(scene);
        if (where != null) {
            stage.setX(where.x());
            stage.setY(where.y());
            stage.setWidth(where.width());
            stage.setHeight(where.height());
        }
        Detached detached = new Detached(page, stage);
        open.add(detached);
        stage.setOnHidden(_ -> gone(detached));
        stage.show();
        page.focus();
    }

    private void gone(Detached detached) {
        released.accept(detached.stage().getScene());
        look.remove(detached.stage().getScene());
        ((StackPane) detached.stage().getScene().getRoot()).getChildren().clear();
        if (open.remove(detached) && !closing) {
            closed.accept(detached.page());
        }
    }

    /** Brings the window of a page to the front. @return whether there is one */
    boolean toFront(PageAddress address) {
        for (Detached d : open) {
            if (d.page().address().equals(address)) {
                d.stage().toFront();
                d.stage().requestFocus();
                return true;
            }
        }
        return false;
    }

    List<Page> pages() {
        return open.stream().map(Detached::page).toList();
    }

    List<Layout.Detached> layout() {
        return open.stream()
                .map(d -> new Layout.Detached(
                        d.page().address(),
                        d.stage().getX(),
                        d.stage().getY(),
                        d.stage().getWidth(),
                        d.stage().getHeight()))
                .toList();
    }

    /** Closes every window, as a person would. */
    void closeAll() {
        List.copyOf(open).forEach(d -> d.stage().close());
    }

    /** Closes every window and its page. */
    @Override
    public void close() {
        closing = true;
        List.copyOf(open).forEach(d -> {
            d.stage().close();
            d.page().close();
        });
    }
}
