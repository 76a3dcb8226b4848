package org.penstock.app.window;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javafx.scene.paint.Color;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every palette can be read, and says the same things. */
class PaletteTest {
    private static final Pattern ENTRY = Pattern.compile("-([a-z-]+): (#[0-9a-f]{6});");
    private static final List<String> GROUNDS = List.of("canvas", "panel", "raised");
    private static final List<String> INKS = List.of(
            "ink", "ink-bright", "ink-quiet", "emergency-ink", "critical-ink", "warning-ink", "info-ink", "doubt-ink");
    private static final List<String> SEVERITIES = List.of("emergency", "critical", "warning", "info", "doubt");

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyInkCanBeReadOnEveryGround(Theme theme) throws IOException {
        Map<String, Color> palette = palette(theme);
        List<String> faults = new ArrayList<>();
        for (String ground : GROUNDS) {
            for (String ink : INKS) {
                least(palette, ink, ground, 4.5, faults);
            }
            least(palette, "edge", ground, 3, faults);
            least(palette, "focus", ground, 3, faults);
        }
        assertEquals(List.of(), faults);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyMarkStandsOutByItsEdgeAndItsNumberCanBeRead(Theme theme) throws IOException {
        Map<String, Color> palette = palette(theme);
        List<String> faults = new ArrayList<>();
        for (String severity : SEVERITIES) {
            least(palette, severity + "-on", severity + "-fill", 4.5, faults);
            for (String ground : GROUNDS) {
                least(palette, severity + "-edge", ground, 3, faults);
            }
        }
        assertEquals(List.of(), faults);
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void whatIsNormalHasNoColour(Theme theme) throws IOException {
        Map<String, Color> palette = palette(theme);
        for (String name :
                List.of("canvas", "panel", "raised", "rule", "edge", "ink", "ink-bright", "ink-quiet", "running")) {
            Color color = colour(palette, name);
            assertTrue(color.getSaturation() < 0.25, name + " has saturation " + color.getSaturation());
        }
    }

    @ParameterizedTest
    @EnumSource(Theme.class)
    void everyThemeNamesTheSameColours(Theme theme) throws IOException {
        assertEquals(palette(Theme.DARK).keySet(), palette(theme).keySet());
    }

    @Test
    void theNightIsDarkerThanTheDark() throws IOException {
        Map<String, Color> night = palette(Theme.NIGHT);
        Map<String, Color> dark = palette(Theme.DARK);
        for (String name : night.keySet()) {
            double share = light(colour(night, name)) / light(colour(dark, name));
            assertTrue(share <= 0.75, name + " gives " + Math.round(share * 100) + " % of the light of the dark theme");
        }
    }

    /** Relative luminance, WCAG 2. */
    private static double light(Color color) {
        return ScreenLint.contrast(color, Color.BLACK) * 0.05 - 0.05;
    }

    private static void least(
            Map<String, Color> palette, String above, String below, double ratio, List<String> faults) {
        double found = ScreenLint.contrast(colour(palette, above), colour(palette, below));
        if (found < ratio) {
            faults.add(above + " on " + below + " is " + Math.round(found * 100) / 100.0 + ":1");
        }
    }

    private static Color colour(Map<String, Color> palette, String name) {
        return Objects.requireNonNull(palette.get(name), name);
    }

    private static Map<String, Color> palette(Theme theme) throws IOException {
        Map<String, Color> palette = new HashMap<>();
        String sheet = Files.readString(Path.of("src/main/resources/org/penstock/app/window", theme.palette()));
        Matcher entries = ENTRY.matcher(sheet);
        while (entries.find()) {
            palette.put(entries.group(1), Color.web(entries.group(2)));
        }
        return palette;
    }
}
