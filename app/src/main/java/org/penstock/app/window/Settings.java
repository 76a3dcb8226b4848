package org.penstock.app.window;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import org.penstock.app.window.model.TextSize;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a person chose about how the window looks, and after how many minutes without key or pointer it is locked. A file that cannot be read or written costs the choice,
 * nothing else.
 */
record Settings(Theme theme, TextSize textSize, int lockMinutes) {
    /** Longest time without key or pointer before the screen is locked, min. */
    static final int MOST_LOCK = 240;

    private static final int DEFAULT_LOCK = 10;

    static final Settings DEFAULT = new Settings(Theme.DARK, TextSize.NORMAL);

    private static final Logger LOG = LoggerFactory.getLogger(Settings.class);

    /** With the usual time before the screen is locked. */
    Settings(Theme theme, TextSize textSize) {
        this(theme, textSize, DEFAULT_LOCK);
    }

    /** The settings in {@code file}, defaults where it says nothing. */
    static Settings read(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("Cannot read the window's settings in {}, the defaults are used: {}", file, e.getMessage());
            }
        }
        return new Settings(
                word(Theme.class, properties.getProperty("theme", ""), DEFAULT.theme()),
                word(TextSize.class, properties.getProperty("text-size", ""), DEFAULT.textSize()),
                minutes(properties.getProperty("lock-after-minutes", "")));
    }

    /** Writes the settings to {@code file}, making its folder. */
    void write(Path file) {
        Properties properties = new Properties();
        properties.setProperty("theme", theme.name().toLowerCase(Locale.ROOT));
        properties.setProperty("text-size", textSize.name().toLowerCase(Locale.ROOT));
        properties.setProperty("lock-after-minutes", Integer.toString(lockMinutes));
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                properties.store(writer, null);
            }
        } catch (IOException e) {
            LOG.warn("Cannot keep the window's settings in {}: {}", file, e.getMessage());
        }
    }

    private static int minutes(String word) {
        try {
            return Math.clamp(Integer.parseInt(word), 1, MOST_LOCK);
        } catch (NumberFormatException _) {
            return DEFAULT_LOCK;
        }
    }

    private static <E extends Enum<E>> E word(Class<E> type, String word, E otherwise) {
        for (E value : type.getEnumConstants()) {
            if (value.name().toLowerCase(Locale.ROOT).equals(word)) {
                return value;
            }
        }
        return otherwise;
    }
}
