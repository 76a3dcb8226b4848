package org.penstock.app.window;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.penstock.app.window.model.synoptic.Arrangement;
import org.penstock.app.window.model.synoptic.Spot;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where a person put the pieces of drawings, in a file beside the window's settings: one line a piece,
 * {@code site/location/piece = x,y} in letter heights. A file or a line that cannot be read costs what it says, nothing else.
 * Reads and writes a disk: not for the JavaFX thread.
 */
record SynopticFile(Path file) {
    private static final Logger LOG = LoggerFactory.getLogger(SynopticFile.class);
    private static final Pattern SPOT = Pattern.compile("(\\d{1,5}(?:\\.\\d{1,3})?),(\\d{1,5}(?:\\.\\d{1,3})?)");

    /** The arrangement of the drawing of a location, "" for the whole site. */
    Arrangement read(String site, String location) {
        String start = site + "/" + location + "/";
        TreeMap<String, Spot> spots = new TreeMap<>();
        Properties all = all();
        for (String name : all.stringPropertyNames()) {
            Matcher spot = SPOT.matcher(all.getProperty(name, ""));
            if (name.startsWith(start) && spot.matches()) {
                spots.put(
                        name.substring(start.length()),
                        new Spot(Double.parseDouble(spot.group(1)), Double.parseDouble(spot.group(2))));
            }
        }
        return new Arrangement(spots);
    }

    /**
     * Keeps an arrangement in place of the one that was kept for the same drawing; those of other drawings stay.
     *
     * @throws IOException when the file cannot be written; what was kept is still there
     */
    void write(String site, String location, Arrangement arrangement) throws IOException {
        String start = site + "/" + location + "/";
        Properties all = all();
        all.stringPropertyNames().stream().filter(n -> n.startsWith(start)).forEach(all::remove);
        arrangement.spots().forEach((id, spot) -> all.setProperty(start + id, plain(spot.x()) + "," + plain(spot.y())));
        Path whole = file.toAbsolutePath();
        Path folder = whole.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
        Path next = whole.resolveSibling(whole.getFileName() + ".new");
        try (Writer writer = Files.newBufferedWriter(next, StandardCharsets.UTF_8)) {
            all.store(writer, null);
        }
        Files.move(next, whole, StandardCopyOption.REPLACE_EXISTING);
    }

    private Properties all() {
        Properties all = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                all.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("Cannot read where the pieces of drawings stand in {}: {}", file, e.getMessage());
                all.clear();
            }
        }
        return all;
    }

    private static String plain(double v) {
        return v == Math.rint(v) ? Long.toString((long) v) : Double.toString(Math.rint(v * 100) / 100);
    }
}
