package org.penstock.app.window.view.overview;

import javafx.scene.Node;
import javafx.scene.layout.StackPane;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.overview.TileFace;

/** The face of a tile. A tile that is used again for another place keeps the faces it had. */
final class FaceHolder extends StackPane {
    private @Nullable PlainFaceView plain;
    private @Nullable RoomFaceView room;
    private @Nullable ColdFaceView cold;
    private @Nullable BarnFaceView barn;
    private @Nullable VesselFaceView vessel;
    private @Nullable LineFaceView line;
    private @Nullable Node shown;

    FaceHolder() {
        setMinWidth(0);
    }

    void show(TileFace face) {
        Node next = switch (face) {
            case TileFace.Plain f -> {
                plain = plain == null ? new PlainFaceView() : plain;
                plain.show(f);
                yield plain;
            }
            case TileFace.Room f -> {
                room = room == null ? new RoomFaceView() : room;
                room.show(f);
                yield room;
            }
            case TileFace.ColdUnit f -> {
                cold = cold == null ? new ColdFaceView() : cold;
                cold.show(f);
                yield cold;
            }
            case TileFace.Barn f -> {
                barn = barn == null ? new BarnFaceView() : barn;
                barn.show(f);
                yield barn;
            }
            case TileFace.Vessel f -> {
                vessel = vessel == null ? new VesselFaceView() : vessel;
                vessel.show(f);
                yield vessel;
            }
            case TileFace.Line f -> {
                line = line == null ? new LineFaceView() : line;
                line.show(f);
                yield line;
            }
        };
        if (next != shown) {
            shown = next;
            getChildren().setAll(next);
        }
    }
}
