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
    private static final List<String> TRACES =
            List.of("trace-a", "trace-b", "trace-c", "trace-d", "trace-e", "trace-f", "trace-g", "trace-h");
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
    void aLineInAPictureStandsOutAndLooksLikeNoAlertAndNoOtherLine(Theme theme) throws IOException {
        Map<String, Color> palette = palette(theme);
        List<String> faults = new ArrayList<>();
        for (String trace : TRACES) {
            least(palette, trace, "panel", 3, faults);
            for (String severity : SEVERITIES) {
                apart(palette, trace, severity + "-fill", 20, faults);
            }
            for (String other : TRACES) {
                if (!other.equals(trace)) {
                    apart(palette, trace, other, 12, faults);
                }
            }
        }
        least(palette, "paused-on", "paused-fill", 4.5, faults);
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

    /** How different two colours look: CIE 1976, where 2 can just be seen beside one another. */
    private static void apart(Map<String, Color> palette, String one, String other, double least, List<String> faults) {
        double[] a = lab(colour(palette, one));
        double[] b = lab(colour(palette, other));
        double found = Math.sqrt(Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2) + Math.pow(a[2] - b[2], 2));
        if (found < least) {
            faults.add(one + " and " + other + " are " + Math.round(found) + " apart");
        }
    }

    private static double[] lab(Color c) {
        double r = linear(c.getRed());
        double g = linear(c.getGreen());
        double b = linear(c.getBlue());
        double x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        double y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
        double z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
        return new double[] {116 * y - 16, 500 * (x - y), 200 * (y - z)};
    }

    private static double linear(double v) {
        return v <= 0.04045 ? v / 12.92 : Math.pow((v + 0.055) / 1.055, 2.4);
    }

    private static double root(double t) {
        return t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16.0 / 116;
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
        String sheet = Files.readString(Path.of("../src/main/resources/org/penstock/app/window", theme.palette()));
        Matcher entries = ENTRY.matcher(sheet);
        while (entries.find()) {
            palette.put(entries.group(1), Color.web(entries.group(2)));
        }
        return palette;
    }
}
