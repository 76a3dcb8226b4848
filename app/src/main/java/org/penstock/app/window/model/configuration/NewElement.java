package org.penstock.app.window.model.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.penstock.app.window.model.Words;
import org.penstock.core.facility.FacilityEdit;
import org.penstock.core.facility.FacilityElements;
import org.penstock.core.facility.FacilityElements.ElementId;
import org.penstock.core.facility.Shape;

/**
 * An element that is to be added.
 *
 * @param device key of its device, "" where it belongs to none
 */
public record NewElement(ElementKind kind, String device, String key, String name) {
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9-]{0,62}");

    /** What a person would begin with; everything else is asked for by the check, at its field. */
    private static final Map<ElementKind, Map<String, String>> BEGINS = Map.of(
            ElementKind.LIMIT, Map.of("type", "limit_high", "severity", "warning"),
            ElementKind.STREAM, Map.of("metric", "temperature", "interval", "10s"));

    /** What must be said before it can be added, "" when it can be. */
    public String missing(FacilityElements elements, Words words) {
        if (kind.ofDevice() && device.isEmpty()) {
            return words.of("config.new.no-device");
        }
        if (!kind.keyed()) {
            return "";
        }
        if (name.isBlank()) {
            return words.of("config.new.no-name");
        }
        if (!KEY.matcher(key).matches()) {
            return words.of("config.new.no-key", key);
        }
        return elements.find(new ElementId(kind.word(), key))
                .map(e -> words.of("config.new.taken", key))
                .orElse("");
    }

    /** The change that adds it. @param file what may be written in a facility file */
    public Edit.Add edit(Shape.Group file) {
        Map<String, String> values = new LinkedHashMap<>();
        Map<String, String> begins = BEGINS.getOrDefault(kind, Map.of());
        if (kind.keyed()) {
            values.put("key", FacilityEdit.value(key));
            values.put("name", FacilityEdit.value(name.strip()));
        }
        for (String word : kind.required(file)) {
            Optional.ofNullable(begins.get(word)).ifPresent(v -> values.putIfAbsent(word, v));
            if (!kind.keyed()) {
                values.putIfAbsent(word, "\"\"");
            }
        }
        return new Edit.Add(id(), kind.list(), kind.ofDevice() ? device : null, values);
    }

    /** What it will be called in the file; of a kind without keys it is what its words say, which is nothing yet. */
    public ElementId id() {
        return new ElementId(
                kind.word(),
                switch (kind) {
                    case RELATIONSHIP -> "  ";
                    case SCHEMA -> " ";
                    case USER -> "";
                    default -> key;
                });
    }
}
