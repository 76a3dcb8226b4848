package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.penstock.app.window.model.TextSize;

class SettingsTest {
    @TempDir
    Path folder;

    @Test
    void whatWasChosenIsThereNextTime() {
        Path file = folder.resolve("config/penstock/window.properties");
        Settings chosen = new Settings(Theme.LIGHT, TextSize.LARGEST, 25);
        chosen.write(file);
        assertEquals(chosen, Settings.read(file));
    }

    @Test
    void withoutAFileTheWindowIsDarkAndItsTextNormal() {
        assertEquals(new Settings(Theme.DARK, TextSize.NORMAL), Settings.read(folder.resolve("none")));
    }

    @Test
    void aWordNobodyKnowsIsNoReasonNotToOpen() throws IOException {
        Path file = Files.writeString(
                folder.resolve("window.properties"), "theme=purple\ntext-size=large\nlock-after-minutes=soon\n");
        assertEquals(new Settings(Theme.DARK, TextSize.LARGE), Settings.read(file));
        Files.write(file, new byte[] {(byte) 0xff, (byte) 0xfe, 0x3d});
        assertEquals(Settings.DEFAULT, Settings.read(file));
    }

    @Test
    void aFolderThatCannotBeMadeCostsOnlyTheChoice() throws IOException {
        Path blocked = Files.writeString(folder.resolve("file"), "");
        new Settings(Theme.LIGHT, TextSize.LARGE).write(blocked.resolve("window.properties"));
        assertTrue(Files.isRegularFile(blocked));
    }
}
