package org.penstock.app.window.view.trend;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import javafx.scene.Node;
import javafx.scene.input.ClipboardContent;
import javafx.scene.input.DragEvent;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.TransferMode;
import org.penstock.app.window.model.trend.DraggedStream;

/** Streams are dragged as text, {@code stream:KEY}, from any node that shows one to any node that draws them. */
public final class StreamDrag {
    private StreamDrag() {}

    /** From now on a drag that begins at {@code node} carries the stream it shows. @param key "" while it shows none */
    public static void from(Node node, Supplier<String> key) {
        from(node, _ -> key.get());
    }

    /** The same, where it depends on the point at which the drag begins. */
    public static void from(Node node, Function<MouseEvent, String> at) {
        node.setOnDragDetected(event -> {
            String key = at.apply(event);
            if (!key.isEmpty()) {
                ClipboardContent content = new ClipboardContent();
                content.putString(new DraggedStream(key).text());
                node.startDragAndDrop(TransferMode.COPY).setContent(content);
                event.consume();
            }
        });
    }

    /** From now on a stream that is dropped on {@code node} goes to {@code take}, which says whether it took it. */
    public static void onto(Node node, Predicate<String> take) {
        node.addEventHandler(DragEvent.DRAG_OVER, event -> {
            if (carried(event).isPresent()) {
                event.acceptTransferModes(TransferMode.COPY);
                event.consume();
            }
        });
        node.addEventHandler(
                DragEvent.DRAG_DROPPED,
                event -> carried(event).ifPresent(stream -> {
                    event.setDropCompleted(take.test(stream.key()));
                    event.consume();
                }));
    }

    private static Optional<DraggedStream> carried(DragEvent event) {
        return DraggedStream.parse(event.getDragboard().getString());
    }
}
