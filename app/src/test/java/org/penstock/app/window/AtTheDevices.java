package org.penstock.app.window;

import javafx.scene.input.KeyCode;
import org.junit.jupiter.api.BeforeEach;

/** A person who has gone to the page of the devices. */
abstract class AtTheDevices extends AtTheWindow {
    @BeforeEach
    void toTheDevices() {
        type(KeyCode.F10);
        seen("3 devices, 2 in trouble");
    }
}
