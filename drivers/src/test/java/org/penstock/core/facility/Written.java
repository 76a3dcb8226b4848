package org.penstock.core.facility;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Nodes from a piece of YAML, every one on line 1. */
public final class Written {
    private Written() {}

    public static Node node(String yaml) {
        return node(new YAMLMapper().readTree(yaml));
    }

    private static Node node(JsonNode json) {
        if (json.isObject()) {
            Map<String, Node> fields = new LinkedHashMap<>();
            Map<String, Node> keys = new LinkedHashMap<>();
            json.properties().forEach(e -> {
                fields.put(e.getKey(), node(e.getValue()));
                keys.put(e.getKey(), Node.scalar("test", 1, 1, e.getKey()));
            });
            return Node.mapping("test", 1, 1, fields, keys);
        }
        if (json.isArray()) {
            return Node.sequence(
                    "test", 1, 1, json.valueStream().map(Written::node).toList());
        }
        return json.isMissingNode() ? Node.mapping("test", 1, 1, Map.of(), Map.of()) : scalar(json);
    }

    private static Node scalar(JsonNode json) {
        return json.isNull() ? Node.sequence("test", 1, 1, List.of()) : Node.scalar("test", 1, 1, json.asString());
    }
}
