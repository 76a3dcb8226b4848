package org.penstock.app.window;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.penstock.app.window.model.Manner;
import org.penstock.app.window.model.NumberStyle;
import org.penstock.core.quantity.Metric;
import org.penstock.core.quantity.Unit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps how one person reads values, numbers and times, in a file of its own on this workstation. A file that cannot be read
 * or written costs the choice, nothing else.
 */
final class MannerFile {
    private static final Logger LOG = LoggerFactory.getLogger(MannerFile.class);
    private static final String UNIT = "unit.";
    private static final String NUMBERS = "numbers";
    private static final String HOURS = "hours";
    private static final String TWELVE = "12";

    private final Path file;
    private final AtomicReference<@Nullable Manner> newest = new AtomicReference<>();

    /** @param folder of this workstation's settings @param owner whose manner it is, as records name the person */
    MannerFile(Path folder, String owner) {
        this.file = folder.resolve("reads-" + URLEncoder.encode(owner, StandardCharsets.UTF_8) + ".properties");
    }

    /** As kept; what cannot be understood is as the site says. */
    Manner read() {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("Cannot read how values are read, in {}, they are as the site says: {}", file, e.getMessage());
            }
        }
        Map<Metric, Unit> units = new EnumMap<>(Metric.class);
        for (Metric metric : Metric.values()) {
            Unit.of(properties.getProperty(UNIT + metric.key(), ""), metric)
                    .filter(u -> u != Unit.NONE)
                    .ifPresent(u -> units.put(metric, u));
        }
        NumberStyle numbers = NumberStyle.POINT;
        for (NumberStyle style : NumberStyle.values()) {
            if (style.name().toLowerCase(Locale.ROOT).equals(properties.getProperty(NUMBERS, ""))) {
                numbers = style;
            }
        }
        return new Manner(units, numbers, properties.getProperty(HOURS, "").equals(TWELVE));
    }

    /** Writes {@code manner} soon, on a thread of its own; of many changes in a row only the last. Any thread. */
    void keep(Manner manner) {
        if (newest.getAndSet(manner) == null) {
            Thread writing = new Thread(this::write, "penstock-window-manner");
            writing.setDaemon(true);
            writing.start();
        }
    }

    private synchronized void write() {
        @Nullable Manner next = newest.getAndSet(null);
        if (next == null) {
            return;
        }
        Properties properties = new Properties();
        next.units().forEach((metric, unit) -> properties.setProperty(UNIT + metric.key(), unit.code()));
        properties.setProperty(NUMBERS, next.numbers().name().toLowerCase(Locale.ROOT));
        properties.setProperty(HOURS, next.twelveHours() ? TWELVE : "24");
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                properties.store(writer, null);
            }
        } catch (IOException e) {
            LOG.warn("Cannot keep how values are read, in {}: {}", file, e.getMessage());
        }
    }
}
