package org.penstock.app.window.model.record;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Names and values of an event, told apart: {@code old_x} and {@code x} are one change, {@code by_…} says from whom it came,
 * {@code reason} why.
 */
public record EventData(SortedMap<String, String> values) {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String OLD = "old_";
    private static final String BY = "by_";
    private static final String REASON = "reason";

    public EventData {
        values = Collections.unmodifiableSortedMap(new TreeMap<>(values));
    }

    /** @param old null when the event says nothing of before */
    public record Change(String name, @Nullable String old, String now) {}

    /** Reads a JSON object; a text that is none is told as it stands. */
    public static EventData of(String json) {
        TreeMap<String, String> values = new TreeMap<>();
        if (!json.isBlank()) {
            try {
                JSON.readTree(json).properties().forEach(e -> values.put(e.getKey(), text(e.getValue())));
            } catch (JacksonException e) {
                values.put("data", json);
            }
        }
        return new EventData(values);
    }

    private static String text(JsonNode node) {
        return node.isString() ? node.stringValue() : node.toString();
    }

    /** Roles, workstation or session of who did it, "" when it was not told. */
    public String by(String what) {
        return values.getOrDefault(BY + what, "");
    }

    /** Why, "" when it was not told. */
    public String reason() {
        return values.getOrDefault(REASON, "");
    }

    /** What it says of its subject, in the order of the names. */
    public List<Change> changes() {
        List<Change> changes = new ArrayList<>();
        for (Map.Entry<String, String> e : values.entrySet()) {
            String name = e.getKey();
            if (name.startsWith(BY) || name.equals(REASON)) {
                continue;
            }
            if (name.startsWith(OLD)) {
                String now = name.substring(OLD.length());
                if (!values.containsKey(now)) {
                    changes.add(new Change(now, e.getValue(), ""));
                }
            } else {
                changes.add(new Change(name, values.get(OLD + name), e.getValue()));
            }
        }
        return changes;
    }
}
