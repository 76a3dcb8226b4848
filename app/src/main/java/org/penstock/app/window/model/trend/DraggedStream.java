package org.penstock.app.window.model.trend;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A stream on its way from where it stands to where it shall be drawn. */
public record DraggedStream(String key) {
    private static final String BEFORE = "stream:";

    /** As it is carried: {@code stream:air-temp-1}. */
    public String text() {
        return BEFORE + key;
    }

    /** What is carried; empty when it is no stream. */
    public static Optional<DraggedStream> parse(@Nullable String text) {
        return text == null || !text.startsWith(BEFORE) || text.length() == BEFORE.length()
                ? Optional.empty()
                : Optional.of(new DraggedStream(text.substring(BEFORE.length())));
    }
}
