package org.penstock.app.window.view;

import java.util.List;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.VBox;
import org.penstock.app.window.model.PairingRow;
import org.penstock.app.window.model.Words;

/** A device's way into the facility: the code to type into it, large, how long it holds, and what became of it. */
final class PairingView extends VBox {
    private final Words words;
    private final Label code = Texts.whole("pairing-code");
    private final Label left = Texts.whole("pairing-left");
    private final HBox line = FormLines.line(code, left);
    private final VBox says = new VBox();
    private final Button begin;
    private final Button end;
    private PairingRow row = PairingRow.NONE;
    private List<String> shown = List.of();

    PairingView(Words words, DeviceActions actions) {
        this.words = words;
        getStyleClass().add("pairing");
        setMinHeight(USE_PREF_SIZE);
        says.getStyleClass().add("detail-why");
        begin = FormLines.button(words.of("pairing.begin"), () -> actions.pair(row.device(), row.name()));
        end = FormLines.button(words.of("pairing.end"), () -> actions.endPairing(row.device(), row.name()));
        getChildren().addAll(line, says, FormLines.line(begin, end));
        show(PairingRow.NONE);
    }

    void show(PairingRow next) {
        row = next;
        Texts.present(this, next.offered());
        Texts.present(line, next.open());
        Texts.present(code, !next.code().isEmpty());
        code.setText(next.code());
        left.setText(words.of("pairing.left", next.left()));
        Texts.present(begin, !next.open());
        Texts.present(end, next.open());
        if (!next.says().equals(shown)) {
            shown = next.says();
            says.getChildren()
                    .setAll(shown.stream()
                            .map(sentence -> {
                                Label label = Texts.sentence("detail-sentence");
                                label.setText(sentence);
                                return label;
                            })
                            .toList());
        }
        Texts.present(says, !shown.isEmpty());
    }
}
