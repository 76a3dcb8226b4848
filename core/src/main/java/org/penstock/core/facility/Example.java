package org.penstock.core.facility;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/** The facility files that come with the program, one for each profile of a site: their devices are simulated. */
public enum Example {
    /** Valves, vents and substrate. */
    GROW("a greenhouse with two bays, watered from one tank"),
    /** Doors, defrost and cooling batches. */
    COLD("the walk-in cooler, freezer and blast chiller of a kitchen"),
    /** Air, feed, water and light. */
    BARN("a house of 18,000 broilers with tunnel ventilation"),
    /** Fed batch, pH and oxygen. */
    LAB("a fermenter, an incubator and an ultra-low freezer"),
    /** Pasteurising, filling, cleaning. */
    PLANT("a small dairy: pasteuriser, milk tank, filling line, CIP");

    private final String description;

    Example(String description) {
        this.description = description;
    }

    /** The profile of its site, the word in the file: {@code cold}. */
    public String profile() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What stands there, in a few words. */
    public String description() {
        return description;
    }

    /** The name it is reported under: {@code cold.yaml}. */
    public String fileName() {
        return profile() + ".yaml";
    }

    /** The example of a profile. */
    public static Optional<Example> of(String profile) {
        return Arrays.stream(values()).filter(e -> e.profile().equals(profile)).findFirst();
    }

    /** Every profile. */
    public static List<String> profiles() {
        return Arrays.stream(values()).map(Example::profile).toList();
    }

    /** The file as written. */
    public String text() {
        try (InputStream in = Objects.requireNonNull(
                Example.class.getResourceAsStream(fileName()), "this program was built without " + fileName())) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the example " + fileName() + " cannot be read", e);
        }
    }
}
