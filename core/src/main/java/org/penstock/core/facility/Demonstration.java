package org.penstock.core.facility;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** The facility file that comes with the program: a greenhouse whose devices are simulated. */
public final class Demonstration {
    /** The name it is reported under. */
    public static final String FILE_NAME = "demo.yaml";

    private Demonstration() {}

    /** The file as written. */
    public static String text() {
        try (InputStream in = Objects.requireNonNull(
                Demonstration.class.getResourceAsStream(FILE_NAME), "this program was built without demo.yaml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("the demonstration facility cannot be read", e);
        }
    }
}
