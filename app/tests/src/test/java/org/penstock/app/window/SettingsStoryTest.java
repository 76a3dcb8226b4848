package org.penstock.app.window;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;

import javafx.scene.control.ComboBox;
import org.junit.jupiter.api.Test;

/** A person who grew up with Fahrenheit and commas reads the whole window so, today and tomorrow. */
class SettingsStoryTest extends AtTheWindow {
    @Test
    @SuppressWarnings("unchecked")
    void everythingIsReadInTheUnitsNumbersAndHoursAPersonChose() throws Exception {
        press("Settings");
        seen("as the site says");
        Sight.on(() -> {
            ((ComboBox<String>) inSight(".combo-box")).setValue("°F");
            return 0;
        });
        press("12.345,6");
        press("12");
        press("Overview");
        seen("92,16");
        seen("°F");
        seen("5:52:07 AM CET");
        assertEquals(33.42, room.snapshot().field().streams().getFirst().value(), "the facility knows nothing of it");
        await().atMost(20, SECONDS)
                .until(() -> new MannerFile(config, "marta").read().twelveHours());
        close();
        open();
        seen("92,16");
    }
}
