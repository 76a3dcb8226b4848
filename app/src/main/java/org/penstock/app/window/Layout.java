package org.penstock.app.window;

import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.penstock.app.window.model.PageAddress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which pages a person has open on this workstation: tabs, windows of their own, and where those stand. A file that cannot
 * be read or written costs the layout, nothing else.
 *
 * @param tabs in their order
 * @param here which of them is in sight, from 0
 */
record Layout(List<PageAddress> tabs, int here, List<Detached> detached) {
    /** One tab, with the overview. */
    static final Layout FIRST = new Layout(List.of(PageAddress.of(PageAddress.Kind.OVERVIEW)), 0, List.of());

    private static final Logger LOG = LoggerFactory.getLogger(Layout.class);
    /** More than anybody can look at; beyond, the file is not ours. */
    private static final int MOST = 40;

    Layout {
        tabs = List.copyOf(tabs);
        detached = List.copyOf(detached);
    }

    /** A page in a window of its own; place and size in pixels of the screen. */
    record Detached(PageAddress address, double x, double y, double width, double height) {}

    /** The same with a page in sight, which is opened where it is not. */
    Layout with(PageAddress seen) {
        List<PageAddress> all = new ArrayList<>(tabs);
        if (!all.contains(seen)) {
            all.add(seen);
        }
        return new Layout(
                all,
                all.indexOf(seen),
                detached.stream().filter(d -> !d.address().equals(seen)).toList());
    }

    /** The layout in {@code file}; {@link #FIRST} where there is none. */
    static Layout read(Path file) {
        Properties properties = new Properties();
        if (Files.exists(file)) {
            try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                LOG.warn("Cannot read which pages were open in {}, the overview is shown: {}", file, e.getMessage());
            }
        }
        List<PageAddress> tabs = new ArrayList<>();
        List<Detached> detached = new ArrayList<>();
        for (int i = 0; i < MOST; i++) {
            PageAddress.parse(properties.getProperty("tab." + i, ""))
                    .filter(a -> !tabs.contains(a))
                    .ifPresent(tabs::add);
            String bounds = properties.getProperty("window." + i + ".bounds", "");
            PageAddress.parse(properties.getProperty("window." + i, ""))
                    .filter(a -> !tabs.contains(a))
                    .ifPresent(a -> bounds(a, bounds, detached));
        }
        if (tabs.isEmpty()) {
            return FIRST;
        }
        int here = number(properties.getProperty("here", "0"));
        return new Layout(tabs, here < 0 || here >= tabs.size() ? 0 : here, detached);
    }

    private static void bounds(PageAddress address, String text, List<Detached> into) {
        String[] parts = text.split(" ", -1);
        if (parts.length == 4) {
            double[] at = new double[4];
            for (int i = 0; i < 4; i++) {
                at[i] = number(parts[i]);
            }
            if (at[2] > 0 && at[3] > 0) {
                into.add(new Detached(address, at[0], at[1], at[2], at[3]));
            }
        }
    }

    private static int number(String text) {
        try {
            return Integer.parseInt(text.strip());
        } catch (NumberFormatException e) {
            LOG.debug("{} is no number of the window's layout", text, e);
            return 0;
        }
    }

    /** Writes the layout to {@code file}, making its folder. */
    void write(Path file) {
        Properties properties = new Properties();
        properties.setProperty("here", Integer.toString(here));
        for (int i = 0; i < tabs.size(); i++) {
            properties.setProperty("tab." + i, tabs.get(i).text());
        }
        for (int i = 0; i < detached.size(); i++) {
            Detached d = detached.get(i);
            properties.setProperty("window." + i, d.address().text());
            properties.setProperty(
                    "window." + i + ".bounds",
                    String.format(Locale.ROOT, "%.0f %.0f %.0f %.0f", d.x(), d.y(), d.width(), d.height()));
        }
        try {
            Path folder = file.toAbsolutePath().getParent();
            if (folder != null) {
                Files.createDirectories(folder);
            }
            try (Writer writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8)) {
                properties.store(writer, null);
            }
        } catch (IOException e) {
            LOG.warn("Cannot keep in {} which pages are open: {}", file, e.getMessage());
        }
    }
}
