package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import javafx.scene.control.ListView;
import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;

/** A person who has gone to the page of the devices. */
abstract class AtTheDevices extends AtTheWindow {
    @BeforeEach
    void toTheDevices() {
        type(KeyCode.F10);
        seen("3 devices, 2 in trouble");
    }

    /** Writes into the filter until one device is left, which then is the one shown. */
    void find(String text) {
        fill(".filter-field", 0, text);
        await(text)
                .atMost(40, SECONDS)
                .until(() -> Sight.on(() ->
                        ((ListView<?>) inSight(".table .list-view")).getItems().size() == 1));
    }
}
